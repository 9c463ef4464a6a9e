//! A certificate with its key and its intermediates, read from the three fields of an import.

use std::fmt;

use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use thiserror::Error as ThisError;

use crate::domain::certificate::CertificateDer;
use crate::domain::certificate::CertificateFacts;
use crate::domain::key::PrivateKey;
use crate::domain::version::Payload;

use super::Error;
use super::facts;
use super::format::FileFormat;
use super::keys;
use super::pem;
use super::pem::FIELD_MAX_BYTES;
use super::pem::Part;
use super::pem::PartKind;

/// The most certificates that one field or file may hold.
pub const CERTIFICATES_MAX: usize = 100;

/// One of the three things that an import consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Certificate,
    PrivateKey,
    Intermediate,
}

impl Field {
    /// Its name on the wire: `certificate`, `privateKey`, `intermediate`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::PrivateKey => "privateKey",
            Self::Intermediate => "intermediate",
        }
    }
}

/// What is wrong, and in which field.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
#[error("{}: {error}", field.code())]
pub struct FieldError {
    pub field: Field,
    pub error: Error,
}

/// A certificate and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    der: CertificateDer,
    facts: CertificateFacts,
}

impl Certificate {
    /// Reads a field that holds exactly one certificate.
    pub fn read(field: &[u8]) -> Result<Self, Error> {
        let mut certificates = certificates(field)?;
        match (certificates.pop(), certificates.len()) {
            (Some(only), 0) => Ok(only),
            (_, others) => Err(Error::SeveralCertificates { count: others + 1 }),
        }
    }

    /// Reads DER.
    pub fn from_der(der: &[u8]) -> Result<Self, Error> {
        let der = CertificateDer::new(der.to_vec());
        let facts = facts::facts(&der)?;
        Ok(Self { der, facts })
    }

    /// Its bytes.
    pub fn der(&self) -> &CertificateDer {
        &self.der
    }

    /// What it says.
    pub fn facts(&self) -> &CertificateFacts {
        &self.facts
    }
}

/// What the three fields of an import say together; a private key in it belongs to the certificate.
pub struct Bundle {
    certificate: Certificate,
    private_key: Option<PrivateKey>,
    intermediates: Vec<Certificate>,
}

impl Bundle {
    /// Reads the three fields; the first thing that is wrong is told with its field.
    ///
    /// A field holds nothing but its own sort of block: whatever is stored as a certificate must never carry a key along.
    pub fn read(payload: &Payload) -> Result<Self, FieldError> {
        let at = |field| move |error| FieldError { field, error };
        let certificate = Certificate::read(&payload.certificate).map_err(at(Field::Certificate))?;
        let private_key = match &payload.private_key {
            Some(field) => Some(matching_key(field.expose_secret(), &certificate).map_err(at(Field::PrivateKey))?),
            None => None,
        };
        let intermediates = match &payload.intermediate {
            Some(field) => read_intermediates(field).map_err(at(Field::Intermediate))?,
            None => Vec::new(),
        };
        Ok(Self { certificate, private_key, intermediates })
    }

    /// What the certificate says, when it is known already that the key belongs to it and that the intermediates can be read: of the key
    /// only its form is looked at, of the intermediates nothing.
    pub fn read_paired(payload: &Payload) -> Result<CertificateFacts, FieldError> {
        let at = |field| move |error| FieldError { field, error };
        let certificate = Certificate::read(&payload.certificate).map_err(at(Field::Certificate))?;
        if let Some(field) = &payload.private_key {
            parts(field.expose_secret()).map_err(at(Field::PrivateKey))?;
        }
        Ok(certificate.facts)
    }

    /// The certificate itself.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// What the leaf says.
    pub fn facts(&self) -> &CertificateFacts {
        &self.certificate.facts
    }

    /// The key of the leaf.
    pub fn private_key(&self) -> Option<&PrivateKey> {
        self.private_key.as_ref()
    }

    /// The other certificates, in the order they were given.
    pub fn intermediates(&self) -> &[Certificate] {
        &self.intermediates
    }
}

/// Reads a field that holds one unencrypted private key; the parameters that OpenSSL writes before an EC key are skipped.
pub fn read_private_key(field: &[u8]) -> Result<PrivateKey, Error> {
    let parts: Vec<Part> = parts(field)?.into_iter().filter(|part| part.kind() != PartKind::Parameters).collect();
    match parts.as_slice() {
        [only] => keys::read_key(only),
        several if several.iter().all(|part| part.kind().is_private_key()) && !several.is_empty() => {
            Err(Error::SeveralKeys { count: several.len() })
        }
        mixed => {
            let other = mixed.iter().map(Part::kind).find(|kind| !kind.is_private_key());
            Err(Error::FoundInstead { expected: PartKind::Pkcs8Key, found: other.unwrap_or(PartKind::Parameters) })
        }
    }
}

/// Reads a private key that is kept apart from its certificate.
pub fn read_kept_key(field: &SecretSlice<u8>) -> Result<PrivateKey, Error> {
    read_private_key(field.expose_secret())
}

/// Reads a field that holds one certificate or more.
pub fn read_intermediates(field: &[u8]) -> Result<Vec<Certificate>, Error> {
    certificates(field)
}

/// What to say of a part that stands where a certificate should.
pub(super) fn no_certificate(found: PartKind) -> Error {
    match found {
        PartKind::Pkcs7 => Error::OtherFormat(FileFormat::Pkcs7Pem),
        PartKind::PgpKey => Error::OtherFormat(FileFormat::PgpKey),
        found => Error::FoundInstead { expected: PartKind::Certificate, found },
    }
}

