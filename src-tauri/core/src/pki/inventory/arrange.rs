//! Which key belongs to which certificate, and who issued whom, among any number of them: no step compares all with all.

use std::collections::HashMap;
use std::collections::HashSet;

use rayon::prelude::*;

use super::super::signature;
use super::super::signature::SignatureCheck;
use super::Card;
use super::Digest;
use super::KeyCard;
use crate::domain::certificate::CertificateDer;

/// The most certificates of one name that are looked at for one certificate.
const CANDIDATES_MAX: usize = 256;

/// The most keys of one name that are tried on one certificate.
const KEYS_TRIED: usize = 16;

/// The most certificates above a leaf.
const CHAIN_MAX: usize = 16;

/// One certificate to import, with what belongs to it; each by its place in what was arranged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub certificate: usize,
    pub key: Option<usize>,
    /// From its issuer up, then certificates that could stand in the chain as well.
    pub chain: Vec<usize>,
}

/// Everything that was brought, in its place.
#[derive(Debug, Default)]
pub struct Arrangement {
    /// In the order in which the certificates came.
    pub entries: Vec<Entry>,
    /// Keys that belong to no certificate here.
    pub lone_keys: Vec<usize>,
}

/// Arranges certificates and keys, of which each is given once.
///
/// A certificate is one to import when a key belongs to it, or when it issued none of the others; the rest is part of chains.
pub fn arrange(cards: &[Card], keys: &[KeyCard]) -> Arrangement {
    let key_of: HashMap<Digest, usize> = keys.iter().enumerate().map(|(at, key)| (key.public_key, at)).collect();
    let issuers = Issuers::among(cards);
    let is_entry = issuers.entries(|at| key_of.contains_key(&cards[at].public_key));
    let entries = (0..cards.len()).filter(|at| is_entry[*at]);
    let entries = entries.map(|at| Entry { certificate: at, key: key_of.get(&cards[at].public_key).copied(), chain: issuers.chain(at) });

    let wanted: HashSet<Digest> = cards.iter().map(|card| card.public_key).collect();
    let lone_keys = (0..keys.len()).filter(|at| !wanted.contains(&keys[*at].public_key)).collect();
    Arrangement { entries: entries.collect(), lone_keys }
}

/// Who issued whom.
struct Issuers<'c> {
    cards: &'c [Card],
    /// For each certificate, the one that issued it, if that is here.
    issuer_of: Vec<Option<usize>>,
    /// Certificates of one name and one key, where there are several: any of them can stand in for the other.
    siblings: HashMap<(Digest, Digest), Vec<usize>>,
}

impl<'c> Issuers<'c> {
    fn among(cards: &'c [Card]) -> Self {
        let below: Vec<usize> = (0..cards.len()).filter(|at| !cards[*at].is_root).collect();
        let named = Named::by(cards, &below);
        let found: Vec<(usize, Option<usize>)> = below.par_iter().map(|at| (*at, named.issuer_of(*at))).collect();
        let mut issuer_of = vec![None; cards.len()];
        found.into_iter().for_each(|(child, issuer)| issuer_of[child] = issuer);
        Self { cards, issuer_of, siblings: named.siblings() }
    }

    /// From the issuer of `at` up, then what could stand in the chain as well.
    fn chain(&self, at: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut top = at;
        while let Some(issuer) = self.issuer_of[top]
            && issuer != at
            && !chain.contains(&issuer)
            && chain.len() < CHAIN_MAX
        {
            chain.push(issuer);
            top = issuer;
        }
        for link in chain.clone() {
            let others = self.siblings_of(link).iter().take(CHAIN_MAX).filter(|other| **other != at && **other != link);
            chain.extend(others);
        }
        chain
    }

    /// Certificates with the name and the key of `at`, itself among them, if there are others.
    fn siblings_of(&self, at: usize) -> &[usize] {
        self.siblings.get(&(self.cards[at].subject, self.cards[at].public_key)).map_or(&[], Vec::as_slice)
    }

