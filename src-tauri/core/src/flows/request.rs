//! Create a CSR: a key and a signing request are made and kept here; later the signed certificate joins them.

use std::path::Path;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::browse::SecretView;
use super::import::new_secret;
use super::import::unexpired;
use super::intake::HeldSecret;
use super::rotate::told;
use super::versions::NextVersion;
use super::versions::add_version;
use super::written::WrittenFile;
use super::written::write_checked;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::GroupId;
use crate::domain::id::IntakeId;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::key::PrivateKey;
use crate::domain::request::RequestContent;
use crate::domain::request::RequestFacts;
use crate::domain::request::Requested;
use crate::domain::request::SigningRequest;
use crate::domain::secret::LifeEvent;
use crate::domain::secret::Secret;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretState;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::Payload;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::bundle;
use crate::pki::bundle::Bundle;
use crate::pki::csr;
use crate::pki::keys;
use crate::store::Db;

/// What the person filled in to have a key and a signing request made.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CreateRequest {
    pub name: String,
    pub description: String,
    pub group_id: GroupId,
    pub labels: Vec<String>,
    /// JSON text; empty for none.
    pub custom_metadata: String,
    pub content: RequestContent,
}

/// A signing request that was made here.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RequestView {
    pub csr_pem: String,
    pub facts: RequestFacts,
    /// What was filled in.
    pub content: RequestContent,
    pub created_at: Timestamp,
    /// Proposed name of the file.
    pub file_name: String,
    /// The secret still waits for its first certificate.
    pub waiting: bool,
}

/// Another request for a secret that has one: other names, another key, or a certificate that is about to expire.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RenewRequest {
    pub secret_id: SecretId,
    /// Its key algorithm counts for a new key only.
    pub content: RequestContent,
    /// Makes a new key; else the key of the request before signs again.
    pub new_key: bool,
}

/// A secret with a request, and the tray with the certificate that came back. Its key is here already and is not given again.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CompleteRequest {
    pub secret_id: SecretId,
    pub intake_id: IntakeId,
    /// Keeps an expired certificate for the record.
    pub keep_expired: bool,
}

impl Core {
    /// Makes a key and a request for it, and keeps both as a secret that waits for its certificate.
    pub async fn create_request(&self, request: CreateRequest) -> Result<SecretView> {
        self.off_thread(move |core| {
            let unlocked = core.unlocked()?;
            let now = core.now();
            let said = new_secret(&request.name, &request.description, request.group_id, &request.labels, &request.custom_metadata)?;
            let secret = said.made(SecretKind::ImportedCert, SecretState::PreActivation, now);
            let requested = Requested::parse(&request.content)?;
            let key = csr::generate(request.content.key_algorithm)?;
            let made = made(secret.id, &requested, request.content, &key, now)?;
            let key = keys::to_pkcs8_pem(&key)?;

            unlocked.store.write(|db| {
                db.secrets().insert(&secret)?;
                db.requests().insert(&made, &key)?;
                db.activity().record(&ActivityEntry::new(ActivityAction::RequestCreated, now).about(&secret).saying(asked(&made.facts)))
            })?;

            core.send(Event::SecretChanged { id: secret.id });
            core.send(Event::GroupsChanged);
            core.find_secret(secret.id)
        })
        .await
    }

    /// Makes another request for a secret. The requests before it stay: a certificate for one of them still finds its key.
    #[tracing::instrument(skip_all, fields(secret = %request.secret_id))]
    pub async fn renew_request(&self, request: RenewRequest) -> Result<SecretView> {
        self.off_thread(move |core| {
            let unlocked = core.unlocked()?;
            let now = core.now();
            let requested = Requested::parse(&request.content)?;
            let before = core.find_request(request.secret_id)?.facts.public_key;
            let key = match request.new_key {
                true => csr::generate(request.content.key_algorithm)?,
                false => {
                    let kept = unlocked.store.read(|db| db.requests().key(request.secret_id, &before.fingerprint))?;
                    bundle::read_kept_key(&kept.ok_or_else(|| Error::not_found("private key"))?)?
                }
            };
            let made = made(request.secret_id, &requested, request.content, &key, now)?;
            let key = keys::to_pkcs8_pem(&key)?;

            unlocked.store.write(|db| {
                db.requests().insert(&made, &key)?;
                let secret = db.secrets().find(made.secret_id)?;
                db.activity().record(&ActivityEntry::new(ActivityAction::RequestCreated, now).about(&secret).saying(asked(&made.facts)))?;
                db.secrets().update(&Secret { updated_at: now, ..secret })
            })?;

            core.send(Event::SecretChanged { id: made.secret_id });
            core.find_secret(made.secret_id)
        })
        .await
    }

    /// The newest request of a secret.
    pub fn find_request(&self, id: SecretId) -> Result<RequestView> {
        let (secret, request, versions) =
            self.unlocked()?.store.read(|db| Ok((db.secrets().find(id)?, db.requests().newest(id)?, db.versions().list(id)?)))?;
        let request = request.ok_or_else(|| Error::not_found("signing request"))?;
        Ok(RequestView {
            facts: csr::facts(&request.pem)?,
            csr_pem: request.pem,
            content: request.content,
            created_at: request.created_at,
            file_name: format!("{}.csr", secret.name.as_str()),
            waiting: versions.is_empty(),
        })
    }

