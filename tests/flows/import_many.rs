//! Import many: a folder of every kind becomes an inventory, and the inventory secrets.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use certkeep_core::ErrorCode;
use certkeep_core::domain::activity::ActivityAction;
use certkeep_core::domain::id::BatchId;
use certkeep_core::domain::lock::LockMode;
use certkeep_core::flows::activity::ListActivity;
use certkeep_core::flows::browse::ListSecrets;
use certkeep_core::flows::import_many::BatchOutcome;
use certkeep_core::flows::import_many::BatchRow;
use certkeep_core::flows::import_many::BatchState;
use certkeep_core::flows::import_many::BatchVerdict;
use certkeep_core::flows::import_many::BatchVerdictKind;
use certkeep_core::flows::import_many::BatchView;
use certkeep_core::flows::import_many::EditBatch;
use certkeep_core::flows::import_many::EditBatchRow;
use certkeep_core::flows::import_many::Leftover;
use certkeep_core::flows::import_many::ListBatchRows;
use certkeep_core::flows::import_many::ListLeftovers;
use certkeep_core::flows::import_many::UnlockBatch;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::locks::CreateLock;
use certkeep_core::flows::rotate::RotateImported;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::everything;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::fixture_path;
use certkeep_tests::test_app::typed;

/// A folder outside the app, with fixtures under other names.
fn folder(app: &TestApp, name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = app.outside(name);
    for (fixture, path) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(fixture_path(fixture), path).unwrap();
    }
    folder
}

fn all(id: BatchId) -> ListBatchRows {
    ListBatchRows { batch_id: id, search: String::new(), only: None, offset: 0, limit: 100 }
}

fn rows(app: &TestApp, id: BatchId) -> Vec<BatchRow> {
    app.core.list_batch_rows(&all(id)).unwrap().rows
}

fn row(app: &TestApp, id: BatchId, display_name: &str) -> BatchRow {
    let found = rows(app, id).into_iter().find(|row| row.display_name == display_name);
    found.unwrap_or_else(|| panic!("no row for {display_name}"))
}

fn leftovers(app: &TestApp, id: BatchId) -> Vec<Leftover> {
    app.core.list_leftovers(ListLeftovers { batch_id: id, offset: 0, limit: 100 }).unwrap().rows
}

fn edit(id: BatchId, index: u32) -> EditBatchRow {
    EditBatchRow { batch_id: id, index, name: None, chosen: None, as_version: None }
}

/// Imports the batch and waits until it has ended.
async fn import(app: &TestApp, id: BatchId) -> BatchView {
    app.core.import_batch(id).unwrap();
    ended(app, id).await
}