    /// For each certificate, whether it is one to import: those with a key, those that issued nothing here, and those that would
    /// otherwise be in no chain, as two that only issued each other.
    fn entries(&self, has_key: impl Fn(usize) -> bool) -> Vec<bool> {
        let issuers: HashSet<usize> = self.issuer_of.iter().flatten().copied().collect();
        let names: HashSet<(Digest, Digest)> = issuers.iter().map(|at| (self.cards[*at].subject, self.cards[*at].public_key)).collect();
        let is_issuer = |at: usize| names.contains(&(self.cards[at].subject, self.cards[at].public_key));
        let mut is_entry = vec![false; self.cards.len()];
        let mut placed = vec![false; self.cards.len()];
        for late in [false, true] {
            for at in (0..self.cards.len()).filter(|at| late || has_key(*at) || !is_issuer(*at)) {
                if !placed[at] || (has_key(at) && !is_entry[at]) {
                    is_entry[at] = true;
                    placed[at] = true;
                    self.chain(at).into_iter().for_each(|link| placed[link] = true);
                }
            }
        }
        is_entry
    }
}

/// The certificates that could be issuers, by their names.
struct Named<'c> {
    cards: &'c [Card],
    by_name: HashMap<Digest, Vec<usize>>,
    by_name_and_key: HashMap<(Digest, &'c [u8]), Vec<usize>>,
    ders: HashMap<usize, CertificateDer>,
}

impl<'c> Named<'c> {
    fn by(cards: &'c [Card], children: &[usize]) -> Self {
        let wanted: HashSet<Digest> = children.iter().map(|at| cards[*at].issuer).collect();
        let mut named = Self { cards, by_name: HashMap::new(), by_name_and_key: HashMap::new(), ders: HashMap::new() };
        for (at, card) in cards.iter().enumerate().filter(|(_, card)| wanted.contains(&card.subject)) {
            let Some(der) = card.der() else { continue };
            named.ders.insert(at, der);
            named.by_name.entry(card.subject).or_default().push(at);
            if let Some(key) = card.subject_key.as_deref() {
                named.by_name_and_key.entry((card.subject, key)).or_default().push(at);
            }
        }
        named
    }

    /// The one that issued `child`: looked for among those whose key it names, then among all of the name.
    fn issuer_of(&self, child: usize) -> Option<usize> {
        let card = &self.cards[child];
        let of_name = self.by_name.get(&card.issuer)?;
        let of_key = card.authority_key.as_deref().and_then(|key| self.by_name_and_key.get(&(card.issuer, key)));
        let mut trial = Trial { named: self, child, der: card.der()?, checks: HashMap::new() };
        of_key.and_then(|of_key| trial.best(of_key)).or_else(|| trial.best(of_name))
    }

    fn siblings(&self) -> HashMap<(Digest, Digest), Vec<usize>> {
        let mut siblings: HashMap<(Digest, Digest), Vec<usize>> = HashMap::new();
        for at in self.by_name.values().flatten() {
            siblings.entry((self.cards[*at].subject, self.cards[*at].public_key)).or_default().push(*at);
        }
        siblings.retain(|_, same| same.len() > 1);
        siblings
    }
}

/// Looking for the issuer of one certificate. Each key is tried once, and only so many are tried.
struct Trial<'n> {
    named: &'n Named<'n>,
    child: usize,
    der: CertificateDer,
    checks: HashMap<Digest, SignatureCheck>,
}

impl Trial<'_> {
    /// A checked signature goes before one that cannot be checked, and of several issuers the one that lasts longest is taken.
    fn best(&mut self, among: &[usize]) -> Option<usize> {
        let (cards, child) = (self.named.cards, self.child);
        let mut best = None;
        for at in among.iter().copied().filter(|at| *at != child).take(CANDIDATES_MAX) {
            let check = self.check(at);
            let fits = match check {
                SignatureCheck::Valid => true,
                SignatureCheck::Unsupported => !cards[child].names_another_key_than(&cards[at]),
                SignatureCheck::Invalid => false,
            };
            let rank = (check == SignatureCheck::Valid, cards[at].not_after);
            if fits && best.is_none_or(|(_, before)| rank > before) {
                best = Some((at, rank));
            }
        }
        best.map(|(at, _)| at)
    }

    fn check(&mut self, issuer: usize) -> SignatureCheck {
        let key = self.named.cards[issuer].public_key;
        match self.checks.get(&key) {
            Some(check) => *check,
            None if self.checks.len() >= KEYS_TRIED => SignatureCheck::Invalid,
            None => *self.checks.entry(key).or_insert(signature::check(&self.der, &self.named.ders[&issuer])),
        }
    }
}
