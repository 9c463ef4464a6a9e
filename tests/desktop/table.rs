//! The table with many secrets: selected, handed out in one archive, listed for others, and found again as it was left.

use std::fs;
use std::path::Path;
use std::process::Command;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::eventually;
use certkeep_tests::test_app::fixture_path;

use crate::held::Held;
use crate::held::held;
use crate::held::lay;
use crate::person::at_work;
use crate::person::mode;
use crate::person::openssl;
use crate::person::unlock;

fn a_few() -> Vec<Held> {
    vec![
        Held { labels: &["production"], ..held("shop", &["leaf.crt.pem", "leaf.key.pem", "intermediate.crt.pem"]) },
        Held { labels: &["production"], ..held("mail", &["rsa-2048.crt.pem", "rsa-2048.key.pem"]) },
        held("names", &["sans.crt.pem"]),
        held("archive", &["expired.crt.pem"]),
        held("zone", &["ed25519.crt.pem"]),
    ]
}

#[test]
fn many_secrets_are_selected_and_handed_out() {
    let desktop = at_work("table", |folder| lay(folder, &a_few()));
    desktop.see("5 secrets");
    desktop.find("toolbar", "Secrets by expiry");
    desktop.assert_accessible("the table below its overview");
    desktop.picture("overview");
    desktop.tick("Select shop");
    desktop.tick("Select names");
    desktop.see("2 selected");
    desktop.assert_accessible("a selection");
    desktop.picture("selected");

    download(&desktop);
    export(&desktop);
    label(&desktop);
    delete(&desktop);
}

/// Presses a button of those that are for what is selected.
fn act(desktop: &Desktop, name: &str) {
    desktop.click_in(&desktop.find("region", "Selected secrets"), "button", name);
}

fn download(desktop: &Desktop) {
    let file = desktop.home().join("Alle für den Umzug.zip");
    act(desktop, "Download");
    desktop.find("dialog", "Download 2 secrets");
    desktop.see("1 private key, unencrypted");
    desktop.assert_accessible("the form of the archive");
    desktop.picture("download");
    desktop.click("button", "Choose where to save");
    desktop.save_in_dialog(&file);
    desktop.find("heading", "File saved");
    desktop.see("2 secrets are in the archive.");
    desktop.assert_accessible("the written archive");
    desktop.click("button", "Done");

    assert_eq!(mode(&file), 0o600, "nobody else may read the key in it");
    let folder = file.with_extension("unpacked");
    let unpacked = Command::new("unzip").arg("-q").arg(&file).arg("-d").arg(&folder).status();
    assert!(unpacked.expect("unzip is installed").success(), "another program unpacks the archive");
    assert_eq!(names_in(&folder), ["names", "shop"], "a folder for each secret");
    assert_eq!(fingerprint(&folder.join("shop/certificate.pem")), fingerprint(&fixture_path("leaf.crt.pem")));
    let key = openssl(&["pkey", "-pubout", "-in", path(&folder.join("shop/private_key.pem"))]);
    let wanted = openssl(&["x509", "-noout", "-pubkey", "-in", path(&fixture_path("leaf.crt.pem"))]);
    assert_eq!(key, wanted, "it is the key of the certificate");
    assert!(!folder.join("names/private_key.pem").exists(), "what has no key gets none");
}

fn export(desktop: &Desktop) {
    let file = desktop.home().join("inventory.json");
    act(desktop, "Export inventory");
    desktop.tick_like("JSON");
    desktop.assert_accessible("the form of the inventory");
    desktop.click("button", "Choose where to save");
    desktop.save_in_dialog(&file);
    desktop.find("heading", "File saved");
    desktop.click("button", "Done");
    let text = fs::read_to_string(&file).expect("the inventory is written");
    assert!(!text.contains("PRIVATE KEY"), "an inventory holds no key");
    let inventory: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert!(["shop", "names"].iter().all(|name| inventory.to_string().contains(&format!("\"{name}\""))), "{inventory}");
    assert!(!inventory.to_string().contains("\"mail\""), "what is not selected is not in it");
}

fn label(desktop: &Desktop) {
    act(desktop, "Labels");
    desktop.fill("Labels to add (optional)", "moved");
    desktop.press("Return");
    desktop.assert_accessible("labels for many");
    desktop.click("button", "Change");
    desktop.see("Labels of 2 secrets changed");
    desktop.see_gone("2 selected");
}

fn delete(desktop: &Desktop) {
    desktop.click("button", "1 Expired");
    desktop.see("1 of 5 secrets");
    desktop.click("columnheader", "Select all");
    desktop.see("1 selected");
    desktop.press("Escape");
    desktop.see_gone("1 selected");
    desktop.press("ctrl+a");
    desktop.see("1 selected");
    act(desktop, "Delete");
    desktop.fill("Type 1 to confirm", "1");
    desktop.assert_accessible("the question before deleting");
    desktop.picture("delete");
    desktop.press("Return");
    desktop.see("1 secret deleted");
    desktop.click("button", "Clear filters");
    desktop.see("4 secrets");
}

#[test]
fn the_table_comes_back_as_it_was_left() {
    let mut desktop = at_work("table-views", |folder| lay(folder, &a_few()));
    desktop.see("5 secrets");
    desktop.click("button", "1 Expired");
    desktop.see("1 of 5 secrets");
    desktop.click("button", "Views");
    desktop.click("button", "Save as new view");
    desktop.fill("Name", "Gone");
    desktop.assert_accessible("the name of a view");
    desktop.press("Return");
    desktop.see("View saved");
    desktop.click("button", "Clear filters");
    desktop.see("5 secrets");

    desktop.click("button", "Columns");
    desktop.tick("Key");
    desktop.assert_accessible("the choice of columns");
    desktop.picture("columns");
    desktop.press("Escape");
    desktop.click("button", "Expires");
    desktop.fill("Search secrets", "example");
    eventually("what is found to be marked", || (desktop.ask_page("return document.querySelectorAll('mark').length") != 0).then_some(()));
    desktop.picture("found");
    eventually("the table to be kept", || (rows_by_expiry(&desktop) == "ascending").then_some(()));

    // The table is kept when the person pauses.
    std::thread::sleep(std::time::Duration::from_secs(1));
    desktop.reopen();
    unlock(&desktop);
    desktop.find("columnheader", "Key");
    assert_eq!(desktop.field("Search secrets").value(), "example");
    assert_eq!(rows_by_expiry(&desktop), "ascending", "the order is that of before");
    desktop.click("button", "Views");
    desktop.assert_accessible("saved views");
    desktop.picture("views");
    desktop.click("button", "Gone");
    desktop.see("1 of 5 secrets");
    assert_eq!(desktop.field("Search secrets").value(), "", "a view brings its own search");
}

/// How the rows are sorted by the column “Expires”.
fn rows_by_expiry(desktop: &Desktop) -> String {
    desktop.find("columnheader", "Expires").attribute("aria-sort").unwrap_or_default()
}

fn fingerprint(file: &Path) -> String {
    openssl(&["x509", "-noout", "-fingerprint", "-sha256", "-in", path(file)])
}

fn path(file: &Path) -> &str {
    file.to_str().expect("the story's names are text")
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the archive was unpacked");
    let mut names: Vec<_> = entries.map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
