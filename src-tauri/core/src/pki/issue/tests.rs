use std::fs;
use std::process::Command;

use super::*;
use crate::domain::authority::NameConstraints;
use crate::domain::request::NewKeyAlgorithm;
use crate::pki::csr;
use crate::pki::fixtures;
use crate::pki::fixtures::now;
use crate::pki::verify::verify_issued;

pub(in crate::pki) fn root(name: &str, key: &PrivateKey) -> Certificate {
    sign(&authority(name, key, None), &Issuer { certificate: None, key }).unwrap()
}

fn to_sign(name: &str, key: &PrivateKey) -> ToSign {
    ToSign {
        serial: SerialNumber::random().unwrap(),
        subject: vec![(SubjectField::Country, "DE".into()), (SubjectField::CommonName, name.into())],
        subject_der: None,
        public_key: public_key(key).unwrap(),
        not_before: now().plus_days(-1),
        not_after: now().plus_days(100),
        alt_names: Vec::new(),
        basic_constraints: None,
        key_usages: vec![KeyUsage::DigitalSignature],
        ext_key_usages: Vec::new(),
        ext_key_usage_oids: Vec::new(),
        name_constraints: None,
        policy_identifiers: Vec::new(),
        crl_urls: Vec::new(),
        issuer_urls: Vec::new(),
        kept_extensions: Vec::new(),
    }
}

fn authority(name: &str, key: &PrivateKey, path_length: Option<u32>) -> ToSign {
    ToSign {
        basic_constraints: Some(BasicConstraints { ca: true, path_length }),
        key_usages: vec![KeyUsage::KeyCertSign, KeyUsage::CrlSign],
        ..to_sign(name, key)
    }
}

fn leaf(names: &[RequestedName], key: &PrivateKey) -> ToSign {
    ToSign { alt_names: names.to_vec(), ext_key_usages: vec![ExtKeyUsage::ServerAuth], ..to_sign("leaf", key) }
}

fn dns(name: &str) -> RequestedName {
    RequestedName::Dns(name.into())
}

fn new_key() -> PrivateKey {
    csr::generate(NewKeyAlgorithm::EcdsaP256).unwrap()
}

/// An independent judge.
fn openssl_verifies(leaf: &Certificate, chain: &[Certificate]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, certificates: &[&Certificate]| {
        let path = folder.path().join(name);
        let text: String = certificates.iter().map(|certificate| pem::certificate_pem(certificate.der())).collect();
        fs::write(&path, text).unwrap();
        path
    };
    let (root, intermediates) = chain.split_last().unwrap();
    let (leaf, root) = (file("leaf.pem", &[leaf]), file("root.pem", &[root]));
    let mut command = Command::new("openssl");
    command.args(["verify", "-x509_strict", "-attime", &now().unix().to_string(), "-CAfile"]).arg(root);
    if !intermediates.is_empty() {
        command.arg("-untrusted").arg(file("chain.pem", &intermediates.iter().collect::<Vec<_>>()));
    }
    let output = command.arg(leaf).output().unwrap();
    match output.status.success() {
        true => Ok(()),
        false => Err(String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()),
    }
}

#[test]
fn every_pair_of_keys_makes_a_chain_that_verifies() {
    use NewKeyAlgorithm::*;
    for (root_kind, leaf_kind) in
        [(EcdsaP384, EcdsaP256), (EcdsaP256, Rsa2048), (EcdsaP521, Ed25519), (Rsa2048, EcdsaP384), (Ed25519, EcdsaP521)]
    {
        let (root_key, middle_key, leaf_key) =
            (csr::generate(root_kind).unwrap(), csr::generate(leaf_kind).unwrap(), csr::generate(leaf_kind).unwrap());
        let root = root("Root", &root_key);
        let middle = authority("Middle", &middle_key, Some(0));
        limits::check(&middle, std::slice::from_ref(&root)).unwrap();
        let middle = sign(&middle, &Issuer { certificate: Some(&root), key: &root_key }).unwrap();
        verify_issued(&middle, std::slice::from_ref(&root), now()).unwrap();
        let names = [dns("shop.example.com"), RequestedName::Ip("2001:db8::1".parse().unwrap())];
        let leaf = sign(&leaf(&names, &leaf_key), &Issuer { certificate: Some(&middle), key: &middle_key }).unwrap();
        let chain = [middle, root];
        verify_issued(&leaf, &chain, now()).unwrap();
        openssl_verifies(&leaf, &chain).unwrap();
    }
}

