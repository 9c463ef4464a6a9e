//! PKCS#12 (RFC 7292): `.p12`, `.pfx`, modern and old, read leniently.
//!
//! Taken apart by hand: the crates for it stand on pre-releases, refuse BER, and do not name a cipher that they do not know.

use aws_lc_rs::hmac;
use secrecy::SecretString;
use x509_parser::asn1_rs::Any;
use zeroize::Zeroizing;

use super::Error;
use super::der;
use super::encrypted;
use super::format::FileFormat;
use super::oids;
use super::password;
use super::password::Hash;
use super::password::Password;
use super::password::Purpose;
use super::pbmac1;
use super::pem::Part;

pub(super) const DATA: &str = "1.2.840.113549.1.7.1";
pub(super) const ENCRYPTED_DATA: &str = "1.2.840.113549.1.7.6";
pub(super) const KEY_BAG: &str = "1.2.840.113549.1.12.10.1.1";
pub(super) const SHROUDED_KEY_BAG: &str = "1.2.840.113549.1.12.10.1.2";
pub(super) const CERTIFICATE_BAG: &str = "1.2.840.113549.1.12.10.1.3";
pub(super) const NESTED_BAG: &str = "1.2.840.113549.1.12.10.1.6";
pub(super) const X509_CERTIFICATE: &str = "1.2.840.113549.1.9.22.1";

/// So deep may bags lie in bags.
const DEPTH_MAX: usize = 4;

/// What the file holds when no password is needed; [`Error::Locked`] when one is.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Part>, Error> {
    match open_with(bytes, Password::Empty).or_else(|error| again(error, || open_with(bytes, Password::None))) {
        Err(Error::WrongPassword) => Err(Error::Locked(FileFormat::Pkcs12)),
        found => found,
    }
}

/// What the file holds behind a password, in whichever spelling its writer took its letters.
pub(super) fn open(bytes: &[u8], password: &SecretString) -> Result<Vec<Part>, Error> {
    let other = password::other_spelling(password);
    open_with(bytes, Password::Typed(password)).or_else(|error| match &other {
        Some(other) => again(error, || open_with(bytes, Password::Typed(other))),
        None => Err(error),
    })
}

fn again(error: Error, next: impl FnOnce() -> Result<Vec<Part>, Error>) -> Result<Vec<Part>, Error> {
    if error == Error::WrongPassword { next() } else { Err(error) }
}

fn open_with(bytes: &[u8], password: Password) -> Result<Vec<Part>, Error> {
    let outer = der::sequence(bytes).ok_or(BROKEN)?;
    let (kind, content) = content_info(outer.get(1).ok_or(BROKEN)?)?;
    if kind != DATA {
        return Err(Error::UnsupportedCipher { cipher: "a digital signature instead of a password".into() });
    }
    let safe = der::octets(&content);
    let contents = der::first(&safe).ok_or(BROKEN)?;
    let contents = der::children(contents.data);
    if let Some(mac) = outer.get(2) {
        check_mac(mac, &safe, password)?;
    }
    let mut parts = Vec::new();
    for info in &contents {
        parts.extend(bags(&safe_contents(info, password)?, password, 0)?);
    }
    if parts.is_empty() { Err(Error::Empty) } else { Ok(parts) }
}

/// RFC 9579.
const PBMAC1: &str = "1.2.840.113549.1.5.14";

const BROKEN: Error = Error::BrokenFile(FileFormat::Pkcs12);

/// The type and the content of a ContentInfo (RFC 5652 §3).
fn content_info<'a>(info: &Any<'a>) -> Result<(String, Any<'a>), Error> {
    let parts = der::children(info.data);
    let [kind, content] = parts.as_slice() else { return Err(BROKEN) };
    let kind = der::oid(kind).ok_or(BROKEN)?;
    Ok((oids::dotted(&kind), der::first(content.data).ok_or(BROKEN)?))
}

