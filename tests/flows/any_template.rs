//! Templates and requests nobody would think of: what is accepted is issued just so, and what is refused is never signed.

use certkeep_core::Core;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::id::TemplateId;
use certkeep_core::domain::private::PrivateContent;
use certkeep_core::domain::request::ExtKeyUsage;
use certkeep_core::domain::request::KeyUsage;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::subject::AltNamesContent;
use certkeep_core::domain::subject::SubjectLists;
use certkeep_core::domain::template::TemplateContent;
use certkeep_core::flows::create_private::JudgePrivateCertificate;
use certkeep_core::flows::templates::EditTemplate;
use certkeep_tests::own_ca::OwnCa;
use certkeep_tests::own_ca::below_example;
use certkeep_tests::own_ca::create;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::sample::subsequence;
use proptest::test_runner::Config;
use proptest::test_runner::TestRunner;
use x509_parser::prelude::FromDer;
use x509_parser::prelude::GeneralName;
use x509_parser::prelude::X509Certificate;

const DOMAINS: [&str; 5] = ["example.com", "shop.example.org", "*.example.net", "ftp*.example.com", "alex@example.com"];
const HOSTS: [&str; 12] = [
    "example.com",
    "a.example.com",
    "*.example.com",
    "f*.example.com",
    "shop.example.org",
    "b.example.net",
    "ftp1.example.com",
    "localhost",
    "a.localhost",
    "Bücher.example.com",
    "a..example.com",
    "*.*.example.com",
];
const MAILBOXES: [&str; 4] = ["alex@example.com", "alex@a.example.com", "alex@example.org", "alex@@example.com"];
const ADDRESSES: [&str; 3] = ["192.0.2.1", "2001:db8::1", "300.0.2.1"];
const URIS: [&str; 3] = ["spiffe://example.com/a", "spiffe://example.org/a", "nothing"];
const OTHERS: [&str; 2] = ["1.3.6.1.4.1.311.20.2.3;UTF8:alex@example.com", "1.2.3;UTF8:a"];

