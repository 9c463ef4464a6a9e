//! The one error that leaves the core: a code for programs, a sentence and advice for people.
//!
//! Room errors become this one in the `from_…` files: one arm per variant, no wildcard, so that a new variant asks for its advice.

mod from_files;
mod from_pki;
mod from_private;
mod from_store;
mod from_trust;
mod from_vault;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::domain::lock::LockError;
use crate::domain::metadata::MetadataError;
use crate::domain::names::NameError;
use crate::domain::request::RequestError;

/// What the core's methods answer with.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong: one code for each different reaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
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
    FileDiffers,
    // input
    InvalidName,
    NameTaken,
    InvalidDescription,
    InvalidLabel,
    InvalidMetadata,
    InvalidRequest,
    InvalidSearch,
    NotTheName,
    NotConfirmed,
    OutOfRange,
    InvalidLock,
    // certificates
    NothingGiven,
    NotPem,
    OtherFormat,
    FoundInstead,
    UnreadableCertificate,
    SeveralCertificates,
    CertificateExpired,
    KeyEncrypted,
    WrongPassword,
    PasswordTooShort,
    CipherUnsupported,
    KeyUnreadable,
    KeyUnsupported,
    KeyMismatch,
    KeyNotNeeded,
    TooLarge,
    Cancelled,
    PayloadGone,
    FormatUnavailable,
    // own authorities, templates and what they issue
    InvalidAuthority,
    AuthorityUnusable,
    TrustUnchanged,
    TrustUnproven,
    InvalidTemplate,
    NotPermitted,
    LifetimeTooLong,
    LintError,
    AlreadyRevoked,
    InUse,
    // things
    NotFound,
    GroupNotEmpty,
    DefaultGroup,
    VersionLocked,
    TooManyLocks,
    NotRestorable,
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

impl Error {
    /// An error with a sentence that says what is wrong.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, field: None, source: None }
    }

    /// With what to do next.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// At this field of the request.
    pub fn field(self, field: &'static str) -> Self {
        Self { field: Some(field), ..self }
    }

    /// With the error behind it, for the log.
    pub fn because(self, source: impl StdError + Send + Sync + 'static) -> Self {
        Self { source: Some(Arc::new(source)), ..self }
    }

    /// An error as it was kept, in JSON; the field of the form that it belonged to is forgotten.
    pub(crate) fn read(kept: &str) -> Self {
        #[derive(Deserialize)]
        struct Kept {
            code: ErrorCode,
            message: String,
            help: Option<String>,
        }
        match serde_json::from_str::<Kept>(kept) {
            Ok(Kept { code, message, help }) => Self { help, ..Self::new(code, message) },
            Err(_) => Self::new(ErrorCode::Internal, "It failed, and why was not kept."),
        }
    }

    /// A thing that is not there, or not there any more.
    pub fn not_found(what: &str) -> Self {
        Self::new(ErrorCode::NotFound, format!("There is no such {what} any more.")).help("It may have been deleted meanwhile.")
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}: {}", self.code, self.message)?;
        self.source.as_ref().map_or(Ok(()), |source| write!(out, " ({source})"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| source.as_ref() as &(dyn StdError + 'static))
    }
}

impl From<NameError> for Error {
    fn from(error: NameError) -> Self {
        let (code, field) = match error {
            NameError::Empty | NameError::NameLength { .. } | NameError::NameCharacter(_) | NameError::NameEdge(_) => {
                (ErrorCode::InvalidName, "name")
            }
            NameError::DescriptionLength(_) => (ErrorCode::InvalidDescription, "description"),
            NameError::TooManyLabels(_) | NameError::LabelLength { .. } | NameError::LabelCharacter { .. } => {
                (ErrorCode::InvalidLabel, "labels")
            }
        };
        Self::new(code, error.to_string()).field(field)
    }
}

impl From<LockError> for Error {
    fn from(error: LockError) -> Self {
        let (code, field) = match error {
            LockError::Empty | LockError::NameLength(_) | LockError::NameCharacter(_) | LockError::NameEdge(_) => {
                (ErrorCode::InvalidLock, "name")
            }
            LockError::DescriptionLength(_) => (ErrorCode::InvalidDescription, "description"),
        };
        Self::new(code, error.to_string()).field(field)
    }
}

impl From<MetadataError> for Error {
    fn from(error: MetadataError) -> Self {
        Self::new(ErrorCode::InvalidMetadata, error.to_string()).field("customMetadata")
    }
}

impl From<RequestError> for Error {
    fn from(error: RequestError) -> Self {
        Self::new(ErrorCode::InvalidRequest, error.to_string()).field(error.field())
    }
}
