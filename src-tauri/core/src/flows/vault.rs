//! The vault as the person meets it: first start, unlocking, locking, and the ways in.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use secrecy::ExposeSecret;
use secrecy::SecretString;
use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;
use zeroize::Zeroize;

use super::written::WrittenFile;
use super::written::write_checked;
use crate::Core;
use crate::Unlocked;
use crate::domain::activity::ActivityAction;
use crate::domain::id::SlotId;
use crate::domain::timestamp::Timestamp;
use crate::domain::typed::Typed;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::files::make_private_dir;
use crate::store::Store;
use crate::vault;
use crate::vault::DatabaseKey;
use crate::vault::Keyring;
use crate::vault::NewSlot;
use crate::vault::Passphrase;
use crate::vault::PassphraseStrength;
use crate::vault::RecoveryKey;
use crate::vault::SlotFacts;
use crate::vault::SlotKind;
use crate::vault::Unlock;
use crate::vault::Vault;

/// Where the vault stands, and how it can be opened.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VaultView {
    pub state: VaultState,
    pub slots: Vec<SlotFacts>,
    pub keychain: KeychainView,
    /// The folder that everything lies in.
    pub folder: String,
    /// Why the vault cannot be used as it lies there; only a restore or a repair helps.
    pub problem: Option<Error>,
}

/// What can be done with the vault now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum VaultState {
    /// There is none yet: the first start.
    Absent,
    Locked,
    Unlocked,
    /// It is there and cannot be opened; `problem` says why.
    Unusable,
}

/// Whether the system's keychain answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KeychainView {
    pub available: bool,
    /// Why it does not answer.
    pub reason: Option<String>,
}

impl KeychainView {
    fn of(keyring: &dyn Keyring) -> Self {
        let silent = keyring.available().err();
        Self { available: silent.is_none(), reason: silent.map(|error| error.reason) }
    }
}

/// How the new vault is to be opened; at least one way.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CreateVault {
    pub keychain: bool,
    pub passphrase: Option<Typed>,
}

/// One try at opening the vault.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "with", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum UnlockVault {
    Keychain,
    Passphrase { passphrase: Typed },
    RecoveryKey { recovery_key: Typed },
}

/// A new passphrase; the current one is asked for when there is one.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangePassphrase {
    pub current: Option<Typed>,
    pub new: Typed,
}

/// A new recovery key, shown once, not yet a way in.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RecoveryKeyView {
    /// Groups of characters joined by `-`.
    pub key: String,
    /// Which group (counted from 1) the person types again to show that they kept the key.
    pub confirm_group: u32,
}

impl fmt::Debug for RecoveryKeyView {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "RecoveryKeyView(.., group {})", self.confirm_group)
    }
}

impl Drop for RecoveryKeyView {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

/// The group typed again.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConfirmRecoveryKey {
    pub typed: Typed,
}

impl Core {
    /// Where the vault stands, and how it can be opened.
    pub async fn find_vault(&self) -> Result<VaultView> {
        self.off_thread(|core| Ok(core.vault_view())).await
    }

    /// Makes the vault of the first start and opens it.
    pub async fn create_vault(&self, request: CreateVault) -> Result<VaultView> {
        self.off_thread(move |core| {
            let slots = chosen_slots(request)?;
            let creating = core.shared.folder.create()?;
            Store::create(&creating.database_path(), creating.key(), core.now()).map(drop)?;
            let (vault, key) = creating.finish(&slots, core.shared.keyring.as_ref(), core.now())?;
            core.open_with(&vault, key).inspect(|_| core.note(ActivityAction::VaultCreated, ""))
        })
        .await
    }

    /// Opens the vault; the database is then checked in the background, and damage is told by an event.
    pub async fn unlock_vault(&self, request: UnlockVault) -> Result<VaultView> {
        self.off_thread(move |core| {
            let vault = Vault::open(&core.shared.folder)?;
            let kind = asked(&request);
            let key = vault.unlock(&offered(request)?, core.shared.keyring.as_ref())?;
            core.open_with(&vault, key).inspect(|_| core.note(ActivityAction::VaultUnlocked, format!("With the {}", called(kind))))
        })
        .await
    }

    /// Closes the database, forgets the key and everything that lay in the tray.
    pub async fn lock_vault(&self) -> Result<VaultView> {
        self.off_thread(|core| {
            if core.is_unlocked() {
                core.note(ActivityAction::VaultLocked, "");
            }
            core.close();
            Ok(core.vault_view())
        })
        .await
    }

