//! Issue many: a list of names, or of signing requests, goes through one template.
//!
//! A run lives in memory only. Rows are issued in transactions of a few hundred: whatever stops it leaves whole secrets only, and nothing
//! is signed that the vault does not know.

mod file;
mod list;
mod run;
mod state;

use rayon::prelude::*;
use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

pub use self::file::ListText;
use self::list::Line;
pub(crate) use self::state::Run;
use super::create_private::Desk;
use super::create_private::Wanted;
use super::import_many::Names;
use crate::Core;
use crate::domain::id::GroupId;
use crate::domain::id::IssueRunId;
use crate::domain::id::SecretId;
use crate::domain::id::TemplateId;
use crate::domain::names::Labels;
use crate::domain::names::SecretName;
use crate::domain::private::RotationPolicy;
use crate::domain::secret::SecretKind;
use crate::error::Error;
use crate::error::Result;

/// What is to be issued: a line each in CSV, or PEM requests one after the other.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PrepareIssueRun {
    pub template_id: TemplateId,
    pub group_id: GroupId,
    pub labels: Vec<String>,
    pub rotation: Option<RotationPolicy>,
    /// CSV with the columns `common_name`, `alt_names` (separated by spaces or semicolons), `name`, `ttl`; a head line is understood, a
    /// single column is common names. Or signing requests in PEM.
    pub list: String,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum IssueRunState {
    Ready,
    Issuing,
    Done,
    /// Stopped; what was issued stays, issuing again goes on with what is left.
    Cancelled,
}

/// A run in numbers.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct IssueRunView {
    pub id: IssueRunId,
    pub state: IssueRunState,
    pub rows: u32,
    /// Rows that would be issued.
    pub accepted: u32,
    /// Rows that the template or another rule refuses.
    pub refused: u32,
    /// Rows that were issued.
    pub done: u32,
    pub failed: u32,
    pub seconds_left: Option<u32>,
    /// What stopped the whole.
    pub problem: Option<Error>,
}

/// A window onto the rows of a run.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListIssueRows {
    pub run_id: IssueRunId,
    pub refused_only: bool,
    pub offset: u32,
    /// At most 1000.
    pub limit: u32,
}

/// Some rows of a run.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct IssuePage {
    /// Rows that match.
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<IssueRow>,
}

/// One line of the list.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct IssueRow {
    /// The line it stands in, from 1.
    pub line: u32,
    /// The name of the secret that it becomes.
    pub name: String,
    pub common_name: String,
    pub alt_names: Vec<String>,
    /// Why it is refused or failed.
    pub problem: Option<Error>,
    /// The secret that it became.
    pub secret_id: Option<SecretId>,
}

/// The most rows that are handed out at once.
const ROWS_MAX: usize = 1000;

impl Core {
    /// Reads a list and judges every line; nothing is issued yet.
    pub async fn prepare_issue_run(&self, request: PrepareIssueRun) -> Result<IssueRunView> {
        self.off_thread(move |core| {
            let unlocked = core.unlocked()?;
            let now = core.now();
            let labels = Labels::parse(&request.labels)?;
            let lines = list::read(&request.list)?;
            unlocked.store.read(|db| db.groups().find(request.group_id))?;
            let desk = unlocked.store.read(|db| Ok(Desk::open(db, request.template_id, now)))??;
            let mut rows: Vec<Row> = lines
                .into_par_iter()
                .map(|line| {
                    let wanted = Wanted { content: &line.content, group: Some(request.group_id), rotation: request.rotation };
                    let plan = desk.plan(wanted, now);
                    let common_name = plan.judged.common_name().to_owned();
                    let alt_names = plan.judged.alt_names(true).iter().map(|name| name.shown().value).collect();
                    let problem = plan.problems.into_iter().next();
                    Row { line, name: String::new(), common_name, alt_names, problem, secret_id: None }
                })
                .collect();
            unlocked.store.read(|db| Ok(name_all(&mut rows, |name| db.holdings().has_name(SecretKind::PrivateCert, name))))??;
            let id = core.shared.issue_runs.put(Run::new(&request, labels, rows));
            core.find_issue_run(id)
        })
        .await
    }

    /// A run in numbers.
    pub fn find_issue_run(&self, id: IssueRunId) -> Result<IssueRunView> {
        Ok(self.shared.issue_runs.find(id)?.look(|run| run.view(id)))
    }

    /// Some rows of a run.
    pub fn list_issue_rows(&self, request: &ListIssueRows) -> Result<IssuePage> {
        Ok(self.shared.issue_runs.find(request.run_id)?.look(|run| run.page(request)))
    }

    /// Puts a run away. One that is being issued stops before its next transaction; what was issued stays.
    pub fn discard_issue_run(&self, id: IssueRunId) {
        self.shared.issue_runs.discard(id);
    }

    /// Stops a run before its next transaction. What was issued stays.
    pub fn cancel_issue_run(&self, id: IssueRunId) -> Result<()> {
        self.shared.issue_runs.find(id)?.cancel();
        Ok(())
    }
}

/// A line, judged; later, what became of it.
#[derive(Debug)]
pub(crate) struct Row {
    line: Line,
    name: String,
    common_name: String,
    alt_names: Vec<String>,
    problem: Option<Error>,
    secret_id: Option<SecretId>,
}

impl Row {
    fn shown(&self) -> IssueRow {
        IssueRow {
            line: self.line.number,
            name: self.name.clone(),
            common_name: self.common_name.clone(),
            alt_names: self.alt_names.clone(),
            problem: self.problem.clone(),
            secret_id: self.secret_id,
        }
    }
}

/// Gives every row a name: the one that its line asks for, else one after its names that is free.
fn name_all(rows: &mut [Row], taken: impl Fn(&str) -> crate::store::Result<bool>) -> Result<()> {
    let mut names = Names::default();
    for (at, row) in rows.iter_mut().enumerate() {
        let wanted = Some(row.line.name.as_str()).filter(|name| !name.is_empty());
        row.name = match wanted {
            Some(name) => {
                let problem = match SecretName::parse(name) {
                    Err(error) => Some(error.into()),
                    Ok(parsed) if !names.having(parsed.as_str()).is_empty() || taken(parsed.as_str())? => {
                        Some(crate::store::Error::NameTaken { name: name.to_owned() }.into())
                    }
                    Ok(_) => None,
                };
                row.problem = row.problem.take().or(problem);
                name.to_owned()
            }
            None => {
                let first = Some(&row.common_name).filter(|name| !name.is_empty()).or(row.alt_names.first());
                let suggested = first.and_then(|name| SecretName::suggest(name)).or_else(|| SecretName::suggest("certificate"));
                match suggested {
                    Some(suggested) => names.free(&suggested, &taken)?,
                    None => String::new(),
                }
            }
        };
        names.give(u32::try_from(at).unwrap_or(u32::MAX), &row.name);
    }
    Ok(())
}
