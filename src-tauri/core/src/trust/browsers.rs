//! NSS databases: Firefox has one in each profile, Chromium one for the person; snap and flatpak keep their own.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use super::Anchor;
use super::Trust;
use super::TrustCommand;
use super::TrustStore;
use super::TrustStoreKind;
use super::Way;
use super::command::ask;
use super::command::said;

/// Folders that hold Firefox profiles, below the home folder.
const FIREFOX: [(&str, &str); 4] = [
    ("Firefox", ".mozilla/firefox"),
    ("Firefox", ".config/mozilla/firefox"),
    ("Firefox (snap)", "snap/firefox/common/.mozilla/firefox"),
    ("Firefox (flatpak)", ".var/app/org.mozilla.firefox/.mozilla/firefox"),
];
/// Databases of Chromium and its kin, below the home folder.
const CHROMIUM: [(&str, &str); 4] = [
    ("Chromium and Chrome", ".pki/nssdb"),
    ("Chromium (snap)", "snap/chromium/current/.pki/nssdb"),
    ("Chromium (flatpak)", ".var/app/org.chromium.Chromium/.pki/nssdb"),
    ("Chrome (flatpak)", ".var/app/com.google.Chrome/.pki/nssdb"),
];
const DATABASE: &str = "cert9.db";

pub(super) fn find(home: &Path) -> Vec<TrustStore> {
    let chromium = CHROMIUM.iter().map(|(title, place)| ((*title).to_owned(), home.join(place)));
    let firefox = FIREFOX.iter().flat_map(|(title, place)| profiles(title, &home.join(place)));
    let all = firefox.chain(chromium).filter(|(_, place)| place.join(DATABASE).is_file());
    all.map(|(title, place)| TrustStore { kind: TrustStoreKind::Browser, title, place, way: Way::Nss }).collect()
}

fn profiles(title: &str, folder: &Path) -> Vec<(String, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut places: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    places.sort();
    places.into_iter().map(|place| (format!("{title}, {}", profile_name(&place)), place)).collect()
}

/// `x3k9.default-release` is known to the person as `default-release`.
fn profile_name(place: &Path) -> String {
    let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
    name.split_once('.').map(|(_, name)| name.to_owned()).unwrap_or(name)
}

pub(super) fn trust(place: &Path, anchor: &Anchor) -> Trust {
    // Valid as an authority for TLS servers, judged by NSS with this database alone.
    match ask(["certutil", "-V", "-u", "L", "-d", &database(place), "-n", anchor.name()]) {
        Ok(output) if output.status.success() => Trust::Trusted,
        Ok(output) if is_locked(&said(&output)) => Trust::Unknown("This profile has a primary password.".into()),
        Ok(_) => Trust::NotTrusted,
        Err(error) => Trust::Unknown(error.to_string()),
    }
}

pub(super) fn to_install(place: &Path, anchor: &Anchor) -> TrustCommand {
    let certificate = anchor.path().display().to_string();
    TrustCommand::new(["certutil", "-A", "-d", &database(place), "-t", "C,,", "-n", anchor.name(), "-i", &certificate])
}

pub(super) fn to_remove(place: &Path, anchor: &Anchor) -> TrustCommand {
    TrustCommand::new(["certutil", "-D", "-d", &database(place), "-n", anchor.name()])
}

fn database(place: &Path) -> String {
    format!("sql:{}", place.display())
}

fn is_locked(said: &str) -> bool {
    said.contains("SEC_ERROR_BAD_PASSWORD") || said.contains("SEC_ERROR_TOKEN_NOT_LOGGED_IN")
}
