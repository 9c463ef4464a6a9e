//! Private certificates are created, judged, rotated by hand and by time, and every tool agrees with what was issued.

use std::fs;

use certkeep_core::ErrorCode;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::private::PrivateContent;
use certkeep_core::domain::private::RotationPolicy;
use certkeep_core::domain::private::RotationUnit;
use certkeep_core::domain::request::KeyUsage;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::request::RequestContent;
use certkeep_core::domain::request::RequestSubject;
use certkeep_core::domain::secret::SecretKind;
use certkeep_core::domain::secret::SecretStatus;
use certkeep_core::domain::subject::AltNamesContent;
use certkeep_core::domain::subject::SubjectLists;
use certkeep_core::domain::template::TemplateContent;
use certkeep_core::flows::create_private::CreatePrivateCertificate;
use certkeep_core::flows::create_private::EditRotation;
use certkeep_core::flows::create_private::JudgePrivateCertificate;
use certkeep_core::flows::create_private::RotatePrivate;
use certkeep_core::flows::create_private::SignLeafRequest;
use certkeep_core::flows::edit::MoveSecret;
use certkeep_core::flows::groups::CreateGroup;
use certkeep_core::flows::request::CreateRequest;
use certkeep_core::flows::templates::EditTemplate;
use certkeep_tests::own_ca::OwnCa;
use certkeep_tests::own_ca::below_example;
use certkeep_tests::own_ca::come_to_today;
use certkeep_tests::own_ca::create;
use certkeep_tests::own_ca::host;
use certkeep_tests::own_ca::run;
use certkeep_tests::own_ca::text;
use certkeep_tests::own_ca::write_files;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::everything;

fn names(dns: &[&str]) -> AltNamesContent {
    AltNamesContent { dns_names: dns.iter().map(|name| (*name).to_owned()).collect(), ..AltNamesContent::default() }
}

fn days(interval: u32) -> Option<RotationPolicy> {
    Some(RotationPolicy { interval, unit: RotationUnit::Day })
}

/// A signing request whose key is made and kept elsewhere: by another vault.
async fn foreign_request(key_algorithm: NewKeyAlgorithm, common_name: &str, dns: &[&str]) -> String {
    let elsewhere = TestApp::with_vault().await;
    let content = RequestContent {
        subject: RequestSubject { common_name: common_name.into(), ..RequestSubject::default() },
        dns_names: dns.iter().map(|name| (*name).to_owned()).collect(),
        email_addresses: Vec::new(),
        ip_addresses: Vec::new(),
        uris: Vec::new(),
        other_names: Vec::new(),
        exclude_common_name: false,
        key_algorithm,
        key_usages: Vec::new(),
        ext_key_usages: Vec::new(),
        ext_key_usage_oids: Vec::new(),
        policy_oids: Vec::new(),
    };
    let request = CreateRequest {
        name: "request".into(),
        description: String::new(),
        group_id: GroupId::DEFAULT,
        labels: Vec::new(),
        custom_metadata: String::new(),
        content,
    };
    let secret = elsewhere.core.create_request(request).await.unwrap();
    elsewhere.core.find_request(secret.row.id).unwrap().csr_pem
}

#[tokio::test]
async fn a_certificate_is_issued_with_its_key_and_its_chain() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP384).await;
    let subject = SubjectLists {
        organization: vec!["Otters".into()],
        organizational_unit: vec!["Web".into(), "Shop".into()],
        ..SubjectLists::default()
    };
    let template = ca.template(&app, "web", TemplateContent { subject, ..below_example() });
    let content = PrivateContent { alt_names: names(&["www.example.com"]), ..host("Shop.Example.com") };
    let request = CreatePrivateCertificate { rotation: days(30), labels: vec!["web".into()], ..create(template, "shop", content) };
    let secret = app.core.create_private_certificate(request).await.unwrap();

    assert_eq!((secret.row.kind, secret.row.status), (SecretKind::PrivateCert, SecretStatus::Active));
    assert_eq!((secret.row.display_name.as_str(), secret.row.issuer_name.as_str()), ("Shop.Example.com", "Otter Intermediate"));
    let private = secret.private.as_ref().unwrap();
    assert_eq!((private.authority_name.as_str(), private.template_name.as_str()), ("intermediate", "web"));
    assert_eq!(private.next_rotation_at, Some(secret.row.created_at.plus_days(30)));
    let view = app.core.find_certificate(current(&secret)).unwrap();
    assert_eq!(view.facts.subject, "O=Otters, OU=Web, OU=Shop, CN=Shop.Example.com");
    let alt: Vec<&str> = view.facts.alt_names.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(alt, ["shop.example.com", "www.example.com"]);
    assert_eq!(secret.row.created_at.days_until(view.facts.not_after), 90);
    let chain: Vec<&str> = view.chain.iter().map(|link| link.facts.display_name()).collect();
    assert_eq!(chain, ["Shop.Example.com", "Otter Intermediate", "Otter Root"]);
    let files = write_files(&app, &secret, "shop");
    let (verified, said) = run(
        "openssl",
        &[
            "verify",
            "-x509_strict",
            "-purpose",
            "sslserver",
            "-verify_hostname",
            "www.example.com",
            "-attime",
            "1780315300",
            "-CAfile",
            text(&files.root),
            "-untrusted",
            text(&files.intermediates),
            text(&files.certificate),
        ],
    );
    assert!(verified, "{said}");
    assert_eq!(app.core.find_authority(ca.intermediate).unwrap().row.issued, 1);
}

