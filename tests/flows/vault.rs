//! First start, unlocking and locking, and everything that can be wrong with a vault.

use std::fs;

use certkeep_core::ErrorCode;
use certkeep_core::flows::vault::ChangePassphrase;
use certkeep_core::flows::vault::ConfirmRecoveryKey;
use certkeep_core::flows::vault::CreateVault;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_core::flows::vault::VaultState;
use certkeep_core::vault::SlotKind;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::everything;
use certkeep_tests::test_app::typed;

fn with_passphrase(passphrase: &str) -> UnlockVault {
    UnlockVault::Passphrase { passphrase: typed(passphrase) }
}

#[tokio::test]
async fn a_first_start_offers_what_the_machine_has() {
    let app = TestApp::fresh();
    let view = app.core.find_vault().await.unwrap();
    assert_eq!((view.state, view.keychain.available), (VaultState::Absent, true));

    app.keyring.set_available(false);
    let view = app.restarted().core.find_vault().await.unwrap();
    assert!(!view.keychain.available && view.keychain.reason.is_some(), "a missing keychain says why");
}

#[tokio::test]
async fn a_vault_needs_a_way_in_that_is_strong_enough() {
    let app = TestApp::fresh();
    let none = app.core.create_vault(CreateVault { keychain: false, passphrase: None }).await.unwrap_err();
    assert_eq!(none.code, ErrorCode::LastSlot);
    let weak = app.core.create_vault(CreateVault { keychain: true, passphrase: Some(typed("password1")) }).await.unwrap_err();
    assert_eq!((weak.code, weak.field), (ErrorCode::WeakPassphrase, Some("passphrase")));
    assert_eq!(app.core.find_vault().await.unwrap().state, VaultState::Absent, "a refused first start leaves nothing behind");
}

#[tokio::test]
async fn each_way_in_opens_and_a_wrong_one_does_not() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), None);
    let app = app.restarted();
    assert_eq!(app.core.list_secrets(everything()).unwrap_err().code, ErrorCode::VaultLocked, "a locked app shows nothing");

    let wrong = app.core.unlock_vault(with_passphrase("seven otters paint the harbor")).await.unwrap_err();
    assert_eq!((wrong.code, wrong.field), (ErrorCode::WrongPassphrase, Some("passphrase")));

    for way in [UnlockVault::Keychain, with_passphrase(PASSPHRASE)] {
        assert_eq!(app.core.unlock_vault(way).await.unwrap().state, VaultState::Unlocked);
        assert_eq!(app.core.find_secret(secret.row.id).unwrap().row.name, "shop");
        assert_eq!(app.core.lock_vault().await.unwrap().state, VaultState::Locked);
        assert_eq!(app.core.find_secret(secret.row.id).unwrap_err().code, ErrorCode::VaultLocked);
    }
}

#[tokio::test]
async fn a_recovery_key_counts_once_a_part_of_it_was_typed_again() {
    let app = TestApp::with_vault().await;
    let shown = app.core.prepare_recovery_key().unwrap();
    let key = shown.key.clone();
    let group = key.split('-').nth(shown.confirm_group as usize - 1).unwrap().to_owned();
    let written = app.core.save_recovery_key(&app.outside("recovery.txt")).await.unwrap();
    assert!(fs::read_to_string(written.path).unwrap().contains(&key));

    let wrong = app.core.confirm_recovery_key(ConfirmRecoveryKey { typed: typed("0000") }).await.unwrap_err();
    assert_eq!((wrong.code, wrong.field), (ErrorCode::NotConfirmed, Some("typed")));
    let view = app.core.confirm_recovery_key(ConfirmRecoveryKey { typed: typed(&group.to_lowercase()) }).await.unwrap();
    assert!(view.slots.iter().any(|slot| slot.kind == SlotKind::RecoveryKey));

    app.core.lock_vault().await.unwrap();
    let spelled_by_hand = key.to_lowercase().replace('-', " ");
    let opened = app.core.unlock_vault(UnlockVault::RecoveryKey { recovery_key: typed(&spelled_by_hand) }).await;
    assert_eq!(opened.unwrap().state, VaultState::Unlocked);
}

