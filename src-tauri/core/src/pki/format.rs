//! What a file is when it is not PEM, told by its bytes.

use serde::Serialize;
use ts_rs::TS;

/// A format that people have certificates and keys in, other than PEM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
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
    /// Text that holds none of these.
    Text,
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
            Self::Text => "text",
            Self::UnknownBinary => "a binary file of an unknown format",
        }
    }

    /// The command that makes PEM of it, with neutral file names; none when there is nothing to convert.
    pub fn openssl_hint(self) -> Option<&'static str> {
        match self {
            Self::DerCertificate => Some("openssl x509 -inform DER -in certificate.cer -out certificate.pem"),
            Self::DerPrivateKey => Some("openssl pkey -inform DER -in key.der -out key.pem"),
            Self::DerEncryptedKey => Some("openssl pkcs8 -inform DER -in key.der -out key.pem"),
            Self::Pkcs7 => Some("openssl pkcs7 -inform DER -in certificates.p7b -print_certs -out certificates.pem"),
            Self::Pkcs7Pem => Some("openssl pkcs7 -in certificates.p7b -print_certs -out certificates.pem"),
            Self::Pkcs12 => Some("openssl pkcs12 -in keystore.p12 -nodes -out everything.pem"),
            Self::Jks => Some("keytool -importkeystore -srckeystore keystore.jks -destkeystore keystore.p12 -deststoretype PKCS12"),
            Self::Jceks => Some(
                "keytool -importkeystore -srckeystore keystore.jceks -srcstoretype JCEKS -destkeystore keystore.p12 -deststoretype PKCS12",
            ),
            Self::OpenSshKey => Some("ssh-keygen -p -m PKCS8 -f key"),
            Self::PuttyKey => Some("puttygen key.ppk -O private-openssh -o key"),
            Self::BareBase64 => Some("base64 -d certificate.txt | openssl x509 -inform DER -out certificate.pem"),
            Self::DerPublicKey | Self::DerCsr | Self::DerCrl | Self::Zip | Self::PgpKey | Self::Text | Self::UnknownBinary => None,
        }
    }
}

/// Which format `bytes` are in, given that they are no PEM.
pub fn recognise(_bytes: &[u8]) -> FileFormat {
    FileFormat::UnknownBinary
}
