//! What a certificate says (RFC 5280).

use aws_lc_rs::digest;
use x509_parser::asn1_rs::FromDer;
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::ParsedExtension;
use x509_parser::public_key::RSAPublicKey;
use x509_parser::signature_algorithm::RsaSsaPssParams;
use x509_parser::time::ASN1Time;
use x509_parser::x509::AlgorithmIdentifier;
use x509_parser::x509::SubjectPublicKeyInfo;

use crate::domain::certificate::AltName;
use crate::domain::certificate::CertificateDer;
use crate::domain::certificate::CertificateFacts;
use crate::domain::key::KeyAlgorithm;
use crate::domain::key::PublicKeyFacts;
use crate::domain::timestamp::Timestamp;

use super::Error;
use super::der;
use super::extensions;
use super::names;
use super::oids;
use super::signature;
use super::signature::SignatureCheck;

/// Everything the certificate says about itself.
pub fn facts(der: &CertificateDer) -> Result<CertificateFacts, Error> {
    let certificate = parse(der)?;
    let tbs = &certificate.tbs_certificate;
    Ok(CertificateFacts {
        x509_version: tbs.version.0.saturating_add(1),
        subject: names::distinguished(&tbs.subject),
        common_name: names::common_name(&tbs.subject),
        alt_names: alt_names(&certificate),
        issuer: names::distinguished(&tbs.issuer),
        issuer_name: names::short(&tbs.issuer),
        serial_number: serial_number(tbs.raw_serial()),
        not_before: timestamp(&tbs.validity.not_before),
        not_after: timestamp(&tbs.validity.not_after),
        signature_algorithm: signature_algorithm(&certificate.signature_algorithm),
        public_key: public_key(&tbs.subject_pki),
        fingerprint_sha256: fingerprint(der.as_bytes()),
        fingerprint_sha1: colons(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, der.as_bytes()).as_ref()),
        is_ca: certificate.is_ca(),
        self_signed: is_self_signed(&certificate),
        extensions: certificate.extensions().iter().map(extensions::facts).collect(),
    })
}

/// Issued to itself (RFC 5280 §3.2) and signed with its own key.
pub(super) fn is_self_signed(certificate: &X509Certificate) -> bool {
    is_self_issued(certificate) && signature::check_parsed(certificate, certificate) == SignatureCheck::Valid
}

/// Whether subject and issuer are the same name, however it is encoded.
pub(super) fn is_self_issued(certificate: &X509Certificate) -> bool {
    let (subject, issuer) = (certificate.subject(), certificate.issuer());
    subject.as_raw() == issuer.as_raw() || names::distinguished(subject).eq_ignore_ascii_case(&names::distinguished(issuer))
}

/// Parses the certificate; bytes behind it make it none.
pub(super) fn parse(der: &CertificateDer) -> Result<X509Certificate<'_>, Error> {
    match X509Certificate::from_der(der.as_bytes()) {
        Ok(([], certificate)) => Ok(certificate),
        Ok(_) => Err(Error::NotX509 { reason: "more bytes follow the certificate".into() }),
        Err(error) => Err(Error::NotX509 { reason: reason(error) }),
    }
}

/// `SHA256-RSA`, `SHA256-RSAPSS`, `ECDSA-SHA384`, `Ed25519` …, else the object identifier.
pub(super) fn signature_algorithm(algorithm: &AlgorithmIdentifier) -> String {
    let name = oids::name(&algorithm.algorithm);
    match name.as_str() {
        "RSA-PSS" => pss_hash(algorithm).map_or(name, |hash| format!("{hash}-RSAPSS")),
        _ => name,
    }
}

/// What kind of key it is.
pub(super) fn key_algorithm(key: &SubjectPublicKeyInfo) -> KeyAlgorithm {
    let name = oids::name(&key.algorithm.algorithm);
    match name.as_str() {
        "RSA" | "RSA-PSS" => rsa_bits(key).map_or(KeyAlgorithm::Other(name), |bits| KeyAlgorithm::Rsa { bits }),
        "EC" => curve(&key.algorithm),
        "Ed25519" => KeyAlgorithm::Ed25519,
        _ => KeyAlgorithm::Other(name),
    }
}