fn matching_key(field: &[u8], certificate: &Certificate) -> Result<PrivateKey, Error> {
    let key = read_private_key(field)?;
    let public = keys::public_key_facts(&key)?;
    let wanted = &certificate.facts.public_key.fingerprint;
    match public.fingerprint == *wanted {
        true => Ok(key),
        false => Err(Error::KeyMismatch { certificate: wanted.clone(), private_key: public.fingerprint }),
    }
}

fn certificates(field: &[u8]) -> Result<Vec<Certificate>, Error> {
    let parts = parts(field)?;
    if let Some(other) = parts.iter().find(|part| part.kind() != PartKind::Certificate) {
        return Err(no_certificate(other.kind()));
    }
    match parts.len() {
        count if count > CERTIFICATES_MAX => Err(Error::TooMany { count, limit: CERTIFICATES_MAX }),
        _ => parts.iter().map(|part| Certificate::from_der(part.der())).collect(),
    }
}

fn parts(field: &[u8]) -> Result<Vec<Part>, Error> {
    match field.len() {
        bytes if bytes > FIELD_MAX_BYTES => Err(Error::TooLarge { bytes, limit: FIELD_MAX_BYTES }),
        _ => pem::read(field),
    }
}

impl fmt::Debug for Bundle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { certificate, private_key, intermediates } = self;
        write!(out, "Bundle({}, {private_key:?}, {} intermediates)", certificate.facts.subject, intermediates.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures;
    use crate::pki::fixtures::bundle;

    #[test]
    fn three_fields_are_read_together() {
        let bundle = bundle("leaf-crlf.crt.pem", "leaf-escaped.key.txt", &["intermediate.crt.pem", "root.crt.pem"]).unwrap();
        assert_eq!(bundle.facts().common_name.as_deref(), Some("leaf.example.com"));
        assert!(bundle.private_key().is_some());
        assert_eq!(bundle.intermediates().len(), 2);
        assert!(!format!("{bundle:?}").contains("BEGIN"));
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        use Field::*;
        let instead = |expected, found| Error::FoundInstead { expected, found };
        for (certificate, key, intermediate, field, error) in [
            ("leaf.key.pem", "", "", Certificate, instead(PartKind::Certificate, PartKind::Pkcs8Key)),
            ("leaf.csr.pem", "", "", Certificate, instead(PartKind::Certificate, PartKind::Csr)),
            ("combined.pem", "", "", Certificate, instead(PartKind::Certificate, PartKind::Pkcs8Key)),
            ("chain.pem", "", "", Certificate, Error::SeveralCertificates { count: 3 }),
            ("chain.p7b.pem", "", "", Certificate, Error::OtherFormat(FileFormat::Pkcs7Pem)),
            ("leaf.p12", "", "", Certificate, Error::OtherFormat(FileFormat::Pkcs12)),
            ("leaf.crt.pem", "leaf.crt.pem", "", PrivateKey, instead(PartKind::Pkcs8Key, PartKind::Certificate)),
            ("leaf.crt.pem", "combined.pem", "", PrivateKey, instead(PartKind::Pkcs8Key, PartKind::Certificate)),
            ("leaf.crt.pem", "leaf.key.der", "", PrivateKey, Error::OtherFormat(FileFormat::DerPrivateKey)),
            ("leaf.crt.pem", "leaf.key.pem", "root.key.pem", Intermediate, instead(PartKind::Certificate, PartKind::Pkcs8Key)),
            ("leaf.crt.pem", "leaf.key.pem", "root.crl.pem", Intermediate, instead(PartKind::Certificate, PartKind::Crl)),
        ] {
            let intermediates: Vec<&str> = Some(intermediate).filter(|name| !name.is_empty()).into_iter().collect();
            let found = bundle(certificate, key, &intermediates).unwrap_err();
            assert_eq!(found, FieldError { field, error }, "{certificate} {key} {intermediate}");
        }
    }

    #[test]
    fn a_foreign_key_is_told_by_both_fingerprints() {
        let FieldError { field, error } = bundle("leaf.crt.pem", "root.key.pem", &[]).unwrap_err();
        let certificate = fixtures::certificate("leaf.crt.pem").facts().public_key.fingerprint.clone();
        let private_key = fixtures::certificate("root.crt.pem").facts().public_key.fingerprint.clone();
        assert_eq!((field, error), (Field::PrivateKey, Error::KeyMismatch { certificate, private_key }));
    }

    #[test]
    fn fields_have_a_limit() {
        let bytes = FIELD_MAX_BYTES + 1;
        let error = Certificate::read(&vec![b' '; bytes]).unwrap_err();
        assert_eq!(error, Error::TooLarge { bytes, limit: FIELD_MAX_BYTES });
        assert_eq!(
            read_private_key(&[fixtures::file("leaf.key.pem"), fixtures::file("root.key.pem")].concat()).unwrap_err(),
            Error::SeveralKeys { count: 2 }
        );
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let whole = fixtures::file("combined.pem");
        for at in (0..whole.len()).step_by(7) {
            let mut changed = whole.clone();
            changed[at] = changed[at].wrapping_mul(31).wrapping_add(at as u8);
            for field in [&whole[..at], &whole[at..], &changed] {
                let payload =
                    Payload { certificate: field.to_vec(), private_key: Some(field.to_vec().into()), intermediate: Some(field.to_vec()) };
                assert!(Bundle::read(&payload).is_err(), "it holds a key and certificates, so it fits no field; {at}");
                let _ = read_private_key(field);
            }
        }
    }
}
