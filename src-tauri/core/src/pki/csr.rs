//! Signing requests (PKCS#10, RFC 2986): a new key, the request that it signs, and what a request says.

use std::net::IpAddr;

use rcgen::CertificateParams;
use rcgen::CustomExtension;
use rcgen::DistinguishedName;
use rcgen::DnType;
use rcgen::ExtendedKeyUsagePurpose;
use rcgen::KeyPair;
use rcgen::KeyUsagePurpose;
use rcgen::OtherNameValue;
use rcgen::RsaKeySize;
use rcgen::SanType;
use rcgen::SignatureAlgorithm;
use rcgen::string::Ia5String;
use secrecy::ExposeSecret;
use x509_parser::asn1_rs::FromDer;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::cri_attributes::ParsedCriAttribute;
use x509_parser::extensions::ParsedExtension;
use x509_parser::extensions::X509Extension;
use zeroize::Zeroizing;

use crate::domain::key::KeyAlgorithm;
use crate::domain::key::PrivateKey;
use crate::domain::request::ExtKeyUsage;
use crate::domain::request::KeyUsage;
use crate::domain::request::NewKeyAlgorithm;
use crate::domain::request::RequestFacts;
use crate::domain::request::Requested;
use crate::domain::request::RequestedName;
use crate::domain::request::SubjectField;

use super::Error;
use super::der;
use super::extensions;
use super::facts;
use super::issue;
use super::keys;
use super::names;
use super::pem;
use super::pem::Part;
use super::pem::PartKind;

/// Makes a new private key. RSA keys take seconds: never call it where somebody waits for a frame.
pub fn generate(algorithm: NewKeyAlgorithm) -> Result<PrivateKey, Error> {
    let wanted = signature_algorithm(&algorithm.algorithm())?;
    let made = match algorithm {
        NewKeyAlgorithm::Rsa2048 => KeyPair::generate_rsa_for(wanted, RsaKeySize::_2048),
        NewKeyAlgorithm::Rsa3072 => KeyPair::generate_rsa_for(wanted, RsaKeySize::_3072),
        NewKeyAlgorithm::Rsa4096 => KeyPair::generate_rsa_for(wanted, RsaKeySize::_4096),
        NewKeyAlgorithm::EcdsaP256 | NewKeyAlgorithm::EcdsaP384 | NewKeyAlgorithm::EcdsaP521 | NewKeyAlgorithm::Ed25519 => {
            KeyPair::generate_for(wanted)
        }
    };
    let pair = Zeroizing::new(made.map_err(|_| Error::Encoding { what: "new key" })?);
    keys::read_key(&Part::made("PRIVATE KEY", pair.serialized_der()))
}

/// Writes a request as PEM and signs it with its key.
pub fn write(requested: &Requested, key: &PrivateKey) -> Result<String, Error> {
    let algorithm = signature_algorithm(key.algorithm())?;
    let pair = KeyPair::from_pkcs8_der_and_sign_algo(&key.expose_secret().into(), algorithm).map_err(|_| ENCODING)?;
    let pair = Zeroizing::new(pair);
    let request = parameters(requested)?.serialize_request(&*pair).map_err(|_| ENCODING)?;
    let whole = with_subject(request.der(), &requested.subject, key)?;
    Ok(String::from_utf8_lossy(&pem::write("CERTIFICATE REQUEST", &whole)).into_owned())
}

/// rcgen keeps one value of each part of a name: the request gets its whole subject here, and is signed again (RFC 2986 §4).
fn with_subject(request: &[u8], subject: &[(SubjectField, String)], key: &PrivateKey) -> Result<Vec<u8>, Error> {
    let whole = der::sequence(request).ok_or(ENCODING)?;
    let info = der::elements(whole.first().ok_or(ENCODING)?.data);
    let [version, _, public_key, attributes] = info.as_slice() else { return Err(ENCODING) };
    issue::signed(&der::sequence_of(&[version.raw, &issue::name(subject)?, public_key.raw, attributes.raw]), key)
}

