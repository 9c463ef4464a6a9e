//! What a template decides about a name: one procedure, for the form, the flow and every other door alike.

use super::NameVerdict;
use super::PATTERNS_MAX;
use super::TemplateContent;
use super::TemplateError;
use super::words;
use crate::domain::request::RequestedName;
use crate::domain::request::email;
use crate::domain::request::ip_address;
use crate::domain::request::is_utf8;
use crate::domain::request::oid;
use crate::domain::request::other_name;
use crate::domain::request::uri;

/// What a value is asked for as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AskedAs {
    /// A host name or an e-mail address; any text where host names are not enforced.
    CommonName,
    Dns,
    Email,
    Ip,
    Uri,
    Other,
}

impl AskedAs {
    /// What a value looks like, when nobody says.
    pub fn guess(value: &str) -> Self {
        match value.trim() {
            value if ip_address(value).is_ok() => Self::Ip,
            value if other_name(value).is_ok() => Self::Other,
            value if value.contains("://") || value.starts_with("urn:") => Self::Uri,
            value if value.contains('@') => Self::Email,
            _ => Self::Dns,
        }
    }
}

/// A verdict, and the name as it stands in the certificate when it is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub verdict: NameVerdict,
    /// `None` when it is refused, and for a common name that is neither a host name nor an e-mail address.
    pub name: Option<RequestedName>,
    /// What a subject says of it: host names in ASCII (RFC 5890 A-labels), other texts as they are.
    pub text: String,
}

/// The parts of a template that decide about names, checked and in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameRules {
    pub allow_localhost: bool,
    pub allowed_domains: Vec<String>,
    pub allow_bare_domains: bool,
    pub allow_subdomains: bool,
    pub allow_glob_domains: bool,
    pub allow_wildcard_certificates: bool,
    pub allow_any_name: bool,
    pub enforce_hostnames: bool,
    pub allow_ip_sans: bool,
    pub allowed_uri_sans: Vec<String>,
    pub allowed_other_sans: Vec<OtherPattern>,
}

/// Which other names are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OtherPattern {
    Any,
    Of { oid: Vec<u64>, pattern: String },
}

/// Why a name is accepted or not, in a sentence.
type Reason = Result<String, String>;

impl NameRules {
    pub(super) fn parse(content: &TemplateContent) -> Result<Self, TemplateError> {
        Ok(Self {
            allow_localhost: content.allow_localhost,
            allowed_domains: list("allowedDomains", &content.allowed_domains, domain)?,
            allow_bare_domains: content.allow_bare_domains,
            allow_subdomains: content.allow_subdomains,
            allow_glob_domains: content.allow_glob_domains,
            allow_wildcard_certificates: content.allow_wildcard_certificates,
            allow_any_name: content.allow_any_name,
            enforce_hostnames: content.enforce_hostnames,
            allow_ip_sans: content.allow_ip_sans,
            allowed_uri_sans: list("allowedUriSans", &content.allowed_uri_sans, uri_pattern)?,
            allowed_other_sans: list("allowedOtherSans", &content.allowed_other_sans, other_pattern)?,
        })
    }

    /// Whether the template accepts `value`, by which rule, and what it would accept instead.
    pub fn decide(&self, asked: AskedAs, value: &str) -> Decision {
        let value = value.trim();
        match asked {
            AskedAs::CommonName | AskedAs::Dns | AskedAs::Email => self.decide_host(asked, value),
            AskedAs::Ip => self.told(value, ip_address(value).ok(), self.ip(value)),
            AskedAs::Uri => self.told(value, uri(value).ok(), self.uri(value)),
            AskedAs::Other => self.told(value, other_name(value).ok(), self.other(value)),
        }
    }

    fn decide_host(&self, asked: AskedAs, value: &str) -> Decision {
        match Host::read(asked, value) {
            Err(reason) => self.told(value, None, Err(reason)),
            Ok(host) => {
                let name = host.name().filter(|_| asked != AskedAs::CommonName || self.is_host(&host));
                let decision = self.told(value, name, self.host(&host));
                // Letters beyond ASCII have no place in the name of a host; everything else stays as it was typed.
                let text = if value.is_ascii() || decision.name.is_none() { value.to_owned() } else { host.whole };
                Decision { text, ..decision }
            }
        }
    }

