//! How fast the core is, beside what it is meant to be. Prints a table with the median of all runs and the best of them, which other
//! programs on the machine disturbed least.
//!
//! `cargo bench --bench speed -- import xca issue crl table` measures only what is named.

mod import_many;
mod issue_many;
mod revoked;
mod table;
mod xca;

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use certkeep_core::domain::certificate::AltName;
use certkeep_core::domain::certificate::AltNameKind;
use certkeep_core::domain::certificate::CertificateFacts;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::id::SecretId;
use certkeep_core::domain::id::VersionId;
use certkeep_core::domain::key::PublicKeyFacts;
use certkeep_core::domain::metadata::CustomMetadata;
use certkeep_core::domain::names::Description;
use certkeep_core::domain::names::Labels;
use certkeep_core::domain::names::SecretName;
use certkeep_core::domain::secret::Secret;
use certkeep_core::domain::secret::SecretKind;
use certkeep_core::domain::secret::SecretState;
use certkeep_core::domain::timestamp::Timestamp;
use certkeep_core::domain::version::Payload;
use certkeep_core::domain::version::SecretVersion;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::store::Store;
use certkeep_tests::test_app::NOW;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::everything;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::request;
use certkeep_tests::test_app::typed;
use secrecy::SecretBox;

const HELD: usize = 100_000;
const BATCH: usize = 500;
const RUNS: usize = 15;

/// One line of the table.
struct Row {
    work: String,
    target: &'static str,
    median: String,
    best: String,
}

#[tokio::main]
async fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_asked = |part: &str| asked.is_empty() || asked.iter().any(|asked| asked == part);
    let mut rows = Vec::new();
    if is_asked("import") {
        rows.extend(import_rows().await);
        rows.extend(import_many::rows().await);
    }
    if is_asked("xca") {
        rows.extend(xca::rows().await);
    }
    if is_asked("issue") {
        rows.extend(issue_many::rows().await);
    }
    if is_asked("crl") {
        rows.extend(revoked::rows());
    }
    if is_asked("table") {
        rows.extend(table_rows());
        rows.push(unlock_row().await);
    }
    print(&rows);
}

fn table_rows() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (store, filling) = filled_store(folder.path());
    let mut rows = vec![row(format!("Store {HELD} secrets, {BATCH} to a transaction"), "≤ 60 s", vec![filling])];
    rows.extend(table::rows(&store));
    rows
}

async fn import_rows() -> Vec<Row> {
    let app = TestApp::with_vault().await;
    let (certificate, key) = (fixture("p256.crt.pem"), fixture("p256.key.pem"));
    let taken: Vec<Duration> = (0..200)
        .map(|number| {
            let start = Instant::now();
            let id = app.lay(IntakeField::Certificate, &certificate).id;
            app.lay_into(Some(id), IntakeField::PrivateKey, &key);
            app.core.import_certificate(&request(id, &format!("bench-{number}"))).expect("an import");
            start.elapsed()
        })
        .collect();
    vec![row("One certificate with its key, from paste to saved".into(), "≤ 50 ms", taken)]
}

/// The vault opened by its keychain, with its database: what a start costs the core.
async fn unlock_row() -> Row {
    let app = TestApp::with_vault().await;
    let mut taken = Vec::new();
    for _ in 0..RUNS {
        app.core.lock_vault().await.expect("a lock");
        let start = Instant::now();
        app.core.unlock_vault(certkeep_core::flows::vault::UnlockVault::Keychain).await.expect("an unlocking");
        app.core.list_secrets(everything()).expect("a list");
        taken.push(start.elapsed());
    }
    let wrong = certkeep_core::flows::vault::UnlockVault::Passphrase { passphrase: typed("not the passphrase") };
    assert!(app.core.unlock_vault(wrong).await.is_err(), "a wrong passphrase opens nothing");
    row("Unlock by keychain and list".into(), "≤ 200 ms", taken)
}

