//! Many bundles in one archive, a folder for each; written as it grows, so that no more than one bundle is held at a time.

use std::collections::HashSet;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Write;
use std::path::Path;

use aws_lc_rs::digest::Context;
use aws_lc_rs::digest::Digest;
use aws_lc_rs::digest::SHA256;
use aws_lc_rs::digest::digest;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use zeroize::Zeroizing;
use zip::CompressionMethod;
use zip::ZipArchive;
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::ExportFormat;
use super::Inscription;
use super::zip::ZIP;
use super::zip::parts;
use crate::pki::Error;
use crate::pki::bundle::Bundle;

/// Why a bundle is not in the archive.
#[derive(Debug)]
pub enum NotAdded {
    /// It cannot be written in this form; the archive is as it was.
    Bundle(Error),
    /// The archive itself cannot be written.
    File(io::Error),
}

/// An archive that is being written.
#[derive(Debug)]
pub struct Collection<'f> {
    writer: ZipWriter<&'f mut File>,
    folders: HashSet<String>,
    contents: Contents,
}

/// What an archive must be found to hold when it is read again.
#[derive(Debug, Default)]
pub struct Contents {
    files: Vec<(String, Digest)>,
    /// At least one private key is in it.
    pub contains_key: bool,
}

impl<'f> Collection<'f> {
    /// Starts an archive in an empty file.
    pub fn new(file: &'f mut File) -> Self {
        Self { writer: ZipWriter::new(file), folders: HashSet::new(), contents: Contents::default() }
    }

    /// Adds a folder with what `format` makes of a bundle; the form of one ZIP becomes a file for each thing there is.
    pub fn add(&mut self, format: &ExportFormat, bundle: &Bundle, inscription: &Inscription<'_>) -> Result<(), NotAdded> {
        let files = files(format, bundle, inscription).map_err(NotAdded::Bundle)?;
        let folder = self.free_folder(inscription.name);
        for (name, bytes, mode) in files {
            let path = format!("{folder}/{name}");
            let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).unix_permissions(mode);
            self.writer.start_file(path.as_str(), options).map_err(not_written)?;
            self.writer.write_all(bytes.expose_secret()).map_err(NotAdded::File)?;
            self.contents.files.push((path, digest(&SHA256, bytes.expose_secret())));
        }
        self.contents.contains_key |= format.contains_key && bundle.private_key().is_some();
        Ok(())
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.contents.files.is_empty()
    }

    /// Writes the table of contents.
    pub fn finish(self) -> io::Result<Contents> {
        match self.writer.finish() {
            Ok(_) => Ok(self.contents),
            Err(error) => Err(io::Error::from(error)),
        }
    }

    /// Names that differ by case only would lie over each other where files are unpacked that do not.
    fn free_folder(&mut self, name: &str) -> String {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.to_owned()).chain(numbered).find(|folder| self.folders.insert(folder.to_lowercase()));
        free.unwrap_or_else(|| name.to_owned())
    }
}

impl Contents {
    /// Whether the archive at `path` holds exactly this.
    pub fn are_in(&self, path: &Path) -> io::Result<bool> {
        let mut archive = ZipArchive::new(File::open(path)?)?;
        if archive.len() != self.files.len() {
            return Ok(false);
        }
        let mut chunk = Zeroizing::new(vec![0; 16 * 1024]);
        for (name, expected) in &self.files {
            let mut file = archive.by_name(name)?;
            let mut found = Context::new(&SHA256);
            loop {
                match file.read(&mut chunk)? {
                    0 => break,
                    read => found.update(&chunk[..read]),
                }
            }
            if found.finish().as_ref() != expected.as_ref() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

type Files = Vec<(String, SecretSlice<u8>, u32)>;

fn files(format: &ExportFormat, bundle: &Bundle, inscription: &Inscription<'_>) -> Result<Files, Error> {
    if format.id == ZIP.id {
        return Ok(parts(bundle)?.into_iter().map(|file| (file.name.to_owned(), file.bytes, file.mode)).collect());
    }
    if let Some(reason) = (format.unavailable)(bundle) {
        return Err(Error::Unavailable { reason });
    }
    let name = format!("{}{}.{}", inscription.name, format.suffix, format.extension);
    let mode = if format.contains_key { 0o600 } else { 0o644 };
    Ok(vec![(name, (format.write)(bundle, inscription)?, mode)])
}

fn not_written(error: ZipError) -> NotAdded {
    NotAdded::File(io::Error::from(error))
}
