//! The vault as a person knows it: ways to unlock it, added and removed.

use std::fmt;
use std::path::PathBuf;

use secrecy::ExposeSecret;
use serde::Serialize;
use ts_rs::TS;

use super::DatabaseKey;
use super::Error;
use super::Keyring;
use super::KeyringError;
use super::Passphrase;
use super::RecoveryKey;
use super::Result;
use super::VaultFolder;
use super::folder::AsideFolder;
use super::keyfile::KeyFile;
use super::keyfile::database_salt;
use super::passphrase::Costs;
use crate::domain::id::SlotId;
use crate::domain::id::VaultId;
use crate::domain::timestamp::Timestamp;

/// A way to unlock a vault; a vault has at most one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum SlotKind {
    Keychain,
    Passphrase,
    RecoveryKey,
}

impl fmt::Display for SlotKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Keychain => "keychain entry",
            Self::Passphrase => "passphrase",
            Self::RecoveryKey => "recovery key",
        })
    }
}

/// What can be shown of a way to unlock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SlotFacts {
    pub id: SlotId,
    pub kind: SlotKind,
    pub created_at: Timestamp,
}

/// A way to unlock that is to be added.
#[derive(Debug)]
pub enum NewSlot {
    Keychain,
    Passphrase(Passphrase),
    RecoveryKey(RecoveryKey),
}

impl NewSlot {
    /// Which way it is.
    pub fn kind(&self) -> SlotKind {
        match self {
            Self::Keychain => SlotKind::Keychain,
            Self::Passphrase(_) => SlotKind::Passphrase,
            Self::RecoveryKey(_) => SlotKind::RecoveryKey,
        }
    }
}

/// What a person offers to unlock with.
#[derive(Debug)]
pub enum Unlock {
    Keychain,
    Passphrase(Passphrase),
    RecoveryKey(RecoveryKey),
}

/// A vault being made aside: put a database at [`Creating::database_path`] with [`Creating::key`], close it, then finish.
#[derive(Debug)]
pub struct Creating {
    aside: AsideFolder,
    key: DatabaseKey,
}

impl Creating {
    pub(super) fn new(aside: AsideFolder) -> Result<Self> {
        Ok(Self { aside, key: DatabaseKey::random()? })
    }

    /// The fresh key of the new vault.
    pub fn key(&self) -> &DatabaseKey {
        &self.key
    }

    /// Where the new database is to be made.
    pub fn database_path(&self) -> PathBuf {
        self.aside.database_path()
    }

    /// Writes the key file and moves the new vault to its place; an earlier vault is set aside, never overwritten.
    pub fn finish(self, slots: &[NewSlot], keyring: &dyn Keyring, now: Timestamp) -> Result<(Vault, DatabaseKey)> {
        let mut keys = KeyFile::new(VaultId::fresh(), database_salt(&self.database_path())?, &self.key)?;
        if slots.is_empty() {
            return Err(Error::NoSlot);
        }
        // The keychain comes last: of all slots, only its entry outlives an error in another.
        let (keychain, others): (Vec<_>, Vec<_>) = slots.iter().partition(|slot| slot.kind() == SlotKind::Keychain);
        for slot in others.into_iter().chain(keychain) {
            fill_slot(&mut keys, slot, &self.key, keyring, now)?;
        }
        let taken = keys.write(&self.aside.keys_path()).and_then(|()| self.aside.take_place(now));
        match taken {
            Ok(folder) => Ok((Vault { folder, keys }, self.key)),
            Err(error) => {
                forget_unless_saved(&keys, keyring);
                Err(error)
            }
        }
    }
}

/// An existing vault: its key file, known to belong to its database.
#[derive(Debug)]
pub struct Vault {
    folder: VaultFolder,
    keys: KeyFile,
}

impl Vault {
    /// Reads the key file and sees that it belongs to the database; opens nothing yet.
    pub fn open(folder: &VaultFolder) -> Result<Self> {
        let keys = KeyFile::read(&folder.keys_path())?;
        match database_salt(&folder.database_path())? == keys.database_salt {
            true => Ok(Self { folder: folder.clone(), keys }),
            false => Err(Error::KeyFileDoesNotBelong),
        }
    }

    /// The name that the vault has for a keychain.
    pub fn id(&self) -> VaultId {
        self.keys.vault_id
    }

    /// Where its database lies.
    pub fn database_path(&self) -> PathBuf {
        self.folder.database_path()
    }

