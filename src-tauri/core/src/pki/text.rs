//! A certificate as the text that administrators know.

use x509_parser::asn1_rs::FromDer;
use x509_parser::certificate::X509Certificate;
use x509_parser::public_key::RSAPublicKey;
use x509_parser::x509::SubjectPublicKeyInfo;

use crate::domain::certificate::CertificateDer;
use crate::domain::certificate::CertificateFacts;
use crate::domain::certificate::ExtensionFacts;
use crate::domain::key::KeyAlgorithm;

use super::Error;
use super::facts;

/// The whole certificate as text, field by field in the order of RFC 5280 §4.1, each level four blanks further in.
pub fn text(der: &CertificateDer) -> Result<String, Error> {
    let certificate = facts::parse(der)?;
    let facts = facts::facts(der)?;
    let mut lines = vec!["Certificate:".to_owned()];
    lines.extend(indented(1, body(&certificate, &facts)));
    lines.push(format!("    Signature algorithm: {}", facts.signature_algorithm));
    lines.extend(indented(2, hex_lines(&certificate.signature_value.data)));
    lines.push("    Fingerprints:".into());
    lines.push(format!("        SHA-256: {}", facts.fingerprint_sha256));
    lines.push(format!("        SHA-1: {}", facts.fingerprint_sha1));
    Ok(lines.join("\n") + "\n")
}

fn body(certificate: &X509Certificate, facts: &CertificateFacts) -> Vec<String> {
    let mut lines = vec![
        format!("Version: {} (0x{:x})", facts.x509_version, certificate.version().0),
        format!("Serial number: {}", facts.serial_number),
        format!("Signature algorithm: {}", facts::signature_algorithm(&certificate.tbs_certificate.signature)),
        format!("Issuer: {}", facts.issuer),
        "Validity:".into(),
        format!("    Not before: {}", facts.not_before),
        format!("    Not after: {}", facts.not_after),
        format!("Subject: {}", facts.subject),
        "Subject public key:".into(),
    ];
    lines.extend(indented(1, public_key(certificate.public_key())));
    lines.extend(unique_id("Issuer", certificate.tbs_certificate.issuer_uid.as_ref().map(|id| id.0.data.as_ref())));
    lines.extend(unique_id("Subject", certificate.tbs_certificate.subject_uid.as_ref().map(|id| id.0.data.as_ref())));
    if !facts.extensions.is_empty() {
        lines.push("Extensions:".into());
        lines.extend(indented(1, facts.extensions.iter().flat_map(extension)));
    }
    lines
}

fn public_key(key: &SubjectPublicKeyInfo) -> Vec<String> {
    let algorithm = facts::key_algorithm(key);
    let title = format!("Algorithm: {}", algorithm.title());
    match (algorithm, RSAPublicKey::from_der(&key.subject_public_key.data)) {
        (KeyAlgorithm::Rsa { bits }, Ok((_, rsa))) => {
            let mut lines = vec![title, format!("Modulus ({bits} bits):")];
            lines.extend(indented(1, hex_lines(rsa.modulus)));
            lines.push(exponent(rsa.exponent));
            lines
        }
        _ => {
            let mut lines = vec![title, "Public key:".into()];
            lines.extend(indented(1, hex_lines(&key.subject_public_key.data)));
            lines
        }
    }
}

fn exponent(bytes: &[u8]) -> String {
    match bytes.iter().try_fold(0_u64, |number, byte| number.checked_mul(256)?.checked_add(u64::from(*byte))) {
        Some(number) => format!("Exponent: {number} (0x{number:x})"),
        None => format!("Exponent: {}", facts::colons(bytes)),
    }
}

/// RFC 5280 §4.1.2.8, which nothing should use.
fn unique_id(whose: &str, id: Option<&[u8]>) -> Vec<String> {
    id.map(|bytes| format!("{whose} unique id: {}", facts::colons(bytes))).into_iter().collect()
}

fn extension(extension: &ExtensionFacts) -> Vec<String> {
    let critical = if extension.critical { " (critical)" } else { "" };
    let title = format!("{}{critical}:", extension.name);
    std::iter::once(title).chain(indented(1, extension.lines.iter().cloned())).collect()
}

fn indented(level: usize, lines: impl IntoIterator<Item = String>) -> impl Iterator<Item = String> {
    lines.into_iter().map(move |line| format!("{}{line}", "    ".repeat(level)))
}

fn hex_lines(bytes: &[u8]) -> Vec<String> {
    bytes.chunks(18).map(facts::colons).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures;

    #[test]
    fn the_text_says_everything() {
        for (name, wanted) in [
            (
                "leaf.crt.pem",
                vec![
                    "Version: 3 (0x2)",
                    "Serial number: ",
                    "Issuer: C=DE, O=Example, CN=Example Intermediate",
                    "Not after: 2099-12-31T23:59:59Z",
                    "Algorithm: ECDSA P-256",
                    "        Public key:\n            04:",
                    "Key usage (critical):\n            Digital signature\n",
                    "    Signature algorithm: ECDSA-SHA256\n        30:",
                    "SHA-256: ",
                ],
            ),
            ("rsa-2048.crt.pem", vec!["Algorithm: RSA 2048", "Modulus (2048 bits):\n", "Exponent: 65537 (0x10001)"]),
            ("v1.crt.pem", vec!["Version: 1 (0x0)", "Serial number: 07"]),
            ("ed25519.crt.pem", vec!["Algorithm: Ed25519"]),
        ] {
            let text = text(fixtures::certificate(name).der()).unwrap();
            for line in wanted {
                assert!(text.contains(line), "{name} lacks {line:?}:\n{text}");
            }
        }
    }
}
