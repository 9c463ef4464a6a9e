//! Finding a secret and reading it: search, filters, order, the keyboard alone, details, the private key for a moment.

use std::time::Duration;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::eventually;
use certkeep_tests::desktop::eventually_within;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::fixture_path;

use crate::held::Held;
use crate::held::held;
use crate::held::lay;
use crate::person::act_on;
use crate::person::at_work;
use crate::person::mark_of;
use crate::person::openssl;
use crate::person::page_holds;

const LEAF: &[&str] = &["leaf.crt.pem", "leaf.key.pem", "intermediate.crt.pem"];

fn a_few() -> Vec<Held> {
    vec![
        Held { group: "Web team", labels: &["production", "web"], description: "Sells things", ..held("shop", LEAF) },
        Held { group: "Web team", labels: &["web"], ..held("names", &["sans.crt.pem"]) },
        Held { labels: &["production"], ..held("mail", &["rsa-2048.crt.pem", "rsa-2048.key.pem"]) },
        held("archive", &["expired.crt.pem"]),
        held("every-extension", &["everything.crt.pem"]),
        held("zone", &["ed25519.crt.pem"]),
    ]
}

#[test]
fn secrets_are_found_filtered_and_sorted() {
    let desktop = at_work("browse", |folder| lay(folder, &a_few()));
    desktop.see("6 secrets");
    desktop.assert_accessible("the table");
    desktop.picture("table");

    let serial = openssl(&["x509", "-noout", "-serial", "-in", &fixture_path("leaf.crt.pem").to_string_lossy()]);
    let serial = serial.trim().trim_start_matches("serial=").to_lowercase();
    let fingerprint = openssl(&["x509", "-noout", "-fingerprint", "-sha256", "-in", &fixture_path("leaf.crt.pem").to_string_lossy()]);
    let fingerprint = &fingerprint.trim()[fingerprint.find('=').expect("a fingerprint") + 1..];
    for (typed, found) in [
        ("sho", vec!["shop"]),
        ("Sells", vec!["shop"]),
        ("www.example.com", vec!["shop"]),
        ("Example Intermediate", vec!["shop"]),
        (&serial, vec!["shop"]),
        (fingerprint, vec!["shop"]),
        ("production", vec!["mail", "shop"]),
    ] {
        desktop.fill("Search secrets", typed);
        see_rows(&desktop, &found);
    }
    desktop.fill("Search secrets", "nothing like this");
    desktop.find("heading", "Nothing found");
    desktop.assert_accessible("a search without result");
    desktop.click("button", "Clear filters");
    desktop.see("6 secrets");
    filter(&desktop);
    sort(&desktop);
}

fn filter(desktop: &Desktop) {
    desktop.click("button", "Status");
    desktop.assert_accessible("an open filter");
    desktop.tick("Expired");
    see_rows(desktop, &["archive"]);
    desktop.see("1 of 6 secrets");
    desktop.press("Escape");
    desktop.click("button", "Remove filter Status: Expired");
    desktop.click("button", "Secret group");
    desktop.tick("Web team");
    desktop.press("Escape");
    see_rows(desktop, &["names", "shop"]);
    desktop.click("button", "Label");
    desktop.tick("production");
    desktop.press("Escape");
    see_rows(desktop, &["shop"]);
    desktop.assert_accessible("active filters");
    desktop.picture("filtered");
    desktop.click("button", "Clear filters");
    desktop.see("6 secrets");
}

fn sort(desktop: &Desktop) {
    let by_name = ["archive", "every-extension", "mail", "names", "shop", "zone"];
    for (column, first) in [("Name", "zone"), ("Expires", "archive"), ("Group", "archive")] {
        desktop.click("button", column);
        eventually(&format!("{first} to come first by {column}"), || (rows(desktop).first()? == first).then_some(()));
    }
    desktop.click("button", "Name");
    see_rows(desktop, &by_name);
    desktop.click("button", "Name");
    let backwards: Vec<_> = by_name.into_iter().rev().collect();
    see_rows(desktop, &backwards);
}

