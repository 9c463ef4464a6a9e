//! Secrets: what the table on the screen shows, found, filtered and sorted in SQL.

use rusqlite::OptionalExtension;
use rusqlite::Row;
use rusqlite::params;
use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::Db;
use super::Error;
use super::Result;
use super::error::is_taken;
use super::search::FoundIn;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::metadata::CustomMetadata;
use crate::domain::names::Description;
use crate::domain::names::Labels;
use crate::domain::names::SecretName;
use crate::domain::secret::Secret;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretState;
use crate::domain::secret::SecretStatus;
use crate::domain::timestamp::Timestamp;

pub(super) const ROW_COLUMNS: &str =
    "s.id, s.kind, s.name, s.description, s.state, g.id, g.name, s.labels, s.display_name, s.issuer, s.serial_number,
    s.fingerprint, s.key_algorithm, s.not_before, s.not_after, s.private_key_included, s.versions_total, s.created_at, s.updated_at,
    s.alt_names, s.locks_total, s.revoked_at IS NOT NULL";
const SECRET_COLUMNS: &str =
    "s.id, s.kind, s.name, s.description, g.id, s.labels, s.metadata, s.state, s.created_at, s.created_by, s.updated_at";

/// Which secrets, in which order, and which window of them. Empty lists do not filter.
#[derive(Clone, Debug)]
pub struct SecretsQuery {
    /// Every word must be found in name, description, labels, names in the certificate, issuer, serial number, fingerprint or id.
    pub search: Option<String>,
    pub kinds: Vec<SecretKind>,
    pub groups: Vec<GroupId>,
    pub statuses: Vec<SecretStatus>,
    /// All of them must be on the secret.
    pub labels: Vec<String>,
    /// Expires at this moment or later; what has no expiry is left out.
    pub expires_from: Option<Timestamp>,
    /// Expires before this moment; what has no expiry is left out.
    pub expires_before: Option<Timestamp>,
    pub sort: SecretsSort,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
    pub now: Timestamp,
}

/// The column that a list of secrets is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SecretsSort {
    #[default]
    Name,
    Kind,
    Status,
    DisplayName,
    Issuer,
    NotAfter,
    Group,
    Labels,
    Created,
    Updated,
}

/// One window of a list.
#[derive(Clone, Debug)]
pub struct SecretsPage {
    /// How many match, over all windows; at least so many when it is not exact.
    pub total: u32,
    pub total_exact: bool,
    pub rows: Vec<SecretListRow>,
}

/// What the table shows of one secret; holds nothing secret.
#[derive(Clone, Debug, PartialEq)]
pub struct SecretListRow {
    pub id: SecretId,
    pub kind: SecretKind,
    pub name: String,
    pub description: String,
    pub status: SecretStatus,
    pub group_id: GroupId,
    pub group_name: String,
    pub labels: Vec<String>,
    /// Common name, else first alternative name; absent while there is no certificate.
    pub display_name: Option<String>,
    pub alt_names: Vec<String>,
    pub issuer: Option<String>,
    pub serial_number: Option<String>,
    pub fingerprint_sha256: Option<String>,
    pub key_algorithm: Option<String>,
    pub not_before: Option<Timestamp>,
    pub not_after: Option<Timestamp>,
    pub private_key_included: bool,
    pub versions_total: u32,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    /// Where a searched word was found that nothing else of this shows.
    pub found_in: Option<FoundIn>,
    pub locks_total: u32,
}

/// A label and how many secrets carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LabelCount {
    pub label: String,
    pub count: u32,
}

/// The table of secrets.
pub struct Secrets<'c>(pub(super) &'c Db<'c>);

impl<'c> Secrets<'c> {
    pub(super) fn new(db: &'c Db<'c>) -> Self {
        Self(db)
    }

    /// The secret, or [`Error::NoSuchSecret`].
    pub fn find(&self, id: SecretId) -> Result<Secret> {
        let sql = format!("SELECT {SECRET_COLUMNS} FROM secrets s JOIN secret_groups g ON g.row = s.group_row WHERE s.id = ?1");
        let mut select = self.0.connection.prepare_cached(&sql)?;
        let mut rows = select.query([id.to_string()])?;
        rows.next()?.map(read_secret).transpose()?.ok_or(Error::NoSuchSecret)
    }

