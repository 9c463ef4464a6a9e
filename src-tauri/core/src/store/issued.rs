//! What own authorities issued, and took back.

use rusqlite::Row;
use rusqlite::params;

use super::Db;
use super::Error;
use super::Result;
use super::error::is_taken;
use crate::domain::authority::IssuedCertificate;
use crate::domain::id::AuthorityId;
use crate::domain::id::SecretId;
use crate::domain::id::TemplateId;
use crate::domain::id::VersionId;
use crate::domain::revocation::Revocation;
use crate::domain::revocation::RevocationReason;
use crate::domain::serial::SerialNumber;
use crate::domain::timestamp::Timestamp;

const SELECT: &str = "SELECT i.serial, i.display_name, i.is_ca, i.fingerprint, i.version_id, i.template_id, i.template_name, i.issued_at,
    i.not_before, i.not_after, i.revoked_at, i.reason, a.id,
    (SELECT s.id FROM versions v JOIN secrets s ON s.row = v.secret_row WHERE v.id = i.version_id AND i.version_id <> ''),
    (SELECT s.name FROM versions v JOIN secrets s ON s.row = v.secret_row WHERE v.id = i.version_id AND i.version_id <> ''),
    (SELECT o.id FROM authority_certificates c JOIN authorities o ON o.row = c.authority_row WHERE i.is_ca = 1 AND c.fingerprint = i.fingerprint),
    i.key_fingerprint
    FROM issued i JOIN authorities a ON a.row = i.authority_row";

/// The table of what was issued.
pub struct Issued<'c>(&'c Db<'c>);

/// A window onto what an authority issued, newest first.
#[derive(Clone, Debug)]
pub struct IssuedQuery {
    pub authority_id: AuthorityId,
    /// Part of the name or of the serial number; empty for all.
    pub search: String,
    pub revoked_only: bool,
    pub offset: u32,
    pub limit: u32,
}

/// A certificate that was issued, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredIssued {
    pub certificate: IssuedCertificate,
    /// Of the authority's key that signed it.
    pub key_fingerprint: String,
    pub revocation: Option<Revocation>,
    /// The secret that holds it, while it is there.
    pub secret: Option<(SecretId, String)>,
    /// The authority that it belongs to, while it is here.
    pub subject_authority_id: Option<AuthorityId>,
}

impl<'c> Issued<'c> {
    pub(super) fn new(db: &'c Db<'c>) -> Self {
        Self(db)
    }

    /// Adds what was issued with the authority's key in use; [`Error::SerialTaken`] when it issued this serial number before.
    pub fn insert(&self, issued: &IssuedCertificate) -> Result<()> {
        self.insert_signed_with(issued, None)
    }

