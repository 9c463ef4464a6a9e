//! Is the database sound? Asked by the person, and after every unlocking without being asked.

use serde::Serialize;
use ts_rs::TS;

use crate::Core;
use crate::error::Error;
use crate::error::Result;
use crate::events::Event;
use crate::store;

/// What the check of the database found; nothing found is good.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DatabaseCheck {
    pub findings: Vec<String>,
}

impl Core {
    /// Reads every page of the database and says what is wrong with it.
    pub async fn check_database(&self) -> Result<DatabaseCheck> {
        self.off_thread(|core| Ok(DatabaseCheck { findings: core.unlocked()?.store.check()? })).await
    }

    /// Checks without being waited for; damage is told by an event.
    pub(super) fn check_in_background(&self) {
        let core = self.clone();
        std::thread::spawn(move || {
            let Ok(unlocked) = core.unlocked() else { return };
            let problem = match unlocked.store.check() {
                Ok(findings) => findings.into_iter().next().map(|detail| Error::from(store::Error::Damaged { detail })),
                Err(error) => Some(error.into()),
            };
            if let Some(problem) = problem {
                core.send(Event::DatabaseDamaged { problem });
            }
        });
    }
}
