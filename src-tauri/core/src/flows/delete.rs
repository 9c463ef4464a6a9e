//! Delete: for good, after the name was typed.

use serde::Deserialize;
use ts_rs::TS;

use super::versions::refuse_locked;
use crate::Core;
use crate::Unlocked;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::id::SecretId;
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::store::Db;

/// The secret, and its name as the person typed it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeleteSecret {
    pub id: SecretId,
    pub typed_name: String,
}

impl Core {
    /// Deletes a secret with all its versions. Its payload leaves the file and the write-ahead log as well; nothing brings it back.
    pub fn delete_secret(&self, request: &DeleteSecret) -> Result<()> {
        let unlocked = self.unlocked()?;
        let now = self.now();
        let deleted = unlocked.store.write_or(|db| {
            let secret = db.secrets().find(request.id)?;
            match request.typed_name == secret.name.as_str() {
                true => delete(db, &secret, now),
                false => Err(not_the_name(&secret)),
            }
        });
        self.noting_locks(deleted, ActivityAction::DeletionBlocked, request.id)?;
        unlocked.wipe();
        self.send(Event::SecretChanged { id: request.id });
        self.send(Event::GroupsChanged);
        Ok(())
    }
}

/// Deletes a secret and records it; refused while a lock is on one of its versions.
pub(super) fn delete(db: &Db<'_>, secret: &Secret, now: Timestamp) -> Result<()> {
    let versions = db.versions().list(secret.id)?;
    versions.iter().try_for_each(|version| refuse_locked(db, version))?;
    db.secrets().delete(secret.id)?;
    let entry = ActivityEntry::new(ActivityAction::SecretDeleted, now).about(secret);
    Ok(db.activity().record(&entry.saying(format!("With {}", counted(versions.len()))))?)
}

fn counted(versions: usize) -> String {
    match versions {
        1 => "1 version".into(),
        more => format!("{more} versions"),
    }
}

impl Unlocked {
    /// Lets what was deleted leave the file and the write-ahead log. It is deleted whatever comes of this; a log that is in use is
    /// emptied when the vault is locked.
    pub(super) fn wipe(&self) {
        if let Err(error) = self.store.checkpoint() {
            tracing::warn!(%error, "the write-ahead log was not emptied after a deletion");
        }
    }
}

/// The refusal of a name that is not the secret's.
pub(super) fn not_the_name(secret: &Secret) -> Error {
    Error::new(ErrorCode::NotTheName, "This is not the name of the secret. Nothing was deleted.")
        .help(format!("Type “{}”, letter for letter.", secret.name.as_str()))
        .field("typedName")
}
