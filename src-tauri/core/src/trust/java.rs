//! Java's `cacerts`, one for each runtime; Debian's runtimes share one that its own store feeds.

use std::collections::BTreeSet;
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

/// Where runtimes are installed.
const RUNTIMES: [&str; 2] = ["usr/lib/jvm", "opt"];
const STORES: [&str; 2] = ["lib/security/cacerts", "jre/lib/security/cacerts"];
/// What everybody knows, and nobody changes: the store holds nothing secret.
const PASSWORD: &str = "changeit";

pub(super) fn find(root: &Path) -> Vec<TrustStore> {
    let runtimes = RUNTIMES.iter().flat_map(|folder| fs::read_dir(root.join(folder)).into_iter().flatten().flatten());
    let stores = runtimes.flat_map(|runtime| STORES.map(|store| runtime.path().join(store)));
    // Several runtimes may lead to one store.
    let real: BTreeSet<PathBuf> = stores.filter(|store| store.is_file()).filter_map(|store| fs::canonicalize(store).ok()).collect();
    real.into_iter().map(|place| TrustStore { kind: TrustStoreKind::Java, title: "Java".into(), place, way: Way::Java }).collect()
}

pub(super) fn trust(place: &Path, anchor: &Anchor) -> Trust {
    let listed = ask(keytool(&["-exportcert", "-rfc", "-alias", anchor.name()], place));
    let given = fs::read_to_string(anchor.path()).unwrap_or_default();
    match listed {
        Ok(output) if output.status.success() && body(&String::from_utf8_lossy(&output.stdout)) == body(&given) => Trust::Trusted,
        Ok(_) => Trust::NotTrusted,
        Err(error) => Trust::Unknown(error.to_string()),
    }
}

pub(super) fn to_install(place: &Path, anchor: &Anchor) -> TrustCommand {
    let certificate = anchor.path().display().to_string();
    let arguments = ["-importcert", "-noprompt", "-trustcacerts", "-alias", anchor.name(), "-file", &certificate];
    TrustCommand::new(keytool(&arguments, place)).elevated_for(place)
}

pub(super) fn to_remove(place: &Path, anchor: &Anchor) -> TrustCommand {
    TrustCommand::new(keytool(&["-delete", "-noprompt", "-alias", anchor.name()], place)).elevated_for(place)
}

fn keytool(arguments: &[&str], place: &Path) -> Vec<String> {
    let store = place.display().to_string();
    ["keytool"]
        .iter()
        .chain(arguments)
        .chain(&["-keystore", store.as_str(), "-storepass", PASSWORD])
        .map(|argument| (*argument).to_owned())
        .collect()
}

/// The base64 of a certificate, whatever the lines.
fn body(pem: &str) -> String {
    pem.lines().filter(|line| !line.starts_with("-----")).map(str::trim).collect()
}
