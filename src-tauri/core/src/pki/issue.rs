//! Certificates that are made here (RFC 5280 §4): written, and signed with an authority's key.
//!
//! They are written element by element, so that an issuer's name keeps its bytes: encoding the name of an authority that came from
//! elsewhere anew would break its chain. Whether something may be issued is asked first, in [`limits`].

pub mod limits;
mod signer;
mod write;

use aws_lc_rs::digest;

use crate::domain::constraints::NameSpaces;
use crate::domain::key::PrivateKey;
use crate::domain::request::ExtKeyUsage;
use crate::domain::request::KeyUsage;
use crate::domain::request::RequestedName;
use crate::domain::request::SubjectField;
use crate::domain::serial::SERIAL_OCTETS;
use crate::domain::serial::SerialNumber;
use crate::domain::timestamp::Timestamp;

use super::Error;
use super::bundle::Certificate;
use super::der;
use super::facts;
use super::keys;
use super::pem;
use super::request::ExtensionRole;
use super::request::RequestedExtension;

pub(super) use signer::algorithm_identifier;
pub(super) use signer::signed;
pub(super) use write::extension;
pub(super) use write::name;
pub(super) use write::time;

/// Everything that a certificate is to say.
#[derive(Clone, Debug)]
pub struct ToSign {
    pub serial: SerialNumber,
    /// Most general part first; a part may come several times.
    pub subject: Vec<(SubjectField, String)>,
    /// A whole subject (Name, DER) that is kept byte for byte in place of `subject`.
    pub subject_der: Option<Vec<u8>>,
    /// SubjectPublicKeyInfo, DER.
    pub public_key: Vec<u8>,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
    pub alt_names: Vec<RequestedName>,
    pub basic_constraints: Option<BasicConstraints>,
    pub key_usages: Vec<KeyUsage>,
    pub ext_key_usages: Vec<ExtKeyUsage>,
    pub ext_key_usage_oids: Vec<Vec<u64>>,
    pub name_constraints: Option<NameSpaces>,
    pub policy_identifiers: Vec<Vec<u64>>,
    /// Where its issuer's revocation list is found (RFC 5280 §4.2.1.13).
    pub crl_urls: Vec<String>,
    /// Where its issuer's certificate is found (RFC 5280 §4.2.2.1).
    pub issuer_urls: Vec<String>,
    /// Extensions (DER) of a signing request that are kept byte for byte, beside those that the rest makes.
    pub kept_extensions: Vec<Vec<u8>>,
}

/// RFC 5280 §4.2.1.9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasicConstraints {
    pub ca: bool,
    /// How many authorities may stand below; `None` for any number.
    pub path_length: Option<u32>,
}

/// Who signs.
#[derive(Clone, Copy, Debug)]
pub struct Issuer<'a> {
    /// `None` for a certificate that signs itself.
    pub certificate: Option<&'a Certificate>,
    pub key: &'a PrivateKey,
}

impl SerialNumber {
    /// A new one: 20 octets, positive, 158 random bits (RFC 5280 §4.1.2.2).
    pub fn random() -> Result<Self, Error> {
        let unavailable = Error::Encoding { what: "serial number" };
        let mut octets = [0; SERIAL_OCTETS];
        aws_lc_rs::rand::fill(&mut octets).map_err(|_| unavailable.clone())?;
        // The first bit stays clear, for the number is positive, and the second is set, so that it has all of its octets.
        octets[0] = (octets[0] & 0x7f) | 0x40;
        Self::from_bytes(&octets).ok_or(unavailable)
    }
}

/// Writes and signs. Says nothing about whether the issuer may: see [`limits::check`], and [`super::verify`] for the proof afterwards.
pub fn sign(to_sign: &ToSign, issuer: &Issuer<'_>) -> Result<Certificate, Error> {
    Certificate::from_der(&signed(&certificate_to_sign(to_sign, issuer)?, issuer.key)?)
}

/// A signing request (PKCS#10, RFC 2986) as PEM that asks for this; serial number, times and addresses are the issuer's business.
pub fn write_request(to_sign: &ToSign, key: &PrivateKey) -> Result<String, Error> {
    let extensions = write::requested_extensions(to_sign)?;
    let wanted = der::sequence_of(&[&der::object_identifier("1.2.840.113549.1.9.14"), &der::set_of_one(&der::sequence_of(&[&extensions]))]);
    let info = der::sequence_of(&[&der::integer(0), &subject_of(to_sign)?, &keys::public_key_info(key)?, &der::element(0xa0, &[&wanted])]);
    Ok(String::from_utf8_lossy(&pem::write("CERTIFICATE REQUEST", &signed(&info, key)?)).into_owned())
}