    fn told(&self, value: &str, name: Option<RequestedName>, reason: Reason) -> Decision {
        let (accepted, rule) = match reason {
            Ok(rule) => (true, rule),
            Err(rule) => (false, rule),
        };
        let allowed = (!accepted).then(|| words::allowed(self));
        let verdict = NameVerdict { value: value.to_owned(), accepted, rule, allowed };
        Decision { verdict, name: name.filter(|_| accepted), text: value.to_owned() }
    }

    /// The decision about host names and e-mail addresses: the first rule that fits counts.
    fn host(&self, name: &Host) -> Reason {
        if name.has_wildcard() {
            if !self.allow_wildcard_certificates {
                return Err("Wildcards are not allowed, whatever else is.".into());
            }
            if name.wildcard.is_none() {
                return Err("A wildcard stands once, in the first label, with a domain behind it.".into());
            }
        }
        if self.enforce_hostnames && !(is_host_name(&name.rest) && name.wildcard_is_usual()) {
            return Err("It is not a host name, and names must be.".into());
        }
        // What is no name of a host can stand in a subject, but not as an alternative name.
        if self.allow_any_name {
            return Ok("Any name is allowed.".into());
        }
        self.localhost(name).or_else(|| self.listed(name)).ok_or_else(|| "No rule of the template allows it.".into())
    }

    /// Whether a common name stands for a host or a mailbox, rather than for a person: a single word is a host only where names must be.
    fn is_host(&self, name: &Host) -> bool {
        let is_word = !name.whole.contains('.') && name.whole != "localhost" && !self.enforce_hostnames;
        name.is_email || (is_host_name(&name.rest) && name.wildcard_is_usual() && !is_word)
    }

    fn localhost(&self, name: &Host) -> Option<String> {
        let below = |end: &str| name.rest.strip_suffix(end).is_some_and(|rest| rest.ends_with('.'));
        let ends = ["localhost", "localdomain"].into_iter().filter(|_| self.allow_localhost);
        match (ends.clone().find(|end| name.rest == *end), ends.filter(|_| self.allow_subdomains).find(|end| below(end))) {
            (Some(end), _) => Some(format!("The name {end} is allowed.")),
            (None, Some(end)) => Some(format!("The name {end} and names below listed domains are allowed.")),
            (None, None) => None,
        }
    }

    fn listed(&self, name: &Host) -> Option<String> {
        self.allowed_domains.iter().find_map(|domain| {
            let below = name.rest.strip_suffix(domain.as_str()).is_some_and(|rest| rest.ends_with('.'));
            if self.allow_bare_domains && (name.whole == *domain || name.host == *domain) {
                Some(format!("The domain {domain} itself is allowed."))
            } else if self.allow_subdomains && (below || name.wildcard.is_some() && name.rest == *domain) {
                Some(format!("Names below {domain} are allowed."))
            } else if self.allow_glob_domains && domain.contains('*') && matches(domain, &name.whole) {
                Some(format!("It matches {domain}."))
            } else {
                None
            }
        })
    }

    fn ip(&self, value: &str) -> Reason {
        match (ip_address(value), self.allow_ip_sans) {
            (Err(error), _) => Err(error.to_string()),
            (Ok(_), true) => Ok("IP addresses are allowed.".into()),
            (Ok(_), false) => Err("IP addresses are not allowed.".into()),
        }
    }

    fn uri(&self, value: &str) -> Reason {
        uri(value).map_err(|error| error.to_string())?;
        match self.allowed_uri_sans.iter().find(|pattern| matches(pattern, value)) {
            Some(pattern) => Ok(format!("It matches {pattern}.")),
            None if self.allowed_uri_sans.is_empty() => Err("URIs are not allowed.".into()),
            None => Err("It matches none of the patterns for URIs.".into()),
        }
    }

