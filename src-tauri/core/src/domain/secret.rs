//! Secrets: the named, versioned things that Certkeep keeps, and the moves between their states.

use serde::Deserialize;
use serde::Serialize;
use thiserror::Error;
use ts_rs::TS;

use super::activity::LOCAL_USER;
use super::id::GroupId;
use super::id::SecretId;
use super::metadata::CustomMetadata;
use super::names::Description;
use super::names::Labels;
use super::names::SecretName;
use super::timestamp::Timestamp;

/// How many days before its expiry a certificate counts as expiring soon.
pub const EXPIRING_SOON_DAYS: i64 = 30;

/// Where a certificate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SecretKind {
    /// Made elsewhere and brought in.
    ImportedCert,
    /// Ordered from a public authority by ACME (RFC 8555).
    PublicCert,
    /// Issued by an own authority.
    PrivateCert,
}

impl SecretKind {
    /// Every kind, in the order the screens list them.
    pub const ALL: [Self; 3] = [Self::ImportedCert, Self::PublicCert, Self::PrivateCert];

    /// The word on the wire and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::ImportedCert => "imported_cert",
            Self::PublicCert => "public_cert",
            Self::PrivateCert => "private_cert",
        }
    }
}

/// The life of a secret, numbered as in NIST SP 800-57; there is no 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SecretState {
    PreActivation,
    Active,
    Suspended,
    Deactivated,
    Destroyed,
}

/// Something that can happen to a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LifeEvent {
    Issued,
    IssuanceFailed,
    Expired,
    Renewed,
    Revoked,
    /// A certificate that was on hold counts again.
    Released,
    Deleted,
}

/// A move between states that the life of a secret does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a secret that is {from:?} cannot be {event:?}")]
pub struct IllegalMove {
    pub from: SecretState,
    pub event: LifeEvent,
}

impl SecretState {
    /// Every state, by number.
    pub const ALL: [Self; 5] = [Self::PreActivation, Self::Active, Self::Suspended, Self::Deactivated, Self::Destroyed];

    /// The state's number.
    pub fn code(self) -> u8 {
        match self {
            Self::PreActivation => 0,
            Self::Active => 1,
            Self::Suspended => 2,
            Self::Deactivated => 3,
            Self::Destroyed => 5,
        }
    }

    /// The state with this number, if there is one.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after `event`, or why that cannot happen now. Expiry keeps the payload: it deactivates, it does not destroy.
    pub fn after(self, event: LifeEvent) -> Result<Self, IllegalMove> {
        match (self, event) {
            (Self::PreActivation, LifeEvent::Issued) => Ok(Self::Active),
            (Self::PreActivation, LifeEvent::IssuanceFailed) => Ok(Self::Deactivated),
            (Self::Active, LifeEvent::Expired | LifeEvent::Revoked) => Ok(Self::Deactivated),
            (Self::Active | Self::Deactivated, LifeEvent::Renewed) => Ok(Self::Active),
            (Self::Deactivated, LifeEvent::Released) => Ok(Self::Active),
            (Self::PreActivation | Self::Active | Self::Suspended | Self::Deactivated, LifeEvent::Deleted) => Ok(Self::Destroyed),
            (from, event) => Err(IllegalMove { from, event }),
        }
    }
}

/// What the person sees: the state, told apart by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SecretStatus {
    PreActivation,
    Active,
    /// Active, with at most 30 days left.
    ExpiringSoon,
    Expired,
    Suspended,
    Deactivated,
    /// Taken back by the authority that issued it.
    Revoked,
    Destroyed,
}

impl SecretStatus {
    /// The status at `now` of a secret in `state` whose current certificate ends at `not_after`, and may be `revoked`.
    pub fn at(now: Timestamp, state: SecretState, not_after: Option<Timestamp>, revoked: bool) -> Self {
        match (state, not_after) {
            (SecretState::Deactivated, _) if revoked => Self::Revoked,
            (SecretState::PreActivation, _) => Self::PreActivation,
            (SecretState::Suspended, _) => Self::Suspended,
            (SecretState::Destroyed, _) => Self::Destroyed,
            (SecretState::Active | SecretState::Deactivated, Some(end)) if end < now => Self::Expired,
            (SecretState::Active, Some(end)) if end < now.plus_days(EXPIRING_SOON_DAYS) => Self::ExpiringSoon,
            (SecretState::Active, _) => Self::Active,
            (SecretState::Deactivated, _) => Self::Deactivated,
        }
    }
}

/// A named, versioned certificate with what the person wrote about it. Its payload lies in its versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Secret {
    pub id: SecretId,
    pub kind: SecretKind,
    pub name: SecretName,
    pub description: Description,
    pub group_id: GroupId,
    pub labels: Labels,
    pub custom_metadata: CustomMetadata,
    pub state: SecretState,
    pub created_at: Timestamp,
    pub created_by: String,
    pub updated_at: Timestamp,
}

/// What a person says of a new secret.
#[derive(Clone, Debug)]
pub struct NewSecret {
    pub name: SecretName,
    pub description: Description,
    pub group_id: GroupId,
    pub labels: Labels,
    pub custom_metadata: CustomMetadata,
}

impl NewSecret {
    /// With nothing said but what it is called and where it lies.
    pub fn named(name: SecretName, group_id: GroupId, labels: Labels) -> Self {
        Self { name, description: Description::default(), group_id, labels, custom_metadata: CustomMetadata::default() }
    }

    /// The secret, made by the person at `now`.
    pub fn made(self, kind: SecretKind, state: SecretState, now: Timestamp) -> Secret {
        let Self { name, description, group_id, labels, custom_metadata } = self;
        Secret {
            id: SecretId::fresh(),
            kind,
            name,
            description,
            group_id,
            labels,
            custom_metadata,
            state,
            created_at: now,
            created_by: LOCAL_USER.into(),
            updated_at: now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_move_not_written_is_illegal() {
        use LifeEvent::*;
        use SecretState::*;
        let legal = [
            (PreActivation, Issued, Active),
            (PreActivation, IssuanceFailed, Deactivated),
            (PreActivation, Deleted, Destroyed),
            (Active, Expired, Deactivated),
            (Active, Revoked, Deactivated),
            (Active, Renewed, Active),
            (Active, Deleted, Destroyed),
            (Suspended, Deleted, Destroyed),
            (Deactivated, Renewed, Active),
            (Deactivated, Released, Active),
            (Deactivated, Deleted, Destroyed),
        ];
        for from in SecretState::ALL {
            for event in [Issued, IssuanceFailed, Expired, Renewed, Revoked, Released, Deleted] {
                let expected = legal.iter().find(|(f, e, _)| (*f, *e) == (from, event)).map(|(_, _, to)| *to);
                assert_eq!(from.after(event).ok(), expected, "{from:?} {event:?}");
            }
        }
    }

    #[test]
    fn time_alone_turns_active_into_expired() {
        let end = Timestamp::from_unix(100 * 86_400);
        for (now, status) in [
            (end.plus_days(-31), SecretStatus::Active),
            (end.plus_days(-29), SecretStatus::ExpiringSoon),
            (end, SecretStatus::ExpiringSoon),
            (end.plus_days(1), SecretStatus::Expired),
        ] {
            assert_eq!(SecretStatus::at(now, SecretState::Active, Some(end), false), status, "at {now}");
            assert_eq!(SecretStatus::at(now, SecretState::Deactivated, Some(end), true), SecretStatus::Revoked, "at {now}");
        }
    }
}
