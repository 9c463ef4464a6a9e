//! Versions and their payload: one row each, payload apart, so that listing never touches a key.

use rusqlite::OptionalExtension;
use rusqlite::Row;
use rusqlite::params;
use secrecy::ExposeSecret;

use super::Db;
use super::Error;
use super::Result;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::metadata::CustomMetadata;
use crate::domain::revocation::Revocation;
use crate::domain::revocation::RevocationReason;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::Payload;
use crate::domain::version::SecretVersion;

const SELECT: &str = "SELECT v.id, s.id, v.number, v.created_at, v.created_by, v.not_before, v.not_after, v.serial_number, v.fingerprint,
    v.key_algorithm, v.private_key_included, v.intermediate_included, v.downloaded, v.auto_rotated,
    EXISTS (SELECT 1 FROM payloads WHERE version_row = v.row), v.metadata, v.restored_from,
    (SELECT count(*) FROM locks WHERE version_row = v.row), v.revoked_at, v.revocation_reason
    FROM versions v JOIN secrets s ON s.row = v.secret_row";

/// The table of versions.
pub struct Versions<'c>(&'c Db<'c>);

impl<'c> Versions<'c> {
    pub(super) fn new(db: &'c Db<'c>) -> Self {
        Self(db)
    }

    /// Adds a version with its payload; when it is the newest, the secret's row then shows what `facts` say.
    pub fn insert(&self, version: &SecretVersion, facts: &CertificateFacts, payload: &Payload) -> Result<()> {
        let secret_row = self.0.secrets().row_of(version.secret_id)?;
        let version_row = self.insert_row(secret_row, version)?;
        self.0
            .connection
            .prepare_cached("INSERT INTO payloads (version_row, certificate, private_key, intermediate) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![
                version_row,
                payload.certificate,
                payload.private_key.as_ref().map(ExposeSecret::expose_secret),
                payload.intermediate
            ])?;
        self.show(secret_row, version, facts)
    }

    /// The versions of a secret, newest first.
    pub fn list(&self, secret: SecretId) -> Result<Vec<SecretVersion>> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT} WHERE s.id = ?1 ORDER BY v.number DESC"))?;
        let mut rows = select.query([secret.to_string()])?;
        let mut versions = Vec::new();
        while let Some(row) = rows.next()? {
            versions.push(read(row)?);
        }
        Ok(versions)
    }

    /// The newest version of a secret; `None` while nothing was issued.
    pub fn current(&self, secret: SecretId) -> Result<Option<SecretVersion>> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT} WHERE s.id = ?1 ORDER BY v.number DESC LIMIT 1"))?;
        let mut rows = select.query([secret.to_string()])?;
        rows.next()?.map(read).transpose()
    }

    /// One version, or [`Error::NoSuchVersion`].
    pub fn find(&self, id: VersionId) -> Result<SecretVersion> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT} WHERE v.id = ?1"))?;
        let mut rows = select.query([id.to_string()])?;
        rows.next()?.map(read).transpose()?.ok_or(Error::NoSuchVersion)
    }

    /// What the version holds, byte for byte as it came in; [`Error::PayloadGone`] when it was removed.
    pub fn payload(&self, id: VersionId) -> Result<Payload> {
        let sql = "SELECT certificate, private_key, intermediate FROM payloads JOIN versions v ON v.row = version_row WHERE v.id = ?1";
        let mut select = self.0.connection.prepare_cached(sql)?;
        let mut rows = select.query([id.to_string()])?;
        match rows.next()? {
            Some(row) => Ok(Payload {
                certificate: row.get(0)?,
                private_key: row.get::<_, Option<Vec<u8>>>(1)?.map(Into::into),
                intermediate: row.get(2)?,
            }),
            None => self.find(id).and(Err(Error::PayloadGone)),
        }
    }

    /// Notes that the payload has left the vault.
    pub fn mark_downloaded(&self, id: VersionId) -> Result<()> {
        match self.0.connection.execute("UPDATE versions SET downloaded = 1 WHERE id = ?1", [id.to_string()])? {
            0 => Err(Error::NoSuchVersion),
            _ => Ok(()),
        }
    }

    /// Writes what the person noted about the version.
    pub fn set_metadata(&self, id: VersionId, metadata: &CustomMetadata) -> Result<()> {
        match self.0.connection.execute("UPDATE versions SET metadata = ?2 WHERE id = ?1", [id.to_string(), metadata.to_text()])? {
            0 => Err(Error::NoSuchVersion),
            _ => Ok(()),
        }
    }

    /// Notes that a version is revoked, or that it is not any more; the secret knows it of its newest version.
    pub fn set_revoked(&self, id: VersionId, revoked: Option<Revocation>) -> Result<()> {
        let row = self.row_of(id)?;
        let (at, reason) = (revoked.map(|revoked| revoked.at.unix()), revoked.map(|revoked| revoked.reason.number()));
        let sql = "UPDATE versions SET revoked_at = ?2, revocation_reason = ?3 WHERE row = ?1";
        self.0.connection.prepare_cached(sql)?.execute(params![row, at, reason])?;
        let sql = "UPDATE secrets SET revoked_at = ?2 WHERE row = (SELECT secret_row FROM versions v WHERE v.row = ?1
            AND NOT EXISTS (SELECT 1 FROM versions newer WHERE newer.secret_row = v.secret_row AND newer.number > v.number))";
        Ok(self.0.connection.prepare_cached(sql)?.execute(params![row, at]).map(drop)?)
    }

    /// Removes the payload of one version for good; its row stays. [`Error::PayloadGone`] when there is none.
    /// The secret has no private key any more when this was its newest version.
    pub fn delete_payload(&self, id: VersionId) -> Result<()> {
        let row = self.row_of(id)?;
        if self.0.connection.prepare_cached("DELETE FROM payloads WHERE version_row = ?1")?.execute([row])? == 0 {
            return Err(Error::PayloadGone);
        }
        let sql = "UPDATE secrets SET private_key_included = 0 WHERE row = (SELECT secret_row FROM versions v WHERE v.row = ?1
            AND NOT EXISTS (SELECT 1 FROM versions newer WHERE newer.secret_row = v.secret_row AND newer.number > v.number))";
        Ok(self.0.connection.prepare_cached(sql)?.execute([row]).map(drop)?)
    }

    /// Removes the payload of all but the newest `kept` versions, and not of locked ones; their rows stay.
    /// Answers the numbers of those that lost it, oldest first.
    pub fn prune(&self, secret: SecretId, kept: u32) -> Result<Vec<u32>> {
        let row = self.0.secrets().row_of(secret)?;
        let mut select = self.0.connection.prepare_cached(
            "SELECT v.number, v.row FROM versions v JOIN payloads p ON p.version_row = v.row
             WHERE v.secret_row = ?1 AND NOT EXISTS (SELECT 1 FROM locks WHERE version_row = v.row)
             AND v.row NOT IN (SELECT row FROM versions WHERE secret_row = ?1 ORDER BY number DESC LIMIT ?2) ORDER BY v.number",
        )?;
        let found = select.query_map(params![row, kept], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, i64>(1)?)))?;
        let old: Vec<(u32, i64)> = found.collect::<rusqlite::Result<_>>()?;
        let mut delete = self.0.connection.prepare_cached("DELETE FROM payloads WHERE version_row = ?1")?;
        for (_, version_row) in &old {
            delete.execute([version_row])?;
        }
        Ok(old.into_iter().map(|(number, _)| number).collect())
    }

    /// How many versions there are, over all secrets.
    pub fn count(&self) -> Result<u32> {
        Ok(self.0.connection.query_row("SELECT count(*) FROM versions", [], |row| row.get(0))?)
    }

    /// The row that other tables know the version by.
    pub(super) fn row_of(&self, id: VersionId) -> Result<i64> {
        let mut select = self.0.connection.prepare_cached("SELECT row FROM versions WHERE id = ?1")?;
        select.query_row([id.to_string()], |row| row.get(0)).optional()?.ok_or(Error::NoSuchVersion)
    }

    fn insert_row(&self, secret_row: i64, version: &SecretVersion) -> Result<i64> {
        let mut insert = self.0.connection.prepare_cached(
            "INSERT INTO versions (id, secret_row, number, created_at, created_by, not_before, not_after, serial_number, fingerprint,
             key_algorithm, private_key_included, intermediate_included, downloaded, auto_rotated, metadata, restored_from)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?;
        Ok(insert.insert(params![
            version.id.to_string(),
            secret_row,
            version.number,
            version.created_at.unix(),
            version.created_by,
            version.not_before.unix(),
            version.not_after.unix(),
            version.serial_number,
            version.fingerprint_sha256,
            version.key_algorithm,
            version.private_key_included,
            version.intermediate_included,
            version.downloaded,
            version.auto_rotated,
            version.custom_metadata.to_text(),
            version.restored_from,
        ])?)
    }

    fn show(&self, secret_row: i64, version: &SecretVersion, facts: &CertificateFacts) -> Result<()> {
        let alt_names: Vec<&str> = facts.alt_names.iter().map(|name| name.value.as_str()).collect();
        let mut update = self.0.connection.prepare_cached(
            "UPDATE secrets SET versions_total = versions_total + 1, display_name = ?2, alt_names = ?3, issuer = ?4, serial_number = ?5,
             fingerprint = ?6, key_algorithm = ?7, not_before = ?8, not_after = ?9, private_key_included = ?10, revoked_at = NULL
             WHERE row = ?1 AND NOT EXISTS (SELECT 1 FROM versions WHERE secret_row = ?1 AND number > ?11)",
        )?;
        let shown = update.execute(params![
            secret_row,
            facts.display_name(),
            alt_names.join("\n"),
            facts.issuer_name,
            version.serial_number,
            version.fingerprint_sha256,
            version.key_algorithm,
            version.not_before.unix(),
            version.not_after.unix(),
            version.private_key_included,
            version.number,
        ])?;
        match shown {
            0 => self.count_older(secret_row),
            _ => {
                self.0.note_changed(secret_row);
                Ok(())
            }
        }
    }

    fn count_older(&self, secret_row: i64) -> Result<()> {
        self.0.connection.execute("UPDATE secrets SET versions_total = versions_total + 1 WHERE row = ?1", [secret_row])?;
        Ok(())
    }
}

