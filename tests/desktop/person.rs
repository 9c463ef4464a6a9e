//! What a person does in more than one story.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::Element;
use certkeep_tests::desktop::Keychain;
use certkeep_tests::desktop::Start;
use certkeep_tests::desktop::eventually;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::fixture_path;

/// The names of the three fields for files, as they stand above them.
pub const CERTIFICATE: &str = "Certificate";
pub const PRIVATE_KEY: &str = "Private key (optional)";
pub const INTERMEDIATE: &str = "Intermediate certificate (optional)";

/// Opens the app on a vault that an earlier use left, and unlocks it with its passphrase.
pub fn at_work(story: &str, vault: fn(&Path)) -> Desktop {
    let desktop = Desktop::start(story, Start { vault, ..Start::with(Keychain::Absent) });
    unlock(&desktop);
    desktop
}

/// Types the passphrase and waits for the page where the person was.
pub fn unlock(desktop: &Desktop) {
    desktop.fill("Passphrase", PASSPHRASE);
    desktop.click("button", "Unlock");
    desktop.find("link", "Secrets");
}

/// Chooses a page in the navigation.
pub fn go_to(desktop: &Desktop, page: &str) {
    desktop.click("link", page);
    desktop.find("heading", page);
}

/// Opens the import form from the table.
pub fn start_import(desktop: &Desktop) {
    desktop.click("button", "Add");
    desktop.click("button", "Next");
    desktop.find("group", CERTIFICATE);
}

/// Chooses a file of the fixtures for a field, in place of what it holds.
pub fn choose(desktop: &Desktop, field: &str, file: &str) {
    let group = desktop.find("group", field);
    let button = if group.text().contains("Choose another file") { "Choose another file" } else { "Choose file" };
    desktop.click_in(&group, "button", button);
    desktop.open_in_dialog(&fixture_path(file));
    see_in(desktop, field, file);
}

/// Pastes the text of a fixture into an empty field.
pub fn paste(desktop: &Desktop, field: &str, file: &str) {
    let group = desktop.find("group", field);
    desktop.click_in(&group, "button", "Paste text");
    desktop.paste(&format!("{} as text", field.trim_end_matches(" (optional)")), &fixture(file));
    see_in(desktop, field, "Pasted text");
}

/// Waits until a field for a file shows `text`.
pub fn see_in(desktop: &Desktop, field: &str, text: &str) {
    eventually(&format!("“{field}” to show “{text}”"), || desktop.find("group", field).text().contains(text).then_some(()));
}

/// Chooses from the menu of a row.
pub fn act_on(desktop: &Desktop, row: &str, action: &str) {
    desktop.click("button", &format!("Actions for {row}"));
    desktop.click("menuitem", action);
}

/// The row of the secret with this name.
pub fn row(desktop: &Desktop, name: &str) -> Element {
    desktop.find_like("row", name)
}

/// Everything that the page holds, seen or not: its markup and what its fields contain.
pub fn page_holds(desktop: &Desktop, text: &str) -> bool {
    let whole = desktop.ask_page(
        "const fields = [...document.querySelectorAll('input, textarea')].map((field) => field.value);
         return [document.documentElement.innerHTML, ...fields].join('\\n');",
    );
    whole.as_str().expect("a page has text").contains(text)
}

/// Makes a root, an intermediate and a template by the preset for a home, and ends at the tree of authorities.
pub fn set_up_home_lab(desktop: &Desktop) {
    go_to(desktop, "Secrets engines");
    desktop.click("tab", "Private certificates");
    desktop.click_like("link", "Home lab");
    desktop.find("dialog", "Create: Home lab");
    desktop.click("button", "Create all three");
    desktop.see("Your authority is ready");
    desktop.click("button", "Close notification");
    desktop.see_gone("Your authority is ready");
    row(desktop, "home-issuing");
}

/// Goes to the tree of authorities of the home lab.
pub fn go_to_authorities(desktop: &Desktop) {
    go_to(desktop, "Secrets engines");
    desktop.click("tab", "Private certificates");
    row(desktop, "home-issuing");
}

/// Opens the page that issues many private certificates. What slides in is photographed first, and so stands still when it is clicked.
pub fn start_issue_many(desktop: &Desktop) {
    go_to(desktop, "Secrets");
    desktop.click("button", "Add");
    desktop.find("heading", "Issue many certificates");
    desktop.picture("add");
    desktop.click("button", "Issue many at once");
    desktop.find("dialog", "Issue many certificates");
}

/// Downloads a file of an authority from the tree of authorities.
pub fn download_authority_file(desktop: &Desktop, authority: &str, file: &str, path: &Path) {
    act_on(desktop, authority, "Download");
    let dialog = desktop.find("dialog", &format!("Download from {authority}"));
    desktop.assert_accessible("the choice of a file");
    desktop.tick(file);
    desktop.click_in(&dialog, "button", "Download");
    desktop.save_in_dialog(path);
    desktop.see("File saved");
}

/// Switches something on by the keyboard: the driver cannot hit what Carbon draws for a switch.
pub fn switch_on(desktop: &Desktop, label: &str) {
    let focus = format!(
        "const label = [...document.querySelectorAll('label')].find((label) => label.innerText.includes('{label}'));
         document.getElementById(label.htmlFor).focus();"
    );
    desktop.ask_page(&focus);
    desktop.press("space");
    eventually(&format!("“{label}” to be on"), || {
        (desktop.ask_page("return document.activeElement.getAttribute('aria-checked')") == "true").then_some(())
    });
}

/// What tells the text of a private key from any other: a line out of its middle.
pub fn mark_of(pem: &str) -> &str {
    let lines: Vec<_> = pem.lines().filter(|line| !line.starts_with('-')).collect();
    lines[lines.len() / 2]
}

/// What `openssl` prints.
pub fn openssl(arguments: &[&str]) -> String {
    let output = Command::new("openssl").args(arguments).output().expect("openssl is installed");
    assert!(output.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What anyone may do with a file or folder.
pub fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap_or_else(|problem| panic!("{}: {problem}", path.display())).permissions().mode() & 0o777
}
