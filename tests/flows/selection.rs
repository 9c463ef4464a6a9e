//! What is done to many secrets at once.

use std::fs;
use std::fs::File;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use certkeep_core::ErrorCode;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::id::SecretId;
use certkeep_core::domain::lock::LockMode;
use certkeep_core::flows::browse::ListSecrets;
use certkeep_core::flows::groups::CreateGroup;
use certkeep_core::flows::import::ImportCertificate;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::locks::CreateLock;
use certkeep_core::flows::selection::DeleteSelection;
use certkeep_core::flows::selection::DownloadSelection;
use certkeep_core::flows::selection::LabelSelection;
use certkeep_core::flows::selection::MoveSelection;
use certkeep_core::flows::selection::Selection;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::everything;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::request;
use certkeep_tests::test_app::typed;
use zip::ZipArchive;

const PASSWORD: &str = "höhe 42 & mehr";

/// Four secrets, two of them with their keys.
async fn stocked() -> (TestApp, [SecretId; 4]) {
    let app = TestApp::with_vault().await;
    let ids = [
        app.import("alpha", "p256.crt.pem", Some("p256.key.pem"), None).row.id,
        app.import("beta", "leaf.crt.pem", Some("leaf.key.pem"), Some("intermediate.crt.pem")).row.id,
        app.import("gamma", "sans.crt.pem", None, None).row.id,
        app.import("Gamma", "rsa-2048.crt.pem", None, None).row.id,
    ];
    (app, ids)
}

fn all_but(except: &[SecretId]) -> Selection {
    Selection::Matching { filter: ListSecrets { limit: 1, offset: 3, ..everything() }, except: except.to_vec() }
}

fn download(selection: Selection, format: &str) -> DownloadSelection {
    DownloadSelection { selection, format: format.into(), password: None }
}

fn files(path: &Path) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut files: Vec<(String, String)> = (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut text = Vec::new();
            file.read_to_end(&mut text).unwrap();
            (file.name().unwrap().into_owned(), String::from_utf8_lossy(&text).into_owned())
        })
        .collect();
    files.sort();
    files
}

#[tokio::test]
async fn a_selection_is_counted_before_anything_is_done_to_it() {
    let (app, ids) = stocked().await;
    let count = |selection| app.core.count_selection(selection).unwrap();
    let all = count(all_but(&[]));
    assert_eq!((all.secrets, all.with_key), (4, 2), "the window of the filter does not matter");
    let some = count(all_but(&ids[1..]));
    assert_eq!((some.secrets, some.with_key), (1, 1));
    let listed = count(Selection::Ids { ids: vec![ids[2], ids[2], SecretId::fresh()] });
    assert_eq!((listed.secrets, listed.with_key), (1, 0), "each once, and what is not there not at all");
    let found = ListSecrets { search: "GAMMA".into(), ..everything() };
    assert_eq!(count(Selection::Matching { filter: found, except: Vec::new() }).secrets, 2);
}

#[tokio::test]
async fn one_archive_holds_a_folder_for_each_secret() {
    let (app, ids) = stocked().await;
    let path = app.outside("all.zip");
    let request = || download(all_but(&[]), "zip");
    assert_eq!(app.core.selection_file_name(&request()).unwrap(), "certkeep-2026-06-01.zip");
    let written = app.core.download_selection(request(), &path).await.unwrap();
    assert_eq!((written.secrets, written.left_out.len(), written.file.contains_key), (4, 0, true));
    assert_eq!(written.file.bytes, fs::metadata(&path).unwrap().len());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "a key's file is its owner's alone");

    let files = files(&path);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "Gamma-2/certificate.pem",
        "alpha/certificate.pem",
        "alpha/private_key.pem",
        "beta/certificate.pem",
        "beta/intermediate.pem",
        "beta/private_key.pem",
        "gamma/certificate.pem",
    ];
    let swapped = expected.map(|name| name.replace("Gamma-2", "Gamma").replace("gamma/", "gamma-2/"));
    assert!(names == expected || names == swapped, "folders that differ by case only do not fall together: {names:?}");
    assert!(files.iter().any(|(name, text)| name == "beta/private_key.pem" && *text == fixture("leaf.key.pem")));
    for id in ids {
        assert!(app.core.find_secret(id).unwrap().versions[0].downloaded, "what left the vault is marked");
    }
    assert!(app.events.all().contains("selectionProgress"), "the screen is told on the way");
}

