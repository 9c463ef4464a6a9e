//! Settings that are kept in the vault.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

/// What the person has chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Settings {
    /// Minutes without a key press or pointer move after which the vault is locked; `None` for never.
    pub idle_lock_minutes: Option<u32>,
}
