//! The key file: the slots that hold the database key, each wrapped in its own way, as JSON beside the database.

use std::fs::File;
use std::io::ErrorKind;
use std::io::Read;
use std::path::Path;

use aws_lc_rs::digest;
use serde::Deserialize;
use serde::Serialize;

use super::DatabaseKey;
use super::Error;
use super::Passphrase;
use super::RecoveryKey;
use super::Result;
use super::key;
use super::passphrase::Costs;
use super::slots::SlotFacts;
use super::slots::SlotKind;
use crate::domain::id::SlotId;
use crate::domain::id::VaultId;
use crate::domain::timestamp::Timestamp;
use crate::files;
use crate::files::Existing;
use crate::files::Mode;

const FORMAT: u32 = 1;
const MOST_BYTES: u64 = 64 * 1024;

/// What the file says. Nothing in it opens anything without a passphrase, a recovery key or a keychain.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct KeyFile {
    pub vault_id: VaultId,
    /// The first 16 bytes of the database, so that a file from elsewhere is noticed before anyone types a passphrase.
    #[serde(with = "hex")]
    pub database_salt: [u8; 16],
    /// Tells the right key from any other, for a keychain entry that has grown old.
    #[serde(with = "hex")]
    key_check: [u8; 16],
    slots: Vec<Slot>,
}

/// One way to unlock.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Slot {
    pub id: SlotId,
    pub created_at: Timestamp,
    hold: Hold,
}

/// How a slot holds the key.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum Hold {
    /// The keychain holds it; nothing of it is here.
    Keychain {},
    /// Wrapped by a key from Argon2id (RFC 9106).
    Passphrase { argon2id: Costs, wrapped: Wrapped },
    /// Wrapped by a key from HKDF (RFC 5869).
    RecoveryKey { wrapped: Wrapped },
}

/// The database key under AES-256-GCM.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wrapped {
    #[serde(with = "hex")]
    salt: [u8; 16],
    #[serde(with = "hex")]
    nonce: [u8; 12],
    #[serde(with = "hex")]
    key: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Envelope {
    format: u32,
    keys: KeyFile,
    /// SHA-256 over the rest: tells an accident from a wrong passphrase. It is no signature; the wrapping authenticates.
    checksum: String,
}

#[derive(Deserialize)]
struct JustFormat {
    format: u32,
}

impl KeyFile {
    /// A file with no slots yet.
    pub fn new(vault_id: VaultId, database_salt: [u8; 16], key: &DatabaseKey) -> Result<Self> {
        Ok(Self { vault_id, database_salt, key_check: key.check_bytes()?, slots: Vec::new() })
    }

