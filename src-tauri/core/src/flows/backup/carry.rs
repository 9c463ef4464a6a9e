//! What a restored vault takes over, so that no backup un-revokes: what its authorities issued and took back since, and how far their
//! revocation lists have counted.
//!
//! Two know of it: the vault that was here, and the lists in the publishing folder. Revocations of both are joined with those of the backup
//! and none is lost; a hold that was released after the backup comes back, and can be released again. Where no vault could be asked, every
//! list's number leaps by the seconds since the backup: no list that was made meanwhile has a greater one.

use std::fs;
use std::path::PathBuf;

use secrecy::SecretSlice;

use crate::domain::authority::AuthorityCertificate;
use crate::domain::authority::IssuedCertificate;
use crate::domain::id::AuthorityId;
use crate::domain::notice::NoticeKind;
use crate::domain::revocation::Revocation;
use crate::domain::revocation::RevocationReason;
use crate::domain::serial::SerialNumber;
use crate::domain::timestamp::Timestamp;
use crate::error::Result;
use crate::flows::authorities::PUBLISHED_BELOW;
use crate::flows::crl::rebuild_crl;
use crate::flows::notices::Told;
use crate::flows::notices::named;
use crate::flows::publish;
use crate::flows::revoke::mark;
use crate::pki::bundle::Certificate;
use crate::pki::crl;
use crate::pki::crl::RevokedEntry;
use crate::store;
use crate::store::Db;
use crate::store::Store;
use crate::store::issued::StoredIssued;

/// Numbers leap by ten years at most, whatever the clock says.
const LEAP_MOST: i64 = 10 * 366 * 86_400;

/// What the authorities of a vault owe to others, whatever becomes of that vault.
#[derive(Debug)]
pub(super) struct Owed {
    /// The number that the lists of each key have reached.
    numbers: Vec<(String, u32)>,
    authorities: Vec<OwedBy>,
    published_in: Option<PathBuf>,
}

#[derive(Debug)]
struct OwedBy {
    name: String,
    keys: Vec<(String, SecretSlice<u8>)>,
    certificates: Vec<AuthorityCertificate>,
    issued: Vec<StoredIssued>,
}

impl Owed {
    /// Reads it from a vault.
    pub fn read(store: &Store) -> store::Result<Self> {
        store.read(|db| {
            let authorities = db.authorities().list()?.into_iter().map(|authority| OwedBy::read(db, authority.id, authority.name));
            Ok(Self {
                numbers: db.crls().numbers()?,
                authorities: authorities.collect::<store::Result<_>>()?,
                published_in: publish::folder(db)?,
            })
        })
    }
}

impl OwedBy {
    fn read(db: &Db<'_>, id: AuthorityId, name: String) -> store::Result<Self> {
        let mut keys = Vec::new();
        for fingerprint in db.authorities().key_fingerprints(id)? {
            keys.extend(db.authorities().key(id, &fingerprint)?.map(|key| (fingerprint, key)));
        }
        Ok(Self { name, keys, certificates: db.authorities().certificates(id)?, issued: db.issued().all(id)? })
    }
}

/// What was taken over.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct CarriedOver {
    revoked: u32,
    issued: u32,
    /// Authorities that are not in the backup.
    left_behind: Vec<String>,
    /// Authorities of which nothing but the backup is known.
    unasked: Vec<String>,
}

/// Takes over into a restored vault what `owed` and the published lists know; `None` when there was no vault that could be asked.
pub(super) fn carry_over(into: &Store, owed: Option<&Owed>, made_at: Timestamp, now: Timestamp) -> Result<CarriedOver> {
    let carried = into.write_or(|db| {
        let mut restored = Restored { db, now, before: db.crls().numbers()?, carried: CarriedOver::default() };
        owed.map_or(Ok(()), |owed| restored.take_over(owed))?;
        restored.take_published(owed)?;
        if owed.is_none() {
            restored.leap(made_at)?;
        }
        restored.rebuild_lists()?;
        Ok::<_, crate::Error>(restored.carried)
    })?;
    into.checkpoint()?;
    Ok(carried)
}

struct Restored<'d> {
    db: &'d Db<'d>,
    now: Timestamp,
    /// The numbers that the backup knows.
    before: Vec<(String, u32)>,
    carried: CarriedOver,
}