/// What a request asks for that the certificate would not say, or would say otherwise, by title. Names are judged elsewhere, and that a leaf is
/// no authority goes without saying.
pub fn left_out<'r>(to_sign: &ToSign, asked: &'r [RequestedExtension]) -> Result<Vec<&'r str>, Error> {
    let written = write::asked_for_and_policies(to_sign)?;
    let counts = |extension: &&RequestedExtension| {
        !matches!(
            extension.role,
            ExtensionRole::AltNames
                | ExtensionRole::KeyIdentifier
                | ExtensionRole::BasicConstraints { ca: false }
                | ExtensionRole::OfTheIssuer
        )
    };
    let missing = |extension: &&RequestedExtension| !extension.is_among(written.iter().map(|der| der.as_slice()));
    Ok(asked.iter().filter(counts).filter(missing).map(|extension| extension.title.as_str()).collect())
}

/// The SubjectPublicKeyInfo (DER) of a private key's public half.
pub fn public_key(key: &PrivateKey) -> Result<Vec<u8>, Error> {
    keys::public_key_info(key)
}

fn certificate_to_sign(to_sign: &ToSign, issuer: &Issuer<'_>) -> Result<Vec<u8>, Error> {
    let subject = subject_of(to_sign)?;
    let own_key = key_identifier(&to_sign.public_key);
    let (issuer_name, issuer_key) = match issuer.certificate {
        Some(certificate) => (subject_der(certificate)?, authority_key_identifier(certificate)?),
        None => (subject.clone(), own_key.clone()),
    };
    let validity = der::sequence_of(&[&time(to_sign.not_before), &time(to_sign.not_after)]);
    let extensions = write::extensions(to_sign, &own_key, &issuer_key)?;
    let certificate = der::sequence_of(&[
        &der::element(0xa0, &[&der::integer(2)]),
        &der::unsigned(to_sign.serial.as_bytes()),
        &algorithm_identifier(issuer.key)?,
        &issuer_name,
        &validity,
        &subject,
        &to_sign.public_key,
        &der::element(0xa3, &[&der::sequence_of(&[&extensions])]),
    ]);
    Ok(certificate.to_vec())
}

fn subject_of(to_sign: &ToSign) -> Result<Vec<u8>, Error> {
    match &to_sign.subject_der {
        Some(subject) => Ok(subject.clone()),
        None => write::name(&to_sign.subject),
    }
}

/// The SubjectPublicKeyInfo (DER) of a certificate.
pub fn public_key_of(certificate: &Certificate) -> Result<Vec<u8>, Error> {
    Ok(facts::parse(certificate.der())?.public_key().raw.to_vec())
}

/// The subject (Name, DER) of a certificate, byte for byte: what it signs names it so.
pub fn subject_der(certificate: &Certificate) -> Result<Vec<u8>, Error> {
    Ok(facts::parse(certificate.der())?.subject().as_raw().to_vec())
}

/// What names the issuer's key: as its certificate has it, else computed.
pub(super) fn authority_key_identifier(issuer: &Certificate) -> Result<Vec<u8>, Error> {
    let parsed = facts::parse(issuer.der())?;
    let said = parsed.iter_extensions().find_map(|extension| match extension.parsed_extension() {
        x509_parser::extensions::ParsedExtension::SubjectKeyIdentifier(identifier) => Some(identifier.0.to_vec()),
        _ => None,
    });
    Ok(said.unwrap_or_else(|| key_identifier(parsed.public_key().raw)))
}

/// RFC 7093 §2 method 1: the first 160 bits of the SHA-256 of the public key's bits.
fn key_identifier(public_key: &[u8]) -> Vec<u8> {
    let parts = der::sequence(public_key).unwrap_or_default();
    // The first octet of a BIT STRING counts unused bits and is no part of the key.
    let bits = parts.get(1).and_then(|bits| bits.data.get(1..)).unwrap_or(public_key);
    digest::digest(&digest::SHA256, bits).as_ref()[..20].to_vec()
}

#[cfg(test)]
pub(super) mod tests;