    /// Reads the file at `path`.
    pub fn read(path: &Path) -> Result<Self> {
        let mut text = Vec::new();
        let read = File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut text));
        match read {
            Ok(_) => Self::parse(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(Error::KeyFileMissing),
            Err(error) => Err(Error::KeyFileUnreadable { reason: error.to_string() }),
        }
    }

    /// Reads the text of such a file.
    pub fn parse(text: &[u8]) -> Result<Self> {
        let damaged = |detail: &str| Error::KeyFileDamaged { detail: detail.to_owned() };
        if text.len() as u64 > MOST_BYTES {
            return Err(damaged("it is far too large"));
        }
        match serde_json::from_slice::<JustFormat>(text) {
            Ok(JustFormat { format: FORMAT }) => {}
            Ok(JustFormat { format }) if format > FORMAT => return Err(Error::NewerKeyFile { found: format }),
            Ok(_) | Err(_) => return Err(damaged("it is not a key file")),
        }
        let envelope: Envelope = serde_json::from_slice(text).map_err(|_| damaged("parts of it are missing or garbled"))?;
        match envelope.checksum == envelope.keys.checksum()? {
            true => envelope.keys.checked(),
            false => Err(damaged("its checksum does not fit")),
        }
    }

    /// The file's text.
    pub fn to_text(&self) -> Result<Vec<u8>> {
        let envelope = Envelope { format: FORMAT, keys: self.clone(), checksum: self.checksum()? };
        serde_json::to_vec_pretty(&envelope).map_err(not_written)
    }

    /// Writes the file to `path`, in one step.
    pub fn write(&self, path: &Path) -> Result<()> {
        Ok(files::write_aside(path, &self.to_text()?, Mode::Private, Existing::Replace)?)
    }

    /// The slots, oldest first.
    pub fn facts(&self) -> Vec<SlotFacts> {
        self.slots.iter().map(Slot::facts).collect()
    }

    /// Whether `key` is the one this file is about.
    pub fn knows(&self, key: &DatabaseKey) -> Result<()> {
        match key.check_bytes()? == self.key_check {
            true => Ok(()),
            false => Err(Error::ForeignKey),
        }
    }

    pub fn has(&self, kind: SlotKind) -> bool {
        self.slots.iter().any(|slot| slot.kind() == kind)
    }

    /// Adds a slot for the keychain, which is told elsewhere.
    pub fn add_keychain(&mut self, now: Timestamp) -> SlotFacts {
        self.push(SlotId::fresh(), Hold::Keychain {}, now)
    }

    /// Adds a slot that `passphrase` opens.
    pub fn add_passphrase(&mut self, passphrase: &Passphrase, costs: Costs, key: &DatabaseKey, now: Timestamp) -> Result<SlotFacts> {
        let id = SlotId::fresh();
        let (salt, nonce) = fresh_salt_and_nonce()?;
        let context = self.context(id, SlotKind::Passphrase, Some(costs));
        let wrapped = passphrase.wrapping_key(costs, &salt)?.wrap(nonce, &context, key)?;
        Ok(self.push(id, Hold::Passphrase { argon2id: costs, wrapped: Wrapped { salt, nonce, key: wrapped } }, now))
    }

    /// Adds a slot that `recovery_key` opens.
    pub fn add_recovery_key(&mut self, recovery_key: &RecoveryKey, key: &DatabaseKey, now: Timestamp) -> Result<SlotFacts> {
        let id = SlotId::fresh();
        let (salt, nonce) = fresh_salt_and_nonce()?;
        let context = self.context(id, SlotKind::RecoveryKey, None);
        let wrapped = recovery_key.wrapping_key(&salt)?.wrap(nonce, &context, key)?;
        Ok(self.push(id, Hold::RecoveryKey { wrapped: Wrapped { salt, nonce, key: wrapped } }, now))
    }

    /// Takes the slot out; the last one stays.
    pub fn remove(&mut self, id: SlotId) -> Result<()> {
        match self.slots.len() {
            0 | 1 => Err(Error::LastSlot),
            _ => {
                self.slots.retain(|slot| slot.id != id);
                Ok(())
            }
        }
    }

    /// Takes out the slot of this kind, for another to take its place.
    pub fn take(&mut self, kind: SlotKind) -> Result<SlotId> {
        let id = self.slots.iter().find(|slot| slot.kind() == kind).map(|slot| slot.id).ok_or(Error::NoSuchSlot(kind))?;
        self.slots.retain(|slot| slot.id != id);
        Ok(id)
    }

    /// The same for a copy of the database under `database_salt`, without the slots that work on this machine only.
    pub fn portable(mut self, database_salt: [u8; 16]) -> Result<Self> {
        self.database_salt = database_salt;
        self.slots.retain(|slot| slot.kind() != SlotKind::Keychain);
        match self.slots.is_empty() {
            true => Err(Error::NoPortableSlot),
            false => Ok(self),
        }
    }

    /// The key, from the passphrase slot.
    pub fn open_by_passphrase(&self, passphrase: &Passphrase) -> Result<DatabaseKey> {
        let found = self.slots.iter().find_map(|slot| match &slot.hold {
            Hold::Passphrase { argon2id, wrapped } => Some((slot.id, *argon2id, wrapped)),
            Hold::Keychain {} | Hold::RecoveryKey { .. } => None,
        });
        let (id, costs, wrapped) = found.ok_or(Error::NoSuchSlot(SlotKind::Passphrase))?;
        let context = self.context(id, SlotKind::Passphrase, Some(costs));
        let wrapping = passphrase.wrapping_key(costs, &wrapped.salt)?;
        wrapping.unwrap(wrapped.nonce, &context, &wrapped.key).ok_or(Error::WrongPassphrase)
    }

    /// The key, from the recovery slot.
    pub fn open_by_recovery_key(&self, recovery_key: &RecoveryKey) -> Result<DatabaseKey> {
        let found = self.slots.iter().find_map(|slot| match &slot.hold {
            Hold::RecoveryKey { wrapped } => Some((slot.id, wrapped)),
            Hold::Keychain {} | Hold::Passphrase { .. } => None,
        });
        let (id, wrapped) = found.ok_or(Error::NoSuchSlot(SlotKind::RecoveryKey))?;
        let context = self.context(id, SlotKind::RecoveryKey, None);
        let wrapping = recovery_key.wrapping_key(&wrapped.salt)?;
        wrapping.unwrap(wrapped.nonce, &context, &wrapped.key).ok_or(Error::WrongRecoveryKey)
    }

    fn push(&mut self, id: SlotId, hold: Hold, now: Timestamp) -> SlotFacts {
        let slot = Slot { id, created_at: now, hold };
        let facts = slot.facts();
        self.slots.push(slot);
        facts
    }

    /// What a wrapped key is bound to, so that no part of a slot can be exchanged.
    fn context(&self, id: SlotId, kind: SlotKind, costs: Option<Costs>) -> String {
        let costs = costs.map(|c| format!("argon2id 0x13 m={} t={} p={}", c.memory_kib, c.passes, c.lanes));
        format!("certkeep slot 1\n{}\n{id}\n{kind:?}\n{}", self.vault_id, costs.unwrap_or_default())
    }

    fn checksum(&self) -> Result<String> {
        let text = serde_json::to_vec(&(FORMAT, self)).map_err(not_written)?;
        Ok(hex::encode(digest::digest(&digest::SHA256, &text)))
    }

    fn checked(self) -> Result<Self> {
        let acceptable = self.slots.iter().all(|slot| match &slot.hold {
            Hold::Passphrase { argon2id, .. } => argon2id.acceptable(),
            Hold::Keychain {} | Hold::RecoveryKey { .. } => true,
        });
        match (acceptable, self.slots.is_empty()) {
            (true, false) => Ok(self),
            (false, _) => Err(Error::KeyFileDamaged { detail: "it asks for more memory or time than any Certkeep would".into() }),
            (true, true) => Err(Error::KeyFileDamaged { detail: "it holds no way to unlock".into() }),
        }
    }
}