#[tokio::test]
async fn what_a_template_refuses_is_told_at_its_field_and_leaves_nothing() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let template = ca.template(&app, "web", below_example());
    for (content, rotation, code, field) in [
        (host("example.org"), None, ErrorCode::NotPermitted, "commonName"),
        (PrivateContent { alt_names: names(&["a.example.org"]), ..host("example.com") }, None, ErrorCode::NotPermitted, "dnsNames"),
        (PrivateContent::default(), None, ErrorCode::NotPermitted, "commonName"),
        (PrivateContent { ttl: "366d".into(), ..host("example.com") }, None, ErrorCode::LifetimeTooLong, "ttl"),
        (PrivateContent { ttl: "x".into(), ..host("example.com") }, None, ErrorCode::OutOfRange, "ttl"),
        (host("example.com"), days(91), ErrorCode::LifetimeTooLong, "rotation"),
        (PrivateContent { csr: "no request".into(), ..host("example.com") }, None, ErrorCode::NotPem, "csr"),
        (PrivateContent { csr: "x".repeat(4097), ..host("example.com") }, None, ErrorCode::NotPermitted, "csr"),
    ] {
        let judge = JudgePrivateCertificate { template_id: template, group_id: GroupId::DEFAULT, content: content.clone(), rotation };
        let judged = app.core.judge_private_certificate(&judge).unwrap();
        assert_eq!(judged.problems.first().map(|problem| (problem.code, problem.field)), Some((code, Some(field))), "{content:?}");
        let refused = app
            .core
            .create_private_certificate(CreatePrivateCertificate { rotation, ..create(template, "shop", content) })
            .await
            .unwrap_err();
        assert_eq!((refused.code, refused.field), (code, Some(field)));
    }
    assert!(app.core.list_secrets(everything()).unwrap().rows.is_empty());
    assert_eq!(app.core.find_authority(ca.intermediate).unwrap().row.issued, 0, "what is refused was never signed");

    let good =
        JudgePrivateCertificate { template_id: template, group_id: GroupId::DEFAULT, content: host("example.com"), rotation: days(30) };
    let judged = app.core.judge_private_certificate(&good).unwrap();
    assert_eq!((judged.lifetime.as_str(), judged.problems.len()), ("90 days, as the template says", 0));
    assert!(judged.common_name.unwrap().accepted && judged.next_rotation_at.is_some());
    let findings: Vec<&str> = judged.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(findings, ["ECDSA P-256 keys cannot do key encipherment: it is left out of the key usage."]);
}

