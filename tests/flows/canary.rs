//! The canary: a marked key goes through every flow, and is then looked for everywhere it must not be.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;

use certkeep_core::domain::authority::AuthorityContent;
use certkeep_core::domain::authority::AuthorityKind;
use certkeep_core::domain::authority::AuthorityOptions;
use certkeep_core::domain::authority::SigningMethod;
use certkeep_core::domain::request::KeyUsage;
use certkeep_core::domain::request::SubjectField;
use certkeep_core::domain::serial::SerialNumber;
use certkeep_core::domain::timestamp::Timestamp;
use certkeep_core::flows::activity::ListActivity;
use certkeep_core::flows::authorities::AuthorityFile;
use certkeep_core::flows::authorities::CreateAuthority;
use certkeep_core::flows::authorities::DownloadAuthority;
use certkeep_core::flows::authorities::ImportAuthority;
use certkeep_core::flows::backup::BackupKey;
use certkeep_core::flows::backup::OpenBackup;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::browse::VersionRef;
use certkeep_core::flows::compare::CompareVersions;
use certkeep_core::flows::delete::DeleteSecret;
use certkeep_core::flows::export::DownloadVersion;
use certkeep_core::flows::import_many::BatchState;
use certkeep_core::flows::import_many::ListBatchRows;
use certkeep_core::flows::import_many::ListLeftovers;
use certkeep_core::flows::import_many::UnlockBatch;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::intake::UnlockIntake;
use certkeep_core::flows::rotate::FindRotation;
use certkeep_core::flows::rotate::RotateImported;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_core::pki::bundle;
use certkeep_core::pki::issue;
use certkeep_core::pki::issue::BasicConstraints;
use certkeep_core::pki::issue::Issuer;
use certkeep_core::pki::issue::ToSign;
use certkeep_core::pki::pem;
use certkeep_tests::test_app::NOW;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::fixture_path;
use certkeep_tests::test_app::request;
use certkeep_tests::test_app::typed;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

/// Everything that was logged, at the most talkative level.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

/// What would betray the key: lines of its PEM, and the bytes they stand for.
struct Marks(Vec<Vec<u8>>);

