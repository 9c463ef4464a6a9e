//! Rotate: an imported certificate is replaced by what lies in the tray; the version before it stays.

use serde::Deserialize;
use ts_rs::TS;

use super::browse::SecretView;
use super::import::unexpired;
use super::import::version_of;
use crate::Core;
use crate::domain::id::IntakeId;
use crate::domain::id::SecretId;
use crate::domain::secret::LifeEvent;
use crate::domain::secret::Secret;
use crate::domain::secret::SecretKind;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::Payload;
use crate::domain::version::VERSIONS_KEPT;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::bundle::Bundle;
use crate::store::Db;

/// The secret, and the tray with its next version. Nothing is carried over from the version before.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RotateImported {
    pub secret_id: SecretId,
    pub intake_id: IntakeId,
    /// Keeps an expired certificate for the record.
    pub keep_expired: bool,
}

impl Core {
    /// Adds what lies in the tray as the secret's next version, then empties the tray. The version before stays, whole.
    #[tracing::instrument(skip_all, fields(secret = %request.secret_id))]
    pub fn rotate_imported(&self, request: RotateImported) -> Result<SecretView> {
        let now = self.now();
        let payload = self.shared.tray.payload(request.intake_id)?;
        let bundle = unexpired(Bundle::read(&payload)?, request.keep_expired, now)?;

        self.unlocked()?.store.write_or(|db| insert_renewal(db, request.secret_id, &bundle, &payload, now))?;

        self.shared.tray.discard(request.intake_id);
        self.send(Event::SecretChanged { id: request.secret_id });
        self.find_secret(request.secret_id)
    }
}

/// Adds the next version of a secret and answers with its number.
pub(super) fn insert_renewal(db: &Db<'_>, id: SecretId, bundle: &Bundle, payload: &Payload, now: Timestamp) -> Result<u32> {
    let secret = renewed(db.secrets().find(id)?)?;
    let number = db.versions().current(id)?.map_or(1, |current| current.number + 1);
    db.versions().insert(&version_of(id, number, bundle, now), bundle.facts(), payload)?;
    db.versions().prune(id, VERSIONS_KEPT)?;
    db.secrets().update(&Secret { updated_at: now, ..secret })?;
    Ok(number)
}

/// The secret after a new version was brought in; only an imported one is renewed in this way.
fn renewed(secret: Secret) -> Result<Secret> {
    let refused = || Error::new(ErrorCode::NotFound, "Only an imported certificate is rotated by importing it again.");
    match (secret.kind, secret.state.after(LifeEvent::Renewed)) {
        (SecretKind::ImportedCert, Ok(state)) => Ok(Secret { state, ..secret }),
        (SecretKind::ImportedCert, Err(illegal)) => Err(refused().because(illegal)),
        (SecretKind::PublicCert | SecretKind::PrivateCert, _) => Err(refused()),
    }
}
