//! The ciphers that private keys are encrypted with, old ones included, all as CBC with PKCS#7 padding.

use aes::Aes128;
use aes::Aes192;
use aes::Aes256;
use cbc::Decryptor;
use cbc::Encryptor;
use cbc::cipher::BlockCipherDecrypt;
use cbc::cipher::BlockCipherEncrypt;
use cbc::cipher::BlockModeDecrypt;
use cbc::cipher::BlockModeEncrypt;
use cbc::cipher::InnerIvInit;
use cbc::cipher::KeyInit;
use cbc::cipher::block_padding::Pkcs7;
use des::Des;
use des::TdesEde2;
use des::TdesEde3;
use rc2::Rc2;
use zeroize::Zeroizing;

use super::Error;

/// A block cipher, by what it is asked for in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    Des,
    TripleDes,
    TwoKeyTripleDes,
    Rc2 { bits: usize },
}

impl Cipher {
    /// How many bytes its key has.
    pub(super) fn key_size(self) -> usize {
        match self {
            Self::Des => 8,
            Self::Aes128 | Self::TwoKeyTripleDes => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
            Self::Rc2 { bits } => bits / 8,
        }
    }

    /// The text behind `data`; [`Error::WrongPassword`] when its padding says that the key is another one.
    pub(super) fn decrypt(self, key: &[u8], iv: &[u8], data: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
        match self {
            Self::Aes128 => decrypt(Aes128::new_from_slice(key).ok(), iv, data),
            Self::Aes192 => decrypt(Aes192::new_from_slice(key).ok(), iv, data),
            Self::Aes256 => decrypt(Aes256::new_from_slice(key).ok(), iv, data),
            Self::Des => decrypt(Des::new_from_slice(key).ok(), iv, data),
            Self::TripleDes => decrypt(TdesEde3::new_from_slice(key).ok(), iv, data),
            Self::TwoKeyTripleDes => decrypt(TdesEde2::new_from_slice(key).ok(), iv, data),
            Self::Rc2 { bits } => decrypt(Some(Rc2::new_with_eff_key_len(key, bits)), iv, data),
        }
    }
}

/// Encrypts with 3DES, for the one old form that is still written.
pub(super) fn encrypt_with_triple_des(key: &[u8], iv: &[u8], data: &[u8]) -> Result<Vec<u8>, Error> {
    const BLOCK: usize = 8;
    let failed = || Error::Encoding { what: "the encrypted file" };
    let cipher = TdesEde3::new_from_slice(key).map_err(|_| failed())?;
    encrypt(cipher, iv, data, BLOCK).ok_or_else(failed)
}

fn encrypt<C: BlockCipherEncrypt>(cipher: C, iv: &[u8], data: &[u8], block: usize) -> Option<Vec<u8>> {
    // The text is encrypted where it lies, so nothing of it is left behind.
    let mut buffer = vec![0; data.len() + block];
    buffer[..data.len()].copy_from_slice(data);
    let mode = Encryptor::<C>::inner_iv_slice_init(cipher, iv).ok()?;
    let length = mode.encrypt_padded::<Pkcs7>(&mut buffer, data.len()).ok()?.len();
    buffer.truncate(length);
    Some(buffer)
}

fn decrypt<C: BlockCipherDecrypt>(cipher: Option<C>, iv: &[u8], data: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mode = cipher.and_then(|cipher| Decryptor::<C>::inner_iv_slice_init(cipher, iv).ok());
    let mode = mode.ok_or(Error::BrokenKey { reason: "its encryption parameters are wrong" })?;
    let mut buffer = Zeroizing::new(data.to_vec());
    let length = mode.decrypt_padded::<Pkcs7>(&mut buffer).map_err(|_| Error::WrongPassword)?.len();
    buffer.truncate(length);
    Ok(buffer)
}
