//! What a certificate signing request asks for (RFC 2986): a subject, names, a key and what it may be used for.

use std::net::IpAddr;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use super::certificate::AltName;
use super::certificate::AltNameKind;
use super::certificate::ExtensionFacts;
use super::id::SecretId;
use super::key::KeyAlgorithm;
use super::key::PublicKeyFacts;
use super::subject::SubjectLists;
use super::timestamp::Timestamp;

/// The most alternative names that one request asks for.
pub const ALT_NAMES_MAX: usize = 100;
/// The most values that one part of a subject has.
pub const VALUES_MAX: usize = 10;

/// What the person filled in, as the form has it; it is kept with the request, so that the next one can start from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RequestContent {
    pub subject: RequestSubject,
    pub dns_names: Vec<String>,
    pub email_addresses: Vec<String>,
    pub ip_addresses: Vec<String>,
    pub uris: Vec<String>,
    /// Other names (RFC 5280 §4.2.1.6), each as `<object identifier>;UTF8:<value>`.
    #[serde(default)]
    pub other_names: Vec<String>,
    /// Leaves a common name that is a host name out of the alternative names, where clients look for it (RFC 9525 §2).
    pub exclude_common_name: bool,
    pub key_algorithm: NewKeyAlgorithm,
    pub key_usages: Vec<KeyUsage>,
    pub ext_key_usages: Vec<ExtKeyUsage>,
    /// Further extended key usages, dotted decimal.
    pub ext_key_usage_oids: Vec<String>,
    /// Certificate policies (RFC 5280 §4.2.1.4), dotted decimal.
    #[serde(default)]
    pub policy_oids: Vec<String>,
}

/// The subject of a request. Each part beside the common name has any number of values up to ten; none when it is not asked for. What was kept
/// when a part had one value only is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RequestSubject {
    pub common_name: String,
    #[serde(deserialize_with = "one_or_more")]
    pub organization: Vec<String>,
    #[serde(deserialize_with = "one_or_more")]
    pub organizational_unit: Vec<String>,
    /// Two letters each (ISO 3166-1).
    #[serde(deserialize_with = "one_or_more")]
    pub country: Vec<String>,
    #[serde(deserialize_with = "one_or_more")]
    pub province: Vec<String>,
    #[serde(deserialize_with = "one_or_more")]
    pub locality: Vec<String>,
    #[serde(deserialize_with = "one_or_more")]
    pub street_address: Vec<String>,
    #[serde(deserialize_with = "one_or_more")]
    pub postal_code: Vec<String>,
}

fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Values {
        One(String),
        More(Vec<String>),
    }
    Ok(match Values::deserialize(deserializer)? {
        Values::One(value) if value.is_empty() => Vec::new(),
        Values::One(value) => vec![value],
        Values::More(values) => values,
    })
}

/// The kinds of keys that are made here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum NewKeyAlgorithm {
    #[default]
    #[serde(rename = "ECDSA256")]
    EcdsaP256,
    #[serde(rename = "ECDSA384")]
    EcdsaP384,
    #[serde(rename = "ECDSA521")]
    EcdsaP521,
    #[serde(rename = "RSA2048")]
    Rsa2048,
    #[serde(rename = "RSA3072")]
    Rsa3072,
    #[serde(rename = "RSA4096")]
    Rsa4096,
    #[serde(rename = "ED25519")]
    Ed25519,
}

/// What a key may be used for (RFC 5280 §4.2.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum KeyUsage {
    DigitalSignature,
    ContentCommitment,
    KeyEncipherment,
    DataEncipherment,
    KeyAgreement,
    KeyCertSign,
    CrlSign,
}

/// What a certificate may be used for (RFC 5280 §4.2.1.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ExtKeyUsage {
    ServerAuth,
    ClientAuth,
    CodeSigning,
    EmailProtection,
    TimeStamping,
    OcspSigning,
}

/// What a signing request says (RFC 2986), decoded once; carries no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RequestFacts {
    /// The subject as a distinguished name, most general first.
    pub subject: String,
    /// The last common name of the subject.
    pub common_name: Option<String>,
    pub alt_names: Vec<AltName>,
    pub public_key: PublicKeyFacts,
    /// `SHA256-RSA`, `ECDSA-SHA384`, `Ed25519` …
    pub signature_algorithm: String,
    /// What the certificate is asked to say beyond the names.
    pub extensions: Vec<ExtensionFacts>,
}

