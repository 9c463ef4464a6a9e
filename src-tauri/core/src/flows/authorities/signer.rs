//! An authority that signs: opened with its key, held to its limits, its work proven and recorded.

use super::addresses::Addresses;
use super::keys::authority_key;
use crate::domain::authority::Authority;
use crate::domain::authority::AuthorityCertificate;
use crate::domain::authority::IssuedCertificate;
use crate::domain::id::AuthorityId;
use crate::domain::id::TemplateId;
use crate::domain::id::VersionId;
use crate::domain::key::PrivateKey;
use crate::domain::lifetime::Lifetime;
use crate::domain::serial::SerialNumber;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::pki::bundle;
use crate::pki::bundle::Certificate;
use crate::pki::issue;
use crate::pki::issue::Issuer;
use crate::pki::issue::ToSign;
use crate::pki::issue::limits;
use crate::pki::pem;
use crate::pki::verify;
use crate::store::Db;

/// How often a serial number that was used before is drawn again. With 158 random bits, once is never.
const DRAWS: usize = 8;

/// An authority that can sign now.
#[derive(Debug)]
pub(in crate::flows) struct Signer {
    pub authority: Authority,
    /// Its own certificate first, root last.
    pub chain: Vec<Certificate>,
    key: PrivateKey,
}

/// What a certificate is issued for, for the record.
#[derive(Clone, Debug, Default)]
pub(in crate::flows) struct IssuedFor {
    pub version_id: Option<VersionId>,
    pub template_id: Option<TemplateId>,
    pub template_name: String,
}

impl Signer {
    /// Opens an authority for signing; [`ErrorCode::AuthorityUnusable`] when it is not signed, expired or revoked, or one above it is.
    pub fn open(db: &Db<'_>, id: AuthorityId, now: Timestamp) -> Result<Self> {
        let authority = db.authorities().find(id)?;
        let Some(certificate) = db.authorities().certificate_in_use(id)? else {
            return Err(unusable(format!("“{}” is not signed yet.", authority.name)).help("Have it signed first."));
        };
        let chain = chain(&certificate)?;
        for link in &chain {
            usable(db, link, now)?;
        }
        let key = authority_key(db, id, &certificate.key_fingerprint)?;
        Ok(Self { authority, chain, key })
    }

    /// A serial number that the authority has not used.
    pub fn fresh_serial(&self, db: &Db<'_>) -> Result<SerialNumber> {
        for _ in 0..DRAWS {
            let serial = SerialNumber::random()?;
            if !db.issued().contains(self.authority.id, &serial)? {
                return Ok(serial);
            }
        }
        Err(crate::store::Error::SerialTaken.into())
    }

    /// Refuses a lifetime beyond the longest that it allows.
    pub fn refuse_longer(&self, lifetime: Lifetime) -> Result<()> {
        match Lifetime::parse(&self.authority.content.options.max_ttl) {
            Ok(Some(longest)) if lifetime > longest => {
                let name = &self.authority.name;
                Err(Error::new(ErrorCode::LifetimeTooLong, format!("“{name}” issues for {longest} at most; this would be {lifetime}."))
                    .help("Ask for less, or raise its longest lifetime under Edit.")
                    .field("ttl"))
            }
            _ => Ok(()),
        }
    }

    /// How long it, and those above it, still last: nothing that it signs can be valid for longer.
    pub fn left(&self, now: Timestamp) -> Lifetime {
        let ends = self.chain.iter().map(|link| link.facts().not_after.unix());
        Lifetime::from_seconds(ends.min().unwrap_or(0).saturating_sub(now.unix()))
    }

    /// The addresses that it writes into what it issues.
    pub fn addresses(&self, db: &Db<'_>) -> Result<Addresses> {
        Addresses::of(db, &self.authority)
    }

    /// Signs, proves and records a certificate. Belongs into the transaction that keeps it: what is not committed never left.
    pub fn issue(&self, db: &Db<'_>, to_sign: &ToSign, issued_for: &IssuedFor, now: Timestamp) -> Result<Certificate> {
        limits::check(to_sign, &self.chain)?;
        let certificate = issue::sign(to_sign, &Issuer { certificate: self.chain.first(), key: &self.key })?;
        verify::verify_issued(&certificate, &self.chain, now)?;
        let facts = certificate.facts();
        db.issued().insert(&IssuedCertificate {
            authority_id: self.authority.id,
            serial: to_sign.serial.clone(),
            display_name: facts.display_name().to_owned(),
            is_ca: facts.is_ca,
            fingerprint: facts.fingerprint_sha256.clone(),
            version_id: issued_for.version_id,
            template_id: issued_for.template_id,
            template_name: issued_for.template_name.clone(),
            issued_at: now,
            not_before: facts.not_before,
            not_after: facts.not_after,
        })?;
        Ok(certificate)
    }

    /// Its own certificate and those above it, as PEM.
    pub fn chain_pem(&self) -> String {
        pem_of(&self.chain)
    }
}

/// A certificate of an authority and those above it: root last.
pub(super) fn chain(certificate: &AuthorityCertificate) -> Result<Vec<Certificate>> {
    let own = Certificate::from_der(certificate.der.as_bytes())?;
    let above = match certificate.chain_pem.as_str() {
        "" => Vec::new(),
        text => bundle::read_intermediates(text.as_bytes())?,
    };
    Ok(std::iter::once(own).chain(above).collect())
}

/// Certificates one after the other, as PEM.
pub(super) fn pem_of(certificates: &[Certificate]) -> String {
    certificates.iter().map(|certificate| pem::certificate_pem(certificate.der())).collect()
}

fn usable(db: &Db<'_>, link: &Certificate, now: Timestamp) -> Result<()> {
    let facts = link.facts();
    let name = facts.display_name();
    if facts.expired_at(now) {
        return Err(
            unusable(format!("“{name}” expired on {}.", facts.not_after.day())).help("Rotate it, or issue through another authority.")
        );
    }
    match db.issued().find_by_fingerprint(&facts.fingerprint_sha256)?.and_then(|issued| issued.revocation) {
        Some(revocation) => {
            Err(unusable(format!("“{name}” was revoked on {}.", revocation.at.day())).help("Issue through another authority."))
        }
        None => Ok(()),
    }
}

fn unusable(message: String) -> Error {
    Error::new(ErrorCode::AuthorityUnusable, message)
}
