//! Downloading: every format through the system's save dialog, read back by OpenSSL.

use std::fs;
use std::path::Path;
use std::process::Command;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::eventually;
use certkeep_tests::test_app::fixture;

use crate::held::held;
use crate::held::lay;
use crate::person::act_on;
use crate::person::at_work;
use crate::person::mode;
use crate::person::openssl;

/// Panics unless a file is what its format says.
type Proof = fn(&Path);

/// A format as its tile names it, and the file it is saved as.
struct Format {
    title: &'static str,
    file: &'static str,
    contains_key: bool,
    needs_password: bool,
    prove: Proof,
}

const fn open(title: &'static str, file: &'static str, prove: Proof) -> Format {
    Format { title, file, contains_key: false, needs_password: false, prove }
}

const fn with_key(title: &'static str, file: &'static str, prove: Proof) -> Format {
    Format { contains_key: true, ..open(title, file, prove) }
}

const fn with_password(title: &'static str, file: &'static str, prove: Proof) -> Format {
    Format { needs_password: true, ..with_key(title, file, prove) }
}

const PASSWORD: &str = "carry me";
const PASS: &str = "pass:carry me";

const FORMATS: [Format; 13] = [
    open("Certificate", "shop.pem", is_the_certificate),
    open("Full chain", "Kette für nginx.pem", is_the_full_chain),
    open("Chain", "shop-chain.pem", is_the_chain),
    with_key("Private key (PKCS#8)", "shop-key.pem", is_a_key),
    with_key("Private key (PKCS#1 or SEC1)", "shop-old-key.pem", is_a_traditional_key),
    with_password("Private key, encrypted", "shop-encrypted-key.pem", is_an_encrypted_key),
    with_key("One PEM file", "shop-all.pem", is_everything),
    with_password("PKCS#12", "shop.p12", is_a_key_store),
    with_password("PKCS#12 for old systems", "shop-legacy.pfx", is_an_old_key_store),
    Format { contains_key: false, ..with_password("Trust store for Java (PKCS#12)", "shop-truststore.p12", is_a_trust_store) },
    open("Chain (PKCS#7)", "shop.p7b", is_a_bag_of_certificates),
    open("Certificate (DER)", "shop.cer", is_the_binary_certificate),
    with_key("ZIP archive", "shop.zip", is_an_archive),
];

#[test]
fn every_format_is_written_and_read_back() {
    let desktop = at_the_formats("download");
    desktop.assert_accessible("the choice of a format");
    desktop.picture("formats");
    assert_eq!(offered(&desktop), FORMATS.map(|format| format.title), "every format that is offered is proven here");

    for format in &FORMATS {
        let file = desktop.home().join(format.file);
        tick(&desktop, format.title);
        if format.needs_password {
            desktop.fill("Password for the file", PASSWORD);
            desktop.fill("Password again", PASSWORD);
        }
        desktop.click("button", "Choose where to save");
        desktop.save_in_dialog(&file);
        desktop.find("heading", "File saved");
        desktop.see(format.file);
        assert_eq!(desktop.page_text().contains("mode 0600"), format.contains_key, "the person is told of the key in {}", format.title);
        if format.contains_key {
            assert_eq!(mode(&file), 0o600, "nobody else may read {}", format.title);
        }
        (format.prove)(&file);
        if format.title == "One PEM file" {
            desktop.assert_accessible("the written file");
            desktop.picture("written");
        }
        desktop.click("button", "Download another format");
    }
}

#[test]
fn nothing_is_written_that_was_not_meant() {
    let desktop = at_the_formats("download-refused");
    passwords_are_checked(&desktop);
    overwriting_asks(&desktop);
}

fn at_the_formats(story: &str) -> Desktop {
    let desktop = at_work(story, |folder| lay(folder, &[held("shop", &["leaf.crt.pem", "leaf.key.pem", "intermediate.crt.pem"])]));
    act_on(&desktop, "shop", "Download");
    desktop.find("dialog", "Download shop");
    desktop.find_like("radio", "nginx");
    desktop.click("tab", "By content");
    desktop.find_like("radio", "ZIP archive");
    desktop
}

fn passwords_are_checked(desktop: &Desktop) {
    tick(desktop, "PKCS#12");
    for (first, again, problem) in
        [("abc", "abc", "A password has at least 4 characters."), (PASSWORD, "carry her", "The two passwords are not the same.")]
    {
        desktop.fill("Password for the file", first);
        desktop.fill("Password again", again);
        desktop.click("button", "Choose where to save");
        desktop.see(problem);
    }
    desktop.assert_accessible("passwords that differ");
}

/// Chooses the tile whose title is exactly this: one may begin like another.
fn tick(desktop: &Desktop, title: &str) {
    let place = offered(desktop).iter().position(|offered| offered == title).unwrap_or_else(|| panic!("“{title}” is not offered"));
    desktop.tick_element(&desktop.all("radio")[place]);
}

fn overwriting_asks(desktop: &Desktop) {
    let file = desktop.home().join("Not mine.pem");
    fs::write(&file, "the person's own").expect("the home folder is writable");
    tick(desktop, "Full chain");
    desktop.click("button", "Choose where to save");
    desktop.refuse_to_save_over_in_dialog(&file);
    assert!(desktop.has("dialog", "Download shop"), "who changed their mind is back at the choice");
    assert_eq!(fs::read_to_string(&file).expect("the file is there"), "the person's own", "a refused download writes nothing");

    desktop.click("button", "Choose where to save");
    desktop.save_over_in_dialog(&file);
    desktop.find("heading", "File saved");
    is_the_full_chain(&file);
    let leftovers: Vec<_> =
        files_of(desktop.home()).into_iter().filter(|name| name.contains("Not mine") && name != "Not mine.pem").collect();
    assert!(leftovers.is_empty(), "nothing half-written stays behind: {leftovers:?}");
    desktop.click("button", "Done");
    eventually("the dialog to close", || (!desktop.has("heading", "File saved")).then_some(()));
}