impl Restored<'_> {
    fn take_over(&mut self, owed: &Owed) -> Result<()> {
        for by in &owed.authorities {
            let mut known = by.keys.iter().map(|(fingerprint, _)| self.db.authorities().find_by_key(fingerprint));
            match known.find_map(store::Result::transpose).transpose()? {
                Some(id) => self.take_over_from(id, by, &owed.numbers)?,
                None => self.carried.left_behind.push(by.name.clone()),
            }
        }
        Ok(owed.numbers.iter().try_for_each(|(key, number)| self.db.crls().reached(key, *number))?)
    }

    fn take_over_from(&mut self, id: AuthorityId, by: &OwedBy, numbers: &[(String, u32)]) -> Result<()> {
        let newer = by.keys.iter().any(|(key, _)| number_of(numbers, key) > number_of(&self.before, key));
        for (fingerprint, key) in &by.keys {
            if self.db.authorities().key(id, fingerprint)?.is_none() {
                self.db.authorities().insert_key(id, fingerprint, key, self.now)?;
            }
        }
        self.take_certificates(id, &by.certificates)?;
        for issued in &by.issued {
            self.take_issued(id, issued)?;
            // A hold that only an older vault knows was released since.
            let lasting = issued.revocation.filter(|revocation| newer || revocation.reason != RevocationReason::CertificateHold);
            lasting.map_or(Ok(()), |revocation| self.take_back(id, &issued.certificate.serial, revocation))?;
        }
        Ok(())
    }

    /// Adds the certificates that the backup has not; one that was put to use after that of the backup is in use again.
    fn take_certificates(&self, id: AuthorityId, certificates: &[AuthorityCertificate]) -> Result<()> {
        let here = self.db.authorities().certificates(id)?;
        let newest = here.iter().filter(|own| own.in_use).map(|own| own.created_at).max();
        // Oldest first, as they came.
        for certificate in certificates.iter().rev().filter(|one| here.iter().all(|own| own.fingerprint != one.fingerprint)) {
            let in_use = certificate.in_use && newest.is_none_or(|newest| newest <= certificate.created_at);
            self.db.authorities().insert_certificate(id, &AuthorityCertificate { in_use, ..certificate.clone() })?;
        }
        Ok(())
    }

    fn take_issued(&mut self, id: AuthorityId, issued: &StoredIssued) -> Result<()> {
        if !self.db.issued().contains(id, &issued.certificate.serial)? {
            let certificate = IssuedCertificate { authority_id: id, ..issued.certificate.clone() };
            self.db.issued().insert_signed_with(&certificate, Some(&issued.key_fingerprint))?;
            self.carried.issued += 1;
        }
        Ok(())
    }

    fn take_back(&mut self, id: AuthorityId, serial: &SerialNumber, revocation: Revocation) -> Result<()> {
        let here = self.db.issued().find(id, serial)?;
        let revocation = match here.revocation {
            None => {
                self.db.issued().revoke(id, serial, revocation.reason, revocation.at)?;
                revocation
            }
            Some(held) if held.reason == RevocationReason::CertificateHold && held.reason != revocation.reason => {
                self.db.issued().harden(id, serial, revocation.reason)?;
                Revocation { at: held.at, ..revocation }
            }
            Some(_) => return Ok(()),
        };
        self.carried.revoked += 1;
        here.certificate.version_id.map_or(Ok(()), |version| mark(self.db, version, Some(revocation), self.now))
    }

    /// Takes what lists in the publishing folders say that are newer than the backup, once it is proven who signed them.
    fn take_published(&mut self, owed: Option<&Owed>) -> Result<()> {
        let mut folders: Vec<PathBuf> = publish::folder(self.db)?.into_iter().collect();
        folders.extend(owed.and_then(|owed| owed.published_in.clone()).filter(|folder| !folders.contains(folder)));
        for authority in self.db.authorities().list()? {
            let path = format!("{PUBLISHED_BELOW}/{}/crl", authority.name);
            for list in folders.iter().filter_map(|folder| fs::read(folder.join(&path)).ok()) {
                self.take_list(authority.id, &list)?;
            }
        }
        Ok(())
    }

    fn take_list(&mut self, id: AuthorityId, list: &[u8]) -> Result<()> {
        for own in self.db.authorities().certificates(id)? {
            let key = &own.key_fingerprint;
            let proven = crl::prove(list, &Certificate::from_der(own.der.as_bytes())?);
            let Some(proven) = proven.filter(|proven| proven.number > number_of(&self.before, key)) else { continue };
            for entry in &proven.entries {
                self.take_entry(id, &own, entry)?;
            }
            self.db.crls().reached(key, proven.number)?;
        }
        Ok(())
    }

    fn take_entry(&mut self, id: AuthorityId, own: &AuthorityCertificate, entry: &RevokedEntry) -> Result<()> {
        if !self.db.issued().contains(id, &entry.serial)? {
            self.db.issued().insert_signed_with(&listed(id, own, entry), Some(&own.key_fingerprint))?;
            self.carried.issued += 1;
        }
        self.take_back(id, &entry.serial, Revocation { at: entry.at, reason: entry.reason })
    }

    fn leap(&mut self, made_at: Timestamp) -> Result<()> {
        let seconds = (self.now.unix() - made_at.unix()).clamp(0, LEAP_MOST);
        let leap = u32::try_from(seconds).unwrap_or_default();
        for (key, number) in self.db.crls().numbers()? {
            self.db.crls().reached(&key, number.saturating_add(leap))?;
        }
        self.carried.unasked = self.db.authorities().list()?.into_iter().map(|authority| authority.name).collect();
        Ok(())
    }

    fn rebuild_lists(&self) -> Result<()> {
        for authority in self.db.authorities().list()? {
            // A restore is the way out of trouble: a list that cannot be made does not bar it, and is told of by the next pass over what is due.
            if let Err(error) = self.db.attempt(|| rebuild_crl(self.db, authority.id, self.now)) {
                tracing::warn!(authority = %authority.id, %error, "a revocation list could not be made after a restore");
            }
        }
        Ok(())
    }
}

