//! An authority as it was filled in, checked.

use crate::domain::authority::AuthorityContent;
use crate::domain::authority::AuthorityOptions;
use crate::domain::constraints::NameSpaces;
use crate::domain::lifetime::Lifetime;
use crate::domain::lifetime::LifetimeError;
use crate::domain::request::KeyUsage;
use crate::domain::request::RequestedName;
use crate::domain::request::SubjectField;
use crate::domain::request::dns_name;
use crate::domain::serial::SerialNumber;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::pki::bundle::Certificate;
use crate::pki::issue;
use crate::pki::issue::BasicConstraints;
use crate::pki::issue::ToSign;
use crate::pki::issue::limits;

use super::addresses::Addresses;

/// How long before the moment of signing a certificate begins: clocks of other machines may be behind.
const CLOCKS_DIFFER: i64 = 30;
/// The most authorities that a path length allows.
const PATH_LENGTH_MAX: i32 = 10;

/// What an authority's certificate is made with.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub subject: Vec<(SubjectField, String)>,
    pub alt_names: Vec<RequestedName>,
    pub constraints: Option<NameSpaces>,
    pub lifetime: Lifetime,
    /// `None` when it was not given.
    pub path_length: Option<PathLength>,
}

/// How many authorities may stand below one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathLength {
    Any,
    AtMost(u32),
}

impl Plan {
    /// Checks what was filled in.
    pub fn parse(content: &AuthorityContent) -> Result<Self> {
        let common_name = content.common_name.trim();
        if common_name.is_empty() {
            return Err(Error::new(ErrorCode::InvalidAuthority, "An authority needs a common name.").field("commonName"));
        }
        let most = options(&content.options)?;
        let lifetime = lifetime(&content.ttl, "ttl")?.unwrap_or(most);
        if lifetime > most {
            return Err(Error::new(
                ErrorCode::InvalidAuthority,
                format!("{lifetime} are longer than the longest lifetime that it allows, {most}."),
            )
            .help("Shorten this one, or lengthen the other.")
            .field("ttl"));
        }
        Ok(Self {
            subject: content.subject.parse(common_name)?,
            alt_names: alt_names(content, common_name)?,
            constraints: content.name_constraints.parse()?,
            lifetime,
            path_length: content.max_path_length.map(PathLength::parse).transpose()?,
        })
    }

    /// What is signed with the first of `chain` (root last), or with its own key when that is empty.
    pub fn to_sign(
        &self,
        serial: SerialNumber,
        public_key: Vec<u8>,
        chain: &[Certificate],
        addresses: Addresses,
        now: Timestamp,
    ) -> Result<ToSign> {
        let path_length = match (self.path_length, chain) {
            (Some(PathLength::AtMost(length)), _) => Some(length),
            (Some(PathLength::Any), _) | (None, []) => None,
            // An issuer that allows none is refused by its limits, not here.
            (None, chain) => limits::remaining_path(chain)?.map(|remaining| remaining.saturating_sub(1)),
        };
        Ok(ToSign {
            serial,
            subject: self.subject.clone(),
            subject_der: None,
            public_key,
            not_before: Timestamp::from_unix(now.unix() - CLOCKS_DIFFER),
            not_after: Timestamp::from_unix(now.unix().saturating_add(self.lifetime.seconds())),
            alt_names: self.alt_names.clone(),
            basic_constraints: Some(BasicConstraints { ca: true, path_length }),
            key_usages: vec![KeyUsage::KeyCertSign, KeyUsage::CrlSign],
            ext_key_usages: Vec::new(),
            ext_key_usage_oids: Vec::new(),
            name_constraints: self.constraints.clone(),
            policy_identifiers: Vec::new(),
            crl_urls: addresses.crl_urls,
            issuer_urls: addresses.issuer_urls,
            kept_extensions: Vec::new(),
        })
    }
}

impl PathLength {
    fn parse(number: i32) -> Result<Self> {
        match (number, u32::try_from(number)) {
            (-1, _) => Ok(Self::Any),
            (0..=PATH_LENGTH_MAX, Ok(length)) => Ok(Self::AtMost(length)),
            _ => Err(Error::new(
                ErrorCode::InvalidAuthority,
                format!("A path length lies between 0 and {PATH_LENGTH_MAX}, or is −1 for any."),
            )
            .field("maxPathLength")),
        }
    }
}

/// Checks what can be changed later; answers the longest lifetime of what it issues.
pub(super) fn options(options: &AuthorityOptions) -> Result<Lifetime> {
    required(&options.crl_expiry, "crlExpiry")?;
    required(&options.max_ttl, "maxTtl")
}

/// A lifetime as it was typed; none for an empty text.
pub(super) fn lifetime(text: &str, field: &'static str) -> Result<Option<Lifetime>> {
    Lifetime::parse_bounded(text).map_err(|error| refused(&error, field))
}

fn required(text: &str, field: &'static str) -> Result<Lifetime> {
    lifetime(text, field)?
        .ok_or_else(|| Error::new(ErrorCode::InvalidAuthority, "Give a length of time, such as 3650d or 72h.").field(field))
}

fn refused(error: &LifetimeError, field: &'static str) -> Error {
    Error::new(ErrorCode::InvalidAuthority, error.to_string()).field(field)
}

/// A common name with a dot in it may be a host name, and then clients look for it among the alternative names.
fn alt_names(content: &AuthorityContent, common_name: &str) -> Result<Vec<RequestedName>> {
    let mut names = content.alt_names.parse()?;
    let host = dns_name(common_name).ok().filter(|_| common_name.contains('.') && !content.exclude_common_name);
    if let Some(host) = host.filter(|host| !names.contains(host)) {
        names.insert(0, host);
    }
    Ok(names)
}

/// What `own` says of itself, for another certificate of the same key and name (Name, byte for byte).
pub(super) fn same_again(
    own: &Certificate,
    serial: SerialNumber,
    lifetime: Lifetime,
    chain: &[Certificate],
    addresses: Addresses,
    now: Timestamp,
) -> Result<ToSign> {
    let length = limits::path_length(own)?;
    let remaining = limits::remaining_path(chain)?.map(|remaining| remaining.saturating_sub(1));
    let constraints = limits::name_spaces(own)?;
    Ok(ToSign {
        serial,
        subject: Vec::new(),
        subject_der: Some(issue::subject_der(own)?),
        public_key: issue::public_key_of(own)?,
        not_before: Timestamp::from_unix(now.unix() - CLOCKS_DIFFER),
        not_after: Timestamp::from_unix(now.unix().saturating_add(lifetime.seconds())),
        alt_names: Vec::new(),
        basic_constraints: Some(BasicConstraints { ca: true, path_length: length.into_iter().chain(remaining).min() }),
        key_usages: vec![KeyUsage::KeyCertSign, KeyUsage::CrlSign],
        ext_key_usages: Vec::new(),
        ext_key_usage_oids: Vec::new(),
        name_constraints: (!constraints.is_empty()).then_some(constraints),
        policy_identifiers: Vec::new(),
        crl_urls: addresses.crl_urls,
        issuer_urls: addresses.issuer_urls,
        kept_extensions: Vec::new(),
    })
}
