//! Writing files so that a crash, a full disk or a power cut leaves the old file or the new one, never half of either.
//!
//! Everything is written aside in the same folder, forced to the disk, and renamed. Any room and flow may call this.

use std::fs;
use std::fs::DirBuilder;
use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use thiserror::Error;

/// Why a file or folder could not be written. Carries the path, never the content.
#[derive(Debug, Error)]
pub enum FileError {
    #[error("{} cannot be written", path.display())]
    NotWritable { path: PathBuf },
    #[error("no space is left on the disk that holds {}", path.display())]
    DiskFull { path: PathBuf },
    #[error("{} is already there", path.display())]
    AlreadyThere { path: PathBuf },
    #[error("{}: {source}", path.display())]
    Other { path: PathBuf, source: io::Error },
}

impl FileError {
    /// The error that `source` means for whoever works on `path`.
    pub fn of(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NotWritable { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            io::ErrorKind::AlreadyExists => Self::AlreadyThere { path },
            _ => Self::Other { path, source },
        }
    }
}

/// What to do when the file is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Leave it alone and answer [`FileError::AlreadyThere`].
    Refuse,
    /// Put the new file in its place, in one step.
    Replace,
}

/// Who may read a new file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The owner alone: 0600.
    Private,
    /// Whatever the person's umask says, for what is no secret.
    Shared,
}

/// A file being written beside the place it is meant for. Dropped without [`Aside::commit`], it is removed again.
#[derive(Debug)]
pub struct Aside {
    file: File,
    aside: PathBuf,
    target: PathBuf,
    done: bool,
}

impl Aside {
    /// Starts a file that will lie at `target`.
    pub fn new(target: &Path, mode: Mode) -> Result<Self, FileError> {
        let aside = beside(target);
        let file = options(mode).create_new(true).open(&aside).map_err(|error| FileError::of(target, error))?;
        Ok(Self { file, aside, target: target.to_owned(), done: false })
    }

    /// The file to write into.
    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Where the file lies until it is committed.
    pub fn path(&self) -> &Path {
        &self.aside
    }

    /// Forces the file to the disk and moves it to its place.
    pub fn commit(mut self, existing: Existing) -> Result<(), FileError> {
        let failed = |error| FileError::of(&self.target, error);
        self.file.sync_all().map_err(failed)?;
        match existing {
            Existing::Replace => fs::rename(&self.aside, &self.target).map_err(failed)?,
            Existing::Refuse => rename_unless_there(&self.aside, &self.target).map_err(failed)?,
        }
        self.done = true;
        sync_folder_of(&self.target)
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.done {
            // Nothing is lost when this fails: the name says that it is a leftover.
            let _ = fs::remove_file(&self.aside);
        }
    }
}

/// Writes a whole file: aside, forced to the disk, moved to `path`.
pub fn write_aside(path: &Path, bytes: &[u8], mode: Mode, existing: Existing) -> Result<(), FileError> {
    let mut aside = Aside::new(path, mode)?;
    aside.file().write_all(bytes).map_err(|error| FileError::of(path, error))?;
    aside.commit(existing)
}

/// Makes `path` a folder that only its owner can enter (0700), with the parents that are missing; an existing `path` is made private.
pub fn make_private_dir(path: &Path) -> Result<(), FileError> {
    folder_builder().recursive(true).create(path).and_then(|()| make_private(path)).map_err(|error| FileError::of(path, error))
}

/// Creates an empty file that only its owner can read (0600); refuses when something is there.
pub fn create_private(path: &Path) -> Result<(), FileError> {
    options(Mode::Private).create_new(true).open(path).map(drop).map_err(|error| FileError::of(path, error))
}

/// Forces the folder that holds `path` to the disk, so that a rename in it survives a power cut.
pub fn sync_folder_of(path: &Path) -> Result<(), FileError> {
    match path.parent() {
        Some(folder) => sync_folder(folder).map_err(|error| FileError::of(folder, error)),
        None => Ok(()),
    }
}

fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.part", uuid::Uuid::now_v7().simple()))
}

/// A hard link answers in one step whether the name was free; a file system without links gets the second best.
fn rename_unless_there(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) if to.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

#[cfg(unix)]
fn options(mode: Mode) -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = OpenOptions::new();
    options.write(true).read(true);
    if mode == Mode::Private {
        options.mode(0o600);
    }
    options
}

#[cfg(not(unix))]
fn options(_mode: Mode) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).read(true);
    options
}

#[cfg(unix)]
fn folder_builder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn folder_builder() -> DirBuilder {
    DirBuilder::new()
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn make_private(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        write_aside(&path, b"one", Mode::Private, Existing::Refuse).unwrap();
        let refused = write_aside(&path, b"two", Mode::Private, Existing::Refuse);
        assert!(matches!(refused, Err(FileError::AlreadyThere { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_aside(&path, b"three", Mode::Private, Existing::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"three");
        let mut given_up = Aside::new(&path, Mode::Private).unwrap();
        given_up.file().write_all(b"half").unwrap();
        drop(given_up);
        assert_eq!(names(folder.path()), ["key.pem"], "nothing half-written lies about");
    }

    #[test]
    fn each_way_of_failing_is_told_apart() {
        let path = Path::new("x");
        for (kind, name) in [
            (io::ErrorKind::PermissionDenied, "cannot be written"),
            (io::ErrorKind::ReadOnlyFilesystem, "cannot be written"),
            (io::ErrorKind::StorageFull, "no space"),
            (io::ErrorKind::QuotaExceeded, "no space"),
            (io::ErrorKind::AlreadyExists, "already there"),
        ] {
            assert!(FileError::of(path, kind.into()).to_string().contains(name), "{kind}");
        }
        let nowhere = write_aside(Path::new("/proc/no-such-folder/file"), b"", Mode::Shared, Existing::Refuse);
        assert!(nowhere.is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_private_file_is_private_from_its_first_byte() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.pem");
        let aside = Aside::new(&path, Mode::Private).unwrap();
        assert_eq!(fs::metadata(aside.path()).unwrap().permissions().mode() & 0o777, 0o600);
        aside.commit(Existing::Refuse).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
