//! Backups: made while in use, checked, restored, refused when damaged.

use std::fs;

use certkeep_core::ErrorCode;
use certkeep_core::flows::backup::BackupKey;
use certkeep_core::flows::backup::OpenBackup;
use certkeep_core::flows::vault::CreateVault;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_core::flows::vault::VaultState;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::everything;
use certkeep_tests::test_app::typed;

fn open(backup_id: certkeep_core::domain::id::BackupId, passphrase: &str) -> OpenBackup {
    OpenBackup { backup_id, key: BackupKey::Passphrase { passphrase: typed(passphrase) } }
}

#[tokio::test]
async fn a_backup_brings_everything_back_on_another_machine() {
    let app = TestApp::with_vault().await;
    app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), Some("chain.pem"));
    let path = app.outside("vault.certkeep");
    let made = app.core.backup_vault(&path).await.unwrap();
    assert_eq!(made.secrets, 1);

    let elsewhere = TestApp::fresh();
    let preview = elsewhere.core.inspect_backup(&path).await.unwrap();
    assert_eq!((preview.secrets, preview.opens_with.len()), (1, 1), "the keychain does not travel");
    let wrong = elsewhere.core.check_backup(open(preview.id, "not the passphrase")).await.unwrap_err();
    assert_eq!(wrong.code, ErrorCode::WrongPassphrase);
    let check = elsewhere.core.check_backup(open(preview.id, PASSPHRASE)).await.unwrap();
    assert_eq!((check.secrets, check.versions, check.groups), (1, 1, 1));
    assert_eq!(elsewhere.core.find_vault().await.unwrap().state, VaultState::Absent, "a check changes nothing");

    let restored = elsewhere.core.restore_backup(open(preview.id, PASSPHRASE)).await.unwrap();
    assert_eq!(restored.state, VaultState::Unlocked);
    assert_eq!(elsewhere.core.list_secrets(everything()).unwrap().rows[0].name, "shop");
    let again = elsewhere.restarted();
    again.core.unlock_vault(UnlockVault::Passphrase { passphrase: typed(PASSPHRASE) }).await.unwrap();
    assert_eq!(again.core.list_secrets(everything()).unwrap().total, 1);
}

#[tokio::test]
async fn a_restore_sets_the_vault_aside_and_deletes_nothing() {
    let app = TestApp::with_vault().await;
    let path = app.outside("empty.certkeep");
    app.core.backup_vault(&path).await.unwrap();
    app.import("later", "leaf.crt.pem", None, None);
    let preview = app.core.inspect_backup(&path).await.unwrap();
    app.core.restore_backup(open(preview.id, PASSPHRASE)).await.unwrap();
    assert_eq!(app.core.list_secrets(everything()).unwrap().total, 0);
    let aside = fs::read_dir(app.home("")).unwrap().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    assert_eq!(aside.filter(|name| name.starts_with("replaced-")).count(), 1, "the vault before lies beside it");
}

#[tokio::test]
async fn a_damaged_backup_is_refused_and_the_vault_stays() {
    let app = TestApp::with_vault().await;
    app.import("shop", "leaf.crt.pem", None, None);
    let path = app.outside("vault.certkeep");
    app.core.backup_vault(&path).await.unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let refused = match app.core.inspect_backup(&path).await {
        Err(error) => error,
        Ok(preview) => app.core.restore_backup(open(preview.id, PASSPHRASE)).await.unwrap_err(),
    };
    assert_eq!(refused.code, ErrorCode::BackupDamaged);
    assert_eq!(app.core.list_secrets(everything()).unwrap().total, 1);

    fs::write(&path, "no backup at all").unwrap();
    assert_eq!(app.core.inspect_backup(&path).await.unwrap_err().code, ErrorCode::BackupDamaged);
}

#[tokio::test]
async fn a_backup_that_nothing_could_open_is_not_made() {
    let app = TestApp::fresh();
    app.core.create_vault(CreateVault { keychain: true, passphrase: None }).await.unwrap();
    assert_eq!(app.core.backup_file_name().unwrap_err().code, ErrorCode::NoPortableSlot);
    assert_eq!(app.core.backup_vault(&app.outside("x.certkeep")).await.unwrap_err().code, ErrorCode::NoPortableSlot);
    assert!(!app.outside("x.certkeep").exists());
    let left: Vec<_> = fs::read_dir(app.home("")).unwrap().filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    assert_eq!(left, ["vault"], "no snapshot is left behind");
}