#[tokio::test]
async fn a_new_passphrase_replaces_the_old_one_and_the_last_way_in_stays() {
    let app = TestApp::with_vault().await;
    let new = "eleven herons cross the marsh";
    let refused =
        app.core.change_passphrase(ChangePassphrase { current: Some(typed("not it at all")), new: typed(new) }).await.unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::WrongPassphrase, Some("current")));
    let weak = app.core.change_passphrase(ChangePassphrase { current: Some(typed(PASSPHRASE)), new: typed("1234") }).await.unwrap_err();
    assert_eq!((weak.code, weak.field), (ErrorCode::WeakPassphrase, Some("new")));
    let view = app.core.change_passphrase(ChangePassphrase { current: Some(typed(PASSPHRASE)), new: typed(new) }).await.unwrap();

    let keychain = view.slots.iter().find(|slot| slot.kind == SlotKind::Keychain).unwrap().id;
    let view = app.core.remove_slot(keychain).await.unwrap();
    let last = app.core.remove_slot(view.slots[0].id).await.unwrap_err();
    assert_eq!(last.code, ErrorCode::LastSlot);

    app.core.lock_vault().await.unwrap();
    assert_eq!(app.core.unlock_vault(with_passphrase(PASSPHRASE)).await.unwrap_err().code, ErrorCode::WrongPassphrase);
    assert_eq!(app.core.unlock_vault(UnlockVault::Keychain).await.unwrap_err().code, ErrorCode::NoSuchSlot);
    assert_eq!(app.core.unlock_vault(with_passphrase(new)).await.unwrap().state, VaultState::Unlocked);
}

#[tokio::test]
async fn a_keychain_that_lost_its_entry_or_does_not_answer_is_told_apart() {
    let app = TestApp::with_vault().await;
    app.core.lock_vault().await.unwrap();
    app.keyring.set_available(false);
    assert_eq!(app.core.unlock_vault(UnlockVault::Keychain).await.unwrap_err().code, ErrorCode::KeychainUnavailable);
    let mut app = app;
    app.keyring = Default::default();
    let app = app.restarted();
    assert_eq!(app.core.unlock_vault(UnlockVault::Keychain).await.unwrap_err().code, ErrorCode::KeychainEntryMissing);
    assert_eq!(app.core.unlock_vault(with_passphrase(PASSPHRASE)).await.unwrap().state, VaultState::Unlocked, "the other way still opens");
}

#[tokio::test]
async fn a_damaged_or_foreign_key_file_is_named_before_a_passphrase_is_asked() {
    let app = TestApp::with_vault().await.restarted();
    let keys = app.home("vault/keys.json");
    let good = fs::read(&keys).unwrap();

    let mut flipped = good.clone();
    flipped[good.len() / 2] ^= 1;
    for (bytes, code) in
        [(flipped, ErrorCode::KeyFileDamaged), (b"{".to_vec(), ErrorCode::KeyFileDamaged), (Vec::new(), ErrorCode::KeyFileDamaged)]
    {
        fs::write(&keys, bytes).unwrap();
        let view = app.core.find_vault().await.unwrap();
        assert_eq!((view.state, view.problem.map(|problem| problem.code)), (VaultState::Unusable, Some(code)));
    }

    let other = TestApp::with_vault().await;
    fs::copy(other.home("vault/keys.json"), &keys).unwrap();
    let view = app.core.find_vault().await.unwrap();
    assert_eq!(view.problem.map(|problem| problem.code), Some(ErrorCode::KeyFileForeign));

    fs::write(&keys, good).unwrap();
    assert_eq!(app.core.find_vault().await.unwrap().state, VaultState::Locked, "with the file put back, all is as before");
}

#[tokio::test]
async fn a_flipped_byte_in_the_database_is_found_after_unlocking() {
    let app = TestApp::with_vault().await;
    app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), Some("chain.pem"));
    let app = app.restarted();
    let path = app.home("vault/certkeep.db");
    let mut bytes = fs::read(&path).unwrap();
    let place = bytes.len() - 2000;
    bytes[place] ^= 1;
    fs::write(&path, bytes).unwrap();

    let unlocked = app.core.unlock_vault(UnlockVault::Keychain).await;
    let told = match unlocked {
        Err(error) => error.code == ErrorCode::DatabaseDamaged,
        Ok(_) => !app.core.check_database().await.map(|check| check.findings).unwrap_or_else(|error| vec![error.message]).is_empty(),
    };
    assert!(told, "a database that is damaged anywhere says so");
}

#[tokio::test]
async fn a_home_that_cannot_be_written_is_a_clear_problem() {
    let app = TestApp::fresh();
    let home = app.outside("certkeep");
    fs::remove_dir_all(&home).ok();
    fs::write(home, "a file in the way").unwrap();
    let app = app.restarted();
    let view = app.core.find_vault().await.unwrap();
    assert_eq!(view.state, VaultState::Unusable);
    assert!(view.problem.is_some_and(|problem| problem.help.is_some()), "with the way out");
}
