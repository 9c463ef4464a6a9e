//! Trust stores of this computer: where they are, whether they trust a certificate, and the commands that change that.
//!
//! The only room that runs other programs: every store belongs to somebody else (the system, a browser, Java) and is changed by the tool
//! that they made for it. What will run is known beforehand, so that a person can be shown it. Deliberately absent: asking the person, and
//! certificates beyond their PEM text.

mod anchor;
mod browsers;
mod command;
mod java;
mod system;

use std::path::PathBuf;

use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

pub use anchor::Anchor;
pub use command::TrustCommand;

/// Whose trust store it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum TrustStoreKind {
    /// What command-line tools and most programs use.
    System,
    /// NSS: Firefox and Chromium have one for each profile.
    Browser,
    Java,
}

/// What a store says of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Proven by a verification through the store.
    Trusted,
    NotTrusted,
    /// The store or its tool cannot be asked, in words.
    Unknown(String),
}

/// A trust store that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustStore {
    pub kind: TrustStoreKind,
    /// `Firefox (default-release)`, `Java 17` …
    pub title: String,
    /// The folder or file that it is.
    pub place: PathBuf,
    way: Way,
}

/// How a store is asked and changed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Way {
    System(system::Layout),
    Nss,
    Java,
}

/// Why a store was not changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TrustError {
    #[error("The program “{program}” is not installed.")]
    NoProgram { program: String },
    #[error("“{program}” did not do it: {said}")]
    Refused { program: String, said: String },
    #[error("The permission was not given.")]
    NotPermitted,
    #[error("The certificate could not be handed over: {said}")]
    NoFile { said: String },
}

/// Where stores are looked for.
#[derive(Clone, Debug)]
pub struct TrustPlaces {
    /// The person's home folder.
    pub home: PathBuf,
    /// What stands for `/`.
    pub root: PathBuf,
}

impl TrustPlaces {
    /// Those of this computer and its person.
    pub fn of_this_computer() -> Self {
        Self { home: std::env::home_dir().unwrap_or_default(), root: PathBuf::from("/") }
    }

    /// Every trust store that is there now.
    pub fn stores(&self) -> Vec<TrustStore> {
        let mut stores = system::find(&self.root);
        stores.extend(browsers::find(&self.home));
        stores.extend(java::find(&self.root));
        stores
    }
}

impl TrustStore {
    /// What the store says of `anchor`, by a verification through it.
    pub fn trust(&self, anchor: &Anchor) -> Trust {
        match &self.way {
            Way::System(layout) => layout.trust(anchor),
            Way::Nss => browsers::trust(&self.place, anchor),
            Way::Java => java::trust(&self.place, anchor),
        }
    }

    /// What will run to have `anchor` trusted.
    pub fn to_install(&self, anchor: &Anchor) -> TrustCommand {
        match &self.way {
            Way::System(layout) => layout.to_install(anchor),
            Way::Nss => browsers::to_install(&self.place, anchor),
            Way::Java => java::to_install(&self.place, anchor),
        }
    }

    /// What will run to have it trusted no longer.
    pub fn to_remove(&self, anchor: &Anchor) -> TrustCommand {
        match &self.way {
            Way::System(layout) => layout.to_remove(anchor),
            Way::Nss => browsers::to_remove(&self.place, anchor),
            Way::Java => java::to_remove(&self.place, anchor),
        }
    }
}

#[cfg(test)]
mod tests;
