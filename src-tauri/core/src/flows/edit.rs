//! Edit: what a person may change about a secret without touching its payload.

use serde::Deserialize;
use ts_rs::TS;

use crate::domain::id::GroupId;
use crate::domain::id::SecretId;

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
