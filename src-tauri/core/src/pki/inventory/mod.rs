//! What many files hold together: every certificate and key once, each with the little that is needed to bring them together.
//!
//! [`dissect`] takes one file apart and can run for many at once; [`arrange`] then finds which key belongs to which certificate, who
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
    Certificate(Card),
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
        PartKind::Certificate => Some(Card::read(part).map_or_else(Piece::Unusable, Piece::Certificate)),
        PartKind::Parameters => None,
        kind if kind.is_private_key() => Some(match contents::is_locked(part) {
            true => Piece::Locked(Locked::key(part)),
            false => KeyCard::read(part).map_or_else(Piece::Unusable, Piece::Key),
        }),
        other => Some(Piece::Other(other)),
    }
}
