//! A vault with very many secrets: what is searched for arrives, and is right. How fast, at twice as many, is what `make bench` measures.

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::eventually;

use crate::held::lay_numbered;
use crate::person::at_work;

const MANY: usize = 50_000;

#[test]
fn fifty_thousand_secrets_are_searched_sorted_and_selected() {
    let desktop = at_work("scale", |folder| lay_numbered(folder, MANY));
    desktop.see("50,000 secrets");
    desktop.assert_accessible("a table of very many");
    desktop.picture("many");
    search(&desktop);
    sort_and_scroll(&desktop);
    select(&desktop);
}

fn search(desktop: &Desktop) {
    for (typed, first, count) in [
        ("host-42424", "host-42424", "1 of 50,000 secrets"),
        ("host-4242", "host-4242", "11 of 50,000 secrets"),
        ("host-49999.example.com", "host-49999", "1 of 50,000 secrets"),
    ] {
        desktop.fill("Search secrets", typed);
        desktop.see(count);
        eventually(&format!("{first} to come first for “{typed}”"), || (rows(desktop).first()? == first).then_some(()));
    }
    desktop.fill("Search secrets", "host-4242");
    eventually("the eleven that match", || (rows(desktop).len() == 11).then_some(()));
    assert!(rows(desktop).iter().all(|name| name.starts_with("host-4242")), "{:?}", rows(desktop));
    eventually("what was found to be marked", || (desktop.ask_page("return document.querySelectorAll('mark').length") != 0).then_some(()));
    desktop.picture("found");
    desktop.fill("Search secrets", "nobody is called like this");
    desktop.find("heading", "Nothing found");
    desktop.click("button", "Clear filters");
    desktop.see("50,000 secrets");
}

fn sort_and_scroll(desktop: &Desktop) {
    desktop.click("button", "Name");
    eventually("the last name to come first", || (rows(desktop).first()? == "host-9999").then_some(()));
    desktop.click("button", "Name");
    eventually("the first name to come first", || (rows(desktop).first()? == "host-0").then_some(()));
    desktop.ask_page("document.querySelector('[role=grid]').closest('div').querySelector('[role=row][tabindex=\"0\"]').focus()");
    desktop.press("End");
    eventually("the last row", || rows(desktop).contains(&"host-9999".to_owned()).then_some(()));
    desktop.picture("end");
}

fn select(desktop: &Desktop) {
    desktop.press("ctrl+a");
    desktop.see("50,000 selected");
    desktop.assert_accessible("a selection of everything");
    desktop.press("Escape");
    desktop.see_gone("selected");
}

/// The names in the rows that are shown, in their order.
fn rows(desktop: &Desktop) -> Vec<String> {
    let names = desktop.ask_page(
        "return [...document.querySelectorAll('[role=grid] [role=row]')]
           .map((row) => row.innerText.match(/host-\\d+(?=\\s)/u)?.[0]).filter((name) => name !== undefined)",
    );
    let names = names.as_array().cloned().unwrap_or_default();
    names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}
