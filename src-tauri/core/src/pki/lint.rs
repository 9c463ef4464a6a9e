//! What is said about a leaf before it is signed: errors stop it, warnings are shown beside the form.
//!
//! These are rules of RFC 5280 and its neighbours that the form and the template can break together, and good practice. What the issuers
//! allow is asked in [`super::issue::limits`]; the proof of what was signed is in [`super::verify`].

use std::cmp::Reverse;

use x509_parser::certificate::X509Certificate;

use super::Error;
use super::bundle::Certificate;
use super::facts;
use super::issue::ToSign;
use crate::domain::key::KeyAlgorithm;
use crate::domain::lint::LintFinding;
use crate::domain::lint::LintLevel;
use crate::domain::request::ExtKeyUsage;
use crate::domain::request::KeyUsage;
use crate::domain::request::RequestedName;
use crate::domain::request::SubjectField;

/// The longest lifetime that Apple's systems accept for a server, whoever issued it, in days.
const APPLE_MOST_DAYS: i64 = 825;

/// Everything that deserves to be said, errors first.
pub fn lint(to_sign: &ToSign, key: &KeyAlgorithm, issuer: &Certificate) -> Result<Vec<LintFinding>, Error> {
    let parsed = facts::parse(issuer.der())?;
    let look = Look { to_sign, key, issuer: &parsed, issuer_facts: issuer };
    let mut findings: Vec<LintFinding> = RULES.iter().filter_map(|rule| rule(&look)).collect();
    findings.sort_by_key(|finding| Reverse(finding.level));
    Ok(findings)
}

/// What every rule looks at.
struct Look<'a> {
    to_sign: &'a ToSign,
    key: &'a KeyAlgorithm,
    issuer: &'a X509Certificate<'a>,
    issuer_facts: &'a Certificate,
}

type Rule = fn(&Look<'_>) -> Option<LintFinding>;

const RULES: &[Rule] = &[
    nameless,
    weak_key,
    usage_of_another_key,
    usage_of_an_authority,
    backwards,
    outlives_issuer,
    issuer_signs_nothing,
    issuer_has_another_purpose,
    said_twice,
    host_not_ascii,
    no_alternative_name,
    common_name_alone,
    no_address_for_mail,
    long_for_a_server,
    wildcard_in_part,
    underscore,
    good_for_anything,
    code_beside_servers,
];

fn error(message: impl Into<String>, source: &str, field: &'static str) -> LintFinding {
    LintFinding { level: LintLevel::Error, message: message.into(), source: source.into(), field: Some(field) }
}

fn warning(message: impl Into<String>, source: &str, field: &'static str) -> LintFinding {
    LintFinding { level: LintLevel::Warning, ..error(message, source, field) }
}

impl Look<'_> {
    fn common_name(&self) -> Option<&str> {
        self.to_sign.subject.iter().find(|(field, _)| *field == SubjectField::CommonName).map(|(_, name)| name.as_str())
    }

    fn is_for(&self, usage: ExtKeyUsage) -> bool {
        self.to_sign.ext_key_usages.contains(&usage)
    }

    fn hosts(&self) -> impl Iterator<Item = &str> {
        self.to_sign.alt_names.iter().filter_map(|name| match name {
            RequestedName::Dns(name) => Some(name.as_str()),
            _ => None,
        })
    }

    fn is_named(&self, name: &str) -> bool {
        self.to_sign.alt_names.iter().any(|alt| match alt {
            RequestedName::Dns(text) | RequestedName::Email(text) | RequestedName::Uri(text) => text.eq_ignore_ascii_case(name),
            RequestedName::Ip(address) => name.parse().is_ok_and(|named: std::net::IpAddr| named == *address),
            RequestedName::Other { value, .. } => value == name,
        })
    }
}

fn nameless(look: &Look<'_>) -> Option<LintFinding> {
    let empty = look.to_sign.subject.is_empty() && look.to_sign.subject_der.is_none() && look.to_sign.alt_names.is_empty();
    empty.then(|| error("It names nobody: neither a subject nor an alternative name.", "RFC 5280 §4.1.2.6", "commonName"))
}

fn weak_key(look: &Look<'_>) -> Option<LintFinding> {
    match look.key {
        KeyAlgorithm::Rsa { bits } if *bits < 2048 => {
            Some(error(format!("An RSA key of {bits} bits is too weak; 2048 are the least."), "NIST SP 800-131A", "csr"))
        }
        KeyAlgorithm::Rsa { bits } if bits % 8 != 0 => {
            Some(error(format!("An RSA key of {bits} bits is refused by many programs: take a multiple of 8."), "", "csr"))
        }
        KeyAlgorithm::Other(name) => Some(error(format!("Keys of the kind {name} are not certified here."), "RFC 8603 §4.1", "csr")),
        _ => None,
    }
}

