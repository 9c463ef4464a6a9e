//! Importing a batch: read on all cores, written a few hundred rows to a transaction, told as it goes, stopped between transactions.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use rayon::prelude::*;

use super::Batch;
use super::BatchOutcome;
use super::BatchState;
use super::BatchVerdict;
use super::batch::Row;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::BatchId;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::names::Labels;
use crate::domain::names::SecretName;
use crate::domain::secret::NewSecret;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretState;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::Payload;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::flows::activity::record_refusal;
use crate::flows::import::insert_imported;
use crate::flows::request::answer;
use crate::flows::rotate::insert_renewal;
use crate::flows::shelf::Shelved;
use crate::pki::bundle::Bundle;
use crate::pki::bundle::Field;
use crate::pki::bundle::FieldError;
use crate::pki::bundle::read_intermediates;
use crate::store::Db;

/// Rows to a transaction.
const CHUNK: usize = 250;

/// The screen hears of progress this often.
const TELL_EVERY: Duration = Duration::from_millis(250);

/// One row on its way into the vault.
struct Job {
    payload: Payload,
    /// The certificates of its chain, by their places in the haul.
    chain: Vec<usize>,
    becomes: Becomes,
}

/// What a row becomes.
enum Becomes {
    Secret(String),
    VersionOf(SecretId),
}

/// A job whose certificates are read.
struct Ready {
    job: Job,
    facts: CertificateFacts,
}

/// Chains that were read, and what was wrong with those that cannot be: most certificates of a batch share a few.
#[derive(Default)]
struct Chains(Mutex<HashMap<Vec<usize>, Option<FieldError>>>);

/// A row that is read, or why it cannot be.
type Read = (usize, Result<Ready>);

impl Core {
    /// Starts importing the chosen rows of a batch, or goes on with those that are left. Answers at once: [`Event::BatchChanged`] tells how
    /// it goes.
    pub fn import_batch(&self, id: BatchId) -> Result<()> {
        self.unlocked()?;
        let shelved = self.shared.batches.find(id)?;
        shelved.change(|batch| {
            batch.begin();
            Ok(())
        })?;
        shelved.go_on();
        let core = self.clone();
        let run = move || core.run_import(id, &shelved);
        thread::Builder::new().name("import".into()).spawn(run).map(drop).map_err(|error| {
            Error::new(ErrorCode::Internal, "The import could not be started.").help("Close other programs and try again.").because(error)
        })
    }

    /// Stops the import of a batch before its next transaction. What is imported stays.
    pub fn cancel_batch(&self, id: BatchId) -> Result<()> {
        self.shared.batches.find(id)?.cancel();
        Ok(())
    }

    #[tracing::instrument(skip_all, fields(batch = %id))]
    fn run_import(&self, id: BatchId, shelved: &Shelved<Batch>) {
        let running = shelved.running();
        self.send(Event::BatchChanged { id });
        let done = self.import_rows(id, shelved);
        shelved.work().end(done, shelved.is_cancelled());
        drop(running);
        self.send(Event::BatchChanged { id });
        self.send(Event::SecretsChanged);
    }

    /// One thread reads ahead while this one writes.
    fn import_rows(&self, id: BatchId, shelved: &Shelved<Batch>) -> Result<()> {
        let rows = shelved.look(Batch::waiting_rows);
        let (sender, receiver) = sync_channel(1);
        thread::scope(|scope| {
            scope.spawn(move || read_ahead(&rows, shelved, &sender));
            self.write_all(id, shelved, receiver)
        })
    }

    fn write_all(&self, id: BatchId, shelved: &Shelved<Batch>, chunks: Receiver<Vec<Read>>) -> Result<()> {
        let mut told = Instant::now();
        for chunk in chunks {
            if shelved.is_cancelled() {
                break;
            }
            let outcomes = self.write_chunk(shelved, chunk)?;
            shelved.work().note(outcomes);
            if told.elapsed() >= TELL_EVERY {
                told = Instant::now();
                self.send(Event::BatchChanged { id });
            }
        }
        Ok(())
    }