#[test]
fn a_secret_is_opened_and_read_by_keyboard_alone() {
    let desktop = at_work("keyboard", |folder| lay(folder, &a_few()));
    desktop.see("6 secrets");
    desktop.press("ctrl+f");
    wait_for_focus(&desktop, "the search field", "input");
    for key in ["e", "x", "t", "e", "n"] {
        desktop.press(key);
    }
    see_rows(&desktop, &["every-extension"]);
    let focused_row = || desktop.ask_page("return document.activeElement.getAttribute('role')") == "row";
    for _ in 0..24 {
        desktop.press("Tab");
        if focused_row() {
            break;
        }
    }
    assert!(focused_row(), "the Tab key reaches the rows");
    let ring = desktop.ask_page("return getComputedStyle(document.activeElement, '::after').outlineStyle");
    assert_eq!(ring, "solid", "the focus is seen");
    desktop.picture("focused-row");
    desktop.press("Return");
    desktop.find("heading", "every-extension");

    while desktop.ask_page("return document.activeElement.getAttribute('role')") != "tab" {
        desktop.press("Tab");
    }
    desktop.assert_accessible("the general part");
    desktop.press("Right");
    desktop.find("heading", "Extensions");
    desktop.see("Subject alternative name");
    desktop.assert_accessible("the certificate part");
    desktop.picture("certificate");
    desktop.click("tab", "Full text");
    desktop.see("Subject public key:");
    desktop.click("tab", "Chain");
    desktop.find("list", "Chain from the certificate to the root");
    desktop.assert_accessible("the chain");
    desktop.click("tab", "Versions");
    desktop.find("grid", "Versions");
    desktop.assert_accessible("the versions");
}

#[test]
fn a_private_key_is_shown_and_copied_for_a_moment() {
    let desktop = at_work("reveal", |folder| lay(folder, &[held("shop", LEAF)]));
    act_on(&desktop, "shop", "View details");
    desktop.click("tab", "Chain");
    desktop.assert_accessible("a complete chain");
    desktop.picture("chain");
    desktop.click("tab", "Certificate");
    desktop.click("button", "Copy Common name");
    eventually("the name on the clipboard", || (desktop.clipboard()? == "leaf.example.com").then_some(()));

    desktop.click("button", "Copy private key");
    desktop.see("Private key copied");
    let key = fixture("leaf.key.pem");
    let mark = mark_of(&key);
    let copied = || desktop.clipboard().is_some_and(|text| text.contains(mark));
    assert!(copied(), "the key is on the clipboard");
    assert!(!page_holds(&desktop, mark), "a copied key does not pass through the page");

    desktop.click("button", "Reveal private key");
    desktop.assert_accessible("the question before revealing");
    desktop.click("button", "Reveal");
    desktop.see(mark);
    assert!(desktop.page_text().contains("seconds left"), "the time that is left is shown");
    desktop.assert_accessible("the revealed key");
    desktop.picture("revealed");
    desktop.see_gone(mark);
    assert!(!page_holds(&desktop, mark), "nothing of the key stays behind");
    assert!(copied(), "it may be pasted for 30 seconds");
    eventually_within(Duration::from_secs(35), "the clipboard to be cleared", || (!copied()).then_some(()));
}

/// Waits until the table shows these secrets in this order.
fn see_rows(desktop: &Desktop, names: &[&str]) {
    eventually(&format!("the rows {names:?}"), || (rows(desktop) == names).then_some(()));
}

/// The names in the rows, from top to bottom, without what else was found below them.
fn rows(desktop: &Desktop) -> Vec<String> {
    let names = desktop.ask_page(
        "const rows = [...document.querySelectorAll('[role=row]')].filter((row) => row.querySelector('[role=gridcell]') !== null);
         const name = (row) => row.querySelector('[role=gridcell][data-column=name]').innerText.trim().split('\\n')[0];
         const place = (row) => Number(row.getAttribute('aria-rowindex'));
         return rows.sort((one, other) => place(one) - place(other)).map(name);",
    );
    names.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}

fn wait_for_focus(desktop: &Desktop, what: &str, selector: &str) {
    let script = format!("return document.activeElement.matches('{selector}')");
    eventually(&format!("the focus on {what}"), || (desktop.ask_page(&script) == true).then_some(()));
}
