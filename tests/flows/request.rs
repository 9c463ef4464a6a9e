//! A signing request is made here, signed elsewhere, and its certificate finds the key by itself.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use certkeep_core::ErrorCode;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::request::ExtKeyUsage;
use certkeep_core::domain::request::KeyUsage;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::request::RequestContent;
use certkeep_core::domain::request::RequestSubject;
use certkeep_core::domain::secret::SecretStatus;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::import_many::BatchState;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::request::CompleteRequest;
use certkeep_core::flows::request::CreateRequest;
use certkeep_core::flows::request::RenewRequest;
use certkeep_core::flows::rotate::RotateImported;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::everything;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::fixture_path;
use certkeep_tests::test_app::typed;

fn content(key_algorithm: NewKeyAlgorithm) -> RequestContent {
    RequestContent {
        subject: RequestSubject {
            common_name: "shop.example.com".into(),
            organization: vec!["Example".into()],
            ..RequestSubject::default()
        },
        dns_names: vec!["www.example.com".into()],
        email_addresses: Vec::new(),
        ip_addresses: vec!["192.0.2.1".into()],
        uris: Vec::new(),
        other_names: vec!["1.3.6.1.4.1.311.20.2.3;UTF8:shop@corp.example".into()],
        exclude_common_name: false,
        key_algorithm,
        key_usages: vec![KeyUsage::DigitalSignature, KeyUsage::KeyEncipherment],
        ext_key_usages: vec![ExtKeyUsage::ServerAuth],
        ext_key_usage_oids: Vec::new(),
        policy_oids: vec!["2.23.140.1.2.1".into()],
    }
}

fn named(name: &str, key_algorithm: NewKeyAlgorithm) -> CreateRequest {
    CreateRequest {
        name: name.into(),
        description: String::new(),
        group_id: GroupId::DEFAULT,
        labels: vec!["waiting".into()],
        custom_metadata: String::new(),
        content: content(key_algorithm),
    }
}

fn openssl(arguments: &[&str]) -> String {
    let output = Command::new("openssl").args(arguments).output().expect("OpenSSL is installed");
    let text = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&text));
    String::from_utf8_lossy(&text).into_owned()
}

/// What an authority does: signs the request in the file with the fixtures' root.
fn sign(request: &Path) -> String {
    let (ca, key) = (fixture_path("root.crt.pem"), fixture_path("root.key.pem"));
    let signed = request.with_extension("crt");
    openssl(&[
        "x509",
        "-req",
        "-in",
        &request.to_string_lossy(),
        "-CA",
        &ca.to_string_lossy(),
        "-CAkey",
        &key.to_string_lossy(),
        "-set_serial",
        "77",
        "-days",
        "3650",
        "-copy_extensions",
        "copy",
        "-out",
        &signed.to_string_lossy(),
    ]);
    fs::read_to_string(signed).expect("OpenSSL wrote the certificate")
}

async fn downloaded(app: &TestApp, secret: &SecretView) -> std::path::PathBuf {
    let path = app.outside(&app.core.find_request(secret.row.id).unwrap().file_name);
    app.core.download_request(secret.row.id, &path).await.unwrap();
    path
}

#[tokio::test]
async fn a_signed_certificate_joins_the_key_of_its_request() {
    let app = TestApp::with_vault().await;
    let secret = app.core.create_request(named("shop", NewKeyAlgorithm::EcdsaP256)).await.unwrap();
    assert_eq!((secret.row.status, secret.row.display_name.as_str()), (SecretStatus::PreActivation, "shop.example.com"));
    assert!(secret.has_request && secret.versions.is_empty() && secret.row.private_key_included);
    let file = downloaded(&app, &secret).await;
    assert!(file.ends_with("shop.csr"));
    let certificate = sign(&file);

    let app = app.restarted();
    app.core.unlock_vault(UnlockVault::Passphrase { passphrase: typed(PASSPHRASE) }).await.unwrap();
    let dropped = app.outside("answer.pem");
    fs::write(&dropped, certificate + &fixture("root.crt.pem")).unwrap();
    let intake_id = app.bring_one(vec![dropped]).await;
    let preview = app.core.find_intake(intake_id).unwrap();
    assert_eq!(preview.answers_request.map(|held| (held.id, held.name)), Some((secret.row.id, "shop".into())));

    let complete = CompleteRequest { secret_id: secret.row.id, intake_id, keep_expired: false };
    let completed = app.core.complete_request(complete).unwrap();
    assert_eq!((completed.row.status, completed.row.versions_total), (SecretStatus::Active, 1));
    assert_eq!(completed.row.labels, ["waiting"]);
    assert!(completed.versions[0].private_key_included && completed.versions[0].intermediate_included);
    assert!(app.core.reveal_private_key(current(&completed)).unwrap().pem.contains("BEGIN PRIVATE KEY"));
    assert!(app.core.find_intake(intake_id).is_err(), "the tray is empty again");
    assert!(!app.core.find_request(secret.row.id).unwrap().waiting);
}

