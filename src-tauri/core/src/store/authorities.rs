//! Own authorities, their certificates and their keys.

use rusqlite::OptionalExtension;
use rusqlite::Row;
use rusqlite::params;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;

use super::Db;
use super::Error;
use super::Result;
use super::error::is_taken;
use crate::domain::authority::Authority;
use crate::domain::authority::AuthorityCertificate;
use crate::domain::authority::AuthorityKind;
use crate::domain::authority::SigningMethod;
use crate::domain::certificate::CertificateDer;
use crate::domain::id::AuthorityId;
use crate::domain::timestamp::Timestamp;

const SELECT: &str = "SELECT a.id, a.name, a.kind, a.signing, i.id, a.content, a.request, a.created_at, a.updated_at
    FROM authorities a LEFT JOIN authorities i ON i.row = a.issuer_row";
/// A revoked certificate is found by its fingerprint, whoever issued it.
const SELECT_CERTIFICATE: &str = "SELECT c.key_fingerprint, c.fingerprint, c.certificate, c.chain, c.not_before, c.not_after, c.in_use,
    c.cross_signed, c.created_at, (SELECT revoked_at FROM issued WHERE fingerprint = c.fingerprint AND revoked_at IS NOT NULL LIMIT 1)
    FROM authority_certificates c JOIN authorities a ON a.row = c.authority_row";

/// The tables of authorities.
pub struct Authorities<'c>(&'c Db<'c>);

/// An authority with all that it signs with.
#[derive(Debug)]
pub struct IssuingAuthority {
    pub authority: Authority,
    pub certificate: AuthorityCertificate,
    /// PEM.
    pub private_key: SecretSlice<u8>,
}

impl<'c> Authorities<'c> {
    pub(super) fn new(db: &'c Db<'c>) -> Self {
        Self(db)
    }

    /// Adds an authority; [`Error::AuthorityNameTaken`] when another has its name.
    pub fn insert(&self, authority: &Authority) -> Result<()> {
        let sql = "INSERT INTO authorities (id, name, folded_name, kind, signing, issuer_row, content, request, created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, (SELECT row FROM authorities WHERE id = ?6), ?7, ?8, ?9, ?10)";
        let inserted = self.0.connection.prepare_cached(sql)?.execute(params![
            authority.id.to_string(),
            authority.name,
            authority.name.to_lowercase(),
            authority.kind.code(),
            authority.signing.code(),
            authority.issuer_id.map(|id| id.to_string()),
            content(authority)?,
            authority.request,
            authority.created_at.unix(),
            authority.updated_at.unix(),
        ]);
        match inserted {
            Err(error) if is_taken(&error) => Err(Error::AuthorityNameTaken { name: authority.name.clone() }),
            other => other.map(drop).map_err(Error::from),
        }
    }

    /// Changes what can change: its content, its request.
    pub fn update(&self, authority: &Authority) -> Result<()> {
        let sql = "UPDATE authorities SET content = ?2, request = ?3, updated_at = ?4 WHERE id = ?1";
        let changed = self.0.connection.prepare_cached(sql)?.execute(params![
            authority.id.to_string(),
            content(authority)?,
            authority.request,
            authority.updated_at.unix()
        ])?;
        if changed == 1 { Ok(()) } else { Err(Error::NoSuchAuthority) }
    }

    /// Notes that `issuer` signed the authority's certificate in use, and who stands above it (PEM, root last).
    pub fn place_below(&self, id: AuthorityId, issuer: AuthorityId, chain_pem: &str) -> Result<()> {
        let (row, issuer_row) = (self.row_of(id)?, self.row_of(issuer)?);
        let sql = "UPDATE authorities SET signing = ?2, issuer_row = ?3 WHERE row = ?1";
        self.0.connection.prepare_cached(sql)?.execute(params![row, SigningMethod::Internal.code(), issuer_row])?;
        let sql = "UPDATE authority_certificates SET chain = ?2 WHERE authority_row = ?1 AND in_use = 1";
        Ok(self.0.connection.prepare_cached(sql)?.execute(params![row, chain_pem]).map(drop)?)
    }

    /// Deletes an authority with its keys, certificates, lists, and the record of what it issued.
    pub fn delete(&self, id: AuthorityId) -> Result<()> {
        match self.0.connection.prepare_cached("DELETE FROM authorities WHERE id = ?1")?.execute([id.to_string()])? {
            1 => Ok(()),
            _ => Err(Error::NoSuchAuthority),
        }
    }