    /// How strong a passphrase is, while it is typed.
    pub fn judge_passphrase(&self, passphrase: &Typed) -> PassphraseStrength {
        vault::strength(&passphrase.0)
    }

    /// Sets a first passphrase, or a new one after the current one was given.
    pub async fn change_passphrase(&self, request: ChangePassphrase) -> Result<VaultView> {
        self.off_thread(move |core| {
            let new = NewSlot::Passphrase(Passphrase::chosen(request.new.0).map_err(|error| Error::from(error).field("new"))?);
            core.change_slots(|vault, keyring, key, now| match find_slot(vault, SlotKind::Passphrase) {
                None => vault.add(&new, key, keyring, now).map(drop).map_err(Error::from),
                Some(_) => {
                    let current = Passphrase::typed(request.current.ok_or_else(no_current_passphrase)?.0);
                    vault.unlock(&Unlock::Passphrase(current), keyring).map_err(|error| Error::from(error).field("current"))?;
                    vault.replace(&new, key, keyring, now).map(drop).map_err(Error::from)
                }
            })
            .inspect(|_| core.note(ActivityAction::PassphraseChanged, ""))
        })
        .await
    }

    /// Lets the system's keychain open the vault from now on.
    pub async fn add_keychain(&self) -> Result<VaultView> {
        self.off_thread(|core| {
            core.change_slots(|vault, keyring, key, now| vault.add(&NewSlot::Keychain, key, keyring, now).map(drop).map_err(Error::from))
                .inspect(|_| core.note(ActivityAction::KeychainAdded, ""))
        })
        .await
    }

    /// Takes away a way to unlock; never the last.
    pub async fn remove_slot(&self, id: SlotId) -> Result<VaultView> {
        self.off_thread(move |core| {
            let kind = core.find_slots()?.unwrap_or_default().into_iter().find(|slot| slot.id == id).map(|slot| slot.kind);
            core.change_slots(|vault, keyring, _, _| vault.remove(id, keyring).map_err(Error::from))
                .inspect(|_| core.note(ActivityAction::SlotRemoved, kind.map(called).unwrap_or_default()))
        })
        .await
    }

    /// A fresh recovery key to write down. It opens nothing until it is confirmed; the one before it still does.
    pub fn prepare_recovery_key(&self) -> Result<RecoveryKeyView> {
        self.unlocked()?;
        let key = Arc::new(RecoveryKey::random()?);
        let view = RecoveryKeyView { key: key.printed().expose_secret().to_owned(), confirm_group: CONFIRM_GROUP };
        *self.prepared_recovery() = Some(key);
        Ok(view)
    }

    /// Writes the prepared recovery key to a file that only its owner can read.
    pub async fn save_recovery_key(&self, path: &Path) -> Result<WrittenFile> {
        let path = path.to_owned();
        self.off_thread(move |core| {
            let key = core.prepared()?;
            let vault_id = core.unlocked()?.vault_id;
            let sheet = SecretString::from(recovery_sheet(key.printed().expose_secret(), &vault_id.to_string(), core.now()));
            write_checked(&path, sheet.expose_secret().as_bytes(), true)
        })
        .await
    }

    /// Makes the prepared recovery key a way in, once one of its groups was typed again. It takes the place of an earlier one.
    pub async fn confirm_recovery_key(&self, request: ConfirmRecoveryKey) -> Result<VaultView> {
        self.off_thread(move |core| {
            let key = core.prepared()?;
            if !key.group_is(CONFIRM_GROUP as usize - 1, request.typed.0.expose_secret()) {
                return Err(Error::new(ErrorCode::NotConfirmed, format!("This is not group {CONFIRM_GROUP} of the recovery key."))
                    .help("Compare it with what you saved, printed or copied.")
                    .field("typed"));
            }
            core.change_slots(|vault, keyring, database_key, now| {
                let slot = NewSlot::RecoveryKey(RecoveryKey::parse(&key.printed())?);
                match find_slot(vault, SlotKind::RecoveryKey) {
                    None => vault.add(&slot, database_key, keyring, now)?,
                    Some(_) => vault.replace(&slot, database_key, keyring, now)?,
                };
                *core.prepared_recovery() = None;
                Ok(())
            })
            .inspect(|_| core.note(ActivityAction::RecoveryKeySet, ""))
        })
        .await
    }

    /// Opens the store of `vault` and lets the flows use it.
    pub(super) fn open_with(&self, vault: &Vault, key: DatabaseKey) -> Result<VaultView> {
        let store = Store::open(&vault.database_path(), &key)?;
        self.set_unlocked(Some(Unlocked { store, key, vault_id: vault.id() }));
        self.send(Event::VaultChanged);
        self.check_in_background();
        Ok(self.vault_view())
    }