impl Slot {
    fn kind(&self) -> SlotKind {
        match self.hold {
            Hold::Keychain {} => SlotKind::Keychain,
            Hold::Passphrase { .. } => SlotKind::Passphrase,
            Hold::RecoveryKey { .. } => SlotKind::RecoveryKey,
        }
    }

    fn facts(&self) -> SlotFacts {
        SlotFacts { id: self.id, kind: self.kind(), created_at: self.created_at }
    }
}

/// The first 16 bytes of the database at `path`: SQLCipher's salt.
pub(super) fn database_salt(path: &Path) -> Result<[u8; 16]> {
    let mut salt = [0; 16];
    match File::open(path).and_then(|mut file| file.read_exact(&mut salt)) {
        Ok(()) => Ok(salt),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(Error::DatabaseMissing),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Err(Error::KeyFileDoesNotBelong),
        Err(error) => Err(Error::DatabaseUnreadable { reason: error.to_string() }),
    }
}

fn fresh_salt_and_nonce() -> Result<([u8; 16], [u8; 12])> {
    let (mut salt, mut nonce) = ([0; 16], [0; 12]);
    key::fill(&mut salt)?;
    key::fill(&mut nonce)?;
    Ok((salt, nonce))
}

fn not_written(error: serde_json::Error) -> Error {
    Error::KeyFileUnreadable { reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_unix(1_700_000_000)
    }

    fn sample() -> (KeyFile, DatabaseKey, RecoveryKey) {
        let (key, recovery) = (DatabaseKey::random().unwrap(), RecoveryKey::random().unwrap());
        let mut keys = KeyFile::new(VaultId::fresh(), [9; 16], &key).unwrap();
        keys.add_passphrase(&Passphrase::typed("correct horse".into()), Costs::FLOOR, &key, now()).unwrap();
        keys.add_recovery_key(&recovery, &key, now()).unwrap();
        (keys, key, recovery)
    }

    #[test]
    fn a_written_file_opens_by_passphrase_and_by_recovery_key() {
        let (keys, key, recovery) = sample();
        let read = KeyFile::parse(&keys.to_text().unwrap()).unwrap();
        let right = Passphrase::typed("correct horse".into());
        assert_eq!(read.open_by_passphrase(&right).unwrap().expose_secret(), key.expose_secret());
        assert_eq!(read.open_by_recovery_key(&recovery).unwrap().expose_secret(), key.expose_secret());
        assert!(matches!(read.open_by_passphrase(&Passphrase::typed("Correct horse".into())), Err(Error::WrongPassphrase)));
        assert!(matches!(read.open_by_recovery_key(&RecoveryKey::random().unwrap()), Err(Error::WrongRecoveryKey)));
    }

    #[test]
    fn damage_anywhere_is_told_apart_from_a_wrong_passphrase() {
        let text = sample().0.to_text().unwrap();
        for at in 0..text.len() {
            let mut flipped = text.clone();
            flipped[at] ^= 1;
            match KeyFile::parse(&flipped) {
                Err(Error::KeyFileDamaged { .. } | Error::NewerKeyFile { .. }) => {}
                Ok(read) => assert_eq!(read.to_text().unwrap(), text, "byte {at}: only white space may differ"),
                Err(other) => panic!("byte {at}: {other}"),
            }
        }
        for cut in [0, 1, text.len() / 2, text.len() - 1] {
            assert!(matches!(KeyFile::parse(&text[..cut]), Err(Error::KeyFileDamaged { .. })), "cut at {cut}");
        }
        assert!(matches!(KeyFile::parse(&vec![b' '; 70_000]), Err(Error::KeyFileDamaged { .. })));
    }

    #[test]
    fn a_newer_file_is_named_as_such() {
        assert!(matches!(KeyFile::parse(br#"{"format":2,"anything":true}"#), Err(Error::NewerKeyFile { found: 2 })));
    }

    #[test]
    fn a_slot_carried_into_another_vault_does_not_open() {
        let (keys, _, recovery) = sample();
        let moved = KeyFile { vault_id: VaultId::fresh(), ..keys };
        assert!(matches!(moved.open_by_recovery_key(&recovery), Err(Error::WrongRecoveryKey)));
    }

    #[test]
    fn a_file_that_asks_for_too_much_memory_is_refused_before_anything_is_derived() {
        let (mut keys, key, _) = sample();
        if let Hold::Passphrase { argon2id, .. } = &mut keys.slots[0].hold {
            argon2id.memory_kib = u32::MAX;
        }
        assert!(matches!(KeyFile::parse(&keys.to_text().unwrap()), Err(Error::KeyFileDamaged { .. })));
        assert!(keys.knows(&key).is_ok());
        assert!(matches!(keys.knows(&DatabaseKey::random().unwrap()), Err(Error::ForeignKey)));
    }

    #[test]
    fn the_file_holds_nothing_that_opens_the_vault() {
        let (keys, key, recovery) = sample();
        let text = String::from_utf8(keys.to_text().unwrap()).unwrap();
        assert!(!text.contains(&hex::encode(key.expose_secret())));
        assert!(!text.contains(recovery.printed().expose_secret()));
        assert!(!text.contains("correct horse"));
    }
}
