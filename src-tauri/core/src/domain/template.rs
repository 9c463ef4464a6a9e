//! Certificate templates: what an intermediate may issue, and to whom.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::id::GroupId;
use super::request::ExtKeyUsage;
use super::request::KeyUsage;
use super::request::NewKeyAlgorithm;
use super::subject::SubjectLists;

/// What a template says, as the form has it. Lifetimes are texts such as `90d`, `24h`, `3600`; empty means that the next rule in line counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TemplateContent {
    /// The groups that its certificates may lie in; empty for any.
    pub allowed_group_ids: Vec<GroupId>,
    /// The longest lifetime; empty for the authority's.
    pub max_ttl: String,
    /// The lifetime when none is asked for; empty for `maxTtl`.
    pub ttl: String,

    pub allow_localhost: bool,
    /// Domains, or patterns with `*` where those are allowed; at most 100.
    pub allowed_domains: Vec<String>,
    /// Kept for exchange with other systems; there are no identities here that it could stand for.
    pub allowed_domains_template: bool,
    /// The listed domains themselves.
    pub allow_bare_domains: bool,
    /// Any depth below a listed domain.
    pub allow_subdomains: bool,
    /// `*` in a listed domain stands for any characters.
    pub allow_glob_domains: bool,
    pub allow_wildcard_certificates: bool,
    /// Skips the list of domains.
    pub allow_any_name: bool,
    /// Names must be host names (RFC 1123 §2.1).
    pub enforce_hostnames: bool,
    pub allow_ip_sans: bool,
    /// Patterns; empty for none.
    pub allowed_uri_sans: Vec<String>,
    /// `<object identifier>;UTF8:<pattern>`, or a single `*` for all; empty for none.
    pub allowed_other_sans: Vec<String>,

    pub server_flag: bool,
    pub client_flag: bool,
    pub code_signing_flag: bool,
    pub email_protection_flag: bool,
    /// The kind of key that is made, and that a signing request must bring; a longer RSA key is taken too.
    pub key_algorithm: NewKeyAlgorithm,
    /// Empty leaves the extension out (RFC 5280 §4.2.1.3).
    pub key_usages: Vec<KeyUsage>,
    /// Beside what the flags say.
    pub ext_key_usages: Vec<ExtKeyUsage>,
    /// Further ones, dotted decimal.
    pub ext_key_usage_oids: Vec<String>,

    /// Takes the common name from a signing request rather than from the form.
    pub use_csr_common_name: bool,
    /// Takes the alternative names from a signing request rather than from the form.
    pub use_csr_sans: bool,
    /// Put into every subject.
    pub subject: SubjectLists,
    pub require_cn: bool,
    /// Dotted decimal (RFC 5280 §4.2.1.4).
    pub policy_identifiers: Vec<String>,
    /// Writes basicConstraints CA:FALSE (RFC 5280 §4.2.1.9).
    pub basic_constraints_valid_for_non_ca: bool,
    /// How far before the moment of issue a certificate begins to be valid.
    pub not_before_duration: String,
}

impl Default for TemplateContent {
    fn default() -> Self {
        Self {
            allowed_group_ids: Vec::new(),
            max_ttl: String::new(),
            ttl: String::new(),
            allow_localhost: true,
            allowed_domains: Vec::new(),
            allowed_domains_template: false,
            allow_bare_domains: false,
            allow_subdomains: false,
            allow_glob_domains: false,
            allow_wildcard_certificates: true,
            allow_any_name: false,
            enforce_hostnames: true,
            allow_ip_sans: true,
            allowed_uri_sans: Vec::new(),
            allowed_other_sans: Vec::new(),
            server_flag: true,
            client_flag: true,
            code_signing_flag: false,
            email_protection_flag: false,
            key_algorithm: NewKeyAlgorithm::Rsa2048,
            key_usages: vec![KeyUsage::DigitalSignature, KeyUsage::KeyAgreement, KeyUsage::KeyEncipherment],
            ext_key_usages: Vec::new(),
            ext_key_usage_oids: Vec::new(),
            use_csr_common_name: true,
            use_csr_sans: true,
            subject: SubjectLists::default(),
            require_cn: true,
            policy_identifiers: Vec::new(),
            basic_constraints_valid_for_non_ca: false,
            not_before_duration: "30s".into(),
        }
    }
}

/// What a template decides about one name or value, and by which rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NameVerdict {
    pub value: String,
    pub accepted: bool,
    /// The deciding rule, in a sentence.
    pub rule: String,
    /// What would be accepted, when this is not.
    pub allowed: Option<String>,
}
