//! Where a vault lies, and how a new one takes its place without anything being overwritten.

use std::path::Path;
use std::path::PathBuf;

use super::Result;
use super::slots::Creating;

/// The places of a vault below the app's home folder.
#[derive(Clone, Debug)]
pub struct VaultFolder {
    home: PathBuf,
}

/// What [`VaultFolder::tidy`] found and did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// A restore or creation that had been cut off at its last step was finished.
    pub finished: bool,
    /// A creation or restore that had been cut off half-way was removed.
    pub removed: bool,
}

impl VaultFolder {
    /// The vault below `home`.
    pub fn at(home: &Path) -> Self {
        Self { home: home.to_owned() }
    }
    /// Finishes or clears away what a crash left behind; call once at start, before anything else.
    pub fn tidy(&self) -> Result<Tidied> {
        unimplemented!()
    }
    /// Whether there is a vault.
    pub fn exists(&self) -> bool {
        unimplemented!()
    }
    /// `vault/`
    pub fn path(&self) -> PathBuf {
        self.home.join("vault")
    }
    /// `vault/keys.json`
    pub fn keys_path(&self) -> PathBuf {
        self.path().join("keys.json")
    }
    /// `vault/certkeep.db`
    pub fn database_path(&self) -> PathBuf {
        self.path().join("certkeep.db")
    }
    /// Starts a new vault aside, with a fresh key.
    pub fn create(&self) -> Result<Creating> {
        unimplemented!()
    }
}
