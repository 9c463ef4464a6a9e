//! Own authorities: from nothing to a chain that every judge agrees with, and what becomes of it.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use certkeep_core::ErrorCode;
use certkeep_core::domain::authority::AuthorityContent;
use certkeep_core::domain::authority::AuthorityKind;
use certkeep_core::domain::authority::AuthorityOptions;
use certkeep_core::domain::authority::AuthorityStatus;
use certkeep_core::domain::authority::NameConstraints;
use certkeep_core::domain::authority::SigningMethod;
use certkeep_core::domain::id::AuthorityId;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::domain::subject::SubjectLists;
use certkeep_core::flows::authorities::AuthorityFile;
use certkeep_core::flows::authorities::AuthorityView;
use certkeep_core::flows::authorities::CreateAuthority;
use certkeep_core::flows::authorities::CreateHierarchy;
use certkeep_core::flows::authorities::CrossSignAuthority;
use certkeep_core::flows::authorities::DeleteAuthority;
use certkeep_core::flows::authorities::DownloadAuthority;
use certkeep_core::flows::authorities::EditAuthority;
use certkeep_core::flows::authorities::ImportAuthority;
use certkeep_core::flows::authorities::ListIssued;
use certkeep_core::flows::authorities::RevokeAuthority;
use certkeep_core::flows::authorities::RotateAuthority;
use certkeep_core::flows::authorities::SaveCertificates;
use certkeep_core::flows::authorities::SetSignedCertificate;
use certkeep_core::flows::authorities::SignAuthorityRequest;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::revoke::ReleaseIssued;
use certkeep_core::flows::revoke::RevokeIssued;
use certkeep_tests::test_app::NOW;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::fixture_path;

fn content(common_name: &str, days: u32) -> AuthorityContent {
    AuthorityContent {
        common_name: common_name.into(),
        subject: SubjectLists { organization: vec!["Example".into()], country: vec!["DE".into()], ..SubjectLists::default() },
        key_algorithm: NewKeyAlgorithm::EcdsaP256,
        options: AuthorityOptions { max_ttl: format!("{days}d"), ..AuthorityOptions::default() },
        ..AuthorityContent::default()
    }
}

fn root(name: &str) -> CreateAuthority {
    CreateAuthority {
        name: name.into(),
        kind: AuthorityKind::Root,
        signing: SigningMethod::Internal,
        issuer_id: None,
        content: content(name, 3650),
    }
}

fn below(name: &str, issuer: AuthorityId, days: u32) -> CreateAuthority {
    let content = content(name, days);
    CreateAuthority {
        name: name.into(),
        kind: AuthorityKind::Intermediate,
        signing: SigningMethod::Internal,
        issuer_id: Some(issuer),
        content,
    }
}

async fn made(app: &TestApp, request: CreateAuthority) -> AuthorityView {
    app.core.create_authority(request).await.unwrap()
}

async fn file(app: &TestApp, authority: &AuthorityView, file: AuthorityFile) -> PathBuf {
    let request = DownloadAuthority { authority_id: authority.row.id, file };
    let path = app.outside(&app.core.authority_file_name(request).unwrap());
    app.core.download_authority(request, &path).await.unwrap();
    path
}

fn run(program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    if output.status.success() { Ok(text) } else { Err(text) }
}

fn said(path: &Path) -> &str {
    path.to_str().expect("the path is text")
}

