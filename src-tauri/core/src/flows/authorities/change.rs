//! What becomes of an authority: signed, edited, cross-signed, rotated, revoked, deleted.

use super::AuthorityView;
use super::CrossSignAuthority;
use super::DeleteAuthority;
use super::EditAuthority;
use super::RevokeAuthority;
use super::RotateAuthority;
use super::create::Signed;
use super::create::sign_below;
use super::create::told;
use super::guards;
use super::plan;
use super::plan::Plan;
use super::signer::chain;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::authority::Authority;
use crate::domain::authority::AuthorityCertificate;
use crate::domain::authority::AuthorityContent;
use crate::domain::authority::SigningMethod;
use crate::domain::id::AuthorityId;
use crate::domain::key::PrivateKey;
use crate::domain::lifetime::Lifetime;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::flows::crl::rebuild_crl;
use crate::pki::bundle;
use crate::pki::bundle::Certificate;
use crate::pki::issue;
use crate::pki::keys;
use crate::store::Db;

impl Core {
    /// Has the issuer of an intermediate here sign it, when it is not signed yet.
    #[tracing::instrument(skip_all, fields(authority = %id))]
    pub fn sign_authority(&self, id: AuthorityId) -> Result<AuthorityView> {
        self.changing(id, |db, authority, now| {
            let Some(issuer) = authority.issuer_id.filter(|_| authority.signing == SigningMethod::Internal) else {
                return Err(refusal("It is not signed by an authority here."));
            };
            if db.authorities().certificate_in_use(id)?.is_some() {
                return Err(refusal("It is signed already."));
            }
            let (_, key) = db.authorities().newest_key(id)?;
            let public_key = issue::public_key(&bundle::read_kept_key(&key)?)?;
            let signed = sign_below(db, issuer, &Plan::parse(&authority.content)?, public_key, now)?;
            db.authorities().insert_certificate(id, &signed.kept(now))?;
            rebuild_crl(db, id, now)?;
            note(db, ActivityAction::AuthoritySigned, format!("{}, by {}", authority.name, signed.certificate.facts().issuer_name), now)
        })
    }

    /// Changes what can be changed about an authority. What it issued stays as it is; its revocation list is made anew.
    #[tracing::instrument(skip_all, fields(authority = %request.authority_id))]
    pub fn edit_authority(&self, request: EditAuthority) -> Result<AuthorityView> {
        plan::options(&request.options)?;
        self.changing(request.authority_id, |db, authority, now| {
            let content = AuthorityContent { options: request.options.clone(), ..authority.content.clone() };
            db.authorities().update(&Authority { content, updated_at: now, ..authority.clone() })?;
            rebuild_crl(db, authority.id, now)?;
            note(db, ActivityAction::AuthorityEdited, told(authority), now)
        })
    }

    /// Gives the key of an authority another certificate: by another authority, beside the one in use; by the same one, in its place.
    #[tracing::instrument(skip_all, fields(authority = %request.authority_id))]
    pub fn cross_sign_authority(&self, request: CrossSignAuthority) -> Result<AuthorityView> {
        self.changing(request.authority_id, |db, authority, now| {
            if request.issuer_id == authority.id {
                return Err(refusal("An authority does not cross-sign itself.").field("issuerId"));
            }
            let in_use = in_use(db, authority)?;
            let own = Certificate::from_der(in_use.der.as_bytes())?;
            if is_above(db, authority.id, request.issuer_id)? {
                return Err(refusal("It stands above the authority that is to sign it: each would vouch for the other.").field("issuerId"));
            }
            let issuer = db.authorities().find(request.issuer_id)?;
            let same = authority.issuer_id == Some(issuer.id);
            let signed = sign_same_key(db, &own, &request, now)?;
            db.authorities().insert_certificate(authority.id, &Signed { cross_signed: !same, ..signed }.kept(now))?;
            rebuild_crl(db, authority.id, now)?;
            note(db, ActivityAction::AuthorityCrossSigned, format!("{}, by {}", authority.name, issuer.name), now)
        })
    }

    /// Gives an intermediate a new certificate by its issuer, with its key or a new one. What it issued stays valid and revocable.
    #[tracing::instrument(skip_all, fields(authority = %request.authority_id))]
    pub async fn rotate_authority(&self, request: RotateAuthority) -> Result<AuthorityView> {
        let before = self.key_cancellations();
        self.off_thread(move |core| {
            let now = core.now();
            let kept = core.unlocked()?.store.read(|db| {
                let authority = db.authorities().find(request.authority_id)?;
                Ok((guards::rotation(db, &authority, now), authority))
            })?;
            refuse(kept.0?)?;
            let key = match request.reuse_key {
                true => None,
                false => Some(core.generate_key(kept.1.content.key_algorithm, before)?),
            };
            core.changing(request.authority_id, |db, authority, now| rotate(db, authority, &request, key.as_ref(), now))
        })
        .await
    }

