//! Who holds the database key, and how it is unlocked. The only room that knows keyring, Argon2id and the wrapping by AES-256-GCM.
//!
//! Deliberately absent: the database itself (`store`), the clock (a `Timestamp` is an argument). Flows call it, off the async threads:
//! deriving a key takes a quarter of a second on purpose, and a keychain may wait for a person.

mod backup;
mod error;
mod folder;
mod key;
mod keyfile;
mod keyring;
mod passphrase;
mod recovery;
mod slots;

pub use self::backup::Backup;
pub use self::backup::BackupContents;
pub use self::backup::BackupManifest;
pub use self::backup::Restoring;
pub use self::error::Error;
pub use self::folder::Tidied;
pub use self::folder::VaultFolder;
pub use self::key::DatabaseKey;
pub use self::keyring::Keyring;
pub use self::keyring::KeyringError;
pub use self::keyring::MemoryKeyring;
pub use self::keyring::SystemKeyring;
pub use self::passphrase::Passphrase;
pub use self::passphrase::PassphraseStrength;
pub use self::passphrase::strength;
pub use self::recovery::RecoveryKey;
pub use self::slots::Creating;
pub use self::slots::NewSlot;
pub use self::slots::SlotFacts;
pub use self::slots::SlotKind;
pub use self::slots::Unlock;
pub use self::slots::Vault;

pub type Result<T> = std::result::Result<T, Error>;