/// What can be said of a key of this kind with this SubjectPublicKeyInfo.
pub(super) fn public_key_facts(algorithm: &KeyAlgorithm, spki: &[u8]) -> PublicKeyFacts {
    PublicKeyFacts { algorithm: algorithm.code(), title: algorithm.title(), fingerprint: fingerprint(spki) }
}

/// What can be said of the key in a certificate or a signing request.
pub(super) fn public_key(key: &SubjectPublicKeyInfo) -> PublicKeyFacts {
    public_key_facts(&key_algorithm(key), key.raw)
}

/// A curve by the parameters of an EC key (RFC 5480 §2.1.1).
pub(super) fn curve_named(name: &str) -> KeyAlgorithm {
    match name {
        "P-256" => KeyAlgorithm::EcdsaP256,
        "P-384" => KeyAlgorithm::EcdsaP384,
        "P-521" => KeyAlgorithm::EcdsaP521,
        other => KeyAlgorithm::Other(other.into()),
    }
}

/// Lower-case hex with colons.
pub(super) fn colons(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3);
    for byte in bytes {
        if !text.is_empty() {
            text.push(':');
        }
        text.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])));
    }
    text
}

/// How many bits an unsigned big-endian number has.
pub(super) fn bits(number: &[u8]) -> u32 {
    let significant = &number[number.iter().take_while(|byte| **byte == 0).count()..];
    let leading = significant.first().map_or(0, |byte| byte.leading_zeros());
    u32::try_from(significant.len() * 8).unwrap_or(u32::MAX).saturating_sub(leading)
}

/// A moment of a certificate.
pub(super) fn timestamp(time: &ASN1Time) -> Timestamp {
    Timestamp::from_unix(time.timestamp())
}

/// A serial number (RFC 5280 §4.1.2.2) without the zero that only keeps it positive.
/// Negative ones, which old tools made, have a minus sign.
pub(super) fn serial_number(integer: &[u8]) -> String {
    match integer {
        [0, rest @ ..] if !rest.is_empty() => colons(rest),
        [0x80..=0xff, ..] => format!("-{}", colons(&negated(integer))),
        _ => colons(integer),
    }
}

