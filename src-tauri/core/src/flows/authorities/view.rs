//! Own authorities as the screen shows them.

use super::AuthorityCertificateRow;
use super::AuthorityRow;
use super::AuthorityView;
use super::addresses;
use super::signer::chain;
use crate::Core;
use crate::domain::authority::Authority;
use crate::domain::authority::AuthorityCertificate;
use crate::domain::authority::AuthorityKind;
use crate::domain::authority::AuthorityStatus;
use crate::domain::authority::CrlFacts;
use crate::domain::authority::SigningMethod;
use crate::domain::id::AuthorityId;
use crate::domain::timestamp::Timestamp;
use crate::error::Result;
use crate::pki::bundle::Certificate;
use crate::pki::issue::limits;
use crate::pki::pem;
use crate::pki::warnings::Warning;
use crate::pki::warnings::WarningCode;
use crate::store::Db;

/// An authority is told to expire so many days before.
const EXPIRES_SOON_DAYS: i64 = 90;

impl Core {
    /// Every authority: roots by name, each followed by what stands below it.
    pub fn list_authorities(&self) -> Result<Vec<AuthorityRow>> {
        let now = self.now();
        self.unlocked()?.store.read(|db| Ok(rows(db, now)))?
    }

    /// Everything about an authority but its private key.
    pub fn find_authority(&self, id: AuthorityId) -> Result<AuthorityView> {
        let now = self.now();
        self.unlocked()?.store.read(|db| Ok(view(db, id, now)))?
    }
}

fn rows(db: &Db<'_>, now: Timestamp) -> Result<Vec<AuthorityRow>> {
    let authorities = db.authorities().list()?;
    let mut rows = Vec::with_capacity(authorities.len());
    for authority in in_tree(&authorities) {
        rows.push(row(db, authority, now)?);
    }
    Ok(rows)
}

/// Those without an issuer here first, each followed by those below it; one whose issuer is missing stands for itself.
fn in_tree(authorities: &[Authority]) -> Vec<&Authority> {
    fn below<'a>(authorities: &'a [Authority], issuer: AuthorityId, tree: &mut Vec<&'a Authority>) {
        for authority in authorities.iter().filter(|authority| authority.issuer_id == Some(issuer)) {
            tree.push(authority);
            below(authorities, authority.id, tree);
        }
    }
    let mut tree = Vec::with_capacity(authorities.len());
    let tops = authorities.iter().filter(|authority| authority.issuer_id.is_none());
    let (roots, others): (Vec<_>, Vec<_>) = tops.partition(|authority| authority.kind == AuthorityKind::Root);
    for top in roots.into_iter().chain(others) {
        tree.push(top);
        below(authorities, top.id, &mut tree);
    }
    tree
}

fn row(db: &Db<'_>, authority: &Authority, now: Timestamp) -> Result<AuthorityRow> {
    let certificate = db.authorities().certificate_in_use(authority.id)?;
    let parsed = certificate.as_ref().map(|certificate| Certificate::from_der(certificate.der.as_bytes())).transpose()?;
    let facts = parsed.as_ref().map(Certificate::facts);
    let counts = db.issued().counts(authority.id, now)?;
    let templates = db.templates().count(authority.id)?;
    let status = status(authority, certificate.as_ref(), templates, now);
    let issuer = authority.issuer_id.map(|issuer| db.authorities().find(issuer)).transpose()?;
    let usable = matches!(status, AuthorityStatus::Configured | AuthorityStatus::CertificateTemplateRequired);
    Ok(AuthorityRow {
        id: authority.id,
        name: authority.name.clone(),
        kind: authority.kind,
        signing: authority.signing,
        issuer_id: authority.issuer_id,
        issuer_name: facts.map(|facts| facts.issuer_name.clone()).or(issuer.map(|issuer| issuer.content.common_name)).unwrap_or_default(),
        common_name: facts.map_or(authority.content.common_name.as_str(), |facts| facts.display_name()).to_owned(),
        status,
        not_after: facts.map(|facts| facts.not_after),
        days_left: facts.map(|facts| i32::try_from(now.days_until(facts.not_after)).unwrap_or(i32::MAX)),
        key_title: facts.map_or_else(|| authority.content.key_algorithm.algorithm().title(), |facts| facts.public_key.title.clone()),
        templates,
        issued: counts.issued,
        revoked: counts.revoked,
        crl: crl_facts(db, authority.id, now)?,
        issuing: usable && authority.kind == AuthorityKind::Intermediate,
    })
}

