//! Rotate private: a private certificate is issued anew, by a person's word or because its time has come.

use super::browse::SecretView;
use super::create_private::Desk;
use super::create_private::EditRotation;
use super::create_private::RotatePrivate;
use super::create_private::Wanted;
use super::create_private::payload;
use super::create_private::sign;
use super::rotate::told;
use super::versions::NextVersion;
use super::versions::add_version;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::key::PrivateKey;
use crate::domain::lifetime::Lifetime;
use crate::domain::private::PrivateContent;
use crate::domain::private::RotationFailure;
use crate::domain::private::term::TermError;
use crate::domain::secret::LifeEvent;
use crate::domain::secret::Secret;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::bundle::Bundle;
use crate::store::Db;
use crate::store::private::StoredPrivate;

/// After how many minutes a rotation that failed is tried again; later ones wait for a day.
const RETRY_MINUTES: [i64; 3] = [1, 10, 100];

/// What came of a rotation whose time had come.
#[derive(Debug)]
pub struct RotationOutcome {
    pub secret_id: SecretId,
    pub secret_name: String,
    /// What the certificate is for, as the table shows it.
    pub display_name: String,
    /// When the new certificate ends; or why there is none.
    pub rotated: Result<Timestamp>,
    /// When it is tried again after it failed.
    pub retry_at: Option<Timestamp>,
}

/// Who wants a new version, and which.
struct Renewal<'a> {
    content: &'a PrivateContent,
    key: Option<&'a PrivateKey>,
    auto_rotated: bool,
}

impl Core {
    /// Issues a private certificate anew at once, as its template says today: with a new key, or for its signing request.
    #[tracing::instrument(skip_all, fields(secret = %request.secret_id))]
    pub async fn rotate_private(&self, request: RotatePrivate) -> Result<SecretView> {
        let cancellations = self.key_cancellations();
        self.off_thread(move |core| {
            let rotated = core.reissue(request.secret_id, &request.csr, false, cancellations);
            core.noting_locks(rotated, ActivityAction::RotationBlocked, request.secret_id)?;
            core.send(Event::SecretChanged { id: request.secret_id });
            core.send(Event::AuthoritiesChanged);
            core.find_secret(request.secret_id)
        })
        .await
    }

    /// Rotates every private certificate whose time has come, and tells what came of each. A failure is kept with the secret and tried again
    /// after 1, 10 and 100 minutes, then daily. Blocks for as long as keys take to be made: for the scheduler, off the thread of the screen.
    pub fn rotate_due_private(&self) -> Result<Vec<RotationOutcome>> {
        let due = self.unlocked()?.store.read(|db| db.private().due(self.now()))?;
        let outcomes: Vec<RotationOutcome> =
            due.into_iter().map(|id| self.rotate_one_due(id)).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
        if !outcomes.is_empty() {
            self.send(Event::AuthoritiesChanged);
        }
        Ok(outcomes)
    }

    /// How a private certificate is rotated from now on, counted from when it was issued last.
    #[tracing::instrument(skip_all, fields(secret = %request.secret_id))]
    pub fn edit_rotation(&self, request: EditRotation) -> Result<SecretView> {
        let now = self.now();
        self.unlocked()?.store.write_or(|db| edit(db, request, now))?;
        self.send(Event::SecretChanged { id: request.secret_id });
        self.find_secret(request.secret_id)
    }

