//! Looking: the table, the details of a secret, one version.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::domain::certificate::CertificateFacts;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretStatus;
use crate::domain::timestamp::Timestamp;

/// A window onto the table: filter, order, and which rows.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListSecrets {
    /// Part of any text of the secret; at most 128 characters; empty for all.
    pub search: String,
    /// Empty for all.
    pub kinds: Vec<SecretKind>,
    /// Empty for all.
    pub group_ids: Vec<GroupId>,
    /// Empty for all.
    pub statuses: Vec<SecretStatus>,
    /// All of them must be there.
    pub labels: Vec<String>,
    pub sort: SecretSort,
    pub descending: bool,
    pub offset: u32,
    /// At most 1000.
    pub limit: u32,
}

/// The columns that the table can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SecretSort {
    Name,
    Kind,
    Status,
    DisplayName,
    Issuer,
    NotAfter,
    Group,
    Created,
    Updated,
}

/// Some rows of the table.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretPage {
    /// Secrets that match the filter.
    pub total: u32,
    /// Secrets there are at all.
    pub held: u32,
    pub offset: u32,
    pub rows: Vec<SecretRow>,
}

/// A secret as the table shows it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretRow {
    pub id: SecretId,
    pub kind: SecretKind,
    pub name: String,
    pub description: String,
    pub group_id: GroupId,
    pub group_name: String,
    pub labels: Vec<String>,
    pub status: SecretStatus,
    /// Common name, else first alternative name, else subject.
    pub display_name: String,
    pub issuer_name: String,
    pub not_after: Option<Timestamp>,
    /// Whole days until `notAfter`; negative when it has passed.
    pub days_left: Option<i32>,
    /// `RSA 2048`, `ECDSA P-256` …
    pub key_title: String,
    pub private_key_included: bool,
    pub versions_total: u32,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A label and how many secrets carry it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LabelRow {
    pub label: String,
    pub secrets: u32,
}

/// Everything about a secret but its private key.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SecretView {
    pub row: SecretRow,
    pub created_by: String,
    /// The name other tools know it by.
    pub crn: String,
    /// JSON text; empty when there is none.
    pub custom_metadata: String,
    /// Newest first.
    pub versions: Vec<VersionRow>,
}

/// A version as the details list it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VersionRow {
    pub id: VersionId,
    pub number: u32,
    /// The newest one.
    pub is_current: bool,
    /// The one before the newest.
    pub is_previous: bool,
    pub created_at: Timestamp,
    pub created_by: String,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
    pub expired: bool,
    pub serial_number: String,
    pub fingerprint_sha256: String,
    pub key_title: String,
    pub private_key_included: bool,
    pub intermediate_included: bool,
    pub payload_available: bool,
    pub downloaded: bool,
    pub auto_rotated: bool,
}

/// Which version of which secret.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VersionRef {
    pub secret_id: SecretId,
    pub version_id: VersionId,
}

/// The certificate in a version: what it says, its text, its chain.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CertificateView {
    pub facts: CertificateFacts,
    pub pem: String,
    /// The full text, as administrators know it from command-line tools.
    pub text: String,
    /// From the certificate itself to the top.
    pub chain: Vec<ChainLinkView>,
    /// Why the chain does not reach a root, when it does not.
    pub chain_problem: Option<String>,
    pub warnings: Vec<Warning>,
}

/// One certificate of a chain.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChainLinkView {
    pub facts: CertificateFacts,
    pub pem: String,
    pub problem: Option<String>,
}

pub use crate::pki::warning::Warning;
