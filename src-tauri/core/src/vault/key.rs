//! The one key that everything else is encrypted with, and the wrapping that hands it to a slot.

use std::fmt;

use aws_lc_rs::aead;
use aws_lc_rs::hkdf;
use aws_lc_rs::rand;
use secrecy::ExposeSecret;
use secrecy::ExposeSecretMut;
use secrecy::SecretBox;
use zeroize::Zeroize;

use super::Error;
use super::Result;

/// 32 random bytes that open the database: never serialised, never cloned, never printed, wiped when dropped.
pub struct DatabaseKey(SecretBox<[u8; 32]>);

impl DatabaseKey {
    /// A new key from the operating system's randomness.
    pub(super) fn random() -> Result<Self> {
        let mut key = SecretBox::new(Box::new([0; 32]));
        fill(key.expose_secret_mut())?;
        Ok(Self(key))
    }

    /// The key whose hex digits these are.
    pub(super) fn from_hex(text: &str) -> Option<Self> {
        let mut key = SecretBox::new(Box::new([0; 32]));
        hex::decode_to_slice(text, key.expose_secret_mut()).ok().map(|()| Self(key))
    }

    /// The key as hex digits, for a keychain: some of them keep text only.
    pub(super) fn to_hex(&self) -> secrecy::SecretString {
        hex::encode(self.0.expose_secret()).into()
    }

    /// 16 bytes that tell this key from any other and say nothing about it (HKDF-SHA-256, RFC 5869).
    pub(super) fn check_bytes(&self) -> Result<[u8; 16]> {
        let mut check = [0; 16];
        expand(self.0.expose_secret(), b"", b"certkeep key check 1", &mut check)?;
        Ok(check)
    }

    fn copied_from(bytes: &[u8]) -> Option<Self> {
        let mut key = SecretBox::new(Box::new([0; 32]));
        let fits = bytes.len() == 32;
        if fits {
            key.expose_secret_mut().copy_from_slice(bytes);
        }
        fits.then_some(Self(key))
    }
}

impl ExposeSecret<[u8; 32]> for DatabaseKey {
    fn expose_secret(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("DatabaseKey(..)")
    }
}

/// A key that wraps the database key for one slot (AES-256-GCM, NIST SP 800-38D); wiped when dropped.
pub(super) struct WrappingKey(SecretBox<[u8; 32]>);

impl WrappingKey {
    /// A key of zeros for a derivation to fill.
    pub fn filled_by(derive: impl FnOnce(&mut [u8; 32]) -> Result<()>) -> Result<Self> {
        let mut key = SecretBox::new(Box::new([0; 32]));
        derive(key.expose_secret_mut())?;
        Ok(Self(key))
    }

    /// The database key wrapped under `nonce`, bound to `context`. A wrapping key wraps once: its salt is fresh each time.
    pub fn wrap(&self, nonce: [u8; 12], context: &str, key: &DatabaseKey) -> Result<Vec<u8>> {
        let mut sealed = key.expose_secret().to_vec();
        let done = self.cipher().and_then(|cipher| {
            let nonce = aead::Nonce::assume_unique_for_key(nonce);
            cipher.seal_in_place_append_tag(nonce, aead::Aad::from(context), &mut sealed).ok()
        });
        if done.is_none() {
            sealed.zeroize();
        }
        done.map(|()| sealed).ok_or(Error::NoRandomness)
    }

    /// The database key, or nothing when the wrapping key or the context is another.
    pub fn unwrap(&self, nonce: [u8; 12], context: &str, wrapped: &[u8]) -> Option<DatabaseKey> {
        let mut sealed = wrapped.to_vec();
        let nonce = aead::Nonce::assume_unique_for_key(nonce);
        let opened = self.cipher()?.open_in_place(nonce, aead::Aad::from(context), &mut sealed).ok().map(|bytes| &*bytes);
        let key = opened.and_then(DatabaseKey::copied_from);
        sealed.zeroize();
        key
    }

    fn cipher(&self) -> Option<aead::LessSafeKey> {
        aead::UnboundKey::new(&aead::AES_256_GCM, self.0.expose_secret()).ok().map(aead::LessSafeKey::new)
    }
}

/// Fills `bytes` with the operating system's randomness.
pub(super) fn fill(bytes: &mut [u8]) -> Result<()> {
    rand::fill(bytes).map_err(|_| Error::NoRandomness)
}

/// Derives `out` from a strong secret (HKDF-SHA-256, RFC 5869).
pub(super) fn expand(secret: &[u8], salt: &[u8], purpose: &[u8], out: &mut [u8]) -> Result<()> {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret);
    let purpose = [purpose];
    let okm = prk.expand(&purpose, Length(out.len())).map_err(|_| Error::NoRandomness)?;
    okm.fill(out).map_err(|_| Error::NoRandomness)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_nothing_about_itself() {
        let key = DatabaseKey::random().unwrap();
        assert_eq!(format!("{key:?}"), "DatabaseKey(..)");
        assert_ne!(key.check_bytes().unwrap(), DatabaseKey::random().unwrap().check_bytes().unwrap());
    }

    #[test]
    fn a_wrapped_key_opens_only_as_it_was_wrapped() {
        let key = DatabaseKey::random().unwrap();
        let wrapping = WrappingKey::filled_by(|bytes| fill(bytes)).unwrap();
        let wrapped = wrapping.wrap([7; 12], "slot a", &key).unwrap();
        let opened = wrapping.unwrap([7; 12], "slot a", &wrapped).unwrap();
        assert_eq!(opened.expose_secret(), key.expose_secret());
        assert!(wrapping.unwrap([7; 12], "slot b", &wrapped).is_none(), "a slot's description is bound to it");
        for at in 0..wrapped.len() {
            let mut flipped = wrapped.clone();
            flipped[at] ^= 1;
            assert!(wrapping.unwrap([7; 12], "slot a", &flipped).is_none(), "byte {at}");
        }
    }

    #[test]
    fn hkdf_agrees_with_rfc_5869() {
        let (secret, salt, info) =
            ([0x0b; 22], hex::decode("000102030405060708090a0b0c").unwrap(), hex::decode("f0f1f2f3f4f5f6f7f8f9").unwrap());
        let mut out = [0; 42];
        expand(&secret, &salt, &info, &mut out).unwrap();
        assert_eq!(hex::encode(out), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }
}