#[tokio::test]
async fn every_offered_form_is_written_and_what_it_cannot_hold_is_named() {
    let (app, ids) = stocked().await;
    for format in app.core.list_selection_formats().unwrap() {
        let path = app.outside(&format!("{}.zip", format.id));
        let password = format.needs_password.then(|| typed(PASSWORD));
        let request = DownloadSelection { selection: all_but(&[]), format: format.id.clone(), password };
        let written = app.core.download_selection(request, &path).await.unwrap_or_else(|error| panic!("{}: {error:?}", format.id));
        let folders: std::collections::BTreeSet<String> =
            files(&path).into_iter().map(|(name, _)| name.split('/').next().unwrap().into()).collect();
        assert_eq!(folders.len(), written.secrets as usize, "{}", format.id);
        assert_eq!(written.secrets as usize + written.left_out.len(), 4, "{}: each is in it or named", format.id);
        assert!(written.left_out.iter().all(|left| !left.error.message.is_empty() && !left.name.is_empty()));
        assert!(format.contains_key || !written.file.contains_key, "{}", format.id);
    }
    let chains = app.core.download_selection(download(all_but(&[]), "fullChain"), &app.outside("chains.zip")).await.unwrap();
    let mut left: Vec<&str> = chains.left_out.iter().map(|left| left.name.as_str()).collect();
    left.sort_unstable();
    assert_eq!((chains.secrets, left), (1, vec!["Gamma", "alpha", "gamma"]), "only one has an intermediate");

    let nothing = app.core.download_selection(download(Selection::Ids { ids: vec![ids[0]] }, "fullChain"), &app.outside("no.zip")).await;
    assert_eq!(nothing.unwrap_err().code, ErrorCode::FormatUnavailable);
    assert!(!app.outside("no.zip").exists(), "an empty archive helps nobody");
}

#[tokio::test]
async fn a_download_is_refused_before_anyone_is_asked_where_it_goes() {
    let (app, _) = stocked().await;
    let refusal = |format: &str| app.core.selection_file_name(&download(all_but(&[]), format)).unwrap_err();
    assert_eq!((refusal("pkcs12").code, refusal("pkcs12").field), (ErrorCode::PasswordTooShort, Some("password")));
    assert_eq!(refusal("privateKey").code, ErrorCode::NotFound, "keys alone are not handed out by the hundred");
    let missing = app.core.download_selection(download(all_but(&[]), "zip"), &app.outside("no/such/folder/a.zip")).await.unwrap_err();
    assert_eq!(missing.code, ErrorCode::NotWritable);
}

#[tokio::test]
async fn many_are_moved_at_once() {
    let (app, ids) = stocked().await;
    let group = app.core.create_group(&CreateGroup { name: "Archive".into(), description: String::new() }).unwrap();
    let moved = app.core.move_selection(MoveSelection { selection: all_but(&ids[..1]), group_id: group.id }).await.unwrap();
    assert_eq!((moved.done, moved.failed.len(), moved.stopped.is_none()), (3, 0, true));
    let inside = ListSecrets { group_ids: vec![group.id], ..everything() };
    assert_eq!(app.core.list_secrets(inside).unwrap().total, 3);
    let nowhere = app.core.move_selection(MoveSelection { selection: all_but(&[]), group_id: GroupId::fresh() }).await.unwrap_err();
    assert_eq!((nowhere.code, nowhere.field), (ErrorCode::NotFound, Some("groupId")));
}

