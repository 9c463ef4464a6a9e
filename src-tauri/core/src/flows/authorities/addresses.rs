//! Where the world finds what an authority publishes: its revocation list and its certificate.

use std::net::IpAddr;

use crate::domain::authority::Authority;
use crate::error::Result;
use crate::store::Db;

/// The setting that everything below is published at.
const PUBLISHING_URL: &str = "publishing_url";

/// Where everything lies below that address, a folder for each authority.
pub(in crate::flows) const PUBLISHED_BELOW: &str = "v1/ibmcloud/private_cert/config/certificate_authorities";

/// Addresses that are written into what an authority issues.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::flows) struct Addresses {
    pub crl_urls: Vec<String>,
    pub issuer_urls: Vec<String>,
}

impl Addresses {
    /// Those of this authority, as its options and the settings have them.
    pub fn of(db: &Db<'_>, authority: &Authority) -> Result<Self> {
        let Some(base) = base(db)? else { return Ok(Self::default()) };
        let options = &authority.content.options;
        let at = |wanted: bool, what: &str| wanted.then(|| address(&base, &authority.name, what)).into_iter().collect();
        Ok(Self {
            crl_urls: at(options.crl_distribution_points_encoded, "crl"),
            issuer_urls: at(options.issuing_certificates_urls_encoded, "ca"),
        })
    }
}

/// What is wrong with the addresses that an authority writes, in a sentence.
pub(super) fn unreachable(db: &Db<'_>, authority: &Authority) -> Result<Option<String>> {
    let options = &authority.content.options;
    if !options.crl_distribution_points_encoded && !options.issuing_certificates_urls_encoded {
        return Ok(None);
    }
    Ok(match base(db)? {
        None => Some("Addresses are to be written into what it issues, but Settings have no address to publish at, so none are.".into()),
        Some(base) if is_loopback(&base) => {
            Some(format!("The address {base} leads other machines to themselves: they will not find the revocation list there."))
        }
        Some(_) => None,
    })
}

fn base(db: &Db<'_>) -> Result<Option<String>> {
    let base = db.settings().find(PUBLISHING_URL)?;
    Ok(base.map(|base| base.trim().trim_end_matches('/').to_owned()).filter(|base| !base.is_empty()))
}

fn address(base: &str, name: &str, what: &str) -> String {
    format!("{base}/{PUBLISHED_BELOW}/{name}/{what}")
}

fn is_loopback(base: &str) -> bool {
    let behind_scheme = base.split_once("://").map_or(base, |(_, rest)| rest);
    let host = behind_scheme.split('/').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback() || address.is_unspecified())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_this_machine_is_known() {
        for (base, loops) in [
            ("http://localhost:8200", true),
            ("https://127.0.0.1/pki", true),
            ("http://[::1]:80", true),
            ("https://pki.example.com", false),
            ("http://192.0.2.1:8080/x", false),
        ] {
            assert_eq!(is_loopback(base), loops, "{base}");
        }
    }
}
