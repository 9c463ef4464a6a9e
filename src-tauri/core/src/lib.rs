//! Certkeep's core: everything the app can do, with no window.
//!
//! [`Core`] is the front door. Data flows one way: a door calls a flow, the flow joins rooms, a row is saved, an event is sent.
//!
//! ```text
//! doors → flows → { pki · store · trust · vault } → domain
//! ```
//!
//! - [`domain`]: nouns and their rules; no input or output, no clock.
//! - [`flows`]: verbs, one file for each thing a person can do; the only room that joins the others.
//! - [`pki`]: PEM, X.509, private keys, the formats of downloads.
//! - [`store`]: the encrypted database.
//! - [`trust`]: the trust stores of this computer, changed by their own tools.
//! - [`vault`]: who holds the database key, and how it is unlocked.
//! - [`files`]: files written whole or not at all. [`clock`], [`events`], [`error`]: time, what happened, what went wrong.

pub mod clock;
pub mod domain;
pub mod error;
pub mod events;
pub mod files;
pub mod flows;
pub mod pki;
pub mod store;
pub mod trust;
pub mod vault;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::sync::RwLock;

use crate::clock::Clock;
use crate::domain::id::VaultId;
use crate::domain::timestamp::Timestamp;
use crate::events::Event;
use crate::events::Events;
use crate::flows::authorities::KeyWork;
use crate::flows::backup::PickedBackups;
use crate::flows::import_many::Batch;
use crate::flows::intake::Readings;
use crate::flows::intake::Tray;
use crate::flows::issue_many::Run;
use crate::flows::selection::SelectionWork;
use crate::flows::shelf::Shelf;
use crate::flows::vault::KeychainView;
use crate::store::Store;
use crate::trust::TrustPlaces;
use crate::vault::DatabaseKey;
use crate::vault::Keyring;
use crate::vault::RecoveryKey;
use crate::vault::VaultFolder;

pub use crate::error::Error;
pub use crate::error::ErrorCode;
pub use crate::error::Result;

/// The world around the core: what a test puts in place of the real thing.
#[derive(Debug)]
pub struct Parts {
    /// The folder that everything lies in.
    pub home: PathBuf,
    pub clock: Arc<dyn Clock>,
    pub keyring: Arc<dyn Keyring>,
    pub events: Arc<dyn Events>,
    /// Where trust stores are looked for.
    pub trust: TrustPlaces,
}

/// The front door: every method is something that a person can do. Clones are the same core.
#[derive(Clone, Debug)]
pub struct Core {
    pub(crate) shared: Arc<Shared>,
}

/// What all clones of a [`Core`] share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) home: PathBuf,
    pub(crate) folder: VaultFolder,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) keyring: Arc<dyn Keyring>,
    pub(crate) events: Arc<dyn Events>,
    pub(crate) trust: TrustPlaces,
    pub(crate) tray: Tray,
    pub(crate) batches: Shelf<Batch>,
    pub(crate) issue_runs: Shelf<Run>,
    pub(crate) readings: Readings,
    pub(crate) picked_backups: PickedBackups,
    pub(crate) selection_work: SelectionWork,
    pub(crate) key_work: KeyWork,
    /// Held while a pass over what is due is under way.
    pub(crate) due_pass: Mutex<()>,
    /// Whether the system's keychain answers: asked once, because a silent one takes seconds to give up on.
    pub(crate) keychain: OnceLock<KeychainView>,
    /// What tidying up after a crash ran into, if it did.
    pub(crate) untidy: Option<Error>,
    unlocked: RwLock<Option<Arc<Unlocked>>>,
    prepared_recovery: Mutex<Option<Arc<RecoveryKey>>>,
}

/// An open vault: dropping it closes the database and forgets the key.
#[derive(Debug)]
pub(crate) struct Unlocked {
    pub(crate) store: Store,
    pub(crate) key: DatabaseKey,
    pub(crate) vault_id: VaultId,
}

impl Core {
    /// Opens the core on a home folder and finishes what a crash had left half-way. The vault is still locked.
    pub fn open(parts: Parts) -> Self {
        let folder = VaultFolder::at(&parts.home);
        let untidy = folder.tidy().err().map(Error::from);
        let shared = Shared {
            home: parts.home,
            folder,
            clock: parts.clock,
            keyring: parts.keyring,
            events: parts.events,
            trust: parts.trust,
            tray: Tray::default(),
            batches: Shelf::default(),
            issue_runs: Shelf::default(),
            readings: Readings::default(),
            picked_backups: PickedBackups::default(),
            selection_work: SelectionWork::default(),
            key_work: KeyWork::default(),
            due_pass: Mutex::default(),
            keychain: OnceLock::new(),
            untidy,
            unlocked: RwLock::default(),
            prepared_recovery: Mutex::default(),
        };
        Self { shared: Arc::new(shared) }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    pub(crate) fn send(&self, event: Event) {
        self.shared.events.send(event);
    }

    /// The open vault, or the error that says it is locked.
    pub(crate) fn unlocked(&self) -> Result<Arc<Unlocked>> {
        self.find_unlocked().ok_or_else(|| Error::new(ErrorCode::VaultLocked, "The vault is locked.").help("Unlock it and try again."))
    }

    /// Whether the vault is open.
    pub fn is_unlocked(&self) -> bool {
        self.find_unlocked().is_some()
    }

    pub(crate) fn find_unlocked(&self) -> Option<Arc<Unlocked>> {
        self.shared.unlocked.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_unlocked(&self, unlocked: Option<Unlocked>) {
        *self.shared.unlocked.write().unwrap_or_else(PoisonError::into_inner) = unlocked.map(Arc::new);
    }

    /// The recovery key that was shown and is not yet a way in.
    pub(crate) fn prepared_recovery(&self) -> MutexGuard<'_, Option<Arc<RecoveryKey>>> {
        self.shared.prepared_recovery.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs slow work where it holds nobody up: key derivation, keychain prompts, whole files.
    pub(crate) async fn off_thread<T: Send + 'static>(&self, work: impl FnOnce(Self) -> Result<T> + Send + 'static) -> Result<T> {
        let core = self.clone();
        tokio::task::spawn_blocking(move || work(core)).await.unwrap_or_else(|failure| {
            Err(Error::new(ErrorCode::Internal, "An unexpected failure inside Certkeep stopped this.")
                .help("Nothing was changed. The log says more.")
                .because(failure))
        })
    }
}
