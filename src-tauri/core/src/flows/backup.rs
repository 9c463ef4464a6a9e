//! Backups: one encrypted file out, checked and restored again. A restore never un-revokes: see `carry`.

mod carry;

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use self::carry::CarriedOver;
use self::carry::Owed;
use self::carry::carry_over;
use super::notices::tell;
use super::vault::VaultView;
use crate::Core;
use crate::Unlocked;
use crate::domain::activity::ActivityAction;
use crate::domain::id::BackupId;
use crate::domain::timestamp::Timestamp;
use crate::domain::typed::Typed;
use crate::error::Error;
use crate::error::Result;
use crate::store;
use crate::store::Store;
use crate::vault;
use crate::vault::Backup;
use crate::vault::BackupContents;
use crate::vault::DatabaseKey;
use crate::vault::Passphrase;
use crate::vault::RecoveryKey;
use crate::vault::Restoring;
use crate::vault::SlotKind;
use crate::vault::Unlock;
use crate::vault::Vault;

/// A backup that was written and read again.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BackupView {
    pub path: String,
    pub bytes: u64,
    pub secrets: u32,
}

/// A backup file that was picked, before its key is known.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BackupPreview {
    pub id: BackupId,
    pub file_name: String,
    pub created_at: Timestamp,
    pub secrets: u32,
    pub bytes: u64,
    /// What opens it: passphrase, recovery key or both.
    pub opens_with: Vec<SlotKind>,
}

/// The picked backup and what opens it.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OpenBackup {
    pub backup_id: BackupId,
    pub key: BackupKey,
}

/// What opens a backup.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "with", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum BackupKey {
    Passphrase { passphrase: Typed },
    RecoveryKey { recovery_key: Typed },
}

/// A backup that was opened and read to its end.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BackupCheck {
    pub secrets: u32,
    pub versions: u32,
    pub groups: u32,
}

/// The backup files that were picked in this run, so that the screen never has to name one.
#[derive(Debug, Default)]
pub(crate) struct PickedBackups(Mutex<HashMap<BackupId, PathBuf>>);

impl PickedBackups {
    fn keep(&self, path: &Path) -> BackupId {
        let id = BackupId::fresh();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, path.to_owned());
        id
    }

    fn find(&self, id: BackupId) -> Result<PathBuf> {
        let picked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        picked.get(&id).cloned().ok_or_else(|| Error::not_found("backup"))
    }
}

impl Core {
    /// The name that a backup made today would have; refused while no backup could be opened elsewhere.
    pub fn backup_file_name(&self) -> Result<String> {
        self.unlocked()?;
        match Vault::open(&self.shared.folder)?.slots().iter().any(|slot| slot.kind != SlotKind::Keychain) {
            true => Ok(format!("certkeep-{}.certkeep", self.now().day())),
            false => Err(vault::Error::NoPortableSlot.into()),
        }
    }

    /// Writes everything to one encrypted file, consistent while the vault is in use, and reads that file again.
    pub async fn backup_vault(&self, path: &Path) -> Result<BackupView> {
        let path = path.to_owned();
        self.off_thread(move |core| {
            let unlocked = core.unlocked()?;
            let snapshot = Snapshot::of(&unlocked.store, &core.shared.home)?;
            let vault = Vault::open(&core.shared.folder)?;
            Backup::write(&path, &vault, &snapshot.0, &contents(&unlocked)?, core.now(), &mut |_, _| true)?;
            let manifest = Backup::open(&path)?.manifest().clone();
            core.note(ActivityAction::BackupWritten, format!("{} secrets to {}", manifest.secrets, path.display()));
            Ok(BackupView { path: path.display().to_string(), bytes: manifest.database_bytes, secrets: manifest.secrets })
        })
        .await
    }

    /// Reads what a backup file says about itself, and keeps its place.
    pub async fn inspect_backup(&self, path: &Path) -> Result<BackupPreview> {
        let path = path.to_owned();
        self.off_thread(move |core| {
            let backup = Backup::open(&path)?;
            Ok(BackupPreview {
                id: core.shared.picked_backups.keep(&path),
                file_name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                created_at: backup.manifest().created_at,
                secrets: backup.manifest().secrets,
                bytes: backup.manifest().database_bytes,
                opens_with: backup.slots().into_iter().map(|slot| slot.kind).collect(),
            })
        })
        .await
    }

