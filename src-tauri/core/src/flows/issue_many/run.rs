//! Issuing a run: keys made on all cores, signed and kept a few hundred to a transaction, told as it goes, stopped between transactions.

use std::thread;
use std::time::Duration;
use std::time::Instant;

use rayon::prelude::*;

use super::IssueRunState;
use super::state::Run;
use crate::Core;
use crate::domain::id::GroupId;
use crate::domain::id::IssueRunId;
use crate::domain::id::SecretId;
use crate::domain::id::TemplateId;
use crate::domain::key::KeyAlgorithm;
use crate::domain::key::PrivateKey;
use crate::domain::names::Labels;
use crate::domain::names::SecretName;
use crate::domain::private::PrivateContent;
use crate::domain::private::RotationPolicy;
use crate::domain::secret::NewSecret;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretState;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::flows::create_private::Desk;
use crate::flows::create_private::NewLeaf;
use crate::flows::create_private::Plan;
use crate::flows::create_private::Wanted;
use crate::flows::create_private::insert;
use crate::flows::shelf::Shelved;
use crate::pki::csr;
use crate::store::Db;

/// Rows to a transaction.
const CHUNK: usize = 250;
/// The same, for keys that take long to make.
const CHUNK_OF_RSA: usize = 8;
/// The screen hears of progress this often.
const TELL_EVERY: Duration = Duration::from_millis(250);

/// A row on its way to a certificate.
struct Job {
    at: usize,
    name: String,
    content: PrivateContent,
}

/// What is the same for every row of a run.
struct Common {
    group_id: GroupId,
    labels: Labels,
    rotation: Option<RotationPolicy>,
    now: Timestamp,
}

/// A row that is planned and has its key.
struct Ready {
    job: Job,
    plan: Plan,
    key: Option<PrivateKey>,
}

impl Core {
    /// Starts issuing the rows that are accepted, or goes on with those that are left. Answers at once: [`Event::IssueRunChanged`] tells how
    /// it goes.
    pub fn start_issue_run(&self, id: IssueRunId) -> Result<()> {
        self.unlocked()?;
        let shelved = self.shared.issue_runs.find(id)?;
        shelved.work().begin()?;
        shelved.go_on();
        let core = self.clone();
        let run = move || core.run_issue(id, &shelved);
        thread::Builder::new().name("issue".into()).spawn(run).map(drop).map_err(|error| {
            Error::new(ErrorCode::Internal, "Issuing could not be started.").help("Close other programs and try again.").because(error)
        })
    }

    #[tracing::instrument(skip_all, fields(run = %id))]
    fn run_issue(&self, id: IssueRunId, shelved: &Shelved<Run>) {
        let running = shelved.running();
        self.send(Event::IssueRunChanged { id });
        let done = self.issue_all(id, shelved);
        shelved.work().end(done);
        drop(running);
        self.send(Event::IssueRunChanged { id });
        self.send(Event::SecretsChanged);
        self.send(Event::AuthoritiesChanged);
    }

    fn issue_all(&self, id: IssueRunId, shelved: &Shelved<Run>) -> Result<()> {
        let mut told = Instant::now();
        let jobs = shelved.look(Run::jobs);
        let size = self.chunk_size(shelved.look(|run| run.template_id))?;
        for chunk in jobs.chunks(size) {
            if shelved.is_cancelled() {
                break;
            }
            let outcomes = self.issue_chunk(shelved, chunk)?;
            shelved.work().note(outcomes);
            if told.elapsed() >= TELL_EVERY {
                told = Instant::now();
                self.send(Event::IssueRunChanged { id });
            }
        }
        Ok(())
    }

    /// RSA keys take a second each: a person who cancels does not wait for hundreds of them.
    fn chunk_size(&self, template: TemplateId) -> Result<usize> {
        let stored = self.unlocked()?.store.read(|db| db.templates().find(template))?;
        Ok(match stored.content.key_algorithm.algorithm() {
            KeyAlgorithm::Rsa { .. } => CHUNK_OF_RSA,
            _ => CHUNK,
        })
    }

