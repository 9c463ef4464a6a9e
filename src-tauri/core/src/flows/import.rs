//! Import certificate: from the tray into the vault.

use serde::Deserialize;
use ts_rs::TS;

use crate::domain::id::GroupId;
use crate::domain::id::IntakeId;

/// What the person filled in to import a certificate.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportCertificate {
    pub intake_id: IntakeId,
    pub name: String,
    pub description: String,
    pub group_id: GroupId,
    pub labels: Vec<String>,
    /// JSON text; empty for none.
    pub custom_metadata: String,
    /// Keeps an expired certificate for the record.
    pub keep_expired: bool,
}