    /// Writes the newest request of a secret to `path`, then reads the file again and compares.
    #[tracing::instrument(skip_all, fields(secret = %id))]
    pub async fn download_request(&self, id: SecretId, path: &Path) -> Result<WrittenFile> {
        let path = path.to_owned();
        self.off_thread(move |core| {
            let written = write_checked(&path, core.find_request(id)?.csr_pem.as_bytes(), false)?;
            let now = core.now();
            core.unlocked()?.store.write(|db| {
                let secret = db.secrets().find(id)?;
                db.activity().record(&ActivityEntry::new(ActivityAction::RequestDownloaded, now).about(&secret))
            })?;
            core.send(Event::SecretChanged { id });
            Ok(written)
        })
        .await
    }

    /// Joins the certificate in the tray with the key of its request, then empties the tray.
    #[tracing::instrument(skip_all, fields(secret = %request.secret_id))]
    pub fn complete_request(&self, request: CompleteRequest) -> Result<SecretView> {
        let now = self.now();
        let laid = self.shared.tray.payload(request.intake_id)?;
        let completed = self.unlocked()?.store.write_or(|db| complete(db, request, laid, now));
        self.noting_locks(completed, ActivityAction::RotationBlocked, request.secret_id)?;

        self.shared.tray.discard(request.intake_id);
        self.send(Event::SecretChanged { id: request.secret_id });
        self.find_secret(request.secret_id)
    }

    /// The secret whose request asked for a certificate with this public key.
    pub(super) fn requesting(&self, key_fingerprint: &str) -> Result<Option<HeldSecret>> {
        Ok(self.unlocked()?.store.read(|db| match db.requests().find_by_key(key_fingerprint)? {
            Some(id) => Ok(Some(HeldSecret { id, name: db.secrets().find(id)?.name.as_str().to_owned() })),
            None => Ok(None),
        })?)
    }
}

fn made(secret_id: SecretId, requested: &Requested, content: RequestContent, key: &PrivateKey, now: Timestamp) -> Result<SigningRequest> {
    let pem = csr::write(requested, key)?;
    let facts = csr::facts(&pem)?;
    Ok(SigningRequest { secret_id, created_at: now, pem, content, facts })
}

fn complete(db: &Db<'_>, request: CompleteRequest, laid: Payload, now: Timestamp) -> Result<()> {
    let signed = unexpired(Bundle::read(&laid)?, request.keep_expired, now)?;
    let Some(key) = db.requests().key(request.secret_id, &signed.facts().public_key.fingerprint)? else {
        return Err(other_key(&db.secrets().find(request.secret_id)?));
    };
    insert_answer(db, request.secret_id, &joined(laid, key)?, now).map(drop)
}

/// Adds a certificate that answers a request of this secret, with the key that was kept for it; the version's number, or nothing when
/// no request asked for it or a key came along.
pub(super) fn answer(db: &Db<'_>, id: SecretId, facts: &CertificateFacts, payload: &Payload, now: Timestamp) -> Result<Option<u32>> {
    let kept = db.requests().key(id, &facts.public_key.fingerprint)?;
    let Some(key) = kept.filter(|_| payload.private_key.is_none()) else { return Ok(None) };
    let (certificate, intermediate) = (payload.certificate.clone(), payload.intermediate.clone());
    insert_answer(db, id, &Payload { certificate, private_key: Some(key), intermediate }, now).map(Some)
}

fn insert_answer(db: &Db<'_>, id: SecretId, payload: &Payload, now: Timestamp) -> Result<u32> {
    let bundle = Bundle::read(payload)?;
    let secret = answered(db.secrets().find(id)?)?;
    let version = add_version(
        db,
        secret.clone(),
        &NextVersion { id: VersionId::fresh(), payload, facts: bundle.facts(), restored_from: None, auto_rotated: false },
        now,
    )?;
    db.activity().record(&ActivityEntry::new(ActivityAction::RequestCompleted, now).about(&secret).saying(told(&version)))?;
    Ok(version.number)
}

/// A new request, as what was done tells of it.
fn asked(facts: &RequestFacts) -> String {
    format!("{} key, for {}", facts.public_key.title, facts.display_name())
}

/// The secret after its certificate has come: the first one, or a later one for the same key.
fn answered(secret: Secret) -> Result<Secret> {
    match secret.state.after(LifeEvent::Issued).or_else(|_| secret.state.after(LifeEvent::Renewed)) {
        Ok(state) => Ok(Secret { state, ..secret }),
        Err(illegal) => Err(Error::new(ErrorCode::NotFound, "This secret takes no certificate any more.").because(illegal)),
    }
}

/// The certificate as it was brought, with the key that was kept for it.
fn joined(laid: Payload, key: secrecy::SecretSlice<u8>) -> Result<Payload> {
    match laid.private_key {
        None => Ok(Payload { private_key: Some(key), ..laid }),
        Some(_) => Err(Error::new(ErrorCode::KeyNotNeeded, "The key of this signing request is in Certkeep already.")
            .help("Remove the private key here, or import the certificate as a secret of its own.")
            .field("privateKey")),
    }
}

fn other_key(secret: &Secret) -> Error {
    Error::new(
        ErrorCode::KeyMismatch,
        format!("This certificate was not made from the signing request of “{}”: its key is another.", secret.name.as_str()),
    )
    .help("Bring the certificate that the authority made from this very request.")
    .field("certificate")
}
