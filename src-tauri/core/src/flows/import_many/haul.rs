//! What reading many files brought up: every certificate and key once, with the files it was found in.

use std::collections::HashMap;

use super::Leftover;
use crate::error::Error;
use crate::pki;
use crate::pki::inventory::Arrangement;
use crate::pki::inventory::Card;
use crate::pki::inventory::Digest;
use crate::pki::inventory::KeyCard;
use crate::pki::inventory::Locked;
use crate::pki::inventory::Piece;
use crate::pki::inventory::arrange;

/// The most files that are named for one thing.
const SOURCES_SHOWN: usize = 5;

/// What waits for its password, and the file it was found in.
#[derive(Debug)]
pub(in crate::flows) struct Waiting {
    pub(in crate::flows) file: u32,
    pub(in crate::flows) locked: Locked,
}

/// Everything that was brought, before it is arranged.
#[derive(Debug, Default)]
pub(in crate::flows) struct Haul {
    files: Vec<String>,
    pub(super) cards: Vec<Card>,
    card_files: Vec<Vec<u32>>,
    pub(super) keys: Vec<KeyCard>,
    key_files: Vec<Vec<u32>>,
    pub(super) waiting: Vec<Waiting>,
    pub(super) leftovers: Vec<Leftover>,
    known_cards: HashMap<Digest, usize>,
    known_keys: HashMap<Digest, usize>,
}

impl Haul {
    /// Takes over what one file held.
    pub(in crate::flows) fn take(&mut self, file: String, pieces: Vec<Piece>) {
        let at = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.push(file);
        self.take_more(at, pieces);
    }

    /// Takes over more of a file that was taken before.
    pub(super) fn take_more(&mut self, file: u32, pieces: Vec<Piece>) {
        for piece in pieces {
            match piece {
                Piece::Certificate(card) => self.take_card(file, *card),
                Piece::Key(key) => self.take_key(file, key),
                Piece::Locked(locked) => self.waiting.push(Waiting { file, locked }),
                Piece::Other(kind) => self.leave(file, kind.title(), "It is not part of a certificate import.".into()),
                Piece::Unusable(error) => self.leave(file, what_it_is(&error), Error::from(error).message),
            }
        }
    }

    /// Leaves something out.
    pub(in crate::flows) fn leave_out(&mut self, leftover: Leftover) {
        self.leftovers.push(leftover);
    }

    /// How many files were taken apart.
    pub(super) fn files(&self) -> usize {
        self.files.len()
    }

    /// Whether there is anything that could become a secret.
    pub(in crate::flows) fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.keys.is_empty() && self.waiting.is_empty()
    }

    /// How many locked files there are that may hold certificates.
    pub(in crate::flows) fn locked_files(&self) -> usize {
        self.waiting.iter().filter(|waiting| waiting.locked.whole_file).count()
    }

    /// Whether locked keys may belong to several of the certificates, as those of a root and its intermediate.
    pub(in crate::flows) fn may_have_several_keys(&self) -> bool {
        self.cards.len() > 1 && self.waiting.len() - self.locked_files() > 1
    }

    pub(in crate::flows) fn arrange(&self) -> Arrangement {
        arrange(&self.cards, &self.keys)
    }

    pub(super) fn file(&self, file: u32) -> &str {
        self.files.get(file as usize).map_or("", String::as_str)
    }

    /// The files that a certificate was found in; not more than a few.
    pub(super) fn files_of_card(&self, card: usize) -> impl Iterator<Item = &str> {
        self.card_files[card].iter().take(SOURCES_SHOWN).map(|file| self.file(*file))
    }

    /// The files that a key was found in; not more than a few.
    pub(super) fn files_of_key(&self, key: usize) -> impl Iterator<Item = &str> {
        self.key_files[key].iter().take(SOURCES_SHOWN).map(|file| self.file(*file))
    }

    fn take_card(&mut self, file: u32, card: Card) {
        let next = self.cards.len();
        let at = *self.known_cards.entry(card.fingerprint).or_insert(next);
        if at == next {
            self.cards.push(card);
            self.card_files.push(Vec::new());
        }
        note(&mut self.card_files[at], file);
    }

    fn take_key(&mut self, file: u32, key: KeyCard) {
        let next = self.keys.len();
        let at = *self.known_keys.entry(key.public_key).or_insert(next);
        if at == next {
            self.keys.push(key);
            self.key_files.push(Vec::new());
        }
        note(&mut self.key_files[at], file);
    }

    fn leave(&mut self, file: u32, what: &str, reason: String) {
        let source = self.file(file).to_owned();
        self.leftovers.push(Leftover { source, what: what.to_owned(), reason });
    }
}

fn note(files: &mut Vec<u32>, file: u32) {
    if files.len() < SOURCES_SHOWN && !files.contains(&file) {
        files.push(file);
    }
}

/// What something is that cannot be used, with its article.
fn what_it_is(error: &pki::Error) -> &'static str {
    use pki::Error as Room;
    match error {
        Room::OtherFormat(format) | Room::BrokenFile(format) | Room::Locked(format) => format.title(),
        Room::BrokenPem { .. } => "a damaged PEM block",
        Room::NotX509 { .. } => "a damaged certificate",
        Room::EncryptedKey { .. } | Room::UnsupportedKey { .. } | Room::BrokenKey { .. } => "a private key",
        Room::FoundInstead { found, .. } => found.title(),
        Room::UnsupportedCipher { .. } => "an encrypted file",
        Room::Empty | Room::NoPemBlock => "a file without certificates or keys",
        Room::TooLarge { .. } | Room::TooMany { .. } => "a file that is too large",
        Room::WrongPassword | Room::KeyMismatch { .. } | Room::SeveralCertificates { .. } | Room::SeveralKeys { .. } => "a file",
        Room::Unavailable { .. } | Room::Encoding { .. } => "a file",
        Room::OutlivesIssuer { .. } | Room::PathExceeded { .. } | Room::NameRefused { .. } => "a certificate",
        Room::Unproven { .. } | Room::CannotSign { .. } => "a certificate",
    }
}
