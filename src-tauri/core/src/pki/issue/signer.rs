//! Signatures of every kind of key that is made or kept here.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::ECDSA_P256_SHA256_ASN1_SIGNING;
use aws_lc_rs::signature::ECDSA_P384_SHA384_ASN1_SIGNING;
use aws_lc_rs::signature::ECDSA_P521_SHA512_ASN1_SIGNING;
use aws_lc_rs::signature::EcdsaKeyPair;
use aws_lc_rs::signature::EcdsaSigningAlgorithm;
use aws_lc_rs::signature::Ed25519KeyPair;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use aws_lc_rs::signature::RsaKeyPair;
use secrecy::ExposeSecret;
use zeroize::Zeroizing;

use crate::domain::key::KeyAlgorithm;
use crate::domain::key::PrivateKey;
use crate::pki::Error;
use crate::pki::der;

/// `content` with the algorithm and the signature behind it, as certificates, revocation lists and requests all are (RFC 5280 §4.1.1).
pub(in crate::pki) fn signed(content: &[u8], key: &PrivateKey) -> Result<Vec<u8>, Error> {
    let signature = signature(content, key)?;
    Ok(der::sequence_of(&[content, &algorithm_identifier(key)?, &der::bit_string(&signature)]).to_vec())
}

/// The AlgorithmIdentifier of a key's signatures: the hash goes by the strength of the key.
pub(in crate::pki) fn algorithm_identifier(key: &PrivateKey) -> Result<Zeroizing<Vec<u8>>, Error> {
    Ok(match key.algorithm() {
        // RFC 4055 §5 wants the parameters to be NULL; RFC 5758 §3.2 and RFC 8410 §3 want none.
        KeyAlgorithm::Rsa { .. } => der::sequence_of(&[&der::object_identifier("1.2.840.113549.1.1.11"), &[0x05, 0x00]]),
        KeyAlgorithm::EcdsaP256 => der::sequence_of(&[&der::object_identifier("1.2.840.10045.4.3.2")]),
        KeyAlgorithm::EcdsaP384 => der::sequence_of(&[&der::object_identifier("1.2.840.10045.4.3.3")]),
        KeyAlgorithm::EcdsaP521 => der::sequence_of(&[&der::object_identifier("1.2.840.10045.4.3.4")]),
        KeyAlgorithm::Ed25519 => der::sequence_of(&[&der::object_identifier("1.3.101.112")]),
        KeyAlgorithm::Other(name) => return Err(Error::UnsupportedKey { algorithm: name.clone() }),
    })
}

fn signature(content: &[u8], key: &PrivateKey) -> Result<Vec<u8>, Error> {
    match key.algorithm() {
        KeyAlgorithm::Rsa { .. } => rsa(content, key),
        KeyAlgorithm::EcdsaP256 => ecdsa(content, key, &ECDSA_P256_SHA256_ASN1_SIGNING),
        KeyAlgorithm::EcdsaP384 => ecdsa(content, key, &ECDSA_P384_SHA384_ASN1_SIGNING),
        KeyAlgorithm::EcdsaP521 => ecdsa(content, key, &ECDSA_P521_SHA512_ASN1_SIGNING),
        KeyAlgorithm::Ed25519 => {
            let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(key.expose_secret()).map_err(|_| unusable(key))?;
            Ok(pair.sign(content).as_ref().to_vec())
        }
        KeyAlgorithm::Other(name) => Err(Error::UnsupportedKey { algorithm: name.clone() }),
    }
}

fn rsa(content: &[u8], key: &PrivateKey) -> Result<Vec<u8>, Error> {
    let pair = RsaKeyPair::from_pkcs8(key.expose_secret()).map_err(|_| unusable(key))?;
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), content, &mut signature).map_err(|_| unusable(key))?;
    Ok(signature)
}

fn ecdsa(content: &[u8], key: &PrivateKey, algorithm: &'static EcdsaSigningAlgorithm) -> Result<Vec<u8>, Error> {
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, key.expose_secret()).map_err(|_| unusable(key))?;
    let signature = pair.sign(&SystemRandom::new(), content).map_err(|_| unusable(key))?;
    Ok(signature.as_ref().to_vec())
}

/// RSA below 2048 bits, above 8192, or for RSA-PSS alone is kept, but signs nothing.
fn unusable(key: &PrivateKey) -> Error {
    Error::CannotSign { algorithm: key.algorithm().title() }
}
