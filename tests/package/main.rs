//! What the packages promise the desktop: which files open with the app, by an entry that every desktop understands.
//! `make package-check` proves the built package; this is what can be read without building it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The endings of files that open with the app.
const ENDINGS: [&str; 8] = ["pem", "crt", "cer", "der", "p7b", "p12", "pfx", "csr"];

#[test]
fn every_package_opens_the_same_endings() {
    let associations = associations();
    let endings: Vec<&str> = associations.iter().flat_map(|association| texts(&association["ext"])).collect();
    assert_eq!(endings.iter().collect::<BTreeSet<_>>(), ENDINGS.iter().collect(), "tauri.conf.json, for macOS and Windows");
    assert_eq!(endings.len(), ENDINGS.len(), "each once");
    let types = source("packaging/certkeep.mime.xml");
    for ending in ENDINGS {
        assert!(types.contains(&format!("<glob pattern=\"*.{ending}\"/>")), "the type of .{ending} is known on Linux");
    }
}

#[test]
fn the_desktop_entry_is_offered_for_every_type() {
    let entry = source("packaging/certkeep.desktop");
    let offered: Vec<&str> = entry.lines().find_map(|line| line.strip_prefix("MimeType=")).expect("its types").split(';').collect();
    let associations = associations();
    let declared = associations.iter().filter_map(|association| association["mimeType"].as_str()).map(str::to_owned);
    let named = source("packaging/certkeep.mime.xml");
    let named = named.lines().filter_map(|line| line.split("mime-type type=\"").nth(1)?.split('"').next()).map(str::to_owned);
    for kind in declared.chain(named) {
        assert!(offered.contains(&kind.as_str()), "files of type {kind} open with the app");
    }
}

#[test]
fn the_desktop_entry_is_valid() {
    let filled = [("name", "Certkeep"), ("comment", "Keeps certificates"), ("exec", "certkeep"), ("icon", "certkeep")]
        .into_iter()
        .fold(source("packaging/certkeep.desktop"), |entry, (place, text)| entry.replace(&format!("{{{{{place}}}}}"), text));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("certkeep.desktop");
    fs::write(&file, filled).expect("the folder is writable");
    let answer = Command::new("desktop-file-validate").arg(&file).output().expect("desktop-file-utils is installed");
    assert!(answer.status.success() && answer.stdout.is_empty(), "{}", String::from_utf8_lossy(&answer.stdout));
}

fn associations() -> Vec<Value> {
    let configuration: Value = serde_json::from_str(&source("tauri.conf.json")).expect("JSON");
    configuration["bundle"]["fileAssociations"].as_array().expect("a list").clone()
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().filter_map(Value::as_str).collect()
}

fn source(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri").join(path);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