    /// Opens a backup aside, reads it to its end, and puts it away again. The vault is not touched.
    pub async fn check_backup(&self, request: OpenBackup) -> Result<BackupCheck> {
        self.off_thread(move |core| core.open_backup(request).map(|opened| opened.check)).await
    }

    /// Puts a backup in the place of the vault, which is set aside and not deleted, and opens it. What that vault, or a published
    /// revocation list, knows to be revoked since the backup stays revoked; a notice says so.
    pub async fn restore_backup(&self, request: OpenBackup) -> Result<VaultView> {
        self.off_thread(move |core| {
            // Nothing is issued or revoked by itself between the look at the vault and its end.
            let pass = core.shared.due_pass.lock().unwrap_or_else(PoisonError::into_inner);
            let Opened { restoring, store, key, check, made_at } = core.open_backup(request)?;
            let carried = carry_over(&store, core.owed(&key).as_ref(), made_at, core.now())?;
            drop(store);
            core.close();
            let vault = restoring.finish(core.now())?;
            drop(pass);
            let view = core.open_with(&vault, key)?;
            core.note(ActivityAction::BackupRestored, format!("{} secrets{}", check.secrets, carried.noted()));
            core.tell_carried(&carried, made_at)?;
            Ok(view)
        })
        .await
    }

    /// What the vault that is here owes to others: the open one, or a closed one that the key of the backup opens.
    fn owed(&self, key: &DatabaseKey) -> Option<Owed> {
        let owed = match self.find_unlocked() {
            Some(unlocked) => Owed::read(&unlocked.store),
            None => Store::open(&self.shared.folder.database_path(), key).and_then(|store| Owed::read(&store)),
        };
        owed.inspect_err(|error| tracing::warn!(%error, "no vault here could be asked what was revoked since the backup")).ok()
    }

    fn tell_carried(&self, carried: &CarriedOver, made_at: Timestamp) -> Result<()> {
        let now = self.now();
        match carried.told(made_at) {
            Some(told) => self.announce(vec![self.unlocked()?.store.write(|db| tell(db, told, now))?]),
            None => Ok(()),
        }
    }

    fn open_backup(&self, request: OpenBackup) -> Result<Opened> {
        let backup = Backup::open(&self.shared.picked_backups.find(request.backup_id)?)?;
        let key = backup.unlock(&offered(request.key)?)?;
        let restoring = backup.unpack(&self.shared.folder, &mut |_, _| true)?;
        let store = Store::open(&restoring.database_path(), &key)?;
        match store.check()?.into_iter().next() {
            Some(detail) => Err(store::Error::Damaged { detail }.into()),
            None => Ok(Opened { check: count(&store)?, restoring, store, key, made_at: backup.manifest().created_at }),
        }
    }
}

/// A backup that was opened and is sound. Its store closes before what was unpacked is removed.
struct Opened {
    store: Store,
    restoring: Restoring,
    key: DatabaseKey,
    check: BackupCheck,
    made_at: Timestamp,
}

/// A consistent copy of the database, encrypted like the original, removed when dropped.
struct Snapshot(PathBuf);

impl Snapshot {
    fn of(store: &Store, home: &Path) -> Result<Self> {
        let path = home.join(format!(".snapshot-{}.db", BackupId::fresh()));
        let snapshot = Self(path);
        store.backup_to(&snapshot.0, |_, _| true)?;
        Ok(snapshot)
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.0) {
            tracing::warn!(%error, "a snapshot was left behind");
        }
    }
}

fn contents(unlocked: &Unlocked) -> Result<BackupContents> {
    Ok(BackupContents {
        app_version: env!("CARGO_PKG_VERSION").into(),
        schema_version: Store::schema_version(),
        secrets: unlocked.store.read(|db| db.secrets().count())?,
    })
}

fn count(store: &Store) -> Result<BackupCheck> {
    let (secrets, versions, groups) = store.read(|db| Ok((db.secrets().count()?, db.versions().count()?, db.groups().list()?.len())))?;
    Ok(BackupCheck { secrets, versions, groups: u32::try_from(groups).unwrap_or(u32::MAX) })
}

fn offered(key: BackupKey) -> Result<Unlock> {
    Ok(match key {
        BackupKey::Passphrase { passphrase } => Unlock::Passphrase(Passphrase::typed(passphrase.0)),
        BackupKey::RecoveryKey { recovery_key } => Unlock::RecoveryKey(RecoveryKey::parse(&recovery_key.0)?),
    })
}
