//! What a person should know before keeping a certificate; none of it stops them.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::certificate::CertificateFacts;
use crate::domain::secret::EXPIRING_SOON_DAYS;
use crate::domain::timestamp::Timestamp;

use super::bundle::Bundle;
use super::bundle::Certificate;
use super::chain;
use super::chain::Misplaced;

/// One code per thing to be warned of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum WarningCode {
    Expired,
    ExpiresSoon,
    NotYetValid,
    WeakRsa,
    Md5Signature,
    Sha1Signature,
    NoPrivateKey,
    NoAltNames,
    ChainIncomplete,
    IntermediateDoesNotIssue,
    IntermediateExpired,
    /// Addresses in what an authority issues lead nowhere.
    AddressUnreachable,
    /// The next revocation list should have come.
    CrlOverdue,
}

/// A code for programs and a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Warning {
    pub code: WarningCode,
    pub message: String,
}

impl Bundle {
    /// Everything to be warned of at `now`, most urgent first.
    pub fn warnings(&self, now: Timestamp) -> Vec<Warning> {
        let facts = self.facts();
        let first = validity(facts, now).into_iter().chain(weak_key(facts)).chain(weak_signature(facts));
        let then = first.chain(chain_gap(self)).chain(intermediates(self, now)).chain(no_key(self)).chain(no_alt_names(facts));
        then.map(|(code, message)| Warning { code, message }).collect()
    }
}

fn validity(facts: &CertificateFacts, now: Timestamp) -> Option<(WarningCode, String)> {
    let day = facts.not_after.day();
    if facts.expired_at(now) {
        return Some((WarningCode::Expired, format!("The certificate expired on {day}.")));
    }
    if now < facts.not_before {
        return Some((WarningCode::NotYetValid, format!("The certificate is not valid before {}.", facts.not_before.day())));
    }
    let message = match now.days_until(facts.not_after) {
        0 => format!("The certificate expires in less than a day, on {day}."),
        1 => format!("The certificate expires in 1 day, on {day}."),
        days if days <= EXPIRING_SOON_DAYS => format!("The certificate expires in {days} days, on {day}."),
        _ => return None,
    };
    Some((WarningCode::ExpiresSoon, message))
}

fn weak_key(facts: &CertificateFacts) -> Option<(WarningCode, String)> {
    let bits: u32 = facts.public_key.algorithm.strip_prefix("RSA")?.parse().ok()?;
    (bits < 2048)
        .then(|| (WarningCode::WeakRsa, format!("The RSA key has only {bits} bits. Less than 2048 is not safe, and browsers refuse it.")))
}

fn weak_signature(facts: &CertificateFacts) -> Option<(WarningCode, String)> {
    let algorithm = facts.signature_algorithm.as_str();
    let code = match algorithm {
        "MD5-RSA" | "MD2-RSA" | "MD4-RSA" => WarningCode::Md5Signature,
        "SHA1-RSA" | "SHA1-RSAPSS" | "ECDSA-SHA1" | "DSA-SHA1" => WarningCode::Sha1Signature,
        _ => return None,
    };
    Some((code, format!("The certificate is signed with {algorithm}, which is broken. Browsers refuse it.")))
}

/// Only a missing issuer of the certificate itself: servers rightly leave the root away.
fn chain_gap(bundle: &Bundle) -> Option<(WarningCode, String)> {
    let way = bundle.way();
    let gap = way.links.len() == 1 && way.links.iter().all(|leaf| !chain::is_root(leaf));
    gap.then(|| {
        let issuer = &bundle.facts().issuer_name;
        (WarningCode::ChainIncomplete, format!("The chain is incomplete: the certificate of the issuer {issuer} is not here."))
    })
}

fn intermediates(bundle: &Bundle, now: Timestamp) -> Vec<(WarningCode, String)> {
    let way = bundle.way();
    let name = |certificate: &Certificate| certificate.facts().display_name().to_owned();
    let strangers = way.leftover.iter().filter(|(_, why)| *why != Misplaced::Alternative).map(|(stranger, _)| {
        let message = format!("The intermediate certificate {} did not issue any certificate of this chain.", name(stranger));
        (WarningCode::IntermediateDoesNotIssue, message)
    });
    let expired = way.links.iter().skip(1).filter(|link| link.facts().expired_at(now)).map(|link| {
        let message = format!("The intermediate certificate {} expired on {}.", name(link), link.facts().not_after.day());
        (WarningCode::IntermediateExpired, message)
    });
    strangers.chain(expired).collect()
}

