//! The vault as a person knows it: ways to unlock it, added and removed.

use std::fmt;
use std::path::PathBuf;

use serde::Serialize;
use ts_rs::TS;

use super::DatabaseKey;
use super::Keyring;
use super::Passphrase;
use super::RecoveryKey;
use super::Result;
use super::VaultFolder;
use crate::domain::id::SlotId;
use crate::domain::id::VaultId;
use crate::domain::timestamp::Timestamp;

/// A way to unlock a vault; a vault has at most one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SlotKind {
    Keychain,
    Passphrase,
    RecoveryKey,
}

impl fmt::Display for SlotKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Keychain => "keychain entry",
            Self::Passphrase => "passphrase",
            Self::RecoveryKey => "recovery key",
        })
    }
}

/// What can be shown of a way to unlock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SlotFacts {
    pub id: SlotId,
    pub kind: SlotKind,
    pub created_at: Timestamp,
}

/// A way to unlock that is to be added.
#[derive(Debug)]
pub enum NewSlot {
    Keychain,
    Passphrase(Passphrase),
    RecoveryKey(RecoveryKey),
}

/// What a person offers to unlock with.
#[derive(Debug)]
pub enum Unlock {
    Keychain,
    Passphrase(Passphrase),
    RecoveryKey(RecoveryKey),
}

/// A vault being made aside: put a database at [`Creating::database_path`] with [`Creating::key`], close it, then finish.
#[derive(Debug)]
pub struct Creating {
    key: DatabaseKey,
}

impl Creating {
    /// The fresh key of the new vault.
    pub fn key(&self) -> &DatabaseKey {
        &self.key
    }
    /// Where the new database is to be made.
    pub fn database_path(&self) -> PathBuf {
        unimplemented!()
    }
    /// Writes the key file and moves the new vault to its place; an earlier vault is set aside, never overwritten.
    pub fn finish(self, slots: &[NewSlot], keyring: &dyn Keyring, now: Timestamp) -> Result<(Vault, DatabaseKey)> {
        let _ = (slots, keyring, now);
        unimplemented!()
    }
}

/// An existing vault: its key file, known to belong to its database.
#[derive(Debug)]
pub struct Vault {
    folder: VaultFolder,
}

impl Vault {
    /// Reads the key file; opens nothing yet.
    pub fn open(folder: &VaultFolder) -> Result<Self> {
        Ok(Self { folder: folder.clone() })
    }
    pub fn id(&self) -> VaultId {
        unimplemented!()
    }
    pub fn database_path(&self) -> PathBuf {
        self.folder.database_path()
    }
    /// The ways to unlock it, oldest first.
    pub fn slots(&self) -> Vec<SlotFacts> {
        unimplemented!()
    }
    /// The database key, when what the person offers fits.
    pub fn unlock(&self, with: &Unlock, keyring: &dyn Keyring) -> Result<DatabaseKey> {
        let _ = (with, keyring);
        unimplemented!()
    }
    /// Adds a way to unlock.
    pub fn add(&mut self, slot: &NewSlot, key: &DatabaseKey, keyring: &dyn Keyring, now: Timestamp) -> Result<SlotFacts> {
        let _ = (slot, key, keyring, now);
        unimplemented!()
    }
    /// Puts a new passphrase or recovery key in the place of the old one, which works until the new one is safely on disk.
    pub fn replace(&mut self, slot: &NewSlot, key: &DatabaseKey, keyring: &dyn Keyring, now: Timestamp) -> Result<SlotFacts> {
        let _ = (slot, key, keyring, now);
        unimplemented!()
    }
    /// Removes a way to unlock, never the last; a keychain slot takes its entry with it.
    pub fn remove(&mut self, id: SlotId, keyring: &dyn Keyring) -> Result<()> {
        let _ = (id, keyring);
        unimplemented!()
    }
}