impl CarriedOver {
    /// What the record of the restore says of it; empty when nothing was taken over.
    pub fn noted(&self) -> String {
        match (self.revoked, self.issued) {
            (0, 0) => String::new(),
            (revoked, issued) => format!(", with {revoked} revocations and {issued} issued certificates from after the backup"),
        }
    }

    /// What the person should know, if there is anything.
    pub fn told(&self, made_at: Timestamp) -> Option<Told> {
        let day = made_at.day();
        let names = |names: &[String]| named(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let mut said = Vec::new();
        if self.revoked > 0 || self.issued > 0 {
            said.push(format!(
                "{} revocations and {} issued certificates from after the backup of {day} were taken over: what was revoked stays revoked.",
                self.revoked, self.issued
            ));
        }
        if !self.left_behind.is_empty() {
            let left = names(&self.left_behind);
            said.push(format!(
                "Made after the backup, and not in it: {left}. The vault that was set aside has them; import them from there to go on."
            ));
        }
        if !self.unasked.is_empty() {
            let unasked = names(&self.unasked);
            said.push(format!(
                "No vault was here that knows what became of {unasked} after {day}. Revoke again what was revoked since then. Their revocation lists go on with numbers that no list had before."
            ));
        }
        let title = if self.unasked.is_empty() { "The backup was older than the vault before" } else { "Revocations may be missing" };
        (!said.is_empty()).then(|| Told::of(NoticeKind::BackupOlder, title).saying(said.join(" ")))
    }
}

/// A certificate of which nothing is known but its entry in a list: it is kept in the lists for as long as it could be valid.
fn listed(id: AuthorityId, own: &AuthorityCertificate, entry: &RevokedEntry) -> IssuedCertificate {
    IssuedCertificate {
        authority_id: id,
        serial: entry.serial.clone(),
        display_name: "Known from its revocation list".into(),
        is_ca: false,
        fingerprint: String::new(),
        version_id: None,
        template_id: None,
        template_name: String::new(),
        issued_at: entry.at,
        not_before: own.not_before,
        not_after: own.not_after,
    }
}

fn number_of(numbers: &[(String, u32)], key: &str) -> u32 {
    numbers.iter().find(|(known, _)| known == key).map_or(0, |(_, number)| *number)
}
