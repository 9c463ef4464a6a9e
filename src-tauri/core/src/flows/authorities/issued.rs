//! What an authority issued: listed, revoked, released.

use super::IssuedPage;
use super::IssuedRow;
use super::ListIssued;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::id::AuthorityId;
use crate::domain::revocation::Revocation;
use crate::domain::revocation::RevocationReason;
use crate::domain::serial::SerialNumber;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::flows::crl::rebuild_crl;
use crate::flows::revoke::ReleaseIssued;
use crate::flows::revoke::RevokeIssued;
use crate::flows::revoke::mark;
use crate::store::Db;
use crate::store::issued::IssuedQuery;
use crate::store::issued::StoredIssued;

/// The most rows of one window.
const LIMIT_MAX: u32 = 1000;

impl Core {
    /// Some of what an authority issued, newest first.
    pub fn list_issued(&self, request: ListIssued) -> Result<IssuedPage> {
        let now = self.now();
        let query = IssuedQuery {
            authority_id: request.authority_id,
            search: request.search,
            revoked_only: request.revoked_only,
            offset: request.offset,
            limit: request.limit.min(LIMIT_MAX),
        };
        let (found, total) = self.unlocked()?.store.read(|db| db.issued().page(&query))?;
        Ok(IssuedPage { total, offset: query.offset, rows: found.into_iter().map(|issued| row(issued, now)).collect() })
    }

    /// Revokes what an authority issued: its revocation list says so at once. Revoking again changes nothing, except that what is on hold can
    /// be revoked for good.
    #[tracing::instrument(skip_all, fields(authority = %request.authority_id))]
    pub fn revoke_issued(&self, request: &RevokeIssued) -> Result<IssuedRow> {
        let now = self.now();
        self.changing_issued(request.authority_id, &request.serial_number, |db, issued| revoke(db, issued, request.reason, now))
    }

    /// Releases what an authority holds back: the next revocation list, made at once, does not have it any more.
    #[tracing::instrument(skip_all, fields(authority = %request.authority_id))]
    pub fn release_issued(&self, request: &ReleaseIssued) -> Result<IssuedRow> {
        let now = self.now();
        self.changing_issued(request.authority_id, &request.serial_number, |db, issued| release(db, issued, now))
    }

    fn changing_issued(
        &self,
        authority: AuthorityId,
        serial_number: &str,
        change: impl FnOnce(&Db<'_>, &StoredIssued) -> Result<()>,
    ) -> Result<IssuedRow> {
        let serial = SerialNumber::parse(serial_number).ok_or(crate::store::Error::NoSuchIssued)?;
        let changed = self.unlocked()?.store.write_or(|db| {
            change(db, &db.issued().find(authority, &serial)?)?;
            db.issued().find(authority, &serial).map_err(Error::from)
        })?;
        if let Some((id, _)) = &changed.secret {
            self.send(Event::SecretChanged { id: *id });
        }
        self.send(Event::AuthoritiesChanged);
        Ok(row(changed, self.now()))
    }
}

fn revoke(db: &Db<'_>, issued: &StoredIssued, reason: RevocationReason, now: Timestamp) -> Result<()> {
    let certificate = &issued.certificate;
    let (authority, serial) = (certificate.authority_id, &certificate.serial);
    let revocation = match issued.revocation {
        Some(before) if before.reason != RevocationReason::CertificateHold || before.reason == reason => return Ok(()),
        Some(before) => {
            db.issued().harden(authority, serial, reason)?;
            Revocation { reason, ..before }
        }
        None if certificate.not_after < now => {
            return Err(Error::new(
                ErrorCode::CertificateExpired,
                format!("It expired on {}: nobody accepts it any more.", certificate.not_after.day()),
            ));
        }
        None => {
            db.issued().revoke(authority, serial, reason, now)?;
            Revocation { at: now, reason }
        }
    };
    finish(db, issued, Some(revocation), ActivityAction::IssuedRevoked, now)
}

fn release(db: &Db<'_>, issued: &StoredIssued, now: Timestamp) -> Result<()> {
    match db.issued().release(issued.certificate.authority_id, &issued.certificate.serial)? {
        true => finish(db, issued, None, ActivityAction::IssuedReleased, now),
        false => Err(Error::new(ErrorCode::AlreadyRevoked, "Only a certificate that is on hold can be released.")),
    }
}

fn finish(db: &Db<'_>, issued: &StoredIssued, revocation: Option<Revocation>, action: ActivityAction, now: Timestamp) -> Result<()> {
    let certificate = &issued.certificate;
    if let Some(version) = certificate.version_id {
        mark(db, version, revocation, now)?;
    }
    rebuild_crl(db, certificate.authority_id, now)?;
    let why = revocation.map(|revocation| format!(": {}", revocation.reason.title())).unwrap_or_default();
    let said = format!("{}, serial number {}{why}", certificate.display_name, certificate.serial);
    Ok(db.activity().record(&ActivityEntry::new(action, now).saying(said))?)
}

fn row(issued: StoredIssued, now: Timestamp) -> IssuedRow {
    let StoredIssued { certificate, key_fingerprint: _, revocation, secret, subject_authority_id } = issued;
    let (secret_id, secret_name) = secret.unzip();
    IssuedRow {
        serial_number: certificate.serial.to_string(),
        display_name: certificate.display_name,
        is_ca: certificate.is_ca,
        secret_id,
        secret_name,
        subject_authority_id,
        template_id: certificate.template_id,
        template_name: certificate.template_name,
        issued_at: certificate.issued_at,
        expired: certificate.not_after < now,
        not_after: certificate.not_after,
        revoked_at: revocation.map(|revocation| revocation.at),
        reason: revocation.map(|revocation| revocation.reason),
    }
}
