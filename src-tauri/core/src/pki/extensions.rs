//! Certificate extensions (RFC 5280 §4.2 and what else is met) as lines that people can read.

use x509_parser::asn1_rs::Any;
use x509_parser::asn1_rs::FromDer;
use x509_parser::asn1_rs::Oid;
use x509_parser::asn1_rs::Tag;
use x509_parser::extensions::*;

use crate::domain::certificate::ExtensionFacts;
use crate::domain::timestamp::Timestamp;

use super::der;
use super::facts::colons;
use super::names;
use super::oids;

/// One extension, readable; hex when nothing is known about it.
pub(super) fn facts(extension: &X509Extension) -> ExtensionFacts {
    let lines = parsed(extension).filter(|lines| !lines.is_empty());
    ExtensionFacts {
        oid: oids::dotted(&extension.oid),
        name: oids::name(&extension.oid),
        critical: extension.critical,
        lines: lines.unwrap_or_else(|| in_hex(extension.value)),
    }
}

/// Hex in lines of 32 bytes.
pub(super) fn in_hex(bytes: &[u8]) -> Vec<String> {
    bytes.chunks(32).map(colons).collect()
}

fn parsed(extension: &X509Extension) -> Option<Vec<String>> {
    Some(match extension.parsed_extension() {
        ParsedExtension::BasicConstraints(constraints) => basic_constraints(constraints),
        ParsedExtension::KeyUsage(usage) => key_usage(usage),
        ParsedExtension::ExtendedKeyUsage(usage) => extended_key_usage(usage),
        ParsedExtension::SubjectAlternativeName(names) => names.general_names.iter().map(names::line).collect(),
        ParsedExtension::IssuerAlternativeName(names) => names.general_names.iter().map(names::line).collect(),
        ParsedExtension::SubjectKeyIdentifier(id) => vec![colons(id.0)],
        ParsedExtension::AuthorityKeyIdentifier(id) => authority_key_identifier(id),
        ParsedExtension::CRLDistributionPoints(points) => points.iter().flat_map(distribution_point).collect(),
        ParsedExtension::AuthorityInfoAccess(access) => access.iter().map(access_description).collect(),
        ParsedExtension::SubjectInfoAccess(access) => access.iter().map(access_description).collect(),
        ParsedExtension::CertificatePolicies(policies) => policies.iter().flat_map(policy).collect(),
        ParsedExtension::PolicyMappings(mappings) => mappings.mappings.iter().map(policy_mapping).collect(),
        ParsedExtension::PolicyConstraints(constraints) => policy_constraints(constraints),
        ParsedExtension::InhibitAnyPolicy(inhibit) => vec![after_certificates("Any policy is refused", inhibit.skip_certs)],
        ParsedExtension::NameConstraints(constraints) => name_constraints(constraints),
        ParsedExtension::NSCertType(kind) => netscape_type(kind),
        ParsedExtension::NsCertComment(comment) => vec![names::visible(comment)],
        ParsedExtension::SCT(stamps) => stamps.iter().flat_map(timestamp_of_a_log).collect(),
        ParsedExtension::IssuingDistributionPoint(_) | ParsedExtension::CRLNumber(_) => return None,
        ParsedExtension::ReasonCode(_) | ParsedExtension::InvalidityDate(_) => return None,
        ParsedExtension::UnsupportedExtension { .. } => return by_identifier(&oids::dotted(&extension.oid), extension.value),
        ParsedExtension::ParseError { .. } | ParsedExtension::Unparsed => return None,
    })
}

/// Extensions that the parser does not know.
fn by_identifier(oid: &str, value: &[u8]) -> Option<Vec<String>> {
    match oid {
        "2.5.29.46" => Some(CRLDistributionPoints::from_der(value).ok()?.1.iter().flat_map(distribution_point).collect()),
        "1.3.6.1.5.5.7.1.24" => Some(der::sequence(value)?.iter().map(tls_feature).collect()),
        "1.3.6.1.4.1.311.21.10" => application_policies(value),
        "1.3.6.1.4.1.311.21.7" => microsoft_template(value),
        "1.3.6.1.4.1.311.21.1" => Some(vec![der::first(value)?.u32().ok()?.to_string()]),
        "1.3.6.1.4.1.311.25.2" => security_identifier(value),
        "1.3.6.1.5.5.7.1.3" => Some(der::sequence(value)?.iter().map(statement).collect()),
        "1.3.6.1.5.5.7.48.1.5" => Some(vec!["The responder's own certificate is not checked for revocation".into()]),
        "1.3.6.1.4.1.11129.2.4.3" => Some(vec!["This is a precertificate for a transparency log, not for use".into()]),
        _ => Some(vec![names::visible(&names::string(&der::first(value)?)?)]),
    }
}