/// `openssl verify -x509_strict` on the certificate of an authority, with the lists of all that stand above it.
async fn openssl_verifies(app: &TestApp, authority: &AuthorityView, above: &[&AuthorityView]) -> Result<String, String> {
    let certificate = file(app, authority, AuthorityFile::CertificatePem).await;
    let (mut untrusted, mut lists, mut top) = (String::new(), String::new(), certificate.clone());
    for issuer in above {
        top = file(app, issuer, AuthorityFile::CertificatePem).await;
        untrusted += &fs::read_to_string(&top).unwrap();
        lists += &fs::read_to_string(file(app, issuer, AuthorityFile::CrlPem).await).unwrap();
    }
    let (untrusted_file, lists_file) = (app.outside("untrusted.pem"), app.outside("lists.pem"));
    fs::write(&untrusted_file, untrusted).unwrap();
    fs::write(&lists_file, lists).unwrap();
    let now = NOW.to_string();
    let mut arguments = vec!["verify", "-x509_strict", "-attime", &now, "-CAfile", said(&top)];
    if !above.is_empty() {
        arguments.extend(["-untrusted", said(&untrusted_file), "-crl_check_all", "-CRLfile", said(&lists_file)]);
    }
    arguments.push(said(&certificate));
    run("openssl", &arguments)
}

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
        let request = CreateHierarchy {
            root_name: preset.root_name,
            root: preset.root,
            intermediate_name: preset.intermediate_name,
            intermediate: preset.intermediate,
            template_name: preset.template_name,
            template: preset.template,
        };
        let issuing = app.core.create_hierarchy(request.clone()).await.unwrap_or_else(|error| panic!("{}: {error}", preset.id));
        assert_eq!((issuing.row.status, issuing.row.templates, issuing.path_length), (AuthorityStatus::Configured, 1, Some(0)));
        let root = app.core.find_authority(issuing.row.issuer_id.unwrap()).unwrap();
        openssl_verifies(&app, &issuing, &[&root]).await.unwrap_or_else(|text| panic!("{}: {text}", preset.id));

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
async fn an_intermediate_is_signed_elsewhere_with_the_command_that_is_shown() {
    let app = TestApp::with_vault().await;
    let outside = CreateAuthority { signing: SigningMethod::External, issuer_id: None, ..below("outside", AuthorityId::fresh(), 3000) };
    let waiting = made(&app, outside).await;
    assert_eq!(
        (waiting.row.status, waiting.row.crl.is_none(), waiting.certificate.is_none()),
        (AuthorityStatus::SignedCertificateRequired, true, true)
    );
    assert!(app.core.rotate_crl(waiting.row.id).is_err(), "nothing is signed by an authority that is not");
    file(&app, &waiting, AuthorityFile::Csr).await;
    fs::copy(fixture_path("root.crt.pem"), app.outside("issuer.pem")).unwrap();
    fs::copy(fixture_path("root.key.pem"), app.outside("issuer-key.pem")).unwrap();
    let command = waiting.openssl_command.clone().unwrap();
    let ran = Command::new("sh").args(["-c", &command]).current_dir(app.outside("")).output().unwrap();
    assert!(ran.status.success(), "{command}: {}", String::from_utf8_lossy(&ran.stderr));
    let answer = fs::read_to_string(app.outside("outside.pem")).unwrap();

    let set = |intake_id| app.core.set_signed_certificate(SetSignedCertificate { authority_id: waiting.row.id, intake_id });
    let leaf = app.lay(IntakeField::Certificate, &fixture("leaf.crt.pem"));
    assert_eq!(set(leaf.id).unwrap_err().code, ErrorCode::InvalidAuthority, "a leaf is no authority");
    let foreign = app.lay(IntakeField::Certificate, &fixture("intermediate.crt.pem"));
    assert_eq!(set(foreign.id).unwrap_err().code, ErrorCode::KeyMismatch);
    let expired = app.lay(IntakeField::Certificate, &fixture("intermediate-expired.crt.pem"));
    assert_eq!(set(expired.id).unwrap_err().code, ErrorCode::CertificateExpired);

    // OpenSSL signed at the true present; the app's clock stands at another.
    let laid = app.lay(IntakeField::Certificate, &answer);
    app.lay_into(Some(laid.id), IntakeField::Intermediate, &fixture("root.crt.pem"));
    app.clock.pass_days(365);
    let signed = set(laid.id).unwrap();
    assert_eq!((signed.row.status, signed.chain.len(), signed.row.crl.is_some()), (AuthorityStatus::CertificateTemplateRequired, 1, true));
    assert!(signed.rotation_refused.unwrap().contains("signed elsewhere"));
    assert!(signed.revocation_refused.unwrap().contains("ask its issuer"));
}

#[tokio::test]
async fn an_authority_from_elsewhere_goes_on_here() {
    let app = TestApp::with_vault().await;
    let id = app.lay(IntakeField::Certificate, &fixture("root.crt.pem")).id;
    let import =
        |name: &str, intake_id| ImportAuthority { name: name.into(), intake_id, options: AuthorityOptions::default(), last_crl_number: 41 };
    let refused = app.core.import_authority(import("old-root", id)).unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::NothingGiven, Some("privateKey")));
    app.lay_into(Some(id), IntakeField::PrivateKey, &fixture("root.key.pem"));
    let imported = app.core.import_authority(import("old-root", id)).unwrap();
    assert_eq!((imported.row.kind, imported.row.crl.as_ref().map(|list| list.number)), (AuthorityKind::Root, Some(42)));
    let issuing = made(&app, below("new-issuing", imported.row.id, 365)).await;
    openssl_verifies(&app, &issuing, &[&imported]).await.unwrap();

    let again = app.lay(IntakeField::Certificate, &fixture("root.crt.pem")).id;
    app.lay_into(Some(again), IntakeField::PrivateKey, &fixture("root.key.pem"));
    assert!(app.core.import_authority(import("twice", again)).unwrap_err().message.contains("as “old-root”"));

    // Deleted and brought in again, it goes on counting where it was.
    app.core.rotate_crl(imported.row.id).unwrap();
    app.clock.pass_days(366);
    app.core.delete_authority(&delete(&issuing)).unwrap();
    app.core.delete_authority(&delete(&imported)).unwrap();
    let mut once_more = import("back-again", again);
    once_more.last_crl_number = 0;
    assert!(app.core.import_authority(once_more).unwrap().row.crl.unwrap().number > 43, "a number is never given twice");
}

