//! The encrypted database: rows in, rows out. The only room that knows rusqlite (SQLCipher) and its migrations.
//!
//! Deliberately absent: where the key comes from (`vault`), what certificates mean (`pki`), the clock (a [`Timestamp`] is an argument).
//! Flows call it through [`Store::read`] and [`Store::write`], whose closures are plain, so no lock can cross an `.await`.

pub mod activity;
pub mod authorities;
mod connection;
mod copy;
pub mod crls;
mod error;
pub mod groups;
pub mod holdings;
pub mod issued;
mod listing;
pub mod locks;
pub mod notices;
pub mod overview;
pub mod private;
mod query;
pub mod requests;
pub mod rows;
pub mod search;
pub mod secrets;
pub mod settings;
pub mod templates;
pub mod versions;
pub mod views;
pub mod xca;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use rusqlite::Connection;
use rusqlite::TransactionBehavior;
use secrecy::ExposeSecret;
use secrecy::ExposeSecretMut;
use secrecy::SecretBox;

use self::activity::Activity;
use self::authorities::Authorities;
use self::connection::Purpose;
use self::crls::Crls;
pub use self::error::Error;
use self::groups::Groups;
use self::holdings::Holdings;
use self::issued::Issued;
use self::locks::Locks;
use self::notices::Notices;
use self::overview::Overview;
use self::private::PrivateCertificates;
use self::requests::Requests;
use self::secrets::Secrets;
use self::settings::Settings;
use self::templates::Templates;
use self::versions::Versions;
use self::views::Views;
use crate::domain::timestamp::Timestamp;
use crate::files;

pub type Result<T> = std::result::Result<T, Error>;

/// Idle connections that are kept for the next reader; more are opened when more read at once.
const READERS_KEPT: usize = 4;

/// The open database: one writer, any number of readers beside it. Dropping it closes every connection and forgets the key.
pub struct Store {
    path: PathBuf,
    key: SecretBox<[u8; 32]>,
    writer: Mutex<Connection>,
    /// `None` for a store in memory, which only the writer can see.
    readers: Option<Mutex<Vec<Connection>>>,
}

impl Store {
    /// Makes a new, empty, encrypted database at `path`; refuses when a file is there.
    pub fn create(path: &Path, key: &impl ExposeSecret<[u8; 32]>, now: Timestamp) -> Result<Self> {
        files::create_private(path)?;
        let store = Self::open_any(path, key)?;
        store.write(|db| db.groups().insert_default(now))?;
        store.checkpoint()?;
        Ok(store)
    }

    /// Opens the database at `path` and brings its schema up to date; refuses when no file is there.
    pub fn open(path: &Path, key: &impl ExposeSecret<[u8; 32]>) -> Result<Self> {
        match path.metadata() {
            // SQLite would take an empty file for a new database and begin afresh.
            Ok(found) if found.len() == 0 => Err(Error::Damaged { detail: "the file is empty".into() }),
            Ok(found) if found.is_file() => Self::open_any(path, key),
            Err(error) if error.kind() == ErrorKind::PermissionDenied => Err(Error::NotWritable),
            Ok(_) | Err(_) => Err(Error::Missing { path: path.to_owned() }),
        }
    }

    /// A store that lives in memory only, for tests; same schema, same calls.
    pub fn in_memory(now: Timestamp) -> Result<Self> {
        let writer = Mutex::new(connection::in_memory()?);
        let store = Self { path: PathBuf::new(), key: SecretBox::new(Box::new([0; 32])), writer, readers: None };
        store.write(|db| db.groups().insert_default(now))?;
        Ok(store)
    }

    /// Where the database file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Number of the schema that this version of the app writes.
    pub fn schema_version() -> u32 {
        connection::KNOWN_SCHEMA
    }