#[tokio::test]
async fn many_are_labelled_at_once_and_one_with_too_many_is_named() {
    let (app, ids) = stocked().await;
    let full: Vec<String> = (0..30).map(|number| format!("label {number}")).collect();
    let intake = app.lay(IntakeField::Certificate, &fixture("ed25519.crt.pem")).id;
    app.core.import_certificate(&ImportCertificate { labels: full, ..request(intake, "full") }).unwrap();

    let label = |add: &[&str], remove: &[&str]| LabelSelection {
        selection: all_but(&[]),
        add: add.iter().map(|label| (*label).into()).collect(),
        remove: remove.iter().map(|label| (*label).into()).collect(),
    };
    let outcome = app.core.label_selection(label(&["live", "eu"], &[])).await.unwrap();
    assert_eq!((outcome.done, outcome.failed.len()), (4, 1));
    assert_eq!((outcome.failed[0].name.as_str(), outcome.failed[0].error.code), ("full", ErrorCode::InvalidLabel));
    let both = ListSecrets { labels: vec!["eu".into(), "live".into()], ..everything() };
    assert_eq!(app.core.list_secrets(both.clone()).unwrap().total, 4);

    let outcome = app.core.label_selection(label(&["us"], &["eu", "label 0"])).await.unwrap();
    assert_eq!((outcome.done, outcome.failed.len()), (5, 0), "there is room now");
    assert_eq!(app.core.list_secrets(both).unwrap().total, 0);
    assert_eq!(app.core.find_secret(ids[0]).unwrap().row.labels, ["live", "us"]);
    let bad = app.core.label_selection(label(&["a:b"], &[])).await.unwrap_err();
    assert_eq!(bad.code, ErrorCode::InvalidLabel, "a label that none could have is refused as a whole");
}

#[tokio::test]
async fn deleting_many_asks_for_their_number() {
    let (app, ids) = stocked().await;
    let delete = |typed: &str| DeleteSelection { selection: all_but(&ids[..1]), typed_count: typed.into() };
    for wrong in ["", "4", "three", "2"] {
        let refused = app.core.delete_selection(delete(wrong)).await.unwrap_err();
        assert_eq!((refused.code, refused.field), (ErrorCode::NotConfirmed, Some("typedCount")), "{wrong:?}");
    }
    assert_eq!(app.core.list_secrets(everything()).unwrap().total, 4, "nothing was deleted");
    let outcome = app.core.delete_selection(delete("3")).await.unwrap();
    assert_eq!((outcome.done, outcome.failed.len()), (3, 0));
    let left: Vec<String> = app.core.list_secrets(everything()).unwrap().rows.into_iter().map(|row| row.name).collect();
    assert_eq!(left, ["alpha"]);
    assert!(app.events.all().contains("secretsChanged"), "the screen is told");
}

#[tokio::test]
async fn a_locked_secret_is_named_and_stays_while_the_others_go() {
    let (app, ids) = stocked().await;
    let version = current(&app.core.find_secret(ids[2]).unwrap());
    let lock =
        CreateLock { version, name: "load-balancer".into(), description: String::new(), attributes: String::new(), mode: LockMode::None };
    app.core.create_lock(&lock).unwrap();
    assert_eq!(app.core.count_selection(all_but(&[])).unwrap().locked, 1, "said before anyone types a number");
    let request = DeleteSelection { selection: all_but(&[]), typed_count: "4".into() };
    let outcome = app.core.delete_selection(request).await.unwrap();
    assert_eq!((outcome.done, outcome.failed.len(), outcome.stopped.is_none()), (3, 1, true));
    let failure = &outcome.failed[0];
    assert_eq!((failure.id, failure.name.as_str(), failure.error.code), (ids[2], "gamma", ErrorCode::VersionLocked));
    assert!(failure.error.message.contains("load-balancer"), "the lock is named: {}", failure.error.message);
    assert!(app.core.find_secret(ids[2]).is_ok());
}

#[tokio::test]
async fn nothing_is_selected_while_the_vault_is_locked() {
    let (app, _) = stocked().await;
    app.core.lock_vault().await.unwrap();
    assert_eq!(app.core.count_selection(all_but(&[])).unwrap_err().code, ErrorCode::VaultLocked);
    let path = app.outside("locked.zip");
    assert_eq!(app.core.download_selection(download(all_but(&[]), "zip"), &path).await.unwrap_err().code, ErrorCode::VaultLocked);
    assert!(!path.exists());
}