/// What a request says; PEM with exactly one request in it.
pub fn facts(request: &str) -> Result<RequestFacts, Error> {
    let parts = pem::read(request.as_bytes())?;
    facts_of(parts.first().map(Part::der).unwrap_or_default())
}

/// The fingerprint of the public key in a request; none when `part` is no request that can be read.
pub fn key_fingerprint(part: &Part) -> Option<String> {
    Some(facts_of(part.der()).ok()?.public_key.fingerprint).filter(|_| part.kind() == PartKind::Csr)
}

fn facts_of(der: &[u8]) -> Result<RequestFacts, Error> {
    let Ok(([], parsed)) = X509CertificationRequest::from_der(der) else {
        return Err(Error::BrokenPem { label: Some("CERTIFICATE REQUEST"), reason: "it is not a signing request" });
    };
    let info = &parsed.certification_request_info;
    let asked: Vec<&X509Extension> = asked(&parsed).collect();
    Ok(RequestFacts {
        subject: names::distinguished(&info.subject),
        common_name: names::common_name(&info.subject),
        alt_names: asked.iter().flat_map(|extension| alt_names(extension)).collect(),
        public_key: facts::public_key(&info.subject_pki),
        signature_algorithm: facts::signature_algorithm(&parsed.signature_algorithm),
        extensions: asked.into_iter().map(extensions::facts).collect(),
    })
}

const CERTIFICATE_POLICIES: [u64; 4] = [2, 5, 29, 32];

const ENCODING: Error = Error::Encoding { what: "signing request" };

fn asked<'r>(request: &'r X509CertificationRequest<'r>) -> impl Iterator<Item = &'r X509Extension<'r>> {
    request.certification_request_info.iter_attributes().flat_map(|attribute| match attribute.parsed_attribute() {
        ParsedCriAttribute::ExtensionRequest(request) => request.extensions.as_slice(),
        _ => &[],
    })
}

fn alt_names(extension: &X509Extension) -> Vec<crate::domain::certificate::AltName> {
    match extension.parsed_extension() {
        ParsedExtension::SubjectAlternativeName(names) => names.general_names.iter().map(names::general).collect(),
        _ => Vec::new(),
    }
}

/// The hash goes by the strength of the key, as authorities expect it.
fn signature_algorithm(key: &KeyAlgorithm) -> Result<&'static SignatureAlgorithm, Error> {
    match key {
        KeyAlgorithm::Rsa { .. } => Ok(&rcgen::PKCS_RSA_SHA256),
        KeyAlgorithm::EcdsaP256 => Ok(&rcgen::PKCS_ECDSA_P256_SHA256),
        KeyAlgorithm::EcdsaP384 => Ok(&rcgen::PKCS_ECDSA_P384_SHA384),
        KeyAlgorithm::EcdsaP521 => Ok(&rcgen::PKCS_ECDSA_P521_SHA512),
        KeyAlgorithm::Ed25519 => Ok(&rcgen::PKCS_ED25519),
        KeyAlgorithm::Other(name) => Err(Error::UnsupportedKey { algorithm: name.clone() }),
    }
}

fn parameters(requested: &Requested) -> Result<CertificateParams, Error> {
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name = placeholder(requested);
    parameters.subject_alt_names = requested.alt_names.iter().map(alt_name).collect::<Result<_, _>>()?;
    parameters.key_usages = requested.key_usages.iter().map(|usage| key_usage(*usage)).collect();
    let others = requested.ext_key_usage_oids.iter().cloned().map(ExtendedKeyUsagePurpose::Other);
    parameters.extended_key_usages = requested.ext_key_usages.iter().map(|usage| ext_key_usage(*usage)).chain(others).collect();
    if !requested.policy_oids.is_empty() {
        parameters.custom_extensions = vec![policies(&requested.policy_oids)?];
    }
    Ok(parameters)
}

/// Any subject where there is one: without one the alternative names are critical (RFC 5280 §4.2.1.6).
fn placeholder(requested: &Requested) -> DistinguishedName {
    let mut subject = DistinguishedName::new();
    if !requested.subject.is_empty() {
        subject.push(DnType::CommonName, "");
    }
    subject
}

