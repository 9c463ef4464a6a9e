//! The private key behind a password, as PEM (RFC 5958 §3).

use secrecy::ExposeSecret;

use super::ExportFormat;
use super::none;
use super::pem::key;
use super::without_key;
use crate::pki::encrypted;
use crate::pki::pem;
use crate::pki::reread::Reader;

/// What OWASP recommends for PBKDF2 with HMAC-SHA-256.
const ITERATIONS: u32 = 600_000;

pub(super) const ENCRYPTED_KEY: ExportFormat = ExportFormat {
    id: "encryptedKey",
    title: "Private key, encrypted",
    help: "The private key behind a password (PKCS#8, AES-256), to be carried or kept elsewhere.",
    extension: "pem",
    suffix: "-encrypted-key",
    contains_key: true,
    needs_password: true,
    certificates: none,
    reader: Reader::Pem,
    unavailable: without_key,
    write: |bundle, inscription| {
        let key = encrypted::encrypt_modern(key(bundle)?.expose_secret(), inscription.password()?, ITERATIONS)?;
        Ok(pem::write("ENCRYPTED PRIVATE KEY", &key.key_info()).to_vec().into())
    },
};
