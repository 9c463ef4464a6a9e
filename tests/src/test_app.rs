//! A real core on a folder that vanishes: real database, real key derivation; the clock and the keychain are the test's.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;

use certkeep_core::Core;
use certkeep_core::Parts;
use certkeep_core::clock::Clock;
use certkeep_core::domain::id::BatchId;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::id::IntakeId;
use certkeep_core::domain::timestamp::Timestamp;
use certkeep_core::domain::typed::Typed;
use certkeep_core::events::Event;
use certkeep_core::events::Events;
use certkeep_core::flows::browse::ListSecrets;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::browse::VersionRef;
use certkeep_core::flows::import::ImportCertificate;
use certkeep_core::flows::import_many::Brought;
use certkeep_core::flows::intake::FillIntake;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::intake::IntakePreview;
use certkeep_core::flows::vault::CreateVault;
use certkeep_core::store::secrets::SecretsSort;
use certkeep_core::trust::TrustPlaces;
use certkeep_core::vault::MemoryKeyring;
use tempfile::TempDir;

/// The passphrase of every vault that tests make.
pub const PASSPHRASE: &str = "seven otters paint the harbour";

/// 2026-06-01T12:00:00Z: within the time of the fixtures.
pub const NOW: i64 = 1_780_315_200;

/// A core and the world around it.
#[derive(Debug)]
pub struct TestApp {
    pub core: Core,
    pub clock: Arc<MovableClock>,
    pub keyring: MemoryKeyring,
    pub events: Arc<Heard>,
    home: TempDir,
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct MovableClock(Mutex<Timestamp>);

impl MovableClock {
    /// From now on it is so many days later.
    pub fn pass_days(&self, days: i64) {
        let mut now = self.0.lock().expect("no test panics while it holds the clock");
        *now = now.plus_days(days);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("no test panics while it holds the clock")
    }
}

/// Everything that was sent, as the screen would have got it.
#[derive(Debug, Default)]
pub struct Heard(Mutex<Vec<String>>);

impl Heard {
    /// All events so far, as JSON.
    pub fn all(&self) -> String {
        self.0.lock().expect("no test panics while it holds the events").join("\n")
    }
}

impl Events for Heard {
    fn send(&self, event: Event) {
        let event = serde_json::to_string(&event).expect("an event is always JSON");
        self.0.lock().expect("no test panics while it holds the events").push(event);
    }
}

impl TestApp {
    /// A core that was never started before.
    pub fn fresh() -> Self {
        Self::in_home(tempfile::tempdir().expect("a temporary folder"), MemoryKeyring::default())
    }

    /// A core whose vault was just made, with a passphrase and the keychain.
    pub async fn with_vault() -> Self {
        let app = Self::fresh();
        let request = CreateVault { keychain: true, passphrase: Some(typed(PASSPHRASE)) };
        app.core.create_vault(request).await.expect("a new vault");
        app
    }

    /// The same home after the app was closed and started again.
    pub fn restarted(self) -> Self {
        let Self { home, keyring, .. } = self;
        Self::in_home(home, keyring)
    }

    fn in_home(home: TempDir, keyring: MemoryKeyring) -> Self {
        let clock = Arc::new(MovableClock(Mutex::new(Timestamp::from_unix(NOW))));
        let events = Arc::new(Heard::default());
        let parts = Parts {
            home: home.path().join("certkeep"),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            keyring: Arc::new(keyring.clone()),
            events: Arc::clone(&events) as Arc<dyn Events>,
            trust: TrustPlaces { home: home.path().join("person"), root: home.path().join("computer") },
        };
        Self { core: Core::open(parts), clock, keyring, events, home }
    }

    /// A path in the app's home.
    pub fn home(&self, path: &str) -> PathBuf {
        self.home.path().join("certkeep").join(path)
    }

    /// A path outside of it, for what the person saves.
    pub fn outside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Brings files that hold one certificate.
    pub async fn bring_one(&self, paths: Vec<PathBuf>) -> IntakeId {
        match self.core.inspect_files(paths).await.expect("the files can be brought") {
            Brought::One { intake_id } => intake_id,
            Brought::Many { .. } => panic!("these are several certificates"),
        }
    }

    /// Brings files that hold several certificates.
    pub async fn bring_many(&self, paths: Vec<PathBuf>) -> BatchId {
        match self.core.inspect_files(paths).await.expect("the files can be brought") {
            Brought::Many { batch_id } => batch_id,
            Brought::One { .. } => panic!("this is one certificate"),
        }
    }

    /// Lays text into a field of a new intake.
    pub fn lay(&self, field: IntakeField, text: &str) -> IntakePreview {
        self.lay_into(None, field, text)
    }

    /// Lays text into a field of an intake.
    pub fn lay_into(&self, intake_id: Option<IntakeId>, field: IntakeField, text: &str) -> IntakePreview {
        self.core.fill_intake(&FillIntake { intake_id, field, text: typed(text) }).expect("an intake takes any text")
    }

    /// Imports fixtures: a certificate, and its key and intermediates where there are any.
    pub fn import(&self, name: &str, certificate: &str, private_key: Option<&str>, intermediate: Option<&str>) -> SecretView {
        let id = self.lay(IntakeField::Certificate, &fixture(certificate)).id;
        if let Some(key) = private_key {
            self.lay_into(Some(id), IntakeField::PrivateKey, &fixture(key));
        }
        if let Some(intermediate) = intermediate {
            self.lay_into(Some(id), IntakeField::Intermediate, &fixture(intermediate));
        }
        self.core.import_certificate(&request(id, name)).expect("the fixtures can be imported")
    }
}

/// A core on a home that lies anywhere, without a keychain: for what outlives its process.
pub fn core_at(home: &Path) -> Core {
    Core::open(Parts {
        home: home.to_owned(),
        clock: Arc::new(MovableClock(Mutex::new(Timestamp::from_unix(NOW)))),
        keyring: Arc::new(MemoryKeyring::default()),
        events: Arc::new(Heard::default()),
        trust: TrustPlaces { home: home.join("person"), root: home.join("computer") },
    })
}

/// A request to import what lies in an intake, with nothing else filled in.
pub fn request(intake_id: IntakeId, name: &str) -> ImportCertificate {
    ImportCertificate {
        intake_id,
        name: name.into(),
        description: String::new(),
        group_id: GroupId::DEFAULT,
        labels: Vec::new(),
        custom_metadata: String::new(),
        keep_expired: false,
    }
}

/// The whole table.
pub fn everything() -> ListSecrets {
    ListSecrets {
        search: String::new(),
        kinds: Vec::new(),
        group_ids: Vec::new(),
        statuses: Vec::new(),
        labels: Vec::new(),
        expires_from: None,
        expires_before: None,
        sort: SecretsSort::Name,
        descending: false,
        offset: 0,
        limit: 100,
    }
}

/// The newest version of a secret.
pub fn current(secret: &SecretView) -> VersionRef {
    VersionRef { secret_id: secret.row.id, version_id: secret.versions[0].id }
}

/// Text as a person types it.
pub fn typed(text: &str) -> Typed {
    Typed(text.into())
}

/// The text of a file in `fixtures/pem`.
pub fn fixture(name: &str) -> String {
    fs::read_to_string(fixture_path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The path of a file in `fixtures/pem`.
pub fn fixture_path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/pem").join(name)
}
