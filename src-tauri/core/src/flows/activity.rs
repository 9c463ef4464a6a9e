//! Activity: what was done, shown, checked and written as CSV; and the ways in which flows record it.

use std::path::Path;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::intake::HeldSecret;
use super::sheet;
use super::sheet::Cell;
use super::written::WrittenFile;
use super::written::write_checked;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::id::SecretId;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::store;
use crate::store::Db;
use crate::store::activity::ActivityQuery;
use crate::store::activity::ChainBreak;
use crate::store::activity::NumberedEntry;

/// A window onto what was done: filter, and which entries.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListActivity {
    /// What was done to this secret only.
    pub secret_id: Option<SecretId>,
    /// Empty for all.
    pub actions: Vec<ActivityAction>,
    /// Part of the secret's name, of the detail or of the title; at most 128 characters; empty for all.
    pub search: String,
    pub since: Option<Timestamp>,
    /// Up to this moment, itself included.
    pub until: Option<Timestamp>,
    pub offset: u32,
    /// At most 1000.
    pub limit: u32,
}

/// Some entries, newest first.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ActivityPage {
    /// Entries that match the filter.
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<ActivityRow>,
}

/// One thing that was done.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ActivityRow {
    /// Its place in the chain: 1 for the first that was ever recorded.
    pub id: u32,
    pub at: Timestamp,
    pub by: String,
    pub action: ActivityAction,
    /// What was done, in words.
    pub title: String,
    /// The secret by the name it had then.
    pub secret: Option<HeldSecret>,
    /// Whether that secret was deleted since.
    pub secret_deleted: bool,
    /// More about it; empty when there is no more.
    pub detail: String,
}

/// What reading the whole chain of entries has shown.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ActivityCheck {
    /// Entries that are sound: all of them, or those before the first that is not.
    pub entries: u32,
    /// Nothing was changed and nothing removed.
    pub intact: bool,
    pub first_broken: Option<BrokenEntry>,
    /// When the first entry was recorded.
    pub since: Option<Timestamp>,
    /// SHA-256 of the last sound entry, which stands for all before it: lower-case hex.
    pub digest: String,
}

/// Where the chain breaks first.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct BrokenEntry {
    /// Its place in the chain.
    pub id: u32,
    /// What is wrong, in a sentence.
    pub problem: String,
}

/// The most characters that are searched for.
const SEARCH_MAX: usize = 128;

/// The most entries that are handed out at once.
const ROWS_MAX: u32 = 1000;

const HEADINGS: [&str; 7] = ["Number", "Time", "By", "Action", "Secret", "Secret ID", "Detail"];

impl Core {
    /// Some of what was done, newest first.
    pub fn list_activity(&self, request: &ListActivity) -> Result<ActivityPage> {
        let query = query(request)?;
        let window = self.unlocked()?.store.read(|db| db.activity().window(&query))?;
        let rows = window.entries.into_iter().map(ActivityRow::from).collect();
        Ok(ActivityPage { total: window.total, offset: query.offset, rows })
    }

    /// Reads every entry and says whether one was changed or removed since it was written.
    pub async fn verify_activity(&self) -> Result<ActivityCheck> {
        self.off_thread(|core| {
            let check = core.unlocked()?.store.read(|db| db.activity().verify())?;
            Ok(ActivityCheck {
                entries: check.sound,
                intact: check.broken.is_none(),
                first_broken: check.broken.map(BrokenEntry::from),
                since: check.first_at,
                digest: check.digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            })
        })
        .await
    }

    /// The name that a file with the activity of today would have.
    pub fn activity_file_name(&self) -> Result<String> {
        self.unlocked()?;
        Ok(format!("certkeep-activity-{}.csv", self.now().day()))
    }

    /// Writes the entries that match, all windows of them and newest first, as CSV (RFC 4180) to `path`.
    pub async fn export_activity(&self, request: ListActivity, path: &Path) -> Result<WrittenFile> {
        let path = path.to_owned();
        self.off_thread(move |core| {
            let all = ActivityQuery { offset: 0, limit: u32::MAX, ..query(&request)? };
            let window = core.unlocked()?.store.read(|db| db.activity().window(&all))?;
            let written = write_checked(&path, csv(&window.entries).as_bytes(), false)?;
            core.note(ActivityAction::ActivityExported, format!("{} entries to {}", window.total, written.path));
            Ok(written)
        })
        .await
    }

