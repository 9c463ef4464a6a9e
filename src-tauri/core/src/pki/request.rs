//! A signing request that somebody brings (PKCS#10, RFC 2986): opened, and proven to be by whoever has its key.

use x509_parser::asn1_rs::FromDer;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::cri_attributes::ParsedCriAttribute;
use x509_parser::extensions::GeneralName;
use x509_parser::extensions::ParsedExtension;
use x509_parser::extensions::X509Extension;

use super::Error;
use super::csr;
use super::der;
use super::facts;
use super::format;
use super::format::FileFormat;
use super::names;
use super::oids;
use super::pem;
use super::pem::Part;
use super::pem::PartKind;
use super::signature;
use super::signature::SignatureCheck;
use crate::domain::certificate::AltName;
use crate::domain::certificate::AltNameKind;
use crate::domain::key::KeyAlgorithm;
use crate::domain::request::RequestFacts;

/// A signing request whose signature is its key's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedRequest {
    pub facts: RequestFacts,
    pub key: KeyAlgorithm,
    /// SubjectPublicKeyInfo, DER.
    pub public_key: Vec<u8>,
    /// Name, DER.
    pub subject: Vec<u8>,
    /// Everything else that it asks for, the alternative names among them, in its order.
    pub extensions: Vec<RequestedExtension>,
}

/// An extension (RFC 5280 §4.2) that a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestedExtension {
    /// Its usual name.
    pub title: String,
    pub role: ExtensionRole,
    object_identifier: Vec<u8>,
    critical: bool,
    value: Vec<u8>,
}

/// What an extension that is asked for means to whoever signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtensionRole {
    AltNames,
    BasicConstraints {
        ca: bool,
    },
    /// Of its own key, which every certificate says.
    KeyIdentifier,
    KeyUsage {
        signs_certificates: bool,
    },
    NameConstraints,
    /// What the issuer alone can say: whose key signed, and where lists and certificates are found.
    OfTheIssuer,
    Other,
}

impl RequestedExtension {
    fn of(extension: &X509Extension) -> Self {
        let role = match extension.parsed_extension() {
            ParsedExtension::SubjectAlternativeName(_) => ExtensionRole::AltNames,
            ParsedExtension::BasicConstraints(constraints) => ExtensionRole::BasicConstraints { ca: constraints.ca },
            ParsedExtension::SubjectKeyIdentifier(_) => ExtensionRole::KeyIdentifier,
            ParsedExtension::KeyUsage(usage) => ExtensionRole::KeyUsage { signs_certificates: usage.key_cert_sign() },
            ParsedExtension::NameConstraints(_) => ExtensionRole::NameConstraints,
            ParsedExtension::AuthorityKeyIdentifier(_)
            | ParsedExtension::CRLDistributionPoints(_)
            | ParsedExtension::AuthorityInfoAccess(_)
            | ParsedExtension::IssuerAlternativeName(_) => ExtensionRole::OfTheIssuer,
            _ => ExtensionRole::Other,
        };
        Self {
            title: oids::name(&extension.oid),
            role,
            object_identifier: extension.oid.as_bytes().to_vec(),
            critical: extension.critical,
            value: extension.value.to_vec(),
        }
    }

    /// As it was written, DER.
    pub fn der(&self) -> Vec<u8> {
        self.written(self.critical)
    }

    /// Whether one of these extensions (DER) says the same, critical or not.
    pub(super) fn is_among<'d>(&self, mut written: impl Iterator<Item = &'d [u8]>) -> bool {
        let same = [self.written(true), self.written(false)];
        written.any(|extension| same.iter().any(|same| same == extension))
    }

    fn written(&self, critical: bool) -> Vec<u8> {
        let flag: &[u8] = if critical { &[0x01, 0x01, 0xff] } else { &[] };
        der::sequence_of(&[&der::element(0x06, &[&self.object_identifier]), flag, &der::octet_string(&self.value)]).to_vec()
    }
}

