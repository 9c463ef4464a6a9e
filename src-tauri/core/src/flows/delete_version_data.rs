//! Delete version data: the certificate and key of one version go for good; that there was such a version stays known.

use serde::Deserialize;
use ts_rs::TS;

use super::browse::SecretView;
use super::browse::VersionRef;
use super::delete::not_the_name;
use super::versions::refuse_locked;
use super::versions::version_in;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::timestamp::Timestamp;
use crate::error::Result;
use crate::events::Event;
use crate::store::Db;

/// The version, and the name of its secret as the person typed it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeleteVersionData {
    pub version: VersionRef,
    pub typed_name: String,
}

impl Core {
    /// Deletes certificate, key and intermediates of a version, from the file and the write-ahead log as well; nothing brings them back.
    /// Refused while the version is locked.
    #[tracing::instrument(skip_all, fields(secret = %request.version.secret_id))]
    pub fn delete_version_data(&self, request: &DeleteVersionData) -> Result<SecretView> {
        let unlocked = self.unlocked()?;
        let now = self.now();
        let deleted = unlocked.store.write_or(|db| delete(db, request, now));
        self.noting_locks(deleted, ActivityAction::DeletionBlocked, request.version.secret_id)?;
        unlocked.wipe();
        self.send(Event::SecretChanged { id: request.version.secret_id });
        self.find_secret(request.version.secret_id)
    }
}

fn delete(db: &Db<'_>, request: &DeleteVersionData, now: Timestamp) -> Result<()> {
    let secret = db.secrets().find(request.version.secret_id)?;
    if request.typed_name != secret.name.as_str() {
        return Err(not_the_name(&secret));
    }
    let version = version_in(db, request.version)?;
    refuse_locked(db, &version)?;
    db.versions().delete_payload(version.id)?;
    let entry = ActivityEntry::new(ActivityAction::VersionDataDeleted, now).about(&secret);
    Ok(db.activity().record(&entry.saying(format!("Version {}", version.number)))?)
}
