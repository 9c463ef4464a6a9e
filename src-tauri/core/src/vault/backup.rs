//! Backups: one file that holds an encrypted database and the slots that open it anywhere.
//!
//! A ZIP without compression: `keys.json` (the slots that travel), `certkeep.db` (still encrypted) and `manifest.json` (what the rest is).

use std::fs::File;
use std::io;
use std::io::ErrorKind;
use std::io::Read;
use std::io::Seek;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use aws_lc_rs::digest;
use serde::Deserialize;
use serde::Serialize;
use zip::CompressionMethod;
use zip::ZipArchive;
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::DatabaseKey;
use super::Error;
use super::Result;
use super::SlotFacts;
use super::SlotKind;
use super::Unlock;
use super::Vault;
use super::VaultFolder;
use super::folder::AsideFolder;
use super::folder::AsideKind;
use super::keyfile::KeyFile;
use super::keyfile::database_salt;
use crate::domain::id::VaultId;
use crate::domain::timestamp::Timestamp;
use crate::files::Aside;
use crate::files::Existing;
use crate::files::FileError;
use crate::files::Mode;

const FORMAT: u32 = 1;
const KEYS: &str = "keys.json";
const DATABASE: &str = "certkeep.db";
const MANIFEST: &str = "manifest.json";
/// The first bytes of every backup: the header of a ZIP's first entry, whose name comes 30 bytes in.
const ZIP_START: &[u8] = b"PK\x03\x04";
const TEXT_MOST_BYTES: u64 = 64 * 1024;
const CHUNK: usize = 256 * 1024;

/// What the app says about a snapshot that goes into a backup.
#[derive(Clone, Debug)]
pub struct BackupContents {
    pub app_version: String,
    pub schema_version: u32,
    pub secrets: u32,
}

/// What a backup says about itself; nothing in it is secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BackupManifest {
    pub format: u32,
    pub app_version: String,
    pub created_at: Timestamp,
    pub vault_id: VaultId,
    pub schema_version: u32,
    pub secrets: u32,
    pub database_bytes: u64,
    pub database_sha256: String,
}

#[derive(Deserialize)]
struct JustFormat {
    format: u32,
}

/// A backup file whose manifest and slots were read.
#[derive(Debug)]
pub struct Backup {
    path: PathBuf,
    manifest: BackupManifest,
    keys: KeyFile,
}