    /// Every authority, by name.
    pub fn list(&self) -> Result<Vec<Authority>> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT} ORDER BY a.folded_name"))?;
        let mut rows = select.query([])?;
        let mut authorities = Vec::new();
        while let Some(row) = rows.next()? {
            authorities.push(read(row)?);
        }
        Ok(authorities)
    }

    /// One authority, or [`Error::NoSuchAuthority`].
    pub fn find(&self, id: AuthorityId) -> Result<Authority> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT} WHERE a.id = ?1"))?;
        let mut rows = select.query([id.to_string()])?;
        rows.next()?.map(read).transpose()?.ok_or(Error::NoSuchAuthority)
    }

    /// Whether another authority has this name, or one that differs from it by case alone.
    pub fn is_named(&self, name: &str) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM authorities WHERE folded_name = ?1)";
        Ok(self.0.connection.prepare_cached(sql)?.query_row([name.to_lowercase()], |row| row.get(0))?)
    }

    /// Those that this authority signs, by name.
    pub fn below(&self, id: AuthorityId) -> Result<Vec<String>> {
        let sql = "SELECT a.name FROM authorities a JOIN authorities i ON i.row = a.issuer_row WHERE i.id = ?1 ORDER BY a.folded_name";
        let mut select = self.0.connection.prepare_cached(sql)?;
        let names = select.query_map([id.to_string()], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    /// Keeps a private key (PEM) of an authority.
    pub fn insert_key(&self, id: AuthorityId, fingerprint: &str, private_key: &SecretSlice<u8>, now: Timestamp) -> Result<()> {
        let sql = "INSERT INTO authority_keys (authority_row, fingerprint, private_key, created_at) VALUES (?1, ?2, ?3, ?4)";
        let kept = params![self.row_of(id)?, fingerprint, private_key.expose_secret(), now.unix()];
        Ok(self.0.connection.prepare_cached(sql)?.execute(kept).map(drop)?)
    }

    /// The private key (PEM) of an authority with this public half.
    pub fn key(&self, id: AuthorityId, fingerprint: &str) -> Result<Option<SecretSlice<u8>>> {
        let sql = "SELECT k.private_key FROM authority_keys k JOIN authorities a ON a.row = k.authority_row
             WHERE a.id = ?1 AND k.fingerprint = ?2";
        let key =
            self.0.connection.prepare_cached(sql)?.query_row([&id.to_string(), fingerprint], |row| row.get::<_, Vec<u8>>(0)).optional()?;
        Ok(key.map(Into::into))
    }

    /// The private key (PEM) that was made last, and the fingerprint of its public half.
    pub fn newest_key(&self, id: AuthorityId) -> Result<(String, SecretSlice<u8>)> {
        let sql = "SELECT k.fingerprint, k.private_key FROM authority_keys k JOIN authorities a ON a.row = k.authority_row
             WHERE a.id = ?1 ORDER BY k.row DESC LIMIT 1";
        let key = self
            .0
            .connection
            .prepare_cached(sql)?
            .query_row([id.to_string()], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))
            .optional()?;
        key.map(|(fingerprint, key)| (fingerprint, key.into())).ok_or(Error::NoSuchAuthority)
    }

    /// The public halves (SHA-256 over SubjectPublicKeyInfo) of every key that an authority ever had.
    pub fn key_fingerprints(&self, id: AuthorityId) -> Result<Vec<String>> {
        let sql = "SELECT k.fingerprint FROM authority_keys k JOIN authorities a ON a.row = k.authority_row WHERE a.id = ?1 ORDER BY k.row";
        let mut select = self.0.connection.prepare_cached(sql)?;
        let keys = select.query_map([id.to_string()], |row| row.get(0))?;
        Ok(keys.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds a certificate; when it is in use, the one before is not any more.
    pub fn insert_certificate(&self, id: AuthorityId, certificate: &AuthorityCertificate) -> Result<()> {
        let authority_row = self.row_of(id)?;
        if certificate.in_use {
            let sql = "UPDATE authority_certificates SET in_use = 0 WHERE authority_row = ?1";
            self.0.connection.prepare_cached(sql)?.execute([authority_row])?;
        }
        let sql =
            "INSERT INTO authority_certificates (authority_row, key_fingerprint, fingerprint, certificate, chain, not_before, not_after,
             in_use, cross_signed, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        self.0.connection.prepare_cached(sql)?.execute(params![
            authority_row,
            certificate.key_fingerprint,
            certificate.fingerprint,
            certificate.der.as_bytes(),
            certificate.chain_pem,
            certificate.not_before.unix(),
            certificate.not_after.unix(),
            certificate.in_use,
            certificate.cross_signed,
            certificate.created_at.unix(),
        ])?;
        Ok(())
    }

    /// Every certificate that an authority ever had, newest first.
    pub fn certificates(&self, id: AuthorityId) -> Result<Vec<AuthorityCertificate>> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT_CERTIFICATE} WHERE a.id = ?1 ORDER BY c.row DESC"))?;
        let mut rows = select.query([id.to_string()])?;
        let mut certificates = Vec::new();
        while let Some(row) = rows.next()? {
            certificates.push(read_certificate(row)?);
        }
        Ok(certificates)
    }

    /// The certificate that new ones are issued under; `None` while it is not signed.
    pub fn certificate_in_use(&self, id: AuthorityId) -> Result<Option<AuthorityCertificate>> {
        let mut select = self.0.connection.prepare_cached(&format!("{SELECT_CERTIFICATE} WHERE a.id = ?1 AND c.in_use = 1"))?;
        let mut rows = select.query([id.to_string()])?;
        rows.next()?.map(read_certificate).transpose()
    }

    /// The newest certificate of an authority for one of its keys.
    pub fn certificate_for_key(&self, id: AuthorityId, key_fingerprint: &str) -> Result<Option<AuthorityCertificate>> {
        let sql = format!(
            "{SELECT_CERTIFICATE} WHERE a.id = ?1 AND c.key_fingerprint = ?2 ORDER BY c.in_use DESC, c.cross_signed, c.row DESC LIMIT 1"
        );
        let mut select = self.0.connection.prepare_cached(&sql)?;
        let mut rows = select.query([&id.to_string(), key_fingerprint])?;
        rows.next()?.map(read_certificate).transpose()
    }

    /// The authority that a certificate with this fingerprint belongs to.
    pub fn find_by_certificate(&self, fingerprint: &str) -> Result<Option<AuthorityId>> {
        let sql =
            "SELECT a.id FROM authority_certificates c JOIN authorities a ON a.row = c.authority_row WHERE c.fingerprint = ?1 LIMIT 1";
        let id = self.0.connection.prepare_cached(sql)?.query_row([fingerprint], |row| row.get::<_, String>(0)).optional()?;
        id.map(|id| id.parse().map_err(|_| Error::unreadable("authorities.id"))).transpose()
    }

    /// The authority that has this key (SHA-256 over its SubjectPublicKeyInfo).
    pub fn find_by_key(&self, fingerprint: &str) -> Result<Option<AuthorityId>> {
        let sql = "SELECT a.id FROM authority_keys k JOIN authorities a ON a.row = k.authority_row WHERE k.fingerprint = ?1 LIMIT 1";
        let id = self.0.connection.prepare_cached(sql)?.query_row([fingerprint], |row| row.get::<_, String>(0)).optional()?;
        id.map(|id| id.parse().map_err(|_| Error::unreadable("authorities.id"))).transpose()
    }

    /// An authority with all that it signs with; `None` while it is not signed.
    pub fn issuing(&self, id: AuthorityId) -> Result<Option<IssuingAuthority>> {
        let authority = self.find(id)?;
        let Some(certificate) = self.certificate_in_use(id)? else { return Ok(None) };
        let private_key = self.key(id, &certificate.key_fingerprint)?.ok_or_else(|| Error::unreadable("authority_keys.private_key"))?;
        Ok(Some(IssuingAuthority { authority, certificate, private_key }))
    }

    pub(super) fn row_of(&self, id: AuthorityId) -> Result<i64> {
        let row =
            self.0.connection.prepare_cached("SELECT row FROM authorities WHERE id = ?1")?.query_row([id.to_string()], |row| row.get(0));
        row.optional()?.ok_or(Error::NoSuchAuthority)
    }
}

