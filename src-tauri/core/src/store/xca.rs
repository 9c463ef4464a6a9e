//! The database of XCA, another desktop tool for certificates: read to take over what it holds, never written.
//!
//! Such a file is plain SQLite. Its certificates and requests are in clear; its private keys are encrypted PKCS#8 (RFC 5958 §3),
//! for which the person types the password of that database.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::OpenFlags;
use rusqlite::params;

use super::Error;
use super::Result;

/// The most things that are read from one database.
const ITEMS_MAX: u32 = 200_000;

/// The most letters of base64 that one thing may have; longer ones are left out.
const LETTERS_MAX: u32 = 1_400_000;

/// The first bytes of every SQLite file that is not encrypted.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// How long a running XCA may hold the file.
const BUSY_LIMIT: std::time::Duration = std::time::Duration::from_secs(2);

/// Where each sort of thing lies, and what a PEM block of it is called (RFC 7468).
const KINDS: [(&str, &str, &str); 4] = [
    ("certs", "cert", "CERTIFICATE"),
    ("private_keys", "private", "ENCRYPTED PRIVATE KEY"),
    ("requests", "request", "CERTIFICATE REQUEST"),
    ("crls", "crl", "X509 CRL"),
];

/// One thing in such a database, as PEM under the name that the person gave it there. A private key is still encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XcaItem {
    pub name: String,
    pub pem: String,
}

/// Whether a file that begins with `bytes` may be such a database.
pub fn is_sqlite(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Everything in the database at `path`, in the order it was put there; [`Error::NotXca`] when it is a database of something else.
pub fn read(path: &Path) -> Result<Vec<XcaItem>> {
    let connection = open(path)?;
    is_xca(&connection)?.then_some(()).ok_or(Error::NotXca)?;
    let mut items = Vec::new();
    for (table, column, label) in KINDS {
        collect(&connection, &select(table, column), label, &mut items)?;
    }
    items.sort_by_key(|(id, _)| *id);
    Ok(items.into_iter().map(|(_, item)| item).collect())
}

/// A foreign file may hold anything, so nothing in its schema is run.
fn open(path: &Path) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_LIMIT)?;
    connection
        .execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;")?;
    Ok(connection)
}

/// Views are refused: they could be endless.
fn is_xca(connection: &Connection) -> Result<bool> {
    let tables = "('items', 'certs', 'private_keys', 'requests', 'crls')";
    let sql = format!("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND name IN {tables}");
    Ok(connection.query_row(&sql, [], |row| row.get::<_, u32>(0))? == 5)
}

fn select(table: &str, column: &str) -> String {
    format!(
        "SELECT i.id, i.name, CAST(t.{column} AS TEXT) FROM {table} t JOIN items i ON i.id = t.item
         WHERE i.del = 0 AND length(t.{column}) <= ?1 ORDER BY i.id LIMIT ?2"
    )
}

fn collect(connection: &Connection, sql: &str, label: &str, items: &mut Vec<(i64, XcaItem)>) -> Result<()> {
    let mut select = connection.prepare(sql)?;
    let mut rows = select.query(params![LETTERS_MAX, ITEMS_MAX])?;
    while let Some(row) = rows.next()? {
        let (name, letters): (Option<String>, String) = (row.get(1)?, row.get(2)?);
        items.push((row.get(0)?, XcaItem { name: name.unwrap_or_default(), pem: block(label, &letters) }));
    }
    Ok(())
}

/// The base64 of such a database has no line breaks.
fn block(label: &str, letters: &str) -> String {
    const LINE: usize = 64;
    let lines: Vec<String> = letters.chars().collect::<Vec<char>>().chunks(LINE).map(|line| line.iter().collect()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn fixture(name: &str) -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/pem").join(name)
    }

    #[test]
    fn everything_that_xca_holds_is_read_with_its_name() {
        let items = read(&fixture("xca.xdb")).unwrap();
        let found: Vec<(&str, &str)> = items.iter().map(|item| (item.name.as_str(), item.pem.lines().next().unwrap())).collect();
        assert_eq!(
            found,
            [
                ("leaf.example.com", "-----BEGIN CERTIFICATE-----"),
                ("leaf.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----"),
                ("Example Intermediate", "-----BEGIN CERTIFICATE-----"),
                ("Example Root", "-----BEGIN CERTIFICATE-----"),
                ("rsa-2048.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----"),
                ("rsa-2048.example.com", "-----BEGIN CERTIFICATE-----"),
                ("leaf.example.com", "-----BEGIN CERTIFICATE REQUEST-----"),
            ]
        );
    }

    #[test]
    fn a_database_of_something_else_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        let other = Connection::open(&path).unwrap();
        other.execute_batch("CREATE TABLE items (id); CREATE VIEW certs AS SELECT 1 AS cert; CREATE TABLE private_keys (item);").unwrap();
        drop(other);
        assert!(is_sqlite(&fs::read(&path).unwrap()));
        assert!(matches!(read(&path), Err(Error::NotXca)));

        fs::write(&path, b"SQLite format 3\0 and then nothing of the sort").unwrap();
        assert!(read(&path).is_err(), "a damaged file is an error, not a panic");
    }

    #[test]
    fn nothing_is_written_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.xdb");
        fs::copy(fixture("xca.xdb"), &path).unwrap();
        read(&path).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(fs::read(&path).unwrap(), fs::read(fixture("xca.xdb")).unwrap());
    }
}
