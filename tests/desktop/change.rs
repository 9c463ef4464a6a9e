//! Changing a secret: its words, its group, its certificate; and deleting it.

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::eventually;
use certkeep_tests::test_app::fixture_path;

use crate::held::Held;
use crate::held::held;
use crate::held::lay;
use crate::person::CERTIFICATE;
use crate::person::PRIVATE_KEY;
use crate::person::act_on;
use crate::person::at_work;
use crate::person::choose;
use crate::person::go_to;
use crate::person::openssl;
use crate::person::row;

#[test]
fn a_secret_is_edited_moved_rotated_and_deleted() {
    let desktop = at_work("change", |folder| {
        let shop = Held { labels: &["web"], ..held("shop", &["leaf.crt.pem", "leaf.key.pem", "intermediate.crt.pem"]) };
        lay(folder, &[shop, held("mail", &["rsa-2048.crt.pem"])]);
    });
    edit(&desktop);
    move_to_a_new_group(&desktop);
    rotate(&desktop);
    take_the_previous_version(&desktop);
    delete(&desktop);
}

fn edit(desktop: &Desktop) {
    act_on(desktop, "shop", "Edit");
    desktop.find("dialog", "Edit secret");
    desktop.assert_accessible("the fields to edit");
    desktop.fill("Name", "mail");
    desktop.click("button", "Save");
    desktop.see("A secret with the same name already exists");
    desktop.fill("Name", "web-shop");
    desktop.fill("Description (optional)", "Sells things");
    desktop.fill("Labels (optional)", "production,");
    desktop.click("button", "Save");
    desktop.see("Secret saved");
    // Labels are added to those that were there: the secret has both.
    desktop.click("button", "Label");
    desktop.tick("web");
    desktop.tick("production");
    desktop.press("Escape");
    row(desktop, "web-shop");
    desktop.click("button", "Clear filters");
}

fn move_to_a_new_group(desktop: &Desktop) {
    act_on(desktop, "web-shop", "Move to group");
    let dialog = desktop.find("dialog", "Move web-shop");
    desktop.click_in(&dialog, "button", "Create group");
    desktop.fill_in(&dialog, "Name", "Web team");
    desktop.assert_accessible("moving to a new group");
    desktop.click_in(&dialog, "button", "Create and select");
    desktop.see_gone("New secret group");
    desktop.click_in(&dialog, "button", "Move");
    desktop.see("web-shop is in Web team now.");
    go_to(desktop, "Secret groups");
    assert!(row(desktop, "Web team").text().contains('1'), "the group counts its secrets");
    desktop.assert_accessible("the groups");
    act_on(desktop, "Web team", "Delete group");
    desktop.see("1 secret is still in this group.");
    desktop.assert_accessible("a group that is not empty");
    desktop.press("Escape");
    go_to(desktop, "Secrets");
}

fn rotate(desktop: &Desktop) {
    act_on(desktop, "web-shop", "Rotate");
    desktop.see("Nothing is carried over");
    desktop.assert_accessible("a rotation before anything is brought");
    choose(desktop, CERTIFICATE, "leaf-renewed.crt.pem");
    desktop.see("The new version would have no intermediate certificate");
    desktop.see("Keep the present private key");
    desktop.tick("Keep the present private key");
    desktop.see("The new version would have no private key");
    desktop.assert_accessible("a rotation that would lose key and chain");
    desktop.picture("rotate");
    choose(desktop, PRIVATE_KEY, "leaf.key.pem");
    desktop.see_gone("The new version would have no private key");
    desktop.click("button", "Rotate");
    desktop.see("“web-shop” was rotated");
    desktop.find("heading", "web-shop");
}

fn take_the_previous_version(desktop: &Desktop) {
    desktop.click("tab", "Versions");
    assert!(row(desktop, "Current").text().starts_with('2'), "the new version is the current one");
    assert!(row(desktop, "Previous").text().starts_with('1'), "the one before is kept");
    desktop.assert_accessible("two versions");
    desktop.picture("versions");
    for (version, fixture) in [("version 1", "leaf.crt.pem"), ("version 2", "leaf-renewed.crt.pem")] {
        let file = desktop.home().join(format!("{version}.pem"));
        act_on(desktop, version, "Download");
        desktop.click("tab", "By content");
        desktop.click("button", "Choose where to save");
        desktop.save_in_dialog(&file);
        desktop.find("heading", "File saved");
        desktop.click("button", "Done");
        let serial = |file: &std::path::Path| openssl(&["x509", "-noout", "-serial", "-dates", "-in", &file.to_string_lossy()]);
        assert_eq!(serial(&file), serial(&fixture_path(fixture)), "{version} is what it was");
    }
}

fn delete(desktop: &Desktop) {
    desktop.click("button", "More actions");
    desktop.click("menuitem", "Delete");
    desktop.find("alertdialog", "Delete web-shop?");
    desktop.assert_accessible("the question before deleting");
    let confirm = || desktop.find("button", "Delete");
    assert!(!confirm().is_enabled(), "nothing is deleted before its name is typed");
    desktop.fill("Type web-shop to confirm", "web-shoP");
    desktop.see("The name is not the same yet.");
    assert!(!confirm().is_enabled(), "the name is compared letter by letter");
    desktop.fill("Type web-shop to confirm", "web-shop");
    desktop.click("button", "Delete");
    desktop.find("heading", "Secrets");
    eventually("the row to go", || (!desktop.page_text().contains("leaf.example.com")).then_some(()));
    row(desktop, "mail");
}