impl std::fmt::Debug for Versions<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Versions(..)")
    }
}

fn read(row: &Row<'_>) -> Result<SecretVersion> {
    Ok(SecretVersion {
        id: row.get::<_, String>(0)?.parse().map_err(|_| Error::unreadable("versions.id"))?,
        secret_id: row.get::<_, String>(1)?.parse().map_err(|_| Error::unreadable("secrets.id"))?,
        number: row.get(2)?,
        created_at: Timestamp::from_unix(row.get(3)?),
        created_by: row.get(4)?,
        not_before: Timestamp::from_unix(row.get(5)?),
        not_after: Timestamp::from_unix(row.get(6)?),
        serial_number: row.get(7)?,
        fingerprint_sha256: row.get(8)?,
        key_algorithm: row.get(9)?,
        private_key_included: row.get(10)?,
        intermediate_included: row.get(11)?,
        downloaded: row.get(12)?,
        auto_rotated: row.get(13)?,
        payload_available: row.get(14)?,
        custom_metadata: CustomMetadata::parse(&row.get::<_, String>(15)?).map_err(|_| Error::unreadable("versions.metadata"))?,
        restored_from: row.get(16)?,
        locks: row.get(17)?,
        revoked: revocation(row.get(18)?, row.get(19)?),
    })
}

/// A reason that has no name here any more is none.
fn revocation(at: Option<i64>, reason: Option<u8>) -> Option<Revocation> {
    let reason = reason.and_then(RevocationReason::from_number).unwrap_or(RevocationReason::Unspecified);
    at.map(|at| Revocation { at: Timestamp::from_unix(at), reason })
}
