//! Notices: what Certkeep told, newest first, and what it is to tell.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::Core;
use crate::domain::id::AuthorityId;
use crate::domain::id::NoticeId;
use crate::domain::id::SecretId;
use crate::domain::notice::ExpiryBand;
use crate::domain::notice::Notice;
use crate::domain::notice::NoticeKind;
use crate::domain::notice::expiry_bands;
use crate::domain::timestamp::Timestamp;
use crate::error::Result;
use crate::events::Event;
use crate::store;
use crate::store::Db;
use crate::store::Store;
use crate::store::notices::Expiring;
use crate::store::notices::ExpiringAuthority;
use crate::store::notices::NoticesQuery;

/// A window onto the notices, newest first.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListNotices {
    pub unread_only: bool,
    pub offset: u32,
    /// At most 1000.
    pub limit: u32,
}

/// Some notices.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct NoticePage {
    /// Those that match.
    pub total: u32,
    /// Those that were not read yet, whatever the filter.
    pub unread: u32,
    pub offset: u32,
    pub rows: Vec<Notice>,
}

/// Notices that were read; empty for all of them.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReadNotices {
    pub ids: Vec<NoticeId>,
}

/// The most rows that are handed out at once.
const ROWS_MAX: u32 = 1000;
/// The most names that one notice lists.
const NAMES_MAX: u32 = 10;
/// When the last look at expiry dates was.
const CHECKED: &str = "notices_checked_at";

impl Core {
    /// Some notices, newest first.
    pub fn list_notices(&self, request: ListNotices) -> Result<NoticePage> {
        let query = NoticesQuery { unread_only: request.unread_only, offset: request.offset, limit: request.limit.min(ROWS_MAX) };
        let ((rows, total), unread) = self.unlocked()?.store.read(|db| Ok((db.notices().page(&query)?, db.notices().unread()?)))?;
        Ok(NoticePage { total, unread, offset: request.offset, rows })
    }

    /// Marks notices as read.
    pub fn read_notices(&self, request: &ReadNotices) -> Result<()> {
        self.unlocked()?.store.write(|db| db.notices().read(&request.ids))?;
        self.send(Event::NoticesChanged);
        Ok(())
    }

    /// Removes notices. What they told of is not told again.
    pub fn delete_notices(&self, request: &ReadNotices) -> Result<()> {
        self.unlocked()?.store.write(|db| db.notices().delete(&request.ids))?;
        self.send(Event::NoticesChanged);
        Ok(())
    }

    /// Gives a notice that shows how notices come.
    pub fn send_test_notice(&self) -> Result<()> {
        let told = Told::of(NoticeKind::Test, "This is how Certkeep tells you something.")
            .saying("Expiring certificates, rotations and failures come in the same way.");
        let notice = told.at(self.now());
        self.unlocked()?.store.write(|db| db.notices().insert(&notice))?;
        self.announce(vec![notice])
    }

    /// Passes notices on to whoever shows them.
    pub(super) fn announce(&self, notices: Vec<Notice>) -> Result<()> {
        if notices.is_empty() {
            return Ok(());
        }
        let on_desktop = self.find_settings()?.desktop_notifications;
        for notice in notices {
            self.send(Event::NoticeCame { notice, on_desktop });
        }
        self.send(Event::NoticesChanged);
        Ok(())
    }
}

/// A notice before it is given.
#[derive(Clone, Debug)]
pub(super) struct Told {
    kind: NoticeKind,
    title: String,
    detail: String,
    secret_id: Option<SecretId>,
    authority_id: Option<AuthorityId>,
}

impl Told {
    pub(super) fn of(kind: NoticeKind, title: impl Into<String>) -> Self {
        Self { kind, title: title.into(), detail: String::new(), secret_id: None, authority_id: None }
    }

