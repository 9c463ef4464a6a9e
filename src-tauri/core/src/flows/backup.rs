//! Backups: one encrypted file out, checked and restored again.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::vault::SlotKind;
use super::vault::Typed;
use crate::domain::id::BackupId;
use crate::domain::timestamp::Timestamp;

/// A backup that was written and read again.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BackupView {
    pub path: String,
    pub bytes: u64,
    pub secrets: u32,
}

/// A backup file that was picked, before its key is known.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BackupPreview {
    pub id: BackupId,
    pub file_name: String,
    pub created_at: Timestamp,
    pub secrets: u32,
    pub bytes: u64,
    /// What opens it: passphrase, recovery key or both.
    pub opens_with: Vec<SlotKind>,
}

/// The picked backup and what opens it.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OpenBackup {
    pub backup_id: BackupId,
    pub key: BackupKey,
}

/// What opens a backup.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "with", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum BackupKey {
    Passphrase { passphrase: Typed },
    RecoveryKey { recovery_key: Typed },
}

/// A backup that was opened and read to its end.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BackupCheck {
    pub secrets: u32,
    pub versions: u32,
    pub groups: u32,
}

/// What the check of the database found; nothing found is good.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DatabaseCheck {
    pub findings: Vec<String>,
}