fn usage_of_another_key(look: &Look<'_>) -> Option<LintFinding> {
    let usage = look.to_sign.key_usages.iter().find(|usage| !usage.fits(look.key))?;
    let source = if *look.key == KeyAlgorithm::Ed25519 { "RFC 8410 §5" } else { "RFC 3279 §2.3" };
    Some(error(format!("{} keys cannot do {}.", look.key.title(), usage.title()), source, "keyUsages"))
}

fn usage_of_an_authority(look: &Look<'_>) -> Option<LintFinding> {
    let is_ca = look.to_sign.basic_constraints.is_some_and(|constraints| constraints.ca);
    let signs = look.to_sign.key_usages.iter().any(|usage| matches!(usage, KeyUsage::KeyCertSign | KeyUsage::CrlSign));
    (signs && !is_ca).then(|| error("Only an authority may sign certificates and revocation lists.", "RFC 5280 §4.2.1.3", "keyUsages"))
}

fn backwards(look: &Look<'_>) -> Option<LintFinding> {
    let ends_first = look.to_sign.not_after <= look.to_sign.not_before;
    ends_first.then(|| error("It would end before it begins.", "RFC 5280 §4.1.2.5", "ttl"))
}

fn outlives_issuer(look: &Look<'_>) -> Option<LintFinding> {
    let end = look.issuer_facts.facts().not_after;
    (look.to_sign.not_after > end)
        .then(|| error(format!("It would be valid for longer than its authority, which ends on {}.", end.day()), "RFC 5280 §6.1.3", "ttl"))
}

fn issuer_signs_nothing(look: &Look<'_>) -> Option<LintFinding> {
    let usage = look.issuer.key_usage().ok().flatten();
    let signs = usage.is_none_or(|usage| usage.value.key_cert_sign());
    (!look.issuer.is_ca() || !signs)
        .then(|| error("The certificate of its authority may not sign certificates.", "RFC 5280 §4.2.1.9", "templateId"))
}

/// Clients read the purposes of an authority as those of everything below it, though RFC 5280 does not say so.
fn issuer_has_another_purpose(look: &Look<'_>) -> Option<LintFinding> {
    let purposes = look.issuer.extended_key_usage().ok().flatten()?.value;
    let lacking = look.to_sign.ext_key_usages.iter().find(|usage| {
        !purposes.any
            && !match usage {
                ExtKeyUsage::ServerAuth => purposes.server_auth,
                ExtKeyUsage::ClientAuth => purposes.client_auth,
                ExtKeyUsage::CodeSigning => purposes.code_signing,
                ExtKeyUsage::EmailProtection => purposes.email_protection,
                ExtKeyUsage::TimeStamping => purposes.time_stamping,
                ExtKeyUsage::OcspSigning => purposes.ocsp_signing,
            }
    })?;
    Some(error(format!("Its authority is limited to other purposes than {}.", purpose(*lacking)), "CA/B BR §7.1.2", "extKeyUsages"))
}

fn said_twice(look: &Look<'_>) -> Option<LintFinding> {
    let ToSign { alt_names, key_usages, ext_key_usages, ext_key_usage_oids, policy_identifiers, .. } = look.to_sign;
    let place = [
        (repeats(alt_names), "dnsNames", "An alternative name"),
        (repeats(key_usages), "keyUsages", "A key usage"),
        (repeats(ext_key_usages) || repeats(ext_key_usage_oids), "extKeyUsages", "A purpose"),
        (repeats(policy_identifiers), "policyIdentifiers", "A policy"),
    ];
    let (_, field, what) = place.into_iter().find(|(repeated, ..)| *repeated)?;
    Some(error(format!("{what} stands in it twice."), "RFC 5280 §4.2", field))
}

fn host_not_ascii(look: &Look<'_>) -> Option<LintFinding> {
    let bad = look.to_sign.alt_names.iter().find(|name| match name {
        RequestedName::Dns(text) | RequestedName::Email(text) | RequestedName::Uri(text) => !text.is_ascii(),
        RequestedName::Ip(_) | RequestedName::Other { .. } => false,
    })?;
    Some(error(format!("“{}” has letters beyond ASCII.", bad.shown().value), "RFC 5280 §4.2.1.6", "dnsNames"))
}

