//! What every way to a new version has in common, and what locks keep from happening.

use super::browse::VersionRef;
use super::import::version_of;
use super::settings::versions_kept;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::VersionId;
use crate::domain::secret::LifeEvent;
use crate::domain::secret::Secret;
use crate::domain::secret::SecretKind;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::Payload;
use crate::domain::version::SecretVersion;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::store;
use crate::store::Db;

/// What becomes the next version of a secret.
pub(super) struct NextVersion<'a> {
    pub id: VersionId,
    pub payload: &'a Payload,
    /// What its certificate says.
    pub facts: &'a CertificateFacts,
    /// Number of the version that the payload is taken over from.
    pub restored_from: Option<u32>,
    /// Nobody asked for it: its time had come.
    pub auto_rotated: bool,
}

/// Adds the next version of a secret: the version before stays with its locks, what is older than the person keeps loses its data.
/// Refused when the version before the current one is locked.
pub(super) fn add_version(db: &Db<'_>, secret: Secret, next: &NextVersion<'_>, now: Timestamp) -> Result<SecretVersion> {
    let versions = db.versions().list(secret.id)?;
    refuse_next(db, &versions)?;
    let number = versions.first().map_or(1, |current| current.number + 1);
    let made = version_of(secret.id, number, next.facts, next.payload, now);
    let version = SecretVersion { id: next.id, restored_from: next.restored_from, auto_rotated: next.auto_rotated, ..made };
    db.versions().insert(&version, next.facts, next.payload)?;
    db.secrets().update(&Secret { updated_at: now, ..secret.clone() })?;
    forget_old(db, &secret, now)?;
    Ok(version)
}

/// The secret after a new version was brought in; only an imported one is renewed in this way.
pub(super) fn renewed(secret: Secret) -> Result<Secret> {
    let refused = || Error::new(ErrorCode::NotFound, "Only an imported certificate is rotated by importing it again.");
    match (secret.kind, secret.state.after(LifeEvent::Renewed)) {
        (SecretKind::ImportedCert, Ok(state)) => Ok(Secret { state, ..secret }),
        (SecretKind::ImportedCert, Err(illegal)) => Err(refused().because(illegal)),
        (SecretKind::PublicCert | SecretKind::PrivateCert, _) => Err(refused()),
    }
}

/// A version of this secret, or the error that there is no such version.
pub(super) fn version_in(db: &Db<'_>, version: VersionRef) -> store::Result<SecretVersion> {
    let found = db.versions().find(version.version_id)?;
    match found.secret_id == version.secret_id {
        true => Ok(found),
        false => Err(store::Error::NoSuchVersion),
    }
}

/// Refuses when there is a lock on the version, and names the locks.
pub(super) fn refuse_locked(db: &Db<'_>, version: &SecretVersion) -> Result<()> {
    match version.locks {
        0 => Ok(()),
        _ => {
            let names: Vec<String> = db.locks().on(version.id)?.iter().map(|lock| format!("“{}”", lock.name)).collect();
            Err(Error::new(ErrorCode::VersionLocked, format!("Version {} is locked by {}.", version.number, listed(&names)))
                .help("Remove its locks first."))
        }
    }
}

/// Refuses a new version while the one before the current is locked; `versions` come newest first.
pub(super) fn refuse_next(db: &Db<'_>, versions: &[SecretVersion]) -> Result<()> {
    versions.get(1).map_or(Ok(()), |previous| refuse_locked(db, previous))
}

/// Removes the data of versions older than the person keeps; locked ones are spared.
fn forget_old(db: &Db<'_>, secret: &Secret, now: Timestamp) -> Result<()> {
    let forgotten = db.versions().prune(secret.id, versions_kept(db)?)?;
    forgotten.into_iter().try_for_each(|number| {
        let entry = ActivityEntry::new(ActivityAction::VersionDataExpired, now).about(secret);
        db.activity().record(&entry.saying(format!("Version {number}"))).map_err(Error::from)
    })
}

/// `a`, `a and b`, `a, b and 3 more`: enough to know them by.
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first} and {second}"),
        [first, second, third] => format!("{first}, {second} and {third}"),
        [first, second, more @ ..] => format!("{first}, {second} and {} more", more.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_people_do() {
        for (count, expected) in [(1, "1"), (2, "1 and 2"), (3, "1, 2 and 3"), (4, "1, 2 and 2 more"), (9, "1, 2 and 7 more")] {
            let names: Vec<String> = (1..=count).map(|number| number.to_string()).collect();
            assert_eq!(listed(&names), expected);
        }
    }
}
