//! From the leaf up to the root: who issued whom.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::certificate::CertificateFacts;
use crate::domain::timestamp::Timestamp;

use super::bundle::Bundle;
use super::bundle::Certificate;
use super::signature;
use super::signature::SignatureCheck;

/// Whether a certificate is in its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum LinkState {
    Valid,
    Expired,
    NotYetValid,
}

/// One certificate of a chain, or one that does not belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainLink {
    pub facts: CertificateFacts,
    pub state: LinkState,
    /// What is wrong with its place, as a sentence: why it does not belong, or that a signature could not be checked.
    pub problem: Option<String>,
}

/// The way from the leaf up, as far as the certificates at hand lead (RFC 5280 §6.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The leaf first; each one issued by the next.
    pub links: Vec<ChainLink>,
    /// Intermediates that are not on the way, each with its problem.
    pub leftover: Vec<ChainLink>,
    /// The topmost link is self-signed.
    pub complete: bool,
    /// The issuer that the topmost link names, when the chain is not complete.
    pub missing_issuer: Option<String>,
}

impl Bundle {
    /// The chain from the leaf up, judged at `now`.
    pub fn chain(&self, now: Timestamp) -> Chain {
        let way = self.way();
        let complete = way.links.last().is_none_or(|top| is_root(top));
        let top = way.links.last().map(|top| top.facts().issuer_name.clone());
        let unchecked = |at: usize| way.links.get(at + 1).and_then(|issuer| unchecked(way.links[at], issuer));
        Chain {
            links: way.links.iter().enumerate().map(|(at, link)| shown(link, now, unchecked(at))).collect(),
            leftover: way.leftover.iter().map(|(link, why)| shown(link, now, Some(why.sentence()))).collect(),
            complete,
            missing_issuer: top.filter(|_| !complete),
        }
    }

    /// The intermediates in the order of the chain, those that do not belong to it last.
    pub fn ordered_intermediates(&self) -> Vec<&Certificate> {
        let way = self.way();
        way.links.into_iter().skip(1).chain(way.leftover.into_iter().map(|(certificate, _)| certificate)).collect()
    }

    pub(super) fn way(&self) -> Way<'_> {
        way(self.certificate(), self.intermediates())
    }
}

/// The way from a leaf up, and what is not on it.
pub(super) struct Way<'b> {
    pub links: Vec<&'b Certificate>,
    pub leftover: Vec<(&'b Certificate, Misplaced)>,
}

/// Why a certificate is not on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misplaced {
    /// It issued nothing here.
    Unrelated,
    /// It has the name of an issuer, but its key signed nothing here.
    NameOnly,
    /// It could stand in place of another one, as cross-signed certificates do.
    Alternative,
}

impl Misplaced {
    fn sentence(self) -> &'static str {
        match self {
            Self::Unrelated => "It did not issue any certificate of this chain.",
            Self::NameOnly => "It has the name of an issuer in this chain, but its key did not sign the certificate.",
            Self::Alternative => "It could also stand in this chain: another certificate of the same issuer was taken.",
        }
    }
}

/// Follows the issuers from `leaf` as far as the pool leads; the same certificate given twice counts once.
pub(super) fn way<'b>(leaf: &'b Certificate, pool: &'b [Certificate]) -> Way<'b> {
    let mut rest: Vec<&Certificate> = Vec::new();
    for certificate in pool {
        if certificate != leaf && !rest.contains(&certificate) {
            rest.push(certificate);
        }
    }
    let mut links = vec![leaf];
    let mut top = leaf;
    while !is_root(top)
        && let Some(at) = best_issuer(top, &rest)
    {
        top = rest.swap_remove(at);
        links.push(top);
    }
    let leftover = rest.into_iter().map(|certificate| (certificate, misplaced(certificate, &links))).collect();
    Way { links, leftover }
}

/// Whether `issuer` issued `child`: by name (RFC 5280 §6.1.3), then by signature, then, where that cannot be checked, by key identifiers.
pub(super) fn issued(issuer: &Certificate, child: &Certificate) -> SignatureCheck {
    if !issuer.facts().subject.eq_ignore_ascii_case(&child.facts().issuer) {
        return SignatureCheck::Invalid;
    }
    match signature::check(child.der(), issuer.der()) {
        SignatureCheck::Unsupported if !key_identifiers_agree(issuer, child) => SignatureCheck::Invalid,
        found => found,
    }
}

/// Whether it stands at the top of its chain: issued by itself, as far as that can be checked.
pub(super) fn is_root(certificate: &Certificate) -> bool {
    certificate.facts().self_signed || issued(certificate, certificate) != SignatureCheck::Invalid
}

/// A checked signature goes before one that cannot be checked, and of several issuers the one that lasts longest is taken.
fn best_issuer(child: &Certificate, pool: &[&Certificate]) -> Option<usize> {
    let rank = |(at, issuer): (usize, &&Certificate)| match issued(issuer, child) {
        SignatureCheck::Invalid => None,
        check => Some((check == SignatureCheck::Valid, issuer.facts().not_after, at)),
    };
    pool.iter().enumerate().filter_map(rank).max().map(|(_, _, at)| at)
}

fn misplaced(certificate: &Certificate, links: &[&Certificate]) -> Misplaced {
    let named: Vec<SignatureCheck> = links
        .iter()
        .filter(|link| certificate.facts().subject.eq_ignore_ascii_case(&link.facts().issuer))
        .map(|link| issued(certificate, link))
        .collect();
    match named.as_slice() {
        [] => Misplaced::Unrelated,
        checks if checks.iter().all(|check| *check == SignatureCheck::Invalid) => Misplaced::NameOnly,
        _ => Misplaced::Alternative,
    }
}

