//! What the vault holds already, asked by those who bring more: the same certificate, one for the same names, a name that is taken.

use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::Row;

use super::Error;
use super::Result;
use crate::domain::certificate::issued_for;
use crate::domain::id::SecretId;
use crate::domain::secret::SecretKind;
use crate::domain::timestamp::Timestamp;

/// The most secrets of one name that are looked at: what is called `localhost` a thousand times is renewed by nobody.
const SAME_NAME_MAX: u32 = 1000;

/// A secret, and its current certificate in brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCertificate {
    pub id: SecretId,
    pub name: String,
    /// Everything it is issued for: see [`issued_for`].
    pub issued_for: String,
    pub not_after: Timestamp,
}

/// The secrets, as those see them who bring more.
pub struct Holdings<'c>(&'c Connection);

impl<'c> Holdings<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self(connection)
    }

    /// The first secret that holds, in any version, the certificate with this SHA-256 fingerprint (lower-case hex with colons).
    pub fn with_fingerprint(&self, fingerprint: &str) -> Result<Option<(SecretId, String)>> {
        let sql =
            "SELECT s.id, s.name FROM versions v JOIN secrets s ON s.row = v.secret_row WHERE v.fingerprint = ?1 ORDER BY s.row LIMIT 1";
        let mut select = self.0.prepare_cached(sql)?;
        let found = select.query_row([fingerprint], |row| Ok((row.get::<_, String>(0)?, row.get(1)?))).optional()?;
        found.map(|(id, name)| Ok((read_id(&id)?, name))).transpose()
    }

    /// Imported secrets whose certificate is called so, whatever the case; newest first.
    pub fn called(&self, display_name: &str) -> Result<Vec<HeldCertificate>> {
        let sql = "SELECT id, name, display_name, alt_names, not_after FROM secrets
            WHERE display_name = ?1 COLLATE NOCASE AND kind = ?2 AND not_after IS NOT NULL ORDER BY row DESC LIMIT ?3";
        let mut select = self.0.prepare_cached(sql)?;
        let mut rows = select.query(rusqlite::params![display_name, SecretKind::ImportedCert.code(), SAME_NAME_MAX])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    /// Whether a secret of this kind has this name.
    pub fn has_name(&self, kind: SecretKind, name: &str) -> Result<bool> {
        let mut select = self.0.prepare_cached("SELECT EXISTS (SELECT 1 FROM secrets WHERE kind = ?1 AND name = ?2)")?;
        Ok(select.query_row([kind.code(), name], |row| row.get(0))?)
    }
}

impl std::fmt::Debug for Holdings<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Holdings(..)")
    }
}

fn read(row: &Row<'_>) -> Result<HeldCertificate> {
    let text = |column| row.get::<_, String>(column);
    let (display_name, alt_names) = (text(2)?, row.get::<_, Option<String>>(3)?.unwrap_or_default());
    Ok(HeldCertificate {
        id: read_id(&text(0)?)?,
        name: text(1)?,
        issued_for: issued_for(&display_name, alt_names.lines()),
        not_after: Timestamp::from_unix(row.get(4)?),
    })
}

fn read_id(text: &str) -> Result<SecretId> {
    text.parse().map_err(|_| Error::unreadable("secrets.id"))
}
