//! Where an authority from elsewhere stands: below the one here that signed it, and above those here that it signed.

use super::signer::chain;
use super::signer::pem_of;
use crate::domain::authority::Authority;
use crate::domain::authority::AuthorityCertificate;
use crate::domain::authority::IssuedCertificate;
use crate::domain::authority::SigningMethod;
use crate::domain::id::AuthorityId;
use crate::domain::serial::SerialNumber;
use crate::domain::timestamp::Timestamp;
use crate::error::Result;
use crate::pki::bundle::Certificate;
use crate::pki::signature;
use crate::pki::signature::SignatureCheck;
use crate::pki::verify;
use crate::store::Db;

/// Finds its place for an authority that was just brought in, and theirs for those that waited for it. Whoever stands below an authority here
/// is signed here: it is rotated and revoked by its issuer, in whose list it is recorded.
pub(super) fn place(db: &Db<'_>, id: AuthorityId, now: Timestamp) -> Result<()> {
    let authority = db.authorities().find(id)?;
    let all = db.authorities().list()?;
    let mut above = None;
    for issuer in &all {
        if place_below(db, &authority, issuer, now)? {
            above = Some(issuer.id);
            break;
        }
    }
    // When two have signed each other, one of them stands above.
    for orphan in all.iter().filter(|one| Some(one.id) != above) {
        place_below(db, orphan, &authority, now)?;
    }
    Ok(())
}

/// Answers whether `issuer` signed it. Only one that came from elsewhere looks for its issuer: with a signing request here, it has chosen to be signed elsewhere.
fn place_below(db: &Db<'_>, child: &Authority, issuer: &Authority, now: Timestamp) -> Result<bool> {
    let waits = child.signing == SigningMethod::External && child.issuer_id.is_none() && child.request.is_none();
    let Some(own) = db.authorities().certificate_in_use(child.id)?.filter(|_| waits && child.id != issuer.id) else { return Ok(false) };
    let certificate = Certificate::from_der(own.der.as_bytes())?;
    let Some(signed_with) = signed_with(db, &certificate, issuer.id)? else { return Ok(false) };
    let above = chain(&signed_with)?;
    if verify::verify_issued(&certificate, &above, now).is_err() {
        return Ok(false);
    }
    record(db, &certificate, issuer.id, &signed_with, now)?;
    Ok(db.authorities().place_below(child.id, issuer.id, &pem_of(&above)).map(|()| true)?)
}

/// The certificate of the issuer whose key signed it, the one in use before others.
fn signed_with(db: &Db<'_>, certificate: &Certificate, issuer: AuthorityId) -> Result<Option<AuthorityCertificate>> {
    let mut candidates = db.authorities().certificates(issuer)?;
    candidates.sort_by_key(|candidate| !candidate.in_use);
    Ok(candidates.into_iter().find(|candidate| signature::check(certificate.der(), &candidate.der) == SignatureCheck::Valid))
}

/// Records it with what its issuer issued, unless it was issued here in the first place.
fn record(db: &Db<'_>, certificate: &Certificate, issuer: AuthorityId, signed_with: &AuthorityCertificate, now: Timestamp) -> Result<()> {
    let facts = certificate.facts();
    let Some(serial) = SerialNumber::parse(&facts.serial_number) else { return Ok(()) };
    if db.issued().contains(issuer, &serial)? {
        return Ok(());
    }
    let issued = IssuedCertificate {
        authority_id: issuer,
        serial,
        display_name: facts.display_name().to_owned(),
        is_ca: true,
        fingerprint: facts.fingerprint_sha256.clone(),
        version_id: None,
        template_id: None,
        template_name: String::new(),
        issued_at: facts.not_before.min(now),
        not_before: facts.not_before,
        not_after: facts.not_after,
    };
    Ok(db.issued().insert_signed_with(&issued, Some(&signed_with.key_fingerprint))?)
}
