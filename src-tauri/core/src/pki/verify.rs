//! The proof that what was issued verifies (RFC 5280 §6), before it is kept or handed out.
//!
//! Two judges look at it: the rules as they are written down here, whose refusals have sentences, and rustls-webpki, which decides in a
//! great many TLS clients.

use std::time::Duration;

use rustls_pki_types::CertificateDer;
use rustls_pki_types::UnixTime;
use webpki::EndEntityCert;
use webpki::ExtendedKeyUsageValidator;
use webpki::KeyPurposeIdIter;

use crate::domain::certificate::AltNameKind;
use crate::domain::timestamp::Timestamp;

use super::Error;
use super::bundle::Certificate;
use super::facts;
use super::issue::limits;
use super::issue::limits::Claim;
use super::signature;
use super::signature::SignatureCheck;

/// Whether a certificate verifies at `now` under `chain`: issuing authority first, root last; empty for one that signs itself.
pub fn verify_issued(leaf: &Certificate, chain: &[Certificate], now: Timestamp) -> Result<(), Error> {
    let path: Vec<&Certificate> = std::iter::once(leaf).chain(chain).collect();
    for (at, certificate) in path.iter().enumerate() {
        in_its_time(certificate, now)?;
        match path.get(at + 1) {
            Some(issuer) => issued_by(certificate, issuer)?,
            None if chain.is_empty() && !certificate.facts().self_signed => return Err(unproven("nothing vouches for it")),
            None => {}
        }
        Claim::of(certificate)?.check(&chain[at.min(chain.len())..])?;
    }
    match leaf.facts().is_ca || chain.is_empty() {
        // A client never meets an authority's certificate at the end of a path, so webpki refuses it there.
        true => Ok(()),
        false => as_clients_do(leaf, chain, now),
    }
}

fn in_its_time(certificate: &Certificate, now: Timestamp) -> Result<(), Error> {
    let facts = certificate.facts();
    match facts.not_before <= now && !facts.expired_at(now) {
        true => Ok(()),
        false => Err(unproven(&format!("“{}” is not valid now", facts.display_name()))),
    }
}

fn issued_by(certificate: &Certificate, issuer: &Certificate) -> Result<(), Error> {
    let (child, parent) = (facts::parse(certificate.der())?, facts::parse(issuer.der())?);
    let name = issuer.facts().display_name();
    let may_sign = parent.key_usage().ok().flatten().is_none_or(|usage| usage.value.key_cert_sign());
    if !parent.is_ca() || !may_sign {
        return Err(unproven(&format!("“{name}” may not sign certificates")));
    }
    if child.issuer().as_raw() != parent.subject().as_raw() {
        return Err(unproven(&format!("it names another issuer than “{name}”")));
    }
    match signature::check(certificate.der(), issuer.der()) {
        SignatureCheck::Valid => Ok(()),
        SignatureCheck::Invalid => Err(unproven(&format!("the key of “{name}” did not sign it"))),
        SignatureCheck::Unsupported => Err(unproven(&format!("a signature with the key of “{name}” cannot be checked here"))),
    }
}

fn as_clients_do(leaf: &Certificate, chain: &[Certificate], now: Timestamp) -> Result<(), Error> {
    if beyond_webpki(leaf, chain)? {
        return Ok(());
    }
    let refused = |error: webpki::Error| unproven(&format!("TLS clients refuse it ({error})"));
    let der = |certificate: &Certificate| CertificateDer::from(certificate.der().as_bytes().to_vec());
    let (end, above) = (der(leaf), chain.iter().map(der).collect::<Vec<_>>());
    let Some((root, intermediates)) = above.split_last() else { return Ok(()) };
    let anchor = webpki::anchor_from_trusted_cert(root).map_err(refused)?;
    let at = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(now.unix()).unwrap_or(0)));
    let end = EndEntityCert::try_from(&end).map_err(refused)?;
    end.verify_for_usage(webpki::ALL_VERIFICATION_ALGS, &[anchor], intermediates, at, AnyUsage, None, None).map_err(refused)?;
    Ok(())
}

/// webpki takes every name of a kind that it does not know for a breach when that kind is constrained; the rules here know mailboxes.
fn beyond_webpki(leaf: &Certificate, chain: &[Certificate]) -> Result<bool, Error> {
    let has_mailbox = leaf.facts().alt_names.iter().any(|name| name.kind == AltNameKind::Email);
    for issuer in chain.iter().filter(|_| has_mailbox) {
        let shown = limits::name_spaces(issuer)?.shown();
        if !shown.permitted_email_domains.is_empty() || !shown.excluded_email_domains.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn unproven(reason: &str) -> Error {
    Error::Unproven { reason: reason.to_owned() }
}

/// What a certificate is for is its template's business.
#[derive(Clone, Copy, Debug)]
struct AnyUsage;

impl ExtendedKeyUsageValidator for AnyUsage {
    fn validate(&self, _usages: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}
