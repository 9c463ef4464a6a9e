//! Private certificates: one from its form to its revocation, many from a list, each step proven by OpenSSL where it leaves a file.

use std::fs;
use std::path::PathBuf;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::eventually;

use crate::held::lay;
use crate::person::act_on;
use crate::person::at_work;
use crate::person::download_authority_file;
use crate::person::go_to;
use crate::person::go_to_authorities;
use crate::person::openssl;
use crate::person::row;
use crate::person::set_up_home_lab;
use crate::person::start_issue_many;
use crate::person::switch_on;

#[test]
fn a_private_certificate_is_created_rotated_and_revoked() {
    let desktop = at_work("private", |folder| lay(folder, &[]));
    set_up_home_lab(&desktop);
    start_creating(&desktop);
    be_refused_while_typing(&desktop);
    create(&desktop);
    let chain = download_with_chain(&desktop);
    let before = number_of_the_list(&desktop);
    rotate(&desktop);
    revoke(&desktop);
    see_the_revocation(&desktop, &before);
    refuse_by_the_list(&desktop, &chain);
}

#[test]
fn many_private_certificates_are_issued_from_a_list() {
    let desktop = at_work("private-many", |folder| lay(folder, &[]));
    set_up_home_lab(&desktop);
    preview_a_list(&desktop);
    issue_the_list(&desktop);
    cancel_a_long_list(&desktop);
}

fn start_creating(desktop: &Desktop) {
    go_to(desktop, "Secrets");
    desktop.click("button", "Add");
    desktop.tick_like("Create private certificate");
    desktop.assert_accessible("the ways to add, once an authority can issue");
    desktop.picture("ways");
    desktop.click("button", "Next");
    desktop.find("dialog", "Create private certificate");
}

fn be_refused_while_typing(desktop: &Desktop) {
    desktop.fill("Common name", "www.example.com");
    desktop.find("img", "Refused");
    desktop.see("things to change first");
    desktop.see("home.arpa");
    desktop.assert_accessible("a common name that the template refuses");
    desktop.picture("refused");
}

fn create(desktop: &Desktop) {
    desktop.fill("Common name", "nas.home.arpa");
    desktop.find("img", "Accepted");
    desktop.see("Can be issued");
    desktop.click("button", "Alternative names (optional)");
    desktop.fill("Host names", "files.home.arpa");
    desktop.fill("IP addresses", "192.168.1.7");
    switch_on(desktop, "Automatic rotation");
    desktop.see("Next rotation:");
    desktop.assert_accessible("a request that can be issued");
    desktop.picture("accepted");
    desktop.click("button", "Create");

    desktop.find("dialog", "“nas.home.arpa” was issued");
    desktop.find("heading", "Chain");
    desktop.see("Next rotation:");
    desktop.see("Home Root CA");
    desktop.assert_accessible("what was issued");
    desktop.picture("result");
    desktop.click("button", "View details");
    desktop.find("heading", "nas.home.arpa");
    desktop.see("home-servers");
    desktop.assert_accessible("the details of a private certificate");
    desktop.picture("details");
}

/// Certificate, chain and root as files, proven; answers where they lie.
fn download_with_chain(desktop: &Desktop) -> Files {
    let files = Files::below(desktop);
    desktop.click("button", "Download");
    desktop.find("dialog", "Download nas.home.arpa");
    desktop.click("tab", "By content");
    desktop.tick_like("Full chain");
    desktop.click("button", "Choose where to save");
    desktop.save_in_dialog(&files.chain);
    desktop.find("heading", "File saved");
    desktop.click("button", "Done");
    desktop.see_gone("File saved");
    go_to_authorities(desktop);
    download_authority_file(desktop, "home-root", "Certificate (PEM)", &files.root);
    let [chain, root] = [&files.chain, &files.root].map(|file| file.to_string_lossy().into_owned());
    openssl(&["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", &root, "-untrusted", &chain, &chain]);
    files
}

/// What leaves the vault in this story.
struct Files {
    chain: PathBuf,
    root: PathBuf,
    list: PathBuf,
}

impl Files {
    fn below(desktop: &Desktop) -> Self {
        let file = |name: &str| desktop.home().join(name);
        Self { chain: file("nas-chain.pem"), root: file("root.pem"), list: file("issuing.crl.pem") }
    }
}

/// The number of the revocation list of the authority that issues, as its page says it.
fn number_of_the_list(desktop: &Desktop) -> String {
    go_to_authorities(desktop);
    act_on(desktop, "home-issuing", "View details");
    desktop.click("tab", "CRL");
    desktop.find("button", "Make a new list");
    value_beside(desktop, "Number")
}

/// What stands beside a word in a list of facts.
fn value_beside(desktop: &Desktop, term: &str) -> String {
    let script = format!(
        "const term = [...document.querySelectorAll('dt')].find((term) => term.checkVisibility() && term.innerText.trim() === '{term}');
         return term === undefined ? null : term.nextElementSibling.innerText.trim();"
    );
    eventually(&format!("what stands beside “{term}”"), || desktop.ask_page(&script).as_str().map(str::to_owned))
}