/// Reads PEM with exactly one request in it, and checks its signature (RFC 2986 §4.2).
pub fn open(text: &str) -> Result<OpenedRequest, Error> {
    let broken = |reason| Error::BrokenPem { label: Some("CERTIFICATE REQUEST"), reason };
    let parts = pem::read(text.as_bytes())?;
    let der = match parts.as_slice() {
        [only] if only.kind() == PartKind::Csr => only.der(),
        [other, ..] if other.kind() != PartKind::Csr => return Err(Error::FoundInstead { expected: PartKind::Csr, found: other.kind() }),
        _ => return Err(broken("it is not one signing request")),
    };
    let Ok(([], parsed)) = X509CertificationRequest::from_der(der) else { return Err(broken("it is not a signing request")) };
    if signature::check_request(&parsed) != SignatureCheck::Valid {
        return Err(broken("its signature is not that of its key"));
    }
    let info = &parsed.certification_request_info;
    let key = facts::key_algorithm(&info.subject_pki);
    let facts = RequestFacts { alt_names: alt_names(&parsed), ..csr::facts(text)? };
    let extensions = asked_for(&parsed).map(RequestedExtension::of).collect();
    Ok(OpenedRequest { facts, key, public_key: info.subject_pki.raw.to_vec(), subject: info.subject.as_raw().to_vec(), extensions })
}

/// Reads PEM requests that follow each other; each stands for itself.
pub fn split(text: &str) -> Result<Vec<String>, Error> {
    let parts = pem::read(text.as_bytes())?;
    match parts.iter().map(Part::kind).find(|kind| *kind != PartKind::Csr) {
        Some(found) => Err(Error::FoundInstead { expected: PartKind::Csr, found }),
        None => Ok(parts.iter().map(|part| String::from_utf8_lossy(&pem::write("CERTIFICATE REQUEST", part.der())).into_owned()).collect()),
    }
}

/// A request in DER, as PEM; `None` for what is something else.
pub fn pem_of_der(bytes: &[u8]) -> Option<String> {
    (format::recognise(bytes) == Some(FileFormat::DerCsr))
        .then(|| String::from_utf8_lossy(&pem::write("CERTIFICATE REQUEST", bytes)).into_owned())
}

fn asked_for<'r>(request: &'r X509CertificationRequest<'r>) -> impl Iterator<Item = &'r X509Extension<'r>> {
    request.certification_request_info.iter_attributes().flat_map(|attribute| match attribute.parsed_attribute() {
        ParsedCriAttribute::ExtensionRequest(request) => request.extensions.as_slice(),
        _ => &[],
    })
}

/// The names that are asked for, each as it can be asked for again.
fn alt_names(request: &X509CertificationRequest) -> Vec<AltName> {
    let names = asked_for(request).filter_map(|extension| match extension.parsed_extension() {
        ParsedExtension::SubjectAlternativeName(names) => Some(&names.general_names),
        _ => None,
    });
    names
        .flatten()
        .map(|name| match name {
            GeneralName::OtherName(oid, wrapped) => match names::other_text(wrapped) {
                Some(text) => AltName { kind: AltNameKind::Other, value: format!("{};UTF8:{text}", oids::dotted(oid)) },
                None => names::general(name),
            },
            _ => names::general(name),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures;

    fn fixture(name: &str) -> String {
        String::from_utf8(fixtures::file(name)).unwrap()
    }

    #[test]
    fn a_request_is_opened_with_its_key() {
        let opened = open(&fixture("leaf.csr.pem")).unwrap();
        assert_eq!(opened.facts.public_key, fixtures::certificate("leaf.crt.pem").facts().public_key);
        assert!(!opened.public_key.is_empty());
    }

    #[test]
    fn a_request_that_was_changed_is_not_opened() {
        let parts = pem::read(fixture("leaf.csr.pem").as_bytes()).unwrap();
        let mut der = parts[0].der().to_vec();
        let last = der.len() - 1;
        der[last] ^= 1;
        let changed = String::from_utf8(pem::write("CERTIFICATE REQUEST", &der).to_vec()).unwrap();
        assert!(matches!(open(&changed), Err(Error::BrokenPem { reason: "its signature is not that of its key", .. })));
    }

    #[test]
    fn a_request_in_der_is_read_as_the_same_in_pem() {
        let pem = pem_of_der(&fixtures::file("leaf.csr.der")).unwrap();
        assert_eq!(open(&pem).unwrap(), open(&fixture("leaf.csr.pem")).unwrap());
        assert_eq!(pem_of_der(b"www.example.com\n"), None);
        assert_eq!(pem_of_der(&fixtures::file("leaf.csr.pem")), None);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        assert!(matches!(open(&fixture("leaf.crt.pem")), Err(Error::FoundInstead { found: PartKind::Certificate, .. })));
        let twice = fixture("leaf.csr.pem").repeat(2);
        assert!(open(&twice).is_err());
        assert_eq!(split(&twice).unwrap().len(), 2);
        assert!(split(&fixture("leaf.crt.pem")).is_err());
    }
}
