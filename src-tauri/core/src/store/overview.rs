//! Counts over all secrets, each read off the index of statuses and expiry alone.

use rusqlite::Connection;
use serde::Serialize;
use ts_rs::TS;

use super::Result;
use super::query::RANKED;
use super::query::status_condition;
use crate::domain::secret::SecretStatus;
use crate::domain::timestamp::Timestamp;

/// How many secrets have a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct StatusCount {
    pub status: SecretStatus,
    pub count: u32,
}

/// Counts over the table of secrets.
pub struct Overview<'c>(&'c Connection);

impl<'c> Overview<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self(connection)
    }

    /// Every status with its count, what needs attention first.
    pub fn statuses(&self, now: Timestamp) -> Result<Vec<StatusCount>> {
        let counted = |status| Ok(StatusCount { status, count: self.count(&status_condition(status, now))? });
        RANKED.into_iter().map(counted).collect()
    }

    /// How many expire before the first boundary, between each two, and from the last one on; boundaries rise.
    pub fn between(&self, boundaries: &[Timestamp]) -> Result<Vec<u32>> {
        let edges = [i64::MIN].into_iter().chain(boundaries.iter().map(|boundary| boundary.unix())).chain([i64::MAX]).collect::<Vec<_>>();
        let sql = "SELECT count(*) FROM secrets INDEXED BY secrets_by_not_after WHERE not_after >= ?1 AND not_after < ?2";
        let mut select = self.0.prepare_cached(sql)?;
        edges.windows(2).map(|edge| Ok(select.query_row([edge[0], edge[1]], |row| row.get(0))?)).collect()
    }

    /// How many have no expiry, because they have no certificate.
    pub fn without_expiry(&self) -> Result<u32> {
        self.count("s.not_after IS NULL")
    }

    fn count(&self, condition: &str) -> Result<u32> {
        Ok(self.0.prepare_cached(&format!("SELECT count(*) FROM secrets s WHERE {condition}"))?.query_row([], |row| row.get(0))?)
    }
}

impl std::fmt::Debug for Overview<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Overview(..)")
    }
}