impl std::fmt::Debug for Authorities<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Authorities(..)")
    }
}

fn content(authority: &Authority) -> Result<String> {
    serde_json::to_string(&authority.content).map_err(|_| Error::unreadable("authorities.content"))
}

fn read(row: &Row<'_>) -> Result<Authority> {
    let unreadable = |column| move || Error::unreadable(column);
    let id = |text: String| text.parse().map_err(|_| Error::unreadable("authorities.id"));
    Ok(Authority {
        id: id(row.get(0)?)?,
        name: row.get(1)?,
        kind: AuthorityKind::from_code(&row.get::<_, String>(2)?).ok_or_else(unreadable("authorities.kind"))?,
        signing: SigningMethod::from_code(&row.get::<_, String>(3)?).ok_or_else(unreadable("authorities.signing"))?,
        issuer_id: row.get::<_, Option<String>>(4)?.map(id).transpose()?,
        content: serde_json::from_str(&row.get::<_, String>(5)?).map_err(|_| Error::unreadable("authorities.content"))?,
        request: row.get(6)?,
        created_at: Timestamp::from_unix(row.get(7)?),
        updated_at: Timestamp::from_unix(row.get(8)?),
    })
}

fn read_certificate(row: &Row<'_>) -> Result<AuthorityCertificate> {
    Ok(AuthorityCertificate {
        key_fingerprint: row.get(0)?,
        fingerprint: row.get(1)?,
        der: CertificateDer::new(row.get(2)?),
        chain_pem: row.get(3)?,
        not_before: Timestamp::from_unix(row.get(4)?),
        not_after: Timestamp::from_unix(row.get(5)?),
        in_use: row.get(6)?,
        cross_signed: row.get(7)?,
        created_at: Timestamp::from_unix(row.get(8)?),
        revoked_at: row.get::<_, Option<i64>>(9)?.map(Timestamp::from_unix),
    })
}
