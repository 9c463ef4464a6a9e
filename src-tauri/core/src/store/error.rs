//! Why the database could not do what was asked; one variant for each different way out.

use std::path::PathBuf;

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::files::FileError;

/// What SQLite says when nobody said anything.
const NO_WORDS: &str = "SQL logic error";

/// Facts, never row content and never a key.
#[derive(Debug, Error)]
pub enum Error {
    #[error("there is no database at {}", path.display())]
    Missing { path: PathBuf },
    #[error("there is already a database at {}", path.display())]
    AlreadyThere { path: PathBuf },
    #[error("the key does not open the database, or its first page is damaged")]
    WrongKeyOrDamaged,
    #[error("the database is damaged: {detail}")]
    Damaged { detail: String },
    #[error("the disk is full")]
    DiskFull,
    #[error("the database or its folder cannot be written")]
    NotWritable,
    #[error("the database is busy with another program")]
    Busy,
    #[error("the database has schema {found}; this version knows up to {known}")]
    NewerDatabase { found: u32, known: u32 },
    #[error("a secret of this kind named {name} exists")]
    NameTaken { name: String },
    #[error("a secret group named {name} exists")]
    GroupNameTaken { name: String },
    #[error("a view named {name} exists")]
    ViewNameTaken { name: String },
    #[error("a template named {name} exists")]
    TemplateNameTaken { name: String },
    #[error("an authority named {name} exists")]
    AuthorityNameTaken { name: String },
    #[error("there is no such authority")]
    NoSuchAuthority,
    #[error("the authority issued no such certificate")]
    NoSuchIssued,
    #[error("the authority issued this serial number before")]
    SerialTaken,
    #[error("there are no more numbers for revocation lists")]
    NumbersUsedUp,
    #[error("the secret group still holds {count} secrets")]
    GroupNotEmpty { count: u64 },
    #[error("the default group cannot be deleted")]
    DefaultGroup,
    #[error("there is no such secret")]
    NoSuchSecret,
    #[error("there is no such version")]
    NoSuchVersion,
    #[error("there is no such secret group")]
    NoSuchGroup,
    #[error("there is no such view")]
    NoSuchView,
    #[error("there is no such template")]
    NoSuchTemplate,
    #[error("the data of this version was removed")]
    PayloadGone,
    #[error("it is a database, but not one of XCA")]
    NotXca,
    #[error("the secret has as many locks as it can have")]
    TooManyLocks,
    #[error("cancelled")]
    Cancelled,
    #[error("the database refused: {detail}")]
    Sql { detail: String },
}

impl Error {
    /// A value in the database that the nouns do not accept.
    pub(super) fn unreadable(column: &str) -> Self {
        Self::Damaged { detail: format!("a value of {column} cannot be read") }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as Sqlite;
        match error {
            Sqlite::SqliteFailure(failure, detail) => from_failure(failure, detail.unwrap_or_else(|| failure.to_string())),
            Sqlite::SqlInputError { error, msg, .. } => from_failure(error, msg),
            Sqlite::FromSqlConversionFailure(..)
            | Sqlite::IntegralValueOutOfRange(..)
            | Sqlite::InvalidColumnType(..)
            | Sqlite::Utf8Error(..) => Self::Damaged { detail: "a row holds a value of the wrong kind".into() },
            other => Self::Sql { detail: other.to_string() },
        }
    }
}

fn from_failure(failure: rusqlite::ffi::Error, detail: String) -> Error {
    match failure.code {
        ErrorCode::NotADatabase => Error::WrongKeyOrDamaged,
        ErrorCode::DatabaseCorrupt => Error::Damaged { detail },
        ErrorCode::DiskFull => Error::DiskFull,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Error::NotWritable,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => Error::Busy,
        // SQLCipher has no code for a page that does not authenticate; everything else that ends in this code says what it is.
        ErrorCode::Unknown if detail == NO_WORDS => Error::Damaged { detail: "a page was changed by something else than Certkeep".into() },
        _ => Error::Sql { detail },
    }
}

impl From<rusqlite_migration::Error> for Error {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => Self::Sql { detail: other.to_string() },
        }
    }
}

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        match error {
            FileError::NotWritable { .. } => Self::NotWritable,
            FileError::DiskFull { .. } => Self::DiskFull,
            FileError::AlreadyThere { path } => Self::AlreadyThere { path },
            FileError::Other { .. } => Self::Sql { detail: error.to_string() },
        }
    }
}

/// Whether a unique constraint was in the way.
pub(super) fn is_taken(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::SqliteFailure(failure, _) if failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE)
}
