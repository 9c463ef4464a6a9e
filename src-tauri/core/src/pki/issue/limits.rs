//! What an issuer and those above it allow (RFC 5280 §6.1): lifetime, length of the path, names. Asked before anything is signed.

use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::net::Ipv6Addr;

use x509_parser::extensions::GeneralName;
use x509_parser::extensions::GeneralSubtree;
use x509_parser::extensions::ParsedExtension;

use super::ToSign;
use crate::domain::constraints::NameSpace;
use crate::domain::constraints::NameSpaces;
use crate::domain::request::RequestedName;
use crate::domain::request::SubjectField;
use crate::domain::request::dns_name;
use crate::domain::timestamp::Timestamp;
use crate::pki::Error;
use crate::pki::bundle::Certificate;
use crate::pki::facts;

/// Whether those in `chain` (issuing authority first, root last) allow this; the error says who does not, and why.
pub fn check(to_sign: &ToSign, chain: &[Certificate]) -> Result<(), Error> {
    let common_name = to_sign.subject.iter().find(|(field, _)| *field == SubjectField::CommonName).map(|(_, name)| name.clone());
    let authority = to_sign.basic_constraints.filter(|constraints| constraints.ca);
    let claim = Claim {
        not_after: to_sign.not_after,
        path_length: authority.map(|constraints| constraints.path_length),
        names: with_host(to_sign.alt_names.clone(), common_name.filter(|_| authority.is_none())),
    };
    claim.check(chain)
}

/// How many authorities may still stand below the first of `chain`; `None` for any number.
pub fn remaining_path(chain: &[Certificate]) -> Result<Option<u32>, Error> {
    let mut remaining: Option<u32> = None;
    let mut below = 0;
    for certificate in chain {
        if let Some(length) = path_length(certificate)? {
            let left = length.saturating_sub(below);
            remaining = Some(remaining.map_or(left, |least| least.min(left)));
        }
        // Self-issued certificates do not count (RFC 5280 §4.2.1.9).
        below += u32::from(!facts::is_self_issued(&facts::parse(certificate.der())?));
    }
    Ok(remaining)
}

/// How many authorities a certificate allows below its own; `None` for any number.
pub fn path_length(certificate: &Certificate) -> Result<Option<u32>, Error> {
    let parsed = facts::parse(certificate.der())?;
    Ok(parsed.basic_constraints().ok().flatten().and_then(|constraints| constraints.value.path_len_constraint))
}

/// The name constraints of a certificate, as far as they are about domains, mailboxes and addresses.
pub fn name_spaces(certificate: &Certificate) -> Result<NameSpaces, Error> {
    let parsed = facts::parse(certificate.der())?;
    let said = parsed.iter_extensions().find_map(|extension| match extension.parsed_extension() {
        ParsedExtension::NameConstraints(constraints) => Some(NameSpaces {
            permitted: constraints.permitted_subtrees.iter().flatten().filter_map(name_space).collect(),
            excluded: constraints.excluded_subtrees.iter().flatten().filter_map(name_space).collect(),
        }),
        _ => None,
    });
    Ok(said.unwrap_or_default())
}

/// What of a certificate its issuers have a say in.
pub(in crate::pki) struct Claim {
    not_after: Timestamp,
    /// `None` for a leaf; for an authority, how many may stand below it.
    path_length: Option<Option<u32>>,
    names: Vec<RequestedName>,
}

impl Claim {
    /// What this certificate claims.
    pub(in crate::pki) fn of(certificate: &Certificate) -> Result<Self, Error> {
        let facts = certificate.facts();
        let parsed = facts::parse(certificate.der())?;
        let names = parsed.subject_alternative_name().ok().flatten();
        let names = names.iter().flat_map(|names| &names.value.general_names).filter_map(name).collect();
        Ok(Self {
            not_after: facts.not_after,
            path_length: if facts.is_ca { Some(path_length(certificate)?) } else { None },
            names: with_host(names, facts.common_name.clone().filter(|_| !facts.is_ca)),
        })
    }

    /// Whether those in `chain` allow it.
    pub(in crate::pki) fn check(&self, chain: &[Certificate]) -> Result<(), Error> {
        self.check_end(chain)?;
        self.check_path(chain)?;
        chain.iter().try_for_each(|issuer| self.check_names(issuer))
    }

    fn check_end(&self, chain: &[Certificate]) -> Result<(), Error> {
        let first_to_end =
            chain.iter().min_by_key(|issuer| issuer.facts().not_after).filter(|issuer| issuer.facts().not_after < self.not_after);
        match first_to_end {
            Some(issuer) => {
                Err(Error::OutlivesIssuer { issuer: issuer.facts().display_name().to_owned(), until: issuer.facts().not_after })
            }
            None => Ok(()),
        }
    }

    fn check_path(&self, chain: &[Certificate]) -> Result<(), Error> {
        let (Some(wanted), Some(remaining)) = (self.path_length, remaining_path(chain)?) else { return Ok(()) };
        let fits = remaining > 0 && wanted.is_some_and(|wanted| wanted < remaining);
        match (fits, chain.first()) {
            (false, Some(issuer)) => Err(Error::PathExceeded { issuer: issuer.facts().display_name().to_owned(), remaining }),
            _ => Ok(()),
        }
    }

    fn check_names(&self, issuer: &Certificate) -> Result<(), Error> {
        let spaces = name_spaces(issuer)?;
        match self.names.iter().find(|name| !spaces.allow(name)) {
            Some(name) => {
                let permitted = spaces.permitted.iter().map(NameSpace::to_string).collect::<Vec<_>>().join(", ");
                let shown = name.shown();
                Err(Error::NameRefused { name: shown.value, kind: shown.kind, issuer: issuer.facts().display_name().to_owned(), permitted })
            }
            None => Ok(()),
        }
    }
}

/// Some clients take a common name that is a host name for one of the names when there is no other host name.
fn with_host(mut names: Vec<RequestedName>, common_name: Option<String>) -> Vec<RequestedName> {
    let has_host = names.iter().any(|name| matches!(name, RequestedName::Dns(_)));
    names.extend(common_name.filter(|name| !has_host && name.contains('.')).and_then(|name| dns_name(&name).ok()));
    names
}

fn name(name: &GeneralName) -> Option<RequestedName> {
    match name {
        GeneralName::DNSName(name) => Some(RequestedName::Dns((*name).to_owned())),
        GeneralName::RFC822Name(address) => Some(RequestedName::Email((*address).to_owned())),
        GeneralName::IPAddress(octets) => address(octets).map(RequestedName::Ip),
        _ => None,
    }
}

fn name_space(tree: &GeneralSubtree) -> Option<NameSpace> {
    match &tree.base {
        GeneralName::DNSName(domain) => Some(NameSpace::Dns((*domain).to_owned())),
        GeneralName::RFC822Name(space) => Some(NameSpace::Email((*space).to_owned())),
        GeneralName::IPAddress(octets) => {
            let (network, mask) = octets.split_at(octets.len() / 2);
            let prefix = mask.iter().map(|octet| octet.leading_ones()).sum::<u32>();
            Some(NameSpace::Ip { address: address(network)?, prefix: u8::try_from(prefix).ok()? })
        }
        _ => None,
    }
}

fn address(octets: &[u8]) -> Option<IpAddr> {
    let v4 = <[u8; 4]>::try_from(octets).map(|octets| IpAddr::V4(Ipv4Addr::from(octets)));
    v4.or_else(|_| <[u8; 16]>::try_from(octets).map(|octets| IpAddr::V6(Ipv6Addr::from(octets)))).ok()
}