    fn other(&self, value: &str) -> Reason {
        let name = other_name(value).map_err(|error| error.to_string())?;
        match self.allowed_other_sans.iter().find(|pattern| pattern.accepts(&name)) {
            Some(OtherPattern::Any) => Ok("Any other name is allowed.".into()),
            Some(pattern) => Ok(format!("It matches {}.", pattern.shown())),
            None if self.allowed_other_sans.is_empty() => Err("Other names are not allowed.".into()),
            None => Err("It matches none of the patterns for other names.".into()),
        }
    }
}

impl OtherPattern {
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Any => "*".into(),
            Self::Of { oid, pattern } => format!("{};UTF8:{pattern}", crate::domain::request::dotted(oid)),
        }
    }

    fn accepts(&self, name: &RequestedName) -> bool {
        match (self, name) {
            (Self::Any, _) => true,
            (Self::Of { oid, pattern }, RequestedName::Other { oid: asked, value }) => oid == asked && matches(pattern, value),
            (Self::Of { .. }, _) => false,
        }
    }
}

/// A name, taken apart as the rules need it; everything in lower case but what stands before an `@`.
struct Host {
    whole: String,
    /// Behind the `@` of an e-mail address; else the whole.
    host: String,
    /// The host, without its first label when that has the one wildcard.
    rest: String,
    /// The first label, when it has the one wildcard and something stands behind it.
    wildcard: Option<String>,
    is_email: bool,
    /// It can stand as a dNSName or rfc822Name (RFC 5280 §4.2.1.6).
    fits_alternative: bool,
}

impl Host {
    fn read(asked: AskedAs, value: &str) -> Result<Self, String> {
        match (asked, value.split_once('@')) {
            (_, None) if value.is_empty() => Err("There is no name.".into()),
            (AskedAs::Email, None) => Err("It is not an e-mail address.".into()),
            (AskedAs::Dns, Some(_)) => Err("It is an e-mail address, and stands among those.".into()),
            (AskedAs::CommonName, None) => Ok(Self::of_host(value)),
            (_, None) => Self::of_host(value).alternative(),
            (_, Some((local, host))) => Self::of_email(local, host),
        }
    }

    fn of_host(value: &str) -> Self {
        // Texts that are no host names at all, such as a person's, stay as they are.
        let ascii = ascii(value);
        let fits = ascii.as_deref().is_some_and(is_graphic);
        let whole = ascii.filter(|_| fits).unwrap_or_else(|| value.to_owned());
        let (rest, wildcard) = without_wildcard(&whole);
        let fits_alternative = fits && whole.parse::<std::net::IpAddr>().is_err();
        Self { host: whole.clone(), rest, wildcard, is_email: false, fits_alternative, whole }
    }

    fn of_email(local: &str, host: &str) -> Result<Self, String> {
        if host.contains('@') {
            return Err("An e-mail address has one @.".into());
        }
        if host.contains('*') || local.contains('*') {
            return Err("An e-mail address has no wildcard.".into());
        }
        let host = ascii(host).ok_or("What stands behind the @ is not a host name.")?;
        let whole = format!("{local}@{host}");
        email(&whole).map_err(|error| error.to_string())?;
        Ok(Self { rest: host.clone(), host, wildcard: None, is_email: true, fits_alternative: true, whole })
    }

    fn alternative(self) -> Result<Self, String> {
        match self.fits_alternative {
            true => Ok(self),
            false if self.whole.parse::<std::net::IpAddr>().is_ok() => Err("It is an IP address, and stands among those.".into()),
            false => Err("It has letters that no DNS name can have.".into()),
        }
    }

    fn has_wildcard(&self) -> bool {
        self.host.contains('*')
    }

    /// No wildcard, or one of the forms `*`, `*x`, `x*`, `x*y` (RFC 6125 §6.4.3), and not inside an A-label.
    fn wildcard_is_usual(&self) -> bool {
        let Some(label) = &self.wildcard else { return true };
        let letters = label.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-' || letter == b'*');
        letters && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-') && !label.starts_with("xn--")
    }

