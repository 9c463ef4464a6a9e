//! Private keys in PEM that OpenSSL encrypted before PKCS#8: `Proc-Type: 4,ENCRYPTED` and `DEK-Info` (RFC 1421 §4.6.1).

use secrecy::SecretString;

use super::Error;
use super::cipher::Cipher;
use super::der;
use super::password;
use super::password::Password;
use super::pem;
use super::pem::Part;

/// How a block is encrypted, as its headers say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Encryption {
    /// What the block holds, by its label.
    label: &'static str,
    /// `AES-256-CBC`; empty when the headers do not say.
    pub name: String,
    iv: Vec<u8>,
}

impl Encryption {
    /// The cipher; [`Error::UnsupportedCipher`] when it is not known.
    pub(super) fn cipher(&self) -> Result<Cipher, Error> {
        let known = CIPHERS.iter().find(|(name, _)| *name == self.name).map(|(_, cipher)| *cipher);
        known.ok_or_else(|| Error::UnsupportedCipher { cipher: self.name.clone() })
    }
}

impl Part {
    /// The key behind a password.
    pub(super) fn without_legacy_encryption(&self, password: &SecretString) -> Result<Self, Error> {
        let encryption = self.legacy().ok_or(Error::BrokenKey { reason: "its headers do not say how it is encrypted" })?;
        let cipher = encryption.cipher()?;
        let salt = encryption.iv.get(..8).ok_or(Error::BrokenKey { reason: "its DEK-Info line is cut off" })?;
        let key = password::openssl(Password::Typed(password), salt, cipher.key_size());
        let text = cipher.decrypt(&key, &encryption.iv, self.der())?;
        // One wrong password in some hundred leaves a padding that looks right.
        match der::length(&text) == Some(text.len()) {
            true => Ok(Self::made(encryption.label, &text)),
            false => Err(Error::WrongPassword),
        }
    }
}

/// What the headers in the text of a block say.
pub(super) fn encryption(label: &'static str, body: &[u8]) -> Encryption {
    let line = dek_info(body).unwrap_or_default();
    let (name, iv) = line.split_once(',').unwrap_or((&line, ""));
    Encryption { label, name: name.trim().to_owned(), iv: hex::decode(iv.trim()).unwrap_or_default() }
}

const CIPHERS: &[(&str, Cipher)] = &[
    ("AES-128-CBC", Cipher::Aes128),
    ("AES-192-CBC", Cipher::Aes192),
    ("AES-256-CBC", Cipher::Aes256),
    ("DES-EDE3-CBC", Cipher::TripleDes),
    ("DES-CBC", Cipher::Des),
];

/// The value in `DEK-Info: AES-256-CBC,0123…` (RFC 1421 §4.6.1.3).
fn dek_info(body: &[u8]) -> Option<String> {
    const LONGEST: usize = 80;
    const NAME: &[u8] = b"DEK-Info:";
    let value = body[pem::find(body, NAME)? + NAME.len()..].trim_ascii_start();
    let is_value = |byte: &u8| byte.is_ascii_alphanumeric() || b"-,".contains(byte);
    String::from_utf8(value.iter().copied().take(LONGEST).take_while(is_value).collect()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures;

    #[test]
    fn a_cipher_is_read_from_the_headers() {
        let part = fixtures::parts("encrypted-legacy.key.pem").pop().unwrap();
        let encryption = part.legacy().unwrap();
        assert_eq!((encryption.name.as_str(), encryption.iv.len()), ("AES-256-CBC", 16));
        assert_eq!(encryption.cipher().unwrap(), Cipher::Aes256);
    }

    #[test]
    fn an_unknown_cipher_is_named() {
        let body = b"Proc-Type: 4,ENCRYPTED\nDEK-Info: CAMELLIA-256-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAA";
        let error = encryption("RSA PRIVATE KEY", body).cipher().unwrap_err();
        assert_eq!(error, Error::UnsupportedCipher { cipher: "CAMELLIA-256-CBC".into() });
    }
}
