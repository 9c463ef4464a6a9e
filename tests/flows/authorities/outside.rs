//! What is signed for others, and by others.

use std::fs;
use std::process::Command;

use certkeep_core::ErrorCode;
use certkeep_core::domain::authority::AuthorityContent;
use certkeep_core::domain::authority::AuthorityKind;
use certkeep_core::domain::authority::AuthorityOptions;
use certkeep_core::domain::authority::AuthorityStatus;
use certkeep_core::domain::authority::SigningMethod;
use certkeep_core::domain::id::AuthorityId;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::id::IntakeId;
use certkeep_core::domain::private::PrivateContent;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::flows::authorities::AuthorityFile;
use certkeep_core::flows::authorities::AuthorityView;
use certkeep_core::flows::authorities::CreateAuthority;
use certkeep_core::flows::authorities::ImportAuthority;
use certkeep_core::flows::authorities::RevokeAuthority;
use certkeep_core::flows::authorities::RotateAuthority;
use certkeep_core::flows::authorities::SaveCertificates;
use certkeep_core::flows::authorities::SetSignedCertificate;
use certkeep_core::flows::authorities::SignAuthorityRequest;
use certkeep_core::flows::create_private::JudgePrivateCertificate;
use certkeep_core::flows::intake::IntakeField;
use certkeep_tests::own_ca::OwnCa;
use certkeep_tests::own_ca::below_example;
use certkeep_tests::own_ca::host;
use certkeep_tests::test_app::NOW;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::fixture_path;

use super::below;
use super::content;
use super::delete;
use super::file;
use super::listed;
use super::made;
use super::openssl_verifies;
use super::root;
use super::run;
use super::said;

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
async fn an_imported_intermediate_stands_below_its_issuer_whichever_came_first() {
    for names in [["root", "intermediate"], ["intermediate", "root"]] {
        let app = TestApp::with_vault().await;
        let [first, second] = names.map(|stem| import(&app, &format!("old-{stem}"), stem).row.id);
        let (root, below) = if names[0] == "root" { (first, second) } else { (second, first) };
        let below = app.core.find_authority(below).unwrap();
        assert_eq!((below.row.signing, below.row.issuer_id), (SigningMethod::Internal, Some(root)), "{names:?}");
        assert_eq!(below.chain.len(), 1, "its chain leads up to its issuer, though only the certificate was brought");
        let root = app.core.find_authority(root).unwrap();
        assert_eq!(listed(&app, &root)[0].subject_authority_id, Some(below.row.id), "its issuer can revoke it");
        openssl_verifies(&app, &below, &[&root]).await.unwrap();
        let refused = app.core.delete_authority(&delete(&root)).unwrap_err();
        assert!(refused.message.contains("“old-intermediate” stands below it"), "{refused}");

        let rotate = RotateAuthority { authority_id: below.row.id, reuse_key: true, ttl: "300d".into() };
        let rotated = app.core.rotate_authority(rotate).await.unwrap();
        openssl_verifies(&app, &rotated, &[&root]).await.unwrap();
        let reason = RevocationReason::CessationOfOperation;
        let revoke = RevokeAuthority { authority_id: below.row.id, reason, typed_name: "old-intermediate".into() };
        assert_eq!(app.core.revoke_authority(revoke).unwrap().row.status, AuthorityStatus::Revoked);
    }
}

#[tokio::test]
async fn an_imported_intermediate_of_somebody_else_stays_one() {
    let app = TestApp::with_vault().await;
    import(&app, "other", "other-root");
    let below = import(&app, "old-intermediate", "intermediate");
    assert_eq!((below.row.signing, below.row.issuer_id), (SigningMethod::External, None));
    assert!(below.rotation_refused.unwrap().contains("signed elsewhere"));
}

/// A request of an authority that asks for this, by OpenSSL.
fn request(app: &TestApp, extensions: &[&str]) -> String {
    let (key, csr) = (app.outside("partner.key"), app.outside("partner.csr"));
    let usual = ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/O=Partner/CN=Partner CA"];
    let asked = extensions.iter().flat_map(|extension| ["-addext", extension]).collect::<Vec<_>>();
    run("openssl", &[usual.as_slice(), &["-keyout", said(&key), "-out", said(&csr)], &asked].concat()).unwrap();
    fs::read_to_string(csr).unwrap()
}

