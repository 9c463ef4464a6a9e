//! The elliptic curves that private keys are kept for (RFC 5480 §2.1.1.1).

use aws_lc_rs::agreement;
use aws_lc_rs::agreement::Algorithm;
use pkcs8::ObjectIdentifier;
use x509_parser::asn1_rs::Class;
use zeroize::Zeroizing;

use crate::domain::key::KeyAlgorithm;

use super::Error;
use super::der;
use super::facts;
use super::oids;

/// A curve, and how the cryptographic library calls it.
pub(super) struct Curve {
    pub algorithm: KeyAlgorithm,
    library: &'static Algorithm,
    /// How many bytes a private number has.
    size: usize,
}

impl Curve {
    /// The curve with this object identifier; others are refused by name.
    pub(super) fn by_oid(oid: &ObjectIdentifier) -> Result<Self, Error> {
        let dotted = oid.to_string();
        let algorithm = facts::curve_named(oids::known(&dotted).unwrap_or(&dotted));
        let (library, size) = match algorithm {
            KeyAlgorithm::EcdsaP256 => (&agreement::ECDH_P256, 32),
            KeyAlgorithm::EcdsaP384 => (&agreement::ECDH_P384, 48),
            KeyAlgorithm::EcdsaP521 => (&agreement::ECDH_P521, 66),
            KeyAlgorithm::Rsa { .. } | KeyAlgorithm::Ed25519 | KeyAlgorithm::Other(_) => {
                return Err(Error::UnsupportedKey { algorithm: format!("EC on the curve {}", algorithm.title()) });
            }
        };
        Ok(Self { algorithm, library, size })
    }

    /// The private number with exactly as many bytes as RFC 5915 §3 wants: some tools leave zeros away or add one.
    pub(super) fn padded(&self, number: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        let significant = &number[number.iter().take_while(|byte| **byte == 0).count()..];
        let zeros = self.size.checked_sub(significant.len()).ok_or(broken("its number is too long for its curve"))?;
        let mut padded = Zeroizing::new(vec![0; self.size]);
        padded[zeros..].copy_from_slice(significant);
        Ok(padded)
    }

    /// The public point: as the key itself writes it, so that it equals the certificate's, else uncompressed.
    pub(super) fn public_point(&self, scalar: &[u8], written: Option<&[u8]>) -> Result<Vec<u8>, Error> {
        let private =
            agreement::PrivateKey::from_private_key(self.library, scalar).map_err(|_| broken("its number is not on its curve"))?;
        let derived = private.compute_public_key().map_err(|_| broken("its number is not on its curve"))?;
        match written {
            Some(point) if !is_same_point(point, derived.as_ref()) => Err(broken("its public half does not belong to it")),
            Some(point) => Ok(point.to_vec()),
            None => Ok(derived.as_ref().to_vec()),
        }
    }
}

/// Whether an EC private key spells out its curve in numbers, in its element `[0]`, instead of naming it.
pub(super) fn has_explicit_parameters(ec_private_key: &[u8]) -> bool {
    let parts = der::sequence(ec_private_key).unwrap_or_default();
    let parameters = parts.iter().find(|part| part.class() == Class::ContextSpecific && part.tag().0 == 0);
    parameters.is_some_and(|part| der::sequence(part.data).is_some())
}

/// Whether `point` is the same as an uncompressed one: itself, or its compressed form (SEC 1 §2.3.3).
fn is_same_point(point: &[u8], uncompressed: &[u8]) -> bool {
    let size = uncompressed.len() / 2;
    let odd = uncompressed.last().is_some_and(|byte| byte & 1 == 1);
    match point {
        [form @ (2 | 3), x @ ..] => *form == 2 + u8::from(odd) && x == &uncompressed[1..=size],
        _ => point == uncompressed,
    }
}

fn broken(reason: &'static str) -> Error {
    Error::BrokenKey { reason }
}
