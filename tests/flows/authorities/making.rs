//! Authorities are made: alone, in whole hierarchies, and refused where they would reach too far.

use certkeep_core::ErrorCode;
use certkeep_core::domain::authority::AuthorityContent;
use certkeep_core::domain::authority::AuthorityKind;
use certkeep_core::domain::authority::AuthorityStatus;
use certkeep_core::domain::authority::NameConstraints;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::flows::authorities::AuthorityFile;
use certkeep_core::flows::authorities::CreateAuthority;
use certkeep_core::flows::authorities::CreateHierarchy;
use certkeep_core::flows::authorities::RevokeAuthority;
use certkeep_tests::own_ca::hierarchy;
use certkeep_tests::test_app::TestApp;

use super::below;
use super::file;
use super::made;
use super::openssl_verifies;
use super::root;
use super::run;
use super::said;

#[tokio::test]
async fn a_root_and_an_intermediate_are_made_and_every_judge_agrees() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("example-root")).await;
    assert_eq!((root.row.status, root.row.issuing, root.path_length), (AuthorityStatus::Configured, false, None));
    assert_eq!(root.row.crl.as_ref().map(|list| (list.number, list.entries, list.overdue)), Some((1, 0, false)));
    let issuing = made(&app, below("example-issuing", root.row.id, 1825)).await;
    assert_eq!((issuing.row.status, issuing.row.issuing), (AuthorityStatus::CertificateTemplateRequired, true));
    assert_eq!((issuing.row.issuer_name.as_str(), issuing.chain.len()), ("example-root", 1));
    assert!(issuing.rotation_refused.is_none() && issuing.revocation_refused.is_none() && issuing.deletion_refused.is_none());
    let rows = app.core.list_authorities().unwrap();
    assert_eq!(rows.iter().map(|row| (row.name.as_str(), row.issued)).collect::<Vec<_>>(), [("example-root", 1), ("example-issuing", 0)]);

    openssl_verifies(&app, &root, &[]).await.unwrap();
    openssl_verifies(&app, &issuing, &[&root]).await.unwrap();
    let (chain, top) = (file(&app, &issuing, AuthorityFile::ChainPem).await, file(&app, &root, AuthorityFile::CertificatePem).await);
    // GnuTLS asks the true clock, which is within the ten years that the root is valid for.
    run("certtool", &["--verify", "--load-ca-certificate", said(&top), "--infile", said(&chain)]).unwrap();
    for authority in [&root, &issuing] {
        let list = file(&app, authority, AuthorityFile::CrlDer).await;
        let text = run("certtool", &["--crl-info", "--inder", "--infile", said(&list)]).unwrap();
        assert!(text.contains("Authority Key Identifier") && text.contains("CRL Number"), "{text}");
        let certificate = file(&app, authority, AuthorityFile::CertificatePem).await;
        let checked = run("openssl", &["crl", "-inform", "DER", "-in", said(&list), "-CAfile", said(&certificate), "-noout"]).unwrap();
        assert!(checked.contains("verify OK"), "{checked}");
    }
}

#[tokio::test]
async fn every_kind_of_key_makes_an_authority() {
    let app = TestApp::with_vault().await;
    for (name, algorithm) in [
        ("p256", NewKeyAlgorithm::EcdsaP256),
        ("p384", NewKeyAlgorithm::EcdsaP384),
        ("p521", NewKeyAlgorithm::EcdsaP521),
        ("ed25519", NewKeyAlgorithm::Ed25519),
        ("rsa-2048", NewKeyAlgorithm::Rsa2048),
    ] {
        let mut wanted = root(name);
        wanted.content.key_algorithm = algorithm;
        let root = made(&app, wanted).await;
        assert_eq!(root.row.key_title, algorithm.algorithm().title());
        let issuing = made(&app, below(&format!("{name}-issuing"), root.row.id, 365)).await;
        openssl_verifies(&app, &issuing, &[&root]).await.unwrap_or_else(|text| panic!("{name}: {text}"));
    }
}

