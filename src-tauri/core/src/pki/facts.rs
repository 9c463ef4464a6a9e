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
        self_signed: signature::check_parsed(&certificate, &certificate) == SignatureCheck::Valid,
        extensions: certificate.extensions().iter().map(extensions::facts).collect(),
    })
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
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(":")
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

/// A serial number (RFC 5280 §4.1.2.2) without the zero that only keeps it positive; negative ones, which old tools made, have a minus sign.
pub(super) fn serial_number(integer: &[u8]) -> String {
    match integer {
        [0, rest @ ..] if !rest.is_empty() => colons(rest),
        [0x80..=0xff, ..] => format!("-{}", colons(&negated(integer))),
        _ => colons(integer),
    }
}

fn public_key(key: &SubjectPublicKeyInfo) -> PublicKeyFacts {
    public_key_facts(&key_algorithm(key), key.raw)
}

fn fingerprint(bytes: &[u8]) -> String {
    colons(digest::digest(&digest::SHA256, bytes).as_ref())
}

fn alt_names(certificate: &X509Certificate) -> Vec<AltName> {
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
    match algorithm.parameters.as_ref().map(|parameters| parameters.as_oid()) {
        Some(Ok(oid)) => curve_named(&oids::name(&oid)),
        _ => KeyAlgorithm::Other("EC with explicit parameters".into()),
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
    magnitude
}

/// What the parser says, which never quotes the input.
fn reason(error: x509_parser::nom::Err<x509_parser::error::X509Error>) -> String {
    match error {
        x509_parser::nom::Err::Incomplete(_) => "it is cut off".into(),
        x509_parser::nom::Err::Error(error) | x509_parser::nom::Err::Failure(error) => error.to_string(),
    }
}
