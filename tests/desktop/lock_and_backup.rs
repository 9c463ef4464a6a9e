//! Locking, and bringing a lost secret back from a backup.

use std::fs;
use std::path::Path;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::eventually;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::fixture;

use crate::held::held;
use crate::held::lay;
use crate::person::act_on;
use crate::person::at_work;
use crate::person::go_to;
use crate::person::mark_of;
use crate::person::mode;
use crate::person::page_holds;
use crate::person::row;
use crate::person::start_import;
use crate::person::unlock;

fn one_secret(folder: &Path) {
    lay(folder, &[held("shop", &["leaf.crt.pem", "leaf.key.pem", "intermediate.crt.pem"])]);
}

#[test]
fn a_locked_app_holds_nothing() {
    let desktop = at_work("lock", one_secret);
    row(&desktop, "shop");
    desktop.click("button", "Lock now (Ctrl+Shift+L)");
    assert_is_locked(&desktop);
    desktop.assert_accessible("the locked app");
    unlock(&desktop);
    row(&desktop, "shop");

    act_on(&desktop, "shop", "View details");
    desktop.click("tab", "Certificate");
    desktop.click("button", "Reveal private key");
    desktop.click("button", "Reveal");
    desktop.see(mark_of(&fixture("leaf.key.pem")));
    desktop.press("ctrl+shift+l");
    assert_is_locked(&desktop);
    unlock(&desktop);

    go_to(&desktop, "Secrets");
    start_import(&desktop);
    desktop.fill("Description (optional)", "half a sentence");
    desktop.press("ctrl+shift+l");
    assert_is_locked(&desktop);
    assert!(!page_holds(&desktop, "half a sentence"), "what was being typed is gone");
    desktop.fill("Passphrase", PASSPHRASE);
    desktop.click("button", "Unlock");
    assert_eq!(desktop.field("Description (optional)").value(), "", "the form is open again, and empty");
    desktop.click("button", "Cancel");
    lock_when_idle(&desktop);
}

/// The clock is moved on, as a computer's is that slept: who comes back finds the vault locked.
fn lock_when_idle(desktop: &Desktop) {
    go_to(desktop, "Settings");
    desktop.select("Lock when nothing was typed or moved for", "5 minutes");
    assert_eq!(desktop.field("Lock when nothing was typed or moved for").value(), "5");
    // The new setting reaches the lock a moment later and starts a new count, so the clock is moved on until that happened.
    eventually("the vault to lock by itself", || {
        desktop.ask_page(
            "window.rightNow ??= Date.now;
             window.slept = (window.slept ?? 0) + 6 * 60_000;
             Date.now = () => window.rightNow() + window.slept;",
        );
        desktop.page_text().contains("Unlock your vault").then_some(())
    });
    assert_is_locked(desktop);
}

fn assert_is_locked(desktop: &Desktop) {
    desktop.find("heading", "Unlock your vault");
    for secret in ["leaf.example.com", "shop", mark_of(&fixture("leaf.key.pem"))] {
        assert!(!page_holds(desktop, secret), "a locked app shows nothing of {secret}");
    }
}

#[test]
fn a_backup_brings_back_what_was_deleted() {
    let desktop = at_work("backup", one_secret);
    go_to(&desktop, "Settings");
    desktop.find("list", "Ways to unlock the vault");
    desktop.assert_accessible("the settings");
    desktop.picture("settings");
    desktop.click("button", "Check database");
    desktop.see("No damage found");

    let backup = desktop.home().join("Sicherung Nr. 1.certkeep");
    desktop.click("button", "Back up now");
    desktop.save_in_dialog(&backup);
    desktop.see("Backup written and checked");
    assert_eq!(mode(&backup), 0o600, "nobody else may read a backup");
    check(&desktop, &backup);

    go_to(&desktop, "Secrets");
    act_on(&desktop, "shop", "Delete");
    desktop.fill("Type shop to confirm", "shop");
    desktop.click("button", "Delete");
    desktop.find("heading", "No secrets yet");
    restore(&desktop, &backup);
    row(&desktop, "shop");
    act_on(&desktop, "shop", "View details");
    desktop.click("tab", "Certificate");
    desktop.find("button", "Reveal private key");
    let kept = fs::read_dir(desktop.vault_folder()).expect("the vault's folder is there");
    let replaced =
        kept.filter(|entry| entry.as_ref().is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("replaced"))).count();
    assert_eq!(replaced, 1, "the vault that was replaced is set aside, not deleted");
}

fn check(desktop: &Desktop, backup: &Path) {
    desktop.click("button", "Check a backup");
    let dialog = desktop.find("dialog", "Check a backup");
    desktop.click_in(&dialog, "button", "Choose file");
    desktop.open_in_dialog(backup);
    desktop.fill_in(&dialog, "Passphrase", "not this one");
    desktop.click_in(&dialog, "button", "Check");
    desktop.see("This is not the passphrase.");
    desktop.assert_accessible("a backup and a wrong passphrase");
    desktop.fill_in(&dialog, "Passphrase", PASSPHRASE);
    desktop.click_in(&dialog, "button", "Check");
    desktop.see("The backup is complete and undamaged");
    desktop.assert_accessible("a checked backup");
    desktop.find("button", "Close");
    desktop.press("Escape");
    desktop.see_gone("The backup is complete and undamaged");
}

fn restore(desktop: &Desktop, backup: &Path) {
    go_to(desktop, "Settings");
    desktop.click("button", "Restore from a backup");
    let flow = desktop.find("dialog", "Restore from a backup");
    desktop.click_in(&flow, "button", "Choose file");
    desktop.open_in_dialog(backup);
    desktop.click_in(&flow, "button", "Next");
    desktop.fill_in(&flow, "Passphrase", PASSPHRASE);
    desktop.assert_accessible("the second step of a restore");
    desktop.click_in(&flow, "button", "Check backup");
    desktop.see("The vault on this computer is set aside, not deleted");
    desktop.tick("Set the present vault aside and restore the backup");
    desktop.assert_accessible("the last step of a restore");
    desktop.click_in(&flow, "button", "Restore");
    desktop.find("heading", "Backup restored");
    desktop.assert_accessible("a restored backup");
    desktop.click("button", "Open Certkeep");
    go_to(desktop, "Secrets");
}
