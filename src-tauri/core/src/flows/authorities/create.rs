//! Create certificate authority: a root, or an intermediate that is signed here at once or elsewhere later.

use super::AuthorityView;
use super::CreateAuthority;
use super::addresses::Addresses;
use super::plan::Plan;
use super::signer::IssuedFor;
use super::signer::Signer;
use super::signer::pem_of;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::authority::Authority;
use crate::domain::authority::AuthorityCertificate;
use crate::domain::authority::AuthorityKind;
use crate::domain::authority::SigningMethod;
use crate::domain::id::AuthorityId;
use crate::domain::key::PrivateKey;
use crate::domain::names::SecretName;
use crate::domain::serial::SerialNumber;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::flows::crl::rebuild_crl;
use crate::pki::bundle::Certificate;
use crate::pki::issue;
use crate::pki::issue::Issuer;
use crate::pki::keys;
use crate::pki::verify;
use crate::store::Db;

impl Core {
    /// Makes an authority with its key. A root signs itself; an intermediate is signed by its issuer here, or waits for its certificate.
    pub async fn create_authority(&self, request: CreateAuthority) -> Result<AuthorityView> {
        let before = self.key_cancellations();
        self.off_thread(move |core| {
            let unlocked = core.unlocked()?;
            let now = core.now();
            let planned = Planned::parse(request)?;
            // Whatever can be refused is refused before a key is made, which may take half a minute.
            unlocked.store.read(|db| Ok(planned.foresee(db, now)))??;
            let key = core.generate_key(planned.request.content.key_algorithm, before)?;
            let id = unlocked.store.write_or(|db| planned.insert(db, &key, now))?;

            core.send(Event::AuthoritiesChanged);
            core.find_authority(id)
        })
        .await
    }
}

/// An authority that is to be made.
#[derive(Debug)]
pub(super) struct Planned {
    pub request: CreateAuthority,
    name: SecretName,
    plan: Plan,
}

impl Planned {
    pub fn parse(request: CreateAuthority) -> Result<Self> {
        if request.kind == AuthorityKind::Intermediate && request.signing == SigningMethod::Internal && request.issuer_id.is_none() {
            return Err(Error::new(ErrorCode::InvalidAuthority, "Choose who signs the intermediate.").field("issuerId"));
        }
        Self::without_issuer(request)
    }

    /// As [`Planned::parse`], for one whose issuer is not there yet.
    pub fn without_issuer(request: CreateAuthority) -> Result<Self> {
        let name = SecretName::parse(&request.name)?;
        let plan = Plan::parse(&request.content)?;
        Ok(Self { request, name, plan })
    }

    /// To be signed by this authority.
    pub fn signed_by(self, issuer: AuthorityId) -> Self {
        Self { request: CreateAuthority { issuer_id: Some(issuer), ..self.request }, ..self }
    }

    /// Refuses what would be refused once the key is there.
    pub fn foresee(&self, db: &Db<'_>, now: Timestamp) -> Result<()> {
        let name = self.name.as_str();
        if db.authorities().is_named(name)? {
            return Err(crate::store::Error::AuthorityNameTaken { name: name.to_owned() }.into());
        }
        let Some(issuer) = self.issuer() else { return Ok(()) };
        let signer = Signer::open(db, issuer, now)?;
        signer.refuse_longer(self.plan.lifetime)?;
        let to_sign = self.plan.to_sign(SerialNumber::random()?, Vec::new(), &signer.chain, Addresses::default(), now)?;
        Ok(issue::limits::check(&to_sign, &signer.chain)?)
    }

