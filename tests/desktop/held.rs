//! Vaults as an earlier use of the app left them.

use std::path::Path;
use std::sync::Arc;

use certkeep_core::Core;
use certkeep_core::Parts;
use certkeep_core::clock::Clock;
use certkeep_core::clock::SystemClock;
use certkeep_core::domain::certificate::CertificateFacts;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::id::SecretId;
use certkeep_core::domain::id::VersionId;
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
use certkeep_core::events::Event;
use certkeep_core::events::Events;
use certkeep_core::flows::groups::CreateGroup;
use certkeep_core::flows::import::ImportCertificate;
use certkeep_core::flows::intake::FillIntake;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::vault::CreateVault;
use certkeep_core::pki::bundle::Bundle;
use certkeep_core::store::Db;
use certkeep_core::store::Store;
use certkeep_core::vault::MemoryKeyring;
use certkeep_core::vault::Passphrase;
use certkeep_core::vault::Unlock;
use certkeep_core::vault::Vault;
use certkeep_core::vault::VaultFolder;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::request;
use certkeep_tests::test_app::typed;

/// A secret that lies in the vault; its PEM is what would have been pasted.
#[derive(Debug, Default)]
pub struct Held {
    pub name: &'static str,
    pub pem: String,
    pub description: &'static str,
    /// The default group where it is empty.
    pub group: &'static str,
    pub labels: &'static [&'static str],
}

/// A secret made of fixtures.
pub fn held(name: &'static str, fixtures: &[&str]) -> Held {
    Held { name, pem: fixtures.iter().map(|file| fixture(file)).collect(), ..Held::default() }
}

/// A vault with a passphrase and these secrets.
pub fn lay(folder: &Path, secrets: &[Held]) {
    let core = Core::open(Parts {
        home: folder.to_owned(),
        clock: Arc::new(SystemClock),
        keyring: Arc::new(MemoryKeyring::default()),
        events: Arc::new(Unheard),
        trust: certkeep_core::trust::TrustPlaces::of_this_computer(),
    });
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be started");
    let vault = core.create_vault(CreateVault { keychain: false, passphrase: Some(typed(PASSPHRASE)) });
    runtime.block_on(vault).expect("a new vault");
    for secret in secrets {
        import(&core, secret);
    }
    runtime.block_on(core.lock_vault()).expect("an open vault can be locked");
}

/// A vault with so many secrets, `host-0` and so on, put into the store itself: as fast as that can be.
pub fn lay_numbered(folder: &Path, count: usize) {
    lay(folder, &[]);
    let vault = Vault::open(&VaultFolder::at(folder)).expect("the vault was just made");
    let unlock = Unlock::Passphrase(Passphrase::typed(typed(PASSPHRASE).0));
    let key = vault.unlock(&unlock, &MemoryKeyring::default()).expect("the passphrase opens it");
    let store = Store::open(&vault.database_path(), &key).expect("the database is there");
    let payload = Payload { certificate: fixture("p256.crt.pem").into_bytes(), private_key: None, intermediate: None };
    let model = Bundle::read(&payload).expect("the fixture is a certificate");
    let now = SystemClock.now();
    for chunk in (0..count).collect::<Vec<_>>().chunks(5_000) {
        let write = |db: &Db<'_>| {
            chunk.iter().try_for_each(|number| {
                let (secret, version, facts) = numbered(*number, model.facts(), now);
                db.secrets().insert(&secret)?;
                db.versions().insert(&version, &facts, &payload)
            })
        };
        store.write(write).expect("the disk has room");
    }
}

fn numbered(number: usize, model: &CertificateFacts, now: Timestamp) -> (Secret, SecretVersion, CertificateFacts) {
    let name = format!("host-{number}");
    let facts = CertificateFacts {
        common_name: Some(format!("{name}.example.com")),
        subject: format!("CN={name}.example.com"),
        issuer_name: format!("Issuer {}", number % 37),
        issuer: format!("CN=Issuer {}", number % 37),
        alt_names: Vec::new(),
        extensions: Vec::new(),
        not_after: now.plus_days((number % 800) as i64 - 20),
        serial_number: format!("{:02x}:{:02x}:{:02x}", number >> 16, number >> 8 & 0xff, number & 0xff),
        ..model.clone()
    };
    let secret = Secret {
        id: SecretId::fresh(),
        kind: SecretKind::ImportedCert,
        name: SecretName::parse(&name).expect("a name"),
        description: Description::default(),
        group_id: GroupId::DEFAULT,
        labels: Labels::default(),
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

fn import(core: &Core, secret: &Held) {
    let fill = FillIntake { intake_id: None, field: IntakeField::Certificate, text: typed(&secret.pem) };
    let intake = core.fill_intake(&fill).expect("an intake takes any text");
    let import = ImportCertificate {
        description: secret.description.into(),
        group_id: group(core, secret.group),
        labels: secret.labels.iter().map(|label| (*label).to_owned()).collect(),
        keep_expired: intake.expired,
        ..request(intake.id, secret.name)
    };
    core.import_certificate(&import).unwrap_or_else(|error| panic!("{}: {error}", secret.name));
}

fn group(core: &Core, name: &str) -> GroupId {
    let groups = core.list_groups().expect("the vault is open");
    match groups.iter().find(|group| group.name == name) {
        _ if name.is_empty() => GroupId::DEFAULT,
        Some(group) => group.id,
        None => core.create_group(&CreateGroup { name: name.into(), description: String::new() }).expect("a new group").id,
    }
}

#[derive(Debug)]
struct Unheard;

impl Events for Unheard {
    fn send(&self, _: Event) {}
}
