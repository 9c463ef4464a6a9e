//! Own certificate authorities: roots and intermediates, what they are made with and how they stand.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::certificate::CertificateDer;
use super::id::AuthorityId;
use super::id::TemplateId;
use super::id::VersionId;
use super::request::NewKeyAlgorithm;
use super::serial::SerialNumber;
use super::subject::AltNamesContent;
use super::subject::SubjectLists;
use super::timestamp::Timestamp;

/// Where an authority stands in its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AuthorityKind {
    /// Signs itself.
    Root,
    /// Is signed by another authority, here or elsewhere. Only these issue leaves.
    Intermediate,
}

/// Who signs an intermediate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SigningMethod {
    /// An authority that is kept here; a root counts as signed by itself.
    Internal,
    /// An authority elsewhere, which gets a signing request and answers with a certificate.
    External,
}

/// How an authority stands, as the person sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum AuthorityStatus {
    /// Active.
    Configured,
    /// An intermediate of an authority here that has not signed it yet.
    SigningRequired,
    /// An intermediate that waits for its certificate from elsewhere.
    SignedCertificateRequired,
    /// Signed, and no template issues from it yet.
    CertificateTemplateRequired,
    Expired,
    /// Revoked by its issuer.
    Revoked,
}

/// What an authority is made with, as the form has it; kept with the authority. Lifetimes are texts such as `3650d`, `24h`, `3600`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuthorityContent {
    pub common_name: String,
    pub subject: SubjectLists,
    pub alt_names: AltNamesContent,
    /// Leaves the common name out of the alternative names.
    pub exclude_common_name: bool,
    pub key_algorithm: NewKeyAlgorithm,
    /// The authority certificate's own lifetime; empty for the longest that `options` allow.
    pub ttl: String,
    /// How many authorities may stand below it: −1 for any number, 0 for none, at most 10 (RFC 5280 §4.2.1.9). `None` is −1 for a root and
    /// one less than the issuer's for an intermediate.
    pub max_path_length: Option<i32>,
    pub name_constraints: NameConstraints,
    pub options: AuthorityOptions,
}

/// Which names an authority can vouch for (RFC 5280 §4.2.1.10); empty lists constrain nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct NameConstraints {
    pub permitted_dns_domains: Vec<String>,
    pub excluded_dns_domains: Vec<String>,
    /// `192.0.2.0/24`, `2001:db8::/32` …
    pub permitted_ip_ranges: Vec<String>,
    pub excluded_ip_ranges: Vec<String>,
    pub permitted_email_domains: Vec<String>,
    pub excluded_email_domains: Vec<String>,
}

/// What can be changed about an authority later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuthorityOptions {
    /// The longest lifetime of what it issues.
    pub max_ttl: String,
    /// From a revocation list's date to its next update.
    pub crl_expiry: String,
    /// Keeps the list empty; it is signed and handed out all the same.
    pub crl_disabled: bool,
    /// Writes the address of the revocation list into what it issues (RFC 5280 §4.2.1.13).
    pub crl_distribution_points_encoded: bool,
    /// Writes the address of its certificate into what it issues (RFC 5280 §4.2.2.1).
    pub issuing_certificates_urls_encoded: bool,
}

impl Default for AuthorityOptions {
    fn default() -> Self {
        Self {
            max_ttl: "3650d".into(),
            crl_expiry: "72h".into(),
            crl_disabled: false,
            crl_distribution_points_encoded: false,
            issuing_certificates_urls_encoded: false,
        }
    }
}

impl Default for AuthorityContent {
    fn default() -> Self {
        Self {
            common_name: String::new(),
            subject: SubjectLists::default(),
            alt_names: AltNamesContent::default(),
            exclude_common_name: false,
            key_algorithm: NewKeyAlgorithm::EcdsaP384,
            ttl: String::new(),
            max_path_length: None,
            name_constraints: NameConstraints::default(),
            options: AuthorityOptions::default(),
        }
    }
}

/// A revocation list as it stands (RFC 5280 §5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CrlFacts {
    /// Its number; grows with every list (RFC 5280 §5.2.3).
    pub number: u32,
    pub this_update: Timestamp,
    pub next_update: Timestamp,
    pub entries: u32,
    /// Its next update should have come.
    pub overdue: bool,
}

/// An authority as it is kept, without its keys and certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    pub id: AuthorityId,
    pub name: String,
    pub kind: AuthorityKind,
    pub signing: SigningMethod,
    /// Who here signs it.
    pub issuer_id: Option<AuthorityId>,
    pub content: AuthorityContent,
    /// The signing request (PEM) of one that is signed elsewhere.
    pub request: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A certificate of an authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorityCertificate {
    /// SHA-256 over the SubjectPublicKeyInfo.
    pub key_fingerprint: String,
    /// SHA-256 over the certificate.
    pub fingerprint: String,
    pub der: CertificateDer,
    /// Those above it when it was signed: PEM, next issuer first, root last.
    pub chain_pem: String,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
    /// New certificates are issued under it.
    pub in_use: bool,
    pub cross_signed: bool,
    pub created_at: Timestamp,
    /// When an authority here took it back.
    pub revoked_at: Option<Timestamp>,
}

/// A certificate that an authority issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedCertificate {
    pub authority_id: AuthorityId,
    pub serial: SerialNumber,
    pub display_name: String,
    pub is_ca: bool,
    /// SHA-256 over the certificate.
    pub fingerprint: String,
    /// The version of a secret that holds it.
    pub version_id: Option<VersionId>,
    pub template_id: Option<TemplateId>,
    /// As it was called then; empty when no template had a say.
    pub template_name: String,
    pub issued_at: Timestamp,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
}

macro_rules! codes {
    ($name:ident: $($variant:ident = $code:literal),*) => {
        impl $name {
            /// The word in the database, which is that on the wire.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// What is spelled so.
            pub fn from_code(code: &str) -> Option<Self> {
                [$(Self::$variant),*].into_iter().find(|one| one.code() == code)
            }
        }
    };
}

codes!(AuthorityKind: Root = "root", Intermediate = "intermediate");
codes!(SigningMethod: Internal = "internal", External = "external");