#[tokio::test]
async fn what_reaches_beyond_its_issuer_is_refused_with_the_reason() {
    let app = TestApp::with_vault().await;
    let mut first = root("top");
    first.content.max_path_length = Some(1);
    first.content.name_constraints = NameConstraints { permitted_dns_domains: vec!["example.com".into()], ..NameConstraints::default() };
    let top = made(&app, first).await;
    let middle = made(&app, below("middle", top.row.id, 1000)).await;
    assert_eq!(middle.path_length, Some(0), "one less than its issuer's");

    let deep = below("deep", middle.row.id, 100);
    let mut long = below("long", top.row.id, 3650);
    long.content.options.max_ttl = "3651d".into();
    long.content.ttl = "3651d".into();
    let mut wide = below("wide", top.row.id, 100);
    wide.content.max_path_length = Some(1);
    let mut named = below("named", top.row.id, 100);
    named.content.alt_names.dns_names = vec!["ca.example.org".into()];
    for (request, code, field, words) in [
        (deep, ErrorCode::InvalidAuthority, "maxPathLength", "“middle” allows no authority below it"),
        (long, ErrorCode::LifetimeTooLong, "ttl", "“top” issues for 3650 days at most"),
        (wide, ErrorCode::InvalidAuthority, "maxPathLength", "“top” allows one authority below it"),
        (named, ErrorCode::NotPermitted, "dnsNames", "do not permit “ca.example.org”"),
    ] {
        let refused = app.core.create_authority(request).await.unwrap_err();
        assert_eq!((refused.code, refused.field), (code, Some(field)), "{refused}");
        assert!(refused.message.contains(words), "{refused}");
    }
    app.clock.pass_days(1);
    let refused = app.core.create_authority(below("late", top.row.id, 3650)).await.unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::LifetimeTooLong, Some("ttl")));
    assert!(refused.message.contains(&top.row.not_after.unwrap().day()), "the day is named: {refused}");
    app.clock.pass_days(3650);
    let refused = app.core.create_authority(below("after", top.row.id, 100)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::AuthorityUnusable, "{refused}");
    assert_eq!(app.core.find_authority(top.row.id).unwrap().row.status, AuthorityStatus::Expired);
    assert_eq!(app.core.list_authorities().unwrap().len(), 2, "nothing was kept of what was refused");
}

#[tokio::test]
async fn what_is_filled_in_wrong_is_told_at_its_field() {
    let app = TestApp::with_vault().await;
    made(&app, root("taken")).await;
    let changed = |change: &dyn Fn(&mut CreateAuthority)| {
        let mut request = root("another");
        change(&mut request);
        request
    };
    for (request, code, field) in [
        (changed(&|request| request.name = "Taken".into()), ErrorCode::NameTaken, "name"),
        (changed(&|request| request.name = "a b".into()), ErrorCode::InvalidName, "name"),
        (changed(&|request| request.content.common_name = " ".into()), ErrorCode::InvalidAuthority, "commonName"),
        (changed(&|request| request.content.options.max_ttl = "soon".into()), ErrorCode::InvalidAuthority, "maxTtl"),
        (changed(&|request| request.content.options.crl_expiry = "1m".into()), ErrorCode::InvalidAuthority, "crlExpiry"),
        (changed(&|request| request.content.ttl = "3651d".into()), ErrorCode::InvalidAuthority, "ttl"),
        (changed(&|request| request.content.max_path_length = Some(11)), ErrorCode::InvalidAuthority, "maxPathLength"),
        (changed(&|request| request.content.subject.country = vec!["Germany".into()]), ErrorCode::InvalidRequest, "country"),
        (
            changed(&|request| request.content.name_constraints.permitted_ip_ranges = vec!["ten".into()]),
            ErrorCode::InvalidRequest,
            "permittedIpRanges",
        ),
        (changed(&|request| request.kind = AuthorityKind::Intermediate), ErrorCode::InvalidAuthority, "issuerId"),
    ] {
        let refused = app.core.create_authority(request).await.unwrap_err();
        assert_eq!((refused.code, refused.field), (code, Some(field)), "{refused}");
    }
}

