//! Importing by the form: files by the system's own dialog, text by pasting, and what is said where something is wrong.

use std::process::Command;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::fixture_path;

use crate::held::lay;
use crate::person::CERTIFICATE;
use crate::person::INTERMEDIATE;
use crate::person::PRIVATE_KEY;
use crate::person::act_on;
use crate::person::at_work;
use crate::person::choose;
use crate::person::go_to;
use crate::person::mark_of;
use crate::person::page_holds;
use crate::person::paste;
use crate::person::row;
use crate::person::see_in;
use crate::person::start_import;

#[test]
fn import_by_form() {
    let desktop = at_work("import-by-form", |folder| lay(folder, &[]));
    look_at_the_other_ways(&desktop);

    start_import(&desktop);
    desktop.assert_accessible("the empty import form");
    assert_lies_above_the_frame(&desktop);
    choose(&desktop, CERTIFICATE, "leaf.crt.pem");
    desktop.see("Example Intermediate");
    let key = fixture("leaf.key.pem");
    paste(&desktop, PRIVATE_KEY, "leaf.key.pem");
    see_in(&desktop, PRIVATE_KEY, "ECDSA P-256 private key");
    assert!(!page_holds(&desktop, mark_of(&key)), "once it is taken, the page holds nothing of a pasted key");
    choose(&desktop, INTERMEDIATE, "intermediate.crt.pem");
    fill_in_the_rest(&desktop);
    desktop.assert_accessible("the filled import form");
    desktop.picture("import");

    desktop.click("button", "Import");
    desktop.see("“shop” was imported");
    let row = row(&desktop, "shop").text();
    for part in ["Active", "leaf.example.com", "Example Intermediate", "Web team", "web", "+1"] {
        assert!(row.contains(part), "the row shows “{part}”: {row}");
    }
    assert!(!page_holds(&desktop, mark_of(&key)), "the table holds no key");
    desktop.assert_accessible("the table after the import");
    desktop.picture("imported");
    act_on(&desktop, "shop", "View details");
    desktop.see("Sells things");
    desktop.see("\"owner\": \"web team\"");
}

/// What is behind is inert, so that clicks and axe-core do not notice when it is painted in front.
fn assert_lies_above_the_frame(desktop: &Desktop) {
    let above = desktop.ask_page(
        "const layer = (selector) => Number(getComputedStyle(document.querySelector(selector)).zIndex);
         return layer('[role=dialog]') > Math.max(layer('header'), layer('nav.cds--side-nav'));",
    );
    assert_eq!(above, true, "the flow covers header and navigation");
}

fn look_at_the_other_ways(desktop: &Desktop) {
    for (tile, tab) in [("Order certificate", "Public certificates"), ("Create private certificate", "Private certificates")] {
        desktop.click("button", "Add");
        desktop.find("dialog", "Add a secret");
        desktop.tick_like(tile);
        let name = desktop.find_like("radio", tile).label();
        assert!(name.contains("Engine configuration required"), "the tile says what is missing: {name}");
        desktop.assert_accessible(&format!("the tiles with {tile} chosen"));
        desktop.click("button", "Open engine page");
        desktop.find("heading", "Secrets engines");
        assert_eq!(desktop.find("tab", tab).attribute("aria-selected").as_deref(), Some("true"), "the engine of the tile is shown");
        desktop.assert_accessible(&format!("the engine page of {tile}"));
        go_to(desktop, "Secrets");
    }
}

fn fill_in_the_rest(desktop: &Desktop) {
    assert_eq!(desktop.field("Name").value(), "leaf.example.com", "the name is suggested from the certificate");
    desktop.fill("Name", "shop");
    desktop.fill("Description (optional)", "Sells things");
    desktop.click("button", "Create group");
    let group = desktop.find("group", "New secret group");
    desktop.fill_in(&group, "Name", "Web team");
    desktop.assert_accessible("the fields for a new group");
    desktop.click_in(&group, "button", "Create and select");
    desktop.see_gone("New secret group");
    desktop.fill("Labels (optional)", "web, production,");
    desktop.click("button", "Custom metadata (optional)");
    desktop.fill("Custom metadata", "{\"owner\": ");
    desktop.fill("Name", "shop");
    desktop.see("This is not a JSON object.");
    desktop.fill("Custom metadata", "{\"owner\": \"web team\"}");
}

