//! Every wrong input has its error, at its field, with its remedy.

use certkeep_core::ErrorCode;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::intake::IntakePreview;
use certkeep_core::flows::intake::MergeIntake;
use certkeep_core::flows::rotate::RotateImported;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::fixture_path;

fn code(preview: &IntakePreview, field: IntakeField) -> Option<ErrorCode> {
    let field = match field {
        IntakeField::Certificate => &preview.certificate,
        IntakeField::PrivateKey => &preview.private_key,
        IntakeField::Intermediate => &preview.intermediate,
    };
    field.error.as_ref().map(|error| error.code)
}

#[tokio::test]
async fn bad_text_is_explained_at_its_field() {
    let app = TestApp::with_vault().await;
    let table = [
        (IntakeField::Certificate, "hello".to_owned(), ErrorCode::NotPem),
        (IntakeField::Certificate, fixture("leaf.key.pem"), ErrorCode::FoundInstead),
        (IntakeField::Certificate, fixture("leaf.csr.pem"), ErrorCode::FoundInstead),
        (IntakeField::Certificate, fixture("openssh.key.pem"), ErrorCode::FoundInstead),
        (IntakeField::Certificate, fixture("expired.crt.pem"), ErrorCode::CertificateExpired),
        (IntakeField::Certificate, "x".repeat(100_001), ErrorCode::TooLarge),
        (
            IntakeField::Certificate,
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n".into(),
            ErrorCode::UnreadableCertificate,
        ),
        (IntakeField::PrivateKey, fixture("leaf.crt.pem"), ErrorCode::FoundInstead),
        (IntakeField::PrivateKey, fixture("openssh.key.pem"), ErrorCode::OtherFormat),
        (IntakeField::PrivateKey, fixture("dsa.key.pem"), ErrorCode::KeyUnsupported),
        (IntakeField::Intermediate, fixture("leaf.key.pem"), ErrorCode::FoundInstead),
    ];
    for (field, text, expected) in table {
        let preview = app.lay(field, &text);
        assert_eq!(code(&preview, field), Some(expected), "{field:?}: {}", text.get(..40).unwrap_or(&text));
        assert!(!preview.complete || preview.expired, "only an expired certificate may still be kept for the record");
    }
}

#[tokio::test]
async fn an_encrypted_key_names_its_cipher() {
    let app = TestApp::with_vault().await;
    let preview = app.lay(IntakeField::PrivateKey, &fixture("encrypted-pbes2.key.pem"));
    let locked = preview.private_key.locked.unwrap();
    assert!(locked.what.contains("AES-256-CBC"), "{locked:?}");
    assert!(preview.private_key.error.is_none() && !preview.complete, "it waits for its password");
}

#[tokio::test]
async fn a_key_that_does_not_match_names_both_fingerprints() {
    let app = TestApp::with_vault().await;
    let id = app.lay(IntakeField::Certificate, &fixture("p256.crt.pem")).id;
    let preview = app.lay_into(Some(id), IntakeField::PrivateKey, &fixture("p384.key.pem"));
    let error = preview.private_key.error.unwrap();
    assert_eq!((error.code, error.field), (ErrorCode::KeyMismatch, Some("privateKey")));
    let fingerprint = preview.facts.unwrap().public_key.fingerprint;
    assert!(error.message.contains(&fingerprint), "{}", error.message);
    assert!(error.message.matches(':').count() >= 62, "both fingerprints are there: {}", error.message);
}

#[tokio::test]
async fn one_file_with_everything_fills_the_three_fields() {
    let app = TestApp::with_vault().await;
    let id = app.bring_one(vec![fixture_path("combined.pem")]).await;
    let preview = app.core.find_intake(id).unwrap();
    assert!(preview.complete, "{preview:?}");
    for field in [&preview.certificate, &preview.private_key, &preview.intermediate] {
        assert_eq!(field.source.as_deref(), Some("combined.pem"));
        assert!(field.summary.is_some() && field.error.is_none());
    }
    assert!(preview.suggested_name.is_some());
}

#[tokio::test]
async fn several_files_find_their_fields_and_what_is_left_over_is_named() {
    let app = TestApp::with_vault().await;
    let files = ["intermediate.crt.pem", "leaf.key.pem", "root.crl.pem", "leaf.crt.pem"].map(fixture_path).to_vec();
    let id = app.bring_one(files).await;
    let preview = app.core.find_intake(id).unwrap();
    assert_eq!(preview.certificate.source.as_deref(), Some("leaf.crt.pem"));
    assert_eq!(preview.private_key.source.as_deref(), Some("leaf.key.pem"));
    assert_eq!(preview.intermediate.source.as_deref(), Some("intermediate.crt.pem"));
    assert!(preview.notes.iter().any(|note| note.contains("revocation list")), "{:?}", preview.notes);
}

