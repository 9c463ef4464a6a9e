//! Issue many: a list of names, or of signing requests, goes through one template.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::domain::id::GroupId;
use crate::domain::id::IssueRunId;
use crate::domain::id::SecretId;
use crate::domain::id::TemplateId;
use crate::domain::private::RotationPolicy;
use crate::error::Error;

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