    pub(super) fn saying(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    pub(super) fn about(self, secret: SecretId) -> Self {
        Self { secret_id: Some(secret), ..self }
    }

    pub(super) fn about_authority(self, authority: AuthorityId) -> Self {
        Self { authority_id: Some(authority), ..self }
    }

    fn at(self, now: Timestamp) -> Notice {
        let Self { kind, title, detail, secret_id, authority_id } = self;
        Notice { id: NoticeId::fresh(), at: now, kind, severity: kind.severity(), title, detail, secret_id, authority_id, read: false }
    }
}

/// Gives a notice.
pub(super) fn tell(db: &Db<'_>, told: Told, now: Timestamp) -> store::Result<Notice> {
    let notice = told.at(now);
    db.notices().insert(&notice)?;
    Ok(notice)
}

/// Forgets the troubles of this kind that are over. Mostly there are none, and nothing is written then.
pub(super) fn forget_over(store: &Store, kind: &str, lasting: &[String]) -> store::Result<()> {
    let over = store.read(|db| db.notices().over(kind, lasting))?;
    match over.is_empty() {
        true => Ok(()),
        false => store.write(|db| db.notices().forget(&over)),
    }
}

/// Gives a notice of a trouble unless it was given within the last day.
pub(super) fn tell_daily(db: &Db<'_>, topic: &str, told: Told, now: Timestamp) -> store::Result<Option<Notice>> {
    let recently = db.notices().told(topic)?.is_some_and(|told_at| told_at.plus_days(1) > now);
    if recently {
        return Ok(None);
    }
    db.notices().tell(topic, now)?;
    tell(db, told, now).map(Some)
}

/// Tells of every certificate that came nearer to its expiry since the last look that told of any.
pub(super) fn tell_expiries(store: &Store, now: Timestamp) -> store::Result<Vec<Notice>> {
    match store.read(|db| expiries(db, now))?.is_empty() {
        true => Ok(Vec::new()),
        // Looked at again within the transaction: another process may have told meanwhile.
        false => store.write(|db| {
            let told = expiries(db, now)?.into_iter().map(|told| tell(db, told, now)).collect();
            db.settings().set(CHECKED, &now.unix().to_string())?;
            told
        }),
    }
}

fn expiries(db: &Db<'_>, now: Timestamp) -> store::Result<Vec<Told>> {
    let checked = db.settings().find(CHECKED)?.and_then(|seconds| seconds.parse().ok()).map(Timestamp::from_unix);
    let mut told = Vec::new();
    for band in expiry_bands(now, checked) {
        let (first, count) = db.notices().expiring(band.after, band.until, NAMES_MAX)?;
        told.extend(expiry(&band, &first, count, now));
        let authorities = db.notices().expiring_authorities(band.after, band.until)?;
        told.extend(authorities.iter().map(|authority| authority_expiry(authority, now)));
    }
    Ok(told)
}

fn expiry(band: &ExpiryBand, first: &[Expiring], count: u32, now: Timestamp) -> Option<Told> {
    let kind = if band.days == 0 { NoticeKind::Expired } else { NoticeKind::AboutToExpire };
    match first {
        [] => None,
        [only] if count == 1 => Some(Told::of(kind, one(only, now)).saying(until(only)).about(only.id)),
        several => Some(Told::of(kind, many(count, band.days)).saying(names(several, count))),
    }
}

fn authority_expiry(authority: &ExpiringAuthority, now: Timestamp) -> Told {
    let kind = if authority.not_after <= now { NoticeKind::AuthorityExpired } else { NoticeKind::AuthorityAboutToExpire };
    let title = format!("The authority {}", when(&authority.name, authority.not_after, now));
    Told::of(kind, title)
        .saying(format!(
            "Its certificate is valid until {}. Nothing that it issued is trusted after that: rotate it, or make its successor.",
            authority.not_after.day()
        ))
        .about_authority(authority.id)
}

fn one(secret: &Expiring, now: Timestamp) -> String {
    when(&secret.name, secret.not_after, now)
}

fn when(name: &str, end: Timestamp, now: Timestamp) -> String {
    match now.days_until(end) {
        ..0 => format!("“{name}” has expired"),
        0 => format!("“{name}” expires today"),
        1 => format!("“{name}” expires in 1 day"),
        days => format!("“{name}” expires in {days} days"),
    }
}

fn until(secret: &Expiring) -> String {
    format!("Valid until {}. Bring its next certificate in time.", secret.not_after.day())
}

fn many(count: u32, days: i64) -> String {
    match days {
        0 => format!("{count} certificates have expired"),
        1 => format!("{count} certificates expire within a day"),
        days => format!("{count} certificates expire within {days} days"),
    }
}

fn names(first: &[Expiring], count: u32) -> String {
    first_of(&first.iter().map(|secret| secret.name.as_str()).collect::<Vec<_>>(), count as usize)
}

/// The first of these names, and how many there are beside them.
pub(super) fn named(names: &[&str]) -> String {
    first_of(&names[..names.len().min(NAMES_MAX as usize)], names.len())
}

fn first_of(first: &[&str], count: usize) -> String {
    match count - first.len() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}