#[tokio::test]
async fn a_request_that_was_made_here_is_recognised_when_it_is_brought() {
    let app = TestApp::with_vault().await;
    let secret = app.core.create_request(named("shop", NewKeyAlgorithm::EcdsaP256)).await.unwrap();
    let file = downloaded(&app, &secret).await;
    let der = app.outside("binary.csr");
    openssl(&["req", "-in", &file.to_string_lossy(), "-outform", "DER", "-out", &der.to_string_lossy()]);
    let own = Some((secret.row.id, "shop".to_owned()));
    for (what, path, expected) in
        [("PEM", file.clone(), &own), ("DER", der, &own), ("one that was made elsewhere", fixture_path("leaf.csr.pem"), &None)]
    {
        let id = app.bring_one(vec![path]).await;
        let preview = app.core.find_intake(id).unwrap();
        assert_eq!(&preview.request_of.map(|held| (held.id, held.name)), expected, "{what}");
        assert_eq!(preview.certificate.error.map(|error| error.code), Some(ErrorCode::FoundInstead), "{what}");
    }
    let pasted = app.lay(IntakeField::Certificate, &fs::read_to_string(&file).unwrap());
    assert_eq!(pasted.request_of.map(|held| held.id), Some(secret.row.id));
    let after = app.lay_into(Some(pasted.id), IntakeField::Certificate, &fixture("leaf.crt.pem"));
    assert!(after.request_of.is_none(), "what took its place is no request");
}

#[tokio::test]
async fn a_signed_certificate_among_many_joins_its_key_too() {
    let app = TestApp::with_vault().await;
    let secret = app.core.create_request(named("shop", NewKeyAlgorithm::EcdsaP256)).await.unwrap();
    let answer = app.outside("answer.pem");
    fs::write(&answer, sign(&downloaded(&app, &secret).await)).unwrap();
    let batch = app.bring_many(vec![answer, fixture_path("p256.crt.pem"), fixture_path("p384.crt.pem")]).await;
    app.core.import_batch(batch).unwrap();
    while app.core.find_batch(batch).unwrap().state == BatchState::Importing {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let completed = app.core.find_secret(secret.row.id).unwrap();
    assert_eq!((completed.row.status, completed.row.versions_total), (SecretStatus::Active, 1));
    assert!(completed.versions[0].private_key_included);
    assert_eq!(app.core.list_secrets(everything()).unwrap().rows.len(), 3);
}

#[tokio::test]
async fn openssl_reads_a_request_of_every_kind_of_key() {
    let app = TestApp::with_vault().await;
    for (name, algorithm) in [
        ("p256", NewKeyAlgorithm::EcdsaP256),
        ("p384", NewKeyAlgorithm::EcdsaP384),
        ("p521", NewKeyAlgorithm::EcdsaP521),
        ("rsa-2048", NewKeyAlgorithm::Rsa2048),
        ("ed25519", NewKeyAlgorithm::Ed25519),
    ] {
        let secret = app.core.create_request(named(name, algorithm)).await.unwrap();
        let file = downloaded(&app, &secret).await;
        let text = openssl(&["req", "-verify", "-noout", "-text", "-in", &file.to_string_lossy()]);
        for line in [
            "self-signature verify OK",
            "Subject: O = Example, CN = shop.example.com",
            "DNS:shop.example.com, DNS:www.example.com, IP Address:192.0.2.1",
            "Digital Signature, Key Encipherment",
            "TLS Web Server Authentication",
            "othername: UPN::shop@corp.example",
            "Policy: 2.23.140.1.2.1",
        ] {
            assert!(text.contains(line), "{name} lacks {line:?}:\n{text}");
        }
        let intake_id = app.lay(IntakeField::Certificate, &sign(&file)).id;
        let complete = CompleteRequest { secret_id: secret.row.id, intake_id, keep_expired: false };
        assert!(app.core.complete_request(complete).unwrap().versions[0].private_key_included, "{name}");
    }
}

#[tokio::test]
async fn only_the_certificate_for_its_own_key_answers_a_request() {
    let app = TestApp::with_vault().await;
    let secret = app.core.create_request(named("shop", NewKeyAlgorithm::EcdsaP256)).await.unwrap();
    let foreign = app.lay(IntakeField::Certificate, &fixture("leaf.crt.pem"));
    assert!(foreign.answers_request.is_none());
    let complete = |intake_id| CompleteRequest { secret_id: secret.row.id, intake_id, keep_expired: false };
    let refused = app.core.complete_request(complete(foreign.id)).unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::KeyMismatch, Some("certificate")));
    let rotate = RotateImported { secret_id: secret.row.id, intake_id: foreign.id, keep_expired: false, keep_current_key: false };
    assert!(app.core.rotate_imported(rotate).is_err(), "a foreign key does not take the place of the one that waits");

    let with_key = app.lay_into(Some(foreign.id), IntakeField::PrivateKey, &fixture("leaf.key.pem"));
    let refused = app.core.complete_request(complete(with_key.id)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeyMismatch, "what is wrong with the certificate is told first");
    assert_eq!(app.core.find_secret(secret.row.id).unwrap().row.status, SecretStatus::PreActivation);
}

