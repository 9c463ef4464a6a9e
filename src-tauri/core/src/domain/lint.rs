//! Findings about a certificate that is about to be signed.

use serde::Serialize;
use ts_rs::TS;

/// One finding, with the place that says why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LintFinding {
    pub level: LintLevel,
    /// What is wrong, in a sentence.
    pub message: String,
    /// `RFC 5280 §4.2.1.6` …; empty for good practice without a document.
    pub source: String,
    /// The request's field that it belongs to, spelled as on the wire.
    pub field: Option<&'static str>,
}

/// What a finding does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum LintLevel {
    /// Shown beside the form.
    Warning,
    /// Nothing is signed.
    Error,
}