fn filled_store(folder: &std::path::Path) -> (Arc<Store>, Duration) {
    let key = SecretBox::new(Box::new([7_u8; 32]));
    let store = Store::create(&folder.join("bench.db"), &key, Timestamp::from_unix(NOW)).expect("a new database");
    let pem = fixture("p256.crt.pem").into_bytes();
    let start = Instant::now();
    for batch in 0..HELD / BATCH {
        store
            .write(|db| {
                for number in batch * BATCH..(batch + 1) * BATCH {
                    let (secret, version, facts) = numbered(number);
                    db.secrets().insert(&secret)?;
                    db.versions().insert(&version, &facts, &Payload { certificate: pem.clone(), private_key: None, intermediate: None })?;
                }
                Ok(())
            })
            .expect("a batch");
    }
    (Arc::new(store), start.elapsed())
}

fn numbered(number: usize) -> (Secret, SecretVersion, CertificateFacts) {
    let now = Timestamp::from_unix(NOW - number as i64);
    let facts = numbered_facts(number);
    let secret = Secret {
        id: SecretId::fresh(),
        kind: SecretKind::ImportedCert,
        name: SecretName::parse(&format!("host-{number}.example.com")).expect("a name"),
        description: Description::parse("Made for measuring").expect("a description"),
        group_id: GroupId::DEFAULT,
        labels: Labels::parse(&[format!("team-{}", number % 10), "all".into()]).expect("a label"),
        custom_metadata: CustomMetadata::default(),
        state: SecretState::Active,
        created_at: now,
        created_by: "local-user".into(),
        updated_at: now,
    };
    let version = SecretVersion {
        id: VersionId::fresh(),
        secret_id: secret.id,
        number: 1,
        created_at: now,
        created_by: "local-user".into(),
        not_before: facts.not_before,
        not_after: facts.not_after,
        serial_number: facts.serial_number.clone(),
        fingerprint_sha256: facts.fingerprint_sha256.clone(),
        key_algorithm: facts.public_key.algorithm.clone(),
        private_key_included: false,
        intermediate_included: false,
        payload_available: true,
        downloaded: false,
        auto_rotated: false,
        custom_metadata: CustomMetadata::default(),
        restored_from: None,
        locks: 0,
        revoked: None,
    };
    (secret, version, facts)
}

fn numbered_facts(number: usize) -> CertificateFacts {
    let now = Timestamp::from_unix(NOW);
    let name = format!("host-{number}.example.com");
    let bytes: Vec<String> = (number as u64).to_be_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let serial_number = bytes.join(":");
    let public_key = PublicKeyFacts {
        algorithm: "ECDSA256".into(),
        title: "ECDSA P-256".into(),
        fingerprint: format!("{serial_number}:{}", "cd".repeat(24)),
    };
    CertificateFacts {
        x509_version: 3,
        subject: format!("CN={name}"),
        common_name: Some(name.clone()),
        alt_names: vec![AltName { kind: AltNameKind::Dns, value: name }],
        issuer: format!("CN=Issuer {}", number % 37),
        issuer_name: format!("Issuer {}", number % 37),
        fingerprint_sha256: [serial_number.as_str(); 4].join(":"),
        fingerprint_sha1: "ab".repeat(20),
        serial_number,
        not_before: now.plus_days(-30),
        not_after: now.plus_days((number % 800) as i64 - 20),
        signature_algorithm: "ECDSA-SHA256".into(),
        public_key,
        is_ca: false,
        self_signed: false,
        extensions: Vec::new(),
    }
}

fn row(work: String, target: &'static str, mut taken: Vec<Duration>) -> Row {
    taken.sort();
    Row { work, target, median: figure(taken[taken.len() / 2]), best: figure(taken[0]) }
}

fn figure(taken: Duration) -> String {
    match taken.as_secs_f64() {
        seconds if seconds >= 1.0 => format!("{seconds:.1} s"),
        seconds => format!("{:.2} ms", seconds * 1000.0),
    }
}

fn print(rows: &[Row]) {
    println!("| Work | Target | Median | Best |\n|---|---|---|---|");
    for Row { work, target, median, best } in rows {
        println!("| {work} | {target} | {median} | {best} |");
    }
}
