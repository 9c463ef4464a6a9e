//! Import many: what was brought by the folder lies as a batch, a row for each certificate, until it is imported or put away.
//!
//! A batch lives in memory only. Rows are imported in transactions of a few hundred: whatever stops it leaves whole secrets only, and
//! bringing the same files again recognises those.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::Core;
use crate::domain::id::BatchId;
use crate::domain::id::GroupId;
use crate::domain::id::IntakeId;
use crate::domain::id::SecretId;
use crate::domain::timestamp::Timestamp;
use crate::domain::typed::Typed;
use crate::error::Error;
use crate::error::Result;
use crate::flows::intake::HeldSecret;
use crate::flows::intake::LockedFile;

mod batch;
mod haul;
mod held;
mod listing;
mod names;
mod report;
mod run;
mod tools;
mod unlock;

pub(crate) use self::batch::Batch;
pub(super) use self::haul::Haul;
pub(super) use self::names::Names;
pub(super) use self::tools::outdated;

/// What was brought: one certificate goes to the form, several go to the bulk page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum Brought {
    One { intake_id: IntakeId },
    Many { batch_id: BatchId },
}

/// How far a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum BatchState {
    Ready,
    Importing,
    Done,
    /// Stopped by the person or by a problem; importing again goes on with what is left.
    Cancelled,
}

/// A batch in numbers.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BatchView {
    pub id: BatchId,
    pub state: BatchState,
    /// Files that were looked at.
    pub sources: u32,
    pub rows: u32,
    /// Rows that will be imported.
    pub chosen: u32,
    pub new: u32,
    pub renewals: u32,
    pub already_held: u32,
    pub expired: u32,
    /// Chosen rows that cannot be imported as they are.
    pub invalid: u32,
    pub leftovers: u32,
    pub locked: Vec<LockedFile>,
    pub group_id: GroupId,
    pub labels: Vec<String>,
    /// Keeps expired certificates for the record.
    pub keep_expired: bool,
    /// Rows with an outcome.
    pub done: u32,
    /// Rows that failed.
    pub failed: u32,
    pub seconds_left: Option<u32>,
    /// What stopped the whole.
    pub problem: Option<Error>,
}

/// A window onto the rows of a batch.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListBatchRows {
    pub batch_id: BatchId,
    /// Part of the name, of a name in the certificate, of the issuer or of a file; empty for all.
    pub search: String,
    pub only: Option<BatchVerdictKind>,
    pub offset: u32,
    /// At most 1000.
    pub limit: u32,
}

/// Some rows of a batch.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BatchPage {
    /// Rows that match.
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<BatchRow>,
}

/// One certificate of a batch.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BatchRow {
    pub index: u32,
    /// The name of the secret that it becomes.
    pub name: String,
    /// Common name, else first alternative name, else subject.
    pub display_name: String,
    pub issuer_name: String,
    pub not_after: Timestamp,
    /// Whole days until `notAfter`; negative when it has passed.
    pub days_left: i32,
    /// `RSA 2048`, `ECDSA P-256` …
    pub key_title: String,
    pub private_key_included: bool,
    /// Certificates above it that were found.
    pub chain_length: u32,
    /// The files it was found in, and its key's; not more than a few.
    pub sources: Vec<String>,
    pub verdict: BatchVerdict,
    pub notes: Vec<String>,
    /// It will be imported.
    pub chosen: bool,
    /// It becomes the next version of the secret that it renews.
    pub as_version: bool,
    /// Why it cannot be imported as it is.
    pub error: Option<Error>,
    pub outcome: Option<BatchOutcome>,
}

/// What a certificate is to this vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum BatchVerdict {
    New,
    Expired,
    AlreadyHeld { secret: HeldSecret },
    Renews { secret: HeldSecret },
}

/// Which rows of a batch to list: by what they are to this vault, or by what is wrong with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum BatchVerdictKind {
    New,
    Expired,
    AlreadyHeld,
    Renews,
    /// Chosen, and cannot be imported as they are.
    Invalid,
    /// Tried, and not imported.
    Failed,
}

/// What became of a row.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum BatchOutcome {
    Imported { secret_id: SecretId },
    NewVersion { secret_id: SecretId, number: u32 },
    Skipped { reason: String },
    Failed { error: Error },
}

/// A window onto what a batch leaves out.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListLeftovers {
    pub batch_id: BatchId,
    pub offset: u32,
    /// At most 1000.
    pub limit: u32,
}

/// Some of what a batch leaves out.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LeftoverPage {
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<Leftover>,
}

/// Something that was brought and becomes no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Leftover {
    /// The file.
    pub source: String,
    /// What it is, with its article.
    pub what: String,
    /// Why it is left out: a sentence.
    pub reason: String,
}

/// A password for everything in a batch that is locked.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UnlockBatch {
    pub batch_id: BatchId,
    pub password: Typed,
}

/// What the person changed in a row; what is absent stays.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditBatchRow {
    pub batch_id: BatchId,
    pub index: u32,
    pub name: Option<String>,
    pub chosen: Option<bool>,
    pub as_version: Option<bool>,
}

/// What holds for all rows of a batch.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditBatch {
    pub batch_id: BatchId,
    pub group_id: GroupId,
    pub labels: Vec<String>,
    pub keep_expired: bool,
}

impl Core {
    /// A batch in numbers.
    pub fn find_batch(&self, id: BatchId) -> Result<BatchView> {
        Ok(self.shared.batches.find(id)?.look(|batch| batch.view(id)))
    }

    /// Some rows of a batch.
    pub fn list_batch_rows(&self, request: &ListBatchRows) -> Result<BatchPage> {
        let now = self.now();
        Ok(self.shared.batches.find(request.batch_id)?.look(|batch| batch.page(request, now)))
    }

    /// Some of what a batch leaves out.
    pub fn list_leftovers(&self, request: ListLeftovers) -> Result<LeftoverPage> {
        Ok(self.shared.batches.find(request.batch_id)?.look(|batch| batch.leftover_page(request)))
    }

    /// Changes a row of a batch that is not being imported. A name that cannot be taken is kept, with its error beside it.
    pub fn edit_batch_row(&self, request: &EditBatchRow) -> Result<BatchRow> {
        let now = self.now();
        let unlocked = self.unlocked()?;
        let shelved = self.shared.batches.find(request.batch_id)?;
        shelved.change(|batch| {
            unlocked.store.read(|db| batch.edit_row(request, db))?;
            batch.shown(request.index, now)
        })
    }

    /// Changes what holds for all rows of a batch that is not being imported.
    pub fn edit_batch(&self, request: &EditBatch) -> Result<BatchView> {
        let unlocked = self.unlocked()?;
        let shelved = self.shared.batches.find(request.batch_id)?;
        shelved.change(|batch| {
            unlocked.store.read(|db| db.groups().find(request.group_id))?;
            batch.edit(request)?;
            Ok(batch.view(request.batch_id))
        })
    }

    /// Puts a batch away with all that lies in it; one that is being imported stops first.
    pub fn discard_batch(&self, id: BatchId) {
        self.shared.batches.discard(id);
    }

    /// What became of each row, as tab-separated text.
    pub fn batch_report(&self, id: BatchId) -> Result<String> {
        Ok(self.shared.batches.find(id)?.look(Batch::report))
    }
}