async fn ended(app: &TestApp, id: BatchId) -> BatchView {
    loop {
        let view = app.core.find_batch(id).unwrap();
        if view.state != BatchState::Importing {
            return view;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn messy(app: &TestApp) -> PathBuf {
    let folder = folder(
        app,
        "inherited",
        &[
            ("leaf.crt.pem", "web/shop.crt"),
            ("leaf.key.pem", "web/private/shop.key"),
            ("leaf.crt.pem", "backup/old copy.pem"),
            ("chain.p7b", "web/chain.p7b"),
            ("p256.crt.pem", "api/api.pem"),
            ("p256.key.pem", "api/api-key.pem"),
            ("expired.crt.pem", "old/expired.cer"),
            ("p384.key.pem", "lost.key"),
            ("leaf.csr.pem", "web/shop.csr"),
            ("root.crl.pem", "web/crl.pem"),
        ],
    );
    fs::write(folder.join("notes.txt"), "Remember to renew.").unwrap();
    fs::write(folder.join("logo.png"), [&b"\x89PNG\r\n\x1a\n\0\0\0"[..], &[0; 100]].concat()).unwrap();
    folder
}

#[tokio::test]
async fn a_messy_folder_becomes_an_inventory() {
    let app = TestApp::with_vault().await;
    let id = app.bring_many(vec![messy(&app)]).await;
    let view = app.core.find_batch(id).unwrap();
    assert_eq!((view.state, view.rows, view.new, view.expired), (BatchState::Ready, 3, 2, 1), "{view:?}");
    assert_eq!((view.chosen, view.invalid, view.done), (2, 0, 0), "what has expired is not chosen by itself");

    let leaf = row(&app, id, "leaf.example.com");
    assert!(leaf.private_key_included, "the key in another folder belongs to it");
    assert_eq!(leaf.chain_length, 2, "its issuers are in the PKCS#7 file");
    assert_eq!(leaf.sources[0], "inherited/backup/old copy.pem");
    assert!(leaf.sources.iter().any(|source| source == "inherited/web/private/shop.key"), "{:?}", leaf.sources);

    let left: Vec<(String, String)> = leftovers(&app, id).into_iter().map(|left| (left.source, left.what)).collect();
    for (source, what) in [
        ("inherited/logo.png", "binary"),
        ("inherited/lost.key", "private key (ECDSA P-384)"),
        ("inherited/notes.txt", "without certificates"),
        ("inherited/web/crl.pem", "revocation list"),
        ("inherited/web/shop.csr", "signing request"),
    ] {
        assert!(left.iter().any(|(from, found)| from == source && found.contains(what)), "{source}: {left:?}");
    }
    assert_eq!(left.len(), 5, "{left:?}");
}

#[tokio::test]
async fn a_batch_becomes_secrets_with_their_keys_and_chains() {
    let app = TestApp::with_vault().await;
    let id = app.bring_many(vec![messy(&app)]).await;
    let labels = vec!["inherited".to_owned()];
    let view =
        app.core.edit_batch(&EditBatch { batch_id: id, group_id: certkeep_core::domain::id::GroupId::DEFAULT, labels, keep_expired: true });
    assert_eq!(view.unwrap().chosen, 3);
    let view = import(&app, id).await;
    assert_eq!((view.state, view.done, view.failed), (BatchState::Done, 3, 0), "{view:?}");
    assert!(view.problem.is_none());

    let page = app.core.list_secrets(everything()).unwrap();
    assert_eq!(page.total, 3);
    assert!(page.rows.iter().all(|row| row.labels == ["inherited"]));
    let shop = page.rows.iter().find(|row| row.name == "leaf.example.com").unwrap();
    let secret = app.core.find_secret(shop.id).unwrap();
    assert!(secret.row.private_key_included && secret.versions[0].intermediate_included);
    assert_eq!(app.core.find_certificate(current(&secret)).unwrap().chain.len(), 3);
    let report = app.core.batch_report(id).unwrap();
    assert_eq!(report.lines().count(), 4, "a head and a line for each: {report}");
    assert!(report.lines().skip(1).all(|line| line.ends_with("\tImported")), "{report}");
}

#[tokio::test]
async fn what_is_held_is_recognised_and_what_renews_it_becomes_its_next_version() {
    let app = TestApp::with_vault().await;
    let held = app.import("shop", "leaf-earlier.crt.pem", Some("leaf.key.pem"), None);
    let files = [("leaf-earlier.crt.pem", "a.pem"), ("leaf.crt.pem", "b.pem"), ("leaf.key.pem", "b.key"), ("p256.crt.pem", "c.pem")];
    let id = app.bring_many(vec![folder(&app, "renewed", &files)]).await;
    let rows = rows(&app, id);
    assert!(matches!(&rows[0].verdict, BatchVerdict::AlreadyHeld { secret } if secret.name == "shop"), "{:?}", rows[0]);
    assert!(!rows[0].chosen);
    assert!(matches!(&rows[1].verdict, BatchVerdict::Renews { secret } if secret.id == held.row.id), "it lasts longer: {:?}", rows[1]);
    assert!(rows[1].chosen && rows[1].as_version);
    assert_eq!(import(&app, id).await.state, BatchState::Done);
    let after = app.core.find_secret(held.row.id).unwrap();
    assert_eq!(after.versions.len(), 2);
    assert!(after.versions[0].private_key_included && after.versions[0].not_after > after.versions[1].not_after);
}

#[tokio::test]
async fn names_are_unique_and_a_bad_one_is_told_in_its_row() {
    let app = TestApp::with_vault().await;
    app.import("leaf.example.com", "p384.crt.pem", None, None);
    let folder = folder(&app, "names", &[("leaf.crt.pem", "a.pem"), ("leaf-renewed.crt.pem", "b.pem"), ("p256.crt.pem", "c.pem")]);
    let id = app.bring_many(vec![folder]).await;
    let names: Vec<String> = rows(&app, id).into_iter().map(|row| row.name).collect();
    assert_eq!(names[..2], ["leaf.example.com-2", "leaf.example.com-3"], "{names:?}");

    let name = |index, name: &str| EditBatchRow { name: Some(name.into()), ..edit(id, index) };
    let bad = app.core.edit_batch_row(&name(0, "a b")).unwrap();
    assert_eq!(bad.error.unwrap().code, ErrorCode::InvalidName);
    let taken = app.core.edit_batch_row(&name(0, "leaf.example.com")).unwrap();
    assert_eq!(taken.error.unwrap().code, ErrorCode::NameTaken);
    app.core.edit_batch_row(&name(0, "shop")).unwrap();
    let twice = app.core.edit_batch_row(&name(1, "shop")).unwrap();
    assert_eq!(twice.error.unwrap().field, Some("name"));
    assert_eq!(app.core.find_batch(id).unwrap().invalid, 2, "both rows of one name are told");
    let invalid = ListBatchRows { only: Some(BatchVerdictKind::Invalid), ..all(id) };
    assert_eq!(app.core.list_batch_rows(&invalid).unwrap().total, 2);
    app.core.edit_batch_row(&EditBatchRow { chosen: Some(false), ..edit(id, 1) }).unwrap();
    assert_eq!(app.core.find_batch(id).unwrap().invalid, 0, "what is left out is in nobody's way");
}

#[tokio::test]
async fn one_password_opens_all_that_it_fits() {
    let app = TestApp::with_vault().await;
    let folder = folder(
        &app,
        "locked",
        &[("leaf.p12", "a.p12"), ("encrypted-pbes2.key.pem", "rsa.key"), ("rsa-2048.crt.pem", "rsa.pem"), ("p256.crt.pem", "p256.pem")],
    );
    let id = app.bring_many(vec![folder]).await;
    assert_eq!(app.core.find_batch(id).unwrap().locked.len(), 2);
    let unlock = |password: &str| app.core.unlock_batch(UnlockBatch { batch_id: id, password: typed(password) });
    assert_eq!(unlock("wrong").await.unwrap_err().code, ErrorCode::WrongPassword);
    app.core.edit_batch_row(&EditBatchRow { name: Some("mine".into()), ..edit(id, row(&app, id, "rsa-2048.example.com").index) }).unwrap();
    let view = unlock("secret").await.unwrap();
    assert_eq!((view.locked.len(), view.rows), (0, 3), "{view:?}");
    assert!(row(&app, id, "rsa-2048.example.com").private_key_included);
    assert_eq!(row(&app, id, "rsa-2048.example.com").name, "mine", "what the person typed stays");
    assert!(row(&app, id, "leaf.example.com").private_key_included);
}

#[tokio::test]
async fn a_cancelled_import_goes_on_where_it_stopped() {
    let app = TestApp::with_vault().await;
    let id = app.bring_many(vec![messy(&app)]).await;
    app.core.import_batch(id).unwrap();
    let busy = app.core.import_batch(id).map(|()| app.core.find_batch(id).unwrap().state);
    assert!(busy.is_err() || busy.unwrap() != BatchState::Ready, "one import at a time");
    app.core.cancel_batch(id).unwrap();
    ended(&app, id).await;
    let view = import(&app, id).await;
    assert_eq!((view.state, view.done), (BatchState::Done, 2));
    let outcomes: Vec<BatchOutcome> = rows(&app, id).into_iter().filter_map(|row| row.outcome).collect();
    assert_eq!(outcomes.len(), 3);
    assert_eq!(app.core.list_secrets(everything()).unwrap().total, 2);
}

#[tokio::test]
async fn nothing_in_a_folder_is_told_and_locking_puts_batches_away() {
    let app = TestApp::with_vault().await;
    let empty = app.outside("empty");
    fs::create_dir_all(empty.join("deeper")).unwrap();
    fs::write(empty.join("deeper/readme"), "nothing").unwrap();
    let refused = app.core.inspect_files(vec![empty]).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NothingGiven);
    assert!(refused.message.contains("1 file was looked at"), "{}", refused.message);

    let id = app.bring_many(vec![messy(&app)]).await;
    app.core.lock_vault().await.unwrap();
    assert_eq!(app.core.find_batch(id).unwrap_err().code, ErrorCode::NotFound);
}

#[cfg(unix)]
#[tokio::test]
async fn links_are_followed_once() {
    let app = TestApp::with_vault().await;
    let folder = messy(&app);
    std::os::unix::fs::symlink(&folder, folder.join("loop")).unwrap();
    std::os::unix::fs::symlink(Path::new("../nowhere"), folder.join("dead")).unwrap();
    let id = app.bring_many(vec![folder]).await;
    assert_eq!(app.core.find_batch(id).unwrap().rows, 3);
    let left = leftovers(&app, id);
    assert!(left.iter().any(|left| left.source == "inherited/loop" && left.reason.contains("looked at already")), "{left:?}");
    assert!(left.iter().any(|left| left.source == "inherited/dead" && left.reason.contains("nowhere")), "{left:?}");
}

#[tokio::test]
async fn a_database_of_xca_is_taken_over_with_its_password() {
    let app = TestApp::with_vault().await;
    let id = app.bring_many(vec![fixture_path("xca.xdb")]).await;
    let view = app.core.find_batch(id).unwrap();
    assert_eq!((view.rows, view.locked.len()), (2, 2), "{view:?}");
    assert!(leftovers(&app, id).iter().any(|left| left.what == "a certificate signing request"), "the request is named");
    app.core.unlock_batch(UnlockBatch { batch_id: id, password: typed("secret") }).await.unwrap();
    for name in ["leaf.example.com", "rsa-2048.example.com"] {
        let row = row(&app, id, name);
        assert!(row.private_key_included, "{name} has its key");
        assert!(row.sources.iter().any(|source| source.starts_with("xca.xdb/")), "{:?}", row.sources);
    }
    assert_eq!(row(&app, id, "leaf.example.com").chain_length, 2);
    assert_eq!(import(&app, id).await.done, 2);
}

#[cfg(unix)]
#[tokio::test]
async fn the_folders_of_other_tools_are_taken_over() {
    let app = TestApp::with_vault().await;
    let certbot = folder(
        &app,
        "letsencrypt",
        &[
            ("leaf.crt.pem", "archive/shop/cert1.pem"),
            ("leaf.key.pem", "archive/shop/privkey1.pem"),
            ("leaf-renewed.crt.pem", "archive/shop/cert2.pem"),
            ("leaf.key.pem", "archive/shop/privkey2.pem"),
            ("intermediate.crt.pem", "archive/shop/chain2.pem"),
        ],
    );
    fs::create_dir_all(certbot.join("live/shop")).unwrap();
    for (name, file) in [("cert.pem", "cert2.pem"), ("privkey.pem", "privkey2.pem"), ("chain.pem", "chain2.pem")] {
        std::os::unix::fs::symlink(format!("../../archive/shop/{file}"), certbot.join("live/shop").join(name)).unwrap();
    }
    let others = folder(
        &app,
        "others",
        &[
            ("p256.crt.pem", ".acme.sh/p256.example.com_ecc/p256.example.com.cer"),
            ("p256.key.pem", ".acme.sh/p256.example.com_ecc/p256.example.com.key"),
            ("p384.key.pem", ".lego/accounts/acme-v02/a@example.com/keys/a@example.com.key"),
            ("other-root.crt.pem", "caddy/pki/authorities/local/root.crt"),
            ("other-root.key.pem", "caddy/pki/authorities/local/root.key"),
            ("rsa-2048.crt.pem", "mkcert/rootCA.pem"),
            ("rsa-2048.key.pem", "mkcert/rootCA-key.pem"),
        ],
    );
    let id = app.bring_many(vec![certbot, others]).await;
    let rows = rows(&app, id);
    let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["shop", "p256.example.com_ecc", "caddy-local-root", "mkcert-rootCA"]);
    assert!(rows.iter().all(|row| row.private_key_included), "{rows:?}");
    assert_eq!(rows[0].chain_length, 1);
    let left: Vec<String> = leftovers(&app, id).into_iter().map(|left| format!("{}: {}", left.source, left.reason)).collect();
    assert!(left.iter().any(|left| left.contains("cert1.pem: It is an older version of “shop”")), "{left:?}");
    assert!(left.iter().any(|left| left.contains("privkey1.pem: It is an older version of “shop”")), "{left:?}");
    assert!(left.iter().any(|left| left.contains("the key of an ACME account")), "{left:?}");
    assert_eq!(left.len(), 3, "{left:?}");
}

#[tokio::test]
async fn the_folder_of_step_is_taken_over_once_its_password_is_typed() {
    let app = TestApp::with_vault().await;
    let step = folder(
        &app,
        ".step",
        &[("root.crt.pem", "certs/root_ca.crt"), ("intermediate.crt.pem", "certs/intermediate_ca.crt"), ("leaf.crt.pem", "shop.crt")],
    );
    fs::create_dir_all(step.join("secrets")).unwrap();
    fs::create_dir_all(step.join("config")).unwrap();
    fs::write(step.join("config/ca.json"), "{\"root\": \"/home/jo/.step/certs/root_ca.crt\"}").unwrap();
    for (key, name) in [("root", "root_ca_key"), ("intermediate", "intermediate_ca_key")] {
        let (from, to) = (fixture_path(&format!("{key}.key.pem")), step.join("secrets").join(name));
        openssl(&["ec", "-aes256", "-passout", "pass:secret", "-in", &from.to_string_lossy(), "-out", &to.to_string_lossy()]);
    }
    let id = app.bring_many(vec![step]).await;
    let view = app.core.find_batch(id).unwrap();
    assert_eq!((view.rows, view.locked.len()), (1, 2), "without their keys, the authorities are the chain of the leaf: {view:?}");
    app.core.unlock_batch(UnlockBatch { batch_id: id, password: typed("secret") }).await.unwrap();
    for (name, has_key, chain) in [("Example Root", true, 0), ("Example Intermediate", true, 1), ("leaf.example.com", false, 2)] {
        let row = row(&app, id, name);
        assert_eq!((row.private_key_included, row.chain_length), (has_key, chain), "{row:?}");
    }
    assert!(leftovers(&app, id).iter().any(|left| left.source == ".step/config/ca.json"));
    assert_eq!(import(&app, id).await.done, 3);
}

/// What OpenSSL does; it must succeed.
fn openssl(arguments: &[&str]) {
    let output = std::process::Command::new("openssl").args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[tokio::test]
async fn a_key_store_with_several_keys_becomes_as_many_secrets() {
    let app = TestApp::with_vault().await;
    for kind in ["PKCS12", "JKS"] {
        let store = app.outside(&format!("{kind}.store"));
        for (alias, algorithm) in [("shop", "EC"), ("mail", "RSA"), ("api", "EC")] {
            let name = format!("CN={alias}.{}.example.com", kind.to_lowercase());
            let make = ["-genkeypair", "-alias", alias, "-keyalg", algorithm, "-dname", &name, "-validity", "9000"];
            let how = ["-storetype", kind, "-keystore", &store.to_string_lossy(), "-storepass", "secret", "-keypass", "secret"];
            let made = std::process::Command::new("keytool").args([make.as_slice(), &how].concat()).output().unwrap();
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stdout));
        }
        let id = app.bring_many(vec![store, fixture_path("p384.crt.pem"), fixture_path("p521.crt.pem")]).await;
        let view = app.core.unlock_batch(UnlockBatch { batch_id: id, password: typed("secret") }).await.unwrap();
        assert_eq!((view.rows, view.locked.len()), (5, 0), "{kind}: {view:?}");
        for alias in ["shop", "mail", "api"] {
            assert!(row(&app, id, &format!("{alias}.{}.example.com", kind.to_lowercase())).private_key_included, "{kind}: {alias}");
        }
        assert_eq!(import(&app, id).await.failed, 0);
    }
    assert_eq!(app.core.list_secrets(everything()).unwrap().total, 8);
}