#[tokio::test]
async fn a_signing_request_keeps_its_key_through_every_rotation() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let template = ca.template(&app, "web", below_example());
    let csr = foreign_request(NewKeyAlgorithm::EcdsaP256, "csr.example.com", &["san.example.com"]).await;
    let content = PrivateContent { csr: csr.clone(), ..host("form.example.com") };
    let secret = app.core.create_private_certificate(create(template, "foreign", content.clone())).await.unwrap();
    assert_eq!(secret.row.display_name, "csr.example.com");
    assert!(!secret.versions[0].private_key_included);
    let key = |secret: &certkeep_core::flows::browse::SecretView| {
        app.core.find_certificate(current(secret)).unwrap().facts.public_key.fingerprint
    };
    let before = key(&secret);

    let rotate = |csr: String| app.core.rotate_private(RotatePrivate { secret_id: secret.row.id, csr });
    let rotated = rotate(String::new()).await.unwrap();
    assert_eq!((rotated.row.versions_total, key(&rotated)), (2, before.clone()));
    let other = foreign_request(NewKeyAlgorithm::EcdsaP256, "csr.example.com", &[]).await;
    let replaced = rotate(other).await.unwrap();
    assert_ne!(key(&replaced), before, "another request from now on");
    assert_eq!(key(&rotate(String::new()).await.unwrap()), key(&replaced));

    let rsa = foreign_request(NewKeyAlgorithm::Rsa2048, "csr.example.com", &[]).await;
    let refused = rotate(rsa).await.unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::NotPermitted, Some("csr")), "the template certifies P-256 keys");
    let outside = foreign_request(NewKeyAlgorithm::EcdsaP256, "csr.example.org", &[]).await;
    assert_eq!(rotate(outside).await.unwrap_err().field, Some("commonName"));

    let signed = app.core.sign_leaf_request(&SignLeafRequest { template_id: template, content }).unwrap();
    assert_eq!((signed.facts.common_name.as_deref(), signed.file_name.as_str()), (Some("csr.example.com"), "csr.example.com.pem"));
    assert_eq!(signed.chain_pem.matches("BEGIN CERTIFICATE").count(), 2);
    let none = app.core.sign_leaf_request(&SignLeafRequest { template_id: template, content: host("a.example.com") }).unwrap_err();
    assert_eq!((none.code, none.field), (ErrorCode::NothingGiven, Some("csr")));
}

#[tokio::test]
async fn time_rotates_a_certificate_until_its_authority_ends() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let template = ca.template(&app, "web", below_example());
    let request = CreatePrivateCertificate { rotation: days(60), ..create(template, "shop", host("shop.example.com")) };
    let secret = app.core.create_private_certificate(request).await.unwrap();
    assert!(app.core.rotate_due_private().unwrap().is_empty());

    app.clock.pass_days(61);
    let outcomes = app.core.rotate_due_private().unwrap();
    assert_eq!((outcomes.len(), outcomes[0].secret_id, outcomes[0].retry_at), (1, secret.row.id, None));
    assert!(outcomes[0].rotated.is_ok());
    let rotated = app.core.find_secret(secret.row.id).unwrap();
    assert!(rotated.versions[0].auto_rotated && rotated.row.versions_total == 2);
    assert_ne!(rotated.versions[0].serial_number, rotated.versions[1].serial_number);
    assert!(app.core.rotate_due_private().unwrap().is_empty(), "once is enough");

    let narrow = TemplateContent { allowed_domains: vec!["example.org".into()], ..below_example() };
    app.core.edit_template(EditTemplate { template_id: template, name: "web".into(), content: narrow }).unwrap();
    app.clock.pass_days(60);
    let failed = app.core.rotate_due_private().unwrap();
    let now = app.core.find_secret(secret.row.id).unwrap().private.unwrap();
    assert_eq!(failed[0].rotated.as_ref().unwrap_err().code, ErrorCode::NotPermitted);
    assert_eq!(now.rotation_failure.as_ref().map(|failure| failure.code), Some(ErrorCode::NotPermitted));
    assert_eq!(failed[0].retry_at, now.retry_at);
    assert_eq!(now.retry_at.unwrap().unix() - now.rotation_failed_at.unwrap().unix(), 60, "a minute later it is tried again");
    assert!(app.core.rotate_due_private().unwrap().is_empty(), "not before");
    for minutes in [600, 6000, 86_400, 86_400] {
        app.clock.pass_days(2);
        app.core.rotate_due_private().unwrap();
        let now = app.core.find_secret(secret.row.id).unwrap().private.unwrap();
        assert_eq!(now.retry_at.unwrap().unix() - now.rotation_failed_at.unwrap().unix(), minutes);
    }
    app.core.edit_template(EditTemplate { template_id: template, name: "web".into(), content: below_example() }).unwrap();
    app.clock.pass_days(1);
    assert!(app.core.rotate_due_private().unwrap()[0].rotated.is_ok());
    let cured = app.core.find_secret(secret.row.id).unwrap().private.unwrap();
    assert!(cured.rotation_failure.is_none() && cured.retry_at.is_none());

    app.clock.pass_days(1825 - 200);
    let stopped = app.core.rotate_due_private().unwrap();
    assert_eq!(stopped[0].rotated.as_ref().unwrap_err().code, ErrorCode::LifetimeTooLong, "nothing outlives its authority");
}

