//! Settings that are kept in the vault.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::Core;
use crate::error::Result;
use crate::events::Event;

/// What the person has chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Settings {
    /// Minutes without a key press or pointer move after which the vault is locked; `None` for never.
    pub idle_lock_minutes: Option<u32>,
}

const IDLE_LOCK_MINUTES: &str = "idle_lock_minutes";
const IDLE_LOCK_DEFAULT: u32 = 15;
const NEVER: &str = "never";

impl Core {
    /// What the person has chosen; sensible values where they have not.
    pub fn find_settings(&self) -> Result<Settings> {
        let chosen = self.unlocked()?.store.read(|db| db.settings().find(IDLE_LOCK_MINUTES))?;
        let idle_lock_minutes = match chosen.as_deref() {
            Some(NEVER) => None,
            Some(minutes) => Some(minutes.parse().unwrap_or(IDLE_LOCK_DEFAULT)),
            None => Some(IDLE_LOCK_DEFAULT),
        };
        Ok(Settings { idle_lock_minutes })
    }

    /// Keeps what the person has chosen.
    pub fn edit_settings(&self, request: &Settings) -> Result<Settings> {
        let minutes = request.idle_lock_minutes.map_or_else(|| NEVER.to_owned(), |minutes| minutes.max(1).to_string());
        self.unlocked()?.store.write(|db| db.settings().set(IDLE_LOCK_MINUTES, &minutes))?;
        self.send(Event::SettingsChanged);
        self.find_settings()
    }
}