#[tokio::test]
async fn another_request_keeps_the_keys_of_those_before() {
    let app = TestApp::with_vault().await;
    let secret = app.core.create_request(named("shop", NewKeyAlgorithm::EcdsaP256)).await.unwrap();
    let first = downloaded(&app, &secret).await;
    let fingerprint = |app: &TestApp| app.core.find_request(secret.row.id).unwrap().facts.public_key.fingerprint;
    let before = fingerprint(&app);
    let answer = sign(&first);

    let mut content = content(NewKeyAlgorithm::EcdsaP384);
    content.dns_names.push("api.example.com".into());
    let renew = RenewRequest { secret_id: secret.row.id, content, new_key: false };
    app.core.renew_request(renew.clone()).await.unwrap();
    assert_eq!(fingerprint(&app), before, "the same key signs again");
    app.core.renew_request(RenewRequest { new_key: true, ..renew }).await.unwrap();
    assert_ne!(fingerprint(&app), before);
    let mut found = everything();
    found.search = "api.example.com".into();
    assert_eq!(app.core.list_secrets(found).unwrap().rows.len(), 1, "the names that are asked for are found");

    let preview = app.lay(IntakeField::Certificate, &answer);
    assert_eq!(preview.answers_request.map(|held| held.id), Some(secret.row.id), "the first request is not forgotten");
    let complete = CompleteRequest { secret_id: secret.row.id, intake_id: preview.id, keep_expired: false };
    assert!(app.core.complete_request(complete).unwrap().versions[0].private_key_included);
}

#[tokio::test]
async fn a_key_that_is_given_again_is_refused_at_its_field() {
    let app = TestApp::with_vault().await;
    let secret = app.core.create_request(named("shop", NewKeyAlgorithm::EcdsaP256)).await.unwrap();
    let answer = sign(&downloaded(&app, &secret).await);
    let complete = |intake_id| CompleteRequest { secret_id: secret.row.id, intake_id, keep_expired: false };
    let id = app.lay(IntakeField::Certificate, &answer).id;
    let completed = app.core.complete_request(complete(id)).unwrap();
    let key = app.core.reveal_private_key(current(&completed)).unwrap().pem.clone();

    let id = app.lay(IntakeField::Certificate, &answer).id;
    app.lay_into(Some(id), IntakeField::PrivateKey, &key);
    let refused = app.core.complete_request(complete(id)).unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::KeyNotNeeded, Some("privateKey")));
}

#[tokio::test]
async fn a_request_that_cannot_be_made_leaves_nothing() {
    let app = TestApp::with_vault().await;
    let mut bad = named("shop", NewKeyAlgorithm::EcdsaP256);
    bad.content.ip_addresses = vec!["not an address".into()];
    let refused = app.core.create_request(bad).await.unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::InvalidRequest, Some("ipAddresses")));
    app.core.create_request(named("shop", NewKeyAlgorithm::EcdsaP256)).await.unwrap();
    let taken = app.core.create_request(named("shop", NewKeyAlgorithm::EcdsaP256)).await.unwrap_err();
    assert_eq!((taken.code, taken.field), (ErrorCode::NameTaken, Some("name")));
    assert_eq!(app.core.list_secrets(everything()).unwrap().rows.len(), 1);
}