    /// The line that the table shows of it.
    pub fn row(&self, id: SecretId, now: Timestamp) -> Result<SecretListRow> {
        let sql = format!("SELECT {ROW_COLUMNS} FROM secrets s JOIN secret_groups g ON g.row = s.group_row WHERE s.id = ?1");
        let mut select = self.0.connection.prepare_cached(&sql)?;
        let mut rows = select.query([id.to_string()])?;
        rows.next()?.map(|row| read_row(row, now)).transpose()?.ok_or(Error::NoSuchSecret)
    }

    /// Adds a secret that has no version yet.
    pub fn insert(&self, secret: &Secret) -> Result<()> {
        let group_row = self.0.groups().row(secret.group_id)?;
        let mut insert = self.0.connection.prepare_cached(
            "INSERT INTO secrets (id, kind, name, description, group_row, labels, metadata, state, created_at, created_by, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        let row = insert.insert(params![
            secret.id.to_string(),
            secret.kind.code(),
            secret.name.as_str(),
            secret.description.as_str(),
            group_row,
            secret.labels.as_slice().join("\n"),
            secret.custom_metadata.to_text(),
            secret.state.code(),
            secret.created_at.unix(),
            secret.created_by,
            secret.updated_at.unix(),
        ]);
        let row = row.map_err(|error| taken(error, &secret.name))?;
        self.write_labels(row, &secret.labels)?;
        self.0.note_changed(row);
        Ok(())
    }

    /// Writes name, description, group, labels, metadata, state and the time of the change.
    pub fn update(&self, secret: &Secret) -> Result<()> {
        let row = self.row_of(secret.id)?;
        let group_row = self.0.groups().row(secret.group_id)?;
        let mut update = self.0.connection.prepare_cached(
            "UPDATE secrets SET name = ?2, description = ?3, group_row = ?4, labels = ?5, metadata = ?6, state = ?7, updated_at = ?8
             WHERE row = ?1",
        )?;
        let updated = update.execute(params![
            row,
            secret.name.as_str(),
            secret.description.as_str(),
            group_row,
            secret.labels.as_slice().join("\n"),
            secret.custom_metadata.to_text(),
            secret.state.code(),
            secret.updated_at.unix(),
        ]);
        updated.map_err(|error| taken(error, &secret.name))?;
        self.0.connection.prepare_cached("DELETE FROM secret_labels WHERE secret_row = ?1")?.execute([row])?;
        self.write_labels(row, &secret.labels)?;
        self.0.note_changed(row);
        Ok(())
    }

    /// Removes the secret with its versions and payload. What was deleted leaves the file with the next [`Store::checkpoint`].
    ///
    /// [`Store::checkpoint`]: super::Store::checkpoint
    pub fn delete(&self, id: SecretId) -> Result<()> {
        let row = self.row_of(id)?;
        self.0.connection.prepare_cached("DELETE FROM secrets WHERE row = ?1")?.execute([row])?;
        self.0.note_changed(row);
        Ok(())
    }

    /// Moves the secret into another group.
    pub fn move_to_group(&self, id: SecretId, group: GroupId, now: Timestamp) -> Result<()> {
        let (row, group_row) = (self.row_of(id)?, self.0.groups().row(group)?);
        let sql = "UPDATE secrets SET group_row = ?2, updated_at = ?3 WHERE row = ?1";
        Ok(self.0.connection.execute(sql, params![row, group_row, now.unix()]).map(drop)?)
    }

    /// The secrets that hold, in any version, the certificate with this SHA-256 fingerprint (with or without colons).
    pub fn find_by_fingerprint(&self, fingerprint: &str) -> Result<Vec<SecretId>> {
        let sql = "SELECT DISTINCT s.id FROM versions v JOIN secrets s ON s.row = v.secret_row WHERE v.fingerprint = ?1 ORDER BY s.row";
        let mut select = self.0.connection.prepare_cached(sql)?;
        let ids = select.query_map([with_colons(fingerprint)], |row| row.get::<_, String>(0))?;
        ids.map(|id| read_id(&id?)).collect()
    }

    /// Every label in use, in order, with counts.
    pub fn labels(&self) -> Result<Vec<LabelCount>> {
        let sql = "SELECT label, count(*) FROM secret_labels GROUP BY label ORDER BY label COLLATE NOCASE, label";
        let mut select = self.0.connection.prepare_cached(sql)?;
        let labels = select.query_map([], |row| Ok(LabelCount { label: row.get(0)?, count: row.get(1)? }))?;
        Ok(labels.collect::<rusqlite::Result<_>>()?)
    }

    /// How many secrets there are.
    pub fn count(&self) -> Result<u32> {
        Ok(self.0.connection.prepare_cached("SELECT count(*) FROM secrets")?.query_row([], |row| row.get(0))?)
    }

    /// The row that other tables know the secret by.
    pub(super) fn row_of(&self, id: SecretId) -> Result<i64> {
        let mut select = self.0.connection.prepare_cached("SELECT row FROM secrets WHERE id = ?1")?;
        select.query_row([id.to_string()], |row| row.get(0)).optional()?.ok_or(Error::NoSuchSecret)
    }

    fn write_labels(&self, row: i64, labels: &Labels) -> Result<()> {
        let mut insert = self.0.connection.prepare_cached("INSERT INTO secret_labels (label, secret_row) VALUES (?1, ?2)")?;
        for label in labels.as_slice() {
            insert.execute(params![label, row])?;
        }
        Ok(())
    }
}

