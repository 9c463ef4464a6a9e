//! Formats other than PEM: what OpenSSL writes is imported, and what is exported is read by OpenSSL, GnuTLS, NSS and Java.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use certkeep_core::ErrorCode;
use certkeep_core::Result;
use certkeep_core::domain::id::IntakeId;
use certkeep_core::flows::export::DownloadVersion;
use certkeep_core::flows::intake::FieldPreview;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::intake::IntakePreview;
use certkeep_core::flows::intake::IntakeTarget;
use certkeep_core::flows::intake::UnlockIntake;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::fixture_path;
use certkeep_tests::test_app::request;
use certkeep_tests::test_app::typed;

const PASSWORD: &str = "grün & 7 Segel";
/// Java takes none but ASCII letters, whoever wrote the file.
const FOR_JAVA: &str = "green & 7 sails";
const KEYS: [&str; 5] = ["rsa-2048", "p256", "p384", "p521", "ed25519"];

/// What a tool prints; it must succeed.
fn run(tool: &str, arguments: &[&str]) -> String {
    let output = Command::new(tool).args(arguments).env("LC_ALL", "C.UTF-8").output().unwrap_or_else(|error| panic!("{tool}: {error}"));
    let (told, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{tool} {arguments:?}: {told} {complained}");
    told.into_owned() + &complained
}

fn path(file: &Path) -> &str {
    file.to_str().unwrap()
}

/// A PKCS#12 file of a fixture and its chain, made by OpenSSL.
fn made_by_openssl(app: &TestApp, key: &str, password: &str, more: &[&str]) -> PathBuf {
    let file = app.outside(&format!("{key}.p12"));
    let (certificate, private) = (fixture_path(&format!("{key}.crt.pem")), fixture_path(&format!("{key}.key.pem")));
    let (chain, pass) = (fixture_path("chain.pem"), format!("pass:{password}"));
    let command = ["pkcs12", "-export", "-in", path(&certificate), "-inkey", path(&private), "-certfile", path(&chain)];
    run("openssl", &[command.as_slice(), &["-passout", &pass, "-out", path(&file)], more].concat());
    file
}

async fn dropped(app: &TestApp, file: PathBuf) -> IntakePreview {
    let id = app.bring_one(vec![file]).await;
    app.core.find_intake(id).unwrap()
}

async fn unlock(app: &TestApp, intake_id: IntakeId, password: &str) -> Result<IntakePreview> {
    app.core.unlock_intake(UnlockIntake { intake_id, password: typed(password) }).await
}

fn is_filled(field: &FieldPreview) -> bool {
    field.summary.is_some() && field.error.is_none() && field.locked.is_none()
}

#[tokio::test]
async fn a_protected_pkcs12_file_fills_the_form_once_its_password_is_typed() {
    let app = TestApp::with_vault().await;
    let modern: &[&str] = &[];
    for (strength, keys) in [(modern, KEYS.as_slice()), (&["-legacy"], &["rsa-2048", "p256"]), (&["-legacy", "-descert"], &["p384"])] {
        for key in keys {
            let preview = dropped(&app, made_by_openssl(&app, key, PASSWORD, strength)).await;
            let locked = preview.certificate.locked.unwrap_or_else(|| panic!("{key} {strength:?} is not seen to be locked"));
            assert!(locked.what.contains("PKCS#12") && locked.source.ends_with(".p12"), "{locked:?}");
            assert!(!preview.complete && preview.certificate.error.is_none());

            let wrong = unlock(&app, preview.id, "something else").await.unwrap_err();
            assert_eq!((wrong.code, wrong.field), (ErrorCode::WrongPassword, Some("password")));
            let refused = app.core.import_certificate(&request(preview.id, "early")).unwrap_err();
            assert_eq!(refused.code, ErrorCode::KeyEncrypted, "nothing is imported while it is locked");

            let preview = unlock(&app, preview.id, PASSWORD).await.unwrap();
            assert!(preview.complete && is_filled(&preview.certificate) && is_filled(&preview.private_key), "{key}: {preview:?}");
            let name = format!("{key}-{}", strength.len());
            let secret = app.core.import_certificate(&request(preview.id, &name)).unwrap();
            let revealed = app.core.reveal_private_key(current(&secret)).unwrap();
            assert_eq!(revealed.pem.trim(), fixture(&format!("{key}.key.pem")).trim(), "{key}: the very key");
        }
    }
}

#[tokio::test]
async fn a_pkcs12_file_without_a_password_is_opened_at_once() {
    let app = TestApp::with_vault().await;
    let plain = ["-keypbe", "NONE", "-certpbe", "NONE", "-nomac"];
    for (password, more) in [("", [].as_slice()), ("", &["-legacy"]), ("", &["-nomac"]), ("ignored", &plain)] {
        let preview = dropped(&app, made_by_openssl(&app, "p256", password, more)).await;
        assert!(preview.complete && is_filled(&preview.private_key), "{more:?}: {preview:?}");
    }
}

#[tokio::test]
async fn an_encrypted_key_is_opened_whatever_encrypted_it() {
    let app = TestApp::with_vault().await;
    let source = fixture_path("rsa-2048.key.pem");
    let legacy = ["-provider", "legacy", "-provider", "default"];
    let pkcs8 = |more: &[&'static str]| [&["pkcs8", "-topk8"], more].concat();
    let commands = [
        pkcs8(&["-v2", "aes-256-cbc"]),
        pkcs8(&["-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA1"]),
        pkcs8(&["-v2", "aes-192-cbc", "-v2prf", "hmacWithSHA512"]),
        pkcs8(&["-v2", "des3"]),
        pkcs8(&["-scrypt"]),
        pkcs8(&["-outform", "DER"]),
        pkcs8(&["-v1", "PBE-SHA1-3DES"]),
        pkcs8(&["-v1", "PBE-SHA1-2DES"]),
        [pkcs8(&["-v1", "PBE-SHA1-RC2-40"]), legacy.to_vec()].concat(),
        [pkcs8(&["-v1", "PBE-SHA1-RC2-128"]), legacy.to_vec()].concat(),
        [pkcs8(&["-v1", "PBE-MD5-DES"]), legacy.to_vec()].concat(),
        [pkcs8(&["-v1", "PBE-MD5-RC2-64"]), legacy.to_vec()].concat(),
        [pkcs8(&["-v1", "PBE-SHA1-DES"]), legacy.to_vec()].concat(),
        [pkcs8(&["-v1", "PBE-SHA1-RC2-64"]), legacy.to_vec()].concat(),
        vec!["rsa", "-traditional", "-aes256"],
        vec!["rsa", "-traditional", "-aes192"],
        vec!["rsa", "-traditional", "-aes128"],
        vec!["rsa", "-traditional", "-des3"],
        [vec!["rsa", "-traditional", "-des"], legacy.to_vec()].concat(),
    ];
    for command in commands {
        let file = app.outside("encrypted.key");
        let pass = format!("pass:{PASSWORD}");
        run("openssl", &[&command, ["-in", path(&source), "-passout", &pass, "-out", path(&file)].as_slice()].concat());
        let id = app.lay(IntakeField::Certificate, &fixture("rsa-2048.crt.pem")).id;
        let target = IntakeTarget { intake_id: Some(id), field: IntakeField::PrivateKey };
        let preview = app.core.fill_intake_from_file(target, &file).await.unwrap();
        assert!(preview.private_key.locked.is_some() && !preview.complete, "{command:?}: {preview:?}");
        assert_eq!(unlock(&app, id, "wrong").await.unwrap_err().code, ErrorCode::WrongPassword, "{command:?}");
        let preview = unlock(&app, id, PASSWORD).await.unwrap();
        assert!(preview.complete && is_filled(&preview.private_key), "{command:?}: {preview:?}");
    }
}

#[tokio::test]
async fn an_unknown_cipher_is_named_and_no_password_is_blamed() {
    let app = TestApp::with_vault().await;
    let (source, file) = (fixture_path("p256.key.pem"), app.outside("camellia.key"));
    for (command, cipher) in [
        (vec!["pkcs8", "-topk8", "-v2", "aria-256-cbc"], "1.2.410.200046.1.1.12"),
        (vec!["pkcs8", "-topk8", "-v2", "camellia-256-cbc"], "1.2.392.200011.61.1.1.1.4"),
        (vec!["ec", "-camellia256"], "CAMELLIA-256-CBC"),
    ] {
        let arguments = ["-in", path(&source), "-passout", "pass:secret", "-out", path(&file)];
        run("openssl", &[command.as_slice(), &arguments].concat());
        let error = app.lay(IntakeField::PrivateKey, &fs::read_to_string(&file).unwrap()).private_key.error.unwrap();
        assert_eq!(error.code, ErrorCode::CipherUnsupported, "{command:?}");
        assert!(error.message.contains(cipher) && !error.message.contains("password"), "{}", error.message);
    }
}

#[tokio::test]
async fn what_needs_no_password_is_read_in_every_format() {
    let app = TestApp::with_vault().await;
    let id = app.bring_one(["leaf.cer", "leaf.key.der", "chain.p7b"].map(fixture_path).to_vec()).await;
    let preview = app.core.find_intake(id).unwrap();
    for (field, source) in
        [(&preview.certificate, "leaf.cer"), (&preview.private_key, "leaf.key.der"), (&preview.intermediate, "chain.p7b")]
    {
        assert!(is_filled(field) && field.source.as_deref() == Some(source), "{preview:?}");
    }
    assert!(preview.complete);
    for (field, name) in [
        (IntakeField::Certificate, "leaf-bare.crt.txt"),
        (IntakeField::PrivateKey, "leaf.sec1.der"),
        (IntakeField::PrivateKey, "rsa-2048.pkcs1.der"),
        (IntakeField::Certificate, "chain.p7b"),
        (IntakeField::Certificate, "chain.p7b.pem"),
        (IntakeField::Intermediate, "chain.p7b.pem"),
    ] {
        let preview = app.core.fill_intake_from_file(IntakeTarget { intake_id: None, field }, &fixture_path(name)).await.unwrap();
        let filled = match field {
            IntakeField::Certificate => &preview.certificate,
            IntakeField::PrivateKey => &preview.private_key,
            IntakeField::Intermediate => &preview.intermediate,
        };
        assert!(is_filled(filled), "{name}: {preview:?}");
    }
    let (source, file) = (fixture_path("leaf.key.pem"), app.outside("leaf.pk8"));
    run("openssl", &["pkcs8", "-topk8", "-nocrypt", "-outform", "DER", "-in", path(&source), "-out", path(&file)]);
    let target = IntakeTarget { intake_id: None, field: IntakeField::PrivateKey };
    assert!(is_filled(&app.core.fill_intake_from_file(target, &file).await.unwrap().private_key), "PKCS#8 as DER");
    let secret = app.core.import_certificate(&request(id, "shop")).unwrap();
    let pem = app.core.find_certificate(current(&secret)).unwrap().pem;
    assert_eq!(pem.trim(), fixture("leaf.crt.pem").trim(), "kept as canonical PEM");
}

#[tokio::test]
async fn one_password_opens_everything_that_it_fits() {
    let app = TestApp::with_vault().await;
    let encrypted = app.outside("leaf.key");
    let (source, pass) = (fixture_path("p384.key.pem"), format!("pass:{PASSWORD}"));
    run("openssl", &["pkcs8", "-topk8", "-in", path(&source), "-passout", &pass, "-out", path(&encrypted)]);
    let keystore = made_by_openssl(&app, "p256", PASSWORD, &[]);
    let id = app.bring_one(vec![keystore, encrypted]).await;
    let preview = app.core.find_intake(id).unwrap();
    assert!(preview.certificate.locked.is_some() && preview.private_key.locked.is_some());
    let preview = unlock(&app, id, PASSWORD).await.unwrap();
    assert!(preview.complete, "the key of the PKCS#12 file is the one that fits: {preview:?}");
    assert!(preview.notes.iter().any(|note| note.contains("private key")), "the other is named: {:?}", preview.notes);
}

#[tokio::test]
async fn removing_what_is_locked_frees_the_form() {
    let app = TestApp::with_vault().await;
    let id = app.lay(IntakeField::Certificate, &fixture("rsa-2048.crt.pem")).id;
    assert!(!app.lay_into(Some(id), IntakeField::PrivateKey, &fixture("encrypted-pbes2.key.pem")).complete);
    let preview = app.core.clear_intake_field(id, IntakeField::PrivateKey).unwrap();
    assert!(preview.complete && preview.private_key.locked.is_none());
}

#[tokio::test]
async fn a_damaged_file_is_said_to_be_damaged() {
    let app = TestApp::with_vault().await;
    let whole = fs::read(made_by_openssl(&app, "p256", PASSWORD, &[])).unwrap();
    let file = app.outside("damaged.p12");
    for at in (8..whole.len()).step_by(211) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        for bytes in [&whole[..at], &changed] {
            fs::write(&file, bytes).unwrap();
            let preview = dropped(&app, file.clone()).await;
            assert!(!preview.complete, "byte {at}");
            if preview.certificate.locked.is_some() {
                assert!(unlock(&app, preview.id, PASSWORD).await.is_err(), "byte {at}: a changed file does not pass its checksum");
            }
        }
    }
}

/// Where a tool cannot read a kind of key at all, whoever wrote the file.
fn knows(tool: &str, key: &str) -> bool {
    !(tool == "pk12util" && key == "ed25519")
}

#[tokio::test]
async fn gnutls_nss_and_java_open_the_exported_pkcs12_files() {
    let app = TestApp::with_vault().await;
    for key in KEYS {
        let secret = app.import(key, &format!("{key}.crt.pem"), Some(&format!("{key}.key.pem")), Some("chain.pem"));
        for format in ["pkcs12", "pkcs12Legacy"] {
            let file = app.outside(&format!("{key}-{format}.p12"));
            let request = DownloadVersion { version: current(&secret), format: format.into(), password: Some(typed(FOR_JAVA)) };
            app.core.download_version(request, &file).await.unwrap();
            let file = path(&file);

            let told = run("certtool", &["--p12-info", "--inder", "--infile", file, "--password", FOR_JAVA]);
            assert!(told.contains("Friendly name: ") && told.contains("PRIVATE KEY"), "GnuTLS, {key} {format}: {told}");
            if knows("pk12util", key) {
                let told = run("pk12util", &["-l", file, "-W", FOR_JAVA]);
                assert!(told.contains("Key(shrouded)") && told.contains(key), "NSS, {key} {format}: {told}");
            }
            let told =
                run("keytool", &["-J-Duser.language=en", "-list", "-v", "-storetype", "PKCS12", "-keystore", file, "-storepass", FOR_JAVA]);
            assert!(told.contains(&format!("Alias name: {key}")) && told.contains("PrivateKeyEntry"), "Java, {key} {format}: {told}");
        }
    }
}

#[tokio::test]
async fn what_is_exported_is_imported_again() {
    let app = TestApp::with_vault().await;
    let secret = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), Some("chain.pem"));
    for format in ["pkcs12", "pkcs12Legacy", "encryptedKey", "pkcs7", "der"] {
        let file = app.outside(&format!("{format}.bin"));
        let request = DownloadVersion { version: current(&secret), format: format.into(), password: Some(typed(PASSWORD)) };
        app.core.download_version(request, &file).await.unwrap();
        let mut preview = dropped(&app, file).await;
        if preview.certificate.locked.is_some() || preview.private_key.locked.is_some() {
            preview = unlock(&app, preview.id, PASSWORD).await.unwrap();
        }
        let wanted = if format == "encryptedKey" { &preview.private_key } else { &preview.certificate };
        assert!(is_filled(wanted), "{format}: {preview:?}");
    }
}

