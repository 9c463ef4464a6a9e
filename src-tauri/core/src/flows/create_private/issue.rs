//! A planned certificate is signed, proven and becomes a version, all in one transaction.

use super::plan::Desk;
use super::plan::Plan;
use crate::domain::id::VersionId;
use crate::domain::key::PrivateKey;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::Payload;
use crate::error::Error;
use crate::error::Result;
use crate::flows::authorities::IssuedFor;
use crate::pki::bundle::Certificate;
use crate::pki::issue;
use crate::pki::issue::ToSign;
use crate::pki::keys;
use crate::pki::pem::certificate_pem;
use crate::store::Db;

/// Signs what is planned. `key` is the one that was made for it; `None` when the signing request brought its own.
pub(in crate::flows) fn sign(
    db: &Db<'_>,
    desk: &Desk,
    plan: &Plan,
    key: Option<&PrivateKey>,
    version_id: Option<VersionId>,
    now: Timestamp,
) -> Result<Certificate> {
    let public_key = match key {
        Some(key) => {
            // Between making the key and signing, the template may have come to ask for another kind.
            desk.template.takes_key(key.algorithm()).map_err(|refusal| Error::from(refusal).field("templateId"))?;
            issue::public_key(key)?
        }
        None => plan.to_sign()?.public_key.clone(),
    };
    let to_sign = ToSign { serial: desk.signer.fresh_serial(db)?, public_key, ..plan.to_sign()?.clone() };
    let issued_for = IssuedFor { version_id, template_id: Some(desk.stored.id), template_name: desk.stored.name.as_str().to_owned() };
    desk.signer.issue(db, &to_sign, &issued_for, now)
}

/// What a version of a private certificate holds: the issuing authority comes first among the intermediates, its root last.
pub(in crate::flows) fn payload(desk: &Desk, certificate: &Certificate, key: Option<&PrivateKey>) -> Result<Payload> {
    Ok(Payload {
        certificate: certificate_pem(certificate.der()).into_bytes(),
        private_key: key.map(keys::to_pkcs8_pem).transpose()?,
        intermediate: Some(desk.signer.chain_pem().into_bytes()),
    })
}