fn rotate(desktop: &Desktop) {
    go_to(desktop, "Secrets");
    act_on(desktop, "nas.home.arpa", "View details");
    desktop.find("heading", "nas.home.arpa");
    desktop.click("button", "Rotate now");
    desktop.find("dialog", "Rotate nas.home.arpa now?");
    desktop.assert_accessible("the question before a rotation");
    desktop.picture("rotate");
    desktop.click("button", "Rotate");
    desktop.see("“nas.home.arpa” was rotated");
    desktop.click("tab", "Versions");
    desktop.find("button", "Actions for version 2");
    desktop.picture("versions");
}

fn revoke(desktop: &Desktop) {
    act_on(desktop, "version 1", "Revoke");
    let dialog = desktop.find("alertdialog", "Revoke version 1 of nas.home.arpa?");
    desktop.select("Reason", "Superseded");
    desktop.assert_accessible("the question before a revocation");
    desktop.picture("revoke");
    desktop.fill("Type nas.home.arpa to confirm", "nas.home.arpa");
    desktop.click_in(&dialog, "button", "Revoke");
    desktop.see("Certificate revoked");
}

fn see_the_revocation(desktop: &Desktop, before: &str) {
    let after = number_of_the_list(desktop);
    let number = |text: &str| text.replace(',', "").parse::<u32>().expect("a list has a number");
    assert!(number(&after) > number(before), "the list was made anew: {before}, then {after}");
    assert_eq!(value_beside(desktop, "Revoked certificates"), "1");
    desktop.assert_accessible("the revocation list of an authority");
    desktop.picture("list");
    desktop.click("tab", "Revoked");
    let revoked = row(desktop, "nas.home.arpa");
    assert!(revoked.text().contains("Superseded"), "the reason stands beside it: {}", revoked.text());
    desktop.assert_accessible("what an authority revoked");
    desktop.picture("revoked");
}

/// With the list that was downloaded, OpenSSL refuses the first certificate.
fn refuse_by_the_list(desktop: &Desktop, files: &Files) {
    desktop.click("tab", "CRL");
    desktop.click("button", "Download (PEM)");
    desktop.save_in_dialog(&files.list);
    desktop.see("File saved");
    let path = |file: &PathBuf| file.to_string_lossy().into_owned();
    let (chain, root, list) = (path(&files.chain), path(&files.root), path(&files.list));
    let arguments = ["verify", "-crl_check", "-CRLfile", &list, "-CAfile", &root, "-untrusted", &chain, &chain];
    let verified = std::process::Command::new("openssl").args(arguments).output().expect("openssl is installed");
    let said = [verified.stdout, verified.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(!verified.status.success() && said.contains("certificate revoked"), "openssl takes the list for what it is: {said}");
}

const LIST: &str = "common_name,alt_names,name,ttl
build-01.home.arpa,ci.home.arpa 192.168.1.21,,
build-02.home.arpa,,second-builder,30d
www.example.com,,,
";

fn preview_a_list(desktop: &Desktop) {
    start_a_list(desktop, LIST);
    desktop.assert_accessible("a list before its preview");
    desktop.picture("list");
    desktop.click("button", "Review");
    desktop.see("1 line cannot be issued and is left out.");
    for (name, verdict) in [("build-01.home.arpa", "Accepted"), ("build-02.home.arpa", "Accepted"), ("www.example.com", "Refused")] {
        let line = row(desktop, name);
        assert!(line.text().contains(verdict), "{name} is {verdict}: {}", line.text());
    }
    desktop.assert_accessible("the preview of a list");
    desktop.picture("preview");
}

fn start_a_list(desktop: &Desktop, list: &str) {
    start_issue_many(desktop);
    desktop.paste("Names or signing requests", list);
    eventually("the list in its field", || {
        let typed = desktop.field("Names or signing requests").value();
        (typed.lines().count() == list.lines().count()).then_some(())
    });
}

fn issue_the_list(desktop: &Desktop) {
    desktop.click("button", "Issue 2 certificates");
    desktop.see("Not everything was issued");
    for (name, result) in [("build-01.home.arpa", "Issued"), ("build-02.home.arpa", "Issued"), ("www.example.com", "Refused")] {
        let line = row(desktop, name);
        assert!(line.text().contains(result), "{name} ended as {result}: {}", line.text());
    }
    desktop.assert_accessible("the results of a list");
    desktop.picture("results");
    desktop.click("button", "Show secrets");
    row(desktop, "build-01.home.arpa");
    row(desktop, "second-builder");
    // What was refused was not issued.
    desktop.see_gone("www.example.com");
}

/// So many that there is time to change one's mind.
const LONG: usize = 4000;

fn cancel_a_long_list(desktop: &Desktop) {
    let names: Vec<String> = (0..LONG).map(|number| format!("host-{number}.home.arpa\n")).collect();
    start_a_list(desktop, &names.concat());
    desktop.click("button", "Review");
    desktop.click("button", "Issue 4,000 certificates");
    desktop.find("progressbar", "Issuing certificates");
    desktop.picture("issuing");
    desktop.click("button", "Cancel issuing");
    desktop.see("Issuing was cancelled");
    desktop.find_like("button", "Issue the other");
    desktop.assert_accessible("a list that was cancelled");
    desktop.picture("cancelled");
    desktop.click("button", "Show secrets");
    let listed = fs::read_dir(desktop.vault_folder()).expect("the vault is there").count();
    assert!(listed > 0 && desktop.is_running(), "the app goes on after a run that was cancelled");
}