impl Backup {
    /// Writes a backup to `target` (replacing a file that is there, in one step) from a consistent snapshot that the store made.
    /// `progress` is told (bytes done, bytes in all) and answers whether to go on.
    pub fn write(
        target: &Path,
        vault: &Vault,
        snapshot: &Path,
        contents: &BackupContents,
        now: Timestamp,
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<BackupManifest> {
        // A snapshot is encrypted with the same key under a salt of its own.
        let keys = vault.keys().clone().portable(database_salt(snapshot)?)?;
        let mut database = File::open(snapshot).map_err(|error| FileError::of(snapshot, error))?;
        let bytes = database.metadata().map_err(|error| FileError::of(snapshot, error))?.len();

        let mut aside = Aside::new(target, Mode::Private)?;
        let mut zip = ZipWriter::new(aside.file());
        add(&mut zip, KEYS, &keys.to_text()?).map_err(|error| not_written(target, error))?;
        zip.start_file(DATABASE, stored().large_file(true)).map_err(|error| not_written(target, error))?;
        let copied = copy_hashed(&mut database, &mut zip, bytes, progress).map_err(|stop| stop.writing(target))?;
        let manifest = BackupManifest {
            format: FORMAT,
            app_version: contents.app_version.clone(),
            created_at: now,
            vault_id: keys.vault_id,
            schema_version: contents.schema_version,
            secrets: contents.secrets,
            database_bytes: copied.bytes,
            database_sha256: copied.sha256,
        };
        let text = serde_json::to_vec_pretty(&manifest).map_err(|error| not_written(target, io::Error::from(error).into()))?;
        add(&mut zip, MANIFEST, &text).and_then(|()| zip.finish().map(drop)).map_err(|error| not_written(target, error))?;
        aside.commit(Existing::Replace)?;
        Ok(manifest)
    }

    /// Reads what the file says about itself.
    pub fn open(path: &Path) -> Result<Self> {
        let mut file = File::open(path).map_err(unreadable)?;
        let begun_here = begins_like_a_backup(&mut file)?;
        let damaged = |detail: &str| if begun_here { damaged(detail) } else { Error::NotABackup };
        let mut zip = ZipArchive::new(file).map_err(|_| damaged("it is cut off, or its table of contents is"))?;
        let manifest = read_text(&mut zip, MANIFEST).and_then(|text| read_manifest(&text));
        let manifest = manifest.map_err(|error| if begun_here { error } else { Error::NotABackup })?;
        let keys = read_text(&mut zip, KEYS).and_then(|text| KeyFile::parse(&text)).map_err(in_backup)?;
        let size = zip.by_name(DATABASE).map(|entry| entry.size()).map_err(|_| damaged("it holds no database"))?;
        match size == manifest.database_bytes && keys.vault_id == manifest.vault_id {
            true => Ok(Self { path: path.to_owned(), manifest, keys }),
            false => Err(damaged("its parts do not belong together")),
        }
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it says about itself.
    pub fn manifest(&self) -> &BackupManifest {
        &self.manifest
    }

    /// The ways to unlock it: a passphrase, a recovery key or both.
    pub fn slots(&self) -> Vec<SlotFacts> {
        self.keys.facts()
    }

    /// The database key, when what the person offers fits.
    pub fn unlock(&self, with: &Unlock) -> Result<DatabaseKey> {
        match with {
            Unlock::Keychain => Err(Error::NoSuchSlot(SlotKind::Keychain)),
            Unlock::Passphrase(passphrase) => self.keys.open_by_passphrase(passphrase),
            Unlock::RecoveryKey(recovery_key) => self.keys.open_by_recovery_key(recovery_key),
        }
    }

    /// Unpacks into `restoring/`, checking every byte against the manifest. Open and check the database there, then finish,
    /// or drop it, which removes what was unpacked.
    pub fn unpack(&self, folder: &VaultFolder, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<Restoring> {
        let aside = AsideFolder::new(folder, AsideKind::Restoring)?;
        let file = File::open(&self.path).map_err(unreadable)?;
        let mut zip = ZipArchive::new(file).map_err(|_| damaged("it changed while it was read"))?;
        let entry = zip.by_name(DATABASE).map_err(|_| damaged("it changed while it was read"))?;
        // One byte more than announced would show in the count.
        let mut entry = entry.take(self.manifest.database_bytes + 1);

        let mut database = Aside::new(&aside.database_path(), Mode::Private)?;
        let copied = copy_hashed(&mut entry, database.file(), self.manifest.database_bytes, progress);
        let copied = copied.map_err(|stop| stop.unpacking(&aside.database_path()))?;
        if copied.bytes != self.manifest.database_bytes || copied.sha256 != self.manifest.database_sha256 {
            return Err(damaged("the database in it is not the one it was made with"));
        }
        database.commit(Existing::Refuse)?;
        if database_salt(&aside.database_path())? != self.keys.database_salt {
            return Err(damaged("its keys belong to another database"));
        }
        self.keys.write(&aside.keys_path())?;
        Ok(Restoring { aside })
    }
}

/// A backup unpacked aside.
#[derive(Debug)]
pub struct Restoring {
    aside: AsideFolder,
}

impl Restoring {
    /// The unpacked database.
    pub fn database_path(&self) -> PathBuf {
        self.aside.database_path()
    }

    /// Moves it to the vault's place; the earlier vault is kept as `replaced-…`. Close every store on either first.
    pub fn finish(self, now: Timestamp) -> Result<Vault> {
        let folder = self.aside.take_place(now)?;
        Vault::open(&folder)
    }
}

struct Copied {
    bytes: u64,
    sha256: String,
}

/// Why copying stopped early.
enum Stop {
    Reading(io::Error),
    Writing(io::Error),
    Cancelled,
}

impl Stop {
    fn writing(self, target: &Path) -> Error {
        match self {
            Self::Reading(error) | Self::Writing(error) => Error::File(FileError::of(target, error)),
            Self::Cancelled => Error::Cancelled,
        }
    }

    fn unpacking(self, target: &Path) -> Error {
        match self {
            // A wrong checksum of the ZIP itself arrives as an unreadable byte.
            Self::Reading(error) => damaged(&error.to_string()),
            Self::Writing(error) => Error::File(FileError::of(target, error)),
            Self::Cancelled => Error::Cancelled,
        }
    }
}

/// Copies piece by piece, so that a database of any size passes through a little memory.
fn copy_hashed(
    from: &mut impl Read,
    to: &mut impl Write,
    total: u64,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> std::result::Result<Copied, Stop> {
    let (mut chunk, mut hash, mut done) = (vec![0; CHUNK], digest::Context::new(&digest::SHA256), 0);
    loop {
        let read = match from.read(&mut chunk) {
            Ok(0) => return Ok(Copied { bytes: done, sha256: hex::encode(hash.finish()) }),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(Stop::Reading(error)),
        };
        hash.update(&chunk[..read]);
        to.write_all(&chunk[..read]).map_err(Stop::Writing)?;
        done += read as u64;
        if !progress(done, total) {
            return Err(Stop::Cancelled);
        }
    }
}

fn add(zip: &mut ZipWriter<&mut File>, name: &str, text: &[u8]) -> std::result::Result<(), ZipError> {
    zip.start_file(name, stored())?;
    Ok(zip.write_all(text)?)
}

fn stored() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Stored).unix_permissions(0o600)
}

fn begins_like_a_backup(file: &mut File) -> Result<bool> {
    let mut start = Vec::new();
    file.take(30 + KEYS.len() as u64).read_to_end(&mut start).map_err(unreadable)?;
    file.rewind().map_err(unreadable)?;
    Ok(start.starts_with(ZIP_START) && start.ends_with(KEYS.as_bytes()))
}

fn read_text(zip: &mut ZipArchive<File>, name: &str) -> Result<Vec<u8>> {
    let entry = zip.by_name(name).map_err(|_| damaged(&format!("{name} is missing or garbled")))?;
    let mut text = Vec::new();
    match entry.take(TEXT_MOST_BYTES + 1).read_to_end(&mut text) {
        Ok(_) => Ok(text),
        Err(_) => Err(damaged(&format!("{name} is garbled"))),
    }
}

fn read_manifest(text: &[u8]) -> Result<BackupManifest> {
    let garbled = |_| damaged("manifest.json is garbled");
    match serde_json::from_slice::<JustFormat>(text).map_err(garbled)?.format {
        FORMAT => serde_json::from_slice(text).map_err(garbled),
        newer if newer > FORMAT => Err(Error::NewerBackup { found: newer }),
        _ => Err(damaged("manifest.json names no format")),
    }
}

fn in_backup(error: Error) -> Error {
    match error {
        Error::KeyFileDamaged { detail } => damaged(&format!("keys.json: {detail}")),
        Error::NewerKeyFile { found } => Error::NewerBackup { found },
        other => other,
    }
}

fn damaged(detail: &str) -> Error {
    Error::DamagedBackup { detail: detail.to_owned() }
}

fn unreadable(error: io::Error) -> Error {
    Error::BackupUnreadable { reason: error.to_string() }
}

fn not_written(target: &Path, error: ZipError) -> Error {
    let error = match error {
        ZipError::Io(error) => error,
        other => io::Error::other(other),
    };
    Error::File(FileError::of(target, error))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use secrecy::ExposeSecret;
    use tempfile::TempDir;

    use super::*;
    use crate::vault::MemoryKeyring;
    use crate::vault::NewSlot;
    use crate::vault::Passphrase;
    use crate::vault::RecoveryKey;

    fn now() -> Timestamp {
        Timestamp::from_unix(1_700_000_000)
    }

    fn contents() -> BackupContents {
        BackupContents { app_version: "0.1.0".into(), schema_version: 1, secrets: 3 }
    }

    struct Sample {
        home: TempDir,
        vault: Vault,
        recovery: RecoveryKey,
        key: DatabaseKey,
    }

    /// A vault whose database is any bytes: the container does not look inside.
    fn sample() -> Sample {
        let home = tempfile::tempdir().unwrap();
        let recovery = RecoveryKey::random().unwrap();
        let slots = [NewSlot::Keychain, NewSlot::RecoveryKey(RecoveryKey::parse(&recovery.printed()).unwrap())];
        let creating = VaultFolder::at(home.path()).create().unwrap();
        fs::write(creating.database_path(), [5; 40_960]).unwrap();
        let (vault, key) = creating.finish(&slots, &MemoryKeyring::default(), now()).unwrap();
        fs::write(home.path().join("snapshot"), (0..40_000u32).map(|n| n as u8).collect::<Vec<u8>>()).unwrap();
        Sample { home, vault, recovery, key }
    }

    impl Sample {
        fn write(&self) -> Result<BackupManifest> {
            Backup::write(&self.target(), &self.vault, &self.home.path().join("snapshot"), &contents(), now(), &mut |_, _| true)
        }

        fn target(&self) -> PathBuf {
            self.home.path().join("my.certkeep-backup")
        }

        fn recovery(&self) -> Unlock {
            Unlock::RecoveryKey(RecoveryKey::parse(&self.recovery.printed()).unwrap())
        }
    }

    #[test]
    fn a_backup_is_read_unlocked_and_restored() {
        let sample = sample();
        let written = sample.write().unwrap();
        let backup = Backup::open(&sample.target()).unwrap();
        assert_eq!(backup.manifest(), &written);
        assert_eq!(backup.slots().iter().map(|slot| slot.kind).collect::<Vec<_>>(), [SlotKind::RecoveryKey], "a keychain cannot travel");
        assert_eq!(backup.unlock(&sample.recovery()).unwrap().expose_secret(), sample.key.expose_secret());
        assert!(matches!(backup.unlock(&Unlock::Passphrase(Passphrase::typed("x".into()))), Err(Error::NoSuchSlot(_))));

        let elsewhere = tempfile::tempdir().unwrap();
        let folder = VaultFolder::at(elsewhere.path());
        let restoring = backup.unpack(&folder, &mut |_, _| true).unwrap();
        let vault = restoring.finish(now()).unwrap();
        assert_eq!(vault.id(), sample.vault.id());
        assert_eq!(fs::read(vault.database_path()).unwrap(), fs::read(sample.home.path().join("snapshot")).unwrap());
        assert!(vault.unlock(&sample.recovery(), &MemoryKeyring::unavailable()).is_ok());
    }

    #[test]
    fn damage_anywhere_is_noticed_before_anything_is_replaced() {
        let sample = sample();
        sample.write().unwrap();
        let whole = fs::read(sample.target()).unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let folder = VaultFolder::at(elsewhere.path());
        for at in (0..whole.len()).step_by(97).chain(whole.len().saturating_sub(600)..whole.len()) {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x20;
            fs::write(sample.target(), &flipped).unwrap();
            let restored = Backup::open(&sample.target()).and_then(|backup| {
                backup.unlock(&sample.recovery())?;
                let restoring = backup.unpack(&folder, &mut |_, _| true)?;
                Ok((backup.manifest().clone(), fs::read(restoring.database_path()).unwrap()))
            });
            match restored {
                Err(Error::DamagedBackup { .. } | Error::NotABackup | Error::NewerBackup { .. }) => {}
                Ok((_, database)) => assert_eq!(database, fs::read(sample.home.path().join("snapshot")).unwrap(), "byte {at}"),
                Err(other) => panic!("byte {at}: {other}"),
            }
            assert!(!folder.exists());
        }
        for cut in [0, 10, 35, 1_000, whole.len() - 30] {
            fs::write(sample.target(), &whole[..cut]).unwrap();
            let expected_damaged = cut > 40;
            match Backup::open(&sample.target()) {
                Err(Error::DamagedBackup { .. }) if expected_damaged => {}
                Err(Error::NotABackup) if !expected_damaged => {}
                other => panic!("cut at {cut}: {other:?}"),
            }
        }
    }

    #[test]
    fn other_files_are_not_backups() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other");
        fs::write(&path, "-----BEGIN CERTIFICATE-----").unwrap();
        assert!(matches!(Backup::open(&path), Err(Error::NotABackup)));
        let mut zip = ZipWriter::new(File::create(&path).unwrap());
        zip.start_file("photo.jpg", stored()).unwrap();
        zip.finish().unwrap();
        assert!(matches!(Backup::open(&path), Err(Error::NotABackup)));
        assert!(matches!(Backup::open(&folder.path().join("missing")), Err(Error::BackupUnreadable { .. })));
    }

    #[test]
    fn a_vault_that_only_a_keychain_opens_cannot_be_backed_up() {
        let home = tempfile::tempdir().unwrap();
        let creating = VaultFolder::at(home.path()).create().unwrap();
        fs::write(creating.database_path(), [5; 4096]).unwrap();
        let (vault, _) = creating.finish(&[NewSlot::Keychain], &MemoryKeyring::default(), now()).unwrap();
        let target = home.path().join("backup");
        let refused = Backup::write(&target, &vault, &vault.database_path(), &contents(), now(), &mut |_, _| true);
        assert!(matches!(refused, Err(Error::NoPortableSlot)));
        assert!(!target.exists());
    }

    #[test]
    fn a_cancelled_backup_leaves_the_earlier_one_alone() {
        let sample = sample();
        fs::write(sample.target(), "earlier").unwrap();
        let snapshot = sample.home.path().join("snapshot");
        let stopped = Backup::write(&sample.target(), &sample.vault, &snapshot, &contents(), now(), &mut |_, _| false);
        assert!(matches!(stopped, Err(Error::Cancelled)));
        assert_eq!(fs::read(sample.target()).unwrap(), b"earlier");
        assert_eq!(fs::read_dir(sample.home.path()).unwrap().count(), 3, "vault, snapshot and the earlier backup");
    }
}