    /// Closes the store, if it is open, with everything that was in memory.
    pub(super) fn close(&self) {
        self.set_unlocked(None);
        self.shared.readings.cancel();
        self.shared.tray.clear();
        self.shared.batches.clear();
        self.shared.issue_runs.clear();
        *self.prepared_recovery() = None;
        self.send(Event::VaultChanged);
    }

    fn prepared(&self) -> Result<Arc<RecoveryKey>> {
        self.prepared_recovery()
            .clone()
            .ok_or_else(|| Error::new(ErrorCode::NotConfirmed, "There is no new recovery key to confirm.").help("Create one first."))
    }

    fn change_slots(&self, change: impl FnOnce(&mut Vault, &dyn Keyring, &DatabaseKey, Timestamp) -> Result<()>) -> Result<VaultView> {
        let unlocked = self.unlocked()?;
        let mut vault = Vault::open(&self.shared.folder)?;
        change(&mut vault, self.shared.keyring.as_ref(), &unlocked.key, self.now())?;
        self.send(Event::VaultChanged);
        Ok(self.vault_view())
    }

    fn vault_view(&self) -> VaultView {
        let (state, slots, problem) = match (self.find_unlocked(), self.find_slots()) {
            (Some(_), slots) => (VaultState::Unlocked, slots.unwrap_or_default().unwrap_or_default(), None),
            (None, Ok(Some(slots))) => (VaultState::Locked, slots, None),
            (None, Ok(None)) => (VaultState::Absent, Vec::new(), None),
            (None, Err(problem)) => (VaultState::Unusable, Vec::new(), Some(problem)),
        };
        let keychain = match slots.iter().any(|slot| slot.kind == SlotKind::Keychain) {
            // Unlocking with it will tell; asking first would only keep the person waiting.
            true => KeychainView { available: true, reason: None },
            false => self.shared.keychain.get_or_init(|| KeychainView::of(self.shared.keyring.as_ref())).clone(),
        };
        VaultView { state, slots, keychain, folder: self.shared.home.display().to_string(), problem }
    }

    /// The ways in; `None` when there is no vault yet.
    fn find_slots(&self) -> Result<Option<Vec<SlotFacts>>> {
        if let Some(problem) = &self.shared.untidy {
            return Err(problem.clone());
        }
        match self.shared.folder.exists() {
            true => Ok(Some(Vault::open(&self.shared.folder)?.slots())),
            false => make_private_dir(&self.shared.home).map(|()| None).map_err(Error::from),
        }
    }
}

/// Which group of a recovery key is typed again, counted from 1.
const CONFIRM_GROUP: u32 = 3;

fn chosen_slots(request: CreateVault) -> Result<Vec<NewSlot>> {
    let passphrase = request.passphrase.map(|typed| Passphrase::chosen(typed.0).map(NewSlot::Passphrase)).transpose()?;
    Ok(request.keychain.then_some(NewSlot::Keychain).into_iter().chain(passphrase).collect())
}

fn offered(request: UnlockVault) -> Result<Unlock> {
    Ok(match request {
        UnlockVault::Keychain => Unlock::Keychain,
        UnlockVault::Passphrase { passphrase } => Unlock::Passphrase(Passphrase::typed(passphrase.0)),
        UnlockVault::RecoveryKey { recovery_key } => Unlock::RecoveryKey(RecoveryKey::parse(&recovery_key.0)?),
    })
}

fn asked(request: &UnlockVault) -> SlotKind {
    match request {
        UnlockVault::Keychain => SlotKind::Keychain,
        UnlockVault::Passphrase { .. } => SlotKind::Passphrase,
        UnlockVault::RecoveryKey { .. } => SlotKind::RecoveryKey,
    }
}

fn called(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Keychain => "keychain",
        SlotKind::Passphrase => "passphrase",
        SlotKind::RecoveryKey => "recovery key",
    }
}

fn find_slot(vault: &Vault, kind: SlotKind) -> Option<SlotFacts> {
    vault.slots().into_iter().find(|slot| slot.kind == kind)
}

fn no_current_passphrase() -> Error {
    Error::new(ErrorCode::WrongPassphrase, "Enter the current passphrase.").field("current")
}

fn recovery_sheet(key: &str, vault_id: &str, now: Timestamp) -> String {
    format!(
        "Certkeep recovery key\n\n    {key}\n\nVault:   {vault_id}\nMade on: {}\n\nThis key opens the vault when the passphrase or the keychain is lost.\nKeep it where nobody else finds it.\n",
        now.day()
    )
}
