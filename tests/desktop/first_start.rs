//! The first start: how the vault is protected, the recovery key, and what a restart asks.

use std::fs;
use std::path::Path;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::Keychain;
use certkeep_tests::desktop::Start;
use certkeep_tests::test_app::PASSPHRASE;

use crate::person::mode;
use crate::person::unlock;

#[test]
fn first_start_with_a_keychain() {
    let mut desktop = Desktop::start("first-start-with-keychain", Start::with(Keychain::Unlocked));
    desktop.see("Welcome to Certkeep");
    desktop.assert_accessible("the welcome with a keychain");
    desktop.picture("welcome");
    desktop.tick_like("Keychain and passphrase");
    choose_passphrase(&desktop);

    let key = keep_recovery_key(&desktop);
    confirm_recovery_key(&desktop, &key);
    desktop.find("heading", "No secrets yet");
    desktop.assert_accessible("the empty table");
    assert!(!desktop.page_text().contains(&key[0]), "the recovery key is shown once");

    desktop.reopen();
    desktop.find("heading", "No secrets yet");
    desktop.click("link", "Settings");
    for way in ["System keychain", "Passphrase", "Recovery key"] {
        desktop.find("button", &format!("Remove {way}"));
    }
    assert_is_private(&desktop.vault_folder());
}

#[test]
fn first_start_without_a_keychain() {
    let mut desktop = Desktop::start("first-start-without-keychain", Start::with(Keychain::Absent));
    desktop.see("The system keychain is not available");
    desktop.see("None answers on this computer (");
    assert_eq!(desktop.count("radio"), 0, "what the computer lacks is not offered");
    desktop.assert_accessible("the welcome without a keychain");
    desktop.picture("welcome");
    desktop.click("button", "Create vault");
    desktop.see("Enter a passphrase.");
    desktop.fill("Passphrase", "password1");
    desktop.fill("Repeat the passphrase", "password1");
    desktop.click("button", "Create vault");
    desktop.see("This passphrase is too easy to guess.");
    desktop.assert_accessible("a refused passphrase");
    choose_passphrase(&desktop);
    desktop.click("button", "Not now");
    desktop.find("alertdialog", "Continue without a recovery key?");
    desktop.assert_accessible("the warning about the recovery key");
    desktop.click("button", "Continue without");
    desktop.find("heading", "No secrets yet");

    desktop.reopen();
    desktop.fill("Passphrase", "six otters paint the harbour");
    desktop.click("button", "Unlock");
    desktop.see("This is not the passphrase.");
    let field = desktop.field("Passphrase");
    assert_eq!(field.attribute("aria-invalid").as_deref(), Some("true"), "the field itself says that it is wrong");
    desktop.assert_accessible("a wrong passphrase");
    desktop.picture("wrong-passphrase");
    assert!(!desktop.has("link", "Secrets"), "a locked app shows nothing of itself");
    unlock(&desktop);
    assert_is_private(&desktop.vault_folder());
}

fn choose_passphrase(desktop: &Desktop) {
    desktop.fill("Passphrase", PASSPHRASE);
    desktop.see("guessing it takes centuries");
    desktop.fill("Repeat the passphrase", PASSPHRASE);
    desktop.click("button", "Create vault");
    desktop.find("heading", "Keep a recovery key");
}

/// Saves the recovery key as a file; the answer is its groups.
fn keep_recovery_key(desktop: &Desktop) -> Vec<String> {
    desktop.assert_accessible("the offer of a recovery key");
    desktop.click("button", "Create recovery key");
    desktop.find("list", "Recovery key");
    desktop.assert_accessible("the recovery key");
    let sheet = desktop.home().join("Recovery key – keep.txt");
    desktop.click("button", "Save as file");
    desktop.save_in_dialog(&sheet);
    desktop.see("Saved to ");

    assert_eq!(mode(&sheet), 0o600, "nobody else may read the recovery key");
    let sheet = fs::read_to_string(sheet).expect("the file is there");
    let key = sheet.lines().map(str::trim).find(|line| line.split('-').count() > 5).expect("the key is on the sheet");
    let groups: Vec<_> = key.split('-').map(str::to_owned).collect();
    let shown = desktop.find("list", "Recovery key").text();
    assert!(groups.iter().all(|group| shown.contains(group)), "the file holds the key that is shown");
    groups
}

fn confirm_recovery_key(desktop: &Desktop, groups: &[String]) {
    desktop.click("button", "I have kept it");
    desktop.see("Look at the file or print that you made");
    assert!(!desktop.page_text().contains(&groups[0]), "the key is hidden while it is asked for");
    let asked = desktop.find_like("textbox", "Group ");
    let number: usize = (1..=groups.len()).find(|number| desktop.has("field", &format!("Group {number}"))).expect("a group is asked for");
    desktop.fill(&format!("Group {number}"), "WRNG");
    desktop.click("button", "Confirm");
    desktop.see("This is not group ");
    assert_eq!(asked.attribute("aria-invalid").as_deref(), Some("true"), "the mistake is shown at the field");
    desktop.assert_accessible("a wrong group");
    desktop.fill(&format!("Group {number}"), &groups[number - 1]);
    desktop.click("button", "Confirm");
}

fn assert_is_private(folder: &Path) {
    assert_eq!(mode(folder), 0o700, "nobody else may look into the vault's folder");
    for file in ["vault/certkeep.db", "vault/keys.json"] {
        assert_eq!(mode(&folder.join(file)), 0o600, "nobody else may read {file}");
    }
}