    /// Reads from one consistent moment of the database, beside whoever is writing.
    pub fn read<T>(&self, work: impl FnOnce(&Db<'_>) -> Result<T>) -> Result<T> {
        match self.readers.is_some() {
            true => self.with_reader(|reader| read_in(reader, work)),
            false => read_in(&self.writing(), work),
        }
    }

    /// Writes all of it or, when `work` fails, nothing of it. Do not call [`Store::read`] from inside.
    pub fn write<T>(&self, work: impl FnOnce(&Db<'_>) -> Result<T>) -> Result<T> {
        self.write_or(work)
    }

    /// As [`Store::write`], for work that can fail in words of its own.
    pub fn write_or<T, E: From<Error>>(&self, work: impl FnOnce(&Db<'_>) -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        let mut writer = self.writing();
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(Error::from)?;
        let db = Db::new(&transaction);
        let done = work(&db)?;
        db.index_changed()?;
        transaction.commit().map_err(Error::from)?;
        Ok(done)
    }

    /// Moves everything from the write-ahead log into the file and empties the log, so that deleted payload leaves both.
    pub fn checkpoint(&self) -> Result<()> {
        let busy: bool = self.writing().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        match busy {
            true => Err(Error::Busy),
            false => Ok(()),
        }
    }

    fn open_any(path: &Path, key: &impl ExposeSecret<[u8; 32]>) -> Result<Self> {
        let mut writer = connection::open(path, key, Purpose::Writing)?;
        connection::migrate(&mut writer)?;
        let mut kept = SecretBox::new(Box::new([0; 32]));
        kept.expose_secret_mut().copy_from_slice(key.expose_secret());
        Ok(Self { path: path.to_owned(), key: kept, writer: Mutex::new(writer), readers: Some(Mutex::default()) })
    }

    fn with_reader<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.idle_readers().and_then(|mut idle| idle.pop());
        let reader = match idle {
            Some(reader) => reader,
            None => connection::open(&self.path, &self.key, Purpose::Reading)?,
        };
        let done = work(&reader)?;
        // A reader that met an error is closed: damage leaves a connection in no state to answer more.
        if let Some(mut idle) = self.idle_readers().filter(|idle| idle.len() < READERS_KEPT) {
            idle.push(reader);
        }
        Ok(done)
    }

    fn idle_readers(&self) -> Option<MutexGuard<'_, Vec<Connection>>> {
        self.readers.as_ref().map(|readers| readers.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A writer that panicked has rolled back while unwinding, so its connection is sound.
    fn writing(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Store({}, ..)", self.path.display())
    }
}

fn read_in<T>(connection: &Connection, work: impl FnOnce(&Db<'_>) -> Result<T>) -> Result<T> {
    // Rolled back when dropped: nothing was written.
    let transaction = connection.unchecked_transaction()?;
    work(&Db::new(&transaction))
}

/// The tables, as seen from inside [`Store::read`] or [`Store::write`].
pub struct Db<'c> {
    connection: &'c Connection,
    /// Secrets whose words changed; the search index follows once, at the end of the transaction.
    changed: RefCell<BTreeSet<i64>>,
}

impl<'c> Db<'c> {
    fn new(connection: &'c Connection) -> Self {
        Self { connection, changed: RefCell::default() }
    }

    /// The secrets.
    pub fn secrets(&self) -> Secrets<'_> {
        Secrets::new(self)
    }

    /// Their versions.
    pub fn versions(&self) -> Versions<'_> {
        Versions::new(self)
    }

    /// Signing requests that wait for their certificates.
    pub fn requests(&self) -> Requests<'_> {
        Requests::new(self)
    }

    /// Own authorities, with their certificates and keys.
    pub fn authorities(&self) -> Authorities<'_> {
        Authorities::new(self)
    }

    /// What own authorities issued.
    pub fn issued(&self) -> Issued<'_> {
        Issued::new(self)
    }

    /// Their revocation lists.
    pub fn crls(&self) -> Crls<'_> {
        Crls::new(self)
    }

    /// The groups that they lie in.
    pub fn groups(&self) -> Groups<'_> {
        Groups::new(self.connection)
    }

    /// What is held already, for those who bring more.
    pub fn holdings(&self) -> Holdings<'_> {
        Holdings::new(self.connection)
    }

    /// Does `work` whole or, when it fails, not at all, and lets the transaction go on in either case.
    pub fn attempt<T, E: From<Error>>(&self, work: impl FnOnce() -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        let run = |sql| self.connection.execute_batch(sql).map_err(Error::from);
        run("SAVEPOINT attempt")?;
        let done = work();
        if done.is_err() {
            run("ROLLBACK TO attempt")?;
        }
        run("RELEASE attempt")?;
        done
    }

    /// Locks on versions.
    pub fn locks(&self) -> Locks<'_> {
        Locks::new(self)
    }

    /// Certificate templates.
    pub fn templates(&self) -> Templates<'_> {
        Templates::new(self.connection)
    }

    /// What is particular to private certificates.
    pub fn private(&self) -> PrivateCertificates<'_> {
        PrivateCertificates::new(self)
    }

    /// What was done.
    pub fn activity(&self) -> Activity<'_> {
        Activity::new(self.connection)
    }

    /// What was told of Certkeep's own accord.
    pub fn notices(&self) -> Notices<'_> {
        Notices::new(self.connection)
    }

    /// Settings that belong to the vault.
    pub fn settings(&self) -> Settings<'_> {
        Settings::new(self.connection)
    }

    /// Counts over all secrets.
    pub fn overview(&self) -> Overview<'_> {
        Overview::new(self.connection)
    }

    /// Views of the table that the person saved.
    pub fn views(&self) -> Views<'_> {
        Views::new(self.connection)
    }

    fn note_changed(&self, secret_row: i64) {
        self.changed.borrow_mut().insert(secret_row);
    }

    fn index_changed(&self) -> Result<()> {
        self.changed.take().into_iter().try_for_each(|row| Ok(search::index(self.connection, row)?))
    }
}

impl fmt::Debug for Db<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Db(..)")
    }
}

#[cfg(test)]
mod tests;
