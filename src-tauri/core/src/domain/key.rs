//! Keys: what kind they are, and the one wrapper that holds a private one.

use std::fmt;

use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use serde::Serialize;
use ts_rs::TS;

/// What kind of key this is. The wire and the database spell it as [`KeyAlgorithm::code`] does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum KeyAlgorithm {
    /// RSA (RFC 8017) with a modulus of so many bits.
    Rsa {
        bits: u32,
    },
    EcdsaP256,
    EcdsaP384,
    EcdsaP521,
    Ed25519,
    /// Anything else, by its usual name or its object identifier. Such a certificate is kept, such a private key is not.
    Other(String),
}

impl KeyAlgorithm {
    /// `RSA2048`, `ECDSA256`, `ED25519` …
    pub fn code(&self) -> String {
        match self {
            Self::Rsa { bits } => format!("RSA{bits}"),
            Self::EcdsaP256 => "ECDSA256".into(),
            Self::EcdsaP384 => "ECDSA384".into(),
            Self::EcdsaP521 => "ECDSA521".into(),
            Self::Ed25519 => "ED25519".into(),
            Self::Other(name) => name.clone(),
        }
    }

    /// The algorithm that [`KeyAlgorithm::code`] spells so.
    pub fn from_code(code: &str) -> Self {
        match (code, code.strip_prefix("RSA").and_then(|bits| bits.parse().ok())) {
            (_, Some(bits)) => Self::Rsa { bits },
            ("ECDSA256", None) => Self::EcdsaP256,
            ("ECDSA384", None) => Self::EcdsaP384,
            ("ECDSA521", None) => Self::EcdsaP521,
            ("ED25519", None) => Self::Ed25519,
            (other, None) => Self::Other(other.to_owned()),
        }
    }

    /// `RSA 2048`, `ECDSA P-256`, `Ed25519` …
    pub fn title(&self) -> String {
        match self {
            Self::Rsa { bits } => format!("RSA {bits}"),
            Self::EcdsaP256 => "ECDSA P-256".into(),
            Self::EcdsaP384 => "ECDSA P-384".into(),
            Self::EcdsaP521 => "ECDSA P-521".into(),
            Self::Ed25519 => "Ed25519".into(),
            Self::Other(name) => name.clone(),
        }
    }
}

/// What can be said aloud about a public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PublicKeyFacts {
    /// `RSA2048`, `ECDSA256` …
    pub algorithm: String,
    /// `RSA 2048`, `ECDSA P-256` …
    pub title: String,
    /// SHA-256 over the SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), lower-case hex with colons.
    pub fingerprint: String,
}

/// A private key: PKCS#8 DER (RFC 5958) that is never serialised, never cloned, never printed.
pub struct PrivateKey {
    algorithm: KeyAlgorithm,
    pkcs8: SecretSlice<u8>,
}

impl PrivateKey {
    /// Wraps PKCS#8 DER that a back room has parsed.
    pub fn new(algorithm: KeyAlgorithm, pkcs8: Vec<u8>) -> Self {
        Self { algorithm, pkcs8: pkcs8.into() }
    }

    /// What kind of key it is.
    pub fn algorithm(&self) -> &KeyAlgorithm {
        &self.algorithm
    }
}

impl ExposeSecret<[u8]> for PrivateKey {
    fn expose_secret(&self) -> &[u8] {
        self.pkcs8.expose_secret()
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PrivateKey({}, ..)", self.algorithm.code())
    }
}
