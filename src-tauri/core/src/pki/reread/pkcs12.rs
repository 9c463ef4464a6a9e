//! PKCS#12 (RFC 7292), read by `p12-keystore`.

use p12_keystore::Pkcs12Archive;
use secrecy::ExposeSecret;
use secrecy::SecretString;

use super::Difference;
use super::Found;
use super::unreadable;

/// The certificates in the order of the file, and the one key.
pub(super) fn read(bytes: &[u8], password: Option<&SecretString>) -> Result<Found, Difference> {
    let archive = open(bytes, password)?;
    let certificates = archive.certs.iter().map(|bag| bag.cert.as_der().to_vec()).collect();
    match archive.keys.as_slice() {
        [only] => Ok(Found { certificates, private_key: Some(only.key.as_der().to_vec().into()) }),
        [] => Ok(Found { certificates, private_key: None }),
        _ => Err(Difference::KeyExtra),
    }
}

/// The certificates, if Java trusts each.
pub(super) fn read_trusted(bytes: &[u8], password: Option<&SecretString>) -> Result<Found, Difference> {
    let archive = open(bytes, password)?;
    match archive.certs.iter().all(|bag| bag.trusted) && archive.keys.is_empty() {
        true => Ok(Found { certificates: archive.certs.iter().map(|bag| bag.cert.as_der().to_vec()).collect(), private_key: None }),
        false => Err(unreadable("its certificates are not marked as trusted")),
    }
}

fn open(bytes: &[u8], password: Option<&SecretString>) -> Result<Pkcs12Archive, Difference> {
    let password = password.map_or("", |password| password.expose_secret());
    Pkcs12Archive::from_pkcs12(bytes, password).map_err(unreadable)
}