impl RequestFacts {
    /// The name a person would call it by: common name, else first alternative name, else the whole subject.
    pub fn display_name(&self) -> &str {
        match (&self.common_name, self.alt_names.first()) {
            (Some(name), _) => name,
            (None, Some(name)) => &name.value,
            (None, None) => &self.subject,
        }
    }
}

/// A request that was made here, for a secret that waits for its certificate; its key is kept beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningRequest {
    pub secret_id: SecretId,
    pub created_at: Timestamp,
    pub pem: String,
    pub content: RequestContent,
    pub facts: RequestFacts,
}

/// Why a request cannot be made as it is filled in. Each message is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RequestError {
    #[error("Give at least one name: a common name or an alternative name.")]
    NoName,
    #[error("{what} has at most {max} characters; this one has {length}.")]
    SubjectLength { field: &'static str, what: &'static str, max: usize, length: usize },
    #[error("{what} cannot contain line breaks or other control characters.")]
    SubjectCharacter { field: &'static str, what: &'static str },
    #[error("{what} is made of letters without accents, digits, spaces and ' ( ) + , - . / : = ?")]
    SubjectLetters { field: &'static str, what: &'static str },
    #[error("A country has two letters, such as DE or US; “{0}” has not.")]
    Country(String),
    #[error("“{0}” is not a host name. Write it as www.example.com or *.example.com; other letters as xn--….")]
    DnsName(String),
    #[error("“{0}” is not an e-mail address.")]
    Email(String),
    #[error("“{0}” is not an IP address. Write it as 192.0.2.1 or 2001:db8::1.")]
    IpAddress(String),
    #[error("“{0}” is not a URI. It begins with its scheme, as in spiffe://example.com/service.")]
    Uri(String),
    #[error("A request has at most {ALT_NAMES_MAX} alternative names; these are {0}.")]
    TooManyNames(usize),
    #[error("“{0}” is not an object identifier. Write it as 1.3.6.1.5.5.7.3.1.")]
    Oid(String),
    #[error("“{0}” is not an object identifier. Write it as 2.23.140.1.2.1.")]
    Policy(String),
    #[error("“{0}” is not another name. Write it as 1.3.6.1.4.1.311.20.2.3;UTF8:alex@example.com.")]
    OtherName(String),
    #[error("{what} can have {VALUES_MAX} values at most; these are {count}.")]
    TooManyValues { field: &'static str, what: &'static str, count: usize },
    #[error("“{text}” constrains nothing. Write a domain as example.com, a network as 192.0.2.0/24.")]
    Constraint { field: &'static str, text: String },
}

impl RequestError {
    /// The field of the form that it belongs to.
    pub fn field(&self) -> &'static str {
        match self {
            Self::NoName => "commonName",
            Self::SubjectLength { field, .. } | Self::SubjectCharacter { field, .. } | Self::TooManyValues { field, .. } => field,
            Self::SubjectLetters { field, .. } | Self::Constraint { field, .. } => field,
            Self::Country(_) => "country",
            Self::DnsName(_) | Self::TooManyNames(_) => "dnsNames",
            Self::Email(_) => "emailAddresses",
            Self::IpAddress(_) => "ipAddresses",
            Self::Uri(_) => "uris",
            Self::Oid(_) => "extKeyUsageOids",
            Self::Policy(_) => "policyOids",
            Self::OtherName(_) => "otherNames",
        }
    }
}

/// A part of a subject (RFC 5280 §4.1.2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SubjectField {
    Country,
    Province,
    Locality,
    StreetAddress,
    PostalCode,
    Organization,
    OrganizationalUnit,
    CommonName,
    /// The attribute of the subject, not the certificate's own number.
    SerialNumber,
}

/// What a request asks for, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requested {
    /// Most general part first.
    pub subject: Vec<(SubjectField, String)>,
    pub alt_names: Vec<RequestedName>,
    pub key_usages: Vec<KeyUsage>,
    pub ext_key_usages: Vec<ExtKeyUsage>,
    pub ext_key_usage_oids: Vec<Vec<u64>>,
    pub policy_oids: Vec<Vec<u64>>,
}

/// An alternative name that is asked for (RFC 5280 §4.2.1.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestedName {
    Dns(String),
    Email(String),
    Ip(IpAddr),
    Uri(String),
    /// An otherName whose value is a UTF8String.
    Other {
        oid: Vec<u64>,
        value: String,
    },
}

