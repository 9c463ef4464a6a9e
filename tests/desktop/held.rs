//! Vaults as an earlier use of the app left them.

use std::path::Path;
use std::sync::Arc;

use certkeep_core::Core;
use certkeep_core::Parts;
use certkeep_core::clock::SystemClock;
use certkeep_core::domain::id::GroupId;
use certkeep_core::events::Event;
use certkeep_core::events::Events;
use certkeep_core::flows::groups::CreateGroup;
use certkeep_core::flows::import::ImportCertificate;
use certkeep_core::flows::intake::FillIntake;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::vault::CreateVault;
use certkeep_core::vault::MemoryKeyring;
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
