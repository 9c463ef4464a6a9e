//! What an authority cannot do now, each with the reason for it.

use crate::domain::authority::Authority;
use crate::domain::authority::AuthorityKind;
use crate::domain::authority::SigningMethod;
use crate::domain::timestamp::Timestamp;
use crate::error::Result;
use crate::store::Db;

/// Why it cannot be rotated: only an intermediate that was signed here, is in force, and signed no other authority gets a new certificate.
pub(super) fn rotation(db: &Db<'_>, authority: &Authority, now: Timestamp) -> Result<Option<String>> {
    if authority.kind == AuthorityKind::Root {
        return Ok(Some("A root is not rotated: make a new one, and cross-sign it where the old one is trusted.".into()));
    }
    if authority.signing == SigningMethod::External || authority.issuer_id.is_none() {
        return Ok(Some("It was signed elsewhere: have it signed there again.".into()));
    }
    let Some(certificate) = db.authorities().certificate_in_use(authority.id)? else {
        return Ok(Some("It is not signed yet.".into()));
    };
    if certificate.revoked_at.is_some() {
        return Ok(Some("It was revoked: make a new one.".into()));
    }
    if certificate.not_after < now {
        return Ok(Some(format!("It expired on {}: make a new one.", certificate.not_after.day())));
    }
    match db.issued().counts(authority.id, now)?.authorities {
        0 => Ok(None),
        _ => Ok(Some("It signed another authority, whose chain would lead to the certificate before.".into())),
    }
}

/// Why it cannot be revoked: that is its issuer's business, and only once.
pub(super) fn revocation(db: &Db<'_>, authority: &Authority, now: Timestamp) -> Result<Option<String>> {
    if authority.kind == AuthorityKind::Root {
        return Ok(Some("Nobody can revoke a root: take it out of the trust stores that it lies in.".into()));
    }
    let Some(certificate) = db.authorities().certificate_in_use(authority.id)? else {
        return Ok(Some("It is not signed yet.".into()));
    };
    if db.issued().find_by_fingerprint(&certificate.fingerprint)?.is_none() {
        return Ok(Some("It was signed elsewhere: ask its issuer to revoke it.".into()));
    }
    Ok(match (certificate.revoked_at, certificate.not_after < now) {
        (Some(at), _) => Some(format!("It was revoked on {}.", at.day())),
        (None, true) => Some(format!("It expired on {}.", certificate.not_after.day())),
        (None, false) => None,
    })
}

/// Why it cannot be deleted: something still leans on it.
pub(super) fn deletion(db: &Db<'_>, authority: &Authority, now: Timestamp) -> Result<Option<String>> {
    let below = db.authorities().below(authority.id)?;
    if let Some(first) = below.first() {
        return Ok(Some(format!("“{first}” stands below it. Delete the authorities below first.")));
    }
    match db.templates().count(authority.id)? {
        0 => {}
        1 => return Ok(Some("A template issues from it. Delete the template first.".into())),
        more => return Ok(Some(format!("{more} templates issue from it. Delete the templates first."))),
    }
    Ok(match db.issued().counts(authority.id, now)?.valid {
        0 => None,
        1 => Some("A certificate that it issued is still valid, and could not be revoked any more. Revoke it first.".into()),
        more => Some(format!("{more} certificates that it issued are still valid, and could not be revoked any more. Revoke them first.")),
    })
}
