//! Delete: for good, after the name was typed.

use serde::Deserialize;
use ts_rs::TS;

use crate::domain::id::SecretId;

/// The secret, and its name as the person typed it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeleteSecret {
    pub id: SecretId,
    pub typed_name: String,
}
