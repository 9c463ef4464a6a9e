//! Certificate templates: what an intermediate may issue, and to whom.
//!
//! [`Template::parse`] checks every parameter, [`decision`] decides about names, `words` says it in sentences, [`presets`] are what a new
//! template starts from.

pub mod decision;
pub mod presets;
mod words;

use serde::Deserialize;
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use self::decision::NameRules;
pub use self::words::left_out;
use super::id::GroupId;
use super::lifetime::Lifetime;
use super::lifetime::LifetimeError;
use super::request::ExtKeyUsage;
use super::request::KeyUsage;
use super::request::NewKeyAlgorithm;
use super::request::RequestError;
use super::request::SubjectField;
use super::request::oid;
use super::request::parse_all;
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

/// The most domains or patterns in one list of a template.
pub const PATTERNS_MAX: usize = 100;

/// Why a template cannot be kept as it is filled in. Each message is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateError {
    #[error("{error}")]
    Lifetime { field: &'static str, error: LifetimeError },
    #[error("The lifetime of {ttl} is longer than the longest one, {max}.")]
    TtlTooLong { ttl: Lifetime, max: Lifetime },
    #[error("The authority issues for {max} at most; {asked} is longer.")]
    LongerThanAuthority { field: &'static str, asked: Lifetime, max: Lifetime },
    #[error("“{0}” is not a domain. Write it as example.com; with patterns allowed, as ftp*.example.com.")]
    Domain(String),
    #[error("A list has at most {PATTERNS_MAX} entries; this one has {count}.")]
    TooMany { field: &'static str, count: usize },
    #[error("“{0}” is not a pattern for URIs. Write it as spiffe://example.com/*.")]
    UriPattern(String),
    #[error("“{0}” is not a pattern for other names. Write it as 1.3.6.1.4.1.311.20.2.3;UTF8:*@example.com, or a single * for all.")]
    OtherPattern(String),
    #[error("Only authorities sign certificates and revocation lists: a template cannot give out {0}.")]
    AuthorityUsage(&'static str),
    #[error("“{text}” is not an object identifier. Write it as 1.3.6.1.5.5.7.3.1.")]
    Oid { field: &'static str, text: String },
    #[error("{0}")]
    Subject(RequestError),
}

impl TemplateError {
    /// The field of the form that it belongs to.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Lifetime { field, .. } | Self::LongerThanAuthority { field, .. } => field,
            Self::TooMany { field, .. } | Self::Oid { field, .. } => field,
            Self::TtlTooLong { .. } => "ttl",
            Self::Domain(_) => "allowedDomains",
            Self::UriPattern(_) => "allowedUriSans",
            Self::OtherPattern(_) => "allowedOtherSans",
            Self::AuthorityUsage(_) => "keyUsages",
            Self::Subject(error) => error.field(),
        }
    }
}

/// A template, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub allowed_group_ids: Vec<GroupId>,
    pub max_ttl: Option<Lifetime>,
    pub ttl: Option<Lifetime>,
    pub names: NameRules,
    pub key_algorithm: NewKeyAlgorithm,
    pub key_usages: Vec<KeyUsage>,
    /// Those of the flags first, each once.
    pub ext_key_usages: Vec<ExtKeyUsage>,
    pub ext_key_usage_oids: Vec<Vec<u64>>,
    pub use_csr_common_name: bool,
    pub use_csr_sans: bool,
    /// Without a common name.
    pub subject: Vec<(SubjectField, String)>,
    pub require_cn: bool,
    pub policy_identifiers: Vec<Vec<u64>>,
    pub basic_constraints_valid_for_non_ca: bool,
    pub not_before_duration: Lifetime,
    subject_lists: SubjectLists,
}

impl Template {
    /// Trims and checks every parameter.
    pub fn parse(content: &TemplateContent) -> Result<Self, TemplateError> {
        let (max_ttl, ttl) = (bounded("maxTtl", &content.max_ttl)?, bounded("ttl", &content.ttl)?);
        if let (Some(ttl), Some(max)) = (ttl, max_ttl.filter(|max| ttl > Some(*max))) {
            return Err(TemplateError::TtlTooLong { ttl, max });
        }
        Ok(Self {
            allowed_group_ids: content.allowed_group_ids.clone(),
            max_ttl,
            ttl,
            names: NameRules::parse(content)?,
            key_algorithm: content.key_algorithm,
            key_usages: leaf_usages(&content.key_usages)?,
            ext_key_usages: ext_key_usages(content),
            ext_key_usage_oids: oids("extKeyUsageOids", &content.ext_key_usage_oids)?,
            use_csr_common_name: content.use_csr_common_name,
            use_csr_sans: content.use_csr_sans,
            subject: content.subject.parse("").map_err(TemplateError::Subject)?,
            require_cn: content.require_cn,
            policy_identifiers: oids("policyIdentifiers", &content.policy_identifiers)?,
            basic_constraints_valid_for_non_ca: content.basic_constraints_valid_for_non_ca,
            not_before_duration: backdating(&content.not_before_duration)?,
            subject_lists: content.subject.clone(),
        })
    }

    /// This template, if it allows nothing longer than its authority does.
    pub fn below(self, max: Lifetime) -> Result<Self, TemplateError> {
        let longer =
            [("maxTtl", self.max_ttl), ("ttl", self.ttl)].into_iter().find_map(|(field, ttl)| Some((field, ttl.filter(|ttl| *ttl > max)?)));
        match longer {
            Some((field, asked)) => Err(TemplateError::LongerThanAuthority { field, asked, max }),
            None => Ok(self),
        }
    }

    /// Whether its certificates may lie in this group.
    pub fn allows_group(&self, group: GroupId) -> bool {
        self.allowed_group_ids.is_empty() || self.allowed_group_ids.contains(&group)
    }

    /// The subject of a certificate with this common name; most general part first.
    pub fn subject_with(&self, common_name: &str) -> Result<Vec<(SubjectField, String)>, RequestError> {
        self.subject_lists.parse(common_name)
    }
}

fn bounded(field: &'static str, text: &str) -> Result<Option<Lifetime>, TemplateError> {
    match text.trim() {
        // Other systems write a lifetime that is not set as zero.
        "0" | "0s" => Ok(None),
        text => Lifetime::parse_bounded(text).map_err(|error| TemplateError::Lifetime { field, error }),
    }
}

fn backdating(text: &str) -> Result<Lifetime, TemplateError> {
    let read = Lifetime::parse(text).map_err(|error| TemplateError::Lifetime { field: "notBeforeDuration", error })?;
    Ok(read.unwrap_or(Lifetime::from_seconds(0)))
}

fn leaf_usages(usages: &[KeyUsage]) -> Result<Vec<KeyUsage>, TemplateError> {
    match usages.iter().find(|usage| matches!(usage, KeyUsage::KeyCertSign | KeyUsage::CrlSign)) {
        Some(usage) => Err(TemplateError::AuthorityUsage(usage.title())),
        None => Ok(each_once(usages.iter().copied())),
    }
}

fn ext_key_usages(content: &TemplateContent) -> Vec<ExtKeyUsage> {
    let flags = [
        (content.server_flag, ExtKeyUsage::ServerAuth),
        (content.client_flag, ExtKeyUsage::ClientAuth),
        (content.code_signing_flag, ExtKeyUsage::CodeSigning),
        (content.email_protection_flag, ExtKeyUsage::EmailProtection),
    ];
    let flagged = flags.into_iter().filter(|(set, _)| *set).map(|(_, usage)| usage);
    each_once(flagged.chain(content.ext_key_usages.iter().copied()))
}

fn oids(field: &'static str, texts: &[String]) -> Result<Vec<Vec<u64>>, TemplateError> {
    let parse = |text: &str| oid(text).map_err(|_| RequestError::Oid(text.to_owned()));
    match parse_all(texts, parse) {
        Ok(read) => Ok(each_once(read.into_iter())),
        Err(RequestError::Oid(text)) => Err(TemplateError::Oid { field, text }),
        Err(other) => Err(TemplateError::Subject(other)),
    }
}

fn each_once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.fold(Vec::new(), |mut kept, one| {
        if !kept.contains(&one) {
            kept.push(one);
        }
        kept
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        let content = TemplateContent::default;
        let country = SubjectLists { country: texts(&["Germany"]), ..SubjectLists::default() };
        for (bad, field) in [
            (TemplateContent { max_ttl: "10m".into(), ..content() }, "maxTtl"),
            (TemplateContent { ttl: "soon".into(), ..content() }, "ttl"),
            (TemplateContent { ttl: "91d".into(), max_ttl: "90d".into(), ..content() }, "ttl"),
            (TemplateContent { not_before_duration: "x".into(), ..content() }, "notBeforeDuration"),
            (TemplateContent { allowed_domains: texts(&["a b"]), ..content() }, "allowedDomains"),
            (TemplateContent { allowed_domains: vec!["example.com".into(); 101], ..content() }, "allowedDomains"),
            (TemplateContent { allowed_uri_sans: texts(&["no uri"]), ..content() }, "allowedUriSans"),
            (TemplateContent { allowed_other_sans: texts(&["1.2.3;IA5:x"]), ..content() }, "allowedOtherSans"),
            (TemplateContent { key_usages: vec![KeyUsage::KeyCertSign], ..content() }, "keyUsages"),
            (TemplateContent { ext_key_usage_oids: texts(&["1.x"]), ..content() }, "extKeyUsageOids"),
            (TemplateContent { policy_identifiers: texts(&["9"]), ..content() }, "policyIdentifiers"),
            (TemplateContent { subject: country, ..content() }, "country"),
        ] {
            assert_eq!(Template::parse(&bad).unwrap_err().field(), field, "{bad:?}");
        }
    }

    #[test]
    fn a_template_allows_nothing_longer_than_its_authority() {
        let content = TemplateContent { max_ttl: "90d".into(), ttl: "0".into(), ..TemplateContent::default() };
        let template = Template::parse(&content).unwrap();
        assert_eq!(template.ttl, None, "zero is not set");
        assert!(template.clone().below(Lifetime::from_seconds(90 * 86_400)).is_ok());
        assert_eq!(template.below(Lifetime::from_seconds(86_400)).unwrap_err().field(), "maxTtl");
    }

    #[test]
    fn flags_and_lists_of_usages_are_one_list() {
        let content = TemplateContent {
            client_flag: false,
            email_protection_flag: true,
            ext_key_usages: vec![ExtKeyUsage::TimeStamping, ExtKeyUsage::ServerAuth],
            ..TemplateContent::default()
        };
        let usages = Template::parse(&content).unwrap().ext_key_usages;
        assert_eq!(usages, [ExtKeyUsage::ServerAuth, ExtKeyUsage::EmailProtection, ExtKeyUsage::TimeStamping]);
    }
}
