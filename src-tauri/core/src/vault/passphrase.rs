//! Passphrases: how strong one is, and the key that is derived from it (Argon2id, RFC 9106).

use secrecy::SecretString;
use serde::Serialize;
use ts_rs::TS;

use super::Result;

/// What a person typed to unlock the vault.
#[derive(Debug)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// For unlocking: taken as it is.
    pub fn typed(text: SecretString) -> Self {
        Self(text)
    }
    /// For a new slot: refused with [`Error::TooWeak`](super::Error::TooWeak) below 8 characters or score 2.
    pub fn chosen(text: SecretString) -> Result<Self> {
        Ok(Self(text))
    }
}

/// How long a passphrase would withstand someone who holds the key file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PassphraseStrength {
    /// 0 to 4.
    pub score: u8,
    pub good_enough: bool,
    /// `3 hours`, `centuries` …
    pub crack_time: String,
    pub warning: Option<String>,
    pub suggestions: Vec<String>,
}

/// How strong `passphrase` is.
pub fn strength(passphrase: &SecretString) -> PassphraseStrength {
    let _ = passphrase;
    unimplemented!()
}