impl RequestedName {
    /// As the table and the details show it.
    pub fn shown(&self) -> AltName {
        let (kind, value) = match self {
            Self::Dns(name) => (AltNameKind::Dns, name.clone()),
            Self::Email(address) => (AltNameKind::Email, address.clone()),
            Self::Ip(address) => (AltNameKind::Ip, address.to_string()),
            Self::Uri(uri) => (AltNameKind::Uri, uri.clone()),
            Self::Other { oid, value } => (AltNameKind::Other, format!("{};UTF8:{value}", dotted(oid))),
        };
        AltName { kind, value }
    }
}

impl Requested {
    /// Trims and checks what was filled in.
    pub fn parse(content: &RequestContent) -> Result<Self, RequestError> {
        let subject = content.subject.parse()?;
        let alt_names = alt_names(content, &subject)?;
        match (subject.iter().any(|(field, _)| *field == SubjectField::CommonName), alt_names.len()) {
            (false, 0) => Err(RequestError::NoName),
            (_, count) if count > ALT_NAMES_MAX => Err(RequestError::TooManyNames(count)),
            _ => Ok(Self {
                subject,
                alt_names,
                key_usages: content.key_usages.clone(),
                ext_key_usages: content.ext_key_usages.clone(),
                ext_key_usage_oids: parse_all(&content.ext_key_usage_oids, oid)?,
                policy_oids: parse_all(&content.policy_oids, |text| oid(text).map_err(|_| RequestError::Policy(text.into())))?,
            }),
        }
    }
}

impl RequestSubject {
    fn parse(&self) -> Result<Vec<(SubjectField, String)>, RequestError> {
        let lists = SubjectLists {
            organization: self.organization.clone(),
            organizational_unit: self.organizational_unit.clone(),
            country: self.country.clone(),
            province: self.province.clone(),
            locality: self.locality.clone(),
            street_address: self.street_address.clone(),
            postal_code: self.postal_code.clone(),
            serial_number: String::new(),
        };
        lists.parse(&self.common_name)
    }
}

impl KeyUsage {
    /// Whether a key of this kind can be used so (RFC 3279 §2.3, RFC 8410 §5): RSA keys agree on nothing, the others encipher nothing.
    pub fn fits(self, key: &KeyAlgorithm) -> bool {
        let is_rsa = matches!(key, KeyAlgorithm::Rsa { .. });
        match self {
            Self::KeyAgreement => !is_rsa && *key != KeyAlgorithm::Ed25519,
            Self::KeyEncipherment | Self::DataEncipherment => is_rsa || matches!(key, KeyAlgorithm::Other(_)),
            Self::DigitalSignature | Self::ContentCommitment | Self::KeyCertSign | Self::CrlSign => true,
        }
    }

    /// As a person reads it.
    pub fn title(self) -> &'static str {
        match self {
            Self::DigitalSignature => "digital signature",
            Self::ContentCommitment => "content commitment",
            Self::KeyEncipherment => "key encipherment",
            Self::DataEncipherment => "data encipherment",
            Self::KeyAgreement => "key agreement",
            Self::KeyCertSign => "certificate signing",
            Self::CrlSign => "CRL signing",
        }
    }
}

impl NewKeyAlgorithm {
    /// The kind of key as everything else knows it.
    pub fn algorithm(self) -> KeyAlgorithm {
        match self {
            Self::EcdsaP256 => KeyAlgorithm::EcdsaP256,
            Self::EcdsaP384 => KeyAlgorithm::EcdsaP384,
            Self::EcdsaP521 => KeyAlgorithm::EcdsaP521,
            Self::Rsa2048 => KeyAlgorithm::Rsa { bits: 2048 },
            Self::Rsa3072 => KeyAlgorithm::Rsa { bits: 3072 },
            Self::Rsa4096 => KeyAlgorithm::Rsa { bits: 4096 },
            Self::Ed25519 => KeyAlgorithm::Ed25519,
        }
    }
}

