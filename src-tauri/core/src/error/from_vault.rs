//! The vault: why it does not open or change, in words.

use super::Error;
use super::ErrorCode;
use crate::vault;

const OTHER_WAY: &str = "Use another way to unlock, or restore a backup. The vault is unchanged.";
const RESTORE: &str = "Restore a backup, or put back the file from a copy of the folder. Nothing is deleted by a restore.";

impl From<vault::Error> for Error {
    fn from(error: vault::Error) -> Self {
        use vault::Error as Room;
        let shown = match &error {
            Room::KeyFileMissing => {
                Self::new(ErrorCode::KeyFileDamaged, "The key file keys.json is missing beside the database.").help(RESTORE)
            }
            Room::KeyFileDamaged { detail } => {
                Self::new(ErrorCode::KeyFileDamaged, format!("The key file keys.json is damaged: {detail}.")).help(RESTORE)
            }
            Room::KeyFileUnreadable { reason } => {
                Self::new(ErrorCode::NotWritable, format!("The key file keys.json cannot be read: {reason}."))
                    .help("Allow your user to read the vault's folder and its files.")
            }
            Room::KeyFileDoesNotBelong => Self::new(
                ErrorCode::KeyFileForeign,
                "The key file and the database do not belong together: one of them was replaced, or the database is damaged at its start.",
            )
            .help(RESTORE),
            Room::NewerKeyFile { found } => {
                Self::new(ErrorCode::NewerVersion, format!("The key file was written by a newer Certkeep (format {found})."))
                    .help("Install the newest Certkeep. Nothing was touched.")
            }
            Room::DatabaseMissing => {
                Self::new(ErrorCode::DatabaseDamaged, "The database certkeep.db is missing beside the key file.").help(RESTORE)
            }
            Room::DatabaseUnreadable { reason } => {
                Self::new(ErrorCode::NotWritable, format!("The database certkeep.db cannot be read: {reason}."))
                    .help("Allow your user to read the vault's folder and its files.")
            }
            Room::WrongPassphrase => Self::new(ErrorCode::WrongPassphrase, "This is not the passphrase.")
                .help("Look at Caps Lock and the keyboard layout, and type it again.")
                .field("passphrase"),
            Room::WrongRecoveryKey => Self::new(ErrorCode::WrongRecoveryKey, "This recovery key is another vault's, or an earlier one.")
                .help("A new recovery key replaces the one before it.")
                .field("recoveryKey"),
            Room::RecoveryKeyTypo { group } => Self::new(ErrorCode::WrongRecoveryKey, recovery_typo(*group))
                .help("Compare it with the file or the printed sheet.")
                .field("recoveryKey"),
            Room::NoSuchSlot(kind) => {
                Self::new(ErrorCode::NoSuchSlot, format!("This vault has no {kind} to unlock it with.")).help(OTHER_WAY)
            }
            Room::SlotExists(kind) => Self::new(ErrorCode::NoSuchSlot, format!("This vault already has a {kind}.")),
            Room::LastSlot => {
                Self::new(ErrorCode::LastSlot, "The last way to unlock the vault cannot be removed.").help("Add another way first.")
            }
            Room::NoSlot => Self::new(ErrorCode::LastSlot, "A vault needs at least one way to unlock it.")
                .help("Choose the system keychain, a passphrase, or both."),
            Room::TooWeak => Self::new(ErrorCode::WeakPassphrase, "This passphrase is too easy to guess.")
                .help("Take four or more unrelated words, or a longer mix of characters.")
                .field("passphrase"),
            Room::KeychainEntryMissing => {
                Self::new(ErrorCode::KeychainEntryMissing, "The system keychain has no entry for this vault.").help(OTHER_WAY)
            }
            Room::KeychainEntryDoesNotFit => {
                Self::new(ErrorCode::KeychainEntryMissing, "The entry in the system keychain belongs to another vault or an earlier key.")
                    .help(OTHER_WAY)
            }
            Room::KeychainUnavailable { reason } => {
                Self::new(ErrorCode::KeychainUnavailable, format!("The system keychain does not answer: {reason}."))
                    .help("Use another way to unlock, or unlock the keychain and try again.")
            }
            Room::OutOfMemory => {
                Self::new(ErrorCode::Busy, "Too little memory is free to check the passphrase.").help("Close other programs and try again.")
            }
            Room::NoRandomness => {
                Self::new(ErrorCode::Internal, "The system gave no random numbers.").help("Restart the computer and try again.")
            }
            Room::ForeignKey => {
                Self::new(ErrorCode::Internal, "The vault was replaced while it was open.").help("Lock it and unlock it again.")
            }
            Room::NotABackup => {
                Self::new(ErrorCode::BackupDamaged, "This file is not a Certkeep backup.").help("Choose a file that ends in .certkeep.")
            }
            Room::DamagedBackup { detail } => Self::new(ErrorCode::BackupDamaged, format!("The backup is damaged: {detail}."))
                .help("Choose another backup. The vault is unchanged."),
            Room::NewerBackup { found } => {
                Self::new(ErrorCode::NewerVersion, format!("The backup was written by a newer Certkeep (format {found})."))
                    .help("Install the newest Certkeep.")
            }
            Room::BackupUnreadable { reason } => Self::new(ErrorCode::FileUnreadable, format!("The backup cannot be read: {reason}."))
                .help("Look whether the file is still there and your user may read it."),
            Room::NoPortableSlot => Self::new(
                ErrorCode::NoPortableSlot,
                "A backup needs a passphrase or a recovery key: the entry in this computer's keychain does not travel with it.",
            )
            .help("Add a passphrase or a recovery key to the vault first."),
            Room::Cancelled => Self::new(ErrorCode::Cancelled, "Cancelled."),
            Room::File(_) => Self::new(ErrorCode::Internal, ""),
        };
        match error {
            Room::File(file) => file.into(),
            other => shown.because(other),
        }
    }
}

fn recovery_typo(group: Option<usize>) -> String {
    match group {
        Some(group) => format!("This is not a recovery key as it was printed: look at group {group}."),
        None => "This is not a recovery key as it was printed: characters are missing, too many, or mixed up.".into(),
    }
}
