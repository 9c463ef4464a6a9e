//! What is due: one pass over everything that has to happen without being asked for, in the app and without a window.

use std::sync::PoisonError;
use std::sync::TryLockError;

use serde::Serialize;
use ts_rs::TS;

use super::notices::tell_expiries;
use crate::Core;
use crate::error::Result;

/// What a pass did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DueReport {
    pub rotated: u32,
    pub failed: u32,
    /// Revocation lists that were built anew.
    pub crls: u32,
    pub notices: u32,
}

impl Core {
    /// Does what is due now. A pass that is under way already is left alone, and nothing is reported then.
    #[tracing::instrument(skip_all)]
    pub fn run_due(&self) -> Result<DueReport> {
        let unlocked = self.unlocked()?;
        let _pass = match self.shared.due_pass.try_lock() {
            Ok(pass) => pass,
            Err(TryLockError::WouldBlock) => return Ok(DueReport::default()),
            Err(TryLockError::Poisoned(poisoned)) => PoisonError::into_inner(poisoned),
        };
        let now = self.now();
        let notices = tell_expiries(&unlocked.store, now)?;
        let report = DueReport { notices: u32::try_from(notices.len()).unwrap_or(u32::MAX), ..DueReport::default() };
        self.announce(notices)?;
        Ok(report)
    }
}