    /// All rows of the chunk, but for those that fail by themselves; none when the whole fails, as by a full disk.
    fn issue_chunk(&self, shelved: &Shelved<Run>, chunk: &[usize]) -> Result<Vec<(usize, Result<SecretId>)>> {
        let unlocked = self.unlocked()?;
        let now = self.now();
        let (template, common) = shelved
            .look(|run| (run.template_id, Common { group_id: run.group_id, labels: run.labels.clone(), rotation: run.rotation, now }));
        let jobs: Vec<Job> = shelved.look(|run| chunk.iter().map(|at| run.job(*at)).collect());
        let desk = unlocked.store.read(|db| Ok(Desk::open(db, template, now)))??;
        let ready: Vec<(usize, Result<Ready>)> = jobs.into_par_iter().map(|job| (job.at, common.ready(&desk, job))).collect();
        let mut ready = Some(ready);
        unlocked.store.write_or(|db| {
            let today = Desk::open(db, template, now)?;
            let unchanged = today.is_like(&desk);
            let write = |ready: Result<Ready>| match ready.and_then(|ready| db.attempt(|| common.issue(db, &today, &ready, unchanged))) {
                Err(error) if !is_the_rows_own(&error) => Err(error),
                other => Ok(other),
            };
            ready.take().unwrap_or_default().into_iter().map(|(at, ready)| Ok((at, write(ready)?))).collect()
        })
    }
}

impl Common {
    fn wanted<'c>(&self, content: &'c PrivateContent) -> Wanted<'c> {
        Wanted { content, group: Some(self.group_id), rotation: self.rotation }
    }

    fn ready(&self, desk: &Desk, job: Job) -> Result<Ready> {
        let plan = desk.plan(self.wanted(&job.content), self.now);
        plan.to_sign()?;
        let key = if plan.csr.is_some() { None } else { Some(csr::generate(desk.template.key_algorithm)?) };
        Ok(Ready { job, plan, key })
    }

    /// Judges once more when the template or its authority has changed since.
    fn issue(&self, db: &Db<'_>, desk: &Desk, ready: &Ready, unchanged: bool) -> Result<SecretId> {
        let said = NewSecret::named(SecretName::parse(&ready.job.name)?, self.group_id, self.labels.clone());
        let secret = said.made(SecretKind::PrivateCert, SecretState::Active, self.now);
        let wanted = self.wanted(&ready.job.content);
        let again = if unchanged { None } else { Some(desk.plan(wanted, self.now)) };
        let leaf = NewLeaf { wanted, plan: again.as_ref().unwrap_or(&ready.plan), key: ready.key.as_ref() };
        insert(db, desk, &secret, &leaf, self.now)?;
        Ok(secret.id)
    }
}

impl Run {
    /// What failed is tried again; what was issued stays.
    fn begin(&mut self) -> Result<()> {
        if self.state == IssueRunState::Issuing {
            return Err(Error::new(ErrorCode::Busy, "This list is being issued.").help("Wait until it is done, or cancel it."));
        }
        if self.began.is_some() {
            self.rows.iter_mut().for_each(|row| row.problem = None);
        }
        self.problem = None;
        self.began = Some((Instant::now(), self.done()));
        self.state = IssueRunState::Issuing;
        Ok(())
    }

    fn end(&mut self, done: Result<()>) {
        self.problem = done.err();
        self.state = match self.problem.is_none() && self.jobs().is_empty() {
            true => IssueRunState::Done,
            false => IssueRunState::Cancelled,
        };
    }

    fn note(&mut self, outcomes: Vec<(usize, Result<SecretId>)>) {
        for (at, outcome) in outcomes {
            match outcome {
                Ok(id) => self.rows[at].secret_id = Some(id),
                Err(error) => self.rows[at].problem = Some(error),
            }
        }
    }

    /// Rows that nothing became of yet, and that nothing stands against.
    fn jobs(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|at| self.rows[*at].secret_id.is_none() && self.rows[*at].problem.is_none()).collect()
    }

    fn job(&self, at: usize) -> Job {
        let row = &self.rows[at];
        Job { at, name: row.name.clone(), content: row.line.content.clone() }
    }
}

/// Whether an error is about one row, so that the others can go on.
fn is_the_rows_own(error: &Error) -> bool {
    let about_the_whole = [
        ErrorCode::DiskFull,
        ErrorCode::NotWritable,
        ErrorCode::Busy,
        ErrorCode::DatabaseDamaged,
        ErrorCode::Internal,
        ErrorCode::AuthorityUnusable,
        ErrorCode::VaultLocked,
    ];
    !about_the_whole.contains(&error.code) && error.field != Some("groupId")
}
