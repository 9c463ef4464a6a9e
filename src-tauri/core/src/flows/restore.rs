//! Restore: the data of an earlier version becomes the secret's next version.

use super::browse::SecretView;
use super::browse::VersionRef;
use super::versions::NextVersion;
use super::versions::add_version;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::id::VersionId;
use crate::domain::secret::LifeEvent;
use crate::domain::secret::Secret;
use crate::domain::secret::SecretKind;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::SecretVersion;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::bundle::Bundle;
use crate::store;
use crate::store::Db;

impl Core {
    /// Makes the data of an earlier version, unexpired, of an imported or public certificate the secret's next version.
    /// The version it comes from stays as it is. Refused when the version before the current one is locked.
    #[tracing::instrument(skip_all, fields(secret = %request.secret_id))]
    pub fn restore_version(&self, request: VersionRef) -> Result<SecretView> {
        let now = self.now();
        let restored = self.unlocked()?.store.write_or(|db| restore(db, request, now));
        self.noting_locks(restored, ActivityAction::RotationBlocked, request.secret_id)?;
        self.send(Event::SecretChanged { id: request.secret_id });
        self.find_secret(request.secret_id)
    }
}

/// Whether a version can be restored at `now`.
pub(super) fn is_restorable(kind: SecretKind, is_current: bool, version: &SecretVersion, now: Timestamp) -> bool {
    refusal(kind, is_current, version, now).is_none()
}

fn restore(db: &Db<'_>, request: VersionRef, now: Timestamp) -> Result<()> {
    let secret = db.secrets().find(request.secret_id)?;
    let versions = db.versions().list(secret.id)?;
    let place = versions.iter().position(|version| version.id == request.version_id).ok_or(store::Error::NoSuchVersion)?;
    let earlier = &versions[place];
    if let Some(refusal) = refusal(secret.kind, place == 0, earlier, now) {
        return Err(refusal);
    }
    let state =
        secret.state.after(LifeEvent::Renewed).map_err(|illegal| not_restorable("This secret cannot be renewed.").because(illegal))?;
    let payload = db.versions().payload(earlier.id)?;
    let bundle = Bundle::read(&payload)?;
    let next = NextVersion {
        id: VersionId::fresh(),
        facts: bundle.facts(),
        payload: &payload,
        restored_from: Some(earlier.number),
        auto_rotated: false,
    };
    let version = add_version(db, Secret { state, ..secret.clone() }, &next, now)?;
    let entry = ActivityEntry::new(ActivityAction::VersionRestored, now).about(&secret);
    Ok(db.activity().record(&entry.saying(format!("Version {} became version {}", earlier.number, version.number)))?)
}

fn refusal(kind: SecretKind, is_current: bool, version: &SecretVersion, now: Timestamp) -> Option<Error> {
    match kind {
        SecretKind::PrivateCert => Some(not_restorable("A private certificate is not restored.").help("Issue it anew from its template.")),
        SecretKind::ImportedCert | SecretKind::PublicCert if is_current => Some(not_restorable("This is the current version already.")),
        SecretKind::ImportedCert | SecretKind::PublicCert if !version.payload_available => Some(store::Error::PayloadGone.into()),
        SecretKind::ImportedCert | SecretKind::PublicCert if version.not_after < now => Some(
            not_restorable(format!("Version {} expired on {}.", version.number, version.not_after.day()))
                .help("Import a new certificate instead."),
        ),
        SecretKind::ImportedCert | SecretKind::PublicCert => None,
    }
}

fn not_restorable(message: impl Into<String>) -> Error {
    Error::new(ErrorCode::NotRestorable, message)
}
