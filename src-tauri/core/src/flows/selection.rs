//! What is done to many secrets at once: counted, moved, labelled, deleted. Downloads and inventories have files of their own.

mod download;

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

pub use self::download::DownloadSelection;
pub use self::download::WrittenSelection;
use super::browse::ListSecrets;
use super::browse::query;
use super::delete::delete;
use super::edit::move_to;
use super::edit::write;
use crate::Core;
use crate::Unlocked;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::names::Labels;
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::store;
use crate::store::Db;
use crate::store::rows::Rows;
use crate::store::secrets::SecretsQuery;

/// Which secrets: these, or all that a filter finds.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum Selection {
    /// One that was deleted meanwhile counts as not selected.
    Ids { ids: Vec<SecretId> },
    /// The window of the filter does not matter.
    Matching { filter: ListSecrets, except: Vec<SecretId> },
}

/// What a selection comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SelectionView {
    pub secrets: u32,
    /// Those whose current version has its private key.
    pub with_key: u32,
    /// Those that a lock keeps from being deleted.
    pub locked: u32,
}

/// The selection and its new group.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MoveSelection {
    pub selection: Selection,
    pub group_id: GroupId,
}

/// The selection, and what is added to and removed from the labels of each.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LabelSelection {
    pub selection: Selection,
    pub add: Vec<String>,
    pub remove: Vec<String>,
}

/// The selection, and how many secrets it is as the person typed it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeleteSelection {
    pub selection: Selection,
    pub typed_count: String,
}

/// What became of a selection.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SelectionOutcome {
    /// It was done to so many.
    pub done: u32,
    /// It could not be done to these.
    pub failed: Vec<SelectionFailure>,
    /// Why the rest was not tried: cancelled, disk full …
    pub stopped: Option<Error>,
}

/// A secret that something could not be done to.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SelectionFailure {
    pub id: SecretId,
    pub name: String,
    pub error: Error,
}

/// So many secrets are changed in one transaction.
const BATCH: usize = 500;

impl Core {
    /// What a selection comes to.
    pub fn count_selection(&self, selection: Selection) -> Result<SelectionView> {
        let chosen = Chosen::parse(selection, self.now())?;
        let counts = self.unlocked()?.store.read(|db| db.secrets().counts(&chosen.rows(db)?))?;
        Ok(SelectionView { secrets: counts.secrets, with_key: counts.with_key, locked: counts.locked })
    }

    /// Moves every selected secret into another group.
    pub async fn move_selection(&self, request: MoveSelection) -> Result<SelectionOutcome> {
        let MoveSelection { selection, group_id } = request;
        self.off_thread(move |core| {
            let now = core.now();
            core.unlocked()?.store.read(|db| db.groups().find(group_id))?;
            core.change_each(selection, |db, secret| move_to(db, &secret, group_id, now))
        })
        .await
    }

    /// Adds labels to every selected secret and removes others; a label that is both added and removed is added.
    pub async fn label_selection(&self, request: LabelSelection) -> Result<SelectionOutcome> {
        self.off_thread(move |core| {
            let (added, removed) = (Labels::parse(&request.add)?, request.remove);
            let updated_at = core.now();
            core.change_each(request.selection, |db, secret| {
                let kept = secret.labels.as_slice().iter().filter(|label| !removed.contains(label));
                let labels = Labels::parse(&kept.chain(added.as_slice()).collect::<Vec<_>>())?;
                match labels == secret.labels {
                    true => Ok(()),
                    false => Ok(write(db, &secret, &Secret { labels, updated_at, ..secret.clone() })?),
                }
            })
        })
        .await
    }

    /// Deletes every selected secret with all its versions, once the person has typed how many they are. Nothing brings them back.
    pub async fn delete_selection(&self, request: DeleteSelection) -> Result<SelectionOutcome> {
        self.off_thread(move |core| {
            let unlocked = core.unlocked()?;
            let selected = unlocked.selected(request.selection, core.now())?;
            confirmed(&request.typed_count, selected.len())?;
            let now = core.now();
            let outcome = core.change_these(&selected, |db, secret| delete_or_tell(db, &secret, now))?;
            unlocked.wipe();
            Ok(outcome)
        })
        .await
    }

    /// Stops what is being done to a selection at the next secret; what was done stays done.
    pub fn cancel_selection(&self) {
        self.shared.selection_work.cancel();
    }

