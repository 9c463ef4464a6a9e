//! Downloads: OpenSSL reads every one of them, for every kind of key.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use certkeep_core::ErrorCode;
use certkeep_core::flows::export::DownloadVersion;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::typed;

/// A password with letters that every tool has to encode.
const PASSWORD: &str = "höhe 42 & mehr";

const KEYS: [&str; 7] = ["rsa-1024", "rsa-2048", "rsa-4096", "p256", "p384", "p521", "ed25519"];

fn openssl(arguments: &[&str], path: &Path) -> String {
    let output = Command::new("openssl").args(arguments).arg("-in").arg(path).output().expect("openssl runs");
    assert!(output.status.success(), "openssl {arguments:?} {}: {}", path.display(), String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// OpenSSL finds the certificate with its name, the chain and the very key.
fn pkcs12_holds(key: &str, path: &Path, more: &[&str]) {
    let password = format!("pass:{PASSWORD}");
    let command = [&["pkcs12", "-passin", &password, "-nodes"], more].concat();
    let printed = openssl(&command, path);
    assert!(printed.contains(&fixture(&format!("{key}.crt.pem"))), "{key}: the certificate is in it");
    assert!(printed.contains(&fixture(&format!("{key}.key.pem"))), "{key}: the key is in it");
    assert_eq!(printed.matches("BEGIN CERTIFICATE").count(), 4, "{key}: the certificate and its chain");
    assert_eq!(printed.matches(&format!("friendlyName: {key}")).count(), 2, "{key}: certificate and key have the name of the secret");
}

#[tokio::test]
async fn openssl_reads_every_download() {
    let app = TestApp::with_vault().await;
    for key in KEYS {
        let secret = app.import(key, &format!("{key}.crt.pem"), Some(&format!("{key}.key.pem")), Some("chain.pem"));
        let version = current(&secret);
        let public = openssl(&["x509", "-noout", "-pubkey"], &certkeep_tests::test_app::fixture_path(&format!("{key}.crt.pem")));
        for format in app.core.list_formats(version).unwrap() {
            let path = app.outside(&format!("{key}-{}", format.file_name));
            let password = format.needs_password.then(|| typed(PASSWORD));
            let download = app.core.download_version(DownloadVersion { version, format: format.id.clone(), password }, &path).await;
            if let Some(reason) = format.unavailable {
                assert_eq!(download.unwrap_err().code, ErrorCode::FormatUnavailable, "{key} {}: {reason}", format.id);
                continue;
            }
            let written = download.unwrap_or_else(|error| panic!("{key} {}: {error:?}", format.id));
            assert_eq!(written.bytes, fs::metadata(&path).unwrap().len());
            match format.id.as_str() {
                "certificate" | "fullChain" => assert_eq!(openssl(&["x509", "-noout", "-pubkey"], &path), public),
                "chain" => drop(openssl(&["x509", "-noout", "-subject"], &path)),
                "privateKey" | "privateKeyTraditional" => assert_eq!(openssl(&["pkey", "-pubout"], &path), public),
                "pem" => {
                    assert_eq!(openssl(&["x509", "-noout", "-pubkey"], &path), public);
                    assert_eq!(openssl(&["pkey", "-pubout"], &path), public);
                }
                "der" => assert_eq!(openssl(&["x509", "-inform", "DER", "-noout", "-pubkey"], &path), public),
                "pkcs7" => {
                    let printed = openssl(&["pkcs7", "-inform", "DER", "-print_certs"], &path);
                    assert_eq!(printed.matches("BEGIN CERTIFICATE").count(), 4, "{key}: the certificate and its chain");
                    assert!(printed.contains(&fixture(&format!("{key}.crt.pem"))), "{key}: the certificate is in it");
                }
                "encryptedKey" => {
                    assert_eq!(openssl(&["pkey", "-passin", &format!("pass:{PASSWORD}"), "-pubout"], &path), public);
                    let text = fs::read_to_string(&path).unwrap();
                    assert!(text.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----"), "{key}: {text}");
                }
                "pkcs12" => pkcs12_holds(key, &path, &[]),
                "pkcs12Legacy" => pkcs12_holds(key, &path, &["-legacy"]),
                "trustStore" => {
                    let printed = openssl(&["pkcs12", "-passin", &format!("pass:{PASSWORD}")], &path);
                    assert!(printed.contains("BEGIN CERTIFICATE") && !printed.contains("PRIVATE KEY"), "{key}: {printed}");
                }
                "zip" => assert!(fs::read(&path).unwrap().starts_with(b"PK")),
                other => panic!("nobody judges the format {other}"),
            }
            let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert!(!format.contains_key || mode == 0o600, "{key} {}: a key's file is its owner's alone, not {mode:o}", format.id);
        }
        assert!(app.core.find_secret(secret.row.id).unwrap().versions[0].downloaded);
    }
}

#[tokio::test]
async fn a_download_that_cannot_be_written_leaves_what_was_there() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", None, None);
    let folder = app.outside("folder");
    fs::create_dir(&folder).unwrap();
    let request = DownloadVersion { version: current(&secret), format: "certificate".into(), password: None };
    assert!(app.core.download_version(request, &folder).await.is_err(), "a folder is in the way");
    assert!(folder.is_dir());
    let request = DownloadVersion { version: current(&secret), format: "certificate".into(), password: None };
    let missing = app.core.download_version(request, &app.outside("no/such/folder/a.pem")).await.unwrap_err();
    assert_eq!(missing.code, ErrorCode::NotWritable);
}

#[tokio::test]
async fn a_file_is_not_protected_by_a_password_that_is_none() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), None);
    for format in ["encryptedKey", "pkcs12", "pkcs12Legacy"] {
        for password in [None, Some(""), Some("abc")] {
            let request = || DownloadVersion { version: current(&secret), format: format.into(), password: password.map(typed) };
            let path = app.outside("refused");
            let asked = app.core.find_format(&request()).unwrap_err();
            let written = app.core.download_version(request(), &path).await.unwrap_err();
            for error in [asked, written] {
                assert_eq!((error.code, error.field), (ErrorCode::PasswordTooShort, Some("password")), "{format} {password:?}");
            }
            assert!(!path.exists());
        }
    }
}
