//! Handing out: each destination gets files that its own tools open, and nothing is said to be done before it was checked.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use certkeep_core::ErrorCode;
use certkeep_core::domain::activity::ActivityAction;
use certkeep_core::flows::activity::ListActivity;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::destinations::Deliver;
use certkeep_core::flows::destinations::Delivered;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::typed;

const PASSWORD: &str = "green & 7 sails";
const KEYS: [&str; 6] = ["rsa-2048", "rsa-4096", "p256", "p384", "p521", "ed25519"];

fn run(tool: &str, arguments: &[&str]) -> String {
    let output = Command::new(tool).args(arguments).env("LC_ALL", "C.UTF-8").output().unwrap_or_else(|error| panic!("{tool}: {error}"));
    let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{tool} {arguments:?}: {told}");
    told
}

fn imported(app: &TestApp, key: &str) -> SecretView {
    app.import(key, &format!("{key}.crt.pem"), Some(&format!("{key}.key.pem")), Some("chain.pem"))
}

fn delivery(secret: &SecretView, destination: &str) -> Deliver {
    Deliver { version: current(secret), destination: destination.into(), password: Some(typed(PASSWORD)) }
}

/// Delivers into a folder of its own, and answers the paths.
async fn deliver(app: &TestApp, secret: &SecretView, destination: &str) -> (Delivered, Vec<PathBuf>) {
    let folder = app.outside(&format!("{}-{destination}", secret.row.name));
    fs::create_dir(&folder).unwrap();
    let row = app.core.find_destination(&delivery(secret, destination)).unwrap();
    let paths: Vec<PathBuf> = row.file_names().iter().map(|name| folder.join(name)).collect();
    let delivered = app.core.deliver(delivery(secret, destination), paths.clone()).await;
    (delivered.unwrap_or_else(|error| panic!("{destination}: {error:?}")), paths)
}

fn path(file: &Path) -> &str {
    file.to_str().unwrap()
}

/// The public key in a file, as OpenSSL finds it.
fn public_key(file: &Path, arguments: &[&str]) -> String {
    run("openssl", &[arguments, &["-in", path(file)]].concat())
}

#[tokio::test]
async fn every_destination_opens_what_it_gets() {
    let app = TestApp::with_vault().await;
    for key in KEYS {
        let secret = imported(&app, key);
        for row in app.core.list_destinations(current(&secret)).unwrap() {
            if let Some(reason) = row.unavailable {
                assert_eq!(key, "ed25519", "{}: {reason}", row.id);
                continue;
            }
            let (delivered, paths) = deliver(&app, &secret, &row.id).await;
            assert_eq!(delivered.files.len(), row.files.len());
            assert!(!delivered.checked.is_empty() && !delivered.configuration.is_empty());
            opens(&row.id, key, &paths);
            for (file, path) in row.files.iter().zip(&paths) {
                let mode = fs::metadata(path).unwrap().permissions().mode() & 0o777;
                assert!(!file.contains_key || mode == 0o600, "{key} {}: {mode:o}", file.file_name);
                assert!(
                    file.contains_key || file.file_name.ends_with(".p12") || !fs::read_to_string(path).unwrap().contains("PRIVATE KEY")
                );
            }
        }
        assert!(app.core.find_secret(secret.row.id).unwrap().versions[0].downloaded);
    }
}

/// The tools of the destination agree.
fn opens(destination: &str, key: &str, paths: &[PathBuf]) {
    let legacy: &[&str] = if ["iisOld", "macos", "android"].contains(&destination) { &["-legacy"] } else { &[] };
    match destination {
        "nginx" | "apache" | "caddy" => {
            assert_eq!(public_key(&paths[0], &["x509", "-noout", "-pubkey"]), public_key(&paths[1], &["pkey", "-pubout"]));
        }
        "haproxy" => assert_eq!(public_key(&paths[0], &["x509", "-noout", "-pubkey"]), public_key(&paths[0], &["pkey", "-pubout"])),
        "tomcat" => {
            let told = keytool(&paths[0]);
            assert!(told.contains("PrivateKeyEntry") && told.contains(&format!("Alias name: {key}")), "{told}");
        }
        "javaTrust" => {
            let told = keytool(&paths[0]);
            assert!(told.contains("trustedCertEntry") && !told.contains("PrivateKeyEntry"), "{told}");
        }
        "iis" | "iisOld" | "macos" | "android" => {
            let pass = format!("pass:{PASSWORD}");
            let printed = run("openssl", &[&["pkcs12", "-nodes", "-passin", &pass, "-in", path(&paths[0])], legacy].concat());
            assert!(printed.contains(&fixture(&format!("{key}.key.pem"))), "{key} {destination}: the very key");
        }
        "kubernetes" => {
            let text = fs::read_to_string(&paths[0]).unwrap();
            assert!(text.contains("type: kubernetes.io/tls") && text.contains("tls.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t"), "{text}");
        }
        "plain" => assert_eq!(public_key(&paths[0], &["x509", "-noout", "-pubkey"]), public_key(&paths[3], &["pkey", "-pubout"])),
        other => panic!("nobody judges the destination {other}"),
    }
}

