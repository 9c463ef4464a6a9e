//! Locks: what they keep from happening, and how they move.

use certkeep_core::ErrorCode;
use certkeep_core::Result;
use certkeep_core::domain::lock::LockMode;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::browse::VersionRef;
use certkeep_core::flows::delete::DeleteSecret;
use certkeep_core::flows::delete_version_data::DeleteVersionData;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::locks::CreateLock;
use certkeep_core::flows::locks::LockRow;
use certkeep_core::flows::locks::RemoveLocks;
use certkeep_core::flows::rotate::FindRotation;
use certkeep_core::flows::rotate::RotateImported;
use certkeep_core::flows::selection::DeleteSelection;
use certkeep_core::flows::selection::Selection;
use certkeep_core::flows::settings::Settings;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::fixture;

async fn shop() -> (TestApp, SecretView) {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), None);
    (app, secret)
}

fn lock(app: &TestApp, version: VersionRef, name: &str, mode: LockMode) -> Result<Vec<LockRow>> {
    app.core.create_lock(&CreateLock { version, name: name.into(), description: "For the audit".into(), attributes: String::new(), mode })
}

fn unlock(app: &TestApp, version: VersionRef, names: &[&str], typed_name: &str) -> Result<Vec<LockRow>> {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    app.core.remove_locks(&RemoveLocks { version, names, typed_name: typed_name.into() })
}

fn rotate(app: &TestApp, secret: &SecretView) -> Result<SecretView> {
    let intake_id = app.lay(IntakeField::Certificate, &fixture("leaf-renewed.crt.pem")).id;
    app.core.rotate_imported(RotateImported { secret_id: secret.row.id, intake_id, keep_expired: false, keep_current_key: false })
}

fn numbered(secret: &SecretView, number: u32) -> VersionRef {
    let version = secret.versions.iter().find(|version| version.number == number).unwrap();
    VersionRef { secret_id: secret.row.id, version_id: version.id }
}

#[tokio::test]
async fn a_lock_keeps_the_data_and_its_secret() {
    let (app, secret) = shop().await;
    let version = current(&secret);
    let rows = lock(&app, version, "audit", LockMode::None).unwrap();
    assert_eq!((rows[0].name.as_str(), rows[0].version_number, rows[0].description.as_str()), ("audit", 1, "For the audit"));
    lock(&app, version, "billing", LockMode::None).unwrap();
    let held = app.core.find_secret(secret.row.id).unwrap();
    assert_eq!((held.row.locks_total, held.versions[0].locks), (2, 2));

    let data = DeleteVersionData { version, typed_name: "shop".into() };
    let refused = app.core.delete_version_data(&data).unwrap_err();
    assert_eq!((refused.code, refused.message.as_str()), (ErrorCode::VersionLocked, "Version 1 is locked by “audit” and “billing”."));
    let delete = DeleteSecret { id: secret.row.id, typed_name: "shop".into() };
    assert_eq!(app.core.delete_secret(&delete).unwrap_err().code, ErrorCode::VersionLocked);
    let many = DeleteSelection { selection: Selection::Ids { ids: vec![secret.row.id] }, typed_count: "1".into() };
    let outcome = app.core.delete_selection(many).await.unwrap();
    assert_eq!((outcome.done, outcome.failed[0].error.code), (0, ErrorCode::VersionLocked), "nor among many");
    assert!(app.core.reveal_private_key(version).is_ok(), "looking and downloading go on");

    unlock(&app, version, &["*"], "shop").unwrap();
    app.core.delete_secret(&delete).unwrap();
}

