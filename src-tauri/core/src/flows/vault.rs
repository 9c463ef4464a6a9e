//! The vault as the person meets it: first start, unlocking, locking, and the ways in.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::domain::id::SlotId;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;

/// Where the vault stands, and how it can be opened.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct VaultView {
    pub state: VaultState,
    pub slots: Vec<SlotRow>,
    pub keychain: KeychainView,
    /// The folder that everything lies in.
    pub folder: String,
    /// Why the vault cannot be used as it lies there; only a restore or a repair helps.
    pub problem: Option<Error>,
}

/// What can be done with the vault now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum VaultState {
    /// There is none yet: the first start.
    Absent,
    Locked,
    Unlocked,
    /// It is there and cannot be opened; `problem` says why.
    Unusable,
}

/// One way of unlocking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SlotRow {
    pub id: SlotId,
    pub kind: SlotKind,
    pub created_at: Timestamp,
}

/// The kinds of way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SlotKind {
    Keychain,
    Passphrase,
    Recovery,
}

/// Whether the system's keychain answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KeychainView {
    pub available: bool,
    /// Why it does not answer.
    pub reason: Option<String>,
}

/// A passphrase or recovery key on its way in: no Serialize, no Debug of its content.
#[derive(Debug, Deserialize, TS)]
#[ts(export, type = "string")]
pub struct Typed(pub secrecy::SecretString);

/// How the new vault is to be opened; at least one way.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CreateVault {
    pub keychain: bool,
    pub passphrase: Option<Typed>,
}

/// One try at opening the vault.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "with", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum UnlockVault {
    Keychain,
    Passphrase { passphrase: Typed },
    RecoveryKey { recovery_key: Typed },
}

/// A new passphrase; the current one is asked for when there is one.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChangePassphrase {
    pub current: Option<Typed>,
    pub new: Typed,
}

/// A new recovery key, shown once, not yet a way in.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RecoveryKeyView {
    /// Groups of characters joined by `-`.
    pub key: String,
    /// Which group (counted from 1) the person types again to show that they kept the key.
    pub confirm_group: u32,
}

/// The group typed again.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ConfirmRecoveryKey {
    pub typed: Typed,
}

/// How strong a passphrase is, judged while it is typed.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PassphraseView {
    /// 0 (guessed at once) to 4 (very hard).
    pub score: u32,
    /// Whether it may be used.
    pub acceptable: bool,
    /// How long guessing it from the key file would take, in words.
    pub crack_time: String,
    pub advice: Vec<String>,
}
