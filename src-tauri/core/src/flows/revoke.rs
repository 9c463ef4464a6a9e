//! Revoke: a certificate that an own authority issued is taken back, and its revocation list says so at once.

use serde::Deserialize;
use ts_rs::TS;

use super::browse::SecretView;
use super::browse::VersionRef;
use super::crl::rebuild_crl;
use super::versions::refuse_locked;
use super::versions::version_in;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::id::AuthorityId;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::revocation::Revocation;
use crate::domain::revocation::RevocationReason;
use crate::domain::secret::LifeEvent;
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::SecretVersion;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::store;
use crate::store::Db;
use crate::store::issued::StoredIssued;
use crate::store::private::StoredPrivate;

/// A version of a private certificate is revoked; the secret's name is typed to confirm.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RevokeVersion {
    pub secret_id: SecretId,
    pub version_id: VersionId,
    pub reason: RevocationReason,
    pub typed_name: String,
}

/// A version on hold is released: it leaves the revocation list.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReleaseVersion {
    pub secret_id: SecretId,
    pub version_id: VersionId,
}

/// What an authority issued is revoked by its serial number, whether it lies here or not.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RevokeIssued {
    pub authority_id: AuthorityId,
    pub serial_number: String,
    pub reason: RevocationReason,
}

/// What an authority issued and holds back is released.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReleaseIssued {
    pub authority_id: AuthorityId,
    pub serial_number: String,
}

impl Core {
    /// Revokes a version of a private certificate: its authority's revocation list says so at once. Revoking it again changes nothing,
    /// except that one on hold can be revoked for good.
    #[tracing::instrument(skip_all, fields(version = %request.version_id))]
    pub fn revoke_version(&self, request: &RevokeVersion) -> Result<SecretView> {
        let now = self.now();
        let revoked = self.unlocked()?.store.write_or(|db| revoke(db, request, now));
        self.noting_locks(revoked, ActivityAction::RevocationBlocked, request.secret_id)?;
        self.send(Event::SecretChanged { id: request.secret_id });
        self.send(Event::AuthoritiesChanged);
        self.find_secret(request.secret_id)
    }

    /// Releases a version that is on hold: the next revocation list, made at once, does not have it any more.
    #[tracing::instrument(skip_all, fields(version = %request.version_id))]
    pub fn release_version(&self, request: ReleaseVersion) -> Result<SecretView> {
        let now = self.now();
        self.unlocked()?.store.write_or(|db| release(db, request, now))?;
        self.send(Event::SecretChanged { id: request.secret_id });
        self.send(Event::AuthoritiesChanged);
        self.find_secret(request.secret_id)
    }
}

/// Notes with a version and its secret that it is revoked, or not any more: for whoever revoked it in the list of its authority.
/// A version that was deleted meanwhile has nothing to note.
pub(super) fn mark(db: &Db<'_>, version: VersionId, revoked: Option<Revocation>, now: Timestamp) -> Result<()> {
    let version = match db.versions().find(version) {
        Ok(version) => version,
        Err(store::Error::NoSuchVersion) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    db.versions().set_revoked(version.id, revoked)?;
    let secret = db.secrets().find(version.secret_id)?;
    let is_current = db.versions().current(secret.id)?.is_some_and(|current| current.id == version.id);
    let event = if revoked.is_some() { LifeEvent::Revoked } else { LifeEvent::Released };
    // The state of a secret is that of its newest version; a state that this cannot change stays as it is.
    let state = if is_current { secret.state.after(event).unwrap_or(secret.state) } else { secret.state };
    db.secrets().update(&Secret { state, updated_at: now, ..secret.clone() })?;
    match db.private().find(secret.id)?.filter(|_| is_current && revoked.is_some()) {
        Some(private) => Ok(db.private().save(&StoredPrivate {
            rotation: None,
            next_rotation_at: None,
            due_at: None,
            failures: 0,
            failure: None,
            ..private
        })?),
        None => Ok(()),
    }
}

fn revoke(db: &Db<'_>, request: &RevokeVersion, now: Timestamp) -> Result<()> {
    let secret = db.secrets().find(request.secret_id)?;
    if request.typed_name != secret.name.as_str() {
        return Err(Error::new(ErrorCode::NotTheName, "This is not the name of the secret. Nothing was revoked.")
            .help(format!("Type “{}”, letter for letter.", secret.name.as_str()))
            .field("typedName"));
    }
    let version = version_in(db, VersionRef { secret_id: request.secret_id, version_id: request.version_id })?;
    let issued = issued_here(db, &version)?;
    let (authority, serial) = (issued.certificate.authority_id, &issued.certificate.serial);
    let revocation = match issued.revocation {
        Some(before) if before.reason != RevocationReason::CertificateHold || before.reason == request.reason => return Ok(()),
        Some(before) => {
            db.issued().harden(authority, serial, request.reason)?;
            Revocation { reason: request.reason, ..before }
        }
        None => {
            refuse_locked(db, &version)?;
            refuse_expired(&version, now)?;
            db.issued().revoke(authority, serial, request.reason, now)?;
            Revocation { at: now, reason: request.reason }
        }
    };
    mark(db, version.id, Some(revocation), now)?;
    rebuild_crl(db, authority, now)?;
    let said = format!("Version {}, serial number {}: {}", version.number, version.serial_number, request.reason.title());
    Ok(db.activity().record(&ActivityEntry::new(ActivityAction::PrivateRevoked, now).about(&secret).saying(said))?)
}

fn release(db: &Db<'_>, request: ReleaseVersion, now: Timestamp) -> Result<()> {
    let secret = db.secrets().find(request.secret_id)?;
    let version = version_in(db, VersionRef { secret_id: request.secret_id, version_id: request.version_id })?;
    let issued = issued_here(db, &version)?;
    if !db.issued().release(issued.certificate.authority_id, &issued.certificate.serial)? {
        return Err(Error::new(ErrorCode::AlreadyRevoked, "Only a version that is on hold can be released."));
    }
    mark(db, version.id, None, now)?;
    rebuild_crl(db, issued.certificate.authority_id, now)?;
    let said = format!("Version {}, serial number {}", version.number, version.serial_number);
    Ok(db.activity().record(&ActivityEntry::new(ActivityAction::PrivateReleased, now).about(&secret).saying(said))?)
}

fn issued_here(db: &Db<'_>, version: &SecretVersion) -> Result<StoredIssued> {
    db.issued().find_by_version(version.id)?.ok_or_else(|| {
        Error::new(ErrorCode::NotFound, "No authority here issued this version.").help("Ask whoever issued it to revoke it.")
    })
}

fn refuse_expired(version: &SecretVersion, now: Timestamp) -> Result<()> {
    match version.not_after < now {
        true => Err(Error::new(
            ErrorCode::CertificateExpired,
            format!("Version {} expired on {}: nobody accepts it any more.", version.number, version.not_after.day()),
        )),
        false => Ok(()),
    }
}
