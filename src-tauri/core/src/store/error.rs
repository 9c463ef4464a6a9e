//! Why the database could not do what was asked; one variant for each different way out.

use std::path::PathBuf;

use thiserror::Error;

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
    #[error("the data of this version was removed")]
    PayloadGone,
    #[error("cancelled")]
    Cancelled,
    #[error("the database refused: {detail}")]
    Sql { detail: String },
}
