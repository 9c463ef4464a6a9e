//! The one error that leaves the core: a code for programs, a sentence and advice for people.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use ts_rs::TS;

/// What the core's methods answer with.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong: one code for each different reaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ErrorCode {
    // the vault
    VaultLocked,
    VaultMissing,
    VaultExists,
    WrongPassphrase,
    WeakPassphrase,
    WrongRecoveryKey,
    KeychainUnavailable,
    KeychainEntryMissing,
    NoSuchSlot,
    LastSlot,
    KeyFileDamaged,
    KeyFileForeign,
    DatabaseDamaged,
    NewerVersion,
    BackupDamaged,
    NoPortableSlot,
    // files
    NotWritable,
    DiskFull,
    FileExists,
    FileUnreadable,
    FileChanged,
    // input
    InvalidName,
    NameTaken,
    InvalidDescription,
    InvalidLabel,
    InvalidMetadata,
    InvalidSearch,
    NotTheName,
    NotConfirmed,
    // certificates
    NothingGiven,
    NotPem,
    OtherFormat,
    FoundInstead,
    UnreadableCertificate,
    SeveralCertificates,
    CertificateExpired,
    KeyEncrypted,
    KeyUnreadable,
    KeyUnsupported,
    KeyMismatch,
    TooLarge,
    PayloadGone,
    FormatUnavailable,
    // things
    NotFound,
    GroupNotEmpty,
    DefaultGroup,
    Busy,
    Internal,
}

/// An error as every door shows it. `source` is for the log and never crosses the wire.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "CoreError")]
pub struct Error {
    pub code: ErrorCode,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
    /// The request's field that it belongs to, spelled as on the wire.
    pub field: Option<&'static str>,
    #[serde(skip)]
    #[ts(skip)]
    source: Option<Arc<dyn StdError + Send + Sync>>,
}