    /// As [`Issued::insert`], for what this one of the authority's keys signed.
    pub fn insert_signed_with(&self, issued: &IssuedCertificate, key_fingerprint: Option<&str>) -> Result<()> {
        let authority_row = self.0.authorities().row_of(issued.authority_id)?;
        let sql = "INSERT INTO issued (authority_row, serial, key_fingerprint, display_name, is_ca, fingerprint, version_id, template_id,
             template_name, issued_at, not_before, not_after) VALUES (?1, ?2,
             coalesce(?12, (SELECT key_fingerprint FROM authority_certificates WHERE authority_row = ?1 AND in_use = 1)), ?3, ?4, ?5, ?6, ?7,
             ?8, ?9, ?10, ?11)";
        let inserted = self.0.connection.prepare_cached(sql)?.execute(params![
            authority_row,
            issued.serial.as_bytes(),
            issued.display_name,
            issued.is_ca,
            issued.fingerprint,
            issued.version_id.map(|id| id.to_string()).unwrap_or_default(),
            issued.template_id.map(|id| id.to_string()).unwrap_or_default(),
            issued.template_name,
            issued.issued_at.unix(),
            issued.not_before.unix(),
            issued.not_after.unix(),
            key_fingerprint,
        ]);
        match inserted {
            Err(error) if is_taken(&error) => Err(Error::SerialTaken),
            other => other.map(drop).map_err(Error::from),
        }
    }

    /// Whether an authority issued this serial number before.
    pub fn contains(&self, authority: AuthorityId, serial: &SerialNumber) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM issued WHERE authority_row = ?1 AND serial = ?2)";
        let authority_row = self.0.authorities().row_of(authority)?;
        Ok(self.0.connection.prepare_cached(sql)?.query_row(params![authority_row, serial.as_bytes()], |row| row.get(0))?)
    }

    /// One certificate, or [`Error::NoSuchIssued`].
    pub fn find(&self, authority: AuthorityId, serial: &SerialNumber) -> Result<StoredIssued> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT} WHERE a.id = ?1 AND i.serial = ?2"))?;
        let mut rows = select.query(params![authority.to_string(), serial.as_bytes()])?;
        rows.next()?.map(read).transpose()?.ok_or(Error::NoSuchIssued)
    }

    /// What a version of a secret was issued as.
    pub fn find_by_version(&self, version: VersionId) -> Result<Option<StoredIssued>> {
        self.find_one("i.version_id = ?1", &version.to_string())
    }

    /// What a certificate (SHA-256 over its DER) was issued as here.
    pub fn find_by_fingerprint(&self, fingerprint: &str) -> Result<Option<StoredIssued>> {
        self.find_one("i.fingerprint = ?1", fingerprint)
    }

    /// Everything that an authority issued, oldest first.
    pub fn all(&self, authority: AuthorityId) -> Result<Vec<StoredIssued>> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT} WHERE a.id = ?1 ORDER BY i.row"))?;
        let mut rows = select.query([authority.to_string()])?;
        let mut issued = Vec::new();
        while let Some(row) = rows.next()? {
            issued.push(read(row)?);
        }
        Ok(issued)
    }

    /// Some of what an authority issued, newest first, and how many match.
    pub fn page(&self, query: &IssuedQuery) -> Result<(Vec<StoredIssued>, u32)> {
        let authority_row = self.0.authorities().row_of(query.authority_id)?;
        let name = format!("%{}%", query.search.trim().to_lowercase().replace(['%', '_'], ""));
        let serial = format!("%{}%", query.search.trim().to_ascii_uppercase().replace([':', '%', '_'], ""));
        let searched =
            if query.search.trim().is_empty() { "?2 = ?2 AND ?3 = ?3" } else { "(lower(i.display_name) LIKE ?2 OR hex(i.serial) LIKE ?3)" };
        let revoked = if query.revoked_only { "i.revoked_at IS NOT NULL" } else { "1" };
        let condition = format!("i.authority_row = ?1 AND {searched} AND {revoked}");
        let total = self
            .0
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM issued i WHERE {condition}"))?
            .query_row(params![authority_row, name, serial], |row| row.get(0))?;
        let sql = format!("{SELECT} WHERE {condition} ORDER BY i.row DESC LIMIT ?4 OFFSET ?5");
        let mut select = self.0.connection.prepare_cached(&sql)?;
        let mut rows = select.query(params![authority_row, name, serial, query.limit, query.offset])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok((found, total))
    }

    /// Takes a certificate back; answers whether it was not taken back before, which then stands as it was.
    pub fn revoke(&self, authority: AuthorityId, serial: &SerialNumber, reason: RevocationReason, at: Timestamp) -> Result<bool> {
        let sql = "UPDATE issued SET revoked_at = ?3, reason = ?4 WHERE authority_row = ?1 AND serial = ?2 AND revoked_at IS NULL";
        let authority_row = self.0.authorities().row_of(authority)?;
        let changed = params![authority_row, serial.as_bytes(), at.unix(), reason.number()];
        Ok(self.0.connection.prepare_cached(sql)?.execute(changed)? == 1)
    }

    /// Gives another reason to a certificate that is on hold.
    pub fn harden(&self, authority: AuthorityId, serial: &SerialNumber, reason: RevocationReason) -> Result<()> {
        let sql = "UPDATE issued SET reason = ?3 WHERE authority_row = ?1 AND serial = ?2 AND reason = 6";
        let authority_row = self.0.authorities().row_of(authority)?;
        Ok(self.0.connection.prepare_cached(sql)?.execute(params![authority_row, serial.as_bytes(), reason.number()]).map(drop)?)
    }

    /// Releases a certificate that is on hold; answers whether it was.
    pub fn release(&self, authority: AuthorityId, serial: &SerialNumber) -> Result<bool> {
        let sql = "UPDATE issued SET revoked_at = NULL, reason = NULL WHERE authority_row = ?1 AND serial = ?2 AND reason = 6";
        let authority_row = self.0.authorities().row_of(authority)?;
        Ok(self.0.connection.prepare_cached(sql)?.execute(params![authority_row, serial.as_bytes()])? == 1)
    }

    /// What of an authority is revoked and was still valid at `since`: serial number, moment, reason.
    pub fn revoked(&self, authority: AuthorityId, since: Timestamp) -> Result<Vec<(SerialNumber, Revocation)>> {
        let sql = "SELECT serial, revoked_at, reason FROM issued INDEXED BY issued_revoked
             WHERE authority_row = ?1 AND revoked_at IS NOT NULL AND not_after >= ?2 ORDER BY row";
        let mut select = self.0.connection.prepare_cached(sql)?;
        let mut rows = select.query(params![self.0.authorities().row_of(authority)?, since.unix()])?;
        let mut revoked = Vec::new();
        while let Some(row) = rows.next()? {
            revoked.push((serial(row.get(0)?)?, revocation(row.get(1)?, row.get(2)?)?.ok_or_else(|| Error::unreadable("issued.reason"))?));
        }
        Ok(revoked)
    }

    /// Which keys of an authority signed what is still valid at `now`.
    pub fn keys_with_valid(&self, authority: AuthorityId, now: Timestamp) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT key_fingerprint FROM issued WHERE authority_row = ?1 AND not_after >= ?2";
        let mut select = self.0.connection.prepare_cached(sql)?;
        let keys = select.query_map(params![self.0.authorities().row_of(authority)?, now.unix()], |row| row.get(0))?;
        Ok(keys.collect::<rusqlite::Result<_>>()?)
    }

    /// How many certificates an authority issued, how many of them are revoked, and how many are valid at `now` and not revoked.
    pub fn counts(&self, authority: AuthorityId, now: Timestamp) -> Result<IssuedCounts> {
        let sql = "SELECT count(*), count(revoked_at), count(*) FILTER (WHERE revoked_at IS NULL AND not_after >= ?2),
             count(*) FILTER (WHERE is_ca = 1) FROM issued WHERE authority_row = ?1";
        let authority_row = self.0.authorities().row_of(authority)?;
        Ok(self.0.connection.prepare_cached(sql)?.query_row(params![authority_row, now.unix()], |row| {
            Ok(IssuedCounts { issued: row.get(0)?, revoked: row.get(1)?, valid: row.get(2)?, authorities: row.get(3)? })
        })?)
    }

    fn find_one(&self, condition: &str, value: &str) -> Result<Option<StoredIssued>> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT} WHERE {condition} ORDER BY i.row DESC LIMIT 1"))?;
        let mut rows = select.query([value])?;
        rows.next()?.map(read).transpose()
    }
}

