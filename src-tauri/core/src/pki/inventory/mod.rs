//! What many files hold together: every certificate and key once, each with the little that is needed to bring them together.
//!
//! [`dissect`] takes one file apart and can run for many at once; [`arrange()`] then finds which key belongs to which certificate, who
//! issued whom, and what is a certificate of its own and what only part of a chain. The bytes stay the person's own.

mod arrange;
mod card;

use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use secrecy::SecretString;

use super::Error;
use super::contents;
use super::keys;
use super::pem::Part;
use super::pem::PartKind;

pub use self::arrange::Arrangement;
pub use self::arrange::Entry;
pub use self::arrange::arrange;
pub use self::card::Card;
pub use self::card::Digest;
pub use self::card::KeyCard;

/// One thing that a file holds.
#[derive(Debug)]
pub enum Piece {
    Certificate(Box<Card>),
    Key(KeyCard),
    /// A key, or the whole file, that a password opens.
    Locked(Locked),
    /// Something that is no part of an import.
    Other(PartKind),
    /// Something that cannot be used.
    Unusable(Error),
}

/// What waits for its password. Only encrypted bytes lie here.
pub struct Locked {
    /// What it is, with its article.
    pub what: String,
    /// It is a file that may hold certificates, and not a lone key.
    pub whole_file: bool,
    bytes: SecretSlice<u8>,
}

impl Locked {
    fn file(what: &str, input: &[u8]) -> Self {
        Self { what: what.to_owned(), whole_file: true, bytes: input.to_vec().into() }
    }

    fn key(part: &Part) -> Self {
        let what = match keys::read_key(part) {
            Err(Error::EncryptedKey { cipher: Some(cipher) }) => format!("a private key encrypted with {cipher}"),
            Ok(_) | Err(_) => "an encrypted private key".to_owned(),
        };
        Self { what, whole_file: false, bytes: part.verbatim().to_vec().into() }
    }

    /// What the password makes of it.
    pub fn open(&self, password: &SecretString) -> Result<Vec<Piece>, Error> {
        Ok(contents::open(self.bytes.expose_secret(), password)?.iter().filter_map(piece).collect())
    }

    /// Whether it is the very same thing.
    pub fn is_same(&self, other: &Self) -> bool {
        self.bytes.expose_secret() == other.bytes.expose_secret()
    }

    /// How many bytes are kept.
    pub fn size(&self) -> usize {
        self.bytes.expose_secret().len()
    }
}

impl std::fmt::Debug for Locked {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Locked({}, {} bytes)", self.what, self.size())
    }
}

/// Takes one file apart. What cannot be read is a piece as well, and says why.
pub fn dissect(input: &[u8]) -> Vec<Piece> {
    match contents::salvage(input) {
        Ok((parts, damaged)) => parts.iter().filter_map(piece).chain(damaged.into_iter().map(Piece::Unusable)).collect(),
        Err(Error::Locked(format)) => vec![Piece::Locked(Locked::file(format.title(), input))],
        Err(error) => vec![Piece::Unusable(error)],
    }
}