fn basic_constraints(constraints: &BasicConstraints) -> Vec<String> {
    let ca = if constraints.ca { "Certificate authority: yes" } else { "Certificate authority: no" };
    let length = constraints.path_len_constraint.map(|length| format!("Longest path below it: {length}"));
    std::iter::once(ca.to_owned()).chain(length).collect()
}

fn key_usage(usage: &KeyUsage) -> Vec<String> {
    let named = [
        (usage.digital_signature(), "Digital signature"),
        (usage.non_repudiation(), "Non-repudiation"),
        (usage.key_encipherment(), "Key encipherment"),
        (usage.data_encipherment(), "Data encipherment"),
        (usage.key_agreement(), "Key agreement"),
        (usage.key_cert_sign(), "Certificate signing"),
        (usage.crl_sign(), "CRL signing"),
        (usage.encipher_only(), "Encipher only"),
        (usage.decipher_only(), "Decipher only"),
    ];
    chosen(&named)
}

fn extended_key_usage(usage: &ExtendedKeyUsage) -> Vec<String> {
    let named = [
        (usage.any, "Any purpose"),
        (usage.server_auth, "TLS server authentication"),
        (usage.client_auth, "TLS client authentication"),
        (usage.code_signing, "Code signing"),
        (usage.email_protection, "E-mail protection"),
        (usage.time_stamping, "Time stamping"),
        (usage.ocsp_signing, "OCSP signing"),
    ];
    chosen(&named).into_iter().chain(usage.other.iter().map(oids::name)).collect()
}

fn netscape_type(kind: &NSCertType) -> Vec<String> {
    let named = [
        (kind.ssl_client(), "SSL client"),
        (kind.ssl_server(), "SSL server"),
        (kind.smime(), "S/MIME"),
        (kind.object_signing(), "Object signing"),
        (kind.ssl_ca(), "SSL CA"),
        (kind.smime_ca(), "S/MIME CA"),
        (kind.object_signing_ca(), "Object signing CA"),
    ];
    chosen(&named)
}

fn chosen(named: &[(bool, &str)]) -> Vec<String> {
    named.iter().filter(|(set, _)| *set).map(|(_, name)| (*name).to_owned()).collect()
}

fn authority_key_identifier(id: &AuthorityKeyIdentifier) -> Vec<String> {
    let key = id.key_identifier.as_ref().map(|key| colons(key.0));
    let issuers = id.authority_cert_issuer.iter().flatten().map(|name| format!("Issuer: {}", names::line(name)));
    let serial = id.authority_cert_serial.map(|serial| format!("Serial number: {}", colons(serial)));
    key.into_iter().chain(issuers).chain(serial).collect()
}

fn distribution_point(point: &CRLDistributionPoint) -> Vec<String> {
    let mut lines = match &point.distribution_point {
        Some(DistributionPointName::FullName(names)) => names.iter().map(names::line).collect(),
        Some(DistributionPointName::NameRelativeToCRLIssuer(name)) => vec![format!("Relative name: {}", names::relative(name))],
        None => Vec::new(),
    };
    lines.extend(point.reasons.as_ref().map(|reasons| format!("Reasons: {reasons}")));
    lines.extend(point.crl_issuer.iter().flatten().map(|name| format!("CRL issuer: {}", names::line(name))));
    lines
}

fn access_description(access: &AccessDescription) -> String {
    format!("{}: {}", oids::name(&access.access_method), names::line(&access.access_location))
}

fn policy(policy: &PolicyInformation) -> Vec<String> {
    let qualifiers = policy.policy_qualifiers.iter().flatten().map(qualifier);
    std::iter::once(named_with_oid(&policy.policy_id)).chain(qualifiers).collect()
}

