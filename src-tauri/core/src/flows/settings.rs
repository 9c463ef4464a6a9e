//! Settings that are kept in the vault.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::version::VERSIONS_KEPT_LEAST;
use crate::domain::version::VERSIONS_KEPT_MOST;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::store;
use crate::store::Db;

/// What the person has chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Settings {
    /// Minutes without a key press or pointer move after which the vault is locked; `None` for never.
    pub idle_lock_minutes: Option<u32>,
    /// Versions of a secret that keep their data: 2 to 50. Older ones lose it when the secret is next rotated, unless they are locked.
    pub versions_kept: u32,
    /// Notices are shown by the desktop too, not in the window alone.
    pub desktop_notifications: bool,
    /// Where authorities' certificates and revocation lists can be fetched, as `https://pki.example.com`; written into what they issue
    /// when they say so. `None` when they cannot be fetched from anywhere.
    pub publishing_url: Option<String>,
}

const IDLE_LOCK_MINUTES: &str = "idle_lock_minutes";
const IDLE_LOCK_DEFAULT: u32 = 15;
const NEVER: &str = "never";
const VERSIONS_KEPT: &str = "versions_kept";
const DESKTOP_NOTIFICATIONS: &str = "desktop_notifications";
const OFF: &str = "off";
const ON: &str = "on";
const PUBLISHING_URL: &str = "publishing_url";

impl Core {
    /// What the person has chosen; sensible values where they have not.
    pub fn find_settings(&self) -> Result<Settings> {
        Ok(self.unlocked()?.store.read(find)?)
    }

    /// Keeps what the person has chosen.
    pub fn edit_settings(&self, request: &Settings) -> Result<Settings> {
        let chosen = checked(request)?;
        let now = self.now();
        self.unlocked()?.store.write(|db| {
            let changes = changes(&find(db)?, &chosen);
            db.settings().set(IDLE_LOCK_MINUTES, &minutes(&chosen).unwrap_or_else(|| NEVER.to_owned()))?;
            db.settings().set(VERSIONS_KEPT, &chosen.versions_kept.to_string())?;
            db.settings().set(DESKTOP_NOTIFICATIONS, if chosen.desktop_notifications { ON } else { OFF })?;
            match &chosen.publishing_url {
                Some(url) => db.settings().set(PUBLISHING_URL, url)?,
                None => db.settings().remove(PUBLISHING_URL)?,
            }
            match changes.as_str() {
                "" => Ok(()),
                changes => db.activity().record(&ActivityEntry::new(ActivityAction::SettingsChanged, now).saying(changes)),
            }
        })?;
        self.send(Event::SettingsChanged);
        Ok(chosen)
    }
}

/// How many versions of a secret keep their data.
pub(super) fn versions_kept(db: &Db<'_>) -> store::Result<u32> {
    let chosen = db.settings().find(VERSIONS_KEPT)?.and_then(|kept| kept.parse().ok());
    Ok(chosen.unwrap_or(VERSIONS_KEPT_MOST).clamp(VERSIONS_KEPT_LEAST, VERSIONS_KEPT_MOST))
}

fn find(db: &Db<'_>) -> store::Result<Settings> {
    let idle_lock_minutes = match db.settings().find(IDLE_LOCK_MINUTES)?.as_deref() {
        Some(NEVER) => None,
        Some(minutes) => Some(minutes.parse().unwrap_or(IDLE_LOCK_DEFAULT)),
        None => Some(IDLE_LOCK_DEFAULT),
    };
    Ok(Settings {
        idle_lock_minutes,
        versions_kept: versions_kept(db)?,
        desktop_notifications: db.settings().find(DESKTOP_NOTIFICATIONS)?.is_none_or(|chosen| chosen != OFF),
        publishing_url: db.settings().find(PUBLISHING_URL)?,
    })
}

fn checked(request: &Settings) -> Result<Settings> {
    let (least, most) = (VERSIONS_KEPT_LEAST, VERSIONS_KEPT_MOST);
    match (least..=most).contains(&request.versions_kept) {
        true => Ok(Settings {
            idle_lock_minutes: request.idle_lock_minutes.map(|minutes| minutes.max(1)),
            versions_kept: request.versions_kept,
            desktop_notifications: request.desktop_notifications,
            publishing_url: request.publishing_url.as_deref().map(base_url).transpose()?.flatten(),
        }),
        false => Err(Error::new(ErrorCode::OutOfRange, format!("Keep the data of {least} to {most} versions.")).field("versionsKept")),
    }
}

/// An address that others are put below: without a slash at its end, and nothing behind it. `None` for an empty text.
fn base_url(text: &str) -> Result<Option<String>> {
    let url = text.trim().trim_end_matches('/');
    if url.is_empty() {
        return Ok(None);
    }
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
    let fits = |rest: &str| {
        let host = rest.split(['/', ':']).next().unwrap_or_default();
        !host.is_empty() && rest.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '?' | '#' | '"' | '<' | '>' | '@'))
    };
    match rest.is_some_and(fits) {
        true => Ok(Some(url.to_owned())),
        false => Err(Error::new(ErrorCode::OutOfRange, format!("“{url}” is not an address that files can be fetched from."))
            .help("Write it as http://pki.example.com, without anything behind the path.")
            .field("publishingUrl")),
    }
}

fn minutes(settings: &Settings) -> Option<String> {
    settings.idle_lock_minutes.map(|minutes| minutes.to_string())
}

fn changes(before: &Settings, after: &Settings) -> String {
    let mut changes = Vec::new();
    if before.idle_lock_minutes != after.idle_lock_minutes {
        changes.push(match minutes(after) {
            Some(minutes) => format!("Locks after {minutes} minutes without use"),
            None => "Never locks by itself".into(),
        });
    }
    if before.versions_kept != after.versions_kept {
        changes.push(format!("Keeps the data of {} versions", after.versions_kept));
    }
    if before.desktop_notifications != after.desktop_notifications {
        let shown = if after.desktop_notifications { "shown" } else { "not shown" };
        changes.push(format!("Notices are {shown} by the desktop"));
    }
    if before.publishing_url != after.publishing_url {
        changes.push(match &after.publishing_url {
            Some(url) => format!("Revocation lists are published at {url}"),
            None => "Revocation lists are not published".into(),
        });
    }
    changes.join("; ")
}
