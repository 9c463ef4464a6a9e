//! What is particular to private certificates: what was asked for, through which template, and when it is asked for again.

use rusqlite::Row;
use rusqlite::params;

use super::Db;
use super::Error;
use super::Result;
use crate::domain::id::AuthorityId;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::id::TemplateId;
use crate::domain::private::PrivateContent;
use crate::domain::private::RotationFailure;
use crate::domain::private::RotationPolicy;
use crate::domain::private::RotationUnit;
use crate::domain::template::TemplateContent;
use crate::domain::timestamp::Timestamp;

const SELECT: &str = "SELECT s.id, p.authority_id, p.authority_name, p.template_id, p.template_name, p.content, p.interval, p.unit,
    p.next_rotation_at, p.failures, p.failed_at, p.failure, p.due_at
    FROM private_certificates p JOIN secrets s ON s.row = p.secret_row";

/// A private certificate, beside what it shares with every secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPrivate {
    pub secret_id: SecretId,
    pub authority_id: AuthorityId,
    pub authority_name: String,
    /// `None` when it was deleted.
    pub template_id: Option<TemplateId>,
    pub template_name: String,
    pub content: PrivateContent,
    pub rotation: Option<RotationPolicy>,
    pub next_rotation_at: Option<Timestamp>,
    /// How often rotating by itself failed, since the last time that it did not.
    pub failures: u32,
    pub failure: Option<RotationFailure>,
    /// The next try: the rotation itself, or another one after a failure.
    pub due_at: Option<Timestamp>,
}

/// The table of private certificates.
pub struct PrivateCertificates<'c>(&'c Db<'c>);

impl<'c> PrivateCertificates<'c> {
    pub(super) fn new(db: &'c Db<'c>) -> Self {
        Self(db)
    }

    /// What is particular to this secret; `None` when it is no private certificate.
    pub fn find(&self, secret: SecretId) -> Result<Option<StoredPrivate>> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT} WHERE s.id = ?1"))?;
        let mut rows = select.query([secret.to_string()])?;
        rows.next()?.map(read).transpose()
    }

    /// Adds or replaces what is particular to a secret.
    pub fn save(&self, private: &StoredPrivate) -> Result<()> {
        let secret_row = self.0.secrets().row_of(private.secret_id)?;
        let failure = private.failure.as_ref();
        self.0
            .connection
            .prepare_cached(
                "REPLACE INTO private_certificates (secret_row, authority_id, authority_name, template_id, template_name, content,
                 interval, unit, next_rotation_at, failures, failed_at, failure, due_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                secret_row,
                private.authority_id.to_string(),
                private.authority_name,
                private.template_id.map(|id| id.to_string()),
                private.template_name,
                serde_json::to_string(&private.content).map_err(|_| Error::unreadable("private_certificates.content"))?,
                private.rotation.map(|policy| policy.interval),
                private.rotation.map(|policy| unit_code(policy.unit)),
                private.next_rotation_at.map(Timestamp::unix),
                private.failures,
                failure.map(|failure| failure.at.unix()),
                failure.map(|failure| failure.problem.clone()),
                private.due_at.map(Timestamp::unix),
            ])?;
        Ok(())
    }

    /// Secrets whose next try is due at `now`, the longest due first.
    pub fn due(&self, now: Timestamp) -> Result<Vec<SecretId>> {
        let mut select = self.0.connection.prepare_cached(
            "SELECT s.id FROM private_certificates p JOIN secrets s ON s.row = p.secret_row WHERE p.due_at <= ?1 ORDER BY p.due_at",
        )?;
        let found = select.query_map([now.unix()], |row| row.get::<_, String>(0))?;
        found.map(|id| id?.parse().map_err(|_| Error::unreadable("secrets.id"))).collect()
    }

    /// When the next try of all is due.
    pub fn next_due(&self) -> Result<Option<Timestamp>> {
        let sql = "SELECT min(due_at) FROM private_certificates WHERE due_at IS NOT NULL";
        let next = self.0.connection.query_row(sql, [], |row| row.get::<_, Option<i64>>(0))?;
        Ok(next.map(Timestamp::from_unix))
    }

    /// The name of the template that keeps this secret out of a group; `None` when nothing does.
    pub fn keeps_out_of(&self, secret: SecretId, group: GroupId) -> Result<Option<String>> {
        let mut select = self.0.connection.prepare_cached(
            "SELECT t.name, t.content FROM private_certificates p JOIN secrets s ON s.row = p.secret_row
             JOIN templates t ON t.id = p.template_id WHERE s.id = ?1",
        )?;
        let mut rows = select.query([secret.to_string()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let content: TemplateContent =
            serde_json::from_str(&row.get::<_, String>(1)?).map_err(|_| Error::unreadable("templates.content"))?;
        let allowed = content.allowed_group_ids;
        match allowed.is_empty() || allowed.contains(&group) {
            true => Ok(None),
            false => Ok(Some(row.get(0)?)),
        }
    }
}

impl std::fmt::Debug for PrivateCertificates<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("PrivateCertificates(..)")
    }
}

fn unit_code(unit: RotationUnit) -> &'static str {
    match unit {
        RotationUnit::Day => "day",
        RotationUnit::Month => "month",
    }
}

fn read(row: &Row<'_>) -> Result<StoredPrivate> {
    let template: Option<String> = row.get(3)?;
    let moment = |at: Option<i64>| at.map(Timestamp::from_unix);
    let failure = match (moment(row.get(10)?), row.get::<_, Option<String>>(11)?) {
        (Some(at), Some(problem)) => Some(RotationFailure { at, problem }),
        _ => None,
    };
    Ok(StoredPrivate {
        secret_id: row.get::<_, String>(0)?.parse().map_err(|_| Error::unreadable("secrets.id"))?,
        authority_id: row.get::<_, String>(1)?.parse().map_err(|_| Error::unreadable("private_certificates.authority_id"))?,
        authority_name: row.get(2)?,
        template_id: template.map(|id| id.parse().map_err(|_| Error::unreadable("private_certificates.template_id"))).transpose()?,
        template_name: row.get(4)?,
        content: serde_json::from_str(&row.get::<_, String>(5)?).map_err(|_| Error::unreadable("private_certificates.content"))?,
        rotation: policy(row.get(6)?, row.get::<_, Option<String>>(7)?.as_deref()),
        next_rotation_at: moment(row.get(8)?),
        failures: row.get(9)?,
        failure,
        due_at: moment(row.get(12)?),
    })
}

fn policy(interval: Option<u32>, unit: Option<&str>) -> Option<RotationPolicy> {
    let unit = match unit? {
        "month" => RotationUnit::Month,
        _ => RotationUnit::Day,
    };
    interval.map(|interval| RotationPolicy { interval, unit })
}
