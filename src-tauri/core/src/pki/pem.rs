//! PEM (RFC 7468) in every spelling that people have it in, taken apart into its blocks.

use std::fmt;

use secrecy::ExposeSecret;
use secrecy::SecretSlice;

use super::Error;

/// The most bytes that one field may hold.
pub const FIELD_MAX_BYTES: usize = 100_000;

/// The most bytes of one dropped or picked file that are looked at.
pub const FILE_MAX_BYTES: usize = 1_048_576;

/// What a PEM block says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    Certificate,
    /// `PRIVATE KEY` (RFC 5958).
    Pkcs8Key,
    /// `RSA PRIVATE KEY` (RFC 8017).
    Pkcs1Key,
    /// `EC PRIVATE KEY` (RFC 5915).
    Sec1Key,
    /// `DSA PRIVATE KEY`.
    DsaKey,
    /// `ENCRYPTED PRIVATE KEY` (RFC 5958).
    EncryptedKey,
    /// Any private key with `Proc-Type: 4,ENCRYPTED` (RFC 1421).
    EncryptedLegacyKey,
    PublicKey,
    Csr,
    Crl,
    Pkcs7,
    /// `EC PARAMETERS` or `DH PARAMETERS`: noise before a key.
    Parameters,
    OpenSshKey,
    PgpKey,
    Other,
}

impl PartKind {
    /// What people call it, with its article: `a private key`.
    pub fn title(self) -> &'static str {
        match self {
            Self::Certificate => "a certificate",
            Self::Pkcs8Key | Self::Pkcs1Key | Self::Sec1Key | Self::DsaKey => "a private key",
            Self::EncryptedKey | Self::EncryptedLegacyKey => "an encrypted private key",
            Self::PublicKey => "a public key",
            Self::Csr => "a certificate signing request",
            Self::Crl => "a certificate revocation list",
            Self::Pkcs7 => "a PKCS#7 certificate collection",
            Self::Parameters => "key parameters",
            Self::OpenSshKey => "an OpenSSH private key",
            Self::PgpKey => "an OpenPGP key or message",
            Self::Other => "a PEM block of another kind",
        }
    }

    /// Whether it is a private key of any sort, readable or not.
    pub fn is_private_key(self) -> bool {
        match self {
            Self::Pkcs8Key | Self::Pkcs1Key | Self::Sec1Key | Self::DsaKey => true,
            Self::EncryptedKey | Self::EncryptedLegacyKey | Self::OpenSshKey => true,
            Self::Certificate | Self::PublicKey | Self::Csr | Self::Crl | Self::Pkcs7 => false,
            Self::Parameters | Self::PgpKey | Self::Other => false,
        }
    }
}

/// One PEM block. It may hold a private key, so it is neither cloned nor printed.
pub struct Part {
    kind: PartKind,
    verbatim: SecretSlice<u8>,
    der: SecretSlice<u8>,
    cipher: Option<String>,
}

impl Part {
    /// What the block says it is.
    pub fn kind(&self) -> PartKind {
        self.kind
    }

    /// The person's own bytes, from the first dash of its first line to the last dash of its last.
    pub fn verbatim(&self) -> &[u8] {
        self.verbatim.expose_secret()
    }

    /// What the base64 stands for; empty for blocks that hold something else than DER.
    pub fn der(&self) -> &[u8] {
        self.der.expose_secret()
    }

    /// The cipher that a `DEK-Info` line names (RFC 1421 §4.6.1.3).
    pub fn cipher(&self) -> Option<&str> {
        self.cipher.as_deref()
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Part({:?}, {} bytes)", self.kind, self.der().len())
    }
}

/// Takes text or bytes apart into PEM blocks, in their order.
pub fn read(_input: &[u8]) -> Result<Vec<Part>, Error> {
    Err(Error::Empty)
}