/// Certificate policies without qualifiers (RFC 5280 §4.2.1.4), which rcgen does not write itself.
fn policies(oids: &[Vec<u64>]) -> Result<CustomExtension, Error> {
    let policy = |oid: &Vec<u64>| Some(der::sequence_of(&[&der::object_identifier_of(oid)?]));
    let all: Vec<_> = oids.iter().map(policy).collect::<Option<_>>().ok_or(ENCODING)?;
    let content = der::sequence_of(&all.iter().map(|policy| policy.as_slice()).collect::<Vec<_>>());
    Ok(CustomExtension::from_oid_content(&CERTIFICATE_POLICIES, content.to_vec()))
}

fn alt_name(name: &RequestedName) -> Result<SanType, Error> {
    let ascii = |text: &String| Ia5String::try_from(text.as_str()).map_err(|_| ENCODING);
    match name {
        RequestedName::Dns(name) => ascii(name).map(SanType::DnsName),
        RequestedName::Email(address) => ascii(address).map(SanType::Rfc822Name),
        RequestedName::Ip(address) => Ok(SanType::IpAddress(IpAddr::to_owned(address))),
        RequestedName::Uri(uri) => ascii(uri).map(SanType::URI),
        RequestedName::Other { oid, value } => Ok(SanType::OtherName((oid.clone(), OtherNameValue::Utf8String(value.clone())))),
    }
}

fn key_usage(usage: KeyUsage) -> KeyUsagePurpose {
    match usage {
        KeyUsage::DigitalSignature => KeyUsagePurpose::DigitalSignature,
        KeyUsage::ContentCommitment => KeyUsagePurpose::ContentCommitment,
        KeyUsage::KeyEncipherment => KeyUsagePurpose::KeyEncipherment,
        KeyUsage::DataEncipherment => KeyUsagePurpose::DataEncipherment,
        KeyUsage::KeyAgreement => KeyUsagePurpose::KeyAgreement,
        KeyUsage::KeyCertSign => KeyUsagePurpose::KeyCertSign,
        KeyUsage::CrlSign => KeyUsagePurpose::CrlSign,
    }
}