/// True unless both name a key and the keys differ (RFC 5280 §4.2.1.1, §4.2.1.2).
fn key_identifiers_agree(issuer: &Certificate, child: &Certificate) -> bool {
    let identifier = |certificate: &Certificate, oid: &str| {
        let extension = certificate.facts().extensions.iter().find(|extension| extension.oid == oid)?;
        extension.lines.first().cloned()
    };
    match (identifier(issuer, "2.5.29.14"), identifier(child, "2.5.29.35")) {
        (Some(subject), Some(authority)) => subject == authority || authority.contains(": "),
        _ => true,
    }
}

fn unchecked(child: &Certificate, issuer: &Certificate) -> Option<&'static str> {
    let unsupported = signature::check(child.der(), issuer.der()) == SignatureCheck::Unsupported;
    unsupported.then_some("Its signature could not be checked: the algorithm is not supported. Name and key identifier fit.")
}

fn shown(certificate: &Certificate, now: Timestamp, problem: Option<&str>) -> ChainLink {
    let facts = certificate.facts().clone();
    let state = match &facts {
        facts if facts.expired_at(now) => LinkState::Expired,
        facts if now < facts.not_before => LinkState::NotYetValid,
        _ => LinkState::Valid,
    };
    ChainLink { facts, state, problem: problem.map(str::to_owned) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures::bundle;
    use crate::pki::fixtures::now;

    fn chain(leaf: &str, intermediates: &[&str]) -> (Vec<String>, Vec<String>, Option<String>) {
        let Chain { links, leftover, complete, missing_issuer } = bundle(leaf, "", intermediates).unwrap().chain(now());
        assert_eq!(complete, missing_issuer.is_none(), "a complete chain misses nobody");
        let name = |link: ChainLink| link.facts.display_name().to_owned();
        let problem = |link: ChainLink| link.problem.unwrap_or_default();
        (links.into_iter().map(name).collect(), leftover.into_iter().map(problem).collect(), missing_issuer)
    }

    #[test]
    fn the_way_up_is_found_in_any_order() {
        let (leaf, middle, root) = ("leaf.example.com", "Example Intermediate", "Example Root");
        let (unrelated, name_only, alternative) =
            (Misplaced::Unrelated.sentence(), Misplaced::NameOnly.sentence(), Misplaced::Alternative.sentence());
        for (intermediates, links, leftover, missing) in [
            (vec!["intermediate.crt.pem", "root.crt.pem"], vec![leaf, middle, root], vec![], None),
            (vec!["root.crt.pem", "intermediate.crt.pem"], vec![leaf, middle, root], vec![], None),
            (vec!["leaf.crt.pem", "root.crt.pem", "intermediate.crt.pem", "root.crt.pem"], vec![leaf, middle, root], vec![], None),
            (vec!["intermediate.crt.pem"], vec![leaf, middle], vec![], Some(root)),
            (vec![], vec![leaf], vec![], Some(middle)),
            (vec!["root.crt.pem"], vec![leaf], vec![unrelated], Some(middle)),
            (vec!["impostor.crt.pem"], vec![leaf], vec![name_only], Some(middle)),
            (vec!["impostor.crt.pem", "chain.pem"], vec![leaf, middle, root], vec![name_only], None),
            (vec!["intermediate-cross.crt.pem", "chain.pem"], vec![leaf, middle, root], vec![alternative], None),
            (vec!["intermediate-cross.crt.pem", "other-root.crt.pem"], vec![leaf, middle, "Other Root"], vec![], None),
        ] {
            let (found, left, nobody) = chain("leaf.crt.pem", &intermediates);
            assert_eq!(
                (found, left),
                (links.iter().map(|link| (*link).to_owned()).collect(), leftover.iter().map(|why| (*why).to_owned()).collect::<Vec<_>>()),
                "{intermediates:?}"
            );
            assert_eq!(nobody.as_deref(), missing, "{intermediates:?}");
        }
    }

    #[test]
    fn a_self_signed_certificate_is_its_own_chain_even_when_it_cannot_be_checked() {
        for name in ["rsa-2048.crt.pem", "md5.crt.pem", "ed448.crt.pem", "secp256k1.crt.pem", "root.crt.pem"] {
            let (links, _, missing) = chain(name, &[]);
            assert_eq!((links.len(), missing), (1, None), "{name}");
        }
    }

    #[test]
    fn links_say_whether_they_are_in_their_time() {
        for (name, state) in
            [("leaf.crt.pem", LinkState::Valid), ("expired.crt.pem", LinkState::Expired), ("not-yet-valid.crt.pem", LinkState::NotYetValid)]
        {
            assert_eq!(bundle(name, "", &[]).unwrap().chain(now()).links[0].state, state, "{name}");
        }
        let chain = bundle("leaf.crt.pem", "", &["intermediate-expired.crt.pem"]).unwrap().chain(now());
        assert_eq!(chain.links[1].state, LinkState::Expired);
        let chain = bundle("leaf.crt.pem", "", &["intermediate-expired.crt.pem", "intermediate.crt.pem"]).unwrap().chain(now());
        assert_eq!(chain.links[1].state, LinkState::Valid, "of two that fit, the one that lasts longer is taken");
    }
}
