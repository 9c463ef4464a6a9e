//! Rotate: an imported certificate is replaced by what lies in the tray; the version before it stays.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::browse::SecretView;
use super::browse::VersionRef;
use super::import::unexpired;
use super::versions::NextVersion;
use super::versions::add_version;
use super::versions::refuse_next;
use super::versions::renewed;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::IntakeId;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::Payload;
use crate::domain::version::SecretVersion;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::bundle::Bundle;
use crate::pki::bundle::Certificate;
use crate::store::Db;

/// The secret, and the tray with its next version. Nothing is carried over from the version before but, when asked for, the private key.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RotateImported {
    pub secret_id: SecretId,
    pub intake_id: IntakeId,
    /// Keeps an expired certificate for the record.
    pub keep_expired: bool,
    /// Takes the private key of the current version over when none lies in the tray; the new certificate must have it.
    pub keep_current_key: bool,
}

/// The secret, and the tray with what may become its next version.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FindRotation {
    pub secret_id: SecretId,
    pub intake_id: IntakeId,
}

/// What would come of a rotation.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RotationPreview {
    /// The private key of the current version belongs to the new certificate.
    pub current_key_fits: bool,
    /// The current version has a private key.
    pub had_key: bool,
    /// The current version has intermediate certificates.
    pub had_intermediate: bool,
    /// What the current version has and the new one would not have, a sentence each.
    pub lost: Vec<String>,
    /// Why the secret cannot be rotated now, whatever lies in the tray.
    pub refused: Option<Error>,
}

impl Core {
    /// Adds what lies in the tray as the secret's next version, then empties the tray. The version before stays, whole.
    /// Refused when the version before the current one is locked.
    #[tracing::instrument(skip_all, fields(secret = %request.secret_id))]
    pub fn rotate_imported(&self, request: RotateImported) -> Result<SecretView> {
        let now = self.now();
        let payload = self.shared.tray.payload(request.intake_id)?;
        let rotated = self.unlocked()?.store.write_or(|db| rotate(db, request, payload, now));
        self.noting_locks(rotated, ActivityAction::RotationBlocked, request.secret_id)?;

        self.shared.tray.discard(request.intake_id);
        self.send(Event::SecretChanged { id: request.secret_id });
        self.find_secret(request.secret_id)
    }

    /// What would come of rotating with what lies in the tray; changes nothing.
    pub fn find_rotation(&self, request: FindRotation) -> Result<RotationPreview> {
        let unlocked = self.unlocked()?;
        let payload = self.shared.tray.payload(request.intake_id)?;
        let next = Certificate::read(&payload.certificate)?;
        let (versions, refused) = unlocked.store.read(|db| {
            let secret = db.secrets().find(request.secret_id)?;
            let versions = db.versions().list(request.secret_id)?;
            let refused = renewed(secret).and_then(|_| refuse_next(db, &versions)).err();
            Ok((versions, refused))
        })?;
        let current = versions.first().filter(|current| current.payload_available).map(|current| current.id);
        let before = current.map(|version_id| unlocked.find_bundle(VersionRef { secret_id: request.secret_id, version_id })).transpose()?;
        Ok(preview(before.as_ref(), &payload, next.facts(), refused))
    }
}

/// Adds the next version of an imported secret, records it, and answers with its number.
pub(super) fn insert_renewal(db: &Db<'_>, id: SecretId, facts: &CertificateFacts, payload: &Payload, now: Timestamp) -> Result<u32> {
    let secret = renewed(db.secrets().find(id)?)?;
    let version = add_version(
        db,
        secret.clone(),
        &NextVersion { id: VersionId::fresh(), payload, facts, restored_from: None, auto_rotated: false },
        now,
    )?;
    db.activity().record(&ActivityEntry::new(ActivityAction::SecretRotated, now).about(&secret).saying(told(&version)))?;
    Ok(version.number)
}

/// A new version, as what was done tells of it.
pub(super) fn told(version: &SecretVersion) -> String {
    format!("Version {}, serial number {}, valid until {}", version.number, version.serial_number, version.not_after.day())
}

fn rotate(db: &Db<'_>, request: RotateImported, payload: Payload, now: Timestamp) -> Result<()> {
    let payload = match request.keep_current_key {
        true => with_current_key(db, request.secret_id, payload)?,
        false => payload,
    };
    let bundle = unexpired(Bundle::read(&payload)?, request.keep_expired, now)?;
    insert_renewal(db, request.secret_id, bundle.facts(), &payload, now).map(drop)
}

/// What lies in the tray, with the key of the current version where it has none itself.
fn with_current_key(db: &Db<'_>, secret: SecretId, payload: Payload) -> Result<Payload> {
    let none = || {
        Error::new(ErrorCode::NothingGiven, "The current version has no private key to keep.")
            .help("Bring the key along, or rotate without one.")
            .field("privateKey")
    };
    if payload.private_key.is_some() {
        return Ok(payload);
    }
    let current = db.versions().current(secret)?.ok_or_else(none)?;
    let kept = db.versions().payload(current.id)?.private_key.ok_or_else(none)?;
    Ok(Payload { private_key: Some(kept), ..payload })
}

fn preview(before: Option<&Bundle>, payload: &Payload, next: &CertificateFacts, refused: Option<Error>) -> RotationPreview {
    let had_key = before.is_some_and(|bundle| bundle.private_key().is_some());
    let had_intermediate = before.is_some_and(|bundle| !bundle.intermediates().is_empty());
    let same_key = before.is_some_and(|bundle| bundle.facts().public_key.fingerprint == next.public_key.fingerprint);
    let mut lost = Vec::new();
    if had_key && payload.private_key.is_none() {
        lost.push("The new version has no private key; the current one has.".to_owned());
    }
    if had_intermediate && payload.intermediate.is_none() {
        lost.push("The new version has no intermediate certificates; the current one has.".to_owned());
    }
    if let Some(before) = before {
        lost.extend(
            names_lost(before.facts(), next).into_iter().map(|name| format!("The new certificate is not for {name}; the current one is.")),
        );
    }
    RotationPreview { current_key_fits: had_key && same_key, had_key, had_intermediate, lost, refused }
}

fn names_lost(before: &CertificateFacts, next: &CertificateFacts) -> BTreeSet<String> {
    let names = |facts: &CertificateFacts| {
        let alt_names = facts.alt_names.iter().map(|name| name.value.to_lowercase());
        alt_names.chain(facts.common_name.iter().map(|name| name.to_lowercase())).collect::<BTreeSet<_>>()
    };
    names(before).difference(&names(next)).cloned().collect()
}