fn ext_key_usage(usage: ExtKeyUsage) -> ExtendedKeyUsagePurpose {
    match usage {
        ExtKeyUsage::ServerAuth => ExtendedKeyUsagePurpose::ServerAuth,
        ExtKeyUsage::ClientAuth => ExtendedKeyUsagePurpose::ClientAuth,
        ExtKeyUsage::CodeSigning => ExtendedKeyUsagePurpose::CodeSigning,
        ExtKeyUsage::EmailProtection => ExtendedKeyUsagePurpose::EmailProtection,
        ExtKeyUsage::TimeStamping => ExtendedKeyUsagePurpose::TimeStamping,
        ExtKeyUsage::OcspSigning => ExtendedKeyUsagePurpose::OcspSigning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::request::RequestContent;
    use crate::domain::request::RequestSubject;

    fn content() -> RequestContent {
        RequestContent {
            subject: RequestSubject {
                common_name: "shop.example.com".into(),
                organization: vec!["Bücher & Söhne".into()],
                organizational_unit: vec!["Web".into(), "Shop".into()],
                country: vec!["de".into()],
                province: vec!["Berlin".into()],
                locality: vec!["Berlin".into()],
                street_address: vec!["Am Tor 1".into()],
                postal_code: vec!["10115".into()],
            },
            dns_names: vec!["*.example.com".into()],
            email_addresses: vec!["web@example.com".into()],
            ip_addresses: vec!["192.0.2.1".into(), "2001:db8::1".into()],
            uris: vec!["spiffe://example.com/shop".into()],
            other_names: vec!["1.3.6.1.4.1.311.20.2.3;UTF8:jo@corp.example".into()],
            exclude_common_name: false,
            key_algorithm: NewKeyAlgorithm::EcdsaP256,
            key_usages: vec![KeyUsage::DigitalSignature, KeyUsage::KeyEncipherment],
            ext_key_usages: vec![ExtKeyUsage::ServerAuth],
            ext_key_usage_oids: vec!["1.3.6.1.5.5.7.3.17".into()],
            policy_oids: vec!["2.23.140.1.2.1".into(), "1.3.6.1.4.1.99999.1".into()],
        }
    }

    #[test]
    fn every_kind_of_key_signs_its_request() {
        let requested = Requested::parse(&content()).unwrap();
        for (algorithm, code, signature) in [
            (NewKeyAlgorithm::EcdsaP256, "ECDSA256", "ECDSA-SHA256"),
            (NewKeyAlgorithm::EcdsaP384, "ECDSA384", "ECDSA-SHA384"),
            (NewKeyAlgorithm::EcdsaP521, "ECDSA521", "ECDSA-SHA512"),
            (NewKeyAlgorithm::Rsa2048, "RSA2048", "SHA256-RSA"),
            (NewKeyAlgorithm::Rsa3072, "RSA3072", "SHA256-RSA"),
            (NewKeyAlgorithm::Ed25519, "ED25519", "Ed25519"),
        ] {
            let key = generate(algorithm).unwrap();
            let found = facts(&write(&requested, &key).unwrap()).unwrap();
            assert_eq!((found.public_key.algorithm.as_str(), found.signature_algorithm.as_str()), (code, signature), "{algorithm:?}");
            assert_eq!(found.public_key, keys::public_key_facts(&key).unwrap(), "{algorithm:?}");
        }
    }

    #[test]
    fn a_request_says_what_was_asked_for() {
        let key = generate(NewKeyAlgorithm::EcdsaP256).unwrap();
        let found = facts(&write(&Requested::parse(&content()).unwrap(), &key).unwrap()).unwrap();
        assert_eq!(
            found.subject,
            "C=DE, ST=Berlin, L=Berlin, street=Am Tor 1, postalCode=10115, O=Bücher & Söhne, OU=Web, OU=Shop, CN=shop.example.com"
        );
        assert_eq!(found.common_name.as_deref(), Some("shop.example.com"));
        let names: Vec<&str> = found.alt_names.iter().map(|name| name.value.as_str()).collect();
        assert_eq!(
            names,
            [
                "shop.example.com",
                "*.example.com",
                "web@example.com",
                "192.0.2.1",
                "2001:db8::1",
                "spiffe://example.com/shop",
                "User principal name: jo@corp.example"
            ]
        );
        let extensions: Vec<(&str, bool)> =
            found.extensions.iter().map(|extension| (extension.name.as_str(), extension.critical)).collect();
        let expected =
            [("Key usage", true), ("Subject alternative name", false), ("Extended key usage", false), ("Certificate policies", false)];
        for extension in expected {
            assert!(extensions.contains(&extension), "{extension:?}: {extensions:?}");
        }
        let policies = found.extensions.iter().find(|extension| extension.oid == "2.5.29.32").unwrap();
        assert!(policies.lines.iter().any(|line| line.contains("1.3.6.1.4.1.99999.1")), "{policies:?}");
    }

    #[test]
    fn a_request_without_a_subject_marks_its_names_critical() {
        let key = generate(NewKeyAlgorithm::EcdsaP256).unwrap();
        let bare = RequestContent {
            subject: RequestSubject::default(),
            key_usages: Vec::new(),
            ext_key_usages: Vec::new(),
            ext_key_usage_oids: Vec::new(),
            policy_oids: Vec::new(),
            ..content()
        };
        let found = facts(&write(&Requested::parse(&bare).unwrap(), &key).unwrap()).unwrap();
        assert_eq!((found.subject.as_str(), found.extensions.len(), found.extensions[0].critical), ("", 1, true));
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let certificate = String::from_utf8(crate::pki::fixtures::file("leaf.crt.pem")).unwrap();
        assert!(matches!(facts(&certificate), Err(Error::BrokenPem { .. })));
        assert!(facts("").is_err());
        let foreign = facts(&String::from_utf8(crate::pki::fixtures::file("leaf.csr.pem")).unwrap()).unwrap();
        assert_eq!(foreign.public_key, crate::pki::fixtures::certificate("leaf.crt.pem").facts().public_key);
    }
}
