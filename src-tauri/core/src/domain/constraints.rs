//! Name constraints (RFC 5280 §4.2.1.10): which names an authority can vouch for.

use std::fmt;
use std::net::IpAddr;

use super::authority::NameConstraints;
use super::request::RequestError;
use super::request::RequestedName;
use super::request::dns_name;

/// A part of the space of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameSpace {
    /// A domain and everything below it.
    Dns(String),
    /// A mailbox, the mailboxes of one host, or, with a dot in front, those of every host below a domain.
    Email(String),
    /// A network, by its address and the length of its prefix.
    Ip { address: IpAddr, prefix: u8 },
}

/// Name constraints, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameSpaces {
    pub permitted: Vec<NameSpace>,
    pub excluded: Vec<NameSpace>,
}

impl NameConstraints {
    /// Trims and checks what was filled in; `None` when nothing is constrained.
    pub fn parse(&self) -> Result<Option<NameSpaces>, RequestError> {
        let spaces = NameSpaces {
            permitted: read(&self.permitted_dns_domains, &self.permitted_email_domains, &self.permitted_ip_ranges, PERMITTED)?,
            excluded: read(&self.excluded_dns_domains, &self.excluded_email_domains, &self.excluded_ip_ranges, EXCLUDED)?,
        };
        Ok((!spaces.is_empty()).then_some(spaces))
    }
}

impl NameSpaces {
    /// Whether nothing is constrained.
    pub fn is_empty(&self) -> bool {
        self.permitted.is_empty() && self.excluded.is_empty()
    }

    /// Whether a certificate with this name may stand below.
    pub fn allow(&self, name: &RequestedName) -> bool {
        let same_kind: Vec<&NameSpace> = self.permitted.iter().filter(|space| space.is_about(name)).collect();
        let permitted = same_kind.is_empty() || same_kind.iter().any(|space| space.covers(name));
        permitted && !self.excluded.iter().any(|space| space.covers(name) || space.is_touched_by(name))
    }

    /// As the form has them.
    pub fn shown(&self) -> NameConstraints {
        let texts = |spaces: &[NameSpace], kind: u8| spaces.iter().filter(|space| space.kind() == kind).map(NameSpace::to_string).collect();
        NameConstraints {
            permitted_dns_domains: texts(&self.permitted, 0),
            excluded_dns_domains: texts(&self.excluded, 0),
            permitted_email_domains: texts(&self.permitted, 1),
            excluded_email_domains: texts(&self.excluded, 1),
            permitted_ip_ranges: texts(&self.permitted, 2),
            excluded_ip_ranges: texts(&self.excluded, 2),
        }
    }
}

impl NameSpace {
    fn kind(&self) -> u8 {
        match self {
            Self::Dns(_) => 0,
            Self::Email(_) => 1,
            Self::Ip { .. } => 2,
        }
    }

    fn is_about(&self, name: &RequestedName) -> bool {
        matches!(
            (self, name),
            (Self::Dns(_), RequestedName::Dns(_)) | (Self::Email(_), RequestedName::Email(_)) | (Self::Ip { .. }, RequestedName::Ip(_))
        )
    }

    fn covers(&self, name: &RequestedName) -> bool {
        match (self, name) {
            (Self::Dns(domain), RequestedName::Dns(name)) => is_within(name, domain),
            (Self::Email(space), RequestedName::Email(address)) => match (space.contains('@'), space.starts_with('.')) {
                (true, _) => address.eq_ignore_ascii_case(space),
                (false, true) => host_of(address).is_some_and(|host| is_within(host, space)),
                (false, false) => host_of(address).is_some_and(|host| host.eq_ignore_ascii_case(space)),
            },
            (Self::Ip { address, prefix }, RequestedName::Ip(name)) => is_in_network(*name, *address, *prefix),
            _ => false,
        }
    }

    /// Whether a wildcard stands for a name in this space, though it does not lie in it itself.
    fn is_touched_by(&self, name: &RequestedName) -> bool {
        match (self, name) {
            (Self::Dns(domain), RequestedName::Dns(name)) => {
                let parent = domain.split_once('.').map(|(_, parent)| parent);
                name.strip_prefix("*.").is_some_and(|below| parent.is_some_and(|parent| parent.eq_ignore_ascii_case(below)))
            }
            _ => false,
        }
    }
}

