//! A file that leaves the vault counts as written when reading it gives back the same bytes.

use std::fs;
use std::path::Path;

use serde::Serialize;
use ts_rs::TS;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::files::Existing;
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

fn differs(path: &Path) -> Error {
    Error::new(ErrorCode::FileDiffers, format!("“{}” was written, but reading it does not give back what was written.", path.display()))
        .help("Do not use this file. Look at the disk, and download again to another place.")
}