#[tokio::test]
async fn a_lock_in_the_way_of_one_row_is_told_there_and_in_the_activity() {
    let app = TestApp::with_vault().await;
    let held = app.import("shop", "leaf-earlier.crt.pem", Some("leaf.key.pem"), None);
    let intake_id = app.lay(IntakeField::Certificate, &fixture("leaf-earlier.crt.pem")).id;
    let again = RotateImported { secret_id: held.row.id, intake_id, keep_expired: false, keep_current_key: true };
    app.core.rotate_imported(again).unwrap();
    let lock = CreateLock {
        version: current(&held),
        name: "audit".into(),
        description: String::new(),
        attributes: String::new(),
        mode: LockMode::None,
    };
    app.core.create_lock(&lock).unwrap();

    let folder = folder(&app, "renewed", &[("leaf.crt.pem", "shop.pem"), ("p256.crt.pem", "api.pem")]);
    let id = app.bring_many(vec![folder]).await;
    assert!(matches!(row(&app, id, "leaf.example.com").verdict, BatchVerdict::Renews { .. }));
    let view = import(&app, id).await;
    assert_eq!((view.state, view.done, view.failed), (BatchState::Done, 2, 1), "{view:?}");
    let Some(BatchOutcome::Failed { error }) = row(&app, id, "leaf.example.com").outcome else { panic!("the lock is in its way") };
    assert_eq!(error.code, ErrorCode::VersionLocked);
    assert_eq!(app.core.find_secret(held.row.id).unwrap().versions.len(), 2, "nothing of it is left");

    let actions = vec![ActivityAction::RotationBlocked];
    let asked =
        ListActivity { secret_id: Some(held.row.id), actions, search: String::new(), since: None, until: None, offset: 0, limit: 10 };
    let told: Vec<String> = app.core.list_activity(&asked).unwrap().rows.into_iter().map(|row| row.detail).collect();
    assert_eq!(told, ["Version 1 is locked by “audit”."], "as when it is rotated alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn locking_the_vault_stops_an_import_between_whole_secrets() {
    const MANY: usize = 1_500;
    let app = TestApp::with_vault().await;
    let folder = app.outside("many");
    certkeep_tests::forge::Forge::new().fill(&folder, 0..MANY);
    let id = app.bring_many(vec![folder.clone()]).await;
    app.core.import_batch(id).unwrap();
    while app.core.find_batch(id).unwrap().done == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    app.core.lock_vault().await.unwrap();
    let gone = app.core.find_batch(id).unwrap_err();
    assert!(gone.code == ErrorCode::NotFound && gone.message.contains("locking"), "it is said why: {gone:?}");

    app.core.unlock_vault(UnlockVault::Passphrase { passphrase: typed(PASSPHRASE) }).await.unwrap();
    let imported = app.core.list_secrets(ListSecrets { limit: 5_000, ..everything() }).unwrap();
    assert!(imported.total > 0 && (imported.total as usize) < MANY, "{} of {MANY}", imported.total);
    for row in &imported.rows {
        let secret = app.core.find_secret(row.id).unwrap();
        assert!(row.private_key_included && secret.versions[0].intermediate_included, "{row:?}");
        app.core.find_certificate(current(&secret)).unwrap();
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(app.core.list_secrets(everything()).unwrap().total, imported.total, "nothing goes on behind the person's back");
    assert!(app.core.check_database().await.unwrap().findings.is_empty());
    assert!(app.core.verify_activity().await.unwrap().intact);

    let id = app.bring_many(vec![folder]).await;
    let view = app.core.find_batch(id).unwrap();
    assert_eq!(
        (view.already_held, view.new as usize),
        (imported.total, MANY - imported.total as usize),
        "what is held is recognised: {view:?}"
    );
    assert_eq!(import(&app, id).await.state, BatchState::Done);
    assert_eq!(app.core.list_secrets(everything()).unwrap().total as usize, MANY);
}

#[tokio::test]
async fn a_zip_archive_is_looked_into() {
    let app = TestApp::with_vault().await;
    let folder = messy(&app);
    let archive = app.outside("all.zip");
    let python = "import shutil, sys; shutil.make_archive(sys.argv[1], 'zip', sys.argv[2])";
    let made = std::process::Command::new("python3")
        .args(["-c", python, &archive.with_extension("").to_string_lossy(), &folder.to_string_lossy()])
        .status()
        .unwrap();
    assert!(made.success());
    let id = app.bring_many(vec![archive]).await;
    let leaf = row(&app, id, "leaf.example.com");
    assert!(leaf.private_key_included && leaf.sources.iter().any(|source| source == "all.zip/web/shop.crt"), "{leaf:?}");
    assert_eq!(app.core.find_batch(id).unwrap().rows, 3);
}

#[tokio::test]
async fn reading_can_be_cancelled() {
    let app = TestApp::with_vault().await;
    let folder = app.outside("large");
    certkeep_tests::forge::Forge::new().fill(&folder, 0..3000);
    let core = app.core.clone();
    let told = std::sync::Arc::new(std::sync::atomic::AtomicU32::new(0));
    let hears = std::sync::Arc::clone(&told);
    let tell = move |progress: certkeep_core::flows::intake::Progress| {
        assert!(progress.read <= progress.found && progress.found <= 3001, "{progress:?}");
        hears.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        core.cancel_reading();
    };
    let cancelled = app.core.inspect_files_telling(vec![folder], tell).await;
    match told.load(std::sync::atomic::Ordering::Relaxed) {
        0 => assert!(cancelled.is_ok(), "a machine that is done within a blink has nothing to tell"),
        _ => assert_eq!(cancelled.unwrap_err().code, ErrorCode::Cancelled),
    }
}
