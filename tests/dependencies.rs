//! What the screen is made of; `.deny.toml` says the same of the crates.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

const LICENCES: &[&str] = &["0BSD", "Apache-2.0", "Apache-2.0 OR MIT", "BSD-3-Clause", "ISC", "MIT", "MIT and ISC", "OFL-1.1", "Unlicense"];

#[derive(Deserialize)]
struct LockFile {
    packages: BTreeMap<String, Package>,
}

#[derive(Deserialize)]
struct Package {
    #[serde(default)]
    dev: bool,
    license: Option<String>,
    resolved: Option<String>,
}

#[test]
fn every_package_in_the_screen_has_a_licence_from_the_list() {
    let unknown: Vec<_> =
        shipped().into_iter().filter(|(_, package)| !is_listed(package)).map(|(name, package)| (name, package.license)).collect();
    assert!(unknown.is_empty(), "these licences are not in the list: {unknown:?}");
}

#[test]
fn a_licence_that_is_missing_or_not_listed_is_seen() {
    for license in [None, Some("GPL-3.0-only".to_owned())] {
        assert!(!is_listed(&Package { dev: false, license, resolved: None }));
    }
}

#[test]
fn packages_come_from_the_registry_that_npm_is_set_to() {
    let elsewhere: Vec<_> =
        lock_file().packages.into_iter().filter(|(_, package)| package.resolved.is_some()).map(|(name, _)| name).collect();
    assert!(elsewhere.is_empty(), "the lock file names a place to download from: {elsewhere:?}");
}

fn is_listed(package: &Package) -> bool {
    package.license.as_deref().is_some_and(|license| LICENCES.contains(&license))
}

fn shipped() -> BTreeMap<String, Package> {
    lock_file().packages.into_iter().filter(|(name, package)| !name.is_empty() && !package.dev).collect()
}

fn lock_file() -> LockFile {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/package-lock.json");
    let text = fs::read_to_string(&file).expect("the screen's lock file is committed");
    serde_json::from_str(&text).expect("npm writes JSON")
}