/// `example.com`, `.example.com`, `192.0.2.0/24` …
impl fmt::Display for NameSpace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns(text) | Self::Email(text) => out.write_str(text),
            Self::Ip { address, prefix } => write!(out, "{address}/{prefix}"),
        }
    }
}

/// The fields of one side, in the order of the lists: domains, e-mail, addresses.
type Fields = [&'static str; 3];
const PERMITTED: Fields = ["permittedDnsDomains", "permittedEmailDomains", "permittedIpRanges"];
const EXCLUDED: Fields = ["excludedDnsDomains", "excludedEmailDomains", "excludedIpRanges"];

fn read(domains: &[String], emails: &[String], ranges: &[String], fields: Fields) -> Result<Vec<NameSpace>, RequestError> {
    let mut spaces = Vec::new();
    for (texts, field, parse) in [
        (domains, fields[0], parse_domain as fn(&str) -> Option<NameSpace>),
        (emails, fields[1], parse_email),
        (ranges, fields[2], parse_range),
    ] {
        for text in texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
            let space = parse(text).ok_or_else(|| RequestError::Constraint { field, text: text.to_owned() })?;
            if !spaces.contains(&space) {
                spaces.push(space);
            }
        }
    }
    Ok(spaces)
}

/// A leading dot is understood and left out: a domain stands for what is below it anyway.
fn parse_domain(text: &str) -> Option<NameSpace> {
    let domain = text.strip_prefix("*.").or_else(|| text.strip_prefix('.')).unwrap_or(text);
    match dns_name(domain) {
        Ok(RequestedName::Dns(name)) if !name.starts_with('*') => Some(NameSpace::Dns(name)),
        _ => None,
    }
}

fn parse_email(text: &str) -> Option<NameSpace> {
    let host = text.rsplit('@').next().unwrap_or(text);
    let is_host = matches!(dns_name(host.strip_prefix('.').unwrap_or(host)), Ok(RequestedName::Dns(name)) if !name.starts_with('*'));
    let is_mailbox = text.matches('@').count() <= 1 && !text.starts_with('@') && text.is_ascii();
    (is_host && is_mailbox).then(|| NameSpace::Email(text.to_ascii_lowercase()))
}

/// A network; bits behind the prefix are taken for a slip and cleared.
fn parse_range(text: &str) -> Option<NameSpace> {
    let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    let address: IpAddr = address.trim().parse().ok()?;
    let whole = if address.is_ipv4() { 32 } else { 128 };
    let prefix: u8 = prefix.map_or(Some(whole), |prefix| prefix.trim().parse().ok()).filter(|prefix| *prefix <= whole)?;
    Some(NameSpace::Ip { address: network(address, prefix), prefix })
}

fn network(address: IpAddr, prefix: u8) -> IpAddr {
    match address {
        IpAddr::V4(address) => IpAddr::from((u32::from(address) & mask_v4(prefix)).to_be_bytes()),
        IpAddr::V6(address) => IpAddr::from((u128::from(address) & mask_v6(prefix)).to_be_bytes()),
    }
}

fn mask_v4(prefix: u8) -> u32 {
    u32::MAX.checked_shl(32 - u32::from(prefix.min(32))).unwrap_or(0)
}

fn mask_v6(prefix: u8) -> u128 {
    u128::MAX.checked_shl(128 - u32::from(prefix.min(128))).unwrap_or(0)
}

fn is_in_network(name: IpAddr, address: IpAddr, prefix: u8) -> bool {
    name.is_ipv4() == address.is_ipv4() && network(name, prefix) == address
}

fn is_within(name: &str, domain: &str) -> bool {
    let (name, domain) = (name.to_ascii_lowercase(), domain.to_ascii_lowercase());
    match domain.starts_with('.') {
        true => name.ends_with(&domain),
        false => name == domain || name.strip_suffix(&domain).is_some_and(|front| front.ends_with('.')),
    }
}

