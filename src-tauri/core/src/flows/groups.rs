//! Secret groups: list, create, edit, delete when empty.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::domain::id::GroupId;
use crate::domain::timestamp::Timestamp;

/// A group as the table shows it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GroupRow {
    pub id: GroupId,
    pub name: String,
    pub description: String,
    /// How many secrets lie in it.
    pub secrets: u32,
    /// The group that always exists.
    pub is_default: bool,
    pub created_at: Timestamp,
}

/// What the person filled in to create a group.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CreateGroup {
    pub name: String,
    pub description: String,
}

/// What the person changed about a group.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditGroup {
    pub id: GroupId,
    pub name: String,
    pub description: String,
}
