//! Every file in what was brought: folders are walked to their ends, links followed, but nothing is walked twice.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;
use std::path::PathBuf;

use super::reading::Reading;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::flows::import_many::Leftover;
use crate::flows::import_many::outdated;

/// The most files that are looked at.
pub(super) const FILES_MAX: usize = 250_000;

/// So deep may folders lie in folders.
const DEPTH_MAX: usize = 32;

/// A file, and what the person knows it by: its path from the folder that was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) shown: String,
}

/// What the walk came upon.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) files: Vec<Found>,
    pub(super) left_out: Vec<Leftover>,
    /// A folder was among what was brought.
    pub(super) has_folder: bool,
    /// Folders that were entered, by their true paths.
    entered: HashSet<PathBuf>,
}

impl Walk {
    /// Walks everything, in the order of names.
    pub(super) fn through(paths: &[PathBuf], reading: &Reading) -> Result<Self> {
        let mut walk = Self::default();
        for path in paths {
            let shown = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            walk.has_folder |= path.is_dir();
            walk.visit(Found { path: path.clone(), shown }, 0, reading)?;
        }
        Ok(walk)
    }

    /// Of tools that keep what they have replaced, only what is in use is looked at.
    pub(super) fn leave_out_outdated(&mut self) {
        let paths: Vec<&Path> = self.files.iter().map(|file| file.path.as_path()).collect();
        let outdated = outdated(&paths);
        let files = std::mem::take(&mut self.files);
        for (file, outdated) in files.into_iter().zip(outdated) {
            match outdated {
                Some(outdated) => self.leave_out(&file, outdated.what, &format!("It is an older version of “{}”.", outdated.lineage)),
                None => self.files.push(file),
            }
        }
    }

    fn visit(&mut self, found: Found, depth: usize, reading: &Reading) -> Result<()> {
        match fs::metadata(&found.path) {
            Ok(kind) if kind.is_dir() && depth >= DEPTH_MAX => self.leave_out(&found, "a folder", "It lies too deep in other folders."),
            Ok(kind) if kind.is_dir() => self.enter(&found, depth, reading)?,
            Ok(kind) if kind.is_file() => self.add(found, reading)?,
            Ok(_) => self.leave_out(&found, "a device or a pipe", "It is not a file."),
            Err(error) if found.path.is_symlink() => self.leave_out(&found, "a link", dead_link(&error)),
            Err(error) => self.leave_out(&found, "a file", &unreadable(&error)),
        }
        Ok(())
    }

    fn enter(&mut self, folder: &Found, depth: usize, reading: &Reading) -> Result<()> {
        let entered = folder.path.canonicalize().is_ok_and(|path| self.entered.insert(path));
        if !entered {
            self.leave_out(folder, "a link to a folder", "That folder was looked at already.");
            return Ok(());
        }
        match names_in(&folder.path) {
            Ok(names) => names.into_iter().try_for_each(|name| {
                let shown = format!("{}/{}", folder.shown, name.to_string_lossy());
                self.visit(Found { path: folder.path.join(&name), shown }, depth + 1, reading)
            }),
            Err(error) => {
                self.leave_out(folder, "a folder", &unreadable(&error));
                Ok(())
            }
        }
    }

    fn add(&mut self, file: Found, reading: &Reading) -> Result<()> {
        if self.files.len() >= FILES_MAX {
            return Err(Error::new(ErrorCode::TooLarge, format!("There are more than {FILES_MAX} files in it."))
                .help("Choose the folder that the certificates are in, or bring it in parts."));
        }
        self.files.push(file);
        reading.found(1)
    }

    fn leave_out(&mut self, found: &Found, what: &str, reason: &str) {
        self.left_out.push(Leftover { source: found.shown.clone(), what: what.into(), reason: reason.into() });
    }
}

fn names_in(folder: &Path) -> io::Result<Vec<std::ffi::OsString>> {
    let mut names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}

fn dead_link(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "It is a link that leads nowhere.",
        _ => "It is a link that cannot be followed.",
    }
}

pub(super) fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "Your user may not read it.".into(),
        _ => format!("It cannot be read: {error}."),
    }
}
