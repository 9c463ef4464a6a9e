//! A batch as the screen sees it.

use super::Batch;
use super::BatchOutcome;
use super::BatchPage;
use super::BatchRow;
use super::BatchState;
use super::BatchVerdict;
use super::BatchVerdictKind;
use super::BatchView;
use super::LeftoverPage;
use super::ListBatchRows;
use super::ListLeftovers;
use super::batch::Row;
use crate::domain::id::BatchId;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::Result;
use crate::flows::intake::LockedFile;
use crate::pki::inventory::Card;

/// The most rows that are handed out at once.
const ROWS_MAX: u32 = 1000;

/// The most locked files that are named.
const LOCKED_SHOWN: usize = 1000;

impl Batch {
    pub(super) fn view(&self, id: BatchId) -> BatchView {
        let count = |is: &dyn Fn(&Row) -> bool| size(self.rows.iter().filter(|row| is(row)).count());
        let locked = self.haul.waiting.iter().take(LOCKED_SHOWN);
        BatchView {
            id,
            state: self.state,
            sources: size(self.haul.files()),
            rows: size(self.rows.len()),
            chosen: count(&|row| row.chosen),
            new: count(&|row| row.is(BatchVerdictKind::New)),
            renewals: count(&|row| row.is(BatchVerdictKind::Renews)),
            already_held: count(&|row| row.is(BatchVerdictKind::AlreadyHeld)),
            expired: count(&|row| row.is(BatchVerdictKind::Expired)),
            invalid: count(&|row| self.is_invalid(row)),
            leftovers: size(self.leftovers.len()),
            locked: locked
                .map(|waiting| LockedFile { source: self.haul.file(waiting.file).to_owned(), what: waiting.locked.what.clone() })
                .collect(),
            group_id: self.group_id,
            labels: self.labels.as_slice().to_vec(),
            keep_expired: self.keep_expired,
            done: size(self.done()),
            failed: count(&|row| row.has_failed()),
            seconds_left: self.seconds_left(),
            problem: self.problem.clone(),
        }
    }

    pub(super) fn page(&self, request: &ListBatchRows, now: Timestamp) -> BatchPage {
        let search = request.search.trim().to_lowercase();
        let matching = (0..self.rows.len()).filter(|at| self.is_asked_for(&self.rows[*at], request.only, &search));
        let matching: Vec<usize> = matching.collect();
        let window = matching.iter().skip(request.offset as usize).take(request.limit.min(ROWS_MAX) as usize);
        let rows = window.map(|at| self.row_view(*at, now)).collect();
        BatchPage { total: size(matching.len()), offset: request.offset, rows }
    }

    pub(super) fn leftover_page(&self, request: ListLeftovers) -> LeftoverPage {
        let window = self.leftovers.iter().skip(request.offset as usize).take(request.limit.min(ROWS_MAX) as usize);
        LeftoverPage { total: size(self.leftovers.len()), offset: request.offset, rows: window.cloned().collect() }
    }

    pub(super) fn shown(&self, index: u32, now: Timestamp) -> Result<BatchRow> {
        match (index as usize) < self.rows.len() {
            true => Ok(self.row_view(index as usize, now)),
            false => Err(Error::not_found("row")),
        }
    }

    /// How many rows were tried.
    pub(super) fn done(&self) -> usize {
        self.rows.iter().filter(|row| row.was_tried()).count()
    }

    fn row_view(&self, at: usize, now: Timestamp) -> BatchRow {
        let row = &self.rows[at];
        let card = self.card(row);
        let mut sources: Vec<String> = self.haul.files_of_card(row.entry.certificate).map(str::to_owned).collect();
        for file in row.entry.key.into_iter().flat_map(|key| self.haul.files_of_key(key)) {
            if !sources.iter().any(|source| source == file) {
                sources.push(file.to_owned());
            }
        }
        BatchRow {
            index: size(at),
            name: row.name.clone(),
            display_name: card.display_name.clone(),
            issuer_name: card.issuer_name.clone(),
            not_after: card.not_after,
            days_left: i32::try_from(now.days_until(card.not_after)).unwrap_or(i32::MAX),
            key_title: card.key_title.clone(),
            private_key_included: row.entry.key.is_some(),
            chain_length: size(row.entry.chain.len()),
            sources,
            verdict: row.verdict.clone(),
            notes: notes(card, row, now),
            chosen: row.chosen,
            as_version: row.as_version,
            error: self.obstacle(row),
            outcome: row.outcome.clone(),
        }
    }

    fn is_asked_for(&self, row: &Row, only: Option<BatchVerdictKind>, search: &str) -> bool {
        let of_kind = match only {
            None => true,
            Some(BatchVerdictKind::Invalid) => self.is_invalid(row),
            Some(kind) => row.is(kind),
        };
        of_kind && (search.is_empty() || self.is_found(row, search))
    }

    fn is_found(&self, row: &Row, search: &str) -> bool {
        let card = self.card(row);
        let says = |text: &str| text.to_lowercase().contains(search);
        card.issued_for.contains(search)
            || says(&row.name)
            || says(&card.issuer_name)
            || self.haul.files_of_card(row.entry.certificate).any(says)
    }

    fn is_invalid(&self, row: &Row) -> bool {
        row.chosen && !row.was_tried() && self.obstacle(row).is_some()
    }

    /// Judged by how fast it went so far.
    fn seconds_left(&self) -> Option<u32> {
        let (began, before) = self.began.filter(|_| self.state == BatchState::Importing)?;
        let done = self.done();
        let left = self.rows.iter().filter(|row| row.chosen && !row.was_tried()).count();
        let since = done.checked_sub(before).filter(|since| *since > 0)?;
        let seconds = began.elapsed().as_secs_f64() * left as f64 / since as f64;
        Some(seconds.ceil() as u32)
    }
}

impl Row {
    pub(super) fn is(&self, kind: BatchVerdictKind) -> bool {
        match kind {
            BatchVerdictKind::New => self.verdict == BatchVerdict::New,
            BatchVerdictKind::Expired => self.verdict == BatchVerdict::Expired,
            BatchVerdictKind::AlreadyHeld => matches!(self.verdict, BatchVerdict::AlreadyHeld { .. }),
            BatchVerdictKind::Renews => matches!(self.verdict, BatchVerdict::Renews { .. }),
            BatchVerdictKind::Failed => self.has_failed(),
            // It depends on the whole batch.
            BatchVerdictKind::Invalid => false,
        }
    }

    pub(super) fn has_failed(&self) -> bool {
        matches!(self.outcome, Some(BatchOutcome::Failed { .. }))
    }

    /// Whether it was imported, or failed to be.
    pub(super) fn was_tried(&self) -> bool {
        match self.outcome {
            Some(BatchOutcome::Imported { .. } | BatchOutcome::NewVersion { .. } | BatchOutcome::Failed { .. }) => true,
            Some(BatchOutcome::Skipped { .. }) | None => false,
        }
    }
}

/// What is worth knowing before it is imported.
fn notes(card: &Card, row: &Row, now: Timestamp) -> Vec<String> {
    let not_yet = (now < card.not_before).then(|| format!("It is not valid before {}.", card.not_before.day()));
    let alone =
        (row.entry.chain.is_empty() && !card.is_root).then(|| format!("The certificate of its issuer {} was not found.", card.issuer_name));
    let keyless = row.entry.key.is_none().then(|| "No private key was found for it.".to_owned());
    not_yet.into_iter().chain(alone).chain(keyless).collect()
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
