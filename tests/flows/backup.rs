//! Backups: made while in use, checked, restored, refused when damaged; they never un-revoke.

use std::fs;
use std::path::PathBuf;

use certkeep_core::ErrorCode;
use certkeep_core::domain::id::BackupId;
use certkeep_core::domain::id::TemplateId;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::domain::secret::SecretStatus;
use certkeep_core::flows::authorities::ListIssued;
use certkeep_core::flows::authorities::RotateAuthority;
use certkeep_core::flows::backup::BackupKey;
use certkeep_core::flows::backup::OpenBackup;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::notices::ListNotices;
use certkeep_core::flows::revoke::RevokeVersion;
use certkeep_core::flows::vault::CreateVault;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_core::flows::vault::VaultState;
use certkeep_tests::own_ca::OwnCa;
use certkeep_tests::own_ca::below_example;
use certkeep_tests::own_ca::create;
use certkeep_tests::own_ca::host;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::everything;
use certkeep_tests::test_app::typed;

fn open(backup_id: BackupId, passphrase: &str) -> OpenBackup {
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

/// An authority that issued two certificates, and a backup of that day.
struct Shop {
    app: TestApp,
    ca: OwnCa,
    template: TemplateId,
    first: SecretView,
    second: SecretView,
    backup: PathBuf,
}

impl Shop {
    async fn open() -> Self {
        let app = TestApp::with_vault().await;
        let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
        let template = ca.template(&app, "web", below_example());
        let issue = async |name: &str| app.core.create_private_certificate(create(template, name, host("shop.example.com"))).await.unwrap();
        let (first, second) = (issue("first").await, issue("second").await);
        let backup = app.outside("shop.certkeep");
        app.core.backup_vault(&backup).await.unwrap();
        Self { app, ca, template, first, second, backup }
    }

    fn revoke(&self, secret: &SecretView, reason: RevocationReason) {
        let (secret_id, version_id) = (secret.row.id, secret.versions[0].id);
        let typed_name = secret.row.name.clone();
        self.app.core.revoke_version(&RevokeVersion { secret_id, version_id, reason, typed_name }).unwrap();
    }

    /// Revokes one of the two, and a third that the backup does not know. Answers the number of the list that says so.
    async fn go_on(&self) -> u32 {
        let third = self.app.core.create_private_certificate(create(self.template, "third", host("new.example.com"))).await.unwrap();
        self.revoke(&self.first, RevocationReason::KeyCompromise);
        self.revoke(&third, RevocationReason::Superseded);
        list(&self.app, self.ca).0
    }

    async fn restore_in(&self, app: &TestApp) {
        let preview = app.core.inspect_backup(&self.backup).await.unwrap();
        app.core.restore_backup(open(preview.id, PASSPHRASE)).await.unwrap();
    }

    fn status_in(&self, app: &TestApp, secret: &SecretView) -> SecretStatus {
        app.core.find_secret(secret.row.id).unwrap().row.status
    }
}

/// Number and entries of the intermediate's revocation list.
fn list(app: &TestApp, ca: OwnCa) -> (u32, u32) {
    let crl = app.core.find_authority(ca.intermediate).unwrap().row.crl.unwrap();
    (crl.number, crl.entries)
}

fn told(app: &TestApp) -> Vec<String> {
    let notices = app.core.list_notices(ListNotices { unread_only: false, offset: 0, limit: 10 }).unwrap();
    notices.rows.into_iter().map(|notice| format!("{}: {}", notice.title, notice.detail)).collect()
}

#[tokio::test]
async fn what_was_revoked_since_a_backup_stays_revoked_when_it_is_restored() {
    let shop = Shop::open().await;
    let number = shop.go_on().await;
    shop.app.clock.pass_days(1);
    // Locked or not: the key of the backup opens the vault that it is of.
    for locked in [false, true] {
        if locked {
            shop.app.core.lock_vault().await.unwrap();
        }
        shop.restore_in(&shop.app).await;
        let secrets = shop.app.core.list_secrets(everything()).unwrap();
        assert_eq!(secrets.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["first", "second"], "it is the backup");
        assert_eq!(shop.status_in(&shop.app, &shop.first), SecretStatus::Revoked);
        assert_eq!(shop.status_in(&shop.app, &shop.second), SecretStatus::Active);
        let (newer, entries) = list(&shop.app, shop.ca);
        assert_eq!(entries, 2, "the one that the backup does not know is in the list, too");
        assert!((number + 1..number + 10).contains(&newer), "{newer} follows {number}");
        let issued = ListIssued { authority_id: shop.ca.intermediate, search: "new.".into(), revoked_only: true, offset: 0, limit: 10 };
        assert_eq!(shop.app.core.list_issued(issued).unwrap().total, 1);
        assert!(told(&shop.app)[0].contains("2 revocations and 1 issued certificates from after the backup of 2026-06-01"));
    }
}

#[tokio::test]
async fn an_authority_that_changed_its_key_since_a_backup_keeps_vouching_with_it() {
    let shop = Shop::open().await;
    let rotate = RotateAuthority { authority_id: shop.ca.intermediate, reuse_key: false, ttl: String::new() };
    let rotated = shop.app.core.rotate_authority(rotate).await.unwrap();
    let later = shop.ca.template(&shop.app, "later", below_example());
    let issued = shop.app.core.create_private_certificate(create(later, "later", host("later.example.com"))).await.unwrap();
    shop.revoke(&issued, RevocationReason::Superseded);
    shop.restore_in(&shop.app).await;
    let restored = shop.app.core.find_authority(shop.ca.intermediate).unwrap();
    assert_eq!(restored.certificate, rotated.certificate, "the key that came after the backup is in use");
    assert_eq!((restored.certificates.len(), restored.row.crl.unwrap().entries), (2, 1));
    let again = create(shop.template, "again", host("again.example.com"));
    shop.app.core.create_private_certificate(again).await.expect("it issues with the key that came after the backup");
}

#[tokio::test]
async fn elsewhere_a_published_list_tells_what_was_revoked() {
    let shop = Shop::open().await;
    let folder = shop.app.outside("published");
    shop.app.core.publish_in(&folder).unwrap();
    shop.app.core.backup_vault(&shop.backup).await.unwrap();
    let number = shop.go_on().await;
    shop.app.core.run_due().unwrap();
    let elsewhere = TestApp::fresh();
    shop.restore_in(&elsewhere).await;
    assert_eq!(shop.status_in(&elsewhere, &shop.first), SecretStatus::Revoked);
    let (newer, entries) = list(&elsewhere, shop.ca);
    assert!(newer > number && entries == 2, "{newer} after {number}, {entries} entries");

    // A list that somebody else signed says nothing.
    let stranger = Shop::open().await;
    stranger.go_on().await;
    stranger.app.core.publish_in(&folder).unwrap();
    let elsewhere = TestApp::fresh();
    shop.restore_in(&elsewhere).await;
    assert_eq!((shop.status_in(&elsewhere, &shop.first), list(&elsewhere, shop.ca).1), (SecretStatus::Active, 0));
}

#[tokio::test]
async fn where_nobody_knows_numbers_leap_and_the_person_is_told() {
    let shop = Shop::open().await;
    let number = shop.go_on().await;
    let elsewhere = TestApp::fresh();
    elsewhere.clock.pass_days(2);
    shop.restore_in(&elsewhere).await;
    let (leapt, _) = list(&elsewhere, shop.ca);
    assert!(leapt > number + 100_000, "no list that was made meanwhile has a greater number: {leapt}");
    let said = told(&elsewhere);
    assert!(said[0].starts_with("Revocations may be missing: ") && said[0].contains("intermediate, root after 2026-06-01"), "{said:?}");
    assert!(elsewhere.events.all().contains("noticeCame"));

    let empty = TestApp::with_vault().await;
    let path = empty.outside("empty.certkeep");
    empty.core.backup_vault(&path).await.unwrap();
    let preview = elsewhere.core.inspect_backup(&path).await.unwrap();
    elsewhere.core.restore_backup(open(preview.id, PASSPHRASE)).await.unwrap();
    assert!(told(&elsewhere)[0].contains("not in it: intermediate, root. The vault that was set aside has them"));
}