    /// Keeps the authority with its key, and signs it unless it is signed elsewhere.
    pub fn insert(&self, db: &Db<'_>, key: &PrivateKey, now: Timestamp) -> Result<AuthorityId> {
        let public_key = issue::public_key(key)?;
        let mut authority = self.authority(now);
        if authority.signing == SigningMethod::External {
            let wanted = self.plan.to_sign(SerialNumber::random()?, public_key.clone(), &[], Addresses::default(), now)?;
            authority.request = Some(issue::write_request(&wanted, key)?);
        }
        db.authorities().insert(&authority)?;
        let fingerprint = keys::public_key_facts(key)?.fingerprint;
        db.authorities().insert_key(authority.id, &fingerprint, &keys::to_pkcs8_pem(key)?, now)?;
        let signed = match (authority.kind, self.issuer()) {
            (AuthorityKind::Root, _) => Some(self.sign_itself(public_key, key, now)?),
            (AuthorityKind::Intermediate, Some(issuer)) => Some(sign_below(db, issuer, &self.plan, public_key, now)?),
            (AuthorityKind::Intermediate, None) => None,
        };
        if let Some(signed) = signed {
            db.authorities().insert_certificate(authority.id, &signed.kept(now))?;
            rebuild_crl(db, authority.id, now)?;
        }
        let entry = ActivityEntry::new(ActivityAction::AuthorityCreated, now).saying(told(&authority));
        db.activity().record(&entry)?;
        Ok(authority.id)
    }

    fn issuer(&self) -> Option<AuthorityId> {
        let is_below = self.request.kind == AuthorityKind::Intermediate && self.request.signing == SigningMethod::Internal;
        self.request.issuer_id.filter(|_| is_below)
    }

    fn authority(&self, now: Timestamp) -> Authority {
        Authority {
            id: AuthorityId::fresh(),
            name: self.name.as_str().to_owned(),
            kind: self.request.kind,
            signing: if self.request.kind == AuthorityKind::Root { SigningMethod::Internal } else { self.request.signing },
            issuer_id: self.issuer(),
            content: self.request.content.clone(),
            request: None,
            created_at: now,
            updated_at: now,
        }
    }

    fn sign_itself(&self, public_key: Vec<u8>, key: &PrivateKey, now: Timestamp) -> Result<Signed> {
        let to_sign = self.plan.to_sign(SerialNumber::random()?, public_key, &[], Addresses::default(), now)?;
        let certificate = issue::sign(&to_sign, &Issuer { certificate: None, key })?;
        verify::verify_issued(&certificate, &[], now)?;
        Ok(Signed { certificate, above: Vec::new(), cross_signed: false })
    }
}

/// A certificate of an authority, fresh from its issuer.
#[derive(Debug)]
pub(super) struct Signed {
    pub certificate: Certificate,
    /// Those above it, root last.
    pub above: Vec<Certificate>,
    pub cross_signed: bool,
}

impl Signed {
    /// As it is kept: in use, unless it was signed by another beside the one in use.
    pub fn kept(&self, now: Timestamp) -> AuthorityCertificate {
        let facts = self.certificate.facts();
        AuthorityCertificate {
            key_fingerprint: facts.public_key.fingerprint.clone(),
            fingerprint: facts.fingerprint_sha256.clone(),
            der: self.certificate.der().clone(),
            chain_pem: pem_of(&self.above),
            not_before: facts.not_before,
            not_after: facts.not_after,
            in_use: !self.cross_signed,
            cross_signed: self.cross_signed,
            created_at: now,
            revoked_at: None,
        }
    }
}

/// Has `issuer` sign an authority with this public key.
pub(super) fn sign_below(db: &Db<'_>, issuer: AuthorityId, plan: &Plan, public_key: Vec<u8>, now: Timestamp) -> Result<Signed> {
    let signer = Signer::open(db, issuer, now)?;
    signer.refuse_longer(plan.lifetime)?;
    let to_sign = plan.to_sign(signer.fresh_serial(db)?, public_key, &signer.chain, signer.addresses(db)?, now)?;
    let certificate = signer.issue(db, &to_sign, &IssuedFor::default(), now)?;
    Ok(Signed { certificate, above: signer.chain, cross_signed: false })
}

/// An authority, as what was done tells of it.
pub(super) fn told(authority: &Authority) -> String {
    let kind = match authority.kind {
        AuthorityKind::Root => "root",
        AuthorityKind::Intermediate => "intermediate",
    };
    format!("{} ({kind}), {}", authority.name, authority.content.common_name)
}