#[tokio::test]
async fn every_preset_makes_a_whole_hierarchy() {
    let app = TestApp::with_vault().await;
    for preset in app.core.list_authority_presets() {
        let id = preset.id.clone();
        let request = hierarchy(preset);
        let issuing = app.core.create_hierarchy(request.clone()).await.unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!((issuing.row.status, issuing.row.templates, issuing.path_length), (AuthorityStatus::Configured, 1, Some(0)));
        let root = app.core.find_authority(issuing.row.issuer_id.unwrap()).unwrap();
        openssl_verifies(&app, &issuing, &[&root]).await.unwrap_or_else(|text| panic!("{id}: {text}"));

        let before = app.core.list_authorities().unwrap().len();
        let refused = app.core.create_hierarchy(request.clone()).await.unwrap_err();
        assert_eq!((refused.code, refused.field), (ErrorCode::NameTaken, Some("rootName")));
        let refused = app
            .core
            .create_hierarchy(CreateHierarchy { root_name: "other-root".into(), intermediate_name: "other".into(), ..request })
            .await
            .unwrap_err();
        assert_eq!((refused.code, refused.field), (ErrorCode::NameTaken, Some("templateName")));
        assert_eq!(app.core.list_authorities().unwrap().len(), before, "all of it or nothing");
    }
}

#[tokio::test]
async fn a_key_that_takes_long_is_cancelled() {
    let app = TestApp::with_vault().await;
    let mut slow = root("slow");
    slow.content.key_algorithm = NewKeyAlgorithm::Rsa4096;
    let core = app.core.clone();
    let making = tokio::spawn(async move { core.create_authority(slow).await });
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    app.core.cancel_key();
    assert_eq!(making.await.unwrap().unwrap_err().code, ErrorCode::Cancelled);
    assert!(app.core.list_authorities().unwrap().is_empty());
    made(&app, root("quick")).await;
}

#[tokio::test]
async fn names_are_constrained_down_a_chain_of_four_authorities() {
    let app = TestApp::with_vault().await;
    let constrained = |request: CreateAuthority, domain: &str| {
        let constraints = NameConstraints { permitted_dns_domains: vec![domain.into()], ..NameConstraints::default() };
        CreateAuthority { content: AuthorityContent { name_constraints: constraints, ..request.content }, ..request }
    };
    let one = made(&app, constrained(root("one"), "example.com")).await;
    let two = made(&app, below("two", one.row.id, 3000)).await;
    let three = made(&app, constrained(below("three", two.row.id, 2000), "lab.example.com")).await;
    let mut four = below("four", three.row.id, 1000);
    four.content.alt_names.dns_names = vec!["ca.lab.example.com".into()];
    let four = made(&app, four).await;
    assert_eq!(four.chain.iter().map(|facts| facts.display_name().to_owned()).collect::<Vec<_>>(), ["three", "two", "one"]);
    openssl_verifies(&app, &four, &[&three, &two, &one]).await.unwrap();
    let mut five = below("five", four.row.id, 900);
    five.content.alt_names.dns_names = vec!["www.example.com".into()];
    let refused = app.core.create_authority(five).await.unwrap_err();
    assert!(refused.message.contains("“three” do not permit “www.example.com”"), "{refused}");
    assert!(refused.help.unwrap().contains("lab.example.com"));

    // Whoever is revoked above takes all below along.
    let revoke = RevokeAuthority { authority_id: two.row.id, reason: RevocationReason::CessationOfOperation, typed_name: "two".into() };
    app.core.revoke_authority(revoke).unwrap();
    let refused = app.core.create_authority(below("six", four.row.id, 100)).await.unwrap_err();
    assert!(refused.message.contains("“two” was revoked"), "{refused}");
}
