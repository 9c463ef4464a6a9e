//! A file that leaves the vault counts as written when reading it gives back the same bytes.

use std::fs;
use std::fs::File;
use std::io;
use std::io::BufWriter;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use aws_lc_rs::digest::Context;
use aws_lc_rs::digest::Digest;
use aws_lc_rs::digest::SHA256;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use secrecy::SecretString;
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
use crate::pki::bundle::Bundle;
use crate::pki::export::ExportFormat;
use crate::pki::reread;
use crate::pki::reread::Difference;
use crate::pki::reread::Reread;

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
    read_same(path, path, bytes)?;
    Ok(WrittenFile { path: path.display().to_string(), bytes: bytes.len() as u64, contains_key })
}

/// A version in one form, to be written to a file.
#[derive(Debug)]
pub(super) struct Outgoing {
    pub path: PathBuf,
    pub format: &'static ExportFormat,
    pub bytes: SecretSlice<u8>,
}

/// Writes files aside and opens each again with the second reader. Only when all of them hold what they should does any take its place, so
/// that a file which is not as it should be never replaces one that was good. Answers what was written, and what was found in each.
pub(super) fn write_reread(
    files: &[Outgoing],
    bundle: &Bundle,
    password: Option<&SecretString>,
) -> Result<(Vec<WrittenFile>, Vec<Reread>)> {
    let (mut asides, mut found) = (Vec::new(), Vec::new());
    for file in files {
        let aside = written_aside(file)?;
        let again = read_same(aside.path(), &file.path, file.bytes.expose_secret())?;
        let what = reread::check(file.format, bundle, &again, password);
        found.push(what.map_err(|difference| holds_otherwise(&file.path, difference))?);
        asides.push(aside);
    }
    for aside in asides {
        aside.commit(Existing::Replace)?;
    }
    let written = files.iter().map(in_place).collect::<Result<_>>()?;
    Ok((written, found))
}

fn written_aside(file: &Outgoing) -> Result<Aside> {
    let mode = if file.format.contains_key { Mode::Private } else { Mode::Shared };
    let mut aside = Aside::new(&file.path, mode)?;
    aside.file().write_all(file.bytes.expose_secret()).map_err(|error| FileError::of(&file.path, error))?;
    Ok(aside)
}

fn in_place(file: &Outgoing) -> Result<WrittenFile> {
    let bytes = file.bytes.expose_secret();
    read_same(&file.path, &file.path, bytes)?;
    Ok(WrittenFile { path: file.path.display().to_string(), bytes: bytes.len() as u64, contains_key: file.format.contains_key })
}

/// What reading `path` gives, which must be `bytes`; `shown` is the path that the person knows.
fn read_same(path: &Path, shown: &Path, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    match fs::read(path).map(Zeroizing::new) {
        Ok(found) if found.as_slice() == bytes => Ok(found),
        Ok(_) => Err(differs(shown)),
        Err(error) => Err(differs(shown).because(error)),
    }
}

fn holds_otherwise(path: &Path, difference: Difference) -> Error {
    let message = format!("“{}” was not saved: when it was opened again by a second reader, {difference}.", path.display());
    Error::new(ErrorCode::FileDiffers, message)
        .help("Nothing was put in its place. Choose another form, and check the database under Settings.")
        .because(difference)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::version::Payload;
    use crate::pki::export::find;

    fn fixture(name: &str) -> Vec<u8> {
        fs::read(format!("{}/../../tests/fixtures/pem/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    fn bundle() -> Bundle {
        let payload =
            Payload { certificate: fixture("leaf.crt.pem"), private_key: Some(fixture("leaf.key.pem").into()), intermediate: None };
        Bundle::read(&payload).unwrap()
    }

    fn outgoing(path: PathBuf, format: &str, bytes: Vec<u8>) -> Outgoing {
        Outgoing { path, format: find(format).unwrap(), bytes: bytes.into() }
    }

    #[test]
    fn what_holds_something_else_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (good, bad) = (folder.path().join("shop.crt"), folder.path().join("shop.key"));
        fs::write(&good, "before").unwrap();
        fs::write(&bad, "before").unwrap();
        let files = [
            outgoing(good.clone(), "certificate", fixture("leaf.crt.pem")),
            outgoing(bad.clone(), "privateKey", fixture("rsa-2048.key.pem")),
        ];
        let error = write_reread(&files, &bundle(), None).unwrap_err();
        assert_eq!(error.code, ErrorCode::FileDiffers);
        assert!(error.message.contains("shop.key") && error.message.contains("does not belong"), "{error}");
        for file in [good, bad] {
            assert_eq!(fs::read(file).unwrap(), b"before");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left beside them");
    }

    #[test]
    fn what_is_as_it_should_be_takes_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.key");
        fs::write(&path, "before").unwrap();
        let (written, found) = write_reread(&[outgoing(path.clone(), "privateKey", fixture("leaf.key.pem"))], &bundle(), None).unwrap();
        assert!(written[0].contains_key && found[0].key.is_some());
        assert_eq!(fs::read(path).unwrap(), fixture("leaf.key.pem"));
    }
}