    /// The ways to unlock it, oldest first.
    pub fn slots(&self) -> Vec<SlotFacts> {
        self.keys.facts()
    }

    /// The database key, when what the person offers fits.
    pub fn unlock(&self, with: &Unlock, keyring: &dyn Keyring) -> Result<DatabaseKey> {
        match with {
            Unlock::Keychain => self.open_by_keychain(keyring),
            Unlock::Passphrase(passphrase) => self.keys.open_by_passphrase(passphrase),
            Unlock::RecoveryKey(recovery_key) => self.keys.open_by_recovery_key(recovery_key),
        }
    }

    /// Adds a way to unlock.
    pub fn add(&mut self, slot: &NewSlot, key: &DatabaseKey, keyring: &dyn Keyring, now: Timestamp) -> Result<SlotFacts> {
        self.keys.knows(key)?;
        let mut keys = self.keys.clone();
        let added = fill_slot(&mut keys, slot, key, keyring, now)?;
        if let Err(error) = keys.write(&self.folder.keys_path()) {
            forget_added(slot.kind(), &keys, keyring);
            return Err(error);
        }
        self.keys = keys;
        Ok(added)
    }

    /// Puts a new passphrase or recovery key in the place of the old one, which works until the new one is safely on disk.
    /// Also writes a keychain entry anew that has gone missing or grown old.
    pub fn replace(&mut self, slot: &NewSlot, key: &DatabaseKey, keyring: &dyn Keyring, now: Timestamp) -> Result<SlotFacts> {
        self.keys.knows(key)?;
        let mut keys = self.keys.clone();
        let old = keys.take(slot.kind())?;
        let added = fill_slot(&mut keys, slot, key, keyring, now)?;
        keys.write(&self.folder.keys_path())?;
        self.keys = keys;
        tracing::info!(replaced = %old, by = %added.id, kind = %added.kind, "a way to unlock was replaced");
        Ok(added)
    }

    /// Removes a way to unlock, never the last; a keychain slot takes its entry with it.
    pub fn remove(&mut self, id: SlotId, keyring: &dyn Keyring) -> Result<()> {
        let Some(slot) = self.slots().into_iter().find(|slot| slot.id == id) else {
            return Ok(());
        };
        let mut keys = self.keys.clone();
        keys.remove(id)?;
        if slot.kind == SlotKind::Keychain {
            keyring.forget(&account(&keys)).map_err(unavailable)?;
        }
        keys.write(&self.folder.keys_path())?;
        self.keys = keys;
        Ok(())
    }

    pub(super) fn keys(&self) -> &KeyFile {
        &self.keys
    }

    fn open_by_keychain(&self, keyring: &dyn Keyring) -> Result<DatabaseKey> {
        if !self.keys.has(SlotKind::Keychain) {
            return Err(Error::NoSuchSlot(SlotKind::Keychain));
        }
        let kept = keyring.load(&account(&self.keys)).map_err(unavailable)?;
        let text = kept.ok_or(Error::KeychainEntryMissing)?;
        let key = DatabaseKey::from_hex(text.expose_secret()).ok_or(Error::KeychainEntryDoesNotFit)?;
        match self.keys.knows(&key) {
            Ok(()) => Ok(key),
            Err(_) => Err(Error::KeychainEntryDoesNotFit),
        }
    }
}

fn fill_slot(keys: &mut KeyFile, slot: &NewSlot, key: &DatabaseKey, keyring: &dyn Keyring, now: Timestamp) -> Result<SlotFacts> {
    if keys.has(slot.kind()) {
        return Err(Error::SlotExists(slot.kind()));
    }
    match slot {
        NewSlot::Keychain => {
            keyring.store(&account(keys), &key.to_hex()).map_err(unavailable)?;
            Ok(keys.add_keychain(now))
        }
        NewSlot::Passphrase(passphrase) => keys.add_passphrase(passphrase, Costs::calibrated()?, key, now),
        NewSlot::RecoveryKey(recovery_key) => keys.add_recovery_key(recovery_key, key, now),
    }
}

/// A vault that never came to be leaves no key behind in the keychain.
fn forget_unless_saved(keys: &KeyFile, keyring: &dyn Keyring) {
    if keys.has(SlotKind::Keychain) {
        forget_added(SlotKind::Keychain, keys, keyring);
    }
}

