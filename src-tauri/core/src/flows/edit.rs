//! Edit: what a person may change about a secret without touching its payload.

use serde::Deserialize;
use ts_rs::TS;

use super::browse::SecretView;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::metadata::CustomMetadata;
use crate::domain::names::Description;
use crate::domain::names::Labels;
use crate::domain::names::SecretName;
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::store;
use crate::store::Db;

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
            let before = db.secrets().find(request.id)?;
            write(db, &before, &Secret { name, description, labels, custom_metadata, updated_at, ..before.clone() })
        })?;
        self.send(Event::SecretChanged { id: request.id });
        self.find_secret(request.id)
    }

    /// Moves a secret into another group.
    pub fn move_secret(&self, request: MoveSecret) -> Result<SecretView> {
        let now = self.now();
        self.unlocked()?.store.write_or(|db| move_to(db, &db.secrets().find(request.id)?, request.group_id, now))?;
        self.send(Event::SecretChanged { id: request.id });
        self.send(Event::GroupsChanged);
        self.find_secret(request.id)
    }
}

/// Writes what a person changed about a secret, and records it.
pub(super) fn write(db: &Db<'_>, before: &Secret, after: &Secret) -> store::Result<()> {
    db.secrets().update(after)?;
    db.activity().record(&ActivityEntry::new(ActivityAction::SecretEdited, after.updated_at).about(after).saying(changes(before, after)))
}

/// Moves a secret into another group, and records it; refused when the template of a private certificate does not allow that group.
pub(super) fn move_to(db: &Db<'_>, secret: &Secret, group_id: GroupId, now: Timestamp) -> Result<()> {
    if let Some(template) = db.private().keeps_out_of(secret.id, group_id)? {
        return Err(Error::new(
            ErrorCode::NotPermitted,
            format!("The template “{template}” does not allow “{}” in this secret group.", secret.name.as_str()),
        )
        .help("Choose one of the groups that the template names.")
        .field("groupId"));
    }
    let (from, to) = (db.groups().find(secret.group_id)?.group.name, db.groups().find(group_id)?.group.name);
    db.secrets().move_to_group(secret.id, group_id, now)?;
    let entry = ActivityEntry::new(ActivityAction::SecretMoved, now).about(secret);
    Ok(db.activity().record(&entry.saying(format!("From “{}” to “{}”", from.as_str(), to.as_str())))?)
}

/// What an edit has changed. What the person noted may be private, so metadata is named and not told.
fn changes(before: &Secret, after: &Secret) -> String {
    let mut changes = Vec::new();
    if before.name != after.name {
        changes.push(format!("Name “{}” became “{}”", before.name.as_str(), after.name.as_str()));
    }
    if before.description != after.description {
        changes.push("Description".into());
    }
    if before.labels != after.labels {
        changes.push(format!("Labels: {}", listed(after.labels.as_slice())));
    }
    if before.custom_metadata != after.custom_metadata {
        changes.push("Custom metadata".into());
    }
    changes.join("; ")
}

fn listed(labels: &[String]) -> String {
    match labels {
        [] => "none".into(),
        labels => labels.join(", "),
    }
}