fn texts(pool: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<String>> {
    subsequence(pool.to_vec(), 0..=most.min(pool.len())).prop_map(|chosen| chosen.into_iter().map(String::from).collect())
}

fn template() -> impl Strategy<Value = TemplateContent> {
    let flags = vec(any::<bool>(), 16);
    let usages = subsequence(
        vec![KeyUsage::DigitalSignature, KeyUsage::KeyAgreement, KeyUsage::KeyEncipherment, KeyUsage::ContentCommitment],
        0..=4,
    );
    let purposes = subsequence(vec![ExtKeyUsage::TimeStamping, ExtKeyUsage::ServerAuth], 0..=2);
    let algorithm = select(vec![NewKeyAlgorithm::EcdsaP256, NewKeyAlgorithm::EcdsaP384, NewKeyAlgorithm::Ed25519]);
    let lists = (texts(&DOMAINS, 3), texts(&["spiffe://example.com/*", "*"], 1), texts(&["*", "1.2.3;UTF8:*"], 1), texts(&["Otters"], 1));
    (flags, usages, purposes, algorithm, lists).prop_map(|(flag, key_usages, ext_key_usages, key_algorithm, lists)| TemplateContent {
        allow_localhost: flag[0],
        allow_bare_domains: flag[1],
        allow_subdomains: flag[2],
        allow_glob_domains: flag[3],
        allow_wildcard_certificates: flag[4],
        allow_any_name: flag[5],
        enforce_hostnames: flag[7],
        allow_ip_sans: flag[8],
        server_flag: flag[9],
        client_flag: flag[10],
        code_signing_flag: flag[11],
        email_protection_flag: flag[12],
        require_cn: flag[13],
        basic_constraints_valid_for_non_ca: flag[14],
        allowed_domains: lists.0,
        allowed_uri_sans: lists.1,
        allowed_other_sans: lists.2,
        subject: SubjectLists { organization: lists.3, ..SubjectLists::default() },
        policy_identifiers: if flag[15] { vec!["2.999.1".into()] } else { Vec::new() },
        max_ttl: "90d".into(),
        ttl: "30d".into(),
        key_algorithm,
        key_usages,
        ext_key_usages,
        ..TemplateContent::default()
    })
}

fn content() -> impl Strategy<Value = PrivateContent> {
    let common_name = prop_oneof![4 => select(HOSTS.to_vec()), 1 => select(MAILBOXES.to_vec()), 1 => Just("Alex Doe"), 1 => Just("")];
    let names = (texts(&HOSTS, 1), texts(&MAILBOXES, 1), texts(&ADDRESSES, 1), texts(&URIS, 1), texts(&OTHERS, 1));
    let ttl = select(vec!["", "", "", "1d", "90d", "91d"]);
    (common_name, names, any::<bool>(), ttl).prop_map(|(common_name, names, exclude_common_name, ttl)| PrivateContent {
        common_name: common_name.into(),
        alt_names: AltNamesContent {
            dns_names: names.0,
            email_addresses: names.1,
            ip_addresses: names.2,
            uris: names.3,
            other_names: names.4,
        },
        exclude_common_name,
        ttl: ttl.into(),
        csr: String::new(),
    })
}

struct House {
    app: TestApp,
    ca: OwnCa,
    template: TemplateId,
    runtime: tokio::runtime::Runtime,
}

impl House {
    fn core(&self) -> &Core {
        &self.app.core
    }

    fn issued(&self) -> u32 {
        self.core().find_authority(self.ca.intermediate).expect("the intermediate").row.issued
    }

    fn hold(&self, number: usize, template: &TemplateContent, content: &PrivateContent) {
        let edit = EditTemplate { template_id: self.template, name: "any".into(), content: template.clone() };
        self.core().edit_template(edit).expect("every template of the strategy can be kept");
        let judge =
            JudgePrivateCertificate { template_id: self.template, group_id: GroupId::DEFAULT, content: content.clone(), rotation: None };
        let judged = self.core().judge_private_certificate(&judge).expect("a judgement");
        let before = self.issued();
        let made = self.runtime.block_on(self.core().create_private_certificate(create(
            self.template,
            &format!("case-{number}"),
            content.clone(),
        )));
        match (judged.problems.first(), made) {
            (None, Ok(secret)) => {
                assert_eq!(self.issued(), before + 1);
                let view = self.core().find_certificate(current(&secret)).expect("the certificate");
                let pem = x509_parser::pem::parse_x509_pem(view.pem.as_bytes()).expect("PEM").1;
                let (_, certificate) = X509Certificate::from_der(&pem.contents).expect("DER");
                says_no_more_than(&certificate, template, content);
            }
            (Some(problem), Err(refused)) => {
                assert_eq!(problem.code, refused.code);
                assert_eq!(self.issued(), before, "what is refused is never signed");
            }
            (problem, made) => panic!("judged {problem:?}, but made {}", made.is_ok()),
        }
    }
}

/// The rules once more, from the side of the certificate and as simply as can be.
fn says_no_more_than(certificate: &X509Certificate<'_>, template: &TemplateContent, content: &PrivateContent) {
    let validity = certificate.validity();
    let days = (validity.not_after.timestamp() - validity.not_before.timestamp()) / 86_400;
    assert_eq!(
        days,
        match content.ttl.as_str() {
            "" => 30,
            "1d" => 1,
            _ => 90,
        }
    );
    let organizations: Vec<&str> = certificate.subject().iter_organization().filter_map(|name| name.as_str().ok()).collect();
    assert_eq!(organizations, template.subject.organization);
    let common_names = certificate.subject().iter_common_name().count();
    assert_eq!(common_names, usize::from(!content.common_name.is_empty()));
    assert!(!certificate.is_ca());
    assert_eq!(certificate.basic_constraints().expect("unique").is_some(), template.basic_constraints_valid_for_non_ca);
    holds_usages(certificate, template);
    let names = certificate.subject_alternative_name().expect("unique");
    for name in names.iter().flat_map(|names| &names.value.general_names) {
        match name {
            GeneralName::DNSName(host) => assert!(host_allowed(host, host, template), "{host} by {template:?}"),
            GeneralName::RFC822Name(address) => {
                let host = address.split('@').nth(1).expect("a mailbox has a host");
                assert!(host_allowed(address, host, template), "{address} by {template:?}");
            }
            GeneralName::IPAddress(_) => assert!(template.allow_ip_sans),
            GeneralName::URI(uri) => {
                let patterns = &template.allowed_uri_sans;
                assert!(patterns.contains(&"*".into()) || (uri.starts_with("spiffe://example.com/") && !patterns.is_empty()), "{uri}");
            }
            GeneralName::OtherName(oid, _) => {
                let patterns = &template.allowed_other_sans;
                assert!(patterns.contains(&"*".into()) || (oid.to_id_string() == "1.2.3" && !patterns.is_empty()));
            }
            other => panic!("nobody asked for {other:?}"),
        }
    }
}

fn holds_usages(certificate: &X509Certificate<'_>, template: &TemplateContent) {
    let usage = certificate.key_usage().expect("unique").map(|usage| usage.value);
    let has = |wanted: KeyUsage| template.key_usages.contains(&wanted);
    if let Some(usage) = usage {
        assert!(!usage.key_cert_sign() && !usage.crl_sign() && !usage.key_encipherment(), "no key here enciphers");
        assert_eq!(usage.digital_signature(), has(KeyUsage::DigitalSignature));
        assert_eq!(usage.non_repudiation(), has(KeyUsage::ContentCommitment));
        assert_eq!(usage.key_agreement(), has(KeyUsage::KeyAgreement) && template.key_algorithm != NewKeyAlgorithm::Ed25519);
    }
    let purposes = certificate.extended_key_usage().expect("unique").map(|purposes| purposes.value);
    let found = purposes.map(|purposes| {
        (purposes.server_auth, purposes.client_auth, purposes.code_signing, purposes.email_protection, purposes.time_stamping)
    });
    let extra = |usage| template.ext_key_usages.contains(&usage);
    let wanted = (
        template.server_flag || extra(ExtKeyUsage::ServerAuth),
        template.client_flag,
        template.code_signing_flag,
        template.email_protection_flag,
        extra(ExtKeyUsage::TimeStamping),
    );
    assert_eq!(found.unwrap_or_default(), wanted);
}

/// Every name that is accepted is below, or is, something that the template names, or it accepts any.
fn host_allowed(whole: &str, host: &str, template: &TemplateContent) -> bool {
    let wildcard = whole.contains('*');
    let local = template.allow_localhost && ["localhost", "localdomain"].iter().any(|end| host == *end || host == format!("*.{end}"));
    let below_local = template.allow_localhost && template.allow_subdomains && host.ends_with(".localhost");
    let listed = template.allowed_domains.iter().any(|domain| {
        let bare = template.allow_bare_domains && (whole == domain || host == domain);
        let below = template.allow_subdomains && host.ends_with(&format!(".{domain}"));
        let end = domain.rsplit('*').next().unwrap_or_default();
        bare || below || (template.allow_glob_domains && domain.contains('*') && whole.ends_with(end))
    });
    (!wildcard || template.allow_wildcard_certificates) && (template.allow_any_name || local || below_local || listed)
}

#[test]
fn what_is_accepted_is_issued_just_so_and_what_is_refused_is_never_signed() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let app = runtime.block_on(TestApp::with_vault());
    let ca = runtime.block_on(OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256));
    let template = ca.template(&app, "any", below_example());
    let house = House { app, ca, template, runtime };
    let number = std::cell::Cell::new(0);
    let mut runner = TestRunner::new(Config { cases: 256, failure_persistence: None, ..Config::default() });
    let held = runner.run(&(template_and_content()), |(template, content)| {
        number.set(number.get() + 1);
        house.hold(number.get(), &template, &content);
        Ok(())
    });
    held.unwrap_or_else(|error| panic!("{error}"));
    assert!(house.issued() > 12, "enough of them are accepted for this to say something: {}", house.issued());
}

fn template_and_content() -> impl Strategy<Value = (TemplateContent, PrivateContent)> {
    (template(), content())
}