fn piece(part: &Part) -> Option<Piece> {
    match part.kind() {
        PartKind::Certificate => Some(Card::read(part).map_or_else(Piece::Unusable, |card| Piece::Certificate(Box::new(card)))),
        PartKind::Parameters => None,
        kind if kind.is_private_key() => Some(match contents::is_locked(part) {
            true => Piece::Locked(Locked::key(part)),
            false => KeyCard::read(part).map_or_else(Piece::Unusable, Piece::Key),
        }),
        other => Some(Piece::Other(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures;

    /// The names of the certificates to import, each with whether it has a key, and the names in its chain.
    fn arranged(names: &[&str]) -> Vec<(String, bool, Vec<String>)> {
        let (mut cards, mut keys) = (Vec::new(), Vec::new());
        for name in names {
            for piece in dissect(&fixtures::file(name)) {
                match piece {
                    Piece::Certificate(card) if cards.iter().all(|other: &Card| other.fingerprint != card.fingerprint) => cards.push(*card),
                    Piece::Key(key) => keys.push(key),
                    _ => {}
                }
            }
        }
        let name = |at: usize| cards[at].display_name.clone();
        let entries = arrange(&cards, &keys).entries.into_iter();
        entries.map(|entry| (name(entry.certificate), entry.key.is_some(), entry.chain.into_iter().map(name).collect())).collect()
    }

    #[test]
    fn everything_finds_its_place() {
        let (leaf, middle, root, other) = ("leaf.example.com", "Example Intermediate", "Example Root", "Other Root");
        let entry = |name: &str, key: bool, chain: &[&str]| (name.to_owned(), key, chain.iter().map(|link| (*link).to_owned()).collect());
        for (names, entries) in [
            (vec!["leaf.key.pem", "root.crt.pem", "leaf.crt.pem", "intermediate.crt.pem"], vec![entry(leaf, true, &[middle, root])]),
            (vec!["chain-reversed.pem"], vec![entry(leaf, false, &[middle, root])]),
            (vec!["chain.p7b", "p256.crt.pem"], vec![entry(leaf, false, &[middle, root]), entry("p256.example.com", false, &[])]),
            (vec!["intermediate.crt.pem", "root.crt.pem"], vec![entry(middle, false, &[root])]),
            (vec!["chain.pem", "root.key.pem"], vec![entry(leaf, false, &[middle, root]), entry(root, true, &[])]),
            (vec!["leaf.crt.pem", "impostor.crt.pem"], vec![entry(leaf, false, &[]), entry(middle, false, &[])]),
            (
                vec!["leaf.crt.pem", "leaf-renewed.crt.pem", "leaf.key.pem", "intermediate.crt.pem"],
                vec![entry(leaf, true, &[middle]), entry(leaf, true, &[middle])],
            ),
            (vec!["leaf.crt.pem", "intermediate-cross.crt.pem", "other-root.crt.pem"], vec![entry(leaf, false, &[middle, other])]),
            (
                vec!["leaf.crt.pem", "intermediate.crt.pem", "intermediate-expired.crt.pem", "root.crt.pem"],
                vec![entry(leaf, false, &[middle, root, middle])],
            ),
        ] {
            assert_eq!(arranged(&names), entries, "{names:?}");
        }
    }

    #[test]
    fn a_card_says_what_the_certificate_says() {
        for name in [
            "leaf.crt.pem",
            "root.crt.pem",
            "rsa-2048.crt.pem",
            "sans.crt.pem",
            "utf8.crt.pem",
            "v1.crt.pem",
            "md5.crt.pem",
            "ed448.crt.pem",
        ] {
            let certificate = fixtures::certificate(name);
            let facts = certificate.facts();
            let Some(Piece::Certificate(card)) = dissect(&fixtures::file(name)).pop() else { panic!("{name} is a certificate") };
            assert_eq!(card.display_name, facts.display_name(), "{name}");
            assert_eq!(card.issuer_name, facts.issuer_name, "{name}");
            assert_eq!(card.issued_for, facts.issued_for(), "{name}");
            assert_eq!((card.not_before, card.not_after), (facts.not_before, facts.not_after), "{name}");
            assert_eq!(card.fingerprint.to_text(), facts.fingerprint_sha256, "{name}");
            assert_eq!(card.public_key.to_text(), facts.public_key.fingerprint, "{name}");
            assert_eq!(
                (card.key_title.as_str(), card.is_root),
                (facts.public_key.title.as_str(), super::super::chain::is_root(&certificate)),
                "{name}"
            );
            assert_eq!(card.pem(), fixtures::parts(name)[0].verbatim(), "{name}: the person's own bytes");
        }
    }

    #[test]
    fn a_damaged_block_takes_nothing_else_with_it() {
        let good = fixtures::file("leaf.crt.pem");
        let cut = [
            &good[..200],
            b"\n",
            &good,
            b"-----BEGIN CERTIFICATE-----\nnot base64 !\n-----END CERTIFICATE-----\n",
            &fixtures::file("p256.key.pem"),
        ]
        .concat();
        let pieces = dissect(&cut);
        assert!(
            matches!(
                pieces.as_slice(),
                [Piece::Certificate(_), Piece::Key(_), Piece::Unusable(Error::BrokenPem { .. }), Piece::Unusable(Error::BrokenPem { .. })]
            ),
            "{pieces:?}"
        );
    }

    #[test]
    fn blocks_without_an_end_take_no_time() {
        let many = b"-----BEGIN CERTIFICATE-----\n".repeat(100_000);
        let start = std::time::Instant::now();
        assert_eq!(dissect(&many).len(), 100_000);
        assert!(start.elapsed().as_secs() < 60, "it is linear: a quadratic search takes hours");
    }
}
