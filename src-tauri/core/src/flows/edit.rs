//! Edit: what a person may change about a secret without touching its payload.

use serde::Deserialize;
use ts_rs::TS;

use super::browse::SecretView;
use crate::Core;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::metadata::CustomMetadata;
use crate::domain::names::Description;
use crate::domain::names::Labels;
use crate::domain::names::SecretName;
use crate::domain::secret::Secret;
use crate::error::Result;
use crate::events::Event;

/// What the person changed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditSecret {
    pub id: SecretId,
    pub name: String,
    pub description: String,
    pub labels: Vec<String>,
    /// JSON text; empty for none.
    pub custom_metadata: String,
}

/// The secret and its new group.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MoveSecret {
    pub id: SecretId,
    pub group_id: GroupId,
}

impl Core {
    /// Changes what the person wrote about a secret.
    pub fn edit_secret(&self, request: &EditSecret) -> Result<SecretView> {
        let name = SecretName::parse(&request.name)?;
        let description = Description::parse(&request.description)?;
        let labels = Labels::parse(&request.labels)?;
        let custom_metadata = CustomMetadata::parse(&request.custom_metadata)?;
        let updated_at = self.now();
        self.unlocked()?.store.write(|db| {
            let secret = db.secrets().find(request.id)?;
            db.secrets().update(&Secret { name, description, labels, custom_metadata, updated_at, ..secret })
        })?;
        self.send(Event::SecretChanged { id: request.id });
        self.find_secret(request.id)
    }

    /// Moves a secret into another group.
    pub fn move_secret(&self, request: MoveSecret) -> Result<SecretView> {
        let now = self.now();
        self.unlocked()?.store.write(|db| db.secrets().move_to_group(request.id, request.group_id, now))?;
        self.send(Event::SecretChanged { id: request.id });
        self.send(Event::GroupsChanged);
        self.find_secret(request.id)
    }
}