    /// `None` when another process has rotated it, or it was deleted, meanwhile.
    fn rotate_one_due(&self, id: SecretId) -> Result<Option<RotationOutcome>> {
        let unlocked = self.unlocked()?;
        let now = self.now();
        let rotated = self.reissue(id, "", true, self.key_cancellations());
        let found = unlocked.store.write_or(|db| {
            let Some(private) = db.private().find(id)? else { return Ok(None) };
            if let (Err(error), Some(_)) = (&rotated, private.due_at.filter(|due| *due <= now)) {
                db.private().save(&failed(private.clone(), error, now))?;
            }
            let private = db.private().find(id)?.unwrap_or(private);
            Ok::<_, Error>(Some((db.secrets().find(id)?, db.secrets().row(id, now)?, private)))
        });
        let (secret, row, private) = match found {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(None),
            Err(error) if error.code == ErrorCode::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        self.send(Event::SecretChanged { id });
        let not_after = match rotated {
            Ok(None) => return Ok(None),
            Ok(Some(not_after)) => Ok(not_after),
            Err(error) => Err(error),
        };
        Ok(Some(RotationOutcome {
            secret_id: id,
            secret_name: secret.name.as_str().to_owned(),
            display_name: row.display_name.unwrap_or_default(),
            retry_at: not_after.as_ref().err().and(private.due_at),
            rotated: not_after,
        }))
    }

    /// The end of the new certificate; `None` when it was due and is not any more.
    fn reissue(&self, id: SecretId, csr: &str, auto_rotated: bool, cancellations: u64) -> Result<Option<Timestamp>> {
        let unlocked = self.unlocked()?;
        let now = self.now();
        let (content, algorithm) = unlocked.store.read(|db| Ok(prepared(db, id, csr, now)))??;
        let key = algorithm.map(|algorithm| self.generate_key(algorithm, cancellations)).transpose()?;
        unlocked.store.write_or(|db| {
            let private = private(db, id)?;
            if auto_rotated && private.due_at.is_none_or(|due| due > now) {
                return Ok(None);
            }
            renew(db, private, &Renewal { content: &content, key: key.as_ref(), auto_rotated }, now).map(Some)
        })
    }
}

/// What is asked for again, and the key that has to be made for it; fails where issuing would.
fn prepared(
    db: &Db<'_>,
    id: SecretId,
    csr: &str,
    now: Timestamp,
) -> Result<(PrivateContent, Option<crate::domain::request::NewKeyAlgorithm>)> {
    let private = private(db, id)?;
    let content = match csr.trim() {
        "" => private.content.clone(),
        csr => PrivateContent { csr: csr.to_owned(), ..private.content.clone() },
    };
    let desk = desk(db, &private, now)?;
    let group = db.secrets().find(id)?.group_id;
    let plan = desk.plan(Wanted { content: &content, group: Some(group), rotation: private.rotation }, now);
    plan.to_sign()?;
    let algorithm = plan.csr.is_none().then_some(desk.template.key_algorithm);
    Ok((content, algorithm))
}

fn renew(db: &Db<'_>, private: StoredPrivate, renewal: &Renewal<'_>, now: Timestamp) -> Result<Timestamp> {
    let desk = desk(db, &private, now)?;
    let secret = db.secrets().find(private.secret_id)?;
    let wanted = Wanted { content: renewal.content, group: Some(secret.group_id), rotation: private.rotation };
    let plan = desk.plan(wanted, now);
    let id = VersionId::fresh();
    let certificate = sign(db, &desk, &plan, renewal.key, Some(id), now)?;
    let payload = payload(&desk, &certificate, renewal.key)?;
    let bundle = Bundle::read(&payload)?;
    let secret = renewed(secret)?;
    let next = NextVersion { id, payload: &payload, facts: bundle.facts(), restored_from: None, auto_rotated: renewal.auto_rotated };
    let version = add_version(db, secret.clone(), &next, now)?;
    db.private().save(&StoredPrivate {
        authority_name: desk.signer.authority.name.clone(),
        template_name: desk.stored.name.as_str().to_owned(),
        content: renewal.content.clone(),
        next_rotation_at: plan.next_rotation_at,
        failures: 0,
        failure: None,
        due_at: plan.next_rotation_at,
        ..private
    })?;
    db.activity().record(&ActivityEntry::new(ActivityAction::PrivateRotated, now).about(&secret).saying(told(&version)))?;
    Ok(version.not_after)
}

fn renewed(secret: Secret) -> Result<Secret> {
    match secret.state.after(LifeEvent::Renewed) {
        Ok(state) => Ok(Secret { state, ..secret }),
        Err(illegal) => Err(Error::new(ErrorCode::NotFound, "This secret takes no certificate any more.").because(illegal)),
    }
}

fn desk(db: &Db<'_>, private: &StoredPrivate, now: Timestamp) -> Result<Desk> {
    match private.template_id {
        Some(template) => Desk::open(db, template, now),
        None => Err(Error::new(
            ErrorCode::NotPermitted,
            format!("The template “{}”, which it was issued through, was deleted.", private.template_name),
        )
        .help("Create a new private certificate through another template.")),
    }
}

/// What is particular to a private certificate, or the error that this is none.
pub(super) fn private(db: &Db<'_>, id: SecretId) -> Result<StoredPrivate> {
    db.secrets().find(id)?;
    db.private()
        .find(id)?
        .ok_or_else(|| Error::new(ErrorCode::NotFound, "Only a private certificate has an own authority that could do this."))
}

fn failed(private: StoredPrivate, error: &Error, now: Timestamp) -> StoredPrivate {
    let minutes = usize::try_from(private.failures).ok().and_then(|failures| RETRY_MINUTES.get(failures)).copied().unwrap_or(24 * 60);
    StoredPrivate {
        failures: private.failures.saturating_add(1),
        failure: Some(RotationFailure { at: now, problem: serde_json::to_string(error).unwrap_or_default() }),
        due_at: Some(Timestamp::from_unix(now.unix() + minutes * 60)),
        ..private
    }
}

fn edit(db: &Db<'_>, request: EditRotation, now: Timestamp) -> Result<()> {
    let before = private(db, request.secret_id)?;
    let secret = db.secrets().find(request.secret_id)?;
    let next_rotation_at = match request.rotation {
        None => None,
        Some(policy) => Some(next_rotation(db, &before, policy)?),
    };
    let said = request.rotation.map_or_else(|| "Off".into(), |policy| format!("Every {policy}"));
    db.private().save(&StoredPrivate {
        rotation: request.rotation,
        next_rotation_at,
        failures: 0,
        failure: None,
        due_at: next_rotation_at,
        ..before
    })?;
    db.secrets().update(&Secret { updated_at: now, ..secret.clone() })?;
    Ok(db.activity().record(&ActivityEntry::new(ActivityAction::RotationEdited, now).about(&secret).saying(said))?)
}

fn next_rotation(db: &Db<'_>, private: &StoredPrivate, policy: crate::domain::private::RotationPolicy) -> Result<Timestamp> {
    let current = db.versions().current(private.secret_id)?.ok_or_else(|| Error::not_found("version"))?;
    if private.template_id.is_none() {
        return Err(
            Error::new(ErrorCode::NotPermitted, "Its template was deleted, so that nothing can be issued through it.").field("rotation")
        );
    }
    if current.revoked.is_some() {
        return Err(Error::new(ErrorCode::AlreadyRevoked, "The certificate is revoked. Rotate it by hand first.").field("rotation"));
    }
    let lifetime = Lifetime::from_seconds(current.not_after.unix() - current.created_at.unix());
    match policy.after(current.created_at) {
        _ if policy.interval == 0 => Err(TermError::IntervalNothing.into()),
        next if next > current.not_after => Err(TermError::IntervalTooLong { interval: policy, lifetime }.into()),
        next => Ok(next),
    }
}