    /// Records what was done outside of the database, and tells the screen. It is done whatever comes of this: an entry that cannot be
    /// written is told to the log.
    pub(super) fn note(&self, action: ActivityAction, detail: impl Into<String>) {
        let entry = ActivityEntry::new(action, self.now()).saying(detail);
        if let Err(error) = self.unlocked().and_then(|unlocked| Ok(unlocked.store.write(|db| db.activity().record(&entry))?)) {
            tracing::warn!(%error, action = action.code(), "what was done was not recorded");
        }
        self.send(Event::ActivityChanged);
    }

    /// Passes `result` on; when a lock was in the way, that is recorded as `action` on the secret.
    pub(super) fn noting_locks<T>(&self, result: Result<T>, action: ActivityAction, secret: SecretId) -> Result<T> {
        if let Some(refusal) = result.as_ref().err().filter(|error| error.code == ErrorCode::VersionLocked) {
            self.note_refusal(action, secret, &refusal.message);
        }
        result
    }

    fn note_refusal(&self, action: ActivityAction, secret: SecretId, message: &str) {
        let at = self.now();
        let recorded =
            self.unlocked().and_then(|unlocked| Ok(unlocked.store.write(|db| record_refusal(db, action, secret, message, at))?));
        if let Err(error) = recorded {
            tracing::warn!(%error, action = action.code(), "a refusal was not recorded");
        }
        self.send(Event::ActivityChanged);
    }
}

/// Records that something was refused to a secret, in a write that is under way.
pub(super) fn record_refusal(db: &Db<'_>, action: ActivityAction, secret: SecretId, message: &str, at: Timestamp) -> store::Result<()> {
    let secret = db.secrets().find(secret)?;
    db.activity().record(&ActivityEntry::new(action, at).about(&secret).saying(message))
}

impl From<NumberedEntry> for ActivityRow {
    fn from(NumberedEntry { number, entry, secret_exists }: NumberedEntry) -> Self {
        Self {
            id: number,
            at: entry.at,
            by: entry.by,
            action: entry.action,
            title: entry.action.title().into(),
            secret_deleted: entry.secret.is_some() && !secret_exists,
            secret: entry.secret.map(|secret| HeldSecret { id: secret.id, name: secret.name }),
            detail: entry.detail,
        }
    }
}

impl From<ChainBreak> for BrokenEntry {
    fn from(found: ChainBreak) -> Self {
        match found {
            ChainBreak::Changed { number } => {
                Self { id: number, problem: format!("Entry {number} does not say what it said when it was written.") }
            }
            ChainBreak::Missing { number } => Self { id: number, problem: format!("Entries are missing from number {number} on.") },
        }
    }
}

fn query(request: &ListActivity) -> Result<ActivityQuery> {
    let search = request.search.trim();
    if search.chars().count() > SEARCH_MAX {
        return Err(Error::new(ErrorCode::InvalidSearch, format!("Search for at most {SEARCH_MAX} characters.")).field("search"));
    }
    Ok(ActivityQuery {
        secret: request.secret_id,
        actions: request.actions.clone(),
        search: Some(search.to_owned()).filter(|text| !text.is_empty()),
        since: request.since,
        until: request.until,
        offset: request.offset,
        limit: request.limit.min(ROWS_MAX),
    })
}

fn csv(entries: &[NumberedEntry]) -> String {
    let lines = entries.iter().map(|entry| sheet::line(&cells(entry)));
    let heading = sheet::BYTE_ORDER_MARK.to_owned() + &sheet::line(&HEADINGS.map(Cell::text));
    std::iter::once(heading).chain(lines).collect()
}

/// Under [`HEADINGS`].
fn cells(NumberedEntry { number, entry, .. }: &NumberedEntry) -> [Cell; HEADINGS.len()] {
    let (id, name) = entry.secret.as_ref().map(|secret| (secret.id.to_string(), secret.name.clone())).unwrap_or_default();
    [
        Cell::Number((*number).into()),
        Cell::text(entry.at.to_string()),
        Cell::text(&entry.by),
        Cell::text(entry.action.title()),
        Cell::text(name),
        Cell::text(id),
        Cell::text(&entry.detail),
    ]
}
