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
    pub const ALL: [Self; 10] = [
        Self::AboutToExpire,
        Self::Expired,
        Self::Rotated,
        Self::RotationFailed,
        Self::AuthorityAboutToExpire,
        Self::AuthorityExpired,
        Self::CrlOverdue,
        Self::CrlFailed,
        Self::PublishingFailed,
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
            Self::AboutToExpire | Self::AuthorityAboutToExpire => NoticeSeverity::Warning,
            Self::Expired | Self::RotationFailed | Self::AuthorityExpired | Self::CrlOverdue | Self::CrlFailed | Self::PublishingFailed => {
                NoticeSeverity::Error
            }
        }
    }
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
