//! What happened, and who hears it. An event says that something changed, never what it changed to, and never carries a secret.

use std::fmt;

use serde::Serialize;
use ts_rs::TS;

use crate::domain::id::BatchId;
use crate::domain::id::IssueRunId;
use crate::domain::id::SecretId;
use crate::domain::notice::Notice;
use crate::error::Error;

/// Something that makes what a screen shows stale.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[ts(export, rename = "CoreEvent")]
pub enum Event {
    /// A secret was made, changed or deleted.
    SecretChanged { id: SecretId },
    /// Many secrets were made, changed or deleted at once.
    SecretsChanged,
    /// What is done to a selection has come so far.
    SelectionProgress { done: u32, all: u32 },
    /// A group was made, changed or deleted.
    GroupsChanged,
    /// The vault was created, locked, unlocked or restored, or its slots changed.
    VaultChanged,
    /// Something was done that no other event tells of, and was recorded.
    ActivityChanged,
    /// An own authority, a template, or what an authority issued or revoked was changed.
    AuthoritiesChanged,
    /// The list of notices changed.
    NoticesChanged,
    /// A notice came; it carries no secret. The desktop shows it too, when the person wants that.
    NoticeCame { notice: Notice, on_desktop: bool },
    /// A run of certificates went on, or ended; that its secrets are there is told once, at the end.
    IssueRunChanged { id: IssueRunId },
    /// A setting was changed.
    SettingsChanged,
    /// A batch went on, or ended; that its secrets are there is told once, at the end.
    BatchChanged { id: BatchId },
    /// The check after unlocking found damage in the database.
    DatabaseDamaged { problem: Error },
}

/// Hears of every event, on whatever thread it happens.
pub trait Events: Send + Sync + fmt::Debug {
    /// Passes `event` on; must return at once.
    fn send(&self, event: Event);
}

/// Hears nothing: for a core without a screen.
#[derive(Clone, Copy, Debug)]
pub struct NoListener;

impl Events for NoListener {
    fn send(&self, _event: Event) {}
}