/// RFC 7292 §4: the MAC over the contents shows whether the password is right.
fn check_mac(mac_data: &Any, safe: &[u8], password: Password) -> Result<(), Error> {
    let parts = der::children(mac_data.data);
    let (digest_info, salt) = (parts.first().ok_or(BROKEN)?, parts.get(1).ok_or(BROKEN)?);
    let iterations = parts.get(2).map_or(Some(1), der::small_number).ok_or(BROKEN)?;
    let digest_info = der::children(digest_info.data);
    let [algorithm, wanted] = digest_info.as_slice() else { return Err(BROKEN) };
    let algorithm = der::children(algorithm.data);
    let oid = algorithm.first().and_then(der::oid).ok_or(BROKEN)?;
    let key = match (oids::dotted(&oid).as_str(), algorithm.get(1)) {
        (PBMAC1, Some(parameters)) => pbmac1::key(parameters, password)?,
        _ => traditional_key(&oids::name(&oid), &der::octets(salt), iterations, password)?,
    };
    hmac::verify(&key, safe, &der::octets(wanted)).map_err(|_| Error::WrongPassword)
}

/// The key of a MAC as RFC 7292 appendix B derives it.
fn traditional_key(hash: &str, salt: &[u8], iterations: u32, password: Password) -> Result<hmac::Key, Error> {
    let (hash_function, library) = mac_algorithm(hash)?;
    let iterations = encrypted::bounded(iterations, || hash.to_owned())?;
    let key = password::pkcs12(hash_function, Purpose::Mac, password, salt, iterations, library.digest_algorithm().output_len());
    Ok(hmac::Key::new(library, &key))
}

fn mac_algorithm(name: &str) -> Result<(Hash, hmac::Algorithm), Error> {
    match name {
        "SHA1" => Ok((Hash::Sha1, hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY)),
        "SHA256" => Ok((Hash::Sha256, hmac::HMAC_SHA256)),
        "SHA384" => Ok((Hash::Sha384, hmac::HMAC_SHA384)),
        "SHA512" => Ok((Hash::Sha512, hmac::HMAC_SHA512)),
        other => Err(Error::UnsupportedCipher { cipher: format!("a checksum by {other}") }),
    }
}

/// The SafeContents in one part of the file (RFC 7292 §4.1).
fn safe_contents(info: &Any, password: Password) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (kind, content) = content_info(info)?;
    match kind.as_str() {
        DATA => Ok(der::octets(&content)),
        ENCRYPTED_DATA => {
            let parts = der::children(content.data);
            let info = der::elements(parts.get(1).ok_or(BROKEN)?.data);
            let [_, algorithm, encrypted] = info.as_slice() else { return Err(BROKEN) };
            encrypted::decrypt(algorithm.raw, &der::octets(&encrypted.any), password)
        }
        _ => Err(Error::UnsupportedCipher { cipher: "a public key instead of a password".into() }),
    }
}

fn bags(safe_contents: &[u8], password: Password, depth: usize) -> Result<Vec<Part>, Error> {
    // A file without a checksum shows a wrong password only by nonsense.
    let bags = der::sequence(safe_contents).ok_or(Error::WrongPassword)?;
    let mut parts = Vec::new();
    for bag in &bags {
        parts.extend(self::bag(bag, password, depth)?);
    }
    Ok(parts)
}

/// One SafeBag (RFC 7292 §4.2); revocation lists and secrets of other kinds are passed over.
fn bag(bag: &Any, password: Password, depth: usize) -> Result<Vec<Part>, Error> {
    let parts = der::children(bag.data);
    let kind = oids::dotted(&parts.first().and_then(der::oid).ok_or(BROKEN)?);
    let value = parts.get(1).ok_or(BROKEN)?.data;
    match kind.as_str() {
        KEY_BAG => Ok(vec![Part::made("PRIVATE KEY", value)]),
        SHROUDED_KEY_BAG => Ok(vec![Part::made("PRIVATE KEY", &encrypted::decrypt_key(value, password)?)]),
        CERTIFICATE_BAG => Ok(certificate(value)?.into_iter().collect()),
        NESTED_BAG if depth < DEPTH_MAX => bags(value, password, depth + 1),
        _ => Ok(Vec::new()),
    }
}

fn certificate(bag: &[u8]) -> Result<Option<Part>, Error> {
    let parts = der::sequence(bag).ok_or(BROKEN)?;
    let [kind, value] = parts.as_slice() else { return Err(BROKEN) };
    let is_x509 = der::oid(kind).is_some_and(|kind| oids::dotted(&kind) == X509_CERTIFICATE);
    let value = der::octets(&der::first(value.data).ok_or(BROKEN)?);
    Ok(is_x509.then(|| Part::made("CERTIFICATE", &value)))
}
