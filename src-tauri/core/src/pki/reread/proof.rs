//! Whether a private key belongs to a certificate: something is signed with the one and verified with the other.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::ECDSA_P256_SHA256_ASN1;
use aws_lc_rs::signature::ECDSA_P256_SHA256_ASN1_SIGNING;
use aws_lc_rs::signature::ECDSA_P384_SHA384_ASN1;
use aws_lc_rs::signature::ECDSA_P384_SHA384_ASN1_SIGNING;
use aws_lc_rs::signature::ECDSA_P521_SHA512_ASN1;
use aws_lc_rs::signature::ECDSA_P521_SHA512_ASN1_SIGNING;
use aws_lc_rs::signature::ED25519;
use aws_lc_rs::signature::EcdsaKeyPair;
use aws_lc_rs::signature::EcdsaSigningAlgorithm;
use aws_lc_rs::signature::Ed25519KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use aws_lc_rs::signature::RsaKeyPair;
use aws_lc_rs::signature::UnparsedPublicKey;
use aws_lc_rs::signature::VerificationAlgorithm;
use secrecy::ExposeSecret;

use super::Difference;
use super::KeyProof;
use super::certificate;
use super::unreadable;
use crate::domain::key::KeyAlgorithm;
use crate::domain::key::PrivateKey;
use crate::pki::bundle::Certificate;
use crate::pki::keys;
use crate::pki::pem::Part;

const MESSAGE: &[u8] = b"Certkeep reads this file again.";

/// How it was shown that the key, in any of its structures, belongs to the certificate.
pub(super) fn belongs(der: &[u8], leaf: &Certificate) -> Result<KeyProof, Difference> {
    let label = keys::label(der).map_err(unreadable)?;
    let key = keys::read_key(&Part::made(label, der)).map_err(unreadable)?;
    let public = keys::public_key_facts(&key).map_err(unreadable)?;
    if public.fingerprint != leaf.facts().public_key.fingerprint {
        return Err(Difference::KeyForeign);
    }
    match (public_bits(leaf), signed(&key)) {
        (Some(bits), Some((algorithm, signature))) => match UnparsedPublicKey::new(algorithm, bits).verify(MESSAGE, &signature) {
            Ok(()) => Ok(KeyProof::Signature),
            Err(_) => Err(Difference::KeyForeign),
        },
        _ => Ok(KeyProof::PublicHalf),
    }
}

/// The public key in the certificate, as the second reader sees it.
fn public_bits(leaf: &Certificate) -> Option<Vec<u8>> {
    let certificate = certificate(leaf.der().as_bytes())?;
    Some(certificate.tbs_certificate().subject_public_key_info().subject_public_key.raw_bytes().to_vec())
}

/// A signature with the key, and what verifies it; none for kinds that AWS-LC does not sign with.
fn signed(key: &PrivateKey) -> Option<(&'static dyn VerificationAlgorithm, Vec<u8>)> {
    let der = key.expose_secret();
    match key.algorithm() {
        KeyAlgorithm::Rsa { .. } => Some((&RSA_PKCS1_2048_8192_SHA256, signed_with_rsa(der)?)),
        KeyAlgorithm::EcdsaP256 => Some((&ECDSA_P256_SHA256_ASN1, signed_with_curve(&ECDSA_P256_SHA256_ASN1_SIGNING, der)?)),
        KeyAlgorithm::EcdsaP384 => Some((&ECDSA_P384_SHA384_ASN1, signed_with_curve(&ECDSA_P384_SHA384_ASN1_SIGNING, der)?)),
        KeyAlgorithm::EcdsaP521 => Some((&ECDSA_P521_SHA512_ASN1, signed_with_curve(&ECDSA_P521_SHA512_ASN1_SIGNING, der)?)),
        KeyAlgorithm::Ed25519 => {
            let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der).ok()?;
            Some((&ED25519, pair.sign(MESSAGE).as_ref().to_vec()))
        }
        KeyAlgorithm::Other(_) => None,
    }
}

fn signed_with_rsa(der: &[u8]) -> Option<Vec<u8>> {
    let pair = RsaKeyPair::from_pkcs8(der).ok()?;
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), MESSAGE, &mut signature).ok()?;
    Some(signature)
}

fn signed_with_curve(algorithm: &'static EcdsaSigningAlgorithm, der: &[u8]) -> Option<Vec<u8>> {
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, der).ok()?;
    Some(pair.sign(&SystemRandom::new(), MESSAGE).ok()?.as_ref().to_vec())
}