fn forget_added(kind: SlotKind, keys: &KeyFile, keyring: &dyn Keyring) {
    if kind == SlotKind::Keychain
        && let Err(error) = keyring.forget(&account(keys))
    {
        tracing::warn!(vault = %keys.vault_id, %error, "the keychain keeps an entry that nothing uses");
    }
}

fn account(keys: &KeyFile) -> String {
    keys.vault_id.to_string()
}

fn unavailable(error: KeyringError) -> Error {
    Error::KeychainUnavailable { reason: error.reason }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use secrecy::SecretString;
    use tempfile::TempDir;

    use super::*;
    use crate::vault::MemoryKeyring;

    const GOOD: &str = "correct horse battery";
    const BETTER: &str = "staple elephant seven";

    fn now() -> Timestamp {
        Timestamp::from_unix(1_700_000_000)
    }

    fn passphrase(text: &str) -> Passphrase {
        Passphrase::typed(SecretString::from(text))
    }

    fn vault(slots: &[NewSlot], keyring: &MemoryKeyring) -> (TempDir, Vault, DatabaseKey) {
        let home = tempfile::tempdir().unwrap();
        let creating = VaultFolder::at(home.path()).create().unwrap();
        fs::write(creating.database_path(), [5; 4096]).unwrap();
        let (vault, key) = creating.finish(slots, keyring, now()).unwrap();
        (home, vault, key)
    }

    fn reopened(home: &TempDir) -> Result<Vault> {
        Vault::open(&VaultFolder::at(home.path()))
    }

    fn same(one: &DatabaseKey, other: &DatabaseKey) -> bool {
        one.expose_secret() == other.expose_secret()
    }

    #[test]
    fn any_slot_opens_the_vault() {
        let keyring = MemoryKeyring::default();
        let recovery = RecoveryKey::random().unwrap();
        let typed = RecoveryKey::parse(&recovery.printed()).unwrap();
        let slots = [NewSlot::Keychain, NewSlot::Passphrase(passphrase(GOOD)), NewSlot::RecoveryKey(recovery)];
        let (home, _, key) = vault(&slots, &keyring);
        let vault = reopened(&home).unwrap();
        for with in [Unlock::Keychain, Unlock::Passphrase(passphrase(GOOD)), Unlock::RecoveryKey(typed)] {
            assert!(same(&vault.unlock(&with, &keyring).unwrap(), &key), "{with:?}");
        }
        let wrong = vault.unlock(&Unlock::Passphrase(passphrase("correct horse")), &keyring);
        assert!(matches!(wrong, Err(Error::WrongPassphrase)));
    }

    #[test]
    fn every_trouble_with_a_keychain_has_its_own_name() {
        let keyring = MemoryKeyring::default();
        let (_home, vault, _) = vault(&[NewSlot::Keychain], &keyring);
        let account = vault.id().to_string();
        let unlock = || vault.unlock(&Unlock::Keychain, &keyring).map(drop);
        assert!(unlock().is_ok());

        keyring.set_available(false);
        assert!(matches!(unlock(), Err(Error::KeychainUnavailable { .. })));
        keyring.set_available(true);

        for stale in [DatabaseKey::random().unwrap().to_hex(), SecretString::from("not hex")] {
            keyring.store(&account, &stale).unwrap();
            assert!(matches!(unlock(), Err(Error::KeychainEntryDoesNotFit)));
        }
        keyring.forget(&account).unwrap();
        assert!(matches!(unlock(), Err(Error::KeychainEntryMissing)));
        assert!(matches!(vault.unlock(&Unlock::Passphrase(passphrase("x")), &keyring), Err(Error::NoSuchSlot(SlotKind::Passphrase))));
    }

    #[test]
    fn slots_come_and_go_but_never_the_last() {
        let keyring = MemoryKeyring::default();
        let (home, mut vault, key) = vault(&[NewSlot::Keychain], &keyring);
        let keychain = vault.slots()[0].id;
        assert!(matches!(vault.remove(keychain, &keyring), Err(Error::LastSlot)));
        assert!(vault.unlock(&Unlock::Keychain, &keyring).is_ok(), "a refused removal leaves the entry alone");

        let added = vault.add(&NewSlot::Passphrase(passphrase(GOOD)), &key, &keyring, now()).unwrap();
        let twice = vault.add(&NewSlot::Passphrase(passphrase(BETTER)), &key, &keyring, now());
        assert!(matches!(twice, Err(Error::SlotExists(SlotKind::Passphrase))));
        vault.remove(keychain, &keyring).unwrap();
        assert!(keyring.load(&vault.id().to_string()).unwrap().is_none(), "no key stays behind in the keychain");

        let vault = reopened(&home).unwrap();
        assert_eq!(vault.slots(), [added]);
        assert!(same(&vault.unlock(&Unlock::Passphrase(passphrase(GOOD)), &keyring).unwrap(), &key));
    }

    #[test]
    fn a_new_passphrase_takes_the_place_of_the_old() {
        let keyring = MemoryKeyring::unavailable();
        let (home, mut vault, key) = vault(&[NewSlot::Passphrase(passphrase(GOOD))], &keyring);
        vault.replace(&NewSlot::Passphrase(passphrase(BETTER)), &key, &keyring, now()).unwrap();
        let vault = reopened(&home).unwrap();
        assert_eq!(vault.slots().len(), 1);
        assert!(vault.unlock(&Unlock::Passphrase(passphrase(BETTER)), &keyring).is_ok());
        assert!(matches!(vault.unlock(&Unlock::Passphrase(passphrase(GOOD)), &keyring), Err(Error::WrongPassphrase)));
    }

    #[cfg(unix)]
    #[test]
    fn what_cannot_be_written_changes_nothing() {
        let keyring = MemoryKeyring::default();
        let (_home, mut vault, key) = vault(&[NewSlot::Passphrase(passphrase(GOOD))], &keyring);
        // A folder in the key file's place refuses the rename for everyone, root included.
        let keys = vault.folder.keys_path();
        fs::remove_file(&keys).unwrap();
        fs::create_dir_all(keys.join("in the way")).unwrap();
        assert!(matches!(vault.add(&NewSlot::Keychain, &key, &keyring, now()), Err(Error::File(_))));
        assert!(keyring.load(&vault.id().to_string()).unwrap().is_none(), "no key stays behind in the keychain");
        assert!(vault.replace(&NewSlot::Passphrase(passphrase(BETTER)), &key, &keyring, now()).is_err());
        assert!(vault.unlock(&Unlock::Passphrase(passphrase(GOOD)), &keyring).is_ok());
        let left: Vec<_> = fs::read_dir(vault.folder.path()).unwrap().collect();
        assert_eq!(left.len(), 2, "nothing half-written lies about: {left:?}");
    }

    #[test]
    fn a_key_file_that_is_missing_or_another_vaults_is_noticed_before_a_passphrase_is_asked() {
        let keyring = MemoryKeyring::default();
        let (home, first, _) = vault(&[NewSlot::Keychain], &keyring);
        let keys = first.folder.keys_path();
        let kept = fs::read(&keys).unwrap();

        fs::write(first.folder.database_path(), [6; 4096]).unwrap();
        assert!(matches!(reopened(&home), Err(Error::KeyFileDoesNotBelong)));
        fs::remove_file(first.folder.database_path()).unwrap();
        assert!(matches!(reopened(&home), Err(Error::DatabaseMissing)));
        fs::write(&keys, &kept[..kept.len() / 2]).unwrap();
        assert!(matches!(reopened(&home), Err(Error::KeyFileDamaged { .. })));
        fs::remove_file(&keys).unwrap();
        assert!(matches!(reopened(&home), Err(Error::KeyFileMissing)));
    }

    #[test]
    fn a_vault_that_never_came_to_be_leaves_nothing_behind() {
        let home = tempfile::tempdir().unwrap();
        let folder = VaultFolder::at(home.path());
        let keyring = MemoryKeyring::unavailable();
        let creating = folder.create().unwrap();
        fs::write(creating.database_path(), [5; 4096]).unwrap();
        assert!(matches!(creating.finish(&[NewSlot::Keychain], &keyring, now()), Err(Error::KeychainUnavailable { .. })));
        let creating = folder.create().unwrap();
        fs::write(creating.database_path(), [5; 4096]).unwrap();
        assert!(matches!(creating.finish(&[], &keyring, now()), Err(Error::NoSlot)));
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_key_of_another_vault_cannot_be_put_into_a_slot() {
        let keyring = MemoryKeyring::default();
        let (_home, mut vault, _) = vault(&[NewSlot::Keychain], &keyring);
        let other = DatabaseKey::random().unwrap();
        let added = vault.add(&NewSlot::Passphrase(passphrase(GOOD)), &other, &keyring, now());
        assert!(matches!(added, Err(Error::ForeignKey)));
    }
}