/// How many certificates there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssuedCounts {
    pub issued: u32,
    pub revoked: u32,
    /// Valid now and not revoked.
    pub valid: u32,
    /// Those of authorities, whatever became of them.
    pub authorities: u32,
}

impl std::fmt::Debug for Issued<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Issued(..)")
    }
}

fn read(row: &Row<'_>) -> Result<StoredIssued> {
    let text = |at: usize| row.get::<_, String>(at);
    let secret_id: Option<String> = row.get(13)?;
    let secret_name: Option<String> = row.get(14)?;
    Ok(StoredIssued {
        certificate: IssuedCertificate {
            authority_id: parse(&text(12)?, "authorities.id")?,
            serial: serial(row.get(0)?)?,
            display_name: text(1)?,
            is_ca: row.get(2)?,
            fingerprint: text(3)?,
            version_id: parse_filled::<VersionId>(&text(4)?, "issued.version_id")?,
            template_id: parse_filled::<TemplateId>(&text(5)?, "issued.template_id")?,
            template_name: text(6)?,
            issued_at: Timestamp::from_unix(row.get(7)?),
            not_before: Timestamp::from_unix(row.get(8)?),
            not_after: Timestamp::from_unix(row.get(9)?),
        },
        key_fingerprint: text(16)?,
        revocation: revocation(row.get(10)?, row.get(11)?)?,
        secret: secret_id.map(|id| parse(&id, "secrets.id")).transpose()?.zip(secret_name),
        subject_authority_id: row.get::<_, Option<String>>(15)?.map(|id| parse(&id, "authorities.id")).transpose()?,
    })
}

fn serial(octets: Vec<u8>) -> Result<SerialNumber> {
    SerialNumber::from_bytes(&octets).ok_or_else(|| Error::unreadable("issued.serial"))
}

fn revocation(at: Option<i64>, reason: Option<u8>) -> Result<Option<Revocation>> {
    let Some((at, number)) = at.zip(reason) else { return Ok(None) };
    let reason = RevocationReason::from_number(number).ok_or_else(|| Error::unreadable("issued.reason"))?;
    Ok(Some(Revocation { at: Timestamp::from_unix(at), reason }))
}

fn parse<T: std::str::FromStr>(text: &str, column: &str) -> Result<T> {
    text.parse().map_err(|_| Error::unreadable(column))
}

fn parse_filled<T: std::str::FromStr>(text: &str, column: &str) -> Result<Option<T>> {
    if text.is_empty() { Ok(None) } else { parse(text, column).map(Some) }
}
