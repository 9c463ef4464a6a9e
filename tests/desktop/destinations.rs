//! Handing out by destination: a folder is chosen, nothing that lies there is replaced unasked, and what was written is told line by line.

use std::fs;

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::eventually;

use crate::held::held;
use crate::held::lay;
use crate::person::act_on;
use crate::person::at_work;
use crate::person::mode;
use crate::person::openssl;

#[test]
fn a_certificate_is_handed_to_where_it_is_used() {
    let desktop = at_work("destinations", |folder| lay(folder, &[held("shop", &["leaf.crt.pem", "leaf.key.pem", "intermediate.crt.pem"])]));
    act_on(&desktop, "shop", "Download");
    desktop.find("dialog", "Download shop");
    desktop.assert_accessible("the choice of a destination");
    desktop.picture("destinations");
    to_nginx(&desktop);
    over_what_is_there(&desktop);
    to_an_old_windows(&desktop);
}

/// Two files in a folder.
fn to_nginx(desktop: &Desktop) {
    let folder = desktop.home().join("für nginx");
    fs::create_dir(&folder).expect("the home folder is writable");
    desktop.tick_like("nginx");
    desktop.click("button", "Choose where to save");
    desktop.open_in_dialog(&folder);
    desktop.find("heading", "Files saved");
    desktop.see("The private key in shop.key belongs to the certificate");
    desktop.see("ssl_certificate_key /etc/nginx/tls/shop.key;");
    desktop.assert_accessible("the files for nginx");
    desktop.picture("nginx");
    let file = |name: &str| folder.join(name).to_string_lossy().into_owned();
    assert_eq!(openssl(&["x509", "-noout", "-pubkey", "-in", &file("shop.crt")]), openssl(&["pkey", "-pubout", "-in", &file("shop.key")]));
    assert_eq!(mode(&folder.join("shop.key")), 0o600, "nobody else may read the key");
    desktop.click("button", "Copy Lines to paste");
    eventually("the lines on the clipboard", || desktop.clipboard().filter(|text| text.contains("ssl_certificate ")));
    desktop.click("button", "Hand out again");
}

/// The same folder once more: first refused, then wanted.
fn over_what_is_there(desktop: &Desktop) {
    let folder = desktop.home().join("für nginx");
    fs::write(folder.join("shop.key"), "the person's own").expect("the folder is writable");
    let read = || fs::read_to_string(folder.join("shop.key")).expect("the file is there");
    for (wanted, answer) in [(false, "Escape"), (true, "Return")] {
        desktop.tick_like("nginx");
        desktop.click("button", "Choose where to save");
        desktop.open_in_dialog(&folder);
        desktop.answer_question(answer);
        if wanted {
            desktop.find("heading", "Files saved");
        } else {
            desktop.find("dialog", "Download shop");
        }
        assert_eq!(read() == "the person's own", !wanted, "nothing is replaced unasked");
    }
    desktop.click("button", "Hand out again");
}

/// One file behind a password, of which it is said that it is weak.
fn to_an_old_windows(desktop: &Desktop) {
    let file = desktop.home().join("shop.pfx");
    desktop.tick_like("Windows Server 2016 or older");
    desktop.see("Weak encryption");
    desktop.assert_accessible("a destination that reads weak encryption only");
    desktop.picture("weak");
    desktop.fill("Password for the file", "carry me");
    desktop.fill("Password again", "carry me");
    desktop.click("button", "Choose where to save");
    desktop.save_in_dialog(&file);
    desktop.find("heading", "File saved");
    desktop.see("opens with your password");
    desktop.see("Import-PfxCertificate");
    desktop.picture("windows");
    let opened = openssl(&["pkcs12", "-legacy", "-passin", "pass:carry me", "-nodes", "-in", &file.to_string_lossy()]);
    assert_eq!(opened.matches("-----BEGIN ").count(), 3, "key, certificate and intermediate");
    desktop.click("button", "Done");
}
