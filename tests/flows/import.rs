//! Import certificate.

use certkeep_core::ErrorCode;
use certkeep_core::domain::secret::SecretStatus;
use certkeep_core::flows::groups::CreateGroup;
use certkeep_core::flows::import::ImportCertificate;
use certkeep_core::flows::intake::IntakeField;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::everything;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::request;

#[tokio::test]
async fn a_whole_import_is_found_again_with_all_that_was_filled_in() {
    let app = TestApp::with_vault().await;
    let group = app.core.create_group(&CreateGroup { name: "Web shop".into(), description: String::new() }).unwrap();
    let id = app.lay(IntakeField::Certificate, &fixture("combined.pem")).id;
    let request = ImportCertificate {
        description: "Front door of the shop".into(),
        group_id: group.id,
        labels: vec!["dev".into(), "eu west".into()],
        custom_metadata: r#"{"owner": "web team"}"#.into(),
        ..request(id, "shop-tls")
    };
    let secret = app.core.import_certificate(&request).unwrap();

    let row = &app.core.list_secrets(everything()).unwrap().rows[0];
    assert_eq!((row.id, row.name.as_str(), row.group_name.as_str()), (secret.row.id, "shop-tls", "Web shop"));
    assert_eq!((row.status, row.labels.len(), row.versions_total), (SecretStatus::Active, 2, 1));
    assert!(row.private_key_included && row.days_left.is_some_and(|days| days > 0));
    assert_eq!(secret.custom_metadata, r#"{"owner":"web team"}"#);
    assert!(secret.versions[0].intermediate_included && secret.versions[0].is_current);
    assert_eq!(app.core.find_intake(id).unwrap_err().code, ErrorCode::NotFound, "the tray is empty afterwards");

    let certificate = app.core.find_certificate(current(&secret)).unwrap();
    assert!(certificate.chain.len() > 1, "the chain is shown");
    assert!(certificate.text.contains("X509v3") || certificate.text.contains("Extensions"), "{}", certificate.text);
}

#[tokio::test]
async fn a_taken_name_is_refused_and_nothing_typed_is_lost() {
    let app = TestApp::with_vault().await;
    app.import("shop-tls", "p256.crt.pem", Some("p256.key.pem"), None);
    let id = app.lay(IntakeField::Certificate, &fixture("leaf.crt.pem")).id;
    let taken = app.core.import_certificate(&request(id, "shop-tls")).unwrap_err();
    assert_eq!((taken.code, taken.field), (ErrorCode::NameTaken, Some("name")));
    assert!(taken.message.contains("A secret with the same name already exists"), "clients match these words");
    assert!(app.core.import_certificate(&request(id, "Shop-tls")).is_ok(), "names differ by case, and the intake was still there");
}

#[tokio::test]
async fn bad_fields_are_told_by_name() {
    let app = TestApp::with_vault().await;
    let id = app.lay(IntakeField::Certificate, &fixture("leaf.crt.pem")).id;
    let good = request(id, "shop");
    let table = [
        (ImportCertificate { name: "a".into(), ..good.clone() }, ErrorCode::InvalidName, "name"),
        (ImportCertificate { description: "x".into(), ..good.clone() }, ErrorCode::InvalidDescription, "description"),
        (ImportCertificate { labels: vec!["a:b".into()], ..good.clone() }, ErrorCode::InvalidLabel, "labels"),
        (ImportCertificate { custom_metadata: "[]".into(), ..good.clone() }, ErrorCode::InvalidMetadata, "customMetadata"),
    ];
    for (request, code, field) in table {
        let error = app.core.import_certificate(&request).unwrap_err();
        assert_eq!((error.code, error.field), (code, Some(field)));
    }
    let gone = ImportCertificate { group_id: certkeep_core::domain::id::GroupId::fresh(), ..good };
    let error = app.core.import_certificate(&gone).unwrap_err();
    assert_eq!((error.code, error.field), (ErrorCode::NotFound, Some("groupId")));
}

#[tokio::test]
async fn an_expired_certificate_is_refused_unless_it_is_kept_for_the_record() {
    let app = TestApp::with_vault().await;
    let preview = app.lay(IntakeField::Certificate, &fixture("expired.crt.pem"));
    assert!(preview.expired && preview.complete, "the expiry is all that stands in the way");
    let refused = app.core.import_certificate(&request(preview.id, "old")).unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::CertificateExpired, Some("certificate")));
    let kept = app.core.import_certificate(&ImportCertificate { keep_expired: true, ..request(preview.id, "old") }).unwrap();
    assert_eq!(kept.row.status, SecretStatus::Expired);
}

#[tokio::test]
async fn a_certificate_that_is_held_already_is_recognised() {
    let app = TestApp::with_vault().await;
    let held = app.import("first", "leaf.crt.pem", None, None);
    let preview = app.lay(IntakeField::Certificate, &fixture("leaf-crlf.crt.pem"));
    assert_eq!(preview.already_held.iter().map(|secret| secret.id).collect::<Vec<_>>(), [held.row.id]);
}

#[tokio::test]
async fn time_alone_expires_a_certificate_and_takes_nothing_away() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), None);
    app.clock.pass_days(200 * 365);
    let later = app.core.find_secret(secret.row.id).unwrap();
    assert_eq!(later.row.status, SecretStatus::Expired);
    assert!(app.core.reveal_private_key(current(&later)).is_ok(), "the key stays until the person deletes it");
}