/// The alternative names, each once; a common name that is a host name comes first.
fn alt_names(content: &RequestContent, subject: &[(SubjectField, String)]) -> Result<Vec<RequestedName>, RequestError> {
    let common_name = subject.iter().find(|(field, _)| *field == SubjectField::CommonName).filter(|_| !content.exclude_common_name);
    let mut all: Vec<RequestedName> = common_name.and_then(|(_, name)| dns_name(name).ok()).into_iter().collect();
    all.extend(parse_all(&content.dns_names, dns_name)?);
    all.extend(parse_all(&content.email_addresses, email)?);
    all.extend(parse_all(&content.ip_addresses, ip_address)?);
    all.extend(parse_all(&content.uris, uri)?);
    all.extend(parse_all(&content.other_names, other_name)?);
    let mut names: Vec<RequestedName> = Vec::with_capacity(all.len());
    for name in all {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

pub(super) fn parse_all<T>(texts: &[String], parse: impl Fn(&str) -> Result<T, RequestError>) -> Result<Vec<T>, RequestError> {
    texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).map(parse).collect()
}

/// A host name (RFC 1123 §2.1; an underscore is let through, as services have it), with one `*` for the whole first label at most.
pub(crate) fn dns_name(text: &str) -> Result<RequestedName, RequestError> {
    let name = text.trim_end_matches('.').to_ascii_lowercase();
    let host = name.strip_prefix("*.").unwrap_or(&name);
    let is_label = |label: &str| {
        let letters = label.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-' || letter == b'_');
        letters && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_address = host.parse::<IpAddr>().is_ok();
    match name.len() <= 253 && !is_address && host.split('.').all(is_label) {
        true => Ok(RequestedName::Dns(name)),
        false => Err(RequestError::DnsName(text.to_owned())),
    }
}

/// An address of RFC 5280 §4.2.1.6: ASCII, one `@`, a host name behind it.
pub(super) fn email(text: &str) -> Result<RequestedName, RequestError> {
    let refused = || RequestError::Email(text.to_owned());
    let (local, host) = text.split_once('@').ok_or_else(refused)?;
    let local_fits = !local.is_empty() && local.len() <= 64 && local.bytes().all(|letter| letter.is_ascii_graphic());
    match local_fits && !host.starts_with('*') && dns_name(host).is_ok() {
        true => Ok(RequestedName::Email(format!("{local}@{host}"))),
        false => Err(refused()),
    }
}

pub(super) fn ip_address(text: &str) -> Result<RequestedName, RequestError> {
    text.parse().map(RequestedName::Ip).map_err(|_| RequestError::IpAddress(text.to_owned()))
}

/// An absolute URI (RFC 3986 §3.1), as far as it can be told without knowing its scheme.
pub(super) fn uri(text: &str) -> Result<RequestedName, RequestError> {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'+' | b'-' | b'.'))
    };
    match text.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) && !rest.is_empty() && text.bytes().all(|letter| letter.is_ascii_graphic()) => {
            Ok(RequestedName::Uri(text.to_owned()))
        }
        _ => Err(RequestError::Uri(text.to_owned())),
    }
}

/// Dotted decimal as X.660 allows it: at least two numbers, the first below 3, the second below 40 under 0 and 1.
pub(super) fn oid(text: &str) -> Result<Vec<u64>, RequestError> {
    let numbers: Option<Vec<u64>> = text.split('.').map(|number| number.parse::<u32>().ok().map(u64::from)).collect();
    match numbers.as_deref() {
        Some([0 | 1, 0..=39, ..] | [2, ..]) if text.contains('.') => Ok(numbers.unwrap_or_default()),
        _ => Err(RequestError::Oid(text.to_owned())),
    }
}

/// `<object identifier>;UTF8:<value>`; a colon in place of the semicolon is understood.
pub(super) fn other_name(text: &str) -> Result<RequestedName, RequestError> {
    let refused = || RequestError::OtherName(text.to_owned());
    let (number, rest) = text.split_once([';', ':']).ok_or_else(refused)?;
    let value = rest.split_once(':').filter(|(kind, _)| is_utf8(kind)).map(|(_, value)| value).ok_or_else(refused)?;
    match value.is_empty() || value.chars().any(char::is_control) {
        true => Err(refused()),
        false => Ok(RequestedName::Other { oid: oid(number.trim()).map_err(|_| refused())?, value: value.to_owned() }),
    }
}

/// The one type that a value of another name can have, as OpenSSL spells it too.
pub(super) fn is_utf8(kind: &str) -> bool {
    matches!(kind.trim().to_ascii_uppercase().as_str(), "UTF8" | "UTF-8" | "UTF8STRING")
}

/// An object identifier as it is read: `2.5.29.17`.
pub fn dotted(oid: &[u64]) -> String {
    oid.iter().map(u64::to_string).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests;
