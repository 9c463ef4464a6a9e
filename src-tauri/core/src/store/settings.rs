//! Settings that belong to the vault: a word and a text each.

use rusqlite::Connection;
use rusqlite::OptionalExtension;

use super::Result;

/// The table of settings.
pub struct Settings<'c>(&'c Connection);

impl<'c> Settings<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self(connection)
    }

    /// The text kept under `key`.
    pub fn find(&self, key: &str) -> Result<Option<String>> {
        Ok(self.0.query_row("SELECT value FROM settings WHERE key = ?1", [key], |row| row.get(0)).optional()?)
    }

    /// Keeps `value` under `key`.
    pub fn set(&self, key: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        Ok(self.0.execute(sql, [key, value]).map(drop)?)
    }

    /// Forgets what is kept under `key`.
    pub fn remove(&self, key: &str) -> Result<()> {
        Ok(self.0.execute("DELETE FROM settings WHERE key = ?1", [key]).map(drop)?)
    }
}

impl std::fmt::Debug for Settings<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Settings(..)")
    }
}