pub(super) fn status(authority: &Authority, certificate: Option<&AuthorityCertificate>, templates: u32, now: Timestamp) -> AuthorityStatus {
    match (certificate, authority.kind, authority.signing) {
        (None, _, SigningMethod::External) => AuthorityStatus::SignedCertificateRequired,
        (None, _, SigningMethod::Internal) => AuthorityStatus::SigningRequired,
        (Some(certificate), _, _) if certificate.revoked_at.is_some() => AuthorityStatus::Revoked,
        (Some(certificate), _, _) if certificate.not_after < now => AuthorityStatus::Expired,
        (Some(_), AuthorityKind::Intermediate, _) if templates == 0 => AuthorityStatus::CertificateTemplateRequired,
        (Some(_), _, _) => AuthorityStatus::Configured,
    }
}

fn crl_facts(db: &Db<'_>, id: AuthorityId, now: Timestamp) -> Result<Option<CrlFacts>> {
    Ok(db.crls().newest(id)?.map(|list| CrlFacts {
        number: list.number,
        this_update: list.this_update,
        next_update: list.next_update,
        entries: list.entries,
        overdue: list.next_update < now,
    }))
}

pub(super) fn view(db: &Db<'_>, id: AuthorityId, now: Timestamp) -> Result<AuthorityView> {
    let authority = db.authorities().find(id)?;
    let row = row(db, &authority, now)?;
    let chain = db.authorities().certificate_in_use(id)?.map(|certificate| chain(&certificate)).transpose()?.unwrap_or_default();
    let certificates = db.authorities().certificates(id)?.iter().map(certificate_row).collect::<Result<_>>()?;
    let own = chain.first();
    Ok(AuthorityView {
        path_length: own.map(limits::path_length).transpose()?.flatten(),
        certificate: own.map(|certificate| certificate.facts().clone()),
        certificate_pem: own.map(|certificate| pem::certificate_pem(certificate.der())),
        chain: chain.iter().skip(1).map(|certificate| certificate.facts().clone()).collect(),
        openssl_command: authority.request.as_ref().map(|_| openssl_command(&authority)),
        csr_pem: authority.request.clone(),
        certificates,
        warnings: warnings(db, &authority, &row, now)?,
        rotation_refused: super::guards::rotation(db, &authority, now)?,
        revocation_refused: super::guards::revocation(db, &authority, now)?,
        deletion_refused: super::guards::deletion(db, &authority, now)?,
        created_at: authority.created_at,
        content: authority.content,
        row,
    })
}

fn certificate_row(certificate: &AuthorityCertificate) -> Result<AuthorityCertificateRow> {
    let parsed = Certificate::from_der(certificate.der.as_bytes())?;
    let facts = parsed.facts();
    Ok(AuthorityCertificateRow {
        serial_number: facts.serial_number.clone(),
        issuer_name: facts.issuer_name.clone(),
        not_before: facts.not_before,
        not_after: facts.not_after,
        fingerprint_sha256: facts.fingerprint_sha256.clone(),
        in_use: certificate.in_use,
        cross_signed: certificate.cross_signed,
        revoked_at: certificate.revoked_at,
        pem: pem::certificate_pem(parsed.der()),
    })
}

/// What an authority elsewhere types: the extensions that make an authority are asked for in the request, and are copied from there.
fn openssl_command(authority: &Authority) -> String {
    let name = &authority.name;
    format!(
        "openssl x509 -req -in {name}.csr -CA issuer.pem -CAkey issuer-key.pem -CAcreateserial -days 1825 -sha256 -copy_extensions copyall -out {name}.pem"
    )
}

fn warnings(db: &Db<'_>, authority: &Authority, row: &AuthorityRow, now: Timestamp) -> Result<Vec<Warning>> {
    let mut warnings = Vec::new();
    let day = row.not_after.map(Timestamp::day).unwrap_or_default();
    match row.not_after.map(|end| now.days_until(end)) {
        Some(..0) => warnings.push(Warning { code: WarningCode::Expired, message: format!("The authority expired on {day}.") }),
        Some(0..=EXPIRES_SOON_DAYS) => {
            let message = format!("The authority ends on {day}; nothing that it issues can be valid for longer.");
            warnings.push(Warning { code: WarningCode::ExpiresSoon, message });
        }
        _ => {}
    }
    if let Some(list) = row.crl.as_ref().filter(|list| list.overdue) {
        let message = format!(
            "The next revocation list was due on {}. Clients that look for it refuse what the authority issued.",
            list.next_update.day()
        );
        warnings.push(Warning { code: WarningCode::CrlOverdue, message });
    }
    warnings.extend(addresses::unreachable(db, authority)?.map(|message| Warning { code: WarningCode::AddressUnreachable, message }));
    Ok(warnings)
}