/// The same structure as certificate policies, without qualifiers in practice.
fn application_policies(value: &[u8]) -> Option<Vec<String>> {
    let oid = |policy: &Any| Some(named_with_oid(&der::oid(der::children(policy.data).first()?)?));
    der::sequence(value)?.iter().map(oid).collect()
}

/// A practice statement's address, or the text of a user notice (RFC 5280 §4.2.1.4).
fn qualifier(qualifier: &PolicyQualifierInfo) -> String {
    let text = der::first(qualifier.qualifier).and_then(|any| text_within(&any));
    let value = text.map(|text| names::visible(&text)).unwrap_or_else(|| hex::encode(qualifier.qualifier));
    format!("{}: {value}", oids::name(&qualifier.policy_qualifier_id))
}

/// The string itself, or the last one directly inside a SEQUENCE: a notice's explicit text stands after its reference.
fn text_within(any: &Any) -> Option<String> {
    match any.tag() {
        Tag::Sequence => der::children(any.data).iter().rev().find_map(names::string),
        _ => names::string(any),
    }
}

fn policy_mapping(mapping: &PolicyMapping) -> String {
    format!("{} counts as {}", oids::name(&mapping.subject_domain_policy), oids::name(&mapping.issuer_domain_policy))
}

fn policy_constraints(constraints: &PolicyConstraints) -> Vec<String> {
    let explicit = constraints.require_explicit_policy.map(|skip| after_certificates("An explicit policy is required", skip));
    let mapping = constraints.inhibit_policy_mapping.map(|skip| after_certificates("Policy mapping is refused", skip));
    explicit.into_iter().chain(mapping).collect()
}

fn after_certificates(what: &str, count: u32) -> String {
    match count {
        0 => format!("{what} at once"),
        1 => format!("{what} after 1 certificate"),
        count => format!("{what} after {count} certificates"),
    }
}

fn name_constraints(constraints: &NameConstraints) -> Vec<String> {
    let permitted = constraints.permitted_subtrees.iter().flatten().map(|tree| format!("Permitted: {}", names::line(&tree.base)));
    let excluded = constraints.excluded_subtrees.iter().flatten().map(|tree| format!("Excluded: {}", names::line(&tree.base)));
    permitted.chain(excluded).collect()
}

/// RFC 6962 §3.2.
fn timestamp_of_a_log(stamp: &SignedCertificateTimestamp) -> Vec<String> {
    // A time that no clock will ever show is held at the end of what can be written.
    let seconds = i64::try_from(stamp.timestamp / 1000).unwrap_or(i64::MAX);
    vec![
        format!("Log: {}", colons(stamp.id.key_id)),
        format!("  Time: {}", Timestamp::from_unix(seconds)),
        format!("  Version: {}", u32::from(stamp.version.0) + 1),
        format!("  Signature: {}", log_signature(stamp.signature.hash_alg_id, stamp.signature.sign_alg_id)),
    ]
}

/// RFC 5246 §7.4.1.4.1.
fn log_signature(hash: u8, signature: u8) -> String {
    match (hash, signature) {
        (4, 3) => "ECDSA-SHA256".into(),
        (4, 1) => "SHA256-RSA".into(),
        (hash, signature) => format!("hash {hash}, signature {signature}"),
    }
}

/// RFC 7633 §4.1.
fn tls_feature(feature: &Any) -> String {
    match feature.clone().u32() {
        Ok(5) => "OCSP must be stapled (status_request)".into(),
        Ok(17) => "OCSP must be stapled for the whole chain (status_request_v2)".into(),
        Ok(number) => format!("TLS extension {number}"),
        Err(_) => hex::encode(feature.data),
    }
}

fn microsoft_template(value: &[u8]) -> Option<Vec<String>> {
    let parts = der::sequence(value)?;
    let template = format!("Template: {}", oids::dotted(&der::oid(parts.first()?)?));
    let version: Vec<String> =
        parts.iter().skip(1).filter_map(|number| number.clone().u32().ok()).map(|number| number.to_string()).collect();
    let version = (!version.is_empty()).then(|| format!("Version: {}", version.join(".")));
    Some(std::iter::once(template).chain(version).collect())
}

/// The SID of the account, wrapped as an otherName with an OCTET STRING (MS-WCCE §2.2.2.7.7.4).
fn security_identifier(value: &[u8]) -> Option<Vec<String>> {
    let other_name = der::sequence(value)?.first()?.data;
    let wrapped = der::children(other_name).get(1)?.data;
    let text = der::first(wrapped)?.data;
    Some(vec![names::visible(std::str::from_utf8(text).ok()?)])
}

