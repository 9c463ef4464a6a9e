//! The operating system's own key store.

use std::fmt;

use secrecy::SecretString;

/// Why a keychain did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct KeyringError {
    pub reason: String,
}

/// Keeps one text for each account. Calls may block for as long as a person looks at a prompt.
pub trait Keyring: Send + Sync + fmt::Debug {
    /// Whether a text can be kept here now, or why not.
    fn available(&self) -> Result<(), KeyringError>;
    /// Keeps `secret` for `account`, in place of what was there.
    fn store(&self, account: &str, secret: &SecretString) -> Result<(), KeyringError>;
    /// What is kept for `account`.
    fn load(&self, account: &str) -> Result<Option<SecretString>, KeyringError>;
    /// Keeps nothing for `account` any more; no error when nothing was there.
    fn forget(&self, account: &str) -> Result<(), KeyringError>;
}

/// The keychain of this machine, under the service name `certkeep`.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemKeyring;

impl Keyring for SystemKeyring {
    fn available(&self) -> Result<(), KeyringError> {
        unimplemented!()
    }
    fn store(&self, _account: &str, _secret: &SecretString) -> Result<(), KeyringError> {
        unimplemented!()
    }
    fn load(&self, _account: &str) -> Result<Option<SecretString>, KeyringError> {
        unimplemented!()
    }
    fn forget(&self, _account: &str) -> Result<(), KeyringError> {
        unimplemented!()
    }
}

/// A keychain that lives as long as the value, for tests. Clones share what is kept.
#[derive(Clone, Debug, Default)]
pub struct MemoryKeyring;

impl MemoryKeyring {
    /// From now on it does not answer, or does again.
    pub fn set_available(&self, available: bool) {
        let _ = available;
        unimplemented!()
    }
}

impl Keyring for MemoryKeyring {
    fn available(&self) -> Result<(), KeyringError> {
        unimplemented!()
    }
    fn store(&self, _account: &str, _secret: &SecretString) -> Result<(), KeyringError> {
        unimplemented!()
    }
    fn load(&self, _account: &str) -> Result<Option<SecretString>, KeyringError> {
        unimplemented!()
    }
    fn forget(&self, _account: &str) -> Result<(), KeyringError> {
        unimplemented!()
    }
}
