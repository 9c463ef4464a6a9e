//! Edit version: what a person notes about one version.

use serde::Deserialize;
use ts_rs::TS;

use super::browse::SecretView;
use super::browse::VersionRef;
use super::versions::version_in;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::metadata::CustomMetadata;
use crate::error::Result;
use crate::events::Event;

/// What the person notes about a version.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditVersion {
    pub version: VersionRef,
    /// JSON text; empty for none.
    pub custom_metadata: String,
}

impl Core {
    /// Writes the metadata of one version. A lock does not stop this: it guards the data alone.
    pub fn edit_version(&self, request: &EditVersion) -> Result<SecretView> {
        let metadata = CustomMetadata::parse(&request.custom_metadata)?;
        let now = self.now();
        self.unlocked()?.store.write_or(|db| {
            let secret = db.secrets().find(request.version.secret_id)?;
            let version = version_in(db, request.version)?;
            db.versions().set_metadata(version.id, &metadata)?;
            let entry = ActivityEntry::new(ActivityAction::VersionEdited, now).about(&secret);
            db.activity().record(&entry.saying(format!("Version {}", version.number)))
        })?;
        self.send(Event::SecretChanged { id: request.version.secret_id });
        self.find_secret(request.version.secret_id)
    }
}