    /// All rows of the chunk, but for those that fail by themselves; none when the whole fails, as by a full disk.
    fn write_chunk(&self, shelved: &Shelved<Batch>, chunk: Vec<Read>) -> Result<Vec<(usize, BatchOutcome)>> {
        let now = self.now();
        let (group_id, labels) = shelved.look(|batch| (batch.group_id, batch.labels.clone()));
        let write = |db: &Db<'_>, ready: Result<Ready>| match ready {
            Ok(ready) => write_row(db, &ready, group_id, &labels, now),
            Err(error) => failed(error),
        };
        let mut chunk = Some(chunk);
        self.unlocked()?
            .store
            .write_or(|db| chunk.take().unwrap_or_default().into_iter().map(|(row, ready)| Ok((row, write(db, ready)?))).collect())
    }
}

impl Batch {
    fn begin(&mut self) {
        for row in self.rows.iter_mut().filter(|row| row.has_failed() || matches!(row.outcome, Some(BatchOutcome::Skipped { .. }))) {
            row.outcome = None;
        }
        self.problem = None;
        self.began = Some((Instant::now(), self.done()));
        self.state = BatchState::Importing;
    }

    fn end(&mut self, done: Result<()>, cancelled: bool) {
        self.problem = done.err();
        self.state = match self.problem.is_some() || (cancelled && !self.waiting_rows().is_empty()) {
            true => BatchState::Cancelled,
            false => BatchState::Done,
        };
        if self.state == BatchState::Done {
            for at in 0..self.rows.len() {
                self.rows[at].outcome = self.rows[at].outcome.take().or_else(|| Some(skipped(&self.rows[at])));
            }
        }
    }

    fn note(&mut self, outcomes: Vec<(usize, BatchOutcome)>) {
        for (row, outcome) in outcomes {
            self.rows[row].outcome = Some(outcome);
        }
    }

    /// Chosen rows that nothing became of yet. Those that become versions come in the order of their ends, so that the one that lasts
    /// longest is the current one.
    fn waiting_rows(&self) -> Vec<usize> {
        let waiting = (0..self.rows.len()).filter(|at| self.rows[*at].chosen && self.rows[*at].outcome.is_none());
        let (mut versions, mut all): (Vec<usize>, Vec<usize>) = waiting.partition(|at| self.rows[*at].as_version);
        versions.sort_by_key(|at| self.card(&self.rows[*at]).not_after);
        all.extend(versions);
        all
    }

    fn job(&self, at: usize) -> Result<Job> {
        let row = &self.rows[at];
        if let Some(error) = self.obstacle(row) {
            return Err(error);
        }
        let becomes = match &row.verdict {
            BatchVerdict::Renews { secret } if row.as_version => Becomes::VersionOf(secret.id),
            _ => Becomes::Secret(row.name.clone()),
        };
        Ok(Job { payload: self.payload(row), chain: row.entry.chain.clone(), becomes })
    }

    fn payload(&self, row: &Row) -> Payload {
        let chain: Vec<&[u8]> = row.entry.chain.iter().map(|link| self.haul.cards[*link].pem()).collect();
        let intermediate = (!chain.is_empty()).then(|| [chain.join(&b'\n'), b"\n".to_vec()].concat());
        Payload {
            certificate: self.card(row).pem().to_vec(),
            private_key: row.entry.key.map(|key| self.haul.keys[key].pem()),
            intermediate,
        }
    }
}

