//! The database: what it could not do, in words.

use super::Error;
use super::ErrorCode;
use crate::domain::lock::LOCKS_MAX;
use crate::store;

const RESTORE: &str =
    "Restore a backup: the damaged vault is set aside, not deleted. Without one, keep a copy of the folder before anything else.";

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        use store::Error as Room;
        let shown = match &error {
            Room::Missing { path } => {
                Self::new(ErrorCode::DatabaseDamaged, format!("The database “{}” is missing.", path.display())).help(RESTORE)
            }
            Room::AlreadyThere { path } => Self::new(ErrorCode::VaultExists, format!("“{}” is already there.", path.display())),
            Room::WrongKeyOrDamaged => {
                Self::new(ErrorCode::DatabaseDamaged, "The database is damaged at its start and does not open.").help(RESTORE)
            }
            Room::Damaged { detail } => Self::new(ErrorCode::DatabaseDamaged, format!("The database is damaged: {detail}.")).help(RESTORE),
            Room::DiskFull => {
                Self::new(ErrorCode::DiskFull, "The disk is full. Nothing was changed.").help("Free some space and try again.")
            }
            Room::NotWritable => Self::new(ErrorCode::NotWritable, "The database cannot be written. Nothing was changed.")
                .help("Allow your user to write to the vault's folder and its files."),
            Room::Busy => Self::new(ErrorCode::Busy, "Another program is writing to the database.").help("Try again in a moment."),
            Room::NewerDatabase { found, known } => Self::new(
                ErrorCode::NewerVersion,
                format!("The database was written by a newer Certkeep (schema {found}; this one knows {known})."),
            )
            .help("Install the newest Certkeep. The database was not touched."),
            Room::NameTaken { name } => Self::new(ErrorCode::NameTaken, format!("A secret with the same name already exists: {name}"))
                .help("Choose another name, or rotate the secret that has it.")
                .field("name"),
            Room::GroupNameTaken { name } => {
                Self::new(ErrorCode::NameTaken, format!("A secret group with the same name already exists: {name}")).field("name")
            }
            Room::ViewNameTaken { name } => Self::new(ErrorCode::NameTaken, format!("A view with the same name already exists: {name}"))
                .help("Choose another name, or save over the view that has it.")
                .field("name"),
            Room::TemplateNameTaken { name } => {
                Self::new(ErrorCode::NameTaken, format!("A template with the same name already exists: {name}")).field("name")
            }
            Room::AuthorityNameTaken { name } => {
                Self::new(ErrorCode::NameTaken, format!("An authority with the same name already exists: {name}")).field("name")
            }
            Room::NoSuchAuthority => Self::not_found("authority").field("authorityId"),
            Room::NoSuchIssued => Self::not_found("certificate").field("serialNumber"),
            Room::SerialTaken => Self::new(ErrorCode::Busy, "The authority issued this serial number before. Nothing was kept.")
                .help("Try again: the next number is another."),
            Room::NumbersUsedUp => Self::new(ErrorCode::Internal, "The authority has used up the numbers of its revocation lists."),
            Room::GroupNotEmpty { count } => {
                Self::new(ErrorCode::GroupNotEmpty, group_not_empty(*count)).help("Move or delete what is in it first.")
            }
            Room::DefaultGroup => Self::new(ErrorCode::DefaultGroup, "The default group always stays."),
            Room::NoSuchSecret => Self::not_found("secret"),
            Room::NoSuchVersion => Self::not_found("version"),
            Room::NoSuchGroup => Self::not_found("secret group").field("groupId"),
            Room::NoSuchView => Self::not_found("view"),
            Room::NoSuchTemplate => Self::not_found("template").field("templateId"),
            Room::PayloadGone => Self::new(ErrorCode::PayloadGone, "The data of this version was removed.")
                .help("It was deleted, or it became older than the versions that are kept."),
            Room::NotXca => Self::new(ErrorCode::OtherFormat, "This is a database of a program that Certkeep does not know.")
                .help("Of databases, only those of XCA (.xdb) are read."),
            Room::TooManyLocks => Self::new(ErrorCode::TooManyLocks, format!("A secret has at most {LOCKS_MAX} locks."))
                .help("Remove some that are no longer needed."),
            Room::Cancelled => Self::new(ErrorCode::Cancelled, "Cancelled."),
            Room::Sql { detail } => Self::new(ErrorCode::Internal, format!("The database refused: {detail}."))
                .help("Nothing was changed. If it happens again, check the database under Settings."),
        };
        shown.because(error)
    }
}

fn group_not_empty(count: u64) -> String {
    match count {
        1 => "Delete group failed: 1 secret is still in it.".into(),
        more => format!("Delete group failed: {more} secrets are still in it."),
    }
}
