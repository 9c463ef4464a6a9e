//! Versions of a secret: compared, restored, locked, emptied; and what was done with them, which nothing changes unnoticed.

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::eventually;

use crate::held::held;
use crate::held::lay;
use crate::person::CERTIFICATE;
use crate::person::act_on;
use crate::person::at_work;
use crate::person::choose;
use crate::person::go_to;
use crate::person::row;

#[test]
fn versions_are_compared_restored_and_locked_and_all_of_it_is_remembered() {
    let desktop = at_work("versions", |folder| {
        lay(folder, &[held("shop", &["leaf.crt.pem", "leaf.key.pem", "intermediate.crt.pem"])]);
    });
    renew_with_the_present_key(&desktop);
    compare(&desktop);
    restore(&desktop);
    lock_against_deletion(&desktop);
    delete_after_unlocking(&desktop);
    look_at_the_activity(&desktop);
    verify(&desktop);
}

fn renew_with_the_present_key(desktop: &Desktop) {
    act_on(desktop, "shop", "Rotate");
    choose(desktop, CERTIFICATE, "leaf-renewed.crt.pem");
    desktop.see("Keep the present private key");
    desktop.assert_accessible("a rotation that keeps the key");
    desktop.picture("keep-key");
    desktop.click("button", "Rotate");
    desktop.see("“shop” was rotated");
    desktop.click("tab", "Versions");
    assert!(row(desktop, "Current").text().contains("with private key"), "the key is in the new version too");
}

fn compare(desktop: &Desktop) {
    act_on(desktop, "version 1", "Compare with current");
    desktop.find("heading", "Compare");
    desktop.see("shop, version 1");
    desktop.see("shop, version 2");
    assert!(row(desktop, "Serial number").text().contains("differs"), "each version has a serial number of its own");
    assert!(!row(desktop, "Public key").text().contains("differs"), "both have the same key");
    desktop.assert_accessible("two versions side by side");
    desktop.picture("compare");
    desktop.tick("Show only what differs");
    eventually("what is the same to go", || (!desktop.page_text().contains("Key algorithm")).then_some(()));
    desktop.click("link", "shop");
}

fn restore(desktop: &Desktop) {
    act_on(desktop, "version 1", "Restore");
    desktop.find("dialog", "Restore version 1?");
    desktop.assert_accessible("the question before restoring");
    desktop.picture("restore");
    desktop.click("button", "Restore");
    desktop.see("Version 1 was restored");
    eventually("the restored version to be the current one", || {
        let current = row(desktop, "Current").text();
        (current.starts_with('3') && current.contains("from version 1")).then_some(())
    });
    desktop.assert_accessible("three versions");
    desktop.picture("versions");
}

fn lock_against_deletion(desktop: &Desktop) {
    desktop.click("tab", "Locks");
    desktop.click("button", "Lock a version");
    desktop.find("dialog", "Lock a version");
    desktop.assert_accessible("the form of a lock");
    desktop.fill("Name of the lock", "load-balancer");
    desktop.fill("Description (optional)", "Serves the shop");
    desktop.click("button", "Lock");
    desktop.see("Locked by “load-balancer”");
    desktop.assert_accessible("a lock");
    desktop.picture("locks");
    desktop.click("tab", "Versions");
    act_on(desktop, "version 3", "Delete data");
    desktop.fill("Type shop to confirm", "shop");
    desktop.click("button", "Delete data");
    desktop.see("Version 3 is locked by “load-balancer”.");
    desktop.assert_accessible("a deletion that a lock stops");
    desktop.picture("locked");
    desktop.click("button", "Cancel");
}

fn delete_after_unlocking(desktop: &Desktop) {
    desktop.click("tab", "Locks");
    act_on(desktop, "lock load-balancer", "Remove lock");
    desktop.fill("Type load-balancer to confirm", "load-balancer");
    desktop.click("button", "Remove");
    desktop.see("No version is locked");
    desktop.click("tab", "Versions");
    act_on(desktop, "version 2", "Delete data");
    desktop.fill("Type shop to confirm", "shop");
    desktop.click("button", "Delete data");
    desktop.see("Version data deleted");
    eventually("the version to be empty", || row(desktop, "Previous").text().contains("Deleted").then_some(()));
}

fn look_at_the_activity(desktop: &Desktop) {
    desktop.click("tab", "Activity");
    for done in [
        "Version data deleted",
        "Version unlocked",
        "Deletion stopped by a lock",
        "Version locked",
        "Version restored",
        "New version imported",
    ] {
        desktop.see(done);
    }
    desktop.assert_accessible("what was done with a secret");
    go_to(desktop, "Activity");
    desktop.see("Vault unlocked");
    desktop.fill("Search activity", "stopped");
    desktop.see("1 entry");
    desktop.assert_accessible("the activity");
    desktop.picture("activity");
    let file = desktop.home().join("activity.csv");
    desktop.click("button", "Export as CSV");
    desktop.save_in_dialog(&file);
    desktop.see("Activity exported");
    let written = std::fs::read_to_string(&file).expect("the file was written");
    assert_eq!(written.lines().count(), 2, "a header and the entry that was searched for: {written}");
    assert!(written.contains("Deletion stopped by a lock"), "{written}");
}

fn verify(desktop: &Desktop) {
    go_to(desktop, "Settings");
    desktop.click("button", "Verify activity");
    desktop.see("The activity is intact");
    desktop.assert_accessible("the settings with a verified activity");
}