    /// Revokes an intermediate in the name of its issuer, whose revocation list says so at once.
    #[tracing::instrument(skip_all, fields(authority = %request.authority_id))]
    pub fn revoke_authority(&self, request: RevokeAuthority) -> Result<AuthorityView> {
        self.changing(request.authority_id, |db, authority, now| {
            confirm(authority, &request.typed_name, "revoked")?;
            refuse(guards::revocation(db, authority, now)?)?;
            let certificate = in_use(db, authority)?;
            let issued = db.issued().find_by_fingerprint(&certificate.fingerprint)?.ok_or(crate::store::Error::NoSuchIssued)?;
            db.issued().revoke(issued.certificate.authority_id, &issued.certificate.serial, request.reason, now)?;
            rebuild_crl(db, issued.certificate.authority_id, now)?;
            let said = format!("{}, serial number {}: {}", authority.name, issued.certificate.serial, request.reason.title());
            note(db, ActivityAction::AuthorityRevoked, said, now)
        })
    }

    /// Deletes an authority with its keys and lists; refused while something leans on it.
    #[tracing::instrument(skip_all, fields(authority = %request.authority_id))]
    pub fn delete_authority(&self, request: &DeleteAuthority) -> Result<()> {
        let now = self.now();
        let unlocked = self.unlocked()?;
        unlocked.store.write_or(|db| {
            let authority = db.authorities().find(request.authority_id)?;
            confirm(&authority, &request.typed_name, "deleted")?;
            if let Some(reason) = guards::deletion(db, &authority, now)? {
                return Err(Error::new(ErrorCode::InUse, reason));
            }
            db.authorities().delete(authority.id)?;
            note(db, ActivityAction::AuthorityDeleted, told(&authority), now)
        })?;
        unlocked.wipe();
        self.send(Event::AuthoritiesChanged);
        Ok(())
    }