fn delete(authority: &AuthorityView) -> DeleteAuthority {
    DeleteAuthority { authority_id: authority.row.id, typed_name: authority.row.name.clone() }
}

fn listed(app: &TestApp, authority: &AuthorityView) -> Vec<certkeep_core::flows::authorities::IssuedRow> {
    let request = ListIssued { authority_id: authority.row.id, search: String::new(), revoked_only: false, offset: 0, limit: 100 };
    app.core.list_issued(request).unwrap().rows
}

#[tokio::test]
async fn a_revoked_intermediate_is_in_its_issuers_list_and_signs_no_more() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let issuing = made(&app, below("issuing", root.row.id, 1000)).await;
    let revoke = |typed_name: &str| RevokeAuthority {
        authority_id: issuing.row.id,
        reason: RevocationReason::CaCompromise,
        typed_name: typed_name.into(),
    };
    assert_eq!(app.core.revoke_authority(revoke("other")).unwrap_err().code, ErrorCode::NotTheName);
    let revoked = app.core.revoke_authority(revoke("issuing")).unwrap();
    assert_eq!((revoked.row.status, revoked.row.issuing), (AuthorityStatus::Revoked, false));
    let after = app.core.find_authority(root.row.id).unwrap();
    assert_eq!(after.row.crl.as_ref().map(|list| (list.number, list.entries)), Some((2, 1)));
    let refused = openssl_verifies(&app, &revoked, &[&after]).await.unwrap_err();
    assert!(refused.contains("certificate revoked"), "{refused}");
    assert!(app.core.revoke_authority(revoke("issuing")).is_err(), "once");
    let refused = app.core.create_authority(below("child", issuing.row.id, 100)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::AuthorityUnusable);
    let root_itself = RevokeAuthority { authority_id: root.row.id, reason: RevocationReason::Unspecified, typed_name: "top".into() };
    assert!(app.core.revoke_authority(root_itself).unwrap_err().message.contains("Nobody can revoke a root"));
}

#[tokio::test]
async fn what_is_on_hold_is_released_and_what_is_revoked_is_not() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let issuing = made(&app, below("issuing", root.row.id, 1000)).await;
    let serial_number = listed(&app, &root)[0].serial_number.clone();
    assert_eq!(listed(&app, &root)[0].subject_authority_id, Some(issuing.row.id));
    let revoke = |reason| RevokeIssued { authority_id: root.row.id, serial_number: serial_number.clone(), reason };
    let release = ReleaseIssued { authority_id: root.row.id, serial_number: serial_number.clone() };
    let numbers = || app.core.find_authority(root.row.id).unwrap().row.crl.map(|list| (list.number, list.entries)).unwrap();
    assert!(app.core.release_issued(&release).is_err());
    assert_eq!(app.core.revoke_issued(&revoke(RevocationReason::CertificateHold)).unwrap().reason, Some(RevocationReason::CertificateHold));
    assert_eq!(numbers(), (2, 1));
    assert!(app.core.release_issued(&release).unwrap().revoked_at.is_none());
    assert_eq!(numbers(), (3, 0));
    assert_eq!(app.core.find_authority(issuing.row.id).unwrap().row.status, AuthorityStatus::CertificateTemplateRequired);
    app.core.revoke_issued(&revoke(RevocationReason::CertificateHold)).unwrap();
    let first = app.core.revoke_issued(&revoke(RevocationReason::KeyCompromise)).unwrap();
    app.clock.pass_days(1);
    let second = app.core.revoke_issued(&revoke(RevocationReason::Superseded)).unwrap();
    assert_eq!((second.reason, second.revoked_at), (first.reason, first.revoked_at), "the first time counts");
    assert_eq!(app.core.release_issued(&release).unwrap_err().code, ErrorCode::AlreadyRevoked);
}

