//! What expires when, over all secrets: the numbers behind the timeline and the statuses above the table.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::Core;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::store::overview::StatusCount;

/// Where the timeline is cut; the screen knows its calendar.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OverviewRequest {
    /// Rising; at most 400.
    pub boundaries: Vec<Timestamp>,
}

/// What expires when.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExpiryOverview {
    /// One for each status that a secret has, what needs attention first.
    pub counts: Vec<StatusCount>,
    /// Before the first boundary, between each two, after the last.
    pub buckets: Vec<ExpiryBucket>,
    /// Secrets without a certificate, which therefore never expire.
    pub no_expiry: u32,
}

/// How many certificates expire within a stretch of time.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExpiryBucket {
    /// This moment belongs to it.
    pub from: Option<Timestamp>,
    /// This one does not.
    pub until: Option<Timestamp>,
    pub count: u32,
}

/// The most boundaries that are counted between.
const BOUNDARIES_MOST: usize = 400;

impl Core {
    /// What expires when, over all secrets.
    pub fn find_overview(&self, request: &OverviewRequest) -> Result<ExpiryOverview> {
        let boundaries = checked(&request.boundaries)?;
        let now = self.now();
        let (counts, expiring, no_expiry) = self.unlocked()?.store.read(|db| {
            let overview = db.overview();
            Ok((overview.statuses(now)?, overview.between(boundaries)?, overview.without_expiry()?))
        })?;
        let counts = counts.into_iter().filter(|status: &StatusCount| status.count > 0).collect();
        let edges: Vec<Option<Timestamp>> = [None].into_iter().chain(boundaries.iter().copied().map(Some)).chain([None]).collect();
        let buckets = edges.windows(2).zip(expiring).map(|(edge, count)| ExpiryBucket { from: edge[0], until: edge[1], count }).collect();
        Ok(ExpiryOverview { counts, buckets, no_expiry })
    }
}

fn checked(boundaries: &[Timestamp]) -> Result<&[Timestamp]> {
    match boundaries.len() <= BOUNDARIES_MOST && boundaries.is_sorted() {
        true => Ok(boundaries),
        false => Err(Error::new(ErrorCode::InvalidSearch, "A timeline has at most 400 boundaries, in order.").field("boundaries")),
    }
}