impl Marks {
    fn of(pem: &str) -> Self {
        let lines: Vec<&str> = pem.lines().filter(|line| !line.starts_with("-----")).collect();
        let in_text = lines.iter().skip(1).filter(|line| line.len() > 30).map(|line| line.as_bytes()[4..28].to_vec());
        let der = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, lines.concat()).unwrap();
        let in_bytes = der[der.len() / 2..].chunks_exact(24).map(<[u8]>::to_vec);
        Self(in_text.chain(in_bytes).collect())
    }

    fn found_in(&self, bytes: &[u8]) -> bool {
        self.0.iter().any(|mark| bytes.windows(mark.len()).any(|window| window == mark))
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// The password of what is written encrypted.
const FILE_PASSWORD: &str = "lamp-orchard-fifty";

fn in_one_file(version: VersionRef) -> DownloadVersion {
    DownloadVersion { version, format: "pem".into(), password: None }
}

/// Takes the key away as PKCS#12 and brings it back, with a wrong password first.
async fn unlocked_again(app: &TestApp, secret: &SecretView) -> String {
    let path = app.outside("taken.p12");
    let request = DownloadVersion { version: current(secret), format: "pkcs12".into(), password: Some(typed(FILE_PASSWORD)) };
    app.core.download_version(request, &path).await.unwrap();
    let intake_id = app.bring_one(vec![path]).await;
    let mut said = String::new();
    for password in ["not the password", FILE_PASSWORD] {
        let request = UnlockIntake { intake_id, password: typed(password) };
        said += &format!("{request:?}");
        said += &format!("{:?}", app.core.unlock_intake(request).await);
    }
    said += &serde_json::to_string(&app.core.find_intake(intake_id).unwrap()).unwrap();
    app.core.discard_intake(intake_id);
    said
}

/// Brings the key among others, behind a password too, and imports the batch.
async fn brought_among_many(app: &TestApp, key: &str) -> String {
    let folder = app.outside("many");
    fs::create_dir_all(&folder).unwrap();
    for name in ["rsa-2048.crt.pem", "p256.crt.pem", "encrypted-pbes2.key.pem"] {
        fs::copy(fixture_path(name), folder.join(name)).unwrap();
    }
    fs::write(folder.join("lone.pem"), [key, &fixture("root.key.pem"), "-----BEGIN PRIVATE KEY-----\n", &key[30..]].concat()).unwrap();
    let batch_id = app.bring_many(vec![folder]).await;
    let mut said = format!("{:?}", app.core.unlock_batch(UnlockBatch { batch_id, password: typed("secret") }).await);
    said += &serde_json::to_string(
        &app.core.list_batch_rows(&ListBatchRows { batch_id, search: String::new(), only: None, offset: 0, limit: 9 }).unwrap(),
    )
    .unwrap();
    said += &serde_json::to_string(&app.core.list_leftovers(ListLeftovers { batch_id, offset: 0, limit: 9 }).unwrap()).unwrap();
    app.core.import_batch(batch_id).unwrap();
    while app.core.find_batch(batch_id).unwrap().state == BatchState::Importing {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    said += &format!("{:?}{:?}", app.core.find_batch(batch_id), app.core);
    said + &app.core.batch_report(batch_id).unwrap()
}

/// Restores the first version, keeps the key in another, compares them, and tells what was done, on the screen and in a file.
async fn versions_and_activity(app: &TestApp, secret: &SecretView) -> String {
    let first = VersionRef { secret_id: secret.row.id, version_id: secret.versions[secret.versions.len() - 1].id };
    let mut said = serde_json::to_string(&app.core.restore_version(first).unwrap()).unwrap();
    let intake_id = app.lay(IntakeField::Certificate, &fixture("rsa-2048.crt.pem")).id;
    let preview = app.core.find_rotation(FindRotation { secret_id: secret.row.id, intake_id }).unwrap();
    said += &serde_json::to_string(&preview).unwrap();
    let kept = RotateImported { secret_id: secret.row.id, intake_id, keep_expired: false, keep_current_key: true };
    let kept = app.core.rotate_imported(kept).unwrap();
    assert!(kept.row.private_key_included, "the key goes along");
    said += &serde_json::to_string(&app.core.compare_versions(CompareVersions { left: first, right: current(&kept) }).unwrap()).unwrap();
    let all = ListActivity { secret_id: None, actions: Vec::new(), search: String::new(), since: None, until: None, offset: 0, limit: 100 };
    said += &serde_json::to_string(&app.core.list_activity(&all).unwrap()).unwrap();
    let path = app.outside("activity.csv");
    app.core.export_activity(all, &path).await.unwrap();
    said + &fs::read_to_string(path).unwrap()
}

/// The certificate of an authority whose key is the marked one.
fn authority_with(key: &str) -> String {
    let key = bundle::read_private_key(key.as_bytes()).unwrap();
    let now = Timestamp::from_unix(NOW);
    let to_sign = ToSign {
        serial: SerialNumber::random().unwrap(),
        subject: vec![(SubjectField::CommonName, "Canary CA".into())],
        subject_der: None,
        public_key: issue::public_key(&key).unwrap(),
        not_before: now.plus_days(-1),
        not_after: now.plus_days(1000),
        alt_names: Vec::new(),
        basic_constraints: Some(BasicConstraints { ca: true, path_length: None }),
        key_usages: vec![KeyUsage::KeyCertSign, KeyUsage::CrlSign],
        ext_key_usages: Vec::new(),
        ext_key_usage_oids: Vec::new(),
        name_constraints: None,
        policy_identifiers: Vec::new(),
        crl_urls: Vec::new(),
        issuer_urls: Vec::new(),
        kept_extensions: Vec::new(),
    };
    pem::certificate_pem(issue::sign(&to_sign, &Issuer { certificate: None, key: &key }).unwrap().der())
}

/// Brings the key in as an authority's, signs with it, and takes away all that an authority publishes.
async fn signing(app: &TestApp, key: &str) -> String {
    let intake_id = app.lay(IntakeField::Certificate, &authority_with(key)).id;
    app.lay_into(Some(intake_id), IntakeField::PrivateKey, key);
    let options = AuthorityOptions::default();
    let import = ImportAuthority { name: "canary-ca".into(), intake_id, options: options.clone(), last_crl_number: 0 };
    let authority = app.core.import_authority(import).unwrap();
    let authority_id = authority.row.id;
    let mut said = format!("{authority:?}{}", serde_json::to_string(&authority).unwrap());
    let content = AuthorityContent {
        common_name: "Below".into(),
        options: AuthorityOptions { max_ttl: "90d".into(), ..options },
        ..AuthorityContent::default()
    };
    let below = CreateAuthority {
        name: "below".into(),
        kind: AuthorityKind::Intermediate,
        signing: SigningMethod::Internal,
        issuer_id: Some(authority_id),
        content,
    };
    said += &serde_json::to_string(&app.core.create_authority(below.clone()).await.unwrap()).unwrap();
    said += &format!("{:?}", app.core.create_authority(below).await.unwrap_err());
    said += &serde_json::to_string(&app.core.rotate_crl(authority_id).unwrap()).unwrap();
    for file in [AuthorityFile::ChainPem, AuthorityFile::CrlPem, AuthorityFile::CertificateDer] {
        let path = app.outside("published");
        app.core.download_authority(DownloadAuthority { authority_id, file }, &path).await.unwrap();
        said += &String::from_utf8_lossy(&fs::read(path).unwrap());
    }
    said
}

#[tokio::test]
async fn a_private_key_is_nowhere_but_where_the_person_put_it() {
    let log = Log::default();
    let everything = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_span_events(FmtSpan::FULL);
    everything.with_writer(log.clone()).init();
    let key = fixture("rsa-2048.key.pem");
    let marks = Marks::of(&key);
    assert!(marks.found_in(key.as_bytes()), "the marks are in the key");
    let mut said = String::new();

    let app = TestApp::with_vault().await;
    let id = app.lay(IntakeField::Certificate, &fixture("rsa-2048.crt.pem")).id;
    for field in [IntakeField::Certificate, IntakeField::Intermediate, IntakeField::PrivateKey] {
        said += &format!("{:?}", app.lay_into(Some(id), field, &key));
    }
    said += &format!("{:?}", app.core.import_certificate(&request(id, "canary")).unwrap_err());
    let secret = app.import("canary", "rsa-2048.crt.pem", Some("rsa-2048.key.pem"), None);
    said += &serde_json::to_string(&secret).unwrap();
    said += &serde_json::to_string(&app.core.find_certificate(current(&secret)).unwrap()).unwrap();
    let intake_id = app.lay(IntakeField::Certificate, &format!("{}{key}", fixture("rsa-2048.crt.pem"))).id;
    let rotated = app
        .core
        .rotate_imported(RotateImported { secret_id: secret.row.id, intake_id, keep_expired: false, keep_current_key: false })
        .unwrap();
    said += &versions_and_activity(&app, &rotated).await;
    let revealed = app.core.reveal_private_key(current(&rotated)).unwrap();
    said += &format!("{revealed:?}");
    let path = app.outside("taken.zip");
    for format in app.core.list_formats(current(&rotated)).unwrap() {
        let request = DownloadVersion { version: current(&rotated), format: format.id, password: Some(typed(FILE_PASSWORD)) };
        said += &format!("{:?}", app.core.download_version(request, &path).await);
    }
    said += &format!("{:?}", app.core.download_version(in_one_file(current(&rotated)), Path::new("/")).await);
    said += &unlocked_again(&app, &rotated).await;
    said += &brought_among_many(&app, &key).await;
    said += &signing(&app, &key).await;
    let backup = app.outside("canary.certkeep");
    app.core.backup_vault(&backup).await.unwrap();
    let picked = app.core.inspect_backup(&backup).await.unwrap().id;
    let restore = OpenBackup { backup_id: picked, key: BackupKey::Passphrase { passphrase: typed(PASSPHRASE) } };
    app.core.restore_backup(restore).await.unwrap();
    app.lay(IntakeField::PrivateKey, &key);
    said += &format!("{:?}", app.core);

    assert!(!marks.found_in(said.as_bytes()), "nothing that is shown or printed holds the key");
    assert!(!said.contains(FILE_PASSWORD), "nothing that is shown or printed holds a file's password");
    assert!(!app.events.all().contains(FILE_PASSWORD), "no event holds a file's password");
    assert!(!String::from_utf8_lossy(&log.0.lock().unwrap()).contains(FILE_PASSWORD), "no log line holds a file's password");
    assert!(!marks.found_in(app.events.all().as_bytes()), "no event holds the key");
    assert!(!log.0.lock().unwrap().is_empty(), "the log was listened to");
    assert!(!marks.found_in(&log.0.lock().unwrap()), "no log line holds the key");
    let files = files_below(&app.home(""));
    assert!(files.iter().any(|file| file.ends_with("certkeep.db-wal")), "the write-ahead log is among what is searched");
    for file in files.into_iter().chain([backup]) {
        let bytes = fs::read(&file).unwrap();
        assert!(!marks.found_in(&bytes), "{} holds the key in clear", file.display());
        assert!(!bytes.windows(PASSPHRASE.len()).any(|window| window == PASSPHRASE.as_bytes()), "{} holds the passphrase", file.display());
    }

    let id = app.core.list_secrets(certkeep_tests::test_app::everything()).unwrap().rows[0].id;
    app.core.delete_secret(&DeleteSecret { id, typed_name: "canary".into() }).unwrap();
    app.core.lock_vault().await.unwrap();
    app.core.unlock_vault(UnlockVault::Passphrase { passphrase: typed(PASSPHRASE) }).await.unwrap();
}