fn keytool(file: &Path) -> String {
    let arguments = ["-J-Duser.language=en", "-list", "-v", "-storetype", "PKCS12", "-keystore", path(file), "-storepass", PASSWORD];
    run("keytool", &arguments)
}

#[tokio::test]
async fn what_was_checked_is_told_sentence_by_sentence() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), Some("intermediate.crt.pem"));
    let (delivered, _) = deliver(&app, &secret, "nginx").await;
    assert_eq!(
        delivered.checked,
        [
            "shop.crt holds 2 certificates, in this order: leaf.example.com, Example Intermediate.",
            "The private key in shop.key belongs to the certificate: what it signed was verified with it.",
            "The chain is complete up to Example Root, which clients have to know.",
        ]
    );
    let (delivered, paths) = deliver(&app, &secret, "iis").await;
    assert!(delivered.checked.contains(&"shop.pfx opens with your password.".to_owned()), "{:?}", delivered.checked);

    let actions = vec![ActivityAction::VersionDownloaded];
    let asked =
        ListActivity { secret_id: Some(secret.row.id), actions, search: String::new(), since: None, until: None, offset: 0, limit: 10 };
    let activity = app.core.list_activity(&asked).unwrap();
    let wanted = format!("Version 1 for IIS and Windows Server 2019 or newer to {}", paths[0].display());
    assert!(activity.total == 2 && activity.rows.iter().any(|row| row.detail == wanted), "{activity:?}");
}

#[tokio::test]
async fn the_lines_to_paste_name_the_files_that_were_chosen() {
    let app = TestApp::with_vault().await;
    let secret = imported(&app, "p256");
    let file = app.outside("der Laden.pem");
    let delivered = app.core.deliver(delivery(&secret, "haproxy"), vec![file]).await.unwrap();
    assert_eq!(delivered.configuration, "bind :443 ssl crt \"/etc/haproxy/certs/der Laden.pem\"\n");
}

#[tokio::test]
async fn nothing_is_handed_out_that_cannot_be() {
    let app = TestApp::with_vault().await;
    let (secret, keyless) = (imported(&app, "p256"), app.import("keyless", "leaf.crt.pem", None, None));
    let file = || app.outside("refused");
    for (request, paths, code) in [
        (delivery(&keyless, "haproxy"), vec![file()], ErrorCode::FormatUnavailable),
        (delivery(&secret, "nowhere"), vec![file()], ErrorCode::NotFound),
        (delivery(&secret, "nginx"), vec![file()], ErrorCode::NotFound),
        (Deliver { password: None, ..delivery(&secret, "iis") }, vec![file()], ErrorCode::PasswordTooShort),
        (Deliver { password: Some(typed("abc")), ..delivery(&secret, "iis") }, vec![file()], ErrorCode::PasswordTooShort),
        (delivery(&secret, "haproxy"), vec![app.outside("no/such/folder/a.pem")], ErrorCode::NotWritable),
    ] {
        let error = app.core.deliver(request, paths).await.unwrap_err();
        assert_eq!(error.code, code, "{error:?}");
        assert!(!file().exists());
    }
    assert!(!app.core.find_secret(secret.row.id).unwrap().versions[0].downloaded, "a refused delivery is none");
}

#[tokio::test]
async fn a_missing_chain_is_told_before() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), None);
    let rows = app.core.list_destinations(current(&secret)).unwrap();
    assert!(rows.iter().all(|row| row.incomplete.as_ref().is_some_and(|text| text.contains("Example Intermediate"))), "{rows:?}");
}
