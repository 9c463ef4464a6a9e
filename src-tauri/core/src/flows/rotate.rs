//! Rotate: an imported certificate is replaced by what lies in the tray; the version before it stays.

use serde::Deserialize;
use ts_rs::TS;

use crate::domain::id::IntakeId;
use crate::domain::id::SecretId;

/// The secret, and the tray with its next version. Nothing is carried over from the version before.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RotateImported {
    pub secret_id: SecretId,
    pub intake_id: IntakeId,
    /// Keeps an expired certificate for the record.
    pub keep_expired: bool,
}