/// The file is opened by the password alone, and holds the key of its certificate.
async fn opens_with(app: &TestApp, file: PathBuf, password: &str) {
    let shown = file.display().to_string();
    let preview = dropped(app, file).await;
    assert!(preview.certificate.locked.is_some(), "{shown}: {preview:?}");
    let wrong = unlock(app, preview.id, "something else").await.unwrap_err();
    assert_eq!(wrong.code, ErrorCode::WrongPassword, "{shown}");
    let preview = unlock(app, preview.id, password).await.unwrap_or_else(|error| panic!("{shown}: {error:?}"));
    assert!(preview.complete && is_filled(&preview.certificate) && is_filled(&preview.private_key), "{shown}: {preview:?}");
}

#[tokio::test]
async fn what_gnutls_made_is_opened() {
    let app = TestApp::with_vault().await;
    let (certificate, key) = (fixture_path("rsa-2048.crt.pem"), fixture_path("rsa-2048.key.pem"));
    let make = |cipher: &str| {
        let file = app.outside(&format!("gnutls-{cipher}.p12"));
        let pair = ["--load-privkey", path(&key), "--load-certificate", path(&certificate), "--p12-name", "shop"];
        let how = ["--password", PASSWORD, "--pkcs-cipher", cipher, "--outder", "--outfile", path(&file)];
        run("certtool", &[&["--to-p12"], pair.as_slice(), &how].concat());
        file
    };
    for cipher in ["aes-256", "aes-128", "3des-pkcs12", "rc2-40"] {
        opens_with(&app, make(cipher), PASSWORD).await;
    }
    let preview = dropped(&app, make("arcfour")).await;
    let error = unlock(&app, preview.id, PASSWORD).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::CipherUnsupported);
    assert!(error.message.contains("RC4") && !error.message.contains("password"), "{}", error.message);
}

