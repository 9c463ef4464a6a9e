//! The encrypted database: rows in, rows out. The only room that knows rusqlite (SQLCipher) and its migrations.
//!
//! Deliberately absent: where the key comes from (`vault`), what certificates mean (`pki`), the clock (a [`Timestamp`] is an argument).
//! Flows call it through [`Store::read`] and [`Store::write`], whose closures are plain, so no lock can cross an `.await`.
//!
//! [`Timestamp`]: crate::domain::timestamp::Timestamp

mod error;
pub mod groups;
pub mod secrets;
pub mod settings;
pub mod versions;

use std::path::Path;
use std::path::PathBuf;

use secrecy::ExposeSecret;

pub use self::error::Error;
use self::groups::Groups;
use self::secrets::Secrets;
use self::settings::Settings;
use self::versions::Versions;

pub type Result<T> = std::result::Result<T, Error>;

/// The open database. Dropping it closes every connection and forgets the key.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
}

impl Store {
    /// Makes a new, empty, encrypted database at `path`; refuses when a file is there.
    pub fn create(path: &Path, key: &impl ExposeSecret<[u8; 32]>) -> Result<Self> {
        let _ = (path, key);
        unimplemented!()
    }

    /// Opens the database at `path` and brings its schema up to date; refuses when no file is there.
    pub fn open(path: &Path, key: &impl ExposeSecret<[u8; 32]>) -> Result<Self> {
        let _ = (path, key);
        unimplemented!()
    }

    /// A store that lives in memory only, for tests; same schema, same calls.
    pub fn in_memory() -> Result<Self> {
        unimplemented!()
    }

    /// Where the database file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads from one consistent moment of the database, beside whoever is writing.
    pub fn read<T>(&self, work: impl FnOnce(&Db<'_>) -> Result<T>) -> Result<T> {
        let _ = work;
        unimplemented!()
    }

    /// Writes all of it or, when `work` fails, nothing of it. Do not call [`Store::read`] from inside.
    pub fn write<T>(&self, work: impl FnOnce(&Db<'_>) -> Result<T>) -> Result<T> {
        self.write_or(work)
    }

    /// As [`Store::write`], for work that can fail in words of its own.
    pub fn write_or<T, E: From<Error>>(&self, work: impl FnOnce(&Db<'_>) -> std::result::Result<T, E>) -> std::result::Result<T, E> {
        let _ = work;
        unimplemented!()
    }

    /// Every page authenticated and every table sound? Empty when nothing is wrong; else one line for each finding.
    pub fn check(&self) -> Result<Vec<String>> {
        unimplemented!()
    }

    /// Writes a consistent copy, encrypted with the same key, to `target` while others go on writing; `target` must not exist.
    /// `progress` is told (pages done, pages in all) and answers whether to go on; the unfinished file is removed.
    pub fn backup_to(&self, target: &Path, progress: impl FnMut(u64, u64) -> bool) -> Result<()> {
        let _ = (target, progress);
        unimplemented!()
    }

    /// Moves everything from the write-ahead log into the file and empties the log, so that deleted payload leaves both.
    pub fn checkpoint(&self) -> Result<()> {
        unimplemented!()
    }

    /// Number of the schema that this version of the app writes.
    pub fn schema_version() -> u32 {
        1
    }
}

/// The tables, as seen from inside [`Store::read`] or [`Store::write`].
#[derive(Debug)]
pub struct Db<'c> {
    _connection: std::marker::PhantomData<&'c ()>,
}

impl Db<'_> {
    pub fn secrets(&self) -> Secrets<'_> {
        unimplemented!()
    }
    pub fn versions(&self) -> Versions<'_> {
        unimplemented!()
    }
    pub fn groups(&self) -> Groups<'_> {
        unimplemented!()
    }
    pub fn settings(&self) -> Settings<'_> {
        unimplemented!()
    }
}
