//! Signing requests that wait for their certificate, each with its key. The newest of a secret is the one that is shown.

use rusqlite::OptionalExtension;
use rusqlite::Row;
use rusqlite::params;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;

use super::Db;
use super::Error;
use super::Result;
use crate::domain::id::SecretId;
use crate::domain::request::RequestContent;
use crate::domain::request::SigningRequest;
use crate::domain::timestamp::Timestamp;

/// The table of requests.
pub struct Requests<'c>(&'c Db<'c>);

impl<'c> Requests<'c> {
    pub(super) fn new(db: &'c Db<'c>) -> Self {
        Self(db)
    }

    /// Adds a request with its private key (PEM); a secret that has no version yet then shows what is asked for.
    pub fn insert(&self, request: &SigningRequest, private_key: &SecretSlice<u8>) -> Result<()> {
        let secret_row = self.0.secrets().row_of(request.secret_id)?;
        let content = serde_json::to_string(&request.content).map_err(|_| Error::unreadable("requests.content"))?;
        self.0
            .connection
            .prepare_cached(
                "INSERT INTO requests (secret_row, created_at, key_fingerprint, request, content, private_key)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                secret_row,
                request.created_at.unix(),
                request.facts.public_key.fingerprint,
                request.pem,
                content,
                private_key.expose_secret()
            ])?;
        self.show(secret_row, request)
    }

    /// The newest request of a secret, as PEM with what was filled in; `None` when none was made here.
    pub fn newest(&self, secret: SecretId) -> Result<Option<StoredRequest>> {
        let mut select = self.0.connection.prepare_cached(
            "SELECT r.request, r.content, r.created_at FROM requests r JOIN secrets s ON s.row = r.secret_row
             WHERE s.id = ?1 ORDER BY r.row DESC LIMIT 1",
        )?;
        let mut rows = select.query([secret.to_string()])?;
        rows.next()?.map(read).transpose()
    }

    /// The secret that has a request for this public key (SHA-256 over its SubjectPublicKeyInfo).
    pub fn find_by_key(&self, fingerprint: &str) -> Result<Option<SecretId>> {
        let mut select = self.0.connection.prepare_cached(
            "SELECT s.id FROM requests r JOIN secrets s ON s.row = r.secret_row WHERE r.key_fingerprint = ?1 ORDER BY r.row DESC LIMIT 1",
        )?;
        let id = select.query_row([fingerprint], |row| row.get::<_, String>(0)).optional()?;
        id.map(|id| id.parse().map_err(|_| Error::unreadable("secrets.id"))).transpose()
    }

    /// The private key (PEM) of the secret's request for this public key.
    pub fn key(&self, secret: SecretId, fingerprint: &str) -> Result<Option<SecretSlice<u8>>> {
        let mut select = self.0.connection.prepare_cached(
            "SELECT r.private_key FROM requests r JOIN secrets s ON s.row = r.secret_row WHERE s.id = ?1 AND r.key_fingerprint = ?2 LIMIT 1",
        )?;
        let key = select.query_row(params![secret.to_string(), fingerprint], |row| row.get::<_, Vec<u8>>(0)).optional()?;
        Ok(key.map(Into::into))
    }

    fn show(&self, secret_row: i64, request: &SigningRequest) -> Result<()> {
        let facts = &request.facts;
        let alt_names: Vec<&str> = facts.alt_names.iter().map(|name| name.value.as_str()).collect();
        let mut update = self.0.connection.prepare_cached(
            "UPDATE secrets SET display_name = ?2, alt_names = ?3, key_algorithm = ?4, private_key_included = 1
             WHERE row = ?1 AND versions_total = 0",
        )?;
        update.execute(params![secret_row, facts.display_name(), alt_names.join("\n"), facts.public_key.algorithm])?;
        self.0.note_changed(secret_row);
        Ok(())
    }
}

impl std::fmt::Debug for Requests<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Requests(..)")
    }
}

/// A request as it is kept, without its key.
#[derive(Clone, Debug)]
pub struct StoredRequest {
    pub pem: String,
    pub content: RequestContent,
    pub created_at: Timestamp,
}

fn read(row: &Row<'_>) -> Result<StoredRequest> {
    Ok(StoredRequest {
        pem: row.get(0)?,
        content: serde_json::from_str(&row.get::<_, String>(1)?).map_err(|_| Error::unreadable("requests.content"))?,
        created_at: Timestamp::from_unix(row.get(2)?),
    })
}
