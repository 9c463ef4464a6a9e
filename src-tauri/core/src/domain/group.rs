//! Secret groups: the folders that secrets lie in.

use super::id::GroupId;
use super::names::Description;
use super::names::GroupName;
use super::timestamp::Timestamp;

/// A folder of secrets. A secret lies in exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretGroup {
    pub id: GroupId,
    pub name: GroupName,
    pub description: Description,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}
