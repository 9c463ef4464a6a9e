//! The pictures of the README: the app with a vault as a small team has it. `make screenshots` takes them over.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::Keychain;
use certkeep_tests::desktop::Start;

use crate::held::Held;
use crate::held::lay;
use crate::person::CERTIFICATE;
use crate::person::PRIVATE_KEY;
use crate::person::act_on;
use crate::person::go_to;
use crate::person::openssl;
use crate::person::row;
use crate::person::see_in;
use crate::person::set_up_home_lab;
use crate::person::start_import;
use crate::person::start_issue_many;
use crate::person::switch_on;
use crate::person::unlock;

#[test]
fn pictures_of_the_first_start() {
    let desktop = Desktop::start("readme-welcome", Start::with(Keychain::Unlocked));
    desktop.see("How do you want to unlock the vault?");
    desktop.readme_pictures("welcome");
}

#[test]
fn pictures_of_everyday_use() {
    let desktop = Desktop::start("readme", Start { vault: a_small_team, ..Start::with(Keychain::Unlocked) });
    unlock(&desktop);
    row(&desktop, "www.example.com");
    desktop.readme_pictures("secrets");

    act_on(&desktop, "api.example.com", "View details");
    desktop.click("tab", "Certificate");
    desktop.find("heading", "Extensions");
    desktop.readme_pictures("details");
    desktop.click("button", "Download");
    desktop.find("dialog", "Download api.example.com");
    desktop.find_like("radio", "Kubernetes");
    desktop.readme_pictures("download");
    desktop.click("button", "Cancel");

    go_to(&desktop, "Settings");
    desktop.find("list", "Ways to unlock the vault");
    desktop.readme_pictures("settings");
    go_to(&desktop, "Secrets");
    start_import(&desktop);
    let folder = desktop.home().join("Downloads");
    fs::create_dir(&folder).expect("the home folder is writable");
    let authority = Authority::new(&folder, "R11", "Let's Encrypt");
    authority.issue("shop.example.com", 81);
    let files = ["shop.example.com.pem", "shop.example.com.key.pem", "R11.pem"].map(|name| folder.join(name));
    desktop.drop_files(&[&files[0], &files[1], &files[2]], &desktop.find("group", CERTIFICATE));
    see_in(&desktop, CERTIFICATE, "shop.example.com");
    see_in(&desktop, PRIVATE_KEY, "private key");
    // It was made after the form was opened.
    desktop.see("days left");
    desktop.readme_pictures("import");
}

#[test]
fn pictures_of_own_authorities() {
    let desktop = Desktop::start("readme-authorities", Start { vault: a_small_team, ..Start::with(Keychain::Unlocked) });
    unlock(&desktop);
    set_up_home_lab(&desktop);
    desktop.readme_pictures("authorities");
    create_a_private_certificate(&desktop);
    preview_a_list(&desktop);
}

fn create_a_private_certificate(desktop: &Desktop) {
    go_to(desktop, "Secrets");
    desktop.click("button", "Add");
    desktop.tick_like("Create private certificate");
    desktop.click("button", "Next");
    desktop.fill("Common name", "nas.home.arpa");
    desktop.see("Can be issued");
    switch_on(desktop, "Automatic rotation");
    desktop.see("Next rotation:");
    desktop.readme_pictures("create-private");
    desktop.click("button", "Create");
    desktop.find("dialog", "“nas.home.arpa” was issued");
    desktop.find("heading", "Chain");
    desktop.readme_pictures("issued");
    desktop.click("button", "View details");
    desktop.find("heading", "nas.home.arpa");
}

fn preview_a_list(desktop: &Desktop) {
    start_issue_many(desktop);
    desktop.paste("Names or signing requests", &machines());
    desktop.click("button", "Review");
    desktop.see("cannot be issued");
    desktop.readme_pictures("issue-many");
}

/// A list of names as it comes out of an inventory, one of them by mistake.
fn machines() -> String {
    let names = ["build-01", "build-02", "printer-3", "cam-door", "cam-yard", "nas-backup", "media"];
    let lines = names.map(|name| format!("{name}.home.arpa,{name}.lan\n")).concat();
    format!("common_name,alt_names\n{lines}www.example.com,\n")
}

/// What a small team keeps: some of it new, some of it about to expire.
fn a_small_team(folder: &Path) {
    let workshop = folder.parent().expect("the vault lies in the person's home").join("workshop");
    fs::create_dir(&workshop).expect("the home folder is writable");
    let public = Authority::new(&workshop, "R11", "Let's Encrypt");
    let company = Authority::new(&workshop, "Example Issuing CA 2", "Example GmbH");
    let secret = |name, authority: &Authority, days, group, labels| Held {
        pem: authority.issue(name, days),
        ..Held { name, pem: String::new(), description: "", group, labels }
    };
    lay(
        folder,
        &[
            secret("www.example.com", &public, 74, "Web", &["production", "web"]),
            secret("api.example.com", &public, 74, "Web", &["production"]),
            secret("staging.example.com", &public, 19, "Web", &["staging"]),
            secret("mail.example.com", &public, 52, "Mail", &["production"]),
            secret("imap.example.com", &public, 6, "Mail", &["production"]),
            secret("vpn.example.net", &company, 301, "Network", &["appliance"]),
            secret("printer-3.intern.example.net", &company, 730, "Network", &["appliance", "office"]),
            secret("grafana.intern.example.net", &company, 182, "", &["monitoring"]),
            secret("registry.intern.example.net", &company, 365, "", &["build"]),
        ],
    );
}

/// An authority made by OpenSSL for the pictures.
struct Authority {
    folder: PathBuf,
    name: String,
}

impl Authority {
    fn new(folder: &Path, name: &str, organisation: &str) -> Self {
        let authority = Self { folder: folder.to_owned(), name: name.to_owned() };
        let [key, certificate] = authority.files(name);
        let subject = format!("/O={organisation}/CN={name}");
        let root = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-384", "-nodes", "-days", "1800", "-subj", &subject];
        openssl(&[&root[..], &["-keyout", &key, "-out", &certificate]].concat());
        authority
    }

    /// A certificate for a name, with its key and this authority's certificate, as one PEM.
    fn issue(&self, name: &str, days: u32) -> String {
        let [key, certificate] = self.files(name);
        let [authority_key, authority_certificate] = self.files(&self.name);
        let request = format!("{certificate}.request");
        let days = days.to_string();
        let names = format!("subjectAltName=DNS:{name}");
        openssl(&[
            "req",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            &format!("/CN={name}"),
            "-addext",
            &names,
            "-addext",
            "basicConstraints=critical,CA:false",
            "-addext",
            "keyUsage=critical,digitalSignature,keyEncipherment",
            "-addext",
            "extendedKeyUsage=serverAuth",
            "-keyout",
            &key,
            "-out",
            &request,
        ]);
        openssl(&[
            "x509",
            "-req",
            "-in",
            &request,
            "-CA",
            &authority_certificate,
            "-CAkey",
            &authority_key,
            "-CAcreateserial",
            "-days",
            &days,
            "-copy_extensions",
            "copy",
            "-out",
            &certificate,
        ]);
        [certificate, key, authority_certificate].map(|file| fs::read_to_string(file).expect("openssl wrote it")).concat()
    }

    /// Where the key and the certificate for a name lie.
    fn files(&self, name: &str) -> [String; 2] {
        [".key.pem", ".pem"].map(|end| self.folder.join(format!("{name}{end}")).to_string_lossy().into_owned())
    }
}