/// The titles of the tiles, from top to bottom.
fn offered(desktop: &Desktop) -> Vec<String> {
    let titles: Vec<_> = desktop.all("radio").iter().map(|tile| tile.label()).collect();
    let title = |label: &str| label.trim().trim_end_matches("Contains the private key").trim().to_owned();
    titles.iter().filter_map(|label| label.trim().lines().next()).map(title).collect()
}

fn is_the_certificate(file: &Path) {
    assert_eq!(fingerprint(file), fingerprint_of_fixture("leaf.crt.pem"));
}

fn is_the_full_chain(file: &Path) {
    assert_eq!(blocks(file), 2, "certificate and intermediate");
    is_the_certificate(file);
}

fn is_the_chain(file: &Path) {
    assert_eq!(blocks(file), 1, "the intermediate alone");
    assert_eq!(fingerprint(file), fingerprint_of_fixture("intermediate.crt.pem"));
}

fn is_a_key(file: &Path) {
    assert!(text(file).starts_with("-----BEGIN PRIVATE KEY-----"));
    assert_eq!(openssl(&["pkey", "-pubout", "-in", name(file)]), public_key(), "it is the key of the certificate");
}

fn is_a_traditional_key(file: &Path) {
    assert!(text(file).starts_with("-----BEGIN EC PRIVATE KEY-----"));
    assert_eq!(openssl(&["ec", "-pubout", "-in", name(file)]), public_key(), "it is the key of the certificate");
}

fn is_an_encrypted_key(file: &Path) {
    assert!(text(file).starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    assert_eq!(openssl(&["pkey", "-pubout", "-in", name(file), "-passin", PASS]), public_key());
}

fn is_a_key_store(file: &Path) {
    let opened = openssl(&["pkcs12", "-in", name(file), "-nodes", "-passin", PASS]);
    holds_everything(file, &opened);
}

fn is_an_old_key_store(file: &Path) {
    let opened = openssl(&["pkcs12", "-legacy", "-in", name(file), "-nodes", "-passin", PASS]);
    holds_everything(file, &opened);
}

fn is_a_trust_store(file: &Path) {
    let opened = openssl(&["pkcs12", "-in", name(file), "-nodes", "-passin", PASS]);
    assert!(opened.contains("BEGIN CERTIFICATE") && !opened.contains("PRIVATE KEY"), "{opened}");
}

fn holds_everything(file: &Path, opened: &str) {
    let all = file.with_extension("opened.pem");
    fs::write(&all, opened).expect("the home folder is writable");
    is_everything(&all);
}

fn is_a_bag_of_certificates(file: &Path) {
    let form = if bytes(file).starts_with(b"-----") { "PEM" } else { "DER" };
    let certificates = openssl(&["pkcs7", "-inform", form, "-in", name(file), "-print_certs"]);
    assert_eq!(certificates.matches("-----BEGIN CERTIFICATE-----").count(), 2, "certificate and intermediate");
}

fn is_the_binary_certificate(file: &Path) {
    assert_ne!(bytes(file).first(), Some(&b'-'), "it is not PEM");
    let read = openssl(&["x509", "-inform", "DER", "-noout", "-fingerprint", "-sha256", "-in", name(file)]);
    assert_eq!(read, fingerprint_of_fixture("leaf.crt.pem"));
}

fn is_everything(file: &Path) {
    assert_eq!(blocks(file), 3, "key, certificate and intermediate");
    is_the_certificate(file);
    assert_eq!(openssl(&["pkey", "-pubout", "-in", name(file)]), public_key());
}

fn is_an_archive(file: &Path) {
    let folder = file.with_extension("unpacked");
    let unpacked = Command::new("python3").args(["-m", "zipfile", "-e", name(file), name(&folder)]).status();
    assert!(unpacked.expect("python3 is installed").success(), "another program unpacks the archive");
    is_the_certificate(&folder.join("certificate.pem"));
    is_the_chain(&folder.join("intermediate.pem"));
    is_a_key(&folder.join("private_key.pem"));
    assert_eq!(files_of(&folder).len(), 3, "nothing else is in it");
}

fn public_key() -> String {
    openssl(&["x509", "-noout", "-pubkey", "-in", name(&certkeep_tests::test_app::fixture_path("leaf.crt.pem"))])
}

fn fingerprint_of_fixture(file: &str) -> String {
    assert_eq!(fixture(file).matches("-----BEGIN ").count(), 1);
    fingerprint(&certkeep_tests::test_app::fixture_path(file))
}

/// Of the first certificate in the file.
fn fingerprint(file: &Path) -> String {
    openssl(&["x509", "-noout", "-fingerprint", "-sha256", "-in", name(file)])
}

fn blocks(file: &Path) -> usize {
    text(file).matches("-----BEGIN ").count()
}

fn text(file: &Path) -> String {
    String::from_utf8(bytes(file)).expect("PEM is text")
}

fn bytes(file: &Path) -> Vec<u8> {
    fs::read(file).unwrap_or_else(|problem| panic!("{}: {problem}", file.display()))
}

fn name(file: &Path) -> &str {
    file.to_str().expect("the story's names are text")
}

fn files_of(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries.map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned()).collect()
}
