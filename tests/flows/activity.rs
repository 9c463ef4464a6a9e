//! Activity: what was done is told, in order, without secrets, and in a file.

use std::fs;

use certkeep_core::domain::activity::ActivityAction;
use certkeep_core::domain::lock::LockMode;
use certkeep_core::flows::activity::ActivityPage;
use certkeep_core::flows::activity::ListActivity;
use certkeep_core::flows::browse::VersionRef;
use certkeep_core::flows::delete::DeleteSecret;
use certkeep_core::flows::edit::EditSecret;
use certkeep_core::flows::edit::MoveSecret;
use certkeep_core::flows::export::DownloadVersion;
use certkeep_core::flows::groups::CreateGroup;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::locks::CreateLock;
use certkeep_core::flows::rotate::RotateImported;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::typed;

fn all() -> ListActivity {
    ListActivity { secret_id: None, actions: Vec::new(), search: String::new(), since: None, until: None, offset: 0, limit: 100 }
}

fn actions(page: &ActivityPage) -> Vec<ActivityAction> {
    page.rows.iter().rev().map(|row| row.action).collect()
}

#[tokio::test]
async fn everything_that_is_done_is_told_in_its_order() {
    use ActivityAction::*;
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), None);
    let id = secret.row.id;
    let edit = EditSecret {
        id,
        name: "shop-2".into(),
        description: String::new(),
        labels: vec!["live".into()],
        custom_metadata: "{\"pin\":4711}".into(),
    };
    app.core.edit_secret(&edit).unwrap();
    let group = app.core.create_group(&CreateGroup { name: "Archive".into(), description: String::new() }).unwrap();
    app.core.move_secret(MoveSecret { id, group_id: group.id }).unwrap();
    app.core.reveal_private_key(current(&secret)).unwrap();
    let path = app.outside("shop.pem");
    let download = DownloadVersion { version: current(&secret), format: "pem".into(), password: None };
    app.core.download_version(download, &path).await.unwrap();
    let intake_id = app.lay(IntakeField::Certificate, &fixture("leaf-renewed.crt.pem")).id;
    let rotated =
        app.core.rotate_imported(RotateImported { secret_id: id, intake_id, keep_expired: false, keep_current_key: true }).unwrap();
    let version = VersionRef { secret_id: id, version_id: rotated.versions[1].id };
    app.core.restore_version(version).unwrap();
    let lock = CreateLock { version, name: "audit".into(), description: String::new(), attributes: String::new(), mode: LockMode::None };
    app.core.create_lock(&lock).unwrap();
    app.core.delete_secret(&DeleteSecret { id, typed_name: "shop-2".into() }).unwrap_err();
    app.core.lock_vault().await.unwrap();
    app.core.unlock_vault(UnlockVault::Passphrase { passphrase: typed(PASSPHRASE) }).await.unwrap();

    let page = app.core.list_activity(&all()).unwrap();
    let expected = [
        VaultCreated,
        SecretImported,
        SecretEdited,
        GroupCreated,
        SecretMoved,
        KeyRevealed,
        VersionDownloaded,
        SecretRotated,
        VersionRestored,
        LockCreated,
        DeletionBlocked,
        VaultLocked,
        VaultUnlocked,
    ];
    assert_eq!(actions(&page), expected);
    assert_eq!(page.rows.iter().map(|row| row.id).collect::<Vec<_>>(), (1..=page.total).rev().collect::<Vec<_>>());
    let detail = |action| page.rows.iter().find(|row| row.action == action).unwrap().detail.clone();
    assert_eq!(detail(SecretEdited), "Name “shop” became “shop-2”; Labels: live; Custom metadata");
    assert_eq!(detail(SecretMoved), "From “Default” to “Archive”");
    assert!(detail(VersionDownloaded).contains(&path.display().to_string()), "it says where the file went");
    assert_eq!(detail(DeletionBlocked), "Version 1 is locked by “audit”.");
    assert_eq!(detail(VaultUnlocked), "With the passphrase");
    let said = serde_json::to_string(&page).unwrap();
    assert!(!said.contains("4711") && !said.contains("PRIVATE KEY") && !said.contains(PASSPHRASE), "no secret is told");

    let of_it = app.core.list_activity(&ListActivity { secret_id: Some(id), ..all() }).unwrap();
    assert!(of_it.rows.iter().all(|row| row.secret.as_ref().is_some_and(|secret| secret.id == id)));
    assert_eq!(of_it.total, 9);
    assert!(app.core.verify_activity().await.unwrap().intact);
}

#[tokio::test]
async fn what_was_done_to_a_deleted_secret_stays() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", None, None);
    app.core.delete_secret(&DeleteSecret { id: secret.row.id, typed_name: "shop".into() }).unwrap();
    let page = app.core.list_activity(&ListActivity { search: "shop".into(), ..all() }).unwrap();
    assert_eq!(actions(&page), [ActivityAction::SecretImported, ActivityAction::SecretDeleted]);
    assert!(page.rows.iter().all(|row| row.secret_deleted && row.secret.as_ref().is_some_and(|secret| secret.name == "shop")));
}

#[tokio::test]
async fn the_activity_is_written_as_a_table() {
    let app = TestApp::with_vault().await;
    app.import("shop", "leaf.crt.pem", None, None);
    app.core.create_group(&CreateGroup { name: "=SUM(A1), \"web\"".into(), description: String::new() }).unwrap();
    let path = app.outside("activity.csv");
    let written = app.core.export_activity(ListActivity { limit: 1, ..all() }, &path).await.unwrap();
    assert!(!written.contains_key);
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "Number,Time,By,Action,Secret,Secret ID,Detail");
    assert_eq!(lines.len(), 4, "every entry that matches, not one window of them");
    assert!(lines[1].contains("Group created") && lines[1].ends_with("\"“=SUM(A1), \"\"web\"\"”\""), "{}", lines[1]);
    assert!(lines[2].contains("Certificate imported,shop,"), "{}", lines[2]);
    let newest = app.core.list_activity(&all()).unwrap().rows.remove(0);
    assert_eq!(newest.action, ActivityAction::ActivityExported);
}

#[tokio::test]
async fn the_chain_goes_on_after_a_restart_and_through_a_backup() {
    let app = TestApp::with_vault().await;
    app.import("shop", "leaf.crt.pem", None, None);
    let before = app.core.verify_activity().await.unwrap();
    assert!(before.intact && before.digest.len() == 64);
    let app = app.restarted();
    app.core.unlock_vault(UnlockVault::Keychain).await.unwrap();
    let after = app.core.verify_activity().await.unwrap();
    assert!(after.intact && after.entries > before.entries && after.digest != before.digest);
}
