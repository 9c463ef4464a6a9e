//! Edit, move, rotate, delete.

use certkeep_core::ErrorCode;
use certkeep_core::flows::browse::VersionRef;
use certkeep_core::flows::delete::DeleteSecret;
use certkeep_core::flows::edit::EditSecret;
use certkeep_core::flows::edit::MoveSecret;
use certkeep_core::flows::groups::CreateGroup;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::rotate::RotateImported;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::fixture;

#[tokio::test]
async fn what_the_person_wrote_can_be_changed() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", None, None);
    app.import("other", "p256.crt.pem", None, None);
    let edit = EditSecret {
        id: secret.row.id,
        name: "shop-2".into(),
        description: "New words".into(),
        labels: vec!["live".into()],
        custom_metadata: "{}".into(),
    };
    let edited = app.core.edit_secret(&edit).unwrap();
    assert_eq!((edited.row.name.as_str(), edited.row.description.as_str()), ("shop-2", "New words"));
    assert_eq!(app.core.list_labels().unwrap().iter().map(|label| label.label.as_str()).collect::<Vec<_>>(), ["live"]);
    let taken = app.core.edit_secret(&EditSecret { name: "other".into(), ..edit }).unwrap_err();
    assert_eq!((taken.code, taken.field), (ErrorCode::NameTaken, Some("name")));

    let group = app.core.create_group(&CreateGroup { name: "Archive".into(), description: String::new() }).unwrap();
    let moved = app.core.move_secret(MoveSecret { id: secret.row.id, group_id: group.id }).unwrap();
    assert_eq!(moved.row.group_name, "Archive");
}

#[tokio::test]
async fn a_rotation_keeps_the_version_before_whole() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), Some("intermediate.crt.pem"));
    let intake_id = app.lay(IntakeField::Certificate, &fixture("leaf-renewed.crt.pem")).id;
    let rotated = app
        .core
        .rotate_imported(RotateImported { secret_id: secret.row.id, intake_id, keep_expired: false, keep_current_key: false })
        .unwrap();

    assert_eq!(rotated.versions.iter().map(|version| version.number).collect::<Vec<_>>(), [2, 1]);
    assert!(!rotated.versions[0].private_key_included && !rotated.versions[0].intermediate_included, "nothing is carried over");
    let before = VersionRef { secret_id: secret.row.id, version_id: rotated.versions[1].id };
    assert!(app.core.reveal_private_key(before).is_ok(), "the version before is whole");
    assert_eq!(app.core.reveal_private_key(current(&rotated)).unwrap_err().code, ErrorCode::FormatUnavailable);
}

#[tokio::test]
async fn a_failed_rotation_changes_nothing() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), None);
    let intake_id = app.lay(IntakeField::Certificate, &fixture("expired.crt.pem")).id;
    let refused = app
        .core
        .rotate_imported(RotateImported { secret_id: secret.row.id, intake_id, keep_expired: false, keep_current_key: false })
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::CertificateExpired);
    assert_eq!(app.core.find_secret(secret.row.id).unwrap().versions.len(), 1);
}

#[tokio::test]
async fn deleting_asks_for_the_name_and_is_for_good() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), None);
    let delete = |name: &str| DeleteSecret { id: secret.row.id, typed_name: name.into() };
    let refused = app.core.delete_secret(&delete("Shop")).unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::NotTheName, Some("typedName")));
    app.core.delete_secret(&delete("shop")).unwrap();
    assert_eq!(app.core.find_secret(secret.row.id).unwrap_err().code, ErrorCode::NotFound);
    assert!(app.events.all().contains("secretChanged"), "the screen is told");
}