#[tokio::test]
async fn what_nss_made_is_opened() {
    let app = TestApp::with_vault().await;
    let database = format!("sql:{}", app.outside("nss").display());
    fs::create_dir(app.outside("nss")).unwrap();
    run("certutil", &["-N", "-d", &database, "--empty-password"]);
    let source = made_by_openssl(&app, "rsa-2048", FOR_JAVA, &["-name", "shop"]);
    run("pk12util", &["-i", path(&source), "-d", &database, "-W", FOR_JAVA]);
    for (at, cipher) in ["AES-256-CBC", "PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC"].into_iter().enumerate() {
        let file = app.outside(&format!("nss-{at}.p12"));
        run("pk12util", &["-o", path(&file), "-n", "shop", "-d", &database, "-W", PASSWORD, "-c", cipher, "-C", cipher]);
        opens_with(&app, file, PASSWORD).await;
    }
}

#[tokio::test]
async fn what_java_made_is_opened() {
    let app = TestApp::with_vault().await;
    // Java takes other letters than ASCII for its oldest kind of key store only.
    let modern = "-J-Dfile.encoding=UTF-8";
    let legacy = "-J-Dkeystore.pkcs12.legacy=true";
    for (kind, password, ciphers) in [
        ("PKCS12", FOR_JAVA, modern),
        ("PKCS12", FOR_JAVA, legacy),
        ("JKS", FOR_JAVA, modern),
        ("JKS", PASSWORD, modern),
        ("JCEKS", FOR_JAVA, modern),
    ] {
        let file = app.outside(&format!("{kind}-{}-{}", password.is_ascii(), ciphers == legacy));
        let make = ["-genkeypair", "-alias", "shop", "-keyalg", "EC", "-dname", "CN=shop.example.com", "-validity", "3650"];
        let encoding = ["-J-Dfile.encoding=UTF-8", "-J-Dsun.jnu.encoding=UTF-8", ciphers];
        let how = ["-storetype", kind, "-keystore", path(&file), "-storepass", password, "-keypass", password];
        run("keytool", &[encoding.as_slice(), &make, &how].concat());
        if kind == "PKCS12" {
            let told =
                run("openssl", &["pkcs12", "-in", path(&file), "-info", "-noout", "-legacy", "-passin", &format!("pass:{password}")]);
            assert_eq!(told.contains("pbeWithSHA1And3-KeyTripleDES-CBC"), ciphers == legacy, "{told}");
        }
        opens_with(&app, file, password).await;
    }
}
