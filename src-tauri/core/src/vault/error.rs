//! Why a vault does not open, or could not be changed; one variant for each different way out.

use thiserror::Error;

use super::slots::SlotKind;
use crate::files::FileError;

/// Facts, never a passphrase, a recovery key or a database key.
#[derive(Debug, Error)]
pub enum Error {
    #[error("the key file is missing")]
    KeyFileMissing,
    #[error("the key file is damaged: {detail}")]
    KeyFileDamaged { detail: String },
    #[error("the key file has format {found}, which is newer than this app")]
    NewerKeyFile { found: u32 },
    #[error("the key file cannot be read: {reason}")]
    KeyFileUnreadable { reason: String },
    #[error("the key file belongs to another database")]
    KeyFileDoesNotBelong,
    #[error("the database file is missing")]
    DatabaseMissing,
    #[error("the database file cannot be read: {reason}")]
    DatabaseUnreadable { reason: String },
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    #[error("the recovery key is another vault's, or an earlier one")]
    WrongRecoveryKey,
    #[error("this is not a recovery key as it was printed{}", group.map(|n| format!(": look at group {n}")).unwrap_or_default())]
    RecoveryKeyTypo { group: Option<usize> },
    #[error("this vault has no {0} to unlock it with")]
    NoSuchSlot(SlotKind),
    #[error("this vault already has a {0}")]
    SlotExists(SlotKind),
    #[error("the last way to unlock the vault cannot be removed")]
    LastSlot,
    #[error("a vault needs at least one way to unlock it")]
    NoSlot,
    #[error("the passphrase is too weak")]
    TooWeak,
    #[error("the keychain holds no entry for this vault")]
    KeychainEntryMissing,
    #[error("the keychain's entry belongs to another vault or an earlier key")]
    KeychainEntryDoesNotFit,
    #[error("the keychain does not answer: {reason}")]
    KeychainUnavailable { reason: String },
    #[error("the computer has too little memory free to check the passphrase")]
    OutOfMemory,
    #[error("the operating system gives no randomness")]
    NoRandomness,
    #[error("the key is not this vault's")]
    ForeignKey,
    #[error("this is not a Certkeep backup")]
    NotABackup,
    #[error("the backup is damaged: {detail}")]
    DamagedBackup { detail: String },
    #[error("the backup has format {found}, which is newer than this app")]
    NewerBackup { found: u32 },
    #[error("the backup cannot be read: {reason}")]
    BackupUnreadable { reason: String },
    #[error("a backup needs a passphrase or a recovery key, because a keychain entry stays on this machine")]
    NoPortableSlot,
    #[error("cancelled")]
    Cancelled,
    #[error(transparent)]
    File(#[from] FileError),
}
