//! Create private certificate: judged by a template, signed by its authority, verified, kept.

mod issue;
mod plan;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

pub(super) use self::issue::payload;
pub(super) use self::issue::sign;
pub(super) use self::plan::Desk;
pub(super) use self::plan::Plan;
pub(super) use self::plan::Wanted;
use super::authorities::SignedCertificate;
use super::browse::SecretView;
use super::import::new_secret;
use super::rotate::told;
use super::versions::NextVersion;
use super::versions::add_version;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::id::AuthorityId;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::id::TemplateId;
use crate::domain::id::VersionId;
use crate::domain::key::PrivateKey;
use crate::domain::lint::LintFinding;
use crate::domain::names::SecretName;
use crate::domain::private::PrivateContent;
use crate::domain::private::RotationPolicy;
use crate::domain::revocation::RevocationReason;
use crate::domain::secret::Secret;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretState;
use crate::domain::template::NameVerdict;
use crate::domain::template::decision::Decision;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::SecretVersion;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::bundle::Bundle;
use crate::pki::pem::certificate_pem;
use crate::store::Db;
use crate::store::private::StoredPrivate;

/// What the person filled in to have a private certificate made.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CreatePrivateCertificate {
    pub name: String,
    pub description: String,
    pub group_id: GroupId,
    pub labels: Vec<String>,
    /// JSON text; empty for none.
    pub custom_metadata: String,
    pub template_id: TemplateId,
    pub content: PrivateContent,
    /// `None` to have it rotated by hand only.
    pub rotation: Option<RotationPolicy>,
}

/// What a template would say to a certificate that is not made yet.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JudgePrivateCertificate {
    pub template_id: TemplateId,
    pub group_id: GroupId,
    pub content: PrivateContent,
    pub rotation: Option<RotationPolicy>,
}

/// What a template says to a request, field by field. Nothing is signed.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PrivateJudgement {
    pub common_name: Option<NameVerdict>,
    pub dns_names: Vec<NameVerdict>,
    pub email_addresses: Vec<NameVerdict>,
    pub ip_addresses: Vec<NameVerdict>,
    pub uris: Vec<NameVerdict>,
    pub other_names: Vec<NameVerdict>,
    /// The lifetime in force, in a sentence: `90 days, as the template says`.
    pub lifetime: String,
    pub not_after: Option<Timestamp>,
    pub next_rotation_at: Option<Timestamp>,
    pub findings: Vec<LintFinding>,
    /// What stands in the way, each at its field; empty when it would be issued.
    pub problems: Vec<Error>,
    /// What the signing request asks for, when there is one.
    pub csr_common_name: Option<String>,
    pub csr_names: Vec<String>,
}

/// What is particular to a private certificate, on its details page.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PrivateView {
    pub authority_id: Option<AuthorityId>,
    pub authority_name: String,
    /// `None` when the template was deleted.
    pub template_id: Option<TemplateId>,
    pub template_name: String,
    pub content: PrivateContent,
    pub rotation: Option<RotationPolicy>,
    pub next_rotation_at: Option<Timestamp>,
    /// When the last rotation by itself failed, and why, since the last one that did not.
    pub rotation_failed_at: Option<Timestamp>,
    pub rotation_failure: Option<Error>,
    /// When it is tried again.
    pub retry_at: Option<Timestamp>,
    /// Since when the current version is revoked.
    pub revoked_at: Option<Timestamp>,
    pub revocation_reason: Option<RevocationReason>,
}

/// The certificate is issued anew at once, as its template says today.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RotatePrivate {
    pub secret_id: SecretId,
    /// Another signing request (PEM) from now on; empty for the one before, or a new key.
    pub csr: String,
}

/// How a private certificate is rotated from now on.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditRotation {
    pub secret_id: SecretId,
    pub rotation: Option<RotationPolicy>,
}

/// A leaf's signing request is signed through a template without being kept as a secret.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SignLeafRequest {
    pub template_id: TemplateId,
    pub content: PrivateContent,
}

impl Core {
    /// What the template and its authority would say. Nothing is signed.
    pub fn judge_private_certificate(&self, request: &JudgePrivateCertificate) -> Result<PrivateJudgement> {
        let now = self.now();
        let desk = self.unlocked()?.store.read(|db| Ok(Desk::open(db, request.template_id, now)));
        let wanted = Wanted { content: &request.content, group: Some(request.group_id), rotation: request.rotation };
        Ok(judgement(desk??.plan(wanted, now)))
    }

    /// Issues a certificate through a template and keeps it as a secret. The key is made here, unless a signing request brings its own.
    #[tracing::instrument(skip_all, fields(template = %request.template_id))]
    pub async fn create_private_certificate(&self, request: CreatePrivateCertificate) -> Result<SecretView> {
        let cancellations = self.key_cancellations();
        self.off_thread(move |core| {
            let unlocked = core.unlocked()?;
            let now = core.now();
            let said = new_secret(&request.name, &request.description, request.group_id, &request.labels, &request.custom_metadata)?;
            let secret = said.made(SecretKind::PrivateCert, SecretState::Active, now);
            let wanted = Wanted { content: &request.content, group: Some(request.group_id), rotation: request.rotation };
            // Judged before a key is made for it, and once more in the transaction that counts.
            let desk = unlocked.store.read(|db| Ok(Desk::open(db, request.template_id, now)))??;
            let plan = desk.plan(wanted, now);
            plan.to_sign()?;
            let key = match plan.csr {
                Some(_) => None,
                None => Some(core.generate_key(desk.template.key_algorithm, cancellations)?),
            };

            unlocked.store.write_or(|db| {
                let desk = Desk::open(db, request.template_id, now)?;
                insert(db, &desk, &secret, &NewLeaf { wanted, plan: &desk.plan(wanted, now), key: key.as_ref() }, now)
            })?;

            core.send(Event::SecretChanged { id: secret.id });
            core.send(Event::GroupsChanged);
            core.send(Event::AuthoritiesChanged);
            core.find_secret(secret.id)
        })
        .await
    }

