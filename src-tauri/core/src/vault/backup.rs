//! Backups: one file that holds an encrypted database and the slots that open it anywhere.

use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::DatabaseKey;
use super::Result;
use super::SlotFacts;
use super::Unlock;
use super::Vault;
use super::VaultFolder;
use crate::domain::id::VaultId;
use crate::domain::timestamp::Timestamp;

/// What the app says about a snapshot that goes into a backup.
#[derive(Clone, Debug)]
pub struct BackupContents {
    pub app_version: String,
    pub schema_version: u32,
    pub secrets: u32,
}

/// What a backup says about itself; nothing in it is secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BackupManifest {
    pub format: u32,
    pub app_version: String,
    pub created_at: Timestamp,
    pub vault_id: VaultId,
    pub schema_version: u32,
    pub secrets: u32,
    #[ts(type = "number")]
    pub database_bytes: u64,
    pub database_sha256: String,
}

/// A backup file whose manifest and slots were read.
#[derive(Debug)]
pub struct Backup {
    path: PathBuf,
}

impl Backup {
    /// Writes a backup to `target` (replacing a file that is there) from a consistent snapshot that the store made.
    /// `progress` is told (bytes done, bytes in all) and answers whether to go on.
    pub fn write(
        target: &Path,
        vault: &Vault,
        snapshot: &Path,
        contents: &BackupContents,
        now: Timestamp,
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<BackupManifest> {
        let _ = (target, vault, snapshot, contents, now, progress);
        unimplemented!()
    }
    /// Reads what the file says about itself.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self { path: path.to_owned() })
    }
    pub fn path(&self) -> &Path {
        &self.path
    }
    pub fn manifest(&self) -> &BackupManifest {
        unimplemented!()
    }
    /// The ways to unlock it: a passphrase, a recovery key or both.
    pub fn slots(&self) -> Vec<SlotFacts> {
        unimplemented!()
    }
    /// The database key, when what the person offers fits.
    pub fn unlock(&self, with: &Unlock) -> Result<DatabaseKey> {
        let _ = with;
        unimplemented!()
    }
    /// Unpacks into `restoring/`, checking every byte against the manifest. Open and check the database there, then finish,
    /// or drop it, which removes what was unpacked.
    pub fn unpack(&self, folder: &VaultFolder, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<Restoring> {
        let _ = (folder, progress);
        unimplemented!()
    }
}

/// A backup unpacked aside.
#[derive(Debug)]
pub struct Restoring {
    folder: VaultFolder,
}

impl Restoring {
    /// The unpacked database.
    pub fn database_path(&self) -> PathBuf {
        self.folder.database_path()
    }
    /// Moves it to the vault's place; the earlier vault is kept as `replaced-…`. Close every store on either first.
    pub fn finish(self, now: Timestamp) -> Result<Vault> {
        let _ = now;
        unimplemented!()
    }
}
