//! The checksum of newer PKCS#12 files: PBMAC1 (RFC 8018 §7.1) in PKCS#12 (RFC 9579).

use std::num::NonZeroU32;

use aws_lc_rs::hmac;
use aws_lc_rs::pbkdf2;
use x509_parser::asn1_rs::Any;
use x509_parser::asn1_rs::Tag;
use zeroize::Zeroizing;

use super::Error;
use super::der;
use super::encrypted;
use super::format::FileFormat;
use super::oids;
use super::password::Password;

/// The longest key that a file may ask for, in bytes.
const KEY_MAX: u32 = 256;

/// The key of the MAC that PBMAC1-params (RFC 8018 appendix A.5) describe. Other than the rest of PKCS#12 it is derived from UTF-8.
pub(super) fn key(parameters: &Any, password: Password) -> Result<hmac::Key, Error> {
    let parts = der::children(parameters.data);
    let [derivation, scheme] = parts.as_slice() else { return Err(BROKEN) };
    let derivation = der::children(derivation.data);
    let [function, parameters] = derivation.as_slice() else { return Err(BROKEN) };
    let mac = mac_algorithm(&name(scheme)?)?;
    match oid_name(function)?.as_str() {
        "PBKDF2" => Ok(hmac::Key::new(mac, &derived(parameters, password)?)),
        other => Err(unsupported(other)),
    }
}

/// PBKDF2 (RFC 8018 §5.2) by its parameters (appendix A.2).
fn derived(parameters: &Any, password: Password) -> Result<Zeroizing<Vec<u8>>, Error> {
    let parts = der::children(parameters.data);
    let (salt, iterations) = (der::octets(parts.first().ok_or(BROKEN)?), parts.get(1).and_then(der::small_number).ok_or(BROKEN)?);
    // RFC 9579 §4: the length of the key must be there.
    let size = parts.get(2).and_then(der::small_number).filter(|size| (1..=KEY_MAX).contains(size)).ok_or(BROKEN)?;
    let function = match parts.last().filter(|last| last.tag() == Tag::Sequence) {
        Some(function) => name(function)?,
        None => "HMAC-SHA1".into(),
    };
    let iterations = encrypted::bounded(iterations, || "PBMAC1".into())?;
    let iterations = NonZeroU32::new(iterations).ok_or(BROKEN)?;
    let mut key = Zeroizing::new(vec![0; size as usize]);
    pbkdf2::derive(derivation_algorithm(&function)?, iterations, &salt, password.utf8(), &mut key);
    Ok(key)
}

fn derivation_algorithm(name: &str) -> Result<pbkdf2::Algorithm, Error> {
    match name {
        "HMAC-SHA1" => Ok(pbkdf2::PBKDF2_HMAC_SHA1),
        "HMAC-SHA256" => Ok(pbkdf2::PBKDF2_HMAC_SHA256),
        "HMAC-SHA384" => Ok(pbkdf2::PBKDF2_HMAC_SHA384),
        "HMAC-SHA512" => Ok(pbkdf2::PBKDF2_HMAC_SHA512),
        other => Err(unsupported(other)),
    }
}

fn mac_algorithm(name: &str) -> Result<hmac::Algorithm, Error> {
    match name {
        "HMAC-SHA1" => Ok(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY),
        "HMAC-SHA256" => Ok(hmac::HMAC_SHA256),
        "HMAC-SHA384" => Ok(hmac::HMAC_SHA384),
        "HMAC-SHA512" => Ok(hmac::HMAC_SHA512),
        other => Err(unsupported(other)),
    }
}

const BROKEN: Error = Error::BrokenFile(FileFormat::Pkcs12);

/// The name of an AlgorithmIdentifier.
fn name(algorithm: &Any) -> Result<String, Error> {
    oid_name(der::children(algorithm.data).first().ok_or(BROKEN)?)
}

fn oid_name(element: &Any) -> Result<String, Error> {
    Ok(oids::name(&der::oid(element).ok_or(BROKEN)?))
}

fn unsupported(name: &str) -> Error {
    Error::UnsupportedCipher { cipher: format!("a checksum by PBMAC1 with {name}") }
}

#[cfg(test)]
mod tests;