#[test]
fn a_certificate_says_all_that_it_is_to_say() {
    let key = new_key();
    let root = root("Root", &key);
    let full = ToSign {
        subject: [
            (SubjectField::Country, "DE"),
            (SubjectField::Organization, "Bücher & Söhne"),
            (SubjectField::OrganizationalUnit, "Web"),
            (SubjectField::OrganizationalUnit, "Shop"),
            (SubjectField::CommonName, "shop.example.com"),
            (SubjectField::SerialNumber, "42:17"),
        ]
        .map(|(field, text)| (field, text.to_owned()))
        .into(),
        alt_names: vec![
            dns("shop.example.com"),
            RequestedName::Email("a@example.com".into()),
            RequestedName::Ip("192.0.2.1".parse().unwrap()),
            RequestedName::Uri("spiffe://example.com/shop".into()),
            RequestedName::Other { oid: vec![1, 3, 6, 1, 4, 1, 311, 20, 2, 3], value: "user@example.com".into() },
        ],
        basic_constraints: Some(BasicConstraints { ca: false, path_length: None }),
        ext_key_usages: vec![ExtKeyUsage::ServerAuth, ExtKeyUsage::ClientAuth],
        ext_key_usage_oids: vec![vec![1, 3, 6, 1, 5, 5, 7, 3, 17]],
        policy_identifiers: vec![vec![1, 2, 3, 4]],
        crl_urls: vec!["http://ca.example.com/crl".into()],
        issuer_urls: vec!["http://ca.example.com/ca".into()],
        ..to_sign("", &key)
    };
    let certificate = sign(&full, &Issuer { certificate: Some(&root), key: &key }).unwrap();
    let facts = certificate.facts();
    assert_eq!(facts.subject, "C=DE, O=Bücher & Söhne, OU=Web, OU=Shop, CN=shop.example.com, serialNumber=42:17");
    assert_eq!((facts.serial_number.clone(), facts.serial_number.len()), (full.serial.to_string(), 59));
    let lines = |name: &str| {
        facts.extensions.iter().find(|extension| extension.name == name).map(|extension| (extension.critical, extension.lines.join(" | ")))
    };
    for (name, critical, wanted) in [
        ("Basic constraints", true, "Certificate authority: no"),
        ("Key usage", true, "Digital signature"),
        ("Extended key usage", false, "TLS server authentication | TLS client authentication | IPsec IKE"),
        (
            "Subject alternative name",
            false,
            "DNS: shop.example.com | E-mail: a@example.com | IP address: 192.0.2.1 | URI: spiffe://example.com/shop | User principal name: user@example.com",
        ),
        ("Certificate policies", false, "1.2.3.4"),
        ("CRL distribution points", false, "URI: http://ca.example.com/crl"),
        ("Authority information access", false, "CA issuers: URI: http://ca.example.com/ca"),
    ] {
        let (was_critical, found) = lines(name).unwrap_or_else(|| panic!("{name} is there"));
        assert_eq!(was_critical, critical, "{name}");
        assert!(
            found == wanted
                || name == "Extended key usage" && found.starts_with("TLS server authentication | TLS client authentication | "),
            "{name}: {found}"
        );
    }
    verify_issued(&certificate, std::slice::from_ref(&root), now()).unwrap();
    openssl_verifies(&certificate, &[root]).unwrap();
}

#[test]
fn a_certificate_without_a_subject_marks_its_names_critical() {
    let key = new_key();
    let root = root("Root", &key);
    let bare = ToSign { subject: Vec::new(), ..leaf(&[dns("a.example.com")], &key) };
    let certificate = sign(&bare, &Issuer { certificate: Some(&root), key: &key }).unwrap();
    let names = certificate.facts().extensions.iter().find(|extension| extension.name == "Subject alternative name").unwrap();
    assert!(names.critical && certificate.facts().subject.is_empty());
    openssl_verifies(&certificate, &[root]).unwrap();
}