impl std::fmt::Debug for Secrets<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Secrets(..)")
    }
}

fn taken(error: rusqlite::Error, name: &SecretName) -> Error {
    match is_taken(&error) {
        true => Error::NameTaken { name: name.as_str().to_owned() },
        false => error.into(),
    }
}

fn with_colons(fingerprint: &str) -> String {
    let digits: Vec<char> = fingerprint.chars().filter(|c| *c != ':' && !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    digits.chunks(2).map(|pair| pair.iter().collect::<String>()).collect::<Vec<_>>().join(":")
}

pub(super) fn read_row(row: &Row<'_>, now: Timestamp) -> Result<SecretListRow> {
    let not_after = row.get::<_, Option<i64>>(14)?.map(Timestamp::from_unix);
    Ok(SecretListRow {
        id: read_id(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?,
        kind: read_kind(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?,
        name: row.get(2)?,
        description: row.get(3)?,
        status: SecretStatus::at(now, read_state(row.get(4)?)?, not_after, row.get(21)?),
        group_id: read_group_id(&row.get::<_, String>(5)?)?,
        group_name: row.get(6)?,
        labels: lines(&row.get::<_, String>(7)?),
        display_name: row.get(8)?,
        issuer: row.get(9)?,
        serial_number: row.get(10)?,
        fingerprint_sha256: row.get(11)?,
        key_algorithm: row.get(12)?,
        not_before: row.get::<_, Option<i64>>(13)?.map(Timestamp::from_unix),
        not_after,
        private_key_included: row.get(15)?,
        versions_total: row.get(16)?,
        created_at: Timestamp::from_unix(row.get(17)?),
        updated_at: Timestamp::from_unix(row.get(18)?),
        alt_names: lines(&row.get::<_, Option<String>>(19)?.unwrap_or_default()),
        found_in: None,
        locks_total: row.get(20)?,
    })
}

fn read_secret(row: &Row<'_>) -> Result<Secret> {
    let text = |column| row.get::<_, String>(column);
    Ok(Secret {
        id: read_id(&text(0)?)?,
        kind: read_kind(&text(1)?)?,
        name: SecretName::parse(&text(2)?).map_err(|_| Error::unreadable("secrets.name"))?,
        description: Description::parse(&text(3)?).map_err(|_| Error::unreadable("secrets.description"))?,
        group_id: read_group_id(&text(4)?)?,
        labels: Labels::parse(&lines(&text(5)?)).map_err(|_| Error::unreadable("secrets.labels"))?,
        custom_metadata: CustomMetadata::parse(&text(6)?).map_err(|_| Error::unreadable("secrets.metadata"))?,
        state: read_state(row.get(7)?)?,
        created_at: Timestamp::from_unix(row.get(8)?),
        created_by: row.get(9)?,
        updated_at: Timestamp::from_unix(row.get(10)?),
    })
}

pub(super) fn read_id(text: &str) -> Result<SecretId> {
    text.parse().map_err(|_| Error::unreadable("secrets.id"))
}

fn read_group_id(text: &str) -> Result<GroupId> {
    text.parse().map_err(|_| Error::unreadable("secret_groups.id"))
}

fn read_kind(code: &str) -> Result<SecretKind> {
    SecretKind::ALL.into_iter().find(|kind| kind.code() == code).ok_or_else(|| Error::unreadable("secrets.kind"))
}

fn read_state(code: u8) -> Result<SecretState> {
    SecretState::from_code(code).ok_or_else(|| Error::unreadable("secrets.state"))
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}
