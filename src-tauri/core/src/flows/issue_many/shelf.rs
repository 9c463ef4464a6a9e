//! Where runs lie: in memory only, one or two at a time, put away when the vault is locked.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Instant;

use super::IssuePage;
use super::IssueRunState;
use super::IssueRunView;
use super::ListIssueRows;
use super::PrepareIssueRun;
use super::ROWS_MAX;
use super::Row;
use crate::domain::id::GroupId;
use crate::domain::id::IssueRunId;
use crate::domain::id::TemplateId;
use crate::domain::names::Labels;
use crate::domain::private::RotationPolicy;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;

/// The most runs that lie on the shelf; the oldest that is not being issued makes room.
const RUNS_MAX: usize = 2;

/// Every run that is not put away.
#[derive(Debug, Default)]
pub(crate) struct IssueRuns(Mutex<HashMap<IssueRunId, Shelved>>);

/// A run, and the hand that can stop it. Clones are the same run.
#[derive(Clone, Debug)]
pub(super) struct Shelved(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    run: Mutex<Run>,
    cancelled: AtomicBool,
    /// Held by whoever issues.
    running: Mutex<()>,
}

/// A list on its way through a template.
#[derive(Debug)]
pub(super) struct Run {
    pub template_id: TemplateId,
    pub group_id: GroupId,
    pub labels: Labels,
    pub rotation: Option<RotationPolicy>,
    pub rows: Vec<Row>,
    pub state: IssueRunState,
    pub problem: Option<Error>,
    /// When it was started last, and how many rows were done then.
    pub began: Option<(Instant, usize)>,
}

impl Run {
    pub fn new(request: &PrepareIssueRun, labels: Labels, rows: Vec<Row>) -> Self {
        Self {
            template_id: request.template_id,
            group_id: request.group_id,
            labels,
            rotation: request.rotation,
            rows,
            state: IssueRunState::Ready,
            problem: None,
            began: None,
        }
    }

    pub fn done(&self) -> usize {
        self.rows.iter().filter(|row| row.secret_id.is_some()).count()
    }

    pub fn view(&self, id: IssueRunId) -> IssueRunView {
        let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
        let (done, with_problem) = (self.done(), self.rows.iter().filter(|row| row.problem.is_some()).count());
        let issuing = self.state == IssueRunState::Issuing;
        // Before the run a problem is a refusal; afterwards it is a failure.
        let (refused, failed) = if self.began.is_none() { (with_problem, 0) } else { (0, with_problem) };
        IssueRunView {
            id,
            state: self.state,
            rows: count(self.rows.len()),
            accepted: count(self.rows.len() - with_problem),
            refused: count(refused),
            done: count(done),
            failed: count(failed),
            seconds_left: if issuing { self.seconds_left(done) } else { None },
            problem: self.problem.clone(),
        }
    }

    pub fn page(&self, request: &ListIssueRows) -> IssuePage {
        let matching = || self.rows.iter().filter(|row| !request.refused_only || row.problem.is_some());
        let (offset, limit) = (usize::try_from(request.offset).unwrap_or(usize::MAX), usize::try_from(request.limit).unwrap_or(ROWS_MAX));
        IssuePage {
            total: u32::try_from(matching().count()).unwrap_or(u32::MAX),
            offset: request.offset,
            rows: matching().skip(offset).take(limit.min(ROWS_MAX)).map(Row::shown).collect(),
        }
    }

    fn seconds_left(&self, done: usize) -> Option<u32> {
        let (since, before) = self.began?;
        let fresh = done.saturating_sub(before);
        let left = self.rows.iter().filter(|row| row.secret_id.is_none() && row.problem.is_none()).count();
        (fresh > 0).then(|| since.elapsed().as_secs_f64() / fresh as f64 * left as f64).map(|seconds| seconds.ceil() as u32)
    }
}

impl IssueRuns {
    pub(super) fn put(&self, run: Run) -> IssueRunId {
        let mut runs = self.runs();
        let idle = runs.iter().filter(|(_, shelved)| shelved.look(|run| run.state != IssueRunState::Issuing));
        if let (true, Some(oldest)) = (runs.len() >= RUNS_MAX, idle.map(|(id, _)| *id).min()) {
            runs.remove(&oldest);
        }
        let id = IssueRunId::fresh();
        runs.insert(id, Shelved(Arc::new(Inside { run: Mutex::new(run), cancelled: AtomicBool::new(false), running: Mutex::default() })));
        id
    }

    pub(super) fn find(&self, id: IssueRunId) -> Result<Shelved> {
        self.runs()
            .get(&id)
            .cloned()
            .ok_or_else(|| Error::new(ErrorCode::NotFound, "This list was put away.").help("Paste or drop it again."))
    }

    pub(super) fn discard(&self, id: IssueRunId) {
        if let Some(shelved) = self.runs().remove(&id) {
            shelved.cancel();
        }
    }

    /// Puts everything away, as when the vault is locked, and waits until nothing more is issued.
    pub(in crate::flows) fn clear(&self) {
        let all: Vec<Shelved> = self.runs().drain().map(|(_, shelved)| shelved).collect();
        all.iter().for_each(Shelved::cancel);
        all.iter().for_each(|shelved| drop(shelved.running()));
    }

    fn runs(&self) -> MutexGuard<'_, HashMap<IssueRunId, Shelved>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelved {
    pub(super) fn look<T>(&self, look: impl FnOnce(&Run) -> T) -> T {
        look(&self.run())
    }

    pub(super) fn run(&self) -> MutexGuard<'_, Run> {
        self.0.run.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Held while the run is issued.
    pub(super) fn running(&self) -> MutexGuard<'_, ()> {
        self.0.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    pub(super) fn go_on(&self) {
        self.0.cancelled.store(false, Ordering::Relaxed);
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }
}
