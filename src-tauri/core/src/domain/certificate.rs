//! What a certificate says, in words that a screen can show (RFC 5280).

use std::collections::BTreeSet;

use serde::Serialize;
use ts_rs::TS;

use super::key::PublicKeyFacts;
use super::timestamp::Timestamp;

/// Everything a certificate says about itself, decoded once; carries no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CertificateFacts {
    /// X.509 version: 1, 2 or 3.
    pub x509_version: u32,
    /// The subject as a distinguished name (RFC 4514 order reversed: most general first, as people read it).
    pub subject: String,
    /// The last common name of the subject.
    pub common_name: Option<String>,
    pub alt_names: Vec<AltName>,
    pub issuer: String,
    /// The issuer's common name, else its organisation, else the whole name.
    pub issuer_name: String,
    /// Lower-case hex with colons.
    pub serial_number: String,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
    /// `SHA256-RSA`, `ECDSA-SHA384`, `Ed25519` …
    pub signature_algorithm: String,
    pub public_key: PublicKeyFacts,
    /// SHA-256 over the DER, lower-case hex with colons.
    pub fingerprint_sha256: String,
    /// SHA-1 over the DER, for comparing with older tools only.
    pub fingerprint_sha1: String,
    /// basicConstraints say CA:TRUE (RFC 5280 §4.2.1.9).
    pub is_ca: bool,
    /// The signature verifies with the certificate's own key.
    pub self_signed: bool,
    pub extensions: Vec<ExtensionFacts>,
}

impl CertificateFacts {
    /// The name a person would call it by: common name, else first alternative name, else the whole subject.
    pub fn display_name(&self) -> &str {
        match (&self.common_name, self.alt_names.first()) {
            (Some(name), _) => name,
            (None, Some(name)) => &name.value,
            (None, None) => &self.subject,
        }
    }

    /// Everything it is issued for: see [`issued_for`].
    pub fn issued_for(&self) -> String {
        issued_for(self.display_name(), self.alt_names.iter().map(|name| name.value.as_str()))
    }

    /// Whether the certificate is no longer valid at `now`.
    pub fn expired_at(&self, now: Timestamp) -> bool {
        self.not_after < now
    }
}

/// All names of a certificate, a line each, so that two certificates for the same things can be told by comparing them:
/// the name it is called by and its alternative names, in lower case, each once, in order.
pub fn issued_for<'n>(display_name: &'n str, alt_names: impl Iterator<Item = &'n str>) -> String {
    let names: BTreeSet<String> = std::iter::once(display_name).chain(alt_names).map(str::to_lowercase).collect();
    names.into_iter().collect::<Vec<_>>().join("\n")
}

/// One subject alternative name (RFC 5280 §4.2.1.6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AltName {
    pub kind: AltNameKind,
    pub value: String,
}

/// What sort of name an alternative name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum AltNameKind {
    Dns,
    Email,
    Ip,
    Uri,
    DirectoryName,
    RegisteredId,
    Other,
}

/// One extension, readable (RFC 5280 §4.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExtensionFacts {
    /// Dotted decimal.
    pub oid: String,
    /// The usual name, else the object identifier again.
    pub name: String,
    pub critical: bool,
    /// The value, a line per statement; hex when the extension is not known.
    pub lines: Vec<String>,
}

/// The bytes of one certificate, known to parse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateDer(Vec<u8>);

impl CertificateDer {
    /// Wraps DER that a back room has parsed.
    pub fn new(der: Vec<u8>) -> Self {
        Self(der)
    }

    /// The DER.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}
