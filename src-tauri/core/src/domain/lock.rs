//! Locks: named marks on a version that keep its payload from being changed or deleted.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use super::id::VersionId;
use super::metadata::CustomMetadata;
use super::timestamp::Timestamp;

/// The most locks on all versions of a secret together.
pub const LOCKS_MAX: u32 = 1000;

const NAME_MAX: usize = 256;
const DESCRIPTION_MAX: usize = 1024;

/// Why a lock was not accepted. Each message is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LockError {
    #[error("Enter a name for the lock.")]
    Empty,
    #[error("The name of a lock has at most {NAME_MAX} characters; this one has {0}.")]
    NameLength(usize),
    #[error("The name of a lock cannot contain “{0}”. Use letters, digits, “-”, “.” and “_”.")]
    NameCharacter(char),
    #[error("The name of a lock starts and ends with a letter, a digit or “_”; “{0}” cannot stand there.")]
    NameEdge(char),
    #[error("The description of a lock has at most {DESCRIPTION_MAX} characters; this one has {0}.")]
    DescriptionLength(usize),
}

/// What a lock is called: 1–256 ASCII letters, digits, `_`, `-`, `.`; neither `-` nor `.` at its ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LockName(String);

impl LockName {
    /// Trims and checks `text`.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let name = text.trim();
        let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
        match name.chars().count() {
            0 => return Err(LockError::Empty),
            long if long > NAME_MAX => return Err(LockError::NameLength(long)),
            _ => {}
        }
        if let Some(other) = name.chars().find(|character| !is_word(*character) && !matches!(character, '-' | '.')) {
            return Err(LockError::NameCharacter(other));
        }
        let edges = name.chars().next().into_iter().chain(name.chars().next_back());
        match edges.into_iter().find(|edge| !is_word(*edge)) {
            Some(edge) => Err(LockError::NameEdge(edge)),
            None => Ok(Self(name.to_owned())),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LockName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// What a lock is for: any text of at most 1024 characters, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockDescription(String);

impl LockDescription {
    /// Trims and checks `text`.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let description = text.trim();
        match description.chars().count() {
            long if long > DESCRIPTION_MAX => Err(LockError::DescriptionLength(long)),
            _ => Ok(Self(description.to_owned())),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a new lock on the current version does to the version before it; on any other version it does nothing more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum LockMode {
    /// Nothing.
    #[default]
    None,
    /// Takes the lock of the same name off it.
    RemovePrevious,
    /// Takes the lock of the same name off it, and deletes its data when no other lock is left on it.
    RemovePreviousAndDelete,
}

/// A lock on a version. A version has at most one of each name.
#[derive(Clone, Debug, PartialEq)]
pub struct Lock {
    pub version_id: VersionId,
    pub name: LockName,
    pub description: LockDescription,
    pub attributes: CustomMetadata,
    pub created_at: Timestamp,
    pub created_by: String,
    pub updated_at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_called_by_word_characters_with_dots_and_dashes_between() {
        for good in ["a", "_", "lock-1", "a.b", "a--b", " prod_freeze ", &"x".repeat(256)] {
            assert_eq!(LockName::parse(good).unwrap().as_str(), good.trim(), "{good}");
        }
        for (bad, error) in [
            ("", LockError::Empty),
            ("  ", LockError::Empty),
            ("-a", LockError::NameEdge('-')),
            ("a.", LockError::NameEdge('.')),
            ("a b", LockError::NameCharacter(' ')),
            ("*", LockError::NameCharacter('*')),
            ("größe", LockError::NameCharacter('ö')),
            (&"x".repeat(257), LockError::NameLength(257)),
        ] {
            assert_eq!(LockName::parse(bad).unwrap_err(), error, "{bad}");
        }
    }

    #[test]
    fn a_description_may_be_empty_but_not_endless() {
        assert_eq!(LockDescription::parse(" for the audit ").unwrap().as_str(), "for the audit");
        assert_eq!(LockDescription::parse("").unwrap(), LockDescription::default());
        assert_eq!(LockDescription::parse(&"x".repeat(1025)).unwrap_err(), LockError::DescriptionLength(1025));
    }
}
