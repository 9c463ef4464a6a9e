//! Private keys: read from every common spelling, written in two.

use secrecy::SecretSlice;

use crate::domain::key::PrivateKey;
use crate::domain::key::PublicKeyFacts;

use super::Error;
use super::pem::Part;

/// Reads an unencrypted private key.
pub fn read_key(_part: &Part) -> Result<PrivateKey, Error> {
    Err(Error::Empty)
}

/// What can be said of the public half; its fingerprint equals that of the certificate it belongs to.
pub fn public_key_facts(_key: &PrivateKey) -> Result<PublicKeyFacts, Error> {
    Err(Error::Empty)
}

/// `PRIVATE KEY` (RFC 5958).
pub fn to_pkcs8_pem(_key: &PrivateKey) -> Result<SecretSlice<u8>, Error> {
    Err(Error::Empty)
}

/// `RSA PRIVATE KEY` (RFC 8017) or `EC PRIVATE KEY` (RFC 5915); `Unavailable` for kinds that have no such form.
pub fn to_traditional_pem(_key: &PrivateKey) -> Result<SecretSlice<u8>, Error> {
    Err(Error::Empty)
}
