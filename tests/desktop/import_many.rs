//! Bringing a folder of everything at once: dropped, looked through, cancelled in the middle, gone on with, and told row by row.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::eventually;
use certkeep_tests::forge::Forge;
use certkeep_tests::test_app::fixture_path;

use crate::held::held;
use crate::held::lay;
use crate::person::at_work;

/// Enough that an import can be cancelled before it is done.
const MANY: usize = 2_000;

#[test]
fn import_many() {
    let desktop = at_work("import-many", |folder| lay(folder, &[held("shop", &["leaf.crt.pem", "leaf.key.pem"])]));
    let folder = messy_folder(&desktop);
    desktop.drop_files(&[&folder], &desktop.find("heading", "Secrets"));

    look_through(&desktop);
    cancel_in_the_middle(&desktop);
    finish(&desktop);
}

/// What a person inherits: thousands of files with their keys, some of them held already, expired, or no certificate at all.
fn messy_folder(desktop: &Desktop) -> PathBuf {
    let folder = desktop.home().join("Erbe (alt)");
    Forge::new().fill(&folder.join("server"), 0..MANY);
    let others = folder.join("büro");
    fs::create_dir_all(&others).expect("the home folder is writable");
    for file in ["leaf.crt.pem", "expired.crt.pem", "rsa-2048.crt.pem", "rsa-2048.key.pem"] {
        fs::copy(fixture_path(file), others.join(file)).expect("a copy");
    }
    fs::write(folder.join("README.txt"), "Ask Jo where the keys are.").expect("a file");
    symlink(&folder, others.join("again")).expect("a link");
    folder
}

fn look_through(desktop: &Desktop) {
    desktop.find("dialog", "Import many certificates");
    let import = desktop.find_like("button", "Import 2,001 certificates");
    assert!(import.is_enabled(), "what is new is chosen; what is held or expired is not");
    desktop.see("Already held 1");
    desktop.see("Expired 1");
    desktop.assert_accessible("the certificates that were found");
    desktop.picture("review");

    desktop.click_like("tab", "Left over");
    desktop.see("README.txt");
    desktop.picture("left-over");
    desktop.click("tab", "Certificates (2,003)");
    desktop.fill("Labels (optional)", "inherited,");
    desktop.fill("Search names, issuers and files", "rsa-2048");
    desktop.fill("Name for rsa-2048.example.com", "office-printer");
    desktop.press("Return");
}

fn cancel_in_the_middle(desktop: &Desktop) {
    desktop.click("button", "Import 2,001 certificates");
    desktop.click("button", "Cancel import");
    desktop.see("The import was cancelled");
    desktop.see("What was imported until then is whole and stays.");
    desktop.assert_accessible("an import that was cancelled");
    desktop.picture("cancelled");
}

fn finish(desktop: &Desktop) {
    desktop.click_like("button", "Import the other");
    desktop.see("The import is done");
    desktop.see("2,001 certificates imported.");
    desktop.assert_accessible("what became of each certificate");
    desktop.picture("result");

    desktop.click("button", "Copy results");
    let results = eventually("the results in the clipboard", || desktop.clipboard().filter(|text| text.contains("office-printer")));
    assert_eq!(results.lines().count(), 2_004, "a line for each certificate, and one above them");
    desktop.click("button", "Show secrets");
    desktop.see("2,002 secrets");
}