    fn name(&self) -> Option<RequestedName> {
        match (self.fits_alternative, self.is_email) {
            (false, _) => None,
            (true, true) => Some(RequestedName::Email(self.whole.clone())),
            (true, false) => Some(RequestedName::Dns(self.whole.clone())),
        }
    }
}

/// What is left of a host name without the label of its wildcard, and that label; the whole when there is none or it stands elsewhere.
fn without_wildcard(host: &str) -> (String, Option<String>) {
    match host.split_once('.') {
        Some((label, rest)) if label.matches('*').count() == 1 && !rest.contains('*') && !rest.is_empty() => {
            (rest.to_owned(), Some(label.to_owned()))
        }
        _ => (host.to_owned(), None),
    }
}

/// A host name in ASCII (RFC 5891) and lower case, without a final dot; `None` when it has none.
fn ascii(host: &str) -> Option<String> {
    let host = host.strip_suffix('.').unwrap_or(host);
    match host.is_ascii() && !host.to_ascii_lowercase().contains("xn--") {
        true => Some(host.to_ascii_lowercase()),
        false => idna::domain_to_ascii(host).ok(),
    }
}

fn is_graphic(text: &str) -> bool {
    !text.is_empty() && text.len() <= 253 && text.bytes().all(|letter| letter.is_ascii_graphic())
}

/// A host name (RFC 1123 §2.1; an underscore is let through, as services have it).
fn is_host_name(host: &str) -> bool {
    let is_label = |label: &str| {
        let letters = label.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-' || letter == b'_');
        letters && (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    host.len() <= 253 && host.parse::<std::net::IpAddr>().is_err() && host.split('.').all(is_label)
}

/// Whether `text` fits `pattern`, in which each `*` stands for any characters, none among them.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        match (parts.peek().is_some(), rest.find(part)) {
            (true, Some(at)) => rest = &rest[at + part.len()..],
            (true, None) => return false,
            (false, _) => return rest.ends_with(part),
        }
    }
    true
}

fn list<T: PartialEq>(
    field: &'static str,
    texts: &[String],
    parse: impl Fn(&str) -> Result<T, TemplateError>,
) -> Result<Vec<T>, TemplateError> {
    let filled: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    match filled.len() {
        count if count > PATTERNS_MAX => Err(TemplateError::TooMany { field, count }),
        _ => filled.into_iter().map(parse).collect::<Result<Vec<T>, _>>().map(|read| super::each_once(read.into_iter())),
    }
}

fn domain(text: &str) -> Result<String, TemplateError> {
    let refused = || TemplateError::Domain(text.to_owned());
    let (local, host) = text.rsplit_once('@').map_or((None, text), |(local, host)| (Some(local), host));
    let host = ascii(host).filter(|host| is_host_name(&host.replace('*', "x"))).ok_or_else(refused)?;
    match local {
        None => Ok(host),
        Some(local) if !local.is_empty() && is_graphic(local) && !local.contains('@') => Ok(format!("{local}@{host}")),
        Some(_) => Err(refused()),
    }
}

fn uri_pattern(text: &str) -> Result<String, TemplateError> {
    match is_graphic(text) && (text == "*" || uri(&text.replace('*', "x")).is_ok()) {
        true => Ok(text.to_owned()),
        false => Err(TemplateError::UriPattern(text.to_owned())),
    }
}

fn other_pattern(text: &str) -> Result<OtherPattern, TemplateError> {
    let refused = || TemplateError::OtherPattern(text.to_owned());
    if text == "*" {
        return Ok(OtherPattern::Any);
    }
    let (number, rest) = text.split_once([';', ':']).ok_or_else(refused)?;
    let (_, pattern) = rest.split_once(':').filter(|(kind, pattern)| is_utf8(kind) && !pattern.is_empty()).ok_or_else(refused)?;
    Ok(OtherPattern::Of { oid: oid(number.trim()).map_err(|_| refused())?, pattern: pattern.to_owned() })
}

#[cfg(test)]
mod tests;
