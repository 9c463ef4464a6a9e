//! The subject of a certificate as the forms of authorities have it.

use x509_parser::x509::X509Name;

use crate::domain::key::KeyAlgorithm;
use crate::domain::request::NewKeyAlgorithm;
use crate::domain::subject::SubjectLists;

use super::Error;
use super::bundle::Certificate;
use super::facts;
use super::names;

/// The parts of a certificate's subject beside the common name.
pub fn subject_lists(certificate: &Certificate) -> Result<SubjectLists, Error> {
    let parsed = facts::parse(certificate.der())?;
    let values = |oid: &str| values(parsed.subject(), oid);
    Ok(SubjectLists {
        organization: values("2.5.4.10"),
        organizational_unit: values("2.5.4.11"),
        country: values("2.5.4.6"),
        province: values("2.5.4.8"),
        locality: values("2.5.4.7"),
        street_address: values("2.5.4.9"),
        postal_code: values("2.5.4.17"),
        serial_number: values("2.5.4.5").pop().unwrap_or_default(),
    })
}

/// The kind of key that would be made to take this one's place.
pub fn likely_new_key(certificate: &Certificate) -> NewKeyAlgorithm {
    match KeyAlgorithm::from_code(&certificate.facts().public_key.algorithm) {
        KeyAlgorithm::Rsa { bits: ..=2048 } => NewKeyAlgorithm::Rsa2048,
        KeyAlgorithm::Rsa { bits: 2049..=3072 } => NewKeyAlgorithm::Rsa3072,
        KeyAlgorithm::Rsa { .. } => NewKeyAlgorithm::Rsa4096,
        KeyAlgorithm::EcdsaP256 | KeyAlgorithm::Other(_) => NewKeyAlgorithm::EcdsaP256,
        KeyAlgorithm::EcdsaP384 => NewKeyAlgorithm::EcdsaP384,
        KeyAlgorithm::EcdsaP521 => NewKeyAlgorithm::EcdsaP521,
        KeyAlgorithm::Ed25519 => NewKeyAlgorithm::Ed25519,
    }
}

fn values(name: &X509Name, oid: &str) -> Vec<String> {
    let attributes = name.iter_attributes().filter(|attribute| attribute.attr_type().to_id_string() == oid);
    attributes.filter_map(|attribute| names::string(attribute.attr_value())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures;

    #[test]
    fn a_subject_is_taken_apart() {
        let found = subject_lists(&fixtures::certificate("utf8.crt.pem")).unwrap();
        assert_eq!(found.country, ["DE"]);
        assert_eq!(found.organizational_unit, ["Büro"]);
        assert_eq!(found.organization, ["Müller, Söhne & Co"]);
        assert_eq!(likely_new_key(&fixtures::certificate("rsa-1024.crt.pem")), NewKeyAlgorithm::Rsa2048);
    }
}
