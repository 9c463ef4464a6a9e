//! The second reader: a file that was written is opened again by other libraries than those that wrote it, and what they find is compared
//! with what should be in it.
//!
//! Nothing here is used to write or to import. PEM, DER and PKCS#7 are read by `x509-cert` and its `der`, encrypted keys by AWS-LC alone,
//! PKCS#12 by `p12-keystore`, YAML by `serde-saphyr`.

mod archive;
mod binary;
mod encrypted;
mod kubernetes;
mod pem;
mod pkcs12;
mod proof;

use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use secrecy::SecretString;
use thiserror::Error as ThisError;
use x509_cert::certificate::CertificateInner;
use x509_cert::certificate::Raw;
use x509_cert::der::Decode;

use super::bundle::Bundle;
use super::export::ExportFormat;

/// What reads a file again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Pem,
    Der,
    Pkcs7,
    Pkcs12,
    /// PKCS#12 whose certificates Java trusts.
    TrustStore,
    Zip,
    /// A Kubernetes Secret as YAML.
    Kubernetes,
}

/// What was found when a file was read again, and compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reread {
    /// The names on the certificates, in the order of the file.
    pub certificates: Vec<String>,
    /// A private key is in it, and it belongs to the certificate.
    pub key: Option<KeyProof>,
}

/// How it was shown that a private key belongs to a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyProof {
    /// What the key signed was verified with the certificate.
    Signature,
    /// The key's public half is the certificate's: for kinds of keys that nothing is signed with here.
    PublicHalf,
}

/// How a file differs from what should be in it.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum Difference {
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    #[error("the certificates in it are not those that should be")]
    Certificates,
    #[error("its certificates are not in the order of the chain")]
    Order,
    #[error("there is no private key in it")]
    KeyMissing,
    #[error("a private key is in it that should not be")]
    KeyExtra,
    #[error("the private key in it does not belong to the certificate")]
    KeyForeign,
}

/// What is in a file: certificates as DER, a private key in any of its structures.
#[derive(Debug, Default)]
struct Found {
    certificates: Vec<Vec<u8>>,
    private_key: Option<SecretSlice<u8>>,
}

/// Reads a file again that was written in `format`, and compares it with `bundle`.
pub fn check(format: &ExportFormat, bundle: &Bundle, bytes: &[u8], password: Option<&SecretString>) -> Result<Reread, Difference> {
    let found = read(format.reader, bytes, password)?;
    let wanted: Vec<&[u8]> = (format.certificates)(bundle).into_iter().map(|certificate| certificate.der().as_bytes()).collect();
    compare_certificates(&found, &wanted)?;
    let certificates = found.certificates.iter().map(|der| name(der)).collect();
    Ok(Reread { certificates, key: compare_key(format, bundle, found.private_key)? })
}

fn read(reader: Reader, bytes: &[u8], password: Option<&SecretString>) -> Result<Found, Difference> {
    match reader {
        Reader::Pem => pem::read(bytes, password),
        Reader::Der => Ok(Found { certificates: vec![bytes.to_vec()], private_key: None }),
        Reader::Pkcs7 => binary::certificates(bytes),
        Reader::Pkcs12 => pkcs12::read(bytes, password),
        Reader::TrustStore => pkcs12::read_trusted(bytes, password),
        Reader::Zip => archive::read(bytes),
        Reader::Kubernetes => kubernetes::read(bytes),
    }
}

fn compare_certificates(found: &Found, wanted: &[&[u8]]) -> Result<(), Difference> {
    let found: Vec<&[u8]> = found.certificates.iter().map(Vec::as_slice).collect();
    let sorted = |certificates: &[&[u8]]| {
        let mut sorted: Vec<Vec<u8>> = certificates.iter().map(|der| der.to_vec()).collect();
        sorted.sort();
        sorted
    };
    match () {
        () if found == wanted => Ok(()),
        () if sorted(&found) == sorted(wanted) => Err(Difference::Order),
        () => Err(Difference::Certificates),
    }
}

/// The key in the file against the certificate.
fn compare_key(format: &ExportFormat, bundle: &Bundle, found: Option<SecretSlice<u8>>) -> Result<Option<KeyProof>, Difference> {
    let is_wanted = format.contains_key && bundle.private_key().is_some();
    match (found, is_wanted) {
        (Some(key), true) => proof::belongs(key.expose_secret(), bundle.certificate()).map(Some),
        (Some(_), false) => Err(Difference::KeyExtra),
        (None, true) => Err(Difference::KeyMissing),
        (None, false) => Ok(None),
    }
}

/// A certificate as `x509-cert` reads it; none for a few old ones that it is too strict for.
fn certificate(der: &[u8]) -> Option<CertificateInner<Raw>> {
    CertificateInner::from_der(der).ok()
}

/// What the certificate is called: the last part of its subject, which is the common name as a rule.
fn name(der: &[u8]) -> String {
    let subject = certificate(der).map(|certificate| certificate.tbs_certificate().subject().to_string()).unwrap_or_default();
    let common = subject.split(',').find_map(|part| part.strip_prefix("CN="));
    match (common, subject.as_str()) {
        (Some(name), _) => name.to_owned(),
        (None, "") => "a certificate without a name".to_owned(),
        (None, whole) => whole.to_owned(),
    }
}

fn unreadable(error: impl ToString) -> Difference {
    Difference::Unreadable(error.to_string())
}

#[cfg(test)]
mod tests;