fn no_alternative_name(look: &Look<'_>) -> Option<LintFinding> {
    let names_host =
        look.to_sign.alt_names.iter().any(|name| matches!(name, RequestedName::Dns(_) | RequestedName::Ip(_) | RequestedName::Uri(_)));
    (look.is_for(ExtKeyUsage::ServerAuth) && !names_host)
        .then(|| warning("It has no host among its alternative names, and clients look for it nowhere else.", "RFC 9525 §2", "dnsNames"))
}

fn common_name_alone(look: &Look<'_>) -> Option<LintFinding> {
    let name = look.common_name().filter(|name| name.contains('.') && !name.contains(' '))?;
    (!look.is_named(name) && !look.to_sign.alt_names.is_empty()).then(|| {
        warning(
            format!("The common name “{name}” is not among the alternative names, so clients do not see it."),
            "RFC 9525 §2",
            "commonName",
        )
    })
}

fn no_address_for_mail(look: &Look<'_>) -> Option<LintFinding> {
    let has_address = look.to_sign.alt_names.iter().any(|name| matches!(name, RequestedName::Email(_)));
    (look.is_for(ExtKeyUsage::EmailProtection) && !has_address)
        .then(|| warning("It is for e-mail, but has no e-mail address among its alternative names.", "RFC 8550 §3", "emailAddresses"))
}

fn long_for_a_server(look: &Look<'_>) -> Option<LintFinding> {
    let days = look.to_sign.not_before.days_until(look.to_sign.not_after);
    (look.is_for(ExtKeyUsage::ServerAuth) && days > APPLE_MOST_DAYS).then(|| {
        warning(
            format!("Apple’s systems refuse servers whose certificate is valid for more than {APPLE_MOST_DAYS} days; this one has {days}."),
            "",
            "ttl",
        )
    })
}

fn wildcard_in_part(look: &Look<'_>) -> Option<LintFinding> {
    let name = look.hosts().find(|name| name.contains('*') && !name.starts_with("*."))?;
    Some(warning(format!("Most clients take “{name}” for no wildcard: it has to be the whole first label."), "RFC 9525 §6.3", "dnsNames"))
}

fn underscore(look: &Look<'_>) -> Option<LintFinding> {
    let name = look.hosts().find(|name| name.contains('_'))?;
    Some(warning(format!("“{name}” has an underscore, which names of hosts do not have."), "RFC 1123 §2.1", "dnsNames"))
}

fn good_for_anything(look: &Look<'_>) -> Option<LintFinding> {
    let unlimited = look.to_sign.ext_key_usages.is_empty() && look.to_sign.ext_key_usage_oids.is_empty();
    unlimited.then(|| warning("It does not say what it is for, so it is good for anything.", "RFC 5280 §4.2.1.12", "extKeyUsages"))
}

fn code_beside_servers(look: &Look<'_>) -> Option<LintFinding> {
    (look.is_for(ExtKeyUsage::CodeSigning) && look.is_for(ExtKeyUsage::ServerAuth))
        .then(|| warning("A key that signs code should do nothing else.", "CA/B CSBR §7.1.2", "extKeyUsages"))
}

fn purpose(usage: ExtKeyUsage) -> &'static str {
    match usage {
        ExtKeyUsage::ServerAuth => "TLS servers",
        ExtKeyUsage::ClientAuth => "TLS clients",
        ExtKeyUsage::CodeSigning => "code signing",
        ExtKeyUsage::EmailProtection => "e-mail",
        ExtKeyUsage::TimeStamping => "time stamps",
        ExtKeyUsage::OcspSigning => "OCSP answers",
    }
}