    fn change_each(&self, selection: Selection, change: impl Fn(&Db<'_>, Secret) -> Result<()>) -> Result<SelectionOutcome> {
        let selected = self.unlocked()?.selected(selection, self.now())?;
        self.change_these(&selected, change)
    }

    /// Changes secrets one by one, some hundred to a transaction. One that refuses is listed; anything else stops the rest.
    fn change_these(&self, selected: &[SecretId], change: impl Fn(&Db<'_>, Secret) -> Result<()>) -> Result<SelectionOutcome> {
        let (unlocked, work) = (self.unlocked()?, self.shared.selection_work.begin()?);
        let mut outcome = SelectionOutcome::default();
        for batch in selected.chunks(BATCH) {
            let changed = work.go_on().and_then(|()| change_batch(&unlocked, batch, &change));
            match changed {
                Ok(batch) => outcome = outcome.and(batch),
                Err(error) => {
                    outcome.stopped = Some(error);
                    break;
                }
            }
            self.send_progress(outcome.tried(), selected.len());
        }
        self.send(Event::SecretsChanged);
        self.send(Event::GroupsChanged);
        Ok(outcome)
    }

    pub(super) fn send_progress(&self, done: usize, all: usize) {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        self.send(Event::SelectionProgress { done: count(done), all: count(all) });
    }
}

impl Unlocked {
    /// The secrets of a selection, by name.
    pub(super) fn selected(&self, selection: Selection, now: Timestamp) -> Result<Vec<SecretId>> {
        let chosen = Chosen::parse(selection, now)?;
        Ok(self.store.read(|db| db.secrets().ids(&chosen.rows(db)?))?)
    }
}

impl SelectionOutcome {
    fn and(mut self, other: Self) -> Self {
        self.done += other.done;
        self.failed.extend(other.failed);
        self
    }

    fn tried(&self) -> usize {
        self.done as usize + self.failed.len()
    }
}

/// A selection that was understood.
enum Chosen {
    These(Vec<SecretId>),
    Matching(SecretsQuery, Vec<SecretId>),
}

impl Chosen {
    fn parse(selection: Selection, now: Timestamp) -> Result<Self> {
        match selection {
            Selection::Ids { ids } => Ok(Self::These(ids)),
            Selection::Matching { filter, except } => Ok(Self::Matching(query(filter, now)?, except)),
        }
    }

    fn rows(&self, db: &Db<'_>) -> store::Result<Rows> {
        match self {
            Self::These(ids) => db.secrets().rows_of(ids),
            Self::Matching(query, except) => Ok(db.secrets().matching(query)?.without(&db.secrets().rows_of(except)?)),
        }
    }
}

/// Whether something is being done to a selection, and whether to go on with it. One thing at a time.
#[derive(Debug, Default)]
pub(crate) struct SelectionWork {
    running: AtomicBool,
    cancelled: AtomicBool,
}

impl SelectionWork {
    pub(super) fn begin(&self) -> Result<Running<'_>> {
        match self.running.swap(true, Ordering::AcqRel) {
            true => Err(Error::new(ErrorCode::Busy, "Something is still being done to another selection.")
                .help("Wait until it is done, or cancel it.")),
            false => {
                self.cancelled.store(false, Ordering::Release);
                Ok(Running(self))
            }
        }
    }

    fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
    }
}

/// Something that is being done; over when dropped.
pub(super) struct Running<'w>(&'w SelectionWork);

impl Running<'_> {
    /// Refuses once the person has cancelled.
    pub fn go_on(&self) -> Result<()> {
        match self.0.cancelled.load(Ordering::Acquire) {
            true => Err(store::Error::Cancelled.into()),
            false => Ok(()),
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.running.store(false, Ordering::Release);
    }
}

fn change_batch(unlocked: &Unlocked, batch: &[SecretId], change: impl Fn(&Db<'_>, Secret) -> Result<()>) -> Result<SelectionOutcome> {
    unlocked.store.write_or(|db| {
        let mut outcome = SelectionOutcome::default();
        for id in batch {
            let secret = match db.secrets().find(*id) {
                Ok(secret) => secret,
                Err(store::Error::NoSuchSecret) => continue,
                Err(error) => return Err(error.into()),
            };
            let name = secret.name.as_str().to_owned();
            match change(db, secret) {
                Ok(()) => outcome.done += 1,
                Err(error) if concerns_one(error.code) => outcome.failed.push(SelectionFailure { id: *id, name, error }),
                Err(error) => return Err(error),
            }
        }
        Ok(outcome)
    })
}

/// Deletes a secret; when a lock is in the way, that is recorded and told.
fn delete_or_tell(db: &Db<'_>, secret: &Secret, now: Timestamp) -> Result<()> {
    let deleted = delete(db, secret, now);
    if let Some(refusal) = deleted.as_ref().err().filter(|error| error.code == ErrorCode::VersionLocked) {
        let entry = ActivityEntry::new(ActivityAction::DeletionBlocked, now).about(secret);
        db.activity().record(&entry.saying(&refusal.message))?;
    }
    deleted
}

/// Whether an error says something about one secret, and nothing about the next.
fn concerns_one(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::InvalidLabel | ErrorCode::NotFound | ErrorCode::VersionLocked)
}

/// The person may have typed the number as it is shown, with marks between its thousands.
fn confirmed(typed: &str, count: usize) -> Result<()> {
    let digits: String = typed.chars().filter(|c| !matches!(c, ',' | '.' | '’' | '\'') && !c.is_whitespace()).collect();
    match digits == count.to_string() {
        true => Ok(()),
        false => Err(Error::new(ErrorCode::NotConfirmed, "This is not how many secrets are selected. Nothing was deleted.")
            .help(format!("Type {count}, or look at the selection again if you expected another number."))
            .field("typedCount")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_confirmed_as_it_is_shown() {
        for typed in ["1234", "1,234", "1.234", "1 234", "1’234", " 1234 "] {
            assert!(confirmed(typed, 1234).is_ok(), "{typed}");
        }
        for typed in ["", "123", "12345", "01234", "one", "-1234"] {
            assert_eq!(confirmed(typed, 1234).unwrap_err().field, Some("typedCount"), "{typed}");
        }
    }

    #[test]
    fn one_thing_is_done_at_a_time_until_it_is_cancelled() {
        let work = SelectionWork::default();
        let running = work.begin().unwrap();
        assert_eq!(work.begin().err().map(|error| error.code), Some(ErrorCode::Busy));
        assert!(running.go_on().is_ok());
        work.cancel();
        assert_eq!(running.go_on().unwrap_err().code, ErrorCode::Cancelled);
        drop(running);
        assert!(work.begin().unwrap().go_on().is_ok(), "the next one was not cancelled");
    }
}
