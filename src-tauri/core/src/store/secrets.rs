//! Secrets: what the table on the screen shows, found, filtered and sorted in SQL.

use std::marker::PhantomData;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::Result;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::secret::Secret;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretStatus;
use crate::domain::timestamp::Timestamp;

/// Which secrets, in which order, and which window of them. Empty lists do not filter.
#[derive(Clone, Debug)]
pub struct SecretsQuery {
    /// Every word must be found in name, description, labels, names in the certificate, issuer, serial number, fingerprint or id.
    pub search: Option<String>,
    pub kinds: Vec<SecretKind>,
    pub groups: Vec<GroupId>,
    pub statuses: Vec<SecretStatus>,
    /// All of them must be on the secret.
    pub labels: Vec<String>,
    pub sort: SecretsSort,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
    pub now: Timestamp,
}

/// The column that a list of secrets is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SecretsSort {
    #[default]
    Name,
    Kind,
    Status,
    DisplayName,
    Issuer,
    NotAfter,
    Group,
    Labels,
    Created,
    Updated,
}

/// One window of a list.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretsPage {
    /// How many match, over all windows.
    pub total: u32,
    pub rows: Vec<SecretListRow>,
}

/// What the table shows of one secret; holds nothing secret.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretListRow {
    pub id: SecretId,
    pub kind: SecretKind,
    pub name: String,
    pub description: String,
    pub status: SecretStatus,
    pub group_id: GroupId,
    pub group_name: String,
    pub labels: Vec<String>,
    /// Common name, else first alternative name; absent while there is no certificate.
    pub display_name: Option<String>,
    pub issuer: Option<String>,
    pub serial_number: Option<String>,
    pub fingerprint_sha256: Option<String>,
    pub key_algorithm: Option<String>,
    pub not_before: Option<Timestamp>,
    pub not_after: Option<Timestamp>,
    pub private_key_included: bool,
    pub versions_total: u32,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A label and how many secrets carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LabelCount {
    pub label: String,
    pub count: u32,
}

/// The table of secrets.
#[derive(Debug)]
pub struct Secrets<'c>(PhantomData<&'c ()>);

impl Secrets<'_> {
    /// One window of the secrets that match.
    pub fn page(&self, query: &SecretsQuery) -> Result<SecretsPage> {
        let _ = query;
        unimplemented!()
    }
    /// The ids of all that match, in order, without a window; for what is done to a whole selection.
    pub fn ids(&self, query: &SecretsQuery) -> Result<Vec<SecretId>> {
        let _ = query;
        unimplemented!()
    }
    /// The secret, or [`Error::NoSuchSecret`](super::Error::NoSuchSecret).
    pub fn find(&self, id: SecretId) -> Result<Secret> {
        let _ = id;
        unimplemented!()
    }
    /// The line that the table shows of it.
    pub fn row(&self, id: SecretId, now: Timestamp) -> Result<SecretListRow> {
        let _ = (id, now);
        unimplemented!()
    }
    /// Adds a secret that has no version yet.
    pub fn insert(&self, secret: &Secret) -> Result<()> {
        let _ = secret;
        unimplemented!()
    }
    /// Writes name, description, group, labels, metadata, state and the time of the change.
    pub fn update(&self, secret: &Secret) -> Result<()> {
        let _ = secret;
        unimplemented!()
    }
    /// Removes the secret with its versions and payload.
    pub fn delete(&self, id: SecretId) -> Result<()> {
        let _ = id;
        unimplemented!()
    }
    /// Moves the secret into another group.
    pub fn move_to_group(&self, id: SecretId, group: GroupId, now: Timestamp) -> Result<()> {
        let _ = (id, group, now);
        unimplemented!()
    }
    /// The secret of this kind with this name, compared case-sensitively.
    pub fn find_by_name(&self, kind: SecretKind, name: &str) -> Result<Option<SecretId>> {
        let _ = (kind, name);
        unimplemented!()
    }
    /// The secrets that hold, in any version, the certificate with this SHA-256 fingerprint (with or without colons).
    pub fn find_by_fingerprint(&self, fingerprint: &str) -> Result<Vec<SecretId>> {
        let _ = fingerprint;
        unimplemented!()
    }
    /// Every label in use, in order, with counts.
    pub fn labels(&self) -> Result<Vec<LabelCount>> {
        unimplemented!()
    }
    /// How many secrets there are.
    pub fn count(&self) -> Result<u32> {
        unimplemented!()
    }
}