#[tokio::test]
async fn a_rotated_intermediate_keeps_vouching_with_both_keys() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let issuing = made(&app, below("issuing", root.row.id, 1000)).await;
    let rotate = |reuse_key| RotateAuthority { authority_id: issuing.row.id, reuse_key, ttl: String::new() };
    let same = app.core.rotate_authority(rotate(true)).await.unwrap();
    assert_eq!((same.certificates.len(), same.certificates[0].in_use, same.certificates[1].in_use), (2, true, false));
    assert_eq!(same.certificate.as_ref().unwrap().public_key, issuing.certificate.as_ref().unwrap().public_key);
    let fresh = app.core.rotate_authority(rotate(false)).await.unwrap();
    assert_ne!(fresh.certificate.as_ref().unwrap().public_key, issuing.certificate.as_ref().unwrap().public_key);
    openssl_verifies(&app, &fresh, &[&app.core.find_authority(root.row.id).unwrap()]).await.unwrap();
    let numbers: Vec<u32> = [&issuing, &same, &fresh].map(|view| view.row.crl.as_ref().unwrap().number).into();
    assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");

    let child = made(&app, below("child", issuing.row.id, 100)).await;
    assert!(app.core.rotate_authority(rotate(true)).await.unwrap_err().message.contains("signed another authority"));
    assert!(app.core.find_authority(root.row.id).unwrap().rotation_refused.unwrap().contains("A root is not rotated"));
    assert_eq!(child.chain.len(), 2);
}

#[tokio::test]
async fn a_cross_signed_authority_verifies_under_both_roots() {
    let app = TestApp::with_vault().await;
    let (old, new) = (made(&app, root("old-root")).await, made(&app, root("new-root")).await);
    let issuing = made(&app, below("issuing", old.row.id, 1000)).await;
    let cross = |authority_id, issuer_id| CrossSignAuthority { authority_id, issuer_id, ttl: String::new() };
    let crossed = app.core.cross_sign_authority(cross(issuing.row.id, new.row.id)).unwrap();
    let row = crossed.certificates.iter().find(|row| row.cross_signed).unwrap();
    assert_eq!((row.issuer_name.as_str(), row.in_use, crossed.certificates.len()), ("new-root", false, 2));
    assert_eq!(row.not_after, issuing.row.not_after.unwrap(), "as long as the one in use");
    assert_eq!(crossed.certificate, issuing.certificate, "the one in use stays");
    let (certificate, top) = (app.outside("crossed.pem"), file(&app, &new, AuthorityFile::CertificatePem).await);
    fs::write(&certificate, &row.pem).unwrap();
    run("openssl", &["verify", "-x509_strict", "-attime", &NOW.to_string(), "-CAfile", said(&top), said(&certificate)]).unwrap();
    app.core.cross_sign_authority(cross(new.row.id, old.row.id)).unwrap();
    assert!(app.core.cross_sign_authority(cross(old.row.id, issuing.row.id)).unwrap_err().message.contains("stands above"));
    assert!(app.core.cross_sign_authority(cross(old.row.id, old.row.id)).is_err());
}

#[tokio::test]
async fn an_authority_is_deleted_when_nothing_leans_on_it() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let issuing = made(&app, below("issuing", root.row.id, 1000)).await;
    let refused = app.core.delete_authority(&delete(&root)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::InUse);
    assert!(refused.message.contains("“issuing” stands below it"));
    assert_eq!(
        app.core.delete_authority(&DeleteAuthority { typed_name: "x".into(), ..delete(&issuing) }).unwrap_err().code,
        ErrorCode::NotTheName
    );
    app.core.delete_authority(&delete(&issuing)).unwrap();
    assert!(app.core.delete_authority(&delete(&root)).unwrap_err().message.contains("still valid"));
    let serial_number = listed(&app, &root)[0].serial_number.clone();
    app.core
        .revoke_issued(&RevokeIssued { authority_id: root.row.id, serial_number, reason: RevocationReason::CessationOfOperation })
        .unwrap();
    app.core.delete_authority(&delete(&root)).unwrap();
    assert!(app.core.list_authorities().unwrap().is_empty());
}

