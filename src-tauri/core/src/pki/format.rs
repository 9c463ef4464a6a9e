//! What a file is when it is not PEM, told by its bytes.

use x509_parser::asn1_rs::Tag;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::prelude::FromDer;
use x509_parser::prelude::X509Certificate;
use x509_parser::revocation_list::CertificateRevocationList;

use super::der;

/// A format that people have certificates and keys in, other than PEM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileFormat {
    DerCertificate,
    DerPrivateKey,
    DerEncryptedKey,
    DerPublicKey,
    DerCsr,
    DerCrl,
    /// PKCS#7 (RFC 2315, RFC 5652) as DER.
    Pkcs7,
    /// PKCS#7 inside PEM.
    Pkcs7Pem,
    /// PKCS#12 (RFC 7292): `.p12`, `.pfx`.
    Pkcs12,
    /// The Java key store's own format.
    Jks,
    /// The Java key store's own format with stronger key protection.
    Jceks,
    Zip,
    OpenSshKey,
    PuttyKey,
    PgpKey,
    /// Base64 without its first and last line.
    BareBase64,
    UnknownBinary,
}

impl FileFormat {
    /// What people call it, with its article: `a PKCS#12 file (.p12, .pfx)`.
    pub fn title(self) -> &'static str {
        match self {
            Self::DerCertificate => "a certificate in DER format",
            Self::DerPrivateKey => "a private key in DER format",
            Self::DerEncryptedKey => "an encrypted private key in DER format",
            Self::DerPublicKey => "a public key in DER format",
            Self::DerCsr => "a certificate signing request in DER format",
            Self::DerCrl => "a certificate revocation list in DER format",
            Self::Pkcs7 | Self::Pkcs7Pem => "a PKCS#7 file (.p7b, .p7c)",
            Self::Pkcs12 => "a PKCS#12 file (.p12, .pfx)",
            Self::Jks => "a Java key store (JKS)",
            Self::Jceks => "a Java key store (JCEKS)",
            Self::Zip => "a ZIP archive",
            Self::OpenSshKey => "an OpenSSH private key",
            Self::PuttyKey => "a PuTTY private key",
            Self::PgpKey => "an OpenPGP key or message",
            Self::BareBase64 => "base64 text without its BEGIN and END lines",
            Self::UnknownBinary => "a binary file of an unknown format",
        }
    }

    /// The command that makes something readable of a format that is not read here, with neutral file names.
    pub fn conversion(self) -> Option<&'static str> {
        match self {
            Self::OpenSshKey => Some("ssh-keygen -p -m PKCS8 -f key"),
            Self::PuttyKey => Some("puttygen key.ppk -O private-openssh -o key"),
            Self::DerCertificate | Self::DerPrivateKey | Self::DerEncryptedKey | Self::Pkcs7 | Self::Pkcs7Pem | Self::Pkcs12 => None,
            Self::Jks | Self::Jceks => None,
            Self::DerPublicKey | Self::DerCsr | Self::DerCrl | Self::BareBase64 | Self::Zip | Self::PgpKey | Self::UnknownBinary => None,
        }
    }
}

/// Which format `bytes` are in, given that they hold no PEM block; none when they are text that says nothing.
pub fn recognise(bytes: &[u8]) -> Option<FileFormat> {
    let by_magic = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, format)| *format);
    match (by_magic, is_text(bytes)) {
        (Some(format), _) => Some(format),
        (None, true) => is_bare_base64(bytes).then_some(FileFormat::BareBase64),
        (None, false) => Some(by_structure(bytes).unwrap_or(FileFormat::UnknownBinary)),
    }
}

const MAGIC: &[(&[u8], FileFormat)] = &[
    (b"\xfe\xed\xfe\xed", FileFormat::Jks),
    (b"\xce\xce\xce\xce", FileFormat::Jceks),
    (b"PK\x03\x04", FileFormat::Zip),
    (b"PK\x05\x06", FileFormat::Zip),
    (b"PuTTY-User-Key-File-", FileFormat::PuttyKey),
    (b"openssh-key-v1\0", FileFormat::OpenSshKey),
    // The beginnings of PKCS#12 and PKCS#7 in BER of indefinite length, as some tools stream them.
    (b"\x30\x80\x02\x01\x03\x30\x80", FileFormat::Pkcs12),
    (b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07", FileFormat::Pkcs7),
];

fn is_text(bytes: &[u8]) -> bool {
    let printable = |byte: &u8| *byte >= 0x20 || byte.is_ascii_whitespace();
    std::str::from_utf8(bytes).is_ok() && bytes.iter().all(printable)
}

/// Base64 of a DER SEQUENCE of more than 255 bytes always begins with `MI`.
fn is_bare_base64(text: &[u8]) -> bool {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte) || byte.is_ascii_whitespace();
    text.len() > 64 && text.trim_ascii_start().starts_with(b"MI") && text.iter().all(letter)
}

fn by_structure(bytes: &[u8]) -> Option<FileFormat> {
    const PKCS7: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07";
    let children = der::sequence(bytes)?;
    let first = children.first()?;
    let tags: Vec<Tag> = children.iter().map(|child| child.tag()).collect();
    match tags.as_slice() {
        [Tag::Oid, ..] if first.data.starts_with(PKCS7) => Some(FileFormat::Pkcs7),
        [Tag::Integer, Tag::Sequence, ..] if first.data == [3] => Some(FileFormat::Pkcs12),
        [Tag::Integer, Tag::Sequence, Tag::OctetString, ..] => Some(FileFormat::DerPrivateKey),
        [Tag::Integer, Tag::Integer, Tag::Integer, ..] => Some(FileFormat::DerPrivateKey),
        [Tag::Integer, Tag::OctetString, ..] => Some(FileFormat::DerPrivateKey),
        [Tag::Sequence, Tag::OctetString] => Some(FileFormat::DerEncryptedKey),
        [Tag::Sequence, Tag::BitString] => Some(FileFormat::DerPublicKey),
        [Tag::Sequence, Tag::Sequence, Tag::BitString] => signed_structure(bytes),
        _ => None,
    }
}

fn signed_structure(bytes: &[u8]) -> Option<FileFormat> {
    if X509Certificate::from_der(bytes).is_ok() {
        return Some(FileFormat::DerCertificate);
    }
    if X509CertificationRequest::from_der(bytes).is_ok() {
        return Some(FileFormat::DerCsr);
    }
    CertificateRevocationList::from_der(bytes).is_ok().then_some(FileFormat::DerCrl)
}