#[tokio::test]
async fn the_rotation_is_changed_within_the_lifetime() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let template = ca.template(&app, "web", below_example());
    let secret = app.core.create_private_certificate(create(template, "shop", host("shop.example.com"))).await.unwrap();
    let edit = |rotation| app.core.edit_rotation(EditRotation { secret_id: secret.row.id, rotation });
    let on = edit(Some(RotationPolicy { interval: 2, unit: RotationUnit::Month })).unwrap().private.unwrap();
    assert_eq!(on.next_rotation_at.unwrap().day(), "2026-08-01", "two months after the first of June");
    assert_eq!(edit(days(91)).unwrap_err().field, Some("rotation"));
    assert_eq!(edit(days(0)).unwrap_err().code, ErrorCode::OutOfRange);
    assert!(edit(None).unwrap().private.unwrap().next_rotation_at.is_none());
    let imported = app.import("imported", "leaf.crt.pem", None, None);
    assert_eq!(app.core.edit_rotation(EditRotation { secret_id: imported.row.id, rotation: None }).unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_template_keeps_its_certificates_in_its_groups() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let group = |name: &str| app.core.create_group(&CreateGroup { name: name.into(), description: String::new() }).unwrap().id;
    let (web, mail) = (group("Web"), group("Mail"));
    let template = ca.template(&app, "web", TemplateContent { allowed_group_ids: vec![web], ..below_example() });
    let request = |group_id| CreatePrivateCertificate { group_id, ..create(template, "shop", host("shop.example.com")) };
    let refused = app.core.create_private_certificate(request(GroupId::DEFAULT)).await.unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::NotPermitted, Some("groupId")));
    let secret = app.core.create_private_certificate(request(web)).await.unwrap();
    let refused = app.core.move_secret(MoveSecret { id: secret.row.id, group_id: mail }).unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::NotPermitted, Some("groupId")));
    assert_eq!(app.core.find_secret(secret.row.id).unwrap().row.group_id, web);
}

#[tokio::test]
async fn openssl_verifies_every_kind_of_key_through_every_preset() {
    let app = TestApp::with_vault().await;
    for (number, algorithm) in
        [NewKeyAlgorithm::EcdsaP256, NewKeyAlgorithm::EcdsaP521, NewKeyAlgorithm::Ed25519, NewKeyAlgorithm::Rsa2048].into_iter().enumerate()
    {
        let app = if number == 0 { &app } else { &TestApp::with_vault().await };
        come_to_today(app);
        let ca = OwnCa::make(app, algorithm).await;
        for preset in app.core.list_template_presets() {
            let mut content = TemplateContent { key_algorithm: algorithm, ..preset.content.clone() };
            content.allowed_domains.push("example.com".into());
            content.key_usages.push(KeyUsage::KeyEncipherment);
            let allow_ip = content.allow_ip_sans;
            let template = ca.template(app, &preset.id, content);
            let (name, purpose) = match preset.id.as_str() {
                "email" => ("alex@example.com", "smimesign"),
                "code-signing" => ("Otter Software", "any"),
                "tls-client" => ("device-7.example.com", "sslclient"),
                "localhost" => ("localhost", "sslserver"),
                _ => ("*.example.com", "sslserver"),
            };
            let ip_addresses = if allow_ip { vec!["192.0.2.1".into(), "2001:db8::1".into()] } else { Vec::new() };
            let content = PrivateContent { alt_names: AltNamesContent { ip_addresses, ..AltNamesContent::default() }, ..host(name) };
            let secret = app.core.create_private_certificate(create(template, &preset.id, content)).await.unwrap();
            let files = write_files(app, &secret, &preset.id);
            let (verified, said) = run(
                "openssl",
                &[
                    "verify",
                    "-x509_strict",
                    "-purpose",
                    purpose,
                    "-CAfile",
                    text(&files.root),
                    "-untrusted",
                    text(&files.intermediates),
                    text(&files.certificate),
                ],
            );
            assert!(verified, "{} with {algorithm:?}: {said}", preset.id);
            let bundle = app.outside("bundle.pem");
            let whole = [&files.certificate, &files.intermediates, &files.root].map(|path| fs::read_to_string(path).unwrap()).concat();
            fs::write(&bundle, whole).unwrap();
            let (verified, said) = run("certtool", &["--verify", "--load-ca-certificate", text(&files.root), "--infile", text(&bundle)]);
            assert!(verified && said.contains("Chain verification output: Verified"), "{} with {algorithm:?}: {said}", preset.id);
        }
    }
}
