//! Versions: restored, compared, emptied, kept for as long as the person chose; the key that goes along.

use certkeep_core::ErrorCode;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::browse::VersionRef;
use certkeep_core::flows::compare::CompareVersions;
use certkeep_core::flows::delete_version_data::DeleteVersionData;
use certkeep_core::flows::edit_version::EditVersion;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::rotate::FindRotation;
use certkeep_core::flows::rotate::RotateImported;
use certkeep_core::flows::settings::Settings;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::fixture;

/// A secret whose second version was imported without key and intermediates; its certificate has the key of the first.
async fn rotated() -> (TestApp, SecretView) {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), Some("intermediate.crt.pem"));
    let rotated = rotate(&app, &secret, "leaf-renewed.crt.pem", false).unwrap();
    (app, rotated)
}

fn rotate(app: &TestApp, secret: &SecretView, certificate: &str, keep_current_key: bool) -> certkeep_core::Result<SecretView> {
    let intake_id = app.lay(IntakeField::Certificate, &fixture(certificate)).id;
    app.core.rotate_imported(RotateImported { secret_id: secret.row.id, intake_id, keep_expired: false, keep_current_key })
}

fn numbered(secret: &SecretView, number: u32) -> VersionRef {
    let version = secret.versions.iter().find(|version| version.number == number).unwrap();
    VersionRef { secret_id: secret.row.id, version_id: version.id }
}

#[tokio::test]
async fn an_earlier_version_becomes_the_current_one_again() {
    let (app, secret) = rotated().await;
    assert_eq!(secret.versions.iter().map(|version| version.restorable).collect::<Vec<_>>(), [false, true], "not the current one");
    let restored = app.core.restore_version(numbered(&secret, 1)).unwrap();

    assert_eq!(restored.versions.iter().map(|version| version.number).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(restored.versions[0].restored_from, Some(1));
    assert_eq!(restored.versions[0].fingerprint_sha256, restored.versions[2].fingerprint_sha256);
    assert!(restored.versions[0].private_key_included && restored.versions[0].intermediate_included, "its key and chain come back");
    assert!(restored.row.private_key_included, "the table shows what is current");
    let key = |version| app.core.reveal_private_key(version).unwrap().pem.clone();
    assert_eq!(key(current(&restored)), key(numbered(&restored, 1)));
}

#[tokio::test]
async fn what_has_expired_or_is_empty_or_current_is_not_restored() {
    let (app, secret) = rotated().await;
    let code = |version| app.core.restore_version(version).unwrap_err().code;
    assert_eq!(code(current(&secret)), ErrorCode::NotRestorable);
    let foreign = app.import("other", "p256.crt.pem", None, None);
    let mixed = VersionRef { secret_id: foreign.row.id, version_id: numbered(&secret, 1).version_id };
    assert_eq!(code(mixed), ErrorCode::NotFound, "a version belongs to its secret");

    let version = numbered(&secret, 1);
    app.core.delete_version_data(&DeleteVersionData { version, typed_name: "shop".into() }).unwrap();
    assert_eq!(code(version), ErrorCode::PayloadGone);

    let again = rotate(&app, &secret, "leaf-renewed.crt.pem", false).unwrap();
    app.clock.pass_days(40_000);
    assert_eq!(code(numbered(&again, 2)), ErrorCode::NotRestorable, "it has expired");
    assert!(app.core.find_secret(secret.row.id).unwrap().versions.iter().all(|version| !version.restorable));
}

#[tokio::test]
async fn the_data_of_a_version_is_deleted_once_the_name_is_typed() {
    let (app, secret) = rotated().await;
    let version = numbered(&secret, 1);
    let delete = |typed: &str| app.core.delete_version_data(&DeleteVersionData { version, typed_name: typed.into() });
    let refused = delete("Shop").unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::NotTheName, Some("typedName")));
    let emptied = delete("shop").unwrap();
    assert_eq!(emptied.versions.iter().map(|version| version.payload_available).collect::<Vec<_>>(), [true, false]);
    assert_eq!(app.core.find_certificate(version).unwrap_err().code, ErrorCode::PayloadGone);
    assert_eq!(delete("shop").unwrap_err().code, ErrorCode::PayloadGone);
    assert!(app.core.find_certificate(current(&emptied)).is_ok(), "the other version is whole");
}

#[tokio::test]
async fn an_emptied_secret_holds_no_key_and_can_be_filled_again() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), None);
    let emptied = app.core.delete_version_data(&DeleteVersionData { version: current(&secret), typed_name: "shop".into() }).unwrap();
    assert!(!emptied.row.private_key_included);
    let intake_id = app.lay(IntakeField::Certificate, &fixture("leaf-renewed.crt.pem")).id;
    let preview = app.core.find_rotation(FindRotation { secret_id: secret.row.id, intake_id }).unwrap();
    assert!(!preview.had_key && !preview.current_key_fits && preview.lost.is_empty());
    assert_eq!(rotate(&app, &secret, "leaf-renewed.crt.pem", false).unwrap().versions[0].number, 2);
}

