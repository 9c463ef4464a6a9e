//! Notices: what Certkeep told, newest first, and what it is to tell.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::domain::id::NoticeId;
use crate::domain::notice::Notice;

/// A window onto the notices, newest first.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListNotices {
    pub unread_only: bool,
    pub offset: u32,
    /// At most 1000.
    pub limit: u32,
}

/// Some notices.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NoticePage {
    /// Those that match.
    pub total: u32,
    /// Those that were not read yet, whatever the filter.
    pub unread: u32,
    pub offset: u32,
    pub rows: Vec<Notice>,
}

/// Notices that were read; empty for all of them.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReadNotices {
    pub ids: Vec<NoticeId>,
}
