//! Download: a version written to a file in the form the person chose, and read again before it counts as done.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::browse::VersionRef;

/// A form in which a version can be written.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FormatRow {
    pub id: String,
    pub title: String,
    pub help: String,
    /// Proposed name of the file.
    pub file_name: String,
    /// The file will hold the private key.
    pub contains_key: bool,
    /// Why this version cannot be written so.
    pub unavailable: Option<String>,
}

/// What to write; where is asked natively.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DownloadVersion {
    pub version: VersionRef,
    pub format: String,
}

/// A file that was written, read again and compared.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WrittenFile {
    pub path: String,
    pub bytes: u64,
    /// The file holds the private key and can be read by its owner alone.
    pub contains_key: bool,
}
