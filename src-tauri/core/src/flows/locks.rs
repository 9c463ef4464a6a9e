//! Locks: marks that keep the data of a version from being deleted, put on and taken off.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::browse::VersionRef;
use super::versions::version_in;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::activity::LOCAL_USER;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::lock::Lock;
use crate::domain::lock::LockDescription;
use crate::domain::lock::LockMode;
use crate::domain::lock::LockName;
use crate::domain::metadata::CustomMetadata;
use crate::domain::metadata::MetadataError;
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::SecretVersion;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::store;
use crate::store::Db;

/// A lock as the details list it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LockRow {
    pub name: String,
    pub description: String,
    /// JSON text; empty when there is none.
    pub attributes: String,
    pub version_id: VersionId,
    pub version_number: u32,
    pub created_at: Timestamp,
    pub created_by: String,
}

/// What the person filled in to lock a version.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CreateLock {
    pub version: VersionRef,
    /// A lock of the same name on this version is replaced.
    pub name: String,
    pub description: String,
    /// JSON text of an object; empty for none.
    pub attributes: String,
    pub mode: LockMode,
}

/// Locks to be taken off a version.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RemoveLocks {
    pub version: VersionRef,
    /// `*` for all.
    pub names: Vec<String>,
    /// The name of the secret as the person typed it; that of the lock will do when it is one.
    pub typed_name: String,
}

/// Stands for all locks.
const EVERY: &str = "*";

impl Core {
    /// The locks on every version of a secret: those of the newest version first, by name.
    pub fn list_locks(&self, secret: SecretId) -> Result<Vec<LockRow>> {
        Ok(self.unlocked()?.store.read(|db| rows(db, secret))?)
    }

    /// Locks a version that has its data. On the current version, `mode` says what becomes of the version before it.
    #[tracing::instrument(skip_all, fields(secret = %request.version.secret_id))]
    pub fn create_lock(&self, request: &CreateLock) -> Result<Vec<LockRow>> {
        let now = self.now();
        let lock = Lock {
            version_id: request.version.version_id,
            name: LockName::parse(&request.name)?,
            description: LockDescription::parse(&request.description)?,
            attributes: attributes(&request.attributes)?,
            created_at: now,
            created_by: LOCAL_USER.into(),
            updated_at: now,
        };
        let unlocked = self.unlocked()?;
        unlocked.store.write_or(|db| create(db, request, &lock, now))?;
        if request.mode == LockMode::RemovePreviousAndDelete {
            unlocked.wipe();
        }
        self.send(Event::SecretChanged { id: request.version.secret_id });
        self.list_locks(request.version.secret_id)
    }

    /// Takes locks off a version, after a name was typed.
    #[tracing::instrument(skip_all, fields(secret = %request.version.secret_id))]
    pub fn remove_locks(&self, request: &RemoveLocks) -> Result<Vec<LockRow>> {
        let now = self.now();
        self.unlocked()?.store.write_or(|db| remove(db, request, now))?;
        self.send(Event::SecretChanged { id: request.version.secret_id });
        self.list_locks(request.version.secret_id)
    }
}

fn create(db: &Db<'_>, request: &CreateLock, lock: &Lock, now: Timestamp) -> Result<()> {
    let secret = db.secrets().find(request.version.secret_id)?;
    let version = version_in(db, request.version)?;
    let versions = db.versions().list(secret.id)?;
    if let [current, previous, ..] = versions.as_slice()
        && current.id == version.id
    {
        free(db, &secret, previous, lock, request.mode, now)?;
    }
    let action = if db.locks().put(lock)? { ActivityAction::LockReplaced } else { ActivityAction::LockCreated };
    let entry = ActivityEntry::new(action, now).about(&secret);
    Ok(db.activity().record(&entry.saying(format!("Version {}: “{}”", version.number, lock.name)))?)
}

/// Takes the lock of the same name off the version before; deletes its data when asked for and no lock is left on it.
fn free(db: &Db<'_>, secret: &Secret, previous: &SecretVersion, lock: &Lock, mode: LockMode, now: Timestamp) -> Result<()> {
    if mode == LockMode::None {
        return Ok(());
    }
    let record = |action, detail: String| db.activity().record(&ActivityEntry::new(action, now).about(secret).saying(detail));
    if db.locks().remove(previous.id, &lock.name)? {
        record(ActivityAction::LocksRemoved, format!("Version {}: “{}”", previous.number, lock.name))?;
    }
    let deletes = mode == LockMode::RemovePreviousAndDelete && previous.payload_available;
    if deletes && db.locks().on(previous.id)?.is_empty() {
        db.versions().delete_payload(previous.id)?;
        record(ActivityAction::VersionDataDeleted, format!("Version {}", previous.number))?;
    }
    Ok(())
}

fn remove(db: &Db<'_>, request: &RemoveLocks, now: Timestamp) -> Result<()> {
    let secret = db.secrets().find(request.version.secret_id)?;
    let version = version_in(db, request.version)?;
    let is_named = |lock: &Lock| request.names.iter().any(|name| name == EVERY || name.trim() == lock.name.as_str());
    let locks: Vec<Lock> = db.locks().on(version.id)?.into_iter().filter(is_named).collect();
    match locks.as_slice() {
        [] => return Err(Error::not_found("lock")),
        [only] if request.typed_name == only.name.as_str() => {}
        _ if request.typed_name == secret.name.as_str() => {}
        _ => return Err(not_the_name(&secret)),
    }
    for lock in &locks {
        db.locks().remove(version.id, &lock.name)?;
    }
    let names: Vec<String> = locks.iter().map(|lock| format!("“{}”", lock.name)).collect();
    let entry = ActivityEntry::new(ActivityAction::LocksRemoved, now).about(&secret);
    Ok(db.activity().record(&entry.saying(format!("Version {}: {}", version.number, names.join(", "))))?)
}

fn rows(db: &Db<'_>, secret: SecretId) -> store::Result<Vec<LockRow>> {
    let secret = db.secrets().find(secret)?.id;
    let versions = db.versions().list(secret)?;
    let number = |id| versions.iter().find(|version| version.id == id).map_or(0, |version| version.number);
    let locks = db.locks().list(secret)?.into_iter();
    Ok(locks
        .map(|lock| LockRow {
            name: lock.name.to_string(),
            description: lock.description.as_str().to_owned(),
            attributes: lock.attributes.to_text(),
            version_id: lock.version_id,
            version_number: number(lock.version_id),
            created_at: lock.created_at,
            created_by: lock.created_by,
        })
        .collect())
}

fn attributes(text: &str) -> Result<CustomMetadata> {
    CustomMetadata::parse(text).map_err(|error| {
        let message = match error {
            MetadataError::NotJson(error) => format!("The attributes are not JSON: {error}."),
            MetadataError::NotAnObject => "Attributes are a JSON object, in braces: { \"ticket\": \"OPS-1\" }.".into(),
            MetadataError::TooLarge(bytes) => format!("Attributes have at most 10 KB; these have {bytes} bytes."),
        };
        Error::new(ErrorCode::InvalidMetadata, message).field("attributes")
    })
}

fn not_the_name(secret: &Secret) -> Error {
    Error::new(ErrorCode::NotTheName, "This is not the name of the secret. Nothing was unlocked.")
        .help(format!("Type “{}”, letter for letter.", secret.name.as_str()))
        .field("typedName")
}
