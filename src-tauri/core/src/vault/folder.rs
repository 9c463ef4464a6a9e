//! Where a vault lies, and how a new one takes its place without anything being overwritten.
//!
//! A vault is filled in `creating/` or `restoring/`, renamed to `restored/` once complete and on the disk, and only then put in the place of
//! `vault/`, which is kept as `replaced-<time>/`. [`VaultFolder::tidy`] finishes or clears away what a crash left at any of these points.

use std::fs;
use std::fs::File;
use std::path::Path;
use std::path::PathBuf;

use super::Error;
use super::Result;
use super::slots::Creating;
use crate::domain::timestamp::Timestamp;
use crate::files;
use crate::files::FileError;

const KEYS: &str = "keys.json";
const DATABASE: &str = "certkeep.db";
const RESTORED: &str = "restored";

/// The places of a vault below the app's home folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VaultFolder {
    home: PathBuf,
}

/// What [`VaultFolder::tidy`] found and did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// A restore or creation that had been cut off at its last step was finished.
    pub finished: bool,
    /// A creation or restore that had been cut off before was removed; the vault that was there is untouched.
    pub removed: bool,
}

impl VaultFolder {
    /// The vault below `home`.
    pub fn at(home: &Path) -> Self {
        Self { home: home.to_owned() }
    }

    /// Finishes or clears away what a crash left behind; call once at start, before anything else.
    pub fn tidy(&self) -> Result<Tidied> {
        let mut tidied = Tidied::default();
        if !self.exists() && self.home.join(RESTORED).is_dir() {
            self.rename(RESTORED, "vault")?;
            tidied.finished = true;
        }
        for leftover in [RESTORED, AsideKind::Creating.name(), AsideKind::Restoring.name()] {
            tidied.removed |= remove_folder(&self.home.join(leftover))?;
        }
        Ok(tidied)
    }

    /// Whether there is a vault.
    pub fn exists(&self) -> bool {
        self.path().is_dir()
    }

    /// `vault/`
    pub fn path(&self) -> PathBuf {
        self.home.join("vault")
    }

    /// `vault/keys.json`
    pub fn keys_path(&self) -> PathBuf {
        self.path().join(KEYS)
    }

    /// `vault/certkeep.db`
    pub fn database_path(&self) -> PathBuf {
        self.path().join(DATABASE)
    }

    /// Starts a new vault aside, with a fresh key.
    pub fn create(&self) -> Result<Creating> {
        Creating::new(AsideFolder::new(self, AsideKind::Creating)?)
    }

    /// Gives the present vault, if there is one, a name that says when it was replaced.
    fn set_aside(&self, now: Timestamp) -> Result<()> {
        if !self.exists() {
            return Ok(());
        }
        let stamp: String = now.to_string().chars().filter(char::is_ascii_alphanumeric).filter(|c| *c != 'Z').collect();
        let name = format!("replaced-{}", stamp.to_lowercase());
        let free = (1u32..).map(|n| if n == 1 { name.clone() } else { format!("{name}-{n}") }).find(|name| !self.home.join(name).exists());
        self.rename("vault", &free.unwrap_or(name))
    }

    fn rename(&self, from: &str, to: &str) -> Result<()> {
        let to = self.home.join(to);
        fs::rename(self.home.join(from), &to).map_err(|error| FileError::of(&to, error))?;
        Ok(files::sync_folder_of(&to)?)
    }
}

/// Why a vault is being filled aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AsideKind {
    Creating,
    Restoring,
}

impl AsideKind {
    fn name(self) -> &'static str {
        match self {
            Self::Creating => "creating",
            Self::Restoring => "restoring",
        }
    }
}

/// A vault being filled; dropped before [`AsideFolder::take_place`], it is removed.
#[derive(Debug)]
pub(super) struct AsideFolder {
    folder: VaultFolder,
    kind: AsideKind,
    moved: bool,
}

impl AsideFolder {
    pub fn new(folder: &VaultFolder, kind: AsideKind) -> Result<Self> {
        let path = folder.home.join(kind.name());
        remove_folder(&path)?;
        files::make_private_dir(&path)?;
        Ok(Self { folder: folder.clone(), kind, moved: false })
    }