#[tokio::test]
async fn what_a_request_asks_for_is_kept_or_refused_and_never_dropped() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let sign = |csr: String, content| {
        app.core.sign_authority_request(SignAuthorityRequest { authority_id: root.row.id, csr, use_csr_values: true, content })
    };
    let asked = [
        "basicConstraints=critical,CA:TRUE,pathlen:7",
        "keyUsage=critical,keyCertSign,cRLSign,digitalSignature",
        "extendedKeyUsage=serverAuth,1.2.3.4",
        "certificatePolicies=2.999.5",
        "nameConstraints=critical,permitted;DNS:partner.example",
        "subjectAltName=DNS:ca.partner.example,URI:https://partner.example/ca",
        "1.2.3.5=ASN1:UTF8String:of its own",
    ];
    let csr = request(&app, &asked);
    let signed = sign(csr.clone(), AuthorityContent { max_path_length: Some(0), ..content("", 400) }).unwrap();
    let path = app.outside("partner.pem");
    fs::write(&path, &signed.pem).unwrap();
    let text = run("openssl", &["x509", "-noout", "-text", "-in", said(&path)]).unwrap();
    for kept in [
        "O = Partner, CN = Partner CA",
        "CA:TRUE, pathlen:0",
        "Digital Signature, Certificate Sign, CRL Sign",
        "TLS Web Server Authentication, 1.2.3.4",
        "Policy: 2.999.5",
        "DNS:partner.example",
        "DNS:ca.partner.example, URI:https://partner.example/ca",
        "of its own",
    ] {
        assert!(text.contains(kept), "{kept}: {text}");
    }
    assert_eq!(text.matches("X509v3 Key Usage").count(), 1, "what the request asks for stands in the place of the usual");
    let top = file(&app, &root, AuthorityFile::CertificatePem).await;
    run("openssl", &["verify", "-x509_strict", "-attime", &NOW.to_string(), "-CAfile", said(&top), said(&path)]).unwrap();

    let mut own = content("", 400);
    own.name_constraints.permitted_dns_domains = vec!["example.com".into()];
    for (csr, content, words) in [
        (request(&app, &["keyUsage=digitalSignature"]), content("", 400), "a key that may not sign certificates"),
        (request(&app, &["crlDistributionPoints=URI:http://partner.example/crl"]), content("", 400), "which its issuer alone can say"),
        (csr, own, "others are filled in here"),
    ] {
        let refused = sign(csr, content).unwrap_err();
        assert_eq!((refused.code, refused.field), (ErrorCode::InvalidRequest, Some("csr")));
        assert!(refused.message.contains(words), "{refused}");
    }
    assert_eq!(listed(&app, &root).len(), 1, "what was refused was not signed");
}

#[tokio::test]
async fn what_a_leafs_request_asks_for_beyond_its_template_is_told() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let template_id = ca.template(&app, "web", below_example());
    let judge = |extensions: &[&str]| {
        let content = PrivateContent { csr: request(&app, &[&["subjectAltName=DNS:shop.example.com"], extensions].concat()), ..host("") };
        let request = JudgePrivateCertificate { template_id, group_id: GroupId::DEFAULT, content, rotation: None };
        let findings = app.core.judge_private_certificate(&request).unwrap().findings.into_iter();
        findings.filter(|finding| finding.field == Some("csr")).map(|finding| finding.message).collect::<Vec<_>>()
    };
    let same = ["basicConstraints=CA:FALSE", "extendedKeyUsage=serverAuth,clientAuth"];
    assert!(judge(&same).is_empty(), "what it gets anyway is not told");
    let more = judge(&["basicConstraints=critical,CA:TRUE", "extendedKeyUsage=codeSigning"]);
    let said = "The request also asks for Basic constraints, Extended key usage. The template decides about that, and says otherwise.";
    assert_eq!(more, [said]);
}

fn lay(app: &TestApp, certificate: &str, key: Option<&str>) -> IntakeId {
    let id = app.lay(IntakeField::Certificate, &fixture(certificate)).id;
    if let Some(key) = key {
        app.lay_into(Some(id), IntakeField::PrivateKey, &fixture(key));
    }
    id
}

fn import(app: &TestApp, name: &str, stem: &str) -> AuthorityView {
    let intake_id = lay(app, &format!("{stem}.crt.pem"), Some(&format!("{stem}.key.pem")));
    let request = ImportAuthority { name: name.into(), intake_id, options: AuthorityOptions::default(), last_crl_number: 0 };
    app.core.import_authority(request).unwrap()
}
