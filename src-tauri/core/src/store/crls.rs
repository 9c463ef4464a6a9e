//! Revocation lists: the newest of each key, and the numbers that they have reached.

use rusqlite::Row;
use rusqlite::params;

use super::Db;
use super::Error;
use super::Result;
use crate::domain::id::AuthorityId;
use crate::domain::timestamp::Timestamp;

/// The tables of revocation lists.
pub struct Crls<'c>(&'c Db<'c>);

/// A revocation list as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCrl {
    /// Of the key that signed it.
    pub key_fingerprint: String,
    pub number: u32,
    pub this_update: Timestamp,
    pub next_update: Timestamp,
    pub entries: u32,
    pub der: Vec<u8>,
}

/// A list that has to be made anew, or will have to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueCrl {
    pub authority_id: AuthorityId,
    pub authority_name: String,
    pub this_update: Timestamp,
    pub next_update: Timestamp,
}

impl<'c> Crls<'c> {
    pub(super) fn new(db: &'c Db<'c>) -> Self {
        Self(db)
    }

    /// The number for the next list of these keys: greater than every number that any of them has reached. No number is given twice.
    pub fn next_number(&self, keys: &[String]) -> Result<u32> {
        let mut highest = 0;
        for key in keys {
            let sql = "SELECT coalesce(max(number), 0) FROM crl_numbers WHERE key_fingerprint = ?1";
            highest = highest.max(self.0.connection.prepare_cached(sql)?.query_row([key], |row| row.get::<_, u32>(0))?);
        }
        let next = highest.checked_add(1).ok_or(Error::NumbersUsedUp)?;
        keys.iter().try_for_each(|key| self.reached(key, next))?;
        Ok(next)
    }

    /// Notes that a key has signed a list with this number; a smaller one than before changes nothing.
    pub fn reached(&self, key_fingerprint: &str, number: u32) -> Result<()> {
        let sql = "INSERT INTO crl_numbers (key_fingerprint, number) VALUES (?1, ?2)
             ON CONFLICT (key_fingerprint) DO UPDATE SET number = max(number, excluded.number)";
        Ok(self.0.connection.prepare_cached(sql)?.execute(params![key_fingerprint, number]).map(drop)?)
    }

    /// The number that each key has reached.
    pub fn numbers(&self) -> Result<Vec<(String, u32)>> {
        let mut select = self.0.connection.prepare_cached("SELECT key_fingerprint, number FROM crl_numbers")?;
        let numbers = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(numbers.collect::<rusqlite::Result<_>>()?)
    }

    /// Puts these lists in the place of all that the authority had.
    pub fn replace(&self, authority: AuthorityId, lists: &[StoredCrl]) -> Result<()> {
        let authority_row = self.0.authorities().row_of(authority)?;
        self.0.connection.prepare_cached("DELETE FROM crls WHERE authority_row = ?1")?.execute([authority_row])?;
        let sql = "INSERT INTO crls (authority_row, key_fingerprint, number, this_update, next_update, entries, crl)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        for list in lists {
            self.0.connection.prepare_cached(sql)?.execute(params![
                authority_row,
                list.key_fingerprint,
                list.number,
                list.this_update.unix(),
                list.next_update.unix(),
                list.entries,
                list.der,
            ])?;
        }
        Ok(())
    }

    /// The lists of an authority: that of the key in use first.
    pub fn list(&self, authority: AuthorityId) -> Result<Vec<StoredCrl>> {
        let sql = "SELECT l.key_fingerprint, l.number, l.this_update, l.next_update, l.entries, l.crl FROM crls l
             LEFT JOIN authority_certificates c ON c.authority_row = l.authority_row AND c.in_use = 1
             WHERE l.authority_row = ?1 ORDER BY c.key_fingerprint = l.key_fingerprint DESC, l.key_fingerprint";
        let mut select = self.0.connection.prepare_cached(sql)?;
        let lists = select.query_map([self.0.authorities().row_of(authority)?], read)?;
        Ok(lists.collect::<rusqlite::Result<_>>()?)
    }

    /// The newest list of an authority without its bytes; `None` while it has none.
    pub fn newest(&self, authority: AuthorityId) -> Result<Option<StoredCrl>> {
        let sql = "SELECT key_fingerprint, number, this_update, next_update, entries, x'' FROM crls
             WHERE authority_row = ?1 ORDER BY number DESC LIMIT 1";
        let mut select = self.0.connection.prepare_cached(sql)?;
        let mut lists = select.query_map([self.0.authorities().row_of(authority)?], read)?;
        Ok(lists.next().transpose()?)
    }

    /// The times of every authority's lists, for those whose certificate is valid at `now`.
    pub fn times(&self, now: Timestamp) -> Result<Vec<DueCrl>> {
        let sql = "SELECT a.id, a.name, min(l.this_update), min(l.next_update) FROM crls l JOIN authorities a ON a.row = l.authority_row
             JOIN authority_certificates c ON c.authority_row = a.row AND c.in_use = 1 AND c.not_after >= ?1 GROUP BY a.row ORDER BY a.folded_name";
        let mut select = self.0.connection.prepare_cached(sql)?;
        let mut rows = select.query([now.unix()])?;
        let mut due = Vec::new();
        while let Some(row) = rows.next()? {
            due.push(DueCrl {
                authority_id: row.get::<_, String>(0)?.parse().map_err(|_| Error::unreadable("authorities.id"))?,
                authority_name: row.get(1)?,
                this_update: Timestamp::from_unix(row.get(2)?),
                next_update: Timestamp::from_unix(row.get(3)?),
            });
        }
        Ok(due)
    }
}

impl std::fmt::Debug for Crls<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Crls(..)")
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredCrl> {
    Ok(StoredCrl {
        key_fingerprint: row.get(0)?,
        number: row.get(1)?,
        this_update: Timestamp::from_unix(row.get(2)?),
        next_update: Timestamp::from_unix(row.get(3)?),
        entries: row.get(4)?,
        der: row.get(5)?,
    })
}