#[tokio::test]
async fn formats_that_are_not_read_are_named_with_the_command_that_converts_them() {
    let app = TestApp::with_vault().await;
    for (name, word, command) in [("openssh.key.pem", "OpenSSH", "ssh-keygen")] {
        let id = app.bring_one(vec![fixture_path(name)]).await;
        let preview = app.core.find_intake(id).unwrap();
        let error = preview.certificate.error.or(preview.private_key.error).unwrap_or_else(|| panic!("{name} has no error"));
        assert!(error.message.contains(word), "{name}: {}", error.message);
        assert!(error.help.unwrap_or_default().contains(command), "{name}");
    }
}

#[tokio::test]
async fn a_drop_on_an_open_form_adds_to_what_is_there() {
    let app = TestApp::with_vault().await;
    let into = app.lay(IntakeField::Certificate, &fixture("leaf.crt.pem")).id;
    let from = app.bring_one(vec![fixture_path("leaf.key.pem")]).await;
    let merged = app.core.merge_intake(MergeIntake { from, into: Some(into), field: None }).unwrap();
    assert!(merged.complete && merged.private_key.summary.is_some());
    assert_eq!(app.core.find_intake(from).unwrap_err().code, ErrorCode::NotFound, "the first is put away");

    let from = app.bring_one(vec![fixture_path("intermediate.crt.pem")]).await;
    let merged = app.core.merge_intake(MergeIntake { from, into: Some(into), field: Some(IntakeField::Intermediate) }).unwrap();
    assert_eq!(merged.facts.unwrap().common_name, app.core.find_intake(into).unwrap().facts.unwrap().common_name);
    assert!(merged.intermediate.summary.is_some(), "what is dropped on a field goes there");
}

#[tokio::test]
async fn a_drop_on_a_field_of_an_empty_form_goes_there() {
    let app = TestApp::with_vault().await;
    let from = app.bring_one(vec![fixture_path("intermediate.crt.pem")]).await;
    let laid = app.core.merge_intake(MergeIntake { from, into: None, field: Some(IntakeField::Intermediate) }).unwrap();
    assert!(laid.intermediate.summary.is_some() && laid.certificate.source.is_none(), "alone it would be taken for the one to import");
}

#[tokio::test]
async fn every_spelling_of_pem_is_understood() {
    let app = TestApp::with_vault().await;
    for name in [
        "leaf-crlf.crt.pem",
        "leaf-escaped.crt.txt",
        "leaf-escaped-crlf.crt.txt",
        "leaf-bom.crt.pem",
        "leaf-cr.crt.pem",
        "leaf-indented.crt.pem",
        "leaf-trusted.crt.pem",
        "leaf-in-yaml.txt",
    ] {
        let preview = app.lay(IntakeField::Certificate, &fixture(name));
        assert!(preview.complete, "{name}: {:?}", preview.certificate.error);
    }
    let id = app.bring_one(vec![fixture_path("leaf-utf16le.crt.pem")]).await;
    assert!(app.core.find_intake(id).unwrap().complete, "a text file saved as UTF-16");
}

#[tokio::test]
async fn a_certificate_that_renews_a_held_one_says_so() {
    let app = TestApp::with_vault().await;
    let renews = |file: &str| app.lay(IntakeField::Certificate, &fixture(file)).renews.map(|held| held.name);
    assert_eq!(renews("leaf.crt.pem"), None, "nothing is held yet");
    app.import("other", "p256.crt.pem", None, None);
    assert_eq!(renews("leaf.crt.pem"), None, "other names");
    let held = app.import("shop", "leaf-earlier.crt.pem", Some("leaf.key.pem"), None);
    let preview = app.lay(IntakeField::Certificate, &fixture("leaf.crt.pem"));
    assert_eq!(preview.renews.map(|found| found.id), Some(held.row.id));
    let same = app.lay(IntakeField::Certificate, &fixture("leaf-earlier.crt.pem"));
    assert!(same.renews.is_none() && same.already_held[0].id == held.row.id, "the same one renews nothing");

    let rotate = RotateImported { secret_id: held.row.id, intake_id: preview.id, keep_expired: false, keep_current_key: true };
    app.core.rotate_imported(rotate).unwrap();
    let before = app.lay(IntakeField::Certificate, &fixture("leaf-earlier.crt.pem"));
    assert!(before.renews.is_none(), "what ends sooner renews nothing");
}

#[tokio::test]
async fn nothing_is_taken_while_the_vault_is_locked() {
    let app = TestApp::with_vault().await;
    let id = app.lay(IntakeField::Certificate, &fixture("leaf.crt.pem")).id;
    app.core.lock_vault().await.unwrap();
    assert_eq!(app.core.inspect_files(vec![fixture_path("leaf.crt.pem")]).await.unwrap_err().code, ErrorCode::VaultLocked);
    assert_eq!(app.core.find_intake(id).unwrap_err().code, ErrorCode::NotFound, "locking empties the tray");
}