fn no_key(bundle: &Bundle) -> Option<(WarningCode, String)> {
    let message = "There is no private key. A server needs it to use the certificate.";
    bundle.private_key().is_none().then(|| (WarningCode::NoPrivateKey, message.to_owned()))
}

fn no_alt_names(facts: &CertificateFacts) -> Option<(WarningCode, String)> {
    let message = "The certificate has no subject alternative names. Browsers do not look at the common name.";
    (facts.alt_names.is_empty() && !facts.is_ca).then(|| (WarningCode::NoAltNames, message.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures::bundle;
    use crate::pki::fixtures::certificate;
    use crate::pki::fixtures::now;

    fn codes(leaf: &str, key: &str, intermediates: &[&str]) -> Vec<WarningCode> {
        bundle(leaf, key, intermediates).unwrap().warnings(now()).into_iter().map(|warning| warning.code).collect()
    }

    #[test]
    fn each_weakness_has_its_code() {
        use WarningCode::*;
        for (leaf, key, intermediates, wanted) in [
            ("leaf.crt.pem", "leaf.key.pem", vec!["intermediate.crt.pem"], vec![]),
            ("leaf.crt.pem", "leaf.key.pem", vec![], vec![ChainIncomplete]),
            ("leaf.crt.pem", "", vec!["intermediate.crt.pem"], vec![NoPrivateKey]),
            ("leaf.crt.pem", "leaf.key.pem", vec!["intermediate.crt.pem", "other-root.crt.pem"], vec![IntermediateDoesNotIssue]),
            ("leaf.crt.pem", "leaf.key.pem", vec!["impostor.crt.pem"], vec![ChainIncomplete, IntermediateDoesNotIssue]),
            ("leaf.crt.pem", "leaf.key.pem", vec!["intermediate-expired.crt.pem"], vec![IntermediateExpired]),
            ("leaf.crt.pem", "leaf.key.pem", vec!["intermediate.crt.pem", "intermediate-cross.crt.pem"], vec![]),
            ("rsa-1024.crt.pem", "rsa-1024.key.pem", vec![], vec![WeakRsa]),
            ("rsa-2048.crt.pem", "rsa-2048.key.pem", vec![], vec![]),
            ("sha1.crt.pem", "rsa-2048.key.pem", vec![], vec![Sha1Signature]),
            ("md5.crt.pem", "rsa-2048.key.pem", vec![], vec![Md5Signature]),
            ("v1.crt.pem", "rsa-2048.key.pem", vec![], vec![NotYetValid, NoAltNames]),
            ("expired.crt.pem", "leaf.key.pem", vec![], vec![Expired]),
            ("not-yet-valid.crt.pem", "leaf.key.pem", vec![], vec![NotYetValid]),
            ("root.crt.pem", "root.key.pem", vec![], vec![]),
        ] {
            assert_eq!(codes(leaf, key, &intermediates), wanted, "{leaf} {key} {intermediates:?}");
        }
    }

    #[test]
    fn the_days_that_are_left_are_counted() {
        let end = certificate("leaf.crt.pem").facts().not_after;
        let bundle = bundle("leaf.crt.pem", "leaf.key.pem", &["intermediate.crt.pem"]).unwrap();
        for (now, message) in [
            (end.plus_days(-31), None),
            (end.plus_days(-30), Some("The certificate expires in 30 days, on 2099-12-31.")),
            (end.plus_days(-1), Some("The certificate expires in 1 day, on 2099-12-31.")),
            (end, Some("The certificate expires in less than a day, on 2099-12-31.")),
            (end.plus_days(1), Some("The certificate expired on 2099-12-31.")),
        ] {
            let first = bundle.warnings(now).into_iter().find(|warning| warning.code != WarningCode::IntermediateExpired);
            assert_eq!(first.map(|warning| warning.message).as_deref(), message, "at {now}");
        }
    }
}
