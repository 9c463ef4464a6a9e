//! One encrypted connection: opened, keyed, set up, brought to the newest schema.

use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::Transaction;
use rusqlite_migration::M;
use rusqlite_migration::Migrations;
use secrecy::ExposeSecret;
use zeroize::Zeroizing;

use super::Error;
use super::Result;
use super::search;

/// Each step of the schema; its place is its number.
const STEPS: &[&str] = &[
    include_str!("migrations/0001_start.sql"),
    include_str!("migrations/0002_table.sql"),
    include_str!("migrations/0003_activity_and_locks.sql"),
    include_str!("migrations/0004_requests.sql"),
    include_str!("migrations/0005_keys.sql"),
    include_str!("migrations/0006_notices.sql"),
    include_str!("migrations/0007_private.sql"),
    include_str!("migrations/0008_authorities.sql"),
];
/// Steps after which every secret is indexed anew, because what it is found by has changed.
const INDEX_AFTER: &[&str] = &[STEPS[1]];
static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| STEPS.iter().map(|sql| step(sql)).collect());
const BUSY_LIMIT: Duration = Duration::from_secs(5);

/// Number of the newest schema.
pub(super) const KNOWN_SCHEMA: u32 = STEPS.len() as u32;

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Reading,
    Writing,
}

/// Opens the file at `path`, which must be there, and sees that the key fits.
pub(super) fn open(path: &Path, key: &impl ExposeSecret<[u8; 32]>, purpose: Purpose) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    unlock(&connection, key)?;
    // The first page is read here, so a wrong key is known now and not later.
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    set_up(&connection, purpose)?;
    Ok(connection)
}

/// A connection to a database that lives in memory only.
pub(super) fn in_memory() -> Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    set_up(&connection, Purpose::Writing)?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// Brings the schema up to date; refuses one that a newer app made.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    match connection.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0))? {
        found if found > KNOWN_SCHEMA => Err(Error::NewerDatabase { found, known: KNOWN_SCHEMA }),
        _ => Ok(MIGRATIONS.to_latest(connection)?),
    }
}

fn step(sql: &'static str) -> M<'static> {
    match INDEX_AFTER.contains(&sql) {
        true => M::up_with_hook(sql, |transaction: &Transaction<'_>| Ok(search::index_all(transaction)?)),
        false => M::up(sql),
    }
}

/// Hands SQLCipher the raw key, without any derivation: it is random already.
pub(super) fn unlock(connection: &Connection, key: &impl ExposeSecret<[u8; 32]>) -> Result<()> {
    let mut statement = Zeroizing::new(String::with_capacity(90));
    statement.push_str("PRAGMA key = \"x'");
    for byte in key.expose_secret() {
        statement.push(char::from(hex_digit(byte >> 4)));
        statement.push(char::from(hex_digit(byte & 15)));
    }
    statement.push_str("'\"");
    // `cipher_memory_security` would wipe all that SQLite frees, not only keys, which SQLCipher wipes anyway: it makes everything
    // three times slower and holds for the whole process.
    Ok(connection.execute_batch(&statement)?)
}

/// Settings that every connection has.
pub(super) fn set_up(connection: &Connection, purpose: Purpose) -> Result<()> {
    connection.busy_timeout(BUSY_LIMIT)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA wal_autocheckpoint = 4000;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cell_size_check = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cache_size = -16384;",
    )?;
    // Where each trigram is: for this connection alone, because it only looks at what another table holds.
    connection.execute_batch("CREATE VIRTUAL TABLE temp.search_places USING fts5vocab (main, search, instance)")?;
    connection.set_prepared_statement_cache_capacity(64);
    match purpose {
        Purpose::Reading => Ok(connection.execute_batch("PRAGMA query_only = ON")?),
        Purpose::Writing => Ok(()),
    }
}

fn hex_digit(value: u8) -> u8 {
    b"0123456789abcdef"[usize::from(value)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_migration_applies() {
        MIGRATIONS.validate().unwrap();
        assert_eq!(in_memory().unwrap().query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0)).unwrap(), KNOWN_SCHEMA);
    }
}
