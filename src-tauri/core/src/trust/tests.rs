//! Real stores of the real tools, in folders that vanish.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::*;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/pem");

fn anchor() -> Anchor {
    let pem = fs::read_to_string(Path::new(FIXTURES).join("root.crt.pem")).unwrap();
    Anchor::new("Home-root", "ab:cd:ef:01:23", &pem).unwrap()
}

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A computer with every kind of store, none of which trusts anything of ours.
fn computer() -> (tempfile::TempDir, TrustPlaces) {
    let folder = tempfile::tempdir().unwrap();
    let (root, home) = (folder.path().join("root"), folder.path().join("home"));
    for path in ["usr/local/share/ca-certificates", "etc/ssl/certs", "etc/ca-certificates/update.d", "usr/lib/jvm/java-17/lib/security"] {
        fs::create_dir_all(root.join(path)).unwrap();
    }
    fs::write(root.join("etc/ca-certificates.conf"), "").unwrap();
    let other = Path::new(FIXTURES).join("other-root.crt.pem");
    fs::copy(&other, root.join("usr/local/share/ca-certificates/other.crt")).unwrap();
    for path in [".pki/nssdb", ".mozilla/firefox/x3k9.default-release", "snap/firefox/common/.mozilla/firefox/a1.work"] {
        let profile = home.join(path);
        fs::create_dir_all(&profile).unwrap();
        run("certutil", &["-N", "--empty-password", "-d", &format!("sql:{}", profile.display())]);
    }
    fs::create_dir_all(home.join(".mozilla/firefox/Crash Reports")).unwrap();
    let other = other.display().to_string();
    let cacerts = root.join("usr/lib/jvm/java-17/lib/security/cacerts").display().to_string();
    run("keytool", &["-importcert", "-noprompt", "-alias", "other", "-file", &other, "-keystore", &cacerts, "-storepass", "changeit"]);
    (folder, TrustPlaces { home, root })
}

#[test]
fn every_store_is_found_trusts_and_forgets() {
    let (_folder, places) = computer();
    let stores = places.stores();
    let titles: Vec<&str> = stores.iter().map(|store| store.title.as_str()).collect();
    assert_eq!(titles, ["This computer", "Firefox, default-release", "Firefox (snap), work", "Chromium and Chrome", "Java"]);
    let anchor = anchor();
    for store in &stores {
        assert_eq!(store.trust(&anchor), Trust::NotTrusted, "{} before", store.title);
        store.to_install(&anchor).run().unwrap_or_else(|error| panic!("{}: {error}", store.title));
        assert_eq!(store.trust(&anchor), Trust::Trusted, "{} afterwards", store.title);
        store.to_remove(&anchor).run().unwrap_or_else(|error| panic!("{}: {error}", store.title));
        assert_eq!(store.trust(&anchor), Trust::NotTrusted, "{} in the end", store.title);
    }
}

#[test]
fn what_will_run_is_said_before() {
    let (_folder, places) = computer();
    let anchor = anchor();
    let shown: Vec<String> = places.stores().iter().map(|store| store.to_install(&anchor).shown()).collect();
    assert!(shown[0].starts_with("sh -c 'install -m 644 \"$1\" \"$2\" && update-ca-certificates "), "{}", shown[0]);
    assert!(shown[0].ends_with("certkeep-home-root-abcdef01.crt"), "{}", shown[0]);
    assert!(shown[1].starts_with("certutil -A -d sql:"), "{}", shown[1]);
    assert!(shown[4].starts_with("keytool -importcert "), "{}", shown[4]);
}

#[test]
fn a_tool_that_refuses_is_quoted() {
    let (_folder, places) = computer();
    let browser = places.stores().into_iter().find(|store| store.kind == TrustStoreKind::Browser).unwrap();
    let refusal = browser.to_remove(&anchor()).run().unwrap_err();
    assert!(
        matches!(&refusal, TrustError::Refused { program, said } if program == "certutil" && said.contains("could not find")),
        "{refusal}"
    );
    let missing = TrustCommand::new(["certkeep-is-no-such-program"]).run().unwrap_err();
    assert_eq!(missing, TrustError::NoProgram { program: "certkeep-is-no-such-program".into() });
}