fn repeats<T: PartialEq>(all: &[T]) -> bool {
    all.iter().enumerate().any(|(at, one)| all[..at].contains(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::serial::SerialNumber;
    use crate::pki::fixtures;
    use crate::pki::issue::BasicConstraints;

    fn good(issuer: &Certificate) -> ToSign {
        let start = issuer.facts().not_before;
        ToSign {
            serial: SerialNumber::from_bytes(&[1]).unwrap(),
            subject: vec![(SubjectField::CommonName, "shop.example.com".into())],
            subject_der: None,
            public_key: Vec::new(),
            not_before: start,
            not_after: start.plus_days(90),
            alt_names: vec![RequestedName::Dns("shop.example.com".into())],
            basic_constraints: None,
            key_usages: vec![KeyUsage::DigitalSignature],
            ext_key_usages: vec![ExtKeyUsage::ServerAuth],
            ext_key_usage_oids: Vec::new(),
            name_constraints: None,
            policy_identifiers: Vec::new(),
            crl_urls: Vec::new(),
            issuer_urls: Vec::new(),
            kept_extensions: Vec::new(),
        }
    }

    fn dns(names: &[&str]) -> Vec<RequestedName> {
        names.iter().map(|name| RequestedName::Dns((*name).to_owned())).collect()
    }

    #[test]
    fn every_rule_finds_what_it_is_for_and_nothing_else() {
        let issuer = fixtures::certificate("root.crt.pem");
        let end = issuer.facts().not_after;
        let good = || good(&issuer);
        let p256 = KeyAlgorithm::EcdsaP256;
        assert_eq!(lint(&good(), &p256, &issuer).unwrap(), []);
        use LintLevel::*;
        let mail = vec![ExtKeyUsage::EmailProtection];
        let both = vec![ExtKeyUsage::ServerAuth, ExtKeyUsage::CodeSigning];
        let authority = Some(BasicConstraints { ca: true, path_length: None });
        for (to_sign, key, level, field) in [
            (
                ToSign { subject: Vec::new(), alt_names: Vec::new(), ext_key_usages: vec![ExtKeyUsage::ClientAuth], ..good() },
                p256.clone(),
                Error,
                "commonName",
            ),
            (good(), KeyAlgorithm::Rsa { bits: 1024 }, Error, "csr"),
            (good(), KeyAlgorithm::Rsa { bits: 2049 }, Error, "csr"),
            (good(), KeyAlgorithm::Other("P-224".into()), Error, "csr"),
            (ToSign { key_usages: vec![KeyUsage::KeyEncipherment], ..good() }, p256.clone(), Error, "keyUsages"),
            (ToSign { key_usages: vec![KeyUsage::KeyAgreement], ..good() }, KeyAlgorithm::Ed25519, Error, "keyUsages"),
            (ToSign { key_usages: vec![KeyUsage::KeyCertSign], ..good() }, p256.clone(), Error, "keyUsages"),
            (ToSign { not_after: good().not_before, ..good() }, p256.clone(), Error, "ttl"),
            (ToSign { not_before: end, not_after: end.plus_days(1), ..good() }, p256.clone(), Error, "ttl"),
            (ToSign { alt_names: dns(&["shop.example.com", "shop.example.com"]), ..good() }, p256.clone(), Error, "dnsNames"),
            (ToSign { policy_identifiers: vec![vec![1, 2, 3], vec![1, 2, 3]], ..good() }, p256.clone(), Error, "policyIdentifiers"),
            (ToSign { alt_names: dns(&["bücher.example", "shop.example.com"]), ..good() }, p256.clone(), Error, "dnsNames"),
            (ToSign { alt_names: Vec::new(), ..good() }, p256.clone(), Warning, "dnsNames"),
            (ToSign { alt_names: dns(&["www.example.com"]), ..good() }, p256.clone(), Warning, "commonName"),
            (ToSign { ext_key_usages: mail, ..good() }, p256.clone(), Warning, "emailAddresses"),
            (ToSign { not_after: good().not_before.plus_days(826), ..good() }, p256.clone(), Warning, "ttl"),
            (ToSign { alt_names: dns(&["shop.example.com", "w*.example.com"]), ..good() }, p256.clone(), Warning, "dnsNames"),
            (ToSign { alt_names: dns(&["shop.example.com", "a_b.example.com"]), ..good() }, p256.clone(), Warning, "dnsNames"),
            (ToSign { ext_key_usages: Vec::new(), ..good() }, p256.clone(), Warning, "extKeyUsages"),
            (ToSign { ext_key_usages: both, ..good() }, p256.clone(), Warning, "extKeyUsages"),
        ] {
            let found = lint(&to_sign, &key, &issuer).unwrap();
            let told: Vec<(LintLevel, Option<&str>)> = found.iter().map(|finding| (finding.level, finding.field)).collect();
            assert_eq!(told, [(level, Some(field))], "{found:?}");
        }
        let signing = ToSign { key_usages: vec![KeyUsage::KeyCertSign], basic_constraints: authority, ..good() };
        assert_eq!(lint(&signing, &p256, &issuer).unwrap(), []);
    }

    #[test]
    fn a_leaf_signs_nothing() {
        let leaf = fixtures::certificate("leaf.crt.pem");
        let found = lint(&good(&leaf), &KeyAlgorithm::EcdsaP256, &leaf).unwrap();
        assert_eq!(found.first().map(|finding| (finding.level, finding.field)), Some((LintLevel::Error, Some("templateId"))));
    }
}
