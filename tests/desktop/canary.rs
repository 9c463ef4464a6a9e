//! The canary in the real window: a key that exists nowhere else goes through it, and is then looked for wherever it must not be.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use certkeep_tests::desktop::Desktop;
use certkeep_tests::test_app::PASSPHRASE;

use crate::held::lay;
use crate::person::CERTIFICATE;
use crate::person::PRIVATE_KEY;
use crate::person::act_on;
use crate::person::at_work;
use crate::person::go_to;
use crate::person::mark_of;
use crate::person::openssl;
use crate::person::row;
use crate::person::see_in;
use crate::person::start_import;
use crate::person::unlock;

#[test]
fn a_key_leaves_nothing_behind() {
    let mut desktop = at_work("canary", |folder| lay(folder, &[]));
    // Below the person's home, but not part of what the app may write to by itself.
    let own = desktop.home().join("own");
    fs::create_dir(&own).expect("the home folder is writable");
    let (key, certificate) = fresh_pair(&own);
    let marks = Marks::of(&key);
    assert!(marks.are_in(key.as_bytes()), "the marks are in the key");
    let passphrase = Marks::new(spellings(PASSPHRASE.as_bytes()).into());

    take_it_through_the_window(&desktop, &own, &key, &certificate);
    desktop.reopen();
    unlock(&desktop);
    row(&desktop, "canary.example.com");
    desktop.close_window();

    let files = files_below(desktop.home()).into_iter().filter(|file| !file.starts_with(&own));
    let files: Vec<_> = files.chain(files_below(&desktop.log("").canonicalize().expect("the story has a folder"))).collect();
    for expected in ["certkeep.db", "keys.json", "app.log", "localstorage"] {
        assert!(files.iter().any(|file| file.to_string_lossy().to_lowercase().contains(expected)), "{expected} is among what is searched");
    }
    for file in files {
        let Ok(bytes) = fs::read(&file) else { continue };
        assert!(!marks.are_in(&bytes), "{} holds the key", file.display());
        assert!(!passphrase.are_in(&bytes), "{} holds the passphrase", file.display());
    }
}

fn take_it_through_the_window(desktop: &Desktop, own: &Path, key: &str, certificate: &str) {
    start_import(desktop);
    for (field, label, text) in [(CERTIFICATE, "Certificate as text", certificate), (PRIVATE_KEY, "Private key as text", key)] {
        desktop.click_in(&desktop.find("group", field), "button", "Paste text");
        desktop.paste(label, text);
        see_in(desktop, field, "Pasted text");
    }
    desktop.click("button", "Import");
    act_on(desktop, "canary.example.com", "View details");
    desktop.click("tab", "Certificate");
    desktop.click("button", "Copy private key");
    desktop.click("button", "Reveal private key");
    desktop.click("button", "Reveal");
    desktop.see(mark_of(key));
    desktop.click("button", "Hide now");
    desktop.see_gone(mark_of(key));

    go_to(desktop, "Secrets");
    act_on(desktop, "canary.example.com", "Download");
    desktop.click("tab", "By content");
    desktop.tick_like("Private key (PKCS#8)");
    desktop.click("button", "Choose where to save");
    desktop.save_in_dialog(&own.join("taken.pem"));
    desktop.find("heading", "File saved");
    desktop.click("button", "Done");
    go_to(desktop, "Settings");
    // A choice that the web view keeps in its storage.
    desktop.tick("Dark");
    desktop.click("button", "Back up now");
    desktop.save_in_dialog(&desktop.home().join("canary.certkeep"));
    desktop.see("Backup written and checked");
    go_to(desktop, "Secrets");
    desktop.press("ctrl+shift+l");
    unlock(desktop);
}

/// A key that was never anywhere else, and a certificate for it.
fn fresh_pair(folder: &Path) -> (String, String) {
    let [key, certificate] = ["key.pem", "crt.pem"].map(|name| folder.join(name));
    let [key_name, certificate_name] = [&key, &certificate].map(|file| file.to_str().expect("its name is text"));
    openssl(&[
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "90",
        "-subj",
        "/CN=canary.example.com",
        "-keyout",
        key_name,
        "-out",
        certificate_name,
    ]);
    let text = |file: &PathBuf| fs::read_to_string(file).expect("openssl wrote it");
    (text(&key), text(&certificate))
}

/// Bytes to look for.
struct Marks {
    marks: Vec<Vec<u8>>,
    /// Which pairs of bytes a mark begins with: megabytes are looked through.
    beginnings: Vec<bool>,
}

impl Marks {
    fn new(marks: Vec<Vec<u8>>) -> Self {
        let mut beginnings = vec![false; 1 << 16];
        marks.iter().for_each(|mark| beginnings[pair(mark)] = true);
        Self { marks, beginnings }
    }

    /// What would betray a key: pieces of its PEM and of the bytes that the PEM stands for, in every spelling.
    fn of(pem: &str) -> Self {
        let lines: Vec<_> = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let der = BASE64_STANDARD.decode(lines.concat()).expect("PEM is base64");
        let in_text = lines.iter().skip(1).filter(|line| line.len() > 30).flat_map(|line| spellings(&line.as_bytes()[4..28]));
        // The front half of the bytes holds what is public too.
        Self::new(in_text.chain(der[der.len() / 2..].chunks_exact(24).map(<[u8]>::to_vec)).collect())
    }

    fn are_in(&self, bytes: &[u8]) -> bool {
        let last = bytes.len().saturating_sub(1);
        let begins = |place: &usize| self.beginnings[pair(&bytes[*place..])];
        (0..last).filter(begins).any(|place| self.marks.iter().any(|mark| bytes[place..].starts_with(mark)))
    }
}

fn pair(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

/// As it is, and as web views keep text: two bytes for each character.
fn spellings(text: &[u8]) -> [Vec<u8>; 2] {
    [text.to_vec(), text.iter().flat_map(|byte| [*byte, 0]).collect()]
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be listed").map(|entry| entry.expect("it can be listed").path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