#[tokio::test]
async fn the_current_key_goes_along_when_it_fits() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), Some("intermediate.crt.pem"));
    let intake_id = app.lay(IntakeField::Certificate, &fixture("leaf-renewed.crt.pem")).id;
    let preview = app.core.find_rotation(FindRotation { secret_id: secret.row.id, intake_id }).unwrap();
    assert!(preview.current_key_fits && preview.had_key && preview.had_intermediate && preview.refused.is_none());
    assert_eq!(preview.lost.len(), 2, "key and intermediates are not in the tray: {:?}", preview.lost);

    let rotated = rotate(&app, &secret, "leaf-renewed.crt.pem", true).unwrap();
    assert!(rotated.versions[0].private_key_included && !rotated.versions[0].intermediate_included);
    let key = |version| app.core.reveal_private_key(version).unwrap().pem.clone();
    assert_eq!(key(current(&rotated)), key(numbered(&rotated, 1)));
}

#[tokio::test]
async fn a_key_that_does_not_fit_is_not_kept() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), None);
    let intake_id = app.lay(IntakeField::Certificate, &fixture("p256.crt.pem")).id;
    let preview = app.core.find_rotation(FindRotation { secret_id: secret.row.id, intake_id }).unwrap();
    assert!(!preview.current_key_fits);
    assert!(preview.lost.iter().any(|lost| lost.contains("www.example.com")), "a name is lost: {:?}", preview.lost);
    assert_eq!(rotate(&app, &secret, "p256.crt.pem", true).unwrap_err().code, ErrorCode::KeyMismatch);

    let without = app.import("bare", "leaf.crt.pem", None, None);
    assert_eq!(rotate(&app, &without, "leaf-renewed.crt.pem", true).unwrap_err().code, ErrorCode::NothingGiven);
    assert_eq!(app.core.find_secret(without.row.id).unwrap().versions.len(), 1, "nothing was changed");
}

#[tokio::test]
async fn two_versions_are_compared_field_by_field() {
    let (app, secret) = rotated().await;
    let comparison = app.core.compare_versions(CompareVersions { left: numbered(&secret, 1), right: current(&secret) }).unwrap();
    assert_eq!(
        (comparison.left.number, comparison.left.is_current, comparison.right.number, comparison.right.is_current),
        (1, false, 2, true)
    );
    let same = |field: &str| comparison.fields.iter().find(|found| found.field == field).map(|found| found.same);
    for field in ["commonName", "keyFingerprint"] {
        assert_eq!(same(field), Some(true), "{field}");
    }
    for field in ["serialNumber", "fingerprintSha256", "privateKey", "intermediate"] {
        assert_eq!(same(field), Some(false), "{field}");
    }
    let mut names: Vec<&str> = comparison.fields.iter().map(|field| field.field.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), comparison.fields.len(), "no field comes twice");

    let other = app.import("other", "p256.crt.pem", None, None);
    let across = app.core.compare_versions(CompareVersions { left: current(&secret), right: current(&other) }).unwrap();
    assert_eq!((across.left.name.as_str(), across.right.name.as_str()), ("shop", "other"));
    let itself = app.core.compare_versions(CompareVersions { left: current(&other), right: current(&other) }).unwrap();
    assert!(itself.fields.iter().all(|field| field.same));
}

#[tokio::test]
async fn as_many_versions_keep_their_data_as_the_person_chose() {
    let (app, secret) = rotated().await;
    let settings = app.core.find_settings().unwrap();
    assert_eq!(settings.versions_kept, 50);
    for refused in [0, 1, 51] {
        let error = app.core.edit_settings(&Settings { versions_kept: refused, ..settings.clone() }).unwrap_err();
        assert_eq!((error.code, error.field), (ErrorCode::OutOfRange, Some("versionsKept")), "{refused}");
    }
    app.core.edit_settings(&Settings { versions_kept: 2, ..settings }).unwrap();
    assert_eq!(app.core.find_settings().unwrap().versions_kept, 2);
    assert!(app.core.find_certificate(numbered(&secret, 1)).is_ok(), "nothing goes before the next rotation");
    let rotated = rotate(&app, &secret, "leaf-renewed.crt.pem", false).unwrap();
    assert_eq!(rotated.versions.iter().map(|version| version.payload_available).collect::<Vec<_>>(), [true, true, false]);
}

#[tokio::test]
async fn a_version_has_notes_of_its_own() {
    let (app, secret) = rotated().await;
    let edit = |text: &str| app.core.edit_version(&EditVersion { version: numbered(&secret, 1), custom_metadata: text.into() });
    let edited = edit(r#"{ "server": "lb-2" }"#).unwrap();
    assert_eq!(edited.versions[1].custom_metadata, r#"{"server":"lb-2"}"#);
    assert_eq!(edited.versions[0].custom_metadata, "", "the other version has none");
    assert_eq!(edit("[1]").unwrap_err().code, ErrorCode::InvalidMetadata);
}
