//! A run as it lies on the shelf: its rows, and how far it is.

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
use crate::flows::shelf::Work;

/// A list on its way through a template.
#[derive(Debug)]
pub(crate) struct Run {
    pub(super) template_id: TemplateId,
    pub(super) group_id: GroupId,
    pub(super) labels: Labels,
    pub(super) rotation: Option<RotationPolicy>,
    pub(super) rows: Vec<Row>,
    pub(super) state: IssueRunState,
    pub(super) problem: Option<Error>,
    /// When it was started last, and how many rows were done then.
    pub(super) began: Option<(Instant, usize)>,
}

impl Run {
    pub(super) fn new(request: &PrepareIssueRun, labels: Labels, rows: Vec<Row>) -> Self {
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

    pub(super) fn done(&self) -> usize {
        self.rows.iter().filter(|row| row.secret_id.is_some()).count()
    }

    pub(super) fn view(&self, id: IssueRunId) -> IssueRunView {
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

    pub(super) fn page(&self, request: &ListIssueRows) -> IssuePage {
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

impl Work for Run {
    type Id = IssueRunId;

    fn fresh_id() -> IssueRunId {
        IssueRunId::fresh()
    }

    fn is_under_way(&self) -> bool {
        self.state == IssueRunState::Issuing
    }

    fn put_away() -> Error {
        Error::new(ErrorCode::NotFound, "This list was put away.").help("Paste or drop it again.")
    }
}
