//! Encrypted PKCS#8 (RFC 5958 §3) of the one kind that is written, opened by AWS-LC alone.

use std::num::NonZeroU32;

use aws_lc_rs::cipher;
use aws_lc_rs::cipher::DecryptionContext;
use aws_lc_rs::cipher::PaddedBlockDecryptingKey;
use aws_lc_rs::cipher::UnboundCipherKey;
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::pbkdf2;
use pkcs5::EncryptionScheme;
use pkcs5::pbes2;
use pkcs5::pbes2::Kdf;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use secrecy::SecretString;
use x509_cert::der::Decode;
use x509_cert::der::Reader;
use x509_cert::der::Result as DerResult;
use x509_cert::der::SliceReader;
use x509_cert::der::asn1::OctetString;
use zeroize::Zeroizing;

use super::Difference;
use super::unreadable;

/// The key behind AES-256-CBC and PBKDF2 with HMAC-SHA-256.
pub(super) fn open(der: &[u8], password: Option<&SecretString>) -> Result<SecretSlice<u8>, Difference> {
    let (scheme, data) = parts(der).map_err(unreadable)?;
    let password = password.ok_or_else(|| unreadable("it needs a password"))?;
    match &scheme {
        EncryptionScheme::Pbes2(pbes2::Parameters { kdf: Kdf::Pbkdf2(kdf), encryption: pbes2::EncryptionScheme::Aes256Cbc { iv } }) => {
            let iterations = NonZeroU32::new(kdf.iteration_count).ok_or_else(|| unreadable("it is encrypted without rounds"))?;
            let mut key = Zeroizing::new([0; 32]);
            let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
            pbkdf2::derive(algorithm, iterations, kdf.salt.as_ref(), password.expose_secret().as_bytes(), key.as_mut_slice());
            decrypt(key.as_slice(), *iv, data.as_bytes())
        }
        _ => Err(unreadable("it is encrypted otherwise than it should be")),
    }
}

/// EncryptedPrivateKeyInfo.
fn parts(der: &[u8]) -> DerResult<(EncryptionScheme, OctetString)> {
    let mut reader = SliceReader::new(der)?;
    let parts = reader.sequence(|inner| DerResult::Ok((EncryptionScheme::decode(inner)?, OctetString::decode(inner)?)))?;
    reader.finish()?;
    Ok(parts)
}

fn decrypt(key: &[u8], iv: [u8; 16], data: &[u8]) -> Result<SecretSlice<u8>, Difference> {
    let failed = |_| unreadable("its password does not open it");
    let key = UnboundCipherKey::new(&cipher::AES_256, key).map_err(failed)?;
    let key = PaddedBlockDecryptingKey::cbc_pkcs7(key).map_err(failed)?;
    let mut buffer = Zeroizing::new(data.to_vec());
    let text = key.decrypt(&mut buffer, DecryptionContext::Iv128(FixedLength::from(iv))).map_err(failed)?;
    Ok(text.to_vec().into())
}
