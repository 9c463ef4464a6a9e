//! Revocation lists of own authorities: made anew after every revocation, and before the one that is out lapses.
//!
//! An authority that changed its key has a list for each key that signed what is still valid. All of them hold the same entries under the
//! same number and differ in who signs, for a client looks for the list of the key that signed the certificate at hand.

use super::authorities::authority_key;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::authority::Authority;
use crate::domain::id::AuthorityId;
use crate::domain::lifetime::Lifetime;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::flows::authorities::AuthorityView;
use crate::pki::bundle::Certificate;
use crate::pki::crl;
use crate::pki::crl::CrlContent;
use crate::pki::crl::RevokedEntry;
use crate::store::Db;
use crate::store::crls::StoredCrl;

/// From a list to its next update when the authority does not say otherwise: three days.
const USUAL_EXPIRY: i64 = 72 * 3600;

impl Core {
    /// Makes the revocation lists of an authority anew.
    #[tracing::instrument(skip_all, fields(authority = %id))]
    pub fn rotate_crl(&self, id: AuthorityId) -> Result<AuthorityView> {
        let now = self.now();
        self.unlocked()?.store.write_or(|db| {
            let authority = db.authorities().find(id)?;
            if db.authorities().certificate_in_use(id)?.is_none() {
                return Err(Error::new(
                    ErrorCode::AuthorityUnusable,
                    format!("“{}” is not signed yet, so it has no revocation list.", authority.name),
                ));
            }
            rebuild_crl(db, id, now)?;
            note_built(db, &authority, now)
        })?;
        self.send(Event::AuthoritiesChanged);
        self.find_authority(id)
    }
}

/// Makes the revocation lists of an authority anew, with a number greater than all before; an authority that is not signed has none.
pub(super) fn rebuild_crl(db: &Db<'_>, id: AuthorityId, now: Timestamp) -> Result<()> {
    let Some(in_use) = db.authorities().certificate_in_use(id)? else { return Ok(()) };
    let authority = db.authorities().find(id)?;
    let mut keys = vec![in_use.key_fingerprint];
    keys.extend(db.issued().keys_with_valid(id, now)?.into_iter().filter(|key| *key != keys[0]).collect::<Vec<_>>());
    // What expired is in one more list after it has (RFC 5280 §3.3).
    let since = db.crls().newest(id)?.map_or(now, |list| list.this_update.min(now));
    let entries = if authority.content.options.crl_disabled { Vec::new() } else { entries(db, id, since)? };
    // All of its keys count together, those too that have nothing left to vouch for.
    let number = db.crls().next_number(&db.authorities().key_fingerprints(id)?)?;
    let content = CrlContent { number, this_update: now, next_update: next_update(&authority, now), entries: &entries };
    let lists = keys.iter().map(|key| list(db, &authority, key, &content)).collect::<Result<Vec<_>>>()?;
    Ok(db.crls().replace(id, &lists.into_iter().flatten().collect::<Vec<_>>())?)
}

/// Records that lists were made anew for their own sake.
pub(super) fn note_built(db: &Db<'_>, authority: &Authority, now: Timestamp) -> Result<()> {
    let number = db.crls().newest(authority.id)?.map_or(0, |list| list.number);
    let entry = ActivityEntry::new(ActivityAction::CrlBuilt, now).saying(format!("{}, number {number}", authority.name));
    Ok(db.activity().record(&entry)?)
}

fn next_update(authority: &Authority, now: Timestamp) -> Timestamp {
    let seconds = Lifetime::parse(&authority.content.options.crl_expiry).ok().flatten().map_or(USUAL_EXPIRY, Lifetime::seconds);
    Timestamp::from_unix(now.unix().saturating_add(seconds))
}

fn entries(db: &Db<'_>, id: AuthorityId, since: Timestamp) -> Result<Vec<RevokedEntry>> {
    let revoked = db.issued().revoked(id, since)?;
    Ok(revoked.into_iter().map(|(serial, revocation)| RevokedEntry { serial, at: revocation.at, reason: revocation.reason }).collect())
}

fn list(db: &Db<'_>, authority: &Authority, key_fingerprint: &str, content: &CrlContent<'_>) -> Result<Option<StoredCrl>> {
    let Some(certificate) = db.authorities().certificate_for_key(authority.id, key_fingerprint)? else { return Ok(None) };
    let key = authority_key(db, authority.id, key_fingerprint)?;
    let der = crl::sign(content, &Certificate::from_der(certificate.der.as_bytes())?, &key)?;
    Ok(Some(StoredCrl {
        key_fingerprint: key_fingerprint.to_owned(),
        number: content.number,
        this_update: content.this_update,
        next_update: content.next_update,
        entries: u32::try_from(content.entries.len()).unwrap_or(u32::MAX),
        der,
    }))
}
