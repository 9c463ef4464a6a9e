//! Own authorities: from nothing to a root, an intermediate and a template by a preset, a template tried out, and the root handed out.

use std::fs;

use certkeep_tests::desktop::Desktop;

use crate::held::lay;
use crate::person::act_on;
use crate::person::at_work;
use crate::person::download_authority_file;
use crate::person::go_to;
use crate::person::openssl;
use crate::person::row;

#[test]
fn a_preset_makes_a_root_an_intermediate_and_a_template_which_says_what_it_accepts() {
    let desktop = at_work("authorities", |folder| lay(folder, &[]));
    start_from_a_preset(&desktop);
    see_the_tree(&desktop);
    try_the_template(&desktop);
    download_the_root(&desktop);
}

fn start_from_a_preset(desktop: &Desktop) {
    go_to(desktop, "Secrets engines");
    desktop.click("tab", "Private certificates");
    desktop.see("Your own certificate authority, in a minute");
    desktop.assert_accessible("the presets");
    desktop.picture("presets");
    desktop.click_like("link", "Home lab");
    desktop.find("dialog", "Create: Home lab");
    desktop.assert_accessible("the review of a preset");
    desktop.picture("review");
    desktop.click("button", "Create all three");
    desktop.see("Your authority is ready");
}

fn see_the_tree(desktop: &Desktop) {
    let root = row(desktop, "home-root");
    assert!(root.text().contains("Active"), "a root is active once it exists: {}", root.text());
    let intermediate = row(desktop, "home-issuing");
    assert!(intermediate.text().contains("Active"), "an intermediate with a template can issue: {}", intermediate.text());
    desktop.assert_accessible("the tree of authorities");
    desktop.picture("tree");
    close_and_open_the_tree(desktop);
}

/// By mouse, and again by keyboard.
fn close_and_open_the_tree(desktop: &Desktop) {
    desktop.find("treegrid", "Certificate authorities");
    desktop.click("button", "Hide what stands below home-root");
    desktop.find("button", "Show what stands below home-root");
    assert!(!desktop.has("button", "Actions for home-issuing"), "what stands below a closed row is hidden");
    desktop.assert_accessible("a closed tree");
    desktop.picture("tree-closed");
    go_to(desktop, "Secrets");
    go_to(desktop, "Secrets engines");
    desktop.click("tab", "Private certificates");
    desktop.find("button", "Show what stands below home-root");
    desktop.ask_page("document.querySelector('[role=treegrid] [role=row][aria-level]').focus()");
    desktop.press("Right");
    row(desktop, "home-issuing");
}

fn try_the_template(desktop: &Desktop) {
    desktop.click("button", "See its template");
    desktop.find("tab", "Templates");
    act_on(desktop, "home-servers", "Edit");
    desktop.find("dialog", "Edit template home-servers");
    desktop.fill("Names to test", "nas.home.arpa");
    desktop.find("img", "Accepted");
    desktop.fill("Names to test", "www.example.com");
    desktop.find("img", "Refused");
    desktop.assert_accessible("a template that is tried out");
    desktop.picture("trial");
    desktop.click("button", "Cancel");
}

fn download_the_root(desktop: &Desktop) {
    desktop.click("link", "Certificate authorities");
    let file = desktop.home().join("root.pem");
    download_authority_file(desktop, "home-root", "Certificate (PEM)", &file);
    assert!(fs::read_to_string(&file).expect("the file was written").contains("BEGIN CERTIFICATE"));
    let path = file.to_str().expect("the path is plain");
    openssl(&["verify", "-x509_strict", "-CAfile", path, path]);
}