#[tokio::test]
async fn edited_options_count_from_then_on() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let options = AuthorityOptions {
        max_ttl: "100d".into(),
        crl_expiry: "24h".into(),
        crl_distribution_points_encoded: true,
        ..AuthorityOptions::default()
    };
    let edited = app.core.edit_authority(EditAuthority { authority_id: root.row.id, options: options.clone() }).unwrap();
    let list = edited.row.crl.unwrap();
    assert_eq!((list.number, list.next_update.unix() - list.this_update.unix()), (2, 86_400));
    assert!(edited.warnings.iter().any(|warning| warning.message.contains("no address to publish at")), "{:?}", edited.warnings);
    assert_eq!(app.core.create_authority(below("long", root.row.id, 101)).await.unwrap_err().code, ErrorCode::LifetimeTooLong);
    let bad = AuthorityOptions { crl_expiry: String::new(), ..options };
    assert_eq!(app.core.edit_authority(EditAuthority { authority_id: root.row.id, options: bad }).unwrap_err().field, Some("crlExpiry"));
    app.clock.pass_days(2);
    let overdue = app.core.find_authority(root.row.id).unwrap();
    assert!(overdue.row.crl.unwrap().overdue);
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
async fn a_request_of_somebody_elses_authority_is_signed() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let outside = CreateAuthority { signing: SigningMethod::External, issuer_id: None, ..below("partner", root.row.id, 500) };
    let waiting = made(&app, outside).await;
    let csr = waiting.csr_pem.clone().unwrap();
    let sign =
        |csr: &str, use_csr_values, content| SignAuthorityRequest { authority_id: root.row.id, csr: csr.into(), use_csr_values, content };
    let own = app.core.sign_authority_request(sign(&csr, false, content("Renamed", 400))).unwrap();
    assert_eq!((own.facts.common_name.as_deref(), own.facts.is_ca, own.file_name.as_str()), (Some("Renamed"), true, "Renamed.pem"));
    let kept =
        app.core.sign_authority_request(sign(&csr, true, AuthorityContent { common_name: String::new(), ..content("", 400) })).unwrap();
    assert_eq!(kept.facts.subject, "C=DE, O=Example, CN=partner");
    assert_eq!(listed(&app, &root).len(), 2, "both can be revoked");
    assert!(listed(&app, &root).iter().all(|row| row.is_ca && row.subject_authority_id.is_none()));

    let laid = app.lay(IntakeField::Certificate, &kept.pem);
    app.lay_into(Some(laid.id), IntakeField::Intermediate, &kept.chain_pem);
    let signed = app.core.set_signed_certificate(SetSignedCertificate { authority_id: waiting.row.id, intake_id: laid.id }).unwrap();
    assert_eq!(signed.row.status, AuthorityStatus::CertificateTemplateRequired);
    openssl_verifies(&app, &signed, &[&root]).await.unwrap();

    let most = app.core.sign_authority_request(sign(&csr, true, content("", 3651))).unwrap();
    assert_eq!(Some(most.facts.not_after), root.row.not_after, "as long as is allowed, when nothing is said");
    let asked = AuthorityContent { ttl: "3651d".into(), ..content("", 3651) };
    let long = app.core.sign_authority_request(sign(&csr, true, asked)).unwrap_err();
    assert_eq!((long.code, long.field), (ErrorCode::LifetimeTooLong, Some("ttl")));
    let changed = csr.replacen("MII", "MIJ", 1);
    assert_eq!(app.core.sign_authority_request(sign(&changed, true, content("", 100))).unwrap_err().field, Some("csr"));
}

#[tokio::test]
async fn what_was_signed_for_somebody_else_is_saved_and_nothing_but_certificates_is() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let outside = CreateAuthority { signing: SigningMethod::External, issuer_id: None, ..below("partner", root.row.id, 500) };
    let csr = made(&app, outside).await.csr_pem.unwrap();
    let request = SignAuthorityRequest { authority_id: root.row.id, csr, use_csr_values: false, content: content("Partner CA", 400) };
    let signed = app.core.sign_authority_request(request).unwrap();
    let whole = SaveCertificates { pem: format!("{}{}", signed.pem, signed.chain_pem) };
    assert_eq!(app.core.certificates_file_name(&SaveCertificates { pem: signed.pem.clone() }).unwrap(), "Partner-CA.pem");
    assert_eq!(app.core.certificates_file_name(&whole).unwrap(), "Partner-CA-chain.pem");
    let path = app.outside("partner-chain.pem");
    let written = app.core.save_certificates(whole.clone(), &path).await.unwrap();
    assert!(!written.contains_key);
    assert_eq!(fs::read_to_string(&path).unwrap(), whole.pem);
    run("openssl", &["verify", "-attime", &NOW.to_string(), "-CAfile", said(&path), said(&path)]).unwrap();
    for other in [fixture("leaf.key.pem"), format!("{}{}", signed.pem, fixture("leaf.key.pem")), fixture("leaf.csr.pem"), "words".into()] {
        let elsewhere = app.outside("other.pem");
        assert!(app.core.save_certificates(SaveCertificates { pem: other }, &elsewhere).await.is_err());
        assert!(!elsewhere.exists(), "what is no certificate is not written");
    }
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