#[test]
fn the_name_of_an_issuer_keeps_its_bytes() {
    // T61String and BMPString: no tool writes names so today.
    let issuer = fixtures::certificate("root.crt.pem");
    let key = crate::pki::bundle::read_private_key(&fixtures::file("root.key.pem")).unwrap();
    let certificate = sign(&leaf(&[dns("a.example.com")], &new_key()), &Issuer { certificate: Some(&issuer), key: &key }).unwrap();
    let (child, parent) = (facts::parse(certificate.der()).unwrap(), facts::parse(issuer.der()).unwrap());
    assert_eq!(child.issuer().as_raw(), parent.subject().as_raw());
    verify_issued(&certificate, &[issuer], now()).unwrap();
}

#[test]
fn limits_hold_all_the_way_down() {
    let keys: Vec<PrivateKey> = (0..5).map(|_| new_key()).collect();
    let spaces =
        |domain: &str| NameConstraints { permitted_dns_domains: vec![domain.into()], ..NameConstraints::default() }.parse().unwrap();
    let first = ToSign { name_constraints: spaces("example.com"), ..authority("One", &keys[0], Some(3)) };
    let mut chain = vec![sign(&first, &Issuer { certificate: None, key: &keys[0] }).unwrap()];
    for (at, name) in [(1, "Two"), (2, "Three"), (3, "Four")] {
        let left = limits::remaining_path(&chain).unwrap().unwrap();
        assert_eq!(left, 4 - at as u32);
        let constraints = if at == 2 { spaces("lab.example.com") } else { None };
        let next = ToSign { name_constraints: constraints, ..authority(name, &keys[at], Some(left - 1)) };
        limits::check(&next, &chain).unwrap();
        let unlimited = ToSign { basic_constraints: Some(BasicConstraints { ca: true, path_length: None }), ..next.clone() };
        assert!(matches!(limits::check(&unlimited, &chain), Err(Error::PathExceeded { .. })));
        let certificate = sign(&next, &Issuer { certificate: chain.first(), key: &keys[at - 1] }).unwrap();
        verify_issued(&certificate, &chain, now()).unwrap();
        chain.insert(0, certificate);
    }
    let issuer = Issuer { certificate: Some(&chain[0]), key: &keys[3] };
    let good = leaf(&[dns("a.lab.example.com")], &keys[4]);
    limits::check(&good, &chain).unwrap();
    let signed = sign(&good, &issuer).unwrap();
    verify_issued(&signed, &chain, now()).unwrap();
    openssl_verifies(&signed, &chain).unwrap();

    let until = chain[0].facts().not_after;
    for (bad, why) in [
        (authority("Five", &keys[4], Some(0)), Error::PathExceeded { issuer: "Four".into(), remaining: 0 }),
        (ToSign { not_after: until.plus_days(1), ..good.clone() }, Error::OutlivesIssuer { issuer: "Four".into(), until }),
        (leaf(&[dns("www.example.com")], &keys[4]), refused("www.example.com", "Three", "lab.example.com")),
        (leaf(&[dns("example.org")], &keys[4]), refused("example.org", "Three", "lab.example.com")),
    ] {
        assert_eq!(limits::check(&bad, &chain), Err(why.clone()));
        let signed = sign(&bad, &issuer).unwrap();
        assert_eq!(verify_issued(&signed, &chain, now()), Err(why), "what was signed all the same is not proven");
        // OpenSSL has no word about a child that outlives its issuer: it looks at every certificate's own time.
        if bad.not_after <= until && bad.basic_constraints.is_none() {
            openssl_verifies(&signed, &chain).unwrap_err();
        }
    }
}

fn refused(name: &str, issuer: &str, permitted: &str) -> Error {
    Error::NameRefused {
        name: name.into(),
        kind: crate::domain::certificate::AltNameKind::Dns,
        issuer: issuer.into(),
        permitted: permitted.into(),
    }
}

