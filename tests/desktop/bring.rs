//! Signing requests, lists and signed certificates come into the window by the system's file dialog, by a drop and by a paste; what is signed
//! leaves it as a file.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::eventually;

use crate::held::lay;
use crate::person::CERTIFICATE;
use crate::person::act_on;
use crate::person::at_work;
use crate::person::download_authority_file;
use crate::person::go_to;
use crate::person::go_to_authorities;
use crate::person::openssl;
use crate::person::row;
use crate::person::see_in;
use crate::person::set_up_home_lab;
use crate::person::start_issue_many;

const LIST: &str = "Names or signing requests";

#[test]
fn requests_and_lists_are_brought_as_files_and_what_is_signed_is_saved() {
    let desktop = at_work("bring", |folder| lay(folder, &[]));
    set_up_home_lab(&desktop);
    let workshop = Workshop::below(&desktop);
    download_authority_file(&desktop, "home-root", "Certificate (PEM)", &workshop.file("home-root.pem"));
    sign_for_a_printer(&desktop, &workshop);
    sign_for_an_authority(&desktop, &workshop);
    certify_a_key_from_elsewhere(&desktop, &workshop);
    bring_lists(&desktop, &workshop);
}

#[test]
fn a_certificate_that_was_signed_elsewhere_is_brought_in_every_way() {
    let desktop = at_work("bring-signed", |folder| lay(folder, &[]));
    set_up_home_lab(&desktop);
    let workshop = Workshop::below(&desktop);
    let signed = have_signed_elsewhere(&desktop, &workshop);
    desktop.click("button", "Next");
    let field = desktop.find("group", CERTIFICATE);
    desktop.click_in(&field, "button", "Choose file");
    desktop.open_in_dialog(&signed);
    take_out_again(&desktop, "Partner Issuing CA");
    desktop.drop_files(&[&signed], &desktop.find("group", CERTIFICATE));
    take_out_again(&desktop, "Partner Issuing CA");
    let field = desktop.find("group", CERTIFICATE);
    desktop.click_in(&field, "button", "Paste text");
    desktop.paste("Certificate as text", &fs::read_to_string(&signed).expect("openssl wrote it"));
    see_in(&desktop, CERTIFICATE, "Partner Issuing CA");
    desktop.assert_accessible("a certificate that was signed elsewhere");
    desktop.picture("signed-elsewhere");
    desktop.click("button", "Add certificate");
    desktop.see("“partner-issuing” is signed");
}

/// Where keys and requests are made that Certkeep does not know.
struct Workshop {
    folder: PathBuf,
}

