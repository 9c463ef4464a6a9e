//! Private certificates: what is asked of a template, and how often it is asked again.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::subject::AltNamesContent;

/// What a private certificate is asked for with, as the form has it; kept with the secret, so that a rotation asks the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct PrivateContent {
    pub common_name: String,
    pub alt_names: AltNamesContent,
    /// Leaves the common name out of the alternative names.
    pub exclude_common_name: bool,
    /// Empty for the template's.
    pub ttl: String,
    /// A signing request (PEM, at most 4096 characters) whose key is certified; empty to have a key made here.
    pub csr: String,
}

/// How often a private certificate is issued anew by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RotationPolicy {
    /// At least 1.
    pub interval: u32,
    pub unit: RotationUnit,
}

/// What a rotation interval is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RotationUnit {
    Day,
    /// A calendar month; a day that the month lacks becomes its last.
    Month,
}