fn host_of(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spaces(permitted: &[&str], excluded: &[&str]) -> NameSpaces {
        let texts =
            |texts: &[&str], fits: fn(&str) -> bool| texts.iter().filter(|text| fits(text)).map(|text| (*text).to_owned()).collect();
        let is_ip = |text: &str| text.contains('/');
        let is_email = |text: &str| text.starts_with("mail:");
        let unmarked = |texts: Vec<String>| texts.into_iter().map(|text| text.replace("mail:", "")).collect();
        let content = NameConstraints {
            permitted_dns_domains: texts(permitted, |text| !text.contains('/') && !text.starts_with("mail:")),
            excluded_dns_domains: texts(excluded, |text| !text.contains('/') && !text.starts_with("mail:")),
            permitted_ip_ranges: texts(permitted, is_ip),
            excluded_ip_ranges: texts(excluded, is_ip),
            permitted_email_domains: unmarked(texts(permitted, is_email)),
            excluded_email_domains: unmarked(texts(excluded, is_email)),
        };
        content.parse().unwrap().unwrap_or_default()
    }

    #[test]
    fn names_are_within_or_without() {
        let dns = |name: &str| RequestedName::Dns(name.into());
        let email = |address: &str| RequestedName::Email(address.into());
        let ip = |address: &str| RequestedName::Ip(address.parse().unwrap());
        for (permitted, excluded, name, allowed) in [
            (vec!["example.com"], vec![], dns("example.com"), true),
            (vec!["example.com"], vec![], dns("a.b.example.com"), true),
            (vec!["example.com"], vec![], dns("*.example.com"), true),
            (vec!["example.com"], vec![], dns("badexample.com"), false),
            (vec![".Example.com"], vec![], dns("EXAMPLE.com"), true),
            (vec!["example.com", "example.org"], vec![], dns("example.org"), true),
            (vec!["example.com"], vec!["lab.example.com"], dns("x.lab.example.com"), false),
            (vec!["example.com"], vec!["lab.example.com"], dns("*.example.com"), false),
            (vec!["example.com"], vec![], ip("192.0.2.1"), true),
            (vec!["192.0.2.0/24"], vec![], ip("192.0.2.255"), true),
            (vec!["192.0.2.0/24"], vec![], ip("192.0.3.0"), false),
            (vec!["192.0.2.7/24"], vec![], ip("192.0.2.1"), true),
            (vec!["192.0.2.0/24"], vec![], ip("2001:db8::1"), false),
            (vec!["2001:db8::/32"], vec![], ip("2001:db8:ffff::1"), true),
            (vec![], vec!["0.0.0.0/0"], ip("192.0.2.1"), false),
            (vec!["mail:example.com"], vec![], email("a@example.com"), true),
            (vec!["mail:example.com"], vec![], email("a@sub.example.com"), false),
            (vec!["mail:.example.com"], vec![], email("a@sub.example.com"), true),
            (vec!["mail:a@example.com"], vec![], email("b@example.com"), false),
        ] {
            assert_eq!(spaces(&permitted, &excluded).allow(&name), allowed, "{permitted:?} {excluded:?} {name:?}");
        }
    }

    #[test]
    fn what_is_no_constraint_is_told_at_its_field() {
        let content = |domain: &str, range: &str, email: &str| NameConstraints {
            permitted_dns_domains: vec![domain.into()],
            excluded_ip_ranges: vec![range.into()],
            permitted_email_domains: vec![email.into()],
            ..NameConstraints::default()
        };
        for (domain, range, email, field) in [
            ("a b", "", "", "permittedDnsDomains"),
            ("", "192.0.2.0/33", "", "excludedIpRanges"),
            ("", "example.com", "", "excludedIpRanges"),
            ("", "", "@example.com", "permittedEmailDomains"),
        ] {
            assert_eq!(content(domain, range, email).parse().unwrap_err().field(), field);
        }
        assert_eq!(content("", " ", "").parse(), Ok(None));
    }

    #[test]
    fn constraints_come_back_as_the_form_has_them() {
        let read = spaces(&["example.com", "192.0.2.0/24", "mail:.example.com"], &["lab.example.com"]);
        assert_eq!(read.shown().parse().unwrap().unwrap(), read);
        assert_eq!(read.shown().permitted_ip_ranges, ["192.0.2.0/24"]);
    }
}
