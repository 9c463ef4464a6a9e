//! Importing and downloading without a pointer: every step is a key.

use std::fs;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::Keychain;
use certkeep_tests::desktop::Start;
use certkeep_tests::desktop::eventually;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::fixture_path;

use crate::held::lay;
use crate::person::openssl;
use crate::person::see_in;

/// More stops than any page has.
const STOPS: usize = 80;

#[test]
fn a_certificate_is_imported_and_downloaded_by_keyboard_alone() {
    let desktop = Desktop::start("keyboard-alone", Start { vault: |folder| lay(folder, &[]), ..Start::with(Keychain::Absent) });
    desktop.find("button", "Unlock");
    tab_to(&desktop, "Passphrase");
    desktop.type_text(PASSPHRASE);
    desktop.press("Return");
    desktop.find("heading", "No secrets yet");
    import(&desktop);
    download(&desktop);
}

fn import(desktop: &Desktop) {
    tab_to(desktop, "Add");
    desktop.press("Return");
    desktop.find("dialog", "Add a secret");
    tab_to(desktop, "Next");
    desktop.press("Return");
    desktop.find("group", "Certificate");
    for (field, file) in [("Certificate", "leaf.crt.pem"), ("Private key (optional)", "leaf.key.pem")] {
        tab_to_in(desktop, "Choose file", field);
        desktop.press("Return");
        desktop.open_in_dialog(&fixture_path(file));
        see_in(desktop, field, file);
    }
    tab_to(desktop, "Name");
    desktop.press("ctrl+a");
    desktop.type_text("shop");
    eventually("the name to be typed", || (desktop.field("Name").value() == "shop").then_some(()));
    tab_to(desktop, "Import");
    desktop.picture("import");
    desktop.press("Return");
    desktop.see("“shop” was imported");
}

fn download(desktop: &Desktop) {
    desktop.find_like("row", "shop");
    tab_until(desktop, "a row", "active.getAttribute('role') === 'row' && active.innerText.includes('shop')");
    desktop.press("Return");
    desktop.find("heading", "shop");
    tab_to(desktop, "Download");
    desktop.press("Return");
    desktop.find("dialog", "Download shop");
    desktop.find_like("radio", "nginx");
    let folder = desktop.home().join("by keyboard");
    fs::create_dir(&folder).expect("the home folder is writable");
    tab_to(desktop, "Choose where to save");
    desktop.picture("download");
    desktop.press("Return");
    desktop.open_in_dialog(&folder);
    desktop.find("heading", "Files saved");
    let fingerprint = |file: &std::path::Path| openssl(&["x509", "-noout", "-fingerprint", "-in", &file.to_string_lossy()]);
    assert_eq!(fingerprint(&folder.join("shop.crt")), fingerprint(&fixture_path("leaf.crt.pem")));
    tab_to(desktop, "Done");
    desktop.press("Return");
    desktop.see_gone("Files saved");
    eventually("the focus to be where it was before the dialog", || {
        let focused = desktop.ask_page("return document.activeElement !== document.body && document.activeElement.checkVisibility()");
        (focused == true).then_some(())
    });
}

/// Goes on by the Tab key until what has the focus is called so.
fn tab_to(desktop: &Desktop, name: &str) {
    tab_until(desktop, name, &format!("called(active) === '{name}'"));
}

/// As [`tab_to`], inside the group of this name.
fn tab_to_in(desktop: &Desktop, name: &str, group: &str) {
    let is_in = format!("called(active) === '{name}' && called(active.closest('[role=group], fieldset')).startsWith('{group}')");
    tab_until(desktop, &format!("{name} of {group}"), &is_in);
}

fn tab_until(desktop: &Desktop, what: &str, condition: &str) {
    let script = format!(
        "const active = document.activeElement;
         const called = (element) => {{
           if (element === null) return '';
           const by = element.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.innerText ?? '').join(' ');
           const label = [...(element.labels ?? [])].map((label) => label.innerText).join(' ');
           const words = element.getAttribute('aria-label') ?? by ?? (label || element.querySelector('legend')?.innerText || element.innerText);
           return words.replace(/\\s+/gu, ' ').trim();
         }};
         return {condition};"
    );
    for _ in 0..STOPS {
        if desktop.ask_page(&script) == true {
            return;
        }
        desktop.press("Tab");
    }
    panic!("the Tab key does not reach {what}");
}
