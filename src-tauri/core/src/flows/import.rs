//! Import certificate: from the tray into the vault.

use serde::Deserialize;
use ts_rs::TS;

use super::browse::SecretView;
use super::rotate::told;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::GroupId;
use crate::domain::id::IntakeId;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::metadata::CustomMetadata;
use crate::domain::names::Description;
use crate::domain::names::Labels;
use crate::domain::names::SecretName;
use crate::domain::secret::NewSecret;
use crate::domain::secret::Secret;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretState;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::Payload;
use crate::domain::version::SecretVersion;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::bundle::Bundle;
use crate::store;
use crate::store::Db;

pub(super) use crate::domain::activity::LOCAL_USER;

/// What the person filled in to import a certificate.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportCertificate {
    pub intake_id: IntakeId,
    pub name: String,
    pub description: String,
    pub group_id: GroupId,
    pub labels: Vec<String>,
    /// JSON text; empty for none.
    pub custom_metadata: String,
    /// Keeps an expired certificate for the record.
    pub keep_expired: bool,
}

impl Core {
    /// Turns what lies in the tray into a secret, then empties the tray.
    #[tracing::instrument(skip_all, fields(intake = %request.intake_id))]
    pub fn import_certificate(&self, request: &ImportCertificate) -> Result<SecretView> {
        let now = self.now();
        let said = new_secret(&request.name, &request.description, request.group_id, &request.labels, &request.custom_metadata)?;
        let secret = said.made(SecretKind::ImportedCert, SecretState::Active, now);
        let payload = self.shared.tray.payload(request.intake_id)?;
        let bundle = unexpired(Bundle::read(&payload)?, request.keep_expired, now)?;

        self.unlocked()?.store.write(|db| insert_imported(db, &secret, bundle.facts(), &payload, now))?;

        self.shared.tray.discard(request.intake_id);
        self.send(Event::SecretChanged { id: secret.id });
        self.send(Event::GroupsChanged);
        self.find_secret(secret.id)
    }
}

/// Adds the secret with its first version, and records it. The payload was read: `facts` are what its certificate says.
pub(super) fn insert_imported(
    db: &Db<'_>,
    secret: &Secret,
    facts: &CertificateFacts,
    payload: &Payload,
    now: Timestamp,
) -> store::Result<()> {
    let version = version_of(secret.id, 1, facts, payload, now);
    db.secrets().insert(secret)?;
    db.versions().insert(&version, facts, payload)?;
    db.activity().record(&ActivityEntry::new(ActivityAction::SecretImported, now).about(secret).saying(told(&version)))
}

/// Lets an expired certificate through only when the person keeps it for the record.
pub(super) fn unexpired(bundle: Bundle, keep_expired: bool, now: Timestamp) -> Result<Bundle> {
    match bundle.facts().expired_at(now) && !keep_expired {
        true => Err(expired(bundle.facts().not_after)),
        false => Ok(bundle),
    }
}

/// The refusal of an expired certificate.
pub(super) fn expired(not_after: Timestamp) -> Error {
    Error::new(ErrorCode::CertificateExpired, format!("The certificate expired on {}.", not_after.day()))
        .help("Ask for a new one, or keep this one for the record.")
        .field("certificate")
}

/// What is known of a version that is made now from `payload`, whose certificate says `facts`.
pub(super) fn version_of(secret_id: SecretId, number: u32, facts: &CertificateFacts, payload: &Payload, now: Timestamp) -> SecretVersion {
    SecretVersion {
        id: VersionId::fresh(),
        secret_id,
        number,
        created_at: now,
        created_by: LOCAL_USER.into(),
        not_before: facts.not_before,
        not_after: facts.not_after,
        serial_number: facts.serial_number.clone(),
        fingerprint_sha256: facts.fingerprint_sha256.clone(),
        key_algorithm: facts.public_key.algorithm.clone(),
        private_key_included: payload.private_key.is_some(),
        intermediate_included: payload.intermediate.is_some(),
        payload_available: true,
        downloaded: false,
        auto_rotated: false,
        custom_metadata: CustomMetadata::default(),
        restored_from: None,
        locks: 0,
        revoked: None,
    }
}

/// What a form says of a new secret, checked.
pub(super) fn new_secret(name: &str, description: &str, group_id: GroupId, labels: &[String], custom_metadata: &str) -> Result<NewSecret> {
    Ok(NewSecret {
        name: SecretName::parse(name)?,
        description: Description::parse(description)?,
        group_id,
        labels: Labels::parse(labels)?,
        custom_metadata: CustomMetadata::parse(custom_metadata)?,
    })
}
