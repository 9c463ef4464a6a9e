//! Own certificate authorities: roots and intermediates, what they are made with and how they stand.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::request::NewKeyAlgorithm;
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