    fn changing(&self, id: AuthorityId, change: impl FnOnce(&Db<'_>, &Authority, Timestamp) -> Result<()>) -> Result<AuthorityView> {
        let now = self.now();
        self.unlocked()?.store.write_or(|db| change(db, &db.authorities().find(id)?, now))?;
        self.send(Event::AuthoritiesChanged);
        self.find_authority(id)
    }
}

fn rotate(db: &Db<'_>, authority: &Authority, request: &RotateAuthority, key: Option<&PrivateKey>, now: Timestamp) -> Result<()> {
    refuse(guards::rotation(db, authority, now)?)?;
    let issuer = authority.issuer_id.ok_or(crate::store::Error::NoSuchAuthority)?;
    let ttl = if request.ttl.trim().is_empty() { authority.content.ttl.clone() } else { request.ttl.clone() };
    let plan = Plan::parse(&AuthorityContent { ttl, ..authority.content.clone() })?;
    let public_key = match key {
        Some(key) => {
            db.authorities().insert_key(authority.id, &keys::public_key_facts(key)?.fingerprint, &keys::to_pkcs8_pem(key)?, now)?;
            issue::public_key(key)?
        }
        None => issue::public_key(&super::authority_key(db, authority.id, &in_use(db, authority)?.key_fingerprint)?)?,
    };
    let signed = sign_below(db, issuer, &plan, public_key, now)?;
    db.authorities().insert_certificate(authority.id, &signed.kept(now))?;
    rebuild_crl(db, authority.id, now)?;
    let which = if key.is_some() { "new key" } else { "same key" };
    note(db, ActivityAction::AuthorityRotated, format!("{}, {which}", authority.name), now)
}

/// Another certificate for the key and the name of `own`, with all that it says of itself.
fn sign_same_key(db: &Db<'_>, own: &Certificate, request: &CrossSignAuthority, now: Timestamp) -> Result<Signed> {
    let signer = super::Signer::open(db, request.issuer_id, now)?;
    let lifetime = match plan::lifetime(&request.ttl, "ttl")? {
        Some(lifetime) => lifetime,
        None => signer.left(now).min(rest(own, now)),
    };
    signer.refuse_longer(lifetime)?;
    let to_sign = plan::same_again(own, signer.fresh_serial(db)?, lifetime, &signer.chain, signer.addresses(db)?, now)?;
    let certificate = signer.issue(db, &to_sign, &super::IssuedFor::default(), now)?;
    Ok(Signed { certificate, above: signer.chain, cross_signed: false })
}

fn rest(own: &Certificate, now: Timestamp) -> Lifetime {
    Lifetime::from_seconds(own.facts().not_after.unix().saturating_sub(now.unix()))
}

/// Whether `upper` vouches for `lower`, however many stand between.
fn is_above(db: &Db<'_>, upper: AuthorityId, lower: AuthorityId) -> Result<bool> {
    let Some(certificate) = db.authorities().certificate_in_use(lower)? else { return Ok(false) };
    let keys: Vec<String> = db.authorities().certificates(upper)?.into_iter().map(|own| own.key_fingerprint).collect();
    Ok(chain(&certificate)?.iter().skip(1).any(|link| keys.contains(&link.facts().public_key.fingerprint)))
}

fn in_use(db: &Db<'_>, authority: &Authority) -> Result<AuthorityCertificate> {
    let certificate = db.authorities().certificate_in_use(authority.id)?;
    certificate.ok_or_else(|| Error::new(ErrorCode::AuthorityUnusable, format!("“{}” is not signed yet.", authority.name)))
}

fn confirm(authority: &Authority, typed: &str, what: &str) -> Result<()> {
    match typed == authority.name {
        true => Ok(()),
        false => Err(Error::new(ErrorCode::NotTheName, format!("This is not the name of the authority. Nothing was {what}."))
            .help(format!("Type “{}”, letter for letter.", authority.name))
            .field("typedName")),
    }
}

fn refuse(reason: Option<String>) -> Result<()> {
    reason.map_or(Ok(()), |reason| Err(refusal(&reason)))
}

fn refusal(reason: &str) -> Error {
    Error::new(ErrorCode::AuthorityUnusable, reason)
}

fn note(db: &Db<'_>, action: ActivityAction, said: String, now: Timestamp) -> Result<()> {
    Ok(db.activity().record(&ActivityEntry::new(action, now).saying(said))?)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::Parts;
    use crate::clock::SystemClock;
    use crate::domain::authority::AuthorityKind;
    use crate::domain::authority::AuthorityStatus;
    use crate::domain::request::NewKeyAlgorithm;
    use crate::events::NoListener;
    use crate::flows::authorities::CreateAuthority;
    use crate::flows::vault::CreateVault;
    use crate::pki::csr;
    use crate::trust::TrustPlaces;
    use crate::vault::MemoryKeyring;

    fn wanted(name: &str, kind: AuthorityKind, issuer_id: Option<AuthorityId>) -> CreateAuthority {
        let key_algorithm = NewKeyAlgorithm::EcdsaP256;
        let content = AuthorityContent { common_name: name.into(), key_algorithm, ttl: "365d".into(), ..AuthorityContent::default() };
        CreateAuthority { name: name.into(), kind, signing: SigningMethod::Internal, issuer_id, content }
    }

    /// No door leaves an intermediate unsigned whose issuer is here; databases of others may.
    #[tokio::test]
    async fn what_waits_for_its_issuer_here_is_signed_by_it() {
        let home = tempfile::tempdir().unwrap();
        let core = Core::open(Parts {
            home: home.path().to_owned(),
            clock: Arc::new(SystemClock),
            keyring: Arc::new(MemoryKeyring::default()),
            events: Arc::new(NoListener),
            trust: TrustPlaces { home: home.path().join("person"), root: home.path().join("computer") },
        });
        core.create_vault(CreateVault { keychain: true, passphrase: None }).await.unwrap();
        let root = core.create_authority(wanted("root", AuthorityKind::Root, None)).await.unwrap().row.id;
        let below = core.create_authority(wanted("below", AuthorityKind::Intermediate, Some(root))).await.unwrap().row.id;
        let (key, now) = (csr::generate(NewKeyAlgorithm::EcdsaP256).unwrap(), core.now());
        let id = AuthorityId::fresh();
        core.unlocked()
            .unwrap()
            .store
            .write_or(|db| {
                db.authorities().insert(&Authority { id, name: "waiting".into(), ..db.authorities().find(below)? })?;
                db.authorities().insert_key(id, &keys::public_key_facts(&key)?.fingerprint, &keys::to_pkcs8_pem(&key)?, now)?;
                Ok::<_, Error>(())
            })
            .unwrap();
        assert_eq!(core.find_authority(id).unwrap().row.status, AuthorityStatus::SigningRequired);
        let signed = core.sign_authority(id).unwrap();
        assert_eq!(signed.row.status, AuthorityStatus::CertificateTemplateRequired);
        assert_eq!((signed.chain.len(), signed.row.crl.map(|list| list.number)), (1, Some(1)));
        assert!(core.sign_authority(id).is_err(), "once");
    }
}