    /// Signs a leaf's request through a template. It is not kept as a secret, but can be revoked where its authority lists it.
    #[tracing::instrument(skip_all, fields(template = %request.template_id))]
    pub fn sign_leaf_request(&self, request: &SignLeafRequest) -> Result<SignedCertificate> {
        if request.content.csr.trim().is_empty() {
            return Err(Error::new(ErrorCode::NothingGiven, "Give the signing request that is to be signed.").field("csr"));
        }
        let now = self.now();
        let wanted = Wanted { content: &request.content, group: None, rotation: None };
        let (certificate, chain_pem) = self.unlocked()?.store.write_or(|db| {
            let desk = Desk::open(db, request.template_id, now)?;
            let certificate = sign(db, &desk, &desk.plan(wanted, now), None, None, now)?;
            let entry = ActivityEntry::new(ActivityAction::CsrSigned, now);
            let said = format!("{}, by {}", certificate.facts().display_name(), desk.signer.authority.name);
            db.activity().record(&entry.saying(said))?;
            Ok::<_, Error>((certificate, desk.signer.chain_pem()))
        })?;
        self.send(Event::AuthoritiesChanged);
        let facts = certificate.facts().clone();
        let name = SecretName::suggest(facts.display_name()).map_or_else(|| "certificate".into(), |name| name.as_str().to_owned());
        Ok(SignedCertificate { pem: certificate_pem(certificate.der()), facts, chain_pem, file_name: format!("{name}.pem") })
    }
}

/// A planned certificate with the key that was made for it; none when a signing request brought its own.
pub(super) struct NewLeaf<'a> {
    pub wanted: Wanted<'a>,
    pub plan: &'a Plan,
    pub key: Option<&'a PrivateKey>,
}

/// Issues the first version of a new secret, and records it.
pub(super) fn insert(db: &Db<'_>, desk: &Desk, secret: &Secret, leaf: &NewLeaf<'_>, now: Timestamp) -> Result<()> {
    db.secrets().insert(secret)?;
    let id = VersionId::fresh();
    let certificate = sign(db, desk, leaf.plan, leaf.key, Some(id), now)?;
    let payload = payload(desk, &certificate, leaf.key)?;
    let bundle = Bundle::read(&payload)?;
    let next = NextVersion { id, payload: &payload, facts: bundle.facts(), restored_from: None, auto_rotated: false };
    let version = add_version(db, secret.clone(), &next, now)?;
    db.private().save(&StoredPrivate {
        secret_id: secret.id,
        authority_id: desk.signer.authority.id,
        authority_name: desk.signer.authority.name.clone(),
        template_id: Some(desk.stored.id),
        template_name: desk.stored.name.as_str().to_owned(),
        content: leaf.wanted.content.clone(),
        rotation: leaf.wanted.rotation,
        next_rotation_at: leaf.plan.next_rotation_at,
        failures: 0,
        failure: None,
        due_at: leaf.plan.next_rotation_at,
    })?;
    Ok(db.activity().record(&ActivityEntry::new(ActivityAction::PrivateCreated, now).about(secret).saying(told(&version)))?)
}

impl PrivateView {
    /// What is kept, beside what the current version says.
    pub(super) fn of(private: StoredPrivate, current: Option<&SecretVersion>) -> Self {
        let revoked = current.and_then(|version| version.revoked);
        Self {
            authority_id: Some(private.authority_id),
            authority_name: private.authority_name,
            template_id: private.template_id,
            template_name: private.template_name,
            content: private.content,
            rotation: private.rotation,
            next_rotation_at: private.next_rotation_at,
            rotation_failed_at: private.failure.as_ref().map(|failure| failure.at),
            retry_at: private.due_at.filter(|_| private.failure.is_some()),
            rotation_failure: private.failure.map(|failure| Error::read(&failure.problem)),
            revoked_at: revoked.map(|revoked| revoked.at),
            revocation_reason: revoked.map(|revoked| revoked.reason),
        }
    }
}

fn judgement(plan: Plan) -> PrivateJudgement {
    let verdicts = |decisions: Vec<Decision>| decisions.into_iter().map(|decision| decision.verdict).collect();
    let csr = plan.csr.map(|csr| csr.facts);
    PrivateJudgement {
        common_name: plan.judged.common_name.map(|decision| decision.verdict),
        dns_names: verdicts(plan.judged.dns_names),
        email_addresses: verdicts(plan.judged.email_addresses),
        ip_addresses: verdicts(plan.judged.ip_addresses),
        uris: verdicts(plan.judged.uris),
        other_names: verdicts(plan.judged.other_names),
        lifetime: plan.term.map(|term| term.to_string()).unwrap_or_default(),
        not_after: plan.term.map(|term| term.not_after),
        next_rotation_at: plan.next_rotation_at,
        findings: plan.findings,
        problems: plan.problems,
        csr_common_name: csr.as_ref().and_then(|csr| csr.common_name.clone()),
        csr_names: csr.map(|csr| csr.alt_names.into_iter().map(|name| name.value).collect()).unwrap_or_default(),
    }
}
