//! Importing by dropping files from another window: anywhere, several at once, and on one field.

use std::fs;
use std::path::PathBuf;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::test_app::fixture_path;

use crate::held::lay;
use crate::person::CERTIFICATE;
use crate::person::INTERMEDIATE;
use crate::person::PRIVATE_KEY;
use crate::person::at_work;
use crate::person::mark_of;
use crate::person::page_holds;
use crate::person::row;
use crate::person::see_in;
use crate::person::start_import;

#[test]
fn import_by_drop() {
    let desktop = at_work("import-by-drop", |folder| lay(folder, &[]));
    drop_one_file_with_everything(&desktop);
    drop_several_files(&desktop);
    drop_on_one_field(&desktop);
}

fn drop_one_file_with_everything(desktop: &Desktop) {
    let file = copied(desktop, "combined.pem", "Für den Shop (1).pem");
    let drag = desktop.drag_over(&[&file], &desktop.find("heading", "No secrets yet"));
    desktop.see("Drop to import");
    desktop.screen_picture("drag");
    desktop.assert_accessible("files held over the window");
    drag.drop();

    for (field, summary) in
        [(CERTIFICATE, "certificate for leaf.example.com"), (PRIVATE_KEY, "private key"), (INTERMEDIATE, "Example Intermediate")]
    {
        see_in(desktop, field, "Für den Shop (1).pem");
        see_in(desktop, field, summary);
    }
    desktop.see_gone("Drop to import");
    let key = fs::read_to_string(&file).expect("the file is still there");
    let key = key.split("-----BEGIN PRIVATE KEY-----").nth(1).expect("the file holds a key");
    assert!(!page_holds(desktop, mark_of(key)), "a dropped key never comes to the page");
    desktop.assert_accessible("the form after a drop");
    desktop.click("button", "Import");
    row(desktop, "leaf.example.com");
}

fn drop_several_files(desktop: &Desktop) {
    let files = [fixture_path("p256.key.pem"), fixture_path("p256.crt.pem")];
    desktop.drop_files(&[&files[0], &files[1]], &desktop.find("heading", "Secrets"));
    see_in(desktop, CERTIFICATE, "p256.crt.pem");
    see_in(desktop, PRIVATE_KEY, "p256.key.pem");
    desktop.click("button", "Import");
    row(desktop, "p256.example.com");
}

/// A certificate goes where it is dropped, though alone it would be taken for the one to import.
fn drop_on_one_field(desktop: &Desktop) {
    start_import(desktop);
    let file = fixture_path("intermediate.crt.pem");
    let drag = desktop.drag_over(&[&file], &desktop.find("group", INTERMEDIATE));
    desktop.see("Drop on a field, or anywhere");
    let held_over = desktop.ask_page("return document.querySelector('[data-drop-target]')?.getAttribute('data-intake-field')");
    assert_eq!(held_over, "intermediate", "the field below the pointer shows that it would take the file");
    desktop.screen_picture("drag-over-field");
    drag.drop();
    see_in(desktop, INTERMEDIATE, "certificate of Example Intermediate");
    see_in(desktop, CERTIFICATE, "Choose file");
}

/// A copy of a fixture in the person's home, under a name as people give them.
fn copied(desktop: &Desktop, fixture: &str, name: &str) -> PathBuf {
    let file = desktop.home().join(name);
    fs::copy(fixture_path(fixture), &file).expect("the home folder is writable");
    file
}