    pub fn keys_path(&self) -> PathBuf {
        self.path().join(KEYS)
    }

    pub fn database_path(&self) -> PathBuf {
        self.path().join(DATABASE)
    }

    /// Forces what was filled in to the disk and moves it to the vault's place; an earlier vault is kept under another name.
    pub fn take_place(mut self, now: Timestamp) -> Result<VaultFolder> {
        for file in [self.keys_path(), self.database_path()] {
            File::open(&file).and_then(|opened| opened.sync_all()).map_err(|error| FileError::of(&file, error))?;
            files::sync_folder_of(&file)?;
        }
        remove_folder(&self.folder.home.join(RESTORED))?;
        self.folder.rename(self.kind.name(), RESTORED)?;
        self.moved = true;
        self.folder.set_aside(now)?;
        self.folder.rename(RESTORED, "vault")?;
        Ok(self.folder.clone())
    }

    fn path(&self) -> PathBuf {
        self.folder.home.join(self.kind.name())
    }
}

impl Drop for AsideFolder {
    fn drop(&mut self) {
        if !self.moved {
            // What stays behind is cleared away at the next start.
            let _ = remove_folder(&self.path());
        }
    }
}

fn remove_folder(path: &Path) -> Result<bool> {
    match path.symlink_metadata() {
        Ok(_) => fs::remove_dir_all(path).map(|()| true).map_err(|error| Error::File(FileError::of(path, error))),
        Err(_) => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(aside: &AsideFolder, mark: &str) {
        fs::write(aside.keys_path(), mark).unwrap();
        fs::write(aside.database_path(), mark).unwrap();
    }

    fn folders(home: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(home).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_vault_takes_its_place_and_the_old_one_is_kept() {
        let home = tempfile::tempdir().unwrap();
        let folder = VaultFolder::at(home.path());
        let now = Timestamp::from_unix(1_700_000_000);
        for mark in ["first", "second", "third"] {
            let aside = AsideFolder::new(&folder, AsideKind::Creating).unwrap();
            fill(&aside, mark);
            aside.take_place(now).unwrap();
            assert_eq!(fs::read_to_string(folder.keys_path()).unwrap(), mark);
        }
        assert_eq!(folders(home.path()), ["replaced-20231114t221320", "replaced-20231114t221320-2", "vault"]);
        assert_eq!(fs::read_to_string(home.path().join("replaced-20231114t221320/keys.json")).unwrap(), "first");
    }

    #[test]
    fn a_crash_at_any_point_leaves_one_whole_vault() {
        for (there, after, tidied) in [
            (vec!["creating"], vec![], Tidied { finished: false, removed: true }),
            (vec!["vault", "restoring"], vec!["vault"], Tidied { finished: false, removed: true }),
            (vec!["vault", "restored"], vec!["vault"], Tidied { finished: false, removed: true }),
            (vec!["replaced-1", "restored"], vec!["replaced-1", "vault"], Tidied { finished: true, removed: false }),
            (vec!["vault"], vec!["vault"], Tidied::default()),
            (vec![], vec![], Tidied::default()),
        ] {
            let home = tempfile::tempdir().unwrap();
            for name in &there {
                fs::create_dir(home.path().join(name)).unwrap();
            }
            assert_eq!(VaultFolder::at(home.path()).tidy().unwrap(), tidied, "{there:?}");
            assert_eq!(folders(home.path()), after, "{there:?}");
        }
    }

    #[test]
    fn what_is_given_up_is_removed() {
        let home = tempfile::tempdir().unwrap();
        let folder = VaultFolder::at(&home.path().join("not/yet/there"));
        let aside = AsideFolder::new(&folder, AsideKind::Restoring).unwrap();
        fill(&aside, "x");
        drop(aside);
        assert!(folders(&home.path().join("not/yet/there")).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_enter() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let folder = VaultFolder::at(&home.path().join("certkeep"));
        let aside = AsideFolder::new(&folder, AsideKind::Creating).unwrap();
        fill(&aside, "x");
        aside.take_place(Timestamp::from_unix(0)).unwrap();
        for path in [home.path().join("certkeep"), folder.path()] {
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700, "{}", path.display());
        }
    }
}
