//! ZIP: its files, each read as PEM.

use std::io::Cursor;
use std::io::Read;

use zeroize::Zeroizing;
use zip::ZipArchive;

use super::Difference;
use super::Found;
use super::pem;
use super::unreadable;

/// Everything in the archive together, in its order.
pub(super) fn read(bytes: &[u8]) -> Result<Found, Difference> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut whole = Zeroizing::new(Vec::with_capacity(bytes.len()));
    for at in 0..archive.len() {
        archive.by_index(at).map_err(unreadable)?.read_to_end(&mut whole).map_err(unreadable)?;
    }
    pem::read(&whole, None)
}