/// RFC 3739 §3.2.6.
fn statement(statement: &Any) -> String {
    let oid = der::children(statement.data).first().and_then(der::oid);
    oid.map(|oid| oids::name(&oid)).unwrap_or_else(|| hex::encode(statement.data))
}

fn named_with_oid(oid: &Oid) -> String {
    let (name, dotted) = (oids::name(oid), oids::dotted(oid));
    if name == dotted { dotted } else { format!("{name} ({dotted})") }
}

#[cfg(test)]
mod tests {
    use crate::pki::fixtures;

    #[test]
    fn every_extension_is_readable() {
        let facts = fixtures::certificate("everything.crt.pem").facts().clone();
        let lines =
            |name: &str| facts.extensions.iter().find(|extension| extension.name == name).map(|extension| extension.lines.join(" | "));
        for (name, wanted) in [
            ("Basic constraints", "Certificate authority: yes | Longest path below it: 2"),
            ("Key usage", "Digital signature | Certificate signing | CRL signing"),
            ("Extended key usage", "TLS server authentication | Code signing | Smart card logon | 1.2.3.4.5.6"),
            ("Subject alternative name", "DNS: everything.example.com"),
            ("Issuer alternative name", "URI: https://issuer.example.com"),
            ("CRL distribution points", "URI: http://crl.example.com/a.crl"),
            ("Freshest CRL", "URI: http://crl.example.com/delta.crl"),
            ("Authority information access", "OCSP: URI: http://ocsp.example.com | CA issuers: URI: http://ca.example.com/ca.cer"),
            ("Subject information access", "CA repository: URI: http://repo.example.com"),
            (
                "Certificate policies",
                "Domain validated (2.23.140.1.2.1) | 1.2.3.4 | 1.2.3.6 | Practice statement: https://cps.example.com | User notice: Read this",
            ),
            ("Policy mappings", "1.2.3.5 counts as 1.2.3.4"),
            ("Policy constraints", "An explicit policy is required at once | Policy mapping is refused after 1 certificate"),
            ("Inhibit any policy", "Any policy is refused after 2 certificates"),
            (
                "Name constraints",
                "Permitted: DNS: example.com | Permitted: IP address: 192.0.2.0/255.255.255.0 | Excluded: E-mail: example.org",
            ),
            ("TLS feature", "OCSP must be stapled (status_request) | OCSP must be stapled for the whole chain (status_request_v2)"),
            ("Netscape certificate type", "SSL client | SSL server"),
            ("Netscape comment", "a comment"),
            ("Microsoft certificate template name", "WebServer"),
            ("Microsoft certificate template", "Template: 1.3.6.1.4.1.311.21.8.1 | Version: 100.4"),
            ("Microsoft application policies", "TLS server authentication (1.3.6.1.5.5.7.3.1)"),
            ("Microsoft security identifier", "S-1-5-21-1-2-3-500"),
            ("Qualified certificate statements", "0.4.0.1862.1.1"),
            ("OCSP no check", "The responder's own certificate is not checked for revocation"),
            ("1.2.3.4.5.6.7", "04:03:01:02:03"),
        ] {
            assert_eq!(lines(name).as_deref(), Some(wanted), "{name}");
        }
        let log = ["ab"; 32].join(":");
        let stamp = format!("Log: {log} |   Time: 2024-01-01T00:00:00Z |   Version: 1 |   Signature: ECDSA-SHA256");
        assert_eq!(lines("Signed certificate timestamps"), Some(stamp));
        assert!(facts.extensions[0].critical, "basic constraints are critical here");
    }

    #[test]
    fn key_identifiers_are_hex() {
        let (leaf, issuer) = (fixtures::certificate("leaf.crt.pem"), fixtures::certificate("intermediate.crt.pem"));
        let find = |certificate: &crate::pki::bundle::Certificate, oid: &str| {
            certificate.facts().extensions.iter().find(|extension| extension.oid == oid).unwrap().lines.clone()
        };
        assert_eq!(find(&leaf, "2.5.29.35"), find(&issuer, "2.5.29.14"));
    }
}