#[tokio::test]
async fn locks_go_along_with_their_version_and_stop_the_next_rotation() {
    let (app, secret) = shop().await;
    lock(&app, current(&secret), "audit", LockMode::None).unwrap();
    let rotated = rotate(&app, &secret).unwrap();
    assert_eq!(rotated.versions.iter().map(|version| version.locks).collect::<Vec<_>>(), [0, 1], "the new version is free");

    let intake_id = app.lay(IntakeField::Certificate, &fixture("leaf-renewed.crt.pem")).id;
    let preview = app.core.find_rotation(FindRotation { secret_id: secret.row.id, intake_id }).unwrap();
    assert_eq!(preview.refused.unwrap().code, ErrorCode::VersionLocked, "it is said before");
    let refused = rotate(&app, &secret).unwrap_err();
    assert_eq!((refused.code, refused.message.as_str()), (ErrorCode::VersionLocked, "Version 1 is locked by “audit”."));
    assert_eq!(app.core.restore_version(numbered(&rotated, 1)).unwrap_err().code, ErrorCode::VersionLocked, "a restore is a rotation");

    unlock(&app, numbered(&rotated, 1), &["audit"], "audit").unwrap();
    assert_eq!(rotate(&app, &secret).unwrap().versions[0].number, 3);
}

#[tokio::test]
async fn an_older_lock_outlives_what_is_kept() {
    let (app, secret) = shop().await;
    let settings = app.core.find_settings().unwrap();
    app.core.edit_settings(&Settings { versions_kept: 2, ..settings }).unwrap();
    let mut rotated = rotate(&app, &secret).unwrap();
    rotated = rotate(&app, &rotated).unwrap();
    assert!(!rotated.versions[2].payload_available);
    assert_eq!(
        lock(&app, numbered(&rotated, 1), "late", LockMode::None).unwrap_err().code,
        ErrorCode::PayloadGone,
        "nothing is left to lock"
    );
}

#[tokio::test]
async fn a_mode_frees_the_version_before() {
    let (app, secret) = shop().await;
    lock(&app, current(&secret), "audit", LockMode::None).unwrap();
    lock(&app, current(&secret), "billing", LockMode::None).unwrap();
    let rotated = rotate(&app, &secret).unwrap();
    let (before, now) = (numbered(&rotated, 1), current(&rotated));

    let rows = lock(&app, now, "audit", LockMode::RemovePreviousAndDelete).unwrap();
    let held = |rows: &[LockRow]| rows.iter().map(|row| (row.version_number, row.name.clone())).collect::<Vec<_>>();
    assert_eq!(held(&rows), [(2, "audit".into()), (1, "billing".into())], "another lock keeps the data");
    assert!(app.core.find_certificate(before).is_ok());
    let rows = lock(&app, before, "audit", LockMode::RemovePreviousAndDelete).unwrap();
    assert_eq!(rows.len(), 3, "on a version that is not the current one the mode does nothing more");
    unlock(&app, before, &["audit"], "shop").unwrap();

    lock(&app, now, "billing", LockMode::RemovePreviousAndDelete).unwrap();
    assert_eq!(app.core.find_certificate(before).unwrap_err().code, ErrorCode::PayloadGone);
}

#[tokio::test]
async fn what_is_wrong_with_a_lock_is_told_at_its_field() {
    let (app, secret) = shop().await;
    let version = current(&secret);
    for (name, attributes, code, field) in [
        ("", "", ErrorCode::InvalidLock, "name"),
        ("-audit", "", ErrorCode::InvalidLock, "name"),
        ("audit", "[1]", ErrorCode::InvalidMetadata, "attributes"),
        ("audit", "{", ErrorCode::InvalidMetadata, "attributes"),
    ] {
        let request =
            CreateLock { version, name: name.into(), description: String::new(), attributes: attributes.into(), mode: LockMode::None };
        let error = app.core.create_lock(&request).unwrap_err();
        assert_eq!((error.code, error.field), (code, Some(field)), "{name:?} {attributes:?}");
    }
    lock(&app, version, "audit", LockMode::None).unwrap();
    assert_eq!(unlock(&app, version, &["other"], "shop").unwrap_err().code, ErrorCode::NotFound);
    let refused = unlock(&app, version, &["audit"], "wrong").unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::NotTheName, Some("typedName")));
    assert_eq!(app.core.list_locks(secret.row.id).unwrap().len(), 1);
}