fn fingerprint(bytes: &[u8]) -> String {
    colons(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// The subject alternative names (RFC 5280 §4.2.1.6).
pub(super) fn alt_names(certificate: &X509Certificate) -> Vec<AltName> {
    let names = certificate.extensions().iter().filter_map(|extension| match extension.parsed_extension() {
        ParsedExtension::SubjectAlternativeName(names) => Some(&names.general_names),
        _ => None,
    });
    names.flatten().map(names::general).collect()
}

fn rsa_bits(key: &SubjectPublicKeyInfo) -> Option<u32> {
    let (_, rsa) = RSAPublicKey::from_der(&key.subject_public_key.data).ok()?;
    Some(bits(rsa.modulus))
}

fn curve(algorithm: &AlgorithmIdentifier) -> KeyAlgorithm {
    match algorithm.parameters.as_ref().and_then(der::oid) {
        Some(oid) => curve_named(&oids::name(&oid)),
        None => KeyAlgorithm::Other("EC with explicit parameters".into()),
    }
}

/// The hash that RSASSA-PSS parameters name (RFC 4055 §3.1).
fn pss_hash(algorithm: &AlgorithmIdentifier) -> Option<String> {
    let parameters = RsaSsaPssParams::try_from(algorithm.parameters.as_ref()?).ok()?;
    Some(oids::name(parameters.hash_algorithm_oid()))
}

/// The magnitude of a negative two's complement number.
fn negated(integer: &[u8]) -> Vec<u8> {
    let mut carry = true;
    let mut magnitude: Vec<u8> = integer
        .iter()
        .rev()
        .map(|byte| {
            let (sum, overflow) = (!byte).overflowing_add(u8::from(carry));
            carry = overflow;
            sum
        })
        .collect();
    magnitude.reverse();
    magnitude.into_iter().skip_while(|byte| *byte == 0).collect()
}

/// What the parser says, which never quotes the input.
fn reason(error: x509_parser::nom::Err<x509_parser::error::X509Error>) -> String {
    match error {
        x509_parser::nom::Err::Incomplete(_) => "it is cut off".into(),
        x509_parser::nom::Err::Error(error) | x509_parser::nom::Err::Failure(error) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures;

    #[test]
    fn algorithms_have_their_usual_names() {
        for (name, key, signature, self_signed) in [
            ("rsa-1024", "RSA1024", "SHA256-RSA", true),
            ("rsa-2048", "RSA2048", "SHA256-RSA", true),
            ("rsa-4096", "RSA4096", "SHA256-RSA", true),
            ("p256", "ECDSA256", "ECDSA-SHA256", true),
            ("p256-compressed", "ECDSA256", "ECDSA-SHA256", true),
            ("p384", "ECDSA384", "ECDSA-SHA256", true),
            ("p521", "ECDSA521", "ECDSA-SHA256", true),
            ("ed25519", "ED25519", "Ed25519", true),
            ("pss", "RSA2048", "SHA256-RSAPSS", true),
            ("sha1", "RSA2048", "SHA1-RSA", true),
            ("md5", "RSA2048", "MD5-RSA", false),
            ("v1", "RSA2048", "SHA256-RSA", true),
            ("secp256k1", "secp256k1", "ECDSA-SHA256", false),
            ("ed448", "Ed448", "Ed448", false),
            ("p256-explicit", "EC with explicit parameters", "ECDSA-SHA256", false),
            ("intermediate", "ECDSA256", "ECDSA-SHA256", false),
        ] {
            let facts = fixtures::certificate(&format!("{name}.crt.pem")).facts().clone();
            let found = (facts.public_key.algorithm.as_str(), facts.signature_algorithm.as_str(), facts.self_signed);
            assert_eq!(found, (key, signature, self_signed), "{name}");
        }
    }

    #[test]
    fn a_leaf_says_who_it_is() {
        let facts = fixtures::certificate("leaf.crt.pem").facts().clone();
        assert_eq!(facts.x509_version, 3);
        assert_eq!(facts.subject, "C=DE, O=Example, CN=leaf.example.com");
        assert_eq!(facts.common_name.as_deref(), Some("leaf.example.com"));
        assert_eq!(facts.issuer, "C=DE, O=Example, CN=Example Intermediate");
        assert_eq!(facts.issuer_name, "Example Intermediate");
        assert_eq!(facts.not_before.to_string(), "2024-01-01T00:00:00Z");
        assert_eq!(facts.not_after.to_string(), "2099-12-31T23:59:59Z");
        assert!(!facts.is_ca);
        assert_eq!(facts.fingerprint_sha256.len(), 95);
        assert_eq!(facts.fingerprint_sha1.len(), 59);
        assert!(fixtures::certificate("root.crt.pem").facts().is_ca);
    }

    #[test]
    fn serial_numbers_are_written_as_openssl_does() {
        for (name, serial, version) in [
            ("v1", "07", 1),
            ("long-serial", "81:23:45:67:89:ab:cd:ef:01:23:45:67:89:ab:cd:ef:01:23:45:67", 1),
            ("negative-serial", "-ff", 1),
        ] {
            let facts = fixtures::certificate(&format!("{name}.crt.pem")).facts().clone();
            assert_eq!((facts.serial_number.as_str(), facts.x509_version), (serial, version), "{name}");
        }
        for (integer, shown) in [(vec![0], "00"), (vec![0xff], "-01"), (vec![0x80], "-80"), (vec![0, 0x80], "80")] {
            assert_eq!(serial_number(&integer), shown);
        }
    }

    #[test]
    fn damaged_certificates_are_refused_without_a_panic() {
        let whole = fixtures::file("everything.crt.pem");
        let der = crate::pki::pem::read(&whole).unwrap()[0].der().to_vec();
        for at in (0..der.len()).step_by(3) {
            let cut = CertificateDer::new(der[..at].to_vec());
            assert!(matches!(facts(&cut), Err(Error::NotX509 { .. })), "cut at {at}");
            for flip in [0x01, 0x80] {
                let mut changed = der.clone();
                changed[at] ^= flip;
                let changed = CertificateDer::new(changed);
                // Many changes still make a certificate; both views must then agree that it is one.
                assert_eq!(facts(&changed).is_ok(), crate::pki::text::text(&changed).is_ok(), "byte {at} changed by {flip:#x}");
            }
        }
    }

    #[test]
    fn bytes_behind_a_certificate_are_not_kept() {
        let mut der = fixtures::file("leaf.cer");
        der.push(0);
        assert!(matches!(facts(&CertificateDer::new(der)), Err(Error::NotX509 { .. })));
    }
}
