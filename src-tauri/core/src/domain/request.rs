//! What a certificate signing request asks for (RFC 2986): a subject, names, a key and what it may be used for.

mod spelling;

use std::net::IpAddr;

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

pub(crate) use self::spelling::dns_name;
pub use self::spelling::dotted;
pub(super) use self::spelling::email;
pub(super) use self::spelling::ip_address;
pub(super) use self::spelling::is_utf8;
pub(super) use self::spelling::oid;
pub(super) use self::spelling::other_name;
pub(super) use self::spelling::parse_all;
pub(super) use self::spelling::uri;
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

#[cfg(test)]
mod tests;
