//! Notices that were given, troubles that last, and what is about to expire.

use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::Row;
use rusqlite::params;

use super::Error;
use super::Result;
use crate::domain::id::AuthorityId;
use crate::domain::id::NoticeId;
use crate::domain::id::SecretId;
use crate::domain::notice::Notice;
use crate::domain::notice::NoticeKind;
use crate::domain::timestamp::Timestamp;

/// Which notices, newest first.
#[derive(Clone, Copy, Debug)]
pub struct NoticesQuery {
    pub unread_only: bool,
    pub offset: u32,
    pub limit: u32,
}

/// A secret that expires, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expiring {
    pub id: SecretId,
    pub name: String,
    pub not_after: Timestamp,
}

/// An authority whose certificate in use expires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpiringAuthority {
    pub id: AuthorityId,
    pub name: String,
    pub not_after: Timestamp,
}

/// The tables of notices and of troubles.
pub struct Notices<'c>(&'c Connection);

impl<'c> Notices<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self(connection)
    }

    /// Adds a notice.
    pub fn insert(&self, notice: &Notice) -> Result<()> {
        let sql =
            "INSERT INTO notices (id, at, kind, title, detail, secret_id, authority_id, read) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.0.prepare_cached(sql)?.execute(params![
            notice.id.to_string(),
            notice.at.unix(),
            notice.kind.code(),
            notice.title,
            notice.detail,
            notice.secret_id.map(|id| id.to_string()).unwrap_or_default(),
            notice.authority_id.map(|id| id.to_string()).unwrap_or_default(),
            notice.read,
        ])?;
        Ok(())
    }

    /// Some notices, newest first, and how many match.
    pub fn page(&self, query: &NoticesQuery) -> Result<(Vec<Notice>, u32)> {
        let condition = if query.unread_only { "read = 0" } else { "1" };
        let columns = "id, at, kind, title, detail, secret_id, authority_id, read";
        let sql = format!("SELECT {columns} FROM notices WHERE {condition} ORDER BY row DESC LIMIT ?1 OFFSET ?2");
        let mut select = self.0.prepare_cached(&sql)?;
        let mut rows = select.query([query.limit, query.offset])?;
        let mut notices = Vec::new();
        while let Some(row) = rows.next()? {
            notices.push(read(row)?);
        }
        Ok((notices, self.count(condition)?))
    }

    /// How many were not read yet.
    pub fn unread(&self) -> Result<u32> {
        self.count("read = 0")
    }

    /// Marks these as read; all of them when none is named.
    pub fn read(&self, ids: &[NoticeId]) -> Result<()> {
        self.each(ids, "UPDATE notices SET read = 1")
    }

    /// Removes these; all of them when none is named.
    pub fn delete(&self, ids: &[NoticeId]) -> Result<()> {
        self.each(ids, "DELETE FROM notices")
    }

    /// When this trouble was last told, while it lasts.
    pub fn told(&self, topic: &str) -> Result<Option<Timestamp>> {
        let mut select = self.0.prepare_cached("SELECT told_at FROM troubles WHERE topic = ?1")?;
        Ok(select.query_row([topic], |row| row.get(0)).optional()?.map(Timestamp::from_unix))
    }

    /// Remembers that this trouble was told at `now`.
    pub fn tell(&self, topic: &str, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO troubles (topic, told_at) VALUES (?1, ?2) ON CONFLICT (topic) DO UPDATE SET told_at = excluded.told_at";
        Ok(self.0.prepare_cached(sql)?.execute(params![topic, now.unix()]).map(drop)?)
    }

    /// The troubles of this kind that are over: their topics begin with `kind` and are not among `lasting`.
    pub fn over(&self, kind: &str, lasting: &[String]) -> Result<Vec<String>> {
        let mut select = self.0.prepare_cached("SELECT topic FROM troubles WHERE substr(topic, 1, length(?1)) = ?1")?;
        let topics = select.query_map([kind], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(topics.into_iter().filter(|topic| !lasting.contains(topic)).collect())
    }

    /// Forgets these troubles.
    pub fn forget(&self, topics: &[String]) -> Result<()> {
        let mut delete = self.0.prepare_cached("DELETE FROM troubles WHERE topic = ?1")?;
        topics.iter().try_for_each(|topic| Ok(delete.execute([topic]).map(drop)?))
    }

    /// Active secrets whose certificate ends after `after` and not later than `until`: the first few by expiry, and how many there are.
    /// What rotates by itself, and did the last time, is left out.
    pub fn expiring(&self, after: Timestamp, until: Timestamp, limit: u32) -> Result<(Vec<Expiring>, u32)> {
        let condition = "state = 1 AND not_after > ?1 AND not_after <= ?2 AND NOT EXISTS
             (SELECT 1 FROM private_certificates p WHERE p.secret_row = secrets.row AND p.due_at IS NOT NULL AND p.failed_at IS NULL)";
        let sql = format!("SELECT id, name, not_after FROM secrets WHERE {condition} ORDER BY not_after LIMIT ?3");
        let mut select = self.0.prepare_cached(&sql)?;
        let mut rows = select.query(params![after.unix(), until.unix(), limit])?;
        let mut expiring = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get::<_, String>(0)?.parse().map_err(|_| Error::unreadable("secrets.id"))?;
            expiring.push(Expiring { id, name: row.get(1)?, not_after: Timestamp::from_unix(row.get(2)?) });
        }
        let mut count = self.0.prepare_cached(&format!("SELECT count(*) FROM secrets WHERE {condition}"))?;
        Ok((expiring, count.query_row([after.unix(), until.unix()], |row| row.get(0))?))
    }

    /// Authorities whose certificate in use ends after `after` and not later than `until`.
    pub fn expiring_authorities(&self, after: Timestamp, until: Timestamp) -> Result<Vec<ExpiringAuthority>> {
        let sql = "SELECT a.id, a.name, c.not_after FROM authority_certificates c JOIN authorities a ON a.row = c.authority_row
             WHERE c.in_use = 1 AND c.not_after > ?1 AND c.not_after <= ?2 ORDER BY c.not_after";
        let mut select = self.0.prepare_cached(sql)?;
        let mut rows = select.query([after.unix(), until.unix()])?;
        let mut expiring = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get::<_, String>(0)?.parse().map_err(|_| Error::unreadable("authorities.id"))?;
            expiring.push(ExpiringAuthority { id, name: row.get(1)?, not_after: Timestamp::from_unix(row.get(2)?) });
        }
        Ok(expiring)
    }

    fn count(&self, condition: &str) -> Result<u32> {
        Ok(self.0.prepare_cached(&format!("SELECT count(*) FROM notices WHERE {condition}"))?.query_row([], |row| row.get(0))?)
    }

    fn each(&self, ids: &[NoticeId], act: &str) -> Result<()> {
        if ids.is_empty() {
            return Ok(self.0.execute(act, []).map(drop)?);
        }
        let mut change = self.0.prepare_cached(&format!("{act} WHERE id = ?1"))?;
        ids.iter().try_for_each(|id| Ok(change.execute([id.to_string()]).map(drop)?))
    }
}

impl std::fmt::Debug for Notices<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Notices(..)")
    }
}

fn read(row: &Row<'_>) -> Result<Notice> {
    let kind = NoticeKind::from_code(&row.get::<_, String>(2)?).ok_or_else(|| Error::unreadable("notices.kind"))?;
    Ok(Notice {
        id: row.get::<_, String>(0)?.parse().map_err(|_| Error::unreadable("notices.id"))?,
        at: Timestamp::from_unix(row.get(1)?),
        kind,
        severity: kind.severity(),
        title: row.get(3)?,
        detail: row.get(4)?,
        secret_id: row.get::<_, String>(5)?.parse().ok(),
        authority_id: row.get::<_, String>(6)?.parse().ok(),
        read: row.get(7)?,
    })
}
