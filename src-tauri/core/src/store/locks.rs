//! Locks on versions; each secret's row knows how many there are on all of its versions.

use rusqlite::Row;
use rusqlite::params;

use super::Db;
use super::Error;
use super::Result;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::lock::LOCKS_MAX;
use crate::domain::lock::Lock;
use crate::domain::lock::LockDescription;
use crate::domain::lock::LockName;
use crate::domain::metadata::CustomMetadata;
use crate::domain::timestamp::Timestamp;

const SELECT: &str = "SELECT v.id, l.name, l.description, l.attributes, l.created_at, l.created_by, l.updated_at
    FROM locks l JOIN versions v ON v.row = l.version_row JOIN secrets s ON s.row = v.secret_row";

/// The table of locks.
pub struct Locks<'c>(&'c Db<'c>);

impl<'c> Locks<'c> {
    pub(super) fn new(db: &'c Db<'c>) -> Self {
        Self(db)
    }

    /// Every lock on any version of a secret: those of the newest version first, by name.
    pub fn list(&self, secret: SecretId) -> Result<Vec<Lock>> {
        self.select("WHERE s.id = ?1 ORDER BY v.number DESC, l.name COLLATE NOCASE", &secret.to_string())
    }

    /// The locks on one version, by name.
    pub fn on(&self, version: VersionId) -> Result<Vec<Lock>> {
        self.select("WHERE v.id = ?1 ORDER BY l.name COLLATE NOCASE", &version.to_string())
    }

    /// Puts a lock on its version, in the place of one that has the same name; answers whether it took such a place.
    /// The version must have its payload, and the secret at most [`LOCKS_MAX`] locks.
    pub fn put(&self, lock: &Lock) -> Result<bool> {
        let version = self.0.versions().find(lock.version_id)?;
        let replaces = self.on(lock.version_id)?.iter().any(|other| other.name == lock.name);
        match version.payload_available {
            false => return Err(Error::PayloadGone),
            true if !replaces && self.count(version.secret_id)? >= LOCKS_MAX => return Err(Error::TooManyLocks),
            true => {}
        }
        self.insert(lock)?;
        self.recount(version.secret_id)?;
        Ok(replaces)
    }

    /// Takes a lock off its version; answers whether it was there.
    pub fn remove(&self, version: VersionId, name: &LockName) -> Result<bool> {
        let secret = self.0.versions().find(version)?.secret_id;
        let row = self.0.versions().row_of(version)?;
        let removed = self.0.connection.execute("DELETE FROM locks WHERE version_row = ?1 AND name = ?2", params![row, name.as_str()])?;
        self.recount(secret)?;
        Ok(removed > 0)
    }

    fn insert(&self, lock: &Lock) -> Result<()> {
        let sql = "INSERT INTO locks (version_row, name, description, attributes, created_at, created_by, updated_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (version_row, name) DO UPDATE SET
            description = excluded.description, attributes = excluded.attributes, updated_at = excluded.updated_at";
        self.0.connection.execute(
            sql,
            params![
                self.0.versions().row_of(lock.version_id)?,
                lock.name.as_str(),
                lock.description.as_str(),
                lock.attributes.to_text(),
                lock.created_at.unix(),
                lock.created_by,
                lock.updated_at.unix(),
            ],
        )?;
        Ok(())
    }

    fn count(&self, secret: SecretId) -> Result<u32> {
        let sql = "SELECT locks_total FROM secrets WHERE id = ?1";
        Ok(self.0.connection.query_row(sql, [secret.to_string()], |row| row.get(0))?)
    }

    fn recount(&self, secret: SecretId) -> Result<()> {
        let sql = "UPDATE secrets SET locks_total =
            (SELECT count(*) FROM locks l JOIN versions v ON v.row = l.version_row WHERE v.secret_row = secrets.row) WHERE id = ?1";
        Ok(self.0.connection.execute(sql, [secret.to_string()]).map(drop)?)
    }

    fn select(&self, clause: &str, id: &str) -> Result<Vec<Lock>> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT} {clause}"))?;
        let mut rows = select.query([id])?;
        let mut locks = Vec::new();
        while let Some(row) = rows.next()? {
            locks.push(read(row)?);
        }
        Ok(locks)
    }
}

impl std::fmt::Debug for Locks<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Locks(..)")
    }
}

fn read(row: &Row<'_>) -> Result<Lock> {
    let text = |column| row.get::<_, String>(column);
    Ok(Lock {
        version_id: text(0)?.parse().map_err(|_| Error::unreadable("versions.id"))?,
        name: LockName::parse(&text(1)?).map_err(|_| Error::unreadable("locks.name"))?,
        description: LockDescription::parse(&text(2)?).map_err(|_| Error::unreadable("locks.description"))?,
        attributes: CustomMetadata::parse(&text(3)?).map_err(|_| Error::unreadable("locks.attributes"))?,
        created_at: Timestamp::from_unix(row.get(4)?),
        created_by: text(5)?,
        updated_at: Timestamp::from_unix(row.get(6)?),
    })
}