fn read_ahead(rows: &[usize], shelved: &Shelved<Batch>, sender: &SyncSender<Vec<Read>>) {
    let chains = Chains::default();
    for chunk in rows.chunks(CHUNK) {
        if shelved.is_cancelled() {
            return;
        }
        let jobs: Vec<(usize, Result<Job>)> = shelved.look(|batch| chunk.iter().map(|row| (*row, batch.job(*row))).collect());
        let read = jobs.into_par_iter().map(|(row, job)| (row, job.and_then(|job| Ready::read(job, &chains)))).collect();
        // Nobody listens any more when writing has stopped.
        if sender.send(read).is_err() {
            return;
        }
    }
}

impl Ready {
    /// Key and certificate were paired by their public halves, each read, when the batch was arranged.
    fn read(job: Job, chains: &Chains) -> Result<Self> {
        chains.check(&job)?;
        let facts = Bundle::read_paired(&job.payload)?;
        Ok(Self { job, facts })
    }
}

impl Chains {
    fn check(&self, job: &Job) -> Result<()> {
        let Some(field) = &job.payload.intermediate else { return Ok(()) };
        let known = self.read().get(&job.chain).cloned();
        let problem = known.unwrap_or_else(|| {
            let problem = read_intermediates(field).err().map(|error| FieldError { field: Field::Intermediate, error });
            self.read().insert(job.chain.clone(), problem.clone());
            problem
        });
        problem.map_or(Ok(()), |problem| Err(problem.into()))
    }

    fn read(&self) -> MutexGuard<'_, HashMap<Vec<usize>, Option<FieldError>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn import_row(db: &Db<'_>, ready: &Ready, group_id: GroupId, labels: &Labels, now: Timestamp) -> Result<BatchOutcome> {
    let Ready { job, facts } = ready;
    match &job.becomes {
        Becomes::Secret(name) => {
            let said = NewSecret::named(SecretName::parse(name)?, group_id, labels.clone());
            let secret = said.made(SecretKind::ImportedCert, SecretState::Active, now);
            insert_imported(db, &secret, facts, &job.payload, now)?;
            Ok(BatchOutcome::Imported { secret_id: secret.id })
        }
        Becomes::VersionOf(secret_id) => {
            let number = match answer(db, *secret_id, facts, &job.payload, now)? {
                Some(number) => number,
                None => insert_renewal(db, *secret_id, facts, &job.payload, now)?,
            };
            Ok(BatchOutcome::NewVersion { secret_id: *secret_id, number })
        }
    }
}

/// The row whole or, when it fails by itself, not at all; a lock that was in its way is recorded.
fn write_row(db: &Db<'_>, ready: &Ready, group_id: GroupId, labels: &Labels, now: Timestamp) -> Result<BatchOutcome> {
    let error = match db.attempt(|| import_row(db, ready, group_id, labels, now)) {
        Ok(outcome) => return Ok(outcome),
        Err(error) => error,
    };
    if let (ErrorCode::VersionLocked, Becomes::VersionOf(secret)) = (error.code, &ready.job.becomes) {
        record_refusal(db, ActivityAction::RotationBlocked, *secret, &error.message, now)?;
    }
    failed(error)
}

/// What became of a row that failed, or the error that all fail with.
fn failed(error: Error) -> Result<BatchOutcome> {
    if is_the_rows_own(&error) { Ok(BatchOutcome::Failed { error }) } else { Err(error) }
}

/// Whether an error is about one row, so that the others can go on.
fn is_the_rows_own(error: &Error) -> bool {
    let about_the_whole = [ErrorCode::DiskFull, ErrorCode::NotWritable, ErrorCode::Busy, ErrorCode::DatabaseDamaged, ErrorCode::Internal];
    !about_the_whole.contains(&error.code) && error.field != Some("groupId")
}

fn skipped(row: &Row) -> BatchOutcome {
    let reason = match &row.verdict {
        BatchVerdict::AlreadyHeld { secret } => format!("It is in Certkeep already, as {}.", secret.name),
        BatchVerdict::Expired => "It has expired.".into(),
        BatchVerdict::New | BatchVerdict::Renews { .. } => "It was not chosen.".into(),
    };
    BatchOutcome::Skipped { reason }
}