impl Workshop {
    fn below(desktop: &Desktop) -> Self {
        let folder = desktop.home().join("workshop");
        fs::create_dir(&folder).expect("the home folder is writable");
        Self { folder }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// A request for a name, as PEM, and the same as DER beside it.
    fn request(&self, name: &str) -> PathBuf {
        let (pem, der, key) = (self.file(&format!("{name}.csr")), self.file(&format!("{name}.der")), self.file(&format!("{name}.key")));
        let names = format!("subjectAltName=DNS:{name}");
        let subject = format!("/CN={name}");
        let made = ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", &subject, "-addext", &names];
        openssl(&[&made[..], &["-keyout", text(&key), "-out", text(&pem)]].concat());
        openssl(&["req", "-in", text(&pem), "-outform", "DER", "-out", text(&der)]);
        pem
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("the path is plain")
}

/// By the file dialog; the certificate is saved with its chain and verified.
fn sign_for_a_printer(desktop: &Desktop, workshop: &Workshop) {
    let request = workshop.request("printer.home.arpa");
    act_on(desktop, "home-issuing", "Sign a CSR");
    desktop.find("dialog", "Sign a CSR by “home-issuing”");
    desktop.click("button", "Choose file");
    desktop.open_in_dialog(&request);
    desktop.see("From printer.home.arpa.csr");
    desktop.assert_accessible("a request from a file");
    desktop.picture("sign");
    desktop.click("button", "Sign");
    desktop.see("“printer.home.arpa” is signed");
    desktop.assert_accessible("what was signed");
    desktop.picture("signed");
    let chain = workshop.file("printer-chain.pem");
    desktop.click("button", "Save with its chain");
    desktop.save_in_dialog(&chain);
    desktop.see("File saved");
    let root = workshop.file("home-root.pem");
    openssl(&["verify", "-x509_strict", "-CAfile", text(&root), "-untrusted", text(&chain), text(&chain)]);
    desktop.click("button", "Done");
}

/// By a drop, as DER; what it is not is refused.
fn sign_for_an_authority(desktop: &Desktop, workshop: &Workshop) {
    go_to_authorities(desktop);
    workshop.request("partner.home.arpa");
    act_on(desktop, "home-root", "Sign a CSR");
    desktop.find("dialog", "Sign a CSR by “home-root”");
    let field = desktop.field("Signing request");
    desktop.drop_files(&[&workshop.file("partner.home.arpa.key")], &field);
    desktop.see("holds a private key");
    assert_eq!(field.value(), "", "a key never comes to the page");
    // What was told before may lie above it; a refusal stays until it is closed.
    while desktop.page_text().contains("These files were not read") {
        desktop.click("button", "Close notification");
    }
    let drag = desktop.drag_over(&[&workshop.file("partner.home.arpa.der")], &field);
    desktop.see("Drop anywhere");
    desktop.screen_picture("drag-request");
    drag.drop();
    desktop.see("From partner.home.arpa.der");
    desktop.click("button", "Sign");
    desktop.see("“partner.home.arpa” is signed");
    let saved = workshop.file("partner.pem");
    desktop.click("button", "Save certificate");
    desktop.save_in_dialog(&saved);
    desktop.see("File saved");
    assert!(openssl(&["x509", "-noout", "-text", "-in", text(&saved)]).contains("CA:TRUE"), "it was signed as an authority");
    desktop.click("button", "Done");
}

fn certify_a_key_from_elsewhere(desktop: &Desktop, workshop: &Workshop) {
    workshop.request("scanner.home.arpa");
    go_to(desktop, "Secrets");
    desktop.click("button", "Add");
    desktop.tick_like("Create private certificate");
    desktop.click("button", "Next");
    desktop.drop_files(&[&workshop.file("scanner.home.arpa.der")], &desktop.field("Common name"));
    see_in(desktop, "Signing request (CSR)", "scanner.home.arpa.der");
    see_in(desktop, "Signing request (CSR)", "Asks for");
    desktop.see("Can be issued");
    desktop.assert_accessible("a form with a signing request");
    desktop.picture("private-with-request");
    desktop.click("button", "Create");
    desktop.find("dialog", "“scanner.home.arpa” was issued");
    desktop.see("With whoever made the signing request");
    desktop.click("button", "Close");
}

fn bring_lists(desktop: &Desktop, workshop: &Workshop) {
    let requests = ["cam-1.home.arpa", "cam-2.home.arpa"].map(|name| workshop.request(name));
    let list = workshop.file("machines.csv");
    fs::write(&list, "common_name\nnas-1.home.arpa\nnas-2.home.arpa\n").expect("the folder is writable");
    start_issue_many(desktop);
    desktop.click("button", "Choose file");
    desktop.open_in_dialog(&list);
    desktop.see("From machines.csv");
    eventually("the names in the field", || desktop.field(LIST).value().contains("nas-2.home.arpa").then_some(()));
    desktop.drop_files(&[&requests[0], &requests[1]], &desktop.field(LIST));
    desktop.see("and 1 more");
    desktop.click("button", "Review");
    row(desktop, "cam-1.home.arpa");
    row(desktop, "cam-2.home.arpa");
    desktop.click("button", "Issue 2 certificates");
    desktop.see("All certificates are issued");
}

/// An intermediate whose request leaves as a file and is signed by OpenSSL; answers where the certificate lies.
fn have_signed_elsewhere(desktop: &Desktop, workshop: &Workshop) -> PathBuf {
    desktop.click("button", "Create certificate authority");
    desktop.find("dialog", "Create certificate authority");
    desktop.tick_like("Intermediate, signed elsewhere");
    desktop.fill("Name", "partner-issuing");
    desktop.click("button", "Next");
    desktop.fill("Common name", "Partner Issuing CA");
    for _ in 0..3 {
        desktop.click("button", "Next");
    }
    desktop.click("button", "Create");
    desktop.find("dialog", "Have “partner-issuing” signed");
    desktop.assert_accessible("a request that is signed elsewhere");
    desktop.picture("request-to-sign");
    let request = workshop.file("partner-issuing.csr");
    desktop.click("button", "Download CSR");
    desktop.save_in_dialog(&request);
    desktop.see("File saved");
    let (root, key, signed) = (workshop.file("partner-root.pem"), workshop.file("partner-root.key"), workshop.file("partner-issuing.pem"));
    let curve = "ec_paramgen_curve:P-384";
    let made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", curve, "-nodes", "-days", "3650", "-subj", "/CN=Partner Root CA"];
    openssl(&[&made[..], &["-keyout", text(&key), "-out", text(&root)]].concat());
    let by_root = ["x509", "-req", "-in", text(&request), "-CA", text(&root), "-CAkey", text(&key), "-CAcreateserial", "-days", "1825"];
    openssl(&[&by_root[..], &["-copy_extensions", "copyall", "-out", text(&signed)]].concat());
    signed
}

fn take_out_again(desktop: &Desktop, expected: &str) {
    see_in(desktop, CERTIFICATE, expected);
    desktop.click("button", "Remove Certificate");
    eventually("the field to be empty", || (!desktop.find("group", CERTIFICATE).text().contains(expected)).then_some(()));
}
