//! How names and numbers are spelled, one function for each kind.

use std::net::IpAddr;

use super::RequestError;
use super::RequestedName;

pub(in crate::domain) fn parse_all<T>(texts: &[String], parse: impl Fn(&str) -> Result<T, RequestError>) -> Result<Vec<T>, RequestError> {
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
pub(in crate::domain) fn email(text: &str) -> Result<RequestedName, RequestError> {
    let refused = || RequestError::Email(text.to_owned());
    let (local, host) = text.split_once('@').ok_or_else(refused)?;
    let local_fits = !local.is_empty() && local.len() <= 64 && local.bytes().all(|letter| letter.is_ascii_graphic());
    match local_fits && !host.starts_with('*') && dns_name(host).is_ok() {
        true => Ok(RequestedName::Email(format!("{local}@{host}"))),
        false => Err(refused()),
    }
}

pub(in crate::domain) fn ip_address(text: &str) -> Result<RequestedName, RequestError> {
    text.parse().map(RequestedName::Ip).map_err(|_| RequestError::IpAddress(text.to_owned()))
}

/// An absolute URI (RFC 3986 §3.1), as far as it can be told without knowing its scheme.
pub(in crate::domain) fn uri(text: &str) -> Result<RequestedName, RequestError> {
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
pub(in crate::domain) fn oid(text: &str) -> Result<Vec<u64>, RequestError> {
    let numbers: Option<Vec<u64>> = text.split('.').map(|number| number.parse::<u32>().ok().map(u64::from)).collect();
    match numbers.as_deref() {
        Some([0 | 1, 0..=39, ..] | [2, ..]) if text.contains('.') => Ok(numbers.unwrap_or_default()),
        _ => Err(RequestError::Oid(text.to_owned())),
    }
}

/// `<object identifier>;UTF8:<value>`; a colon in place of the semicolon is understood.
pub(in crate::domain) fn other_name(text: &str) -> Result<RequestedName, RequestError> {
    let refused = || RequestError::OtherName(text.to_owned());
    let (number, rest) = text.split_once([';', ':']).ok_or_else(refused)?;
    let value = rest.split_once(':').filter(|(kind, _)| is_utf8(kind)).map(|(_, value)| value).ok_or_else(refused)?;
    match value.is_empty() || value.chars().any(char::is_control) {
        true => Err(refused()),
        false => Ok(RequestedName::Other { oid: oid(number.trim()).map_err(|_| refused())?, value: value.to_owned() }),
    }
}

/// The one type that a value of another name can have, as OpenSSL spells it too.
pub(in crate::domain) fn is_utf8(kind: &str) -> bool {
    matches!(kind.trim().to_ascii_uppercase().as_str(), "UTF8" | "UTF-8" | "UTF8STRING")
}

/// An object identifier as it is read: `2.5.29.17`.
pub fn dotted(oid: &[u64]) -> String {
    oid.iter().map(u64::to_string).collect::<Vec<_>>().join(".")
}
