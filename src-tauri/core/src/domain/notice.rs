//! Notices: what Certkeep tells of its own accord.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::id::AuthorityId;
use super::id::NoticeId;
use super::id::SecretId;
use super::timestamp::Timestamp;

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum NoticeKind {
    AboutToExpire,
    Expired,
    Rotated,
    RotationFailed,
    AuthorityAboutToExpire,
    AuthorityExpired,
    CrlOverdue,
    CrlFailed,
    PublishingFailed,
    /// A restored backup was older than what authorities have issued and revoked.
    BackupOlder,
    Test,
}

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum NoticeSeverity {
    Information,
    Warning,
    Error,
}

impl NoticeKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::AboutToExpire,
        Self::Expired,
        Self::Rotated,
        Self::RotationFailed,
        Self::AuthorityAboutToExpire,
        Self::AuthorityExpired,
        Self::CrlOverdue,
        Self::CrlFailed,
        Self::PublishingFailed,
        Self::BackupOlder,
        Self::Test,
    ];

    /// The word in the database; the same as on the wire.
    pub fn code(self) -> &'static str {
        match self {
            Self::AboutToExpire => "aboutToExpire",
            Self::Expired => "expired",
            Self::Rotated => "rotated",
            Self::RotationFailed => "rotationFailed",
            Self::AuthorityAboutToExpire => "authorityAboutToExpire",
            Self::AuthorityExpired => "authorityExpired",
            Self::CrlOverdue => "crlOverdue",
            Self::CrlFailed => "crlFailed",
            Self::PublishingFailed => "publishingFailed",
            Self::BackupOlder => "backupOlder",
            Self::Test => "test",
        }
    }

    /// The kind that is spelled so.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// How much it matters.
    pub fn severity(self) -> NoticeSeverity {
        match self {
            Self::Rotated | Self::Test => NoticeSeverity::Information,
            Self::AboutToExpire | Self::AuthorityAboutToExpire | Self::BackupOlder => NoticeSeverity::Warning,
            Self::Expired | Self::RotationFailed | Self::AuthorityExpired | Self::CrlOverdue | Self::CrlFailed | Self::PublishingFailed => {
                NoticeSeverity::Error
            }
        }
    }
}

/// So many days before its expiry a certificate is told of, and when it has come.
pub const NOTICE_DAYS: [i64; 6] = [90, 60, 30, 10, 1, 0];

/// Certificates that are to be told of now: those that end after `after` and not later than `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExpiryBand {
    /// They end within so many days; 0 when they have ended.
    pub days: i64,
    pub after: Timestamp,
    pub until: Timestamp,
}

/// What is to be told of at `now`, when the last look was at `checked`: each certificate once for each step that it has passed since,
/// and once only when it has passed several in an absence.
pub fn expiry_bands(now: Timestamp, checked: Option<Timestamp>) -> Vec<ExpiryBand> {
    let long_ago = Timestamp::from_unix(i64::MIN);
    let bands = NOTICE_DAYS.iter().enumerate().map(|(step, days)| {
        let closer = NOTICE_DAYS.get(step + 1).map_or(long_ago, |days| now.plus_days(*days));
        let seen = checked.map_or(long_ago, |checked| checked.plus_days(*days));
        ExpiryBand { days: *days, after: closer.max(seen), until: now.plus_days(*days) }
    });
    bands.filter(|band| band.after < band.until).collect()
}

/// Something the person should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Notice {
    pub id: NoticeId,
    pub at: Timestamp,
    pub kind: NoticeKind,
    pub severity: NoticeSeverity,
    /// What happened, in a sentence.
    pub title: String,
    /// More about it, and what to do; never a secret.
    pub detail: String,
    pub secret_id: Option<SecretId>,
    pub authority_id: Option<AuthorityId>,
    pub read: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often, and for which steps, a certificate that ends at `end` is told of by looks at these moments.
    fn told(end: Timestamp, looks: &[Timestamp]) -> Vec<i64> {
        let mut checked = None;
        let mut steps = Vec::new();
        for now in looks {
            let bands = expiry_bands(*now, checked).into_iter().filter(|band| band.after < end && end <= band.until);
            steps.extend(bands.map(|band| band.days));
            checked = Some(*now);
        }
        steps
    }

    #[test]
    fn every_step_is_told_once_however_often_one_looks() {
        let start = Timestamp::from_unix(1_780_315_200);
        let end = start.plus_days(100);
        let looks: Vec<Timestamp> = (0..=120 * 24).map(|hour| Timestamp::from_unix(start.unix() + hour * 3600)).collect();
        assert_eq!(told(end, &looks), NOTICE_DAYS);
    }

    #[test]
    fn an_absence_is_caught_up_with_the_nearest_step_alone() {
        let start = Timestamp::from_unix(1_780_315_200);
        for (left, expected) in [(100, vec![]), (89, vec![90]), (45, vec![60]), (5, vec![10]), (-3, vec![0])] {
            let back = start.plus_days(100 - left);
            assert_eq!(told(start.plus_days(100), &[start, back, back]), expected, "{left} days left when coming back");
        }
        assert_eq!(told(start.plus_days(20), &[start]), [30], "the first look of all tells what is near");
    }
}