#[test]
fn every_kind_of_constraint_is_written_and_understood() {
    let key = new_key();
    let constraints = NameConstraints {
        permitted_dns_domains: vec!["example.com".into()],
        excluded_dns_domains: vec!["old.example.com".into()],
        permitted_ip_ranges: vec!["192.0.2.0/24".into(), "2001:db8::/33".into()],
        excluded_ip_ranges: vec!["192.0.2.128/25".into()],
        permitted_email_domains: vec!["example.com".into()],
        excluded_email_domains: vec!["boss@example.com".into()],
    };
    let spaces = constraints.parse().unwrap();
    let root = ToSign { name_constraints: spaces.clone(), ..authority("Root", &key, None) };
    let root = sign(&root, &Issuer { certificate: None, key: &key }).unwrap();
    assert_eq!(limits::name_spaces(&root).unwrap(), spaces.unwrap());
    let email = |address: &str| RequestedName::Email(address.into());
    let ip = |address: &str| RequestedName::Ip(address.parse().unwrap());
    for (name, fits) in [
        (dns("a.example.com"), true),
        (dns("a.old.example.com"), false),
        (ip("192.0.2.1"), true),
        (ip("192.0.2.200"), false),
        (ip("2001:db8:7fff::1"), true),
        (ip("2001:db8:8000::1"), false),
        (email("a@example.com"), true),
        (email("boss@example.com"), false),
        (email("a@example.org"), false),
        (RequestedName::Uri("spiffe://example.org/a".into()), true),
    ] {
        let signed = sign(&leaf(std::slice::from_ref(&name), &key), &Issuer { certificate: Some(&root), key: &key }).unwrap();
        assert_eq!(verify_issued(&signed, std::slice::from_ref(&root), now()).is_ok(), fits, "{name:?}");
        assert_eq!(openssl_verifies(&signed, std::slice::from_ref(&root)).is_ok(), fits, "OpenSSL on {name:?}");
    }
}

#[test]
fn what_is_not_proven_says_why() {
    let (key, other) = (new_key(), new_key());
    let root_certificate = root("Root", &key);
    let impostor = root("Root", &other);
    let signed = sign(&leaf(&[dns("a.example.com")], &other), &Issuer { certificate: Some(&root_certificate), key: &key }).unwrap();
    for (leaf, chain, at) in [
        (&signed, vec![impostor.clone()], now()),
        (&signed, vec![root("Other", &key)], now()),
        (&signed, vec![root_certificate.clone()], now().plus_days(101)),
        (&signed, vec![root_certificate.clone()], now().plus_days(-2)),
        (&signed, vec![], now()),
        (&signed, vec![signed.clone()], now()),
    ] {
        assert!(matches!(verify_issued(leaf, &chain, at), Err(Error::Unproven { .. })), "{chain:?} at {at}");
    }
    verify_issued(&root_certificate, &[], now()).unwrap();
}

#[test]
fn a_request_of_an_authority_asks_to_be_one() {
    let key = csr::generate(NewKeyAlgorithm::EcdsaP384).unwrap();
    let request = write_request(&authority("Outside CA", &key, None), &key).unwrap();
    let found = csr::facts(&request).unwrap();
    let lines: Vec<String> = found
        .extensions
        .iter()
        .map(|extension| format!("{} {} {}", extension.name, extension.critical, extension.lines.join("|")))
        .collect();
    assert_eq!(lines, ["Basic constraints true Certificate authority: yes", "Key usage true Certificate signing|CRL signing"]);
    assert_eq!((found.subject.as_str(), found.signature_algorithm.as_str()), ("C=DE, CN=Outside CA", "ECDSA-SHA384"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ca.csr");
    fs::write(&path, request).unwrap();
    assert!(Command::new("openssl").args(["req", "-verify", "-noout", "-in"]).arg(&path).output().unwrap().status.success());
}

#[test]
fn serial_numbers_are_long_and_do_not_repeat() {
    let serials: std::collections::BTreeSet<SerialNumber> = (0..1000).map(|_| SerialNumber::random().unwrap()).collect();
    assert_eq!(serials.len(), 1000);
    assert!(serials.iter().all(|serial| serial.as_bytes().len() == SERIAL_OCTETS && serial.as_bytes()[0] < 0x80));
}

#[test]
fn a_key_that_cannot_sign_is_named() {
    let weak = crate::pki::bundle::read_private_key(&fixtures::file("rsa-1024.key.pem")).unwrap();
    let refused = sign(&authority("Weak", &weak, None), &Issuer { certificate: None, key: &weak }).unwrap_err();
    assert_eq!(refused, Error::CannotSign { algorithm: "RSA 1024".into() });
}
