//! One archive with a file for each thing there is.

use std::io::Cursor;
use std::io::Write;

use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use zeroize::Zeroizing;
use zip::CompressionMethod;
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use super::ExportFormat;
use super::all;
use super::always;
use super::pem;
use crate::pki::Error;
use crate::pki::bundle::Bundle;
use crate::pki::keys;
use crate::pki::reread::Reader;

pub(super) const ZIP: ExportFormat = ExportFormat {
    id: "zip",
    title: "ZIP archive",
    help: "certificate.pem, intermediate.pem and private_key.pem in one archive, as far as they are there.",
    extension: "zip",
    suffix: "",
    contains_key: true,
    needs_password: false,
    certificates: all,
    reader: Reader::Zip,
    unavailable: always,
    write: |bundle, _| write(bundle),
};

fn write(bundle: &Bundle) -> Result<SecretSlice<u8>, Error> {
    archive(&parts(bundle)?).map_err(|_| Error::Encoding { what: "the ZIP archive" })
}

/// A file of the archive: its name, its bytes, who may read it.
pub(super) struct PackedFile {
    pub(super) name: &'static str,
    pub(super) bytes: SecretSlice<u8>,
    pub(super) mode: u32,
}

/// A file for each thing there is.
pub(super) fn parts(bundle: &Bundle) -> Result<Vec<PackedFile>, Error> {
    let mut files = vec![PackedFile { name: "certificate.pem", bytes: pem::certificate(bundle).into(), mode: 0o644 }];
    if !bundle.intermediates().is_empty() {
        files.push(PackedFile { name: "intermediate.pem", bytes: pem::chain(bundle).into(), mode: 0o644 });
    }
    if let Some(key) = bundle.private_key() {
        files.push(PackedFile { name: "private_key.pem", bytes: keys::to_pkcs8_pem(key)?, mode: 0o600 });
    }
    Ok(files)
}

/// The files are stored, not compressed: a compressor would keep copies of the key in memory that nobody wipes.
fn archive(files: &[PackedFile]) -> ZipResult<SecretSlice<u8>> {
    const PER_FILE: usize = 512;
    let size: usize = files.iter().map(|file| file.bytes.expose_secret().len() + PER_FILE).sum();
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(size)));
    for PackedFile { name, bytes, mode } in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).unix_permissions(*mode);
        writer.start_file(*name, options)?;
        writer.write_all(bytes.expose_secret())?;
    }
    let written = Zeroizing::new(writer.finish()?.into_inner());
    Ok(written.to_vec().into())
}
