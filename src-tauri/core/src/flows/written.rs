//! A file that leaves the vault counts as written when reading it gives back the same bytes.

use std::fs;
use std::fs::File;
use std::io;
use std::io::BufWriter;
use std::io::Read;
use std::io::Write;
use std::path::Path;

use aws_lc_rs::digest::Context;
use aws_lc_rs::digest::Digest;
use aws_lc_rs::digest::SHA256;
use serde::Serialize;
use ts_rs::TS;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::files::Aside;
use crate::files::Existing;
use crate::files::FileError;
use crate::files::Mode;
use crate::files::write_aside;

/// A file that was written, read again and compared.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WrittenFile {
    pub path: String,
    pub bytes: u64,
    /// The file holds the private key and can be read by its owner alone.
    pub contains_key: bool,
}

/// Writes a file whole or not at all, and answers only when reading it gives the same bytes. A key's file is its owner's alone.
pub(super) fn write_checked(path: &Path, bytes: &[u8], contains_key: bool) -> Result<WrittenFile> {
    let mode = if contains_key { Mode::Private } else { Mode::Shared };
    write_aside(path, bytes, mode, Existing::Replace)?;
    match fs::read(path).map(Zeroizing::new) {
        Ok(found) if found.as_slice() == bytes => {
            Ok(WrittenFile { path: path.display().to_string(), bytes: bytes.len() as u64, contains_key })
        }
        Ok(_) => Err(differs(path)),
        Err(error) => Err(differs(path).because(error)),
    }
}

/// As [`write_checked`], for what is too long to be held at once: `write` is handed the file, and its bytes are counted and digested as
/// they go by.
pub(super) fn write_streamed(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<WrittenFile> {
    let mut aside = Aside::new(path, Mode::Shared)?;
    let mut digested = Digested { into: BufWriter::new(aside.file()), path, digest: Context::new(&SHA256), bytes: 0 };
    write(&mut digested)?;
    let (bytes, digest) = digested.finish()?;
    aside.commit(Existing::Replace)?;
    match digest_of(path) {
        Ok(found) if found.as_ref() == digest.as_ref() => Ok(WrittenFile { path: path.display().to_string(), bytes, contains_key: false }),
        Ok(_) => Err(differs(path)),
        Err(error) => Err(differs(path).because(error)),
    }
}

/// The error that a failed write into `path` is.
pub(super) fn not_written(path: &Path, error: io::Error) -> Error {
    FileError::of(path, error).into()
}

struct Digested<'f> {
    into: BufWriter<&'f mut File>,
    path: &'f Path,
    digest: Context,
    bytes: u64,
}

impl Digested<'_> {
    fn finish(mut self) -> Result<(u64, Digest)> {
        self.into.flush().map_err(|error| not_written(self.path, error))?;
        Ok((self.bytes, self.digest.finish()))
    }
}

impl Write for Digested<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.into.write(bytes)?;
        self.digest.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.into.flush()
    }
}

fn digest_of(path: &Path) -> io::Result<Digest> {
    let mut file = File::open(path)?;
    let (mut digest, mut chunk) = (Context::new(&SHA256), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut chunk)? {
            0 => return Ok(digest.finish()),
            read => digest.update(&chunk[..read]),
        }
    }
}

pub(super) fn differs(path: &Path) -> Error {
    Error::new(ErrorCode::FileDiffers, format!("“{}” was written, but reading it does not give back what was written.", path.display()))
        .help("Do not use this file. Look at the disk, and download again to another place.")
}