#[test]
fn the_form_says_what_is_wrong_and_what_helps() {
    let desktop = at_work("import-errors", |folder| lay(folder, &[]));
    start_import(&desktop);
    choose(&desktop, CERTIFICATE, "rsa-2048.crt.pem");
    choose(&desktop, PRIVATE_KEY, "p256.key.pem");
    see_in(&desktop, PRIVATE_KEY, "does not match the certificate");
    let said = without_colons(&desktop.find("group", PRIVATE_KEY).text());
    for file in ["rsa-2048.key.pem", "p256.key.pem"] {
        assert!(said.contains(&public_key_fingerprint(file)), "both public keys are named, so that the right one can be found");
    }
    assert!(!desktop.find("button", "Import").is_enabled(), "what does not belong together is not imported");
    desktop.assert_accessible("a key that does not match");
    desktop.picture("mismatch");

    for (field, file, problem) in [
        (CERTIFICATE, "openssh.key.pem", "OpenSSH"),
        (PRIVATE_KEY, "rsa-2048.crt.pem", "Put it into the field Certificate"),
        (INTERMEDIATE, "rsa-2048.key.pem", "Put it into the field Private key."),
    ] {
        choose(&desktop, field, file);
        see_in(&desktop, field, problem);
    }
    desktop.assert_accessible("three fields with mistakes");
    desktop.picture("mistakes");
    ask_before_leaving(&desktop);
    keep_an_expired_one(&desktop);
}

/// Whoever typed something is asked before it is gone.
fn ask_before_leaving(desktop: &Desktop) {
    desktop.click("button", "Cancel");
    desktop.find("alertdialog", "Discard what you entered?");
    desktop.assert_accessible("the question before leaving");
    desktop.click("button", "Keep editing");
    see_in(desktop, CERTIFICATE, "openssh.key.pem");
    desktop.press("Escape");
    desktop.click("button", "Discard");
    desktop.find("heading", "No secrets yet");
}

fn keep_an_expired_one(desktop: &Desktop) {
    start_import(desktop);
    choose(desktop, CERTIFICATE, "expired.crt.pem");
    see_in(desktop, CERTIFICATE, "The certificate expired on ");
    assert!(!desktop.find("button", "Import").is_enabled(), "an expired certificate is refused");
    desktop.tick("Keep this expired certificate for the record");
    desktop.assert_accessible("an expired certificate to keep");
    desktop.click("button", "Import");
    let row = row(desktop, "expired.example.com").text();
    assert!(row.contains("Expired"), "the row says that it expired: {row}");
}

#[test]
fn locked_files_open_with_their_password() {
    let desktop = at_work("import-locked-files", |folder| lay(folder, &[]));
    start_import(&desktop);
    choose(&desktop, CERTIFICATE, "leaf.p12");
    desktop.see("PKCS#12");
    desktop.assert_accessible("a file that asks for its password");
    desktop.picture("locked");
    desktop.fill("Password", "not this one");
    desktop.click("button", "Unlock");
    desktop.see("This password does not open it.");
    desktop.fill("Password", "secret");
    desktop.click("button", "Unlock");
    see_in(&desktop, CERTIFICATE, "certificate for leaf.example.com");
    see_in(&desktop, PRIVATE_KEY, "ECDSA P-256 private key");
    assert!(!page_holds(&desktop, mark_of(&fixture("leaf.key.pem"))), "an unlocked key does not come to the page");
    desktop.click("button", "Import");
    row(&desktop, "leaf.example.com");

    start_import(&desktop);
    choose(&desktop, CERTIFICATE, "rsa-2048.crt.pem");
    choose(&desktop, PRIVATE_KEY, "encrypted-pbes2.key.pem");
    desktop.fill("Password", "secret");
    desktop.click("button", "Unlock");
    see_in(&desktop, PRIVATE_KEY, "RSA 2048 private key");
    desktop.click("button", "Import");
    row(&desktop, "rsa-2048.example.com");
}

fn public_key_fingerprint(key: &str) -> String {
    let command = "openssl pkey -in \"$1\" -pubout -outform DER | openssl dgst -sha256 -r | cut -d' ' -f1";
    let output =
        Command::new("bash").args(["-c", command, "bash"]).arg(fixture_path(key)).output().expect("bash and openssl are installed");
    let fingerprint = String::from_utf8(output.stdout).expect("hex is text").trim().to_owned();
    assert_eq!(fingerprint.len(), 64, "a SHA-256 fingerprint");
    fingerprint
}

fn without_colons(text: &str) -> String {
    text.replace(':', "").to_lowercase()
}
