//! The files that people take away. Formats are a list: one more is one file here and one word in [`FORMATS`].

use secrecy::SecretSlice;

use super::Error;
use super::bundle::Bundle;

mod pem;
mod zip;

/// One format that a bundle can be written in.
#[derive(Clone, Copy, Debug)]
pub struct ExportFormat {
    pub id: &'static str,
    pub title: &'static str,
    /// One sentence: what is in it, and what it is for.
    pub help: &'static str,
    /// What its file names end in, without the dot.
    pub extension: &'static str,
    /// What tells its suggested file name from the others, such as `-chain`; may be empty.
    pub suffix: &'static str,
    /// Whether a private key is in it when the bundle has one.
    pub contains_key: bool,
    /// Why this bundle cannot be written in it; none when it can.
    pub unavailable: fn(&Bundle) -> Option<&'static str>,
    /// The bytes of the file.
    pub write: fn(&Bundle) -> Result<SecretSlice<u8>, Error>,
}

/// Every format, in the order they are offered.
pub static FORMATS: &[ExportFormat] = &[
    pem::CERTIFICATE,
    pem::FULL_CHAIN,
    pem::CHAIN,
    pem::PRIVATE_KEY,
    pem::PRIVATE_KEY_TRADITIONAL,
    pem::EVERYTHING,
    zip::ZIP,
];

/// The format with this id.
pub fn find(id: &str) -> Option<&'static ExportFormat> {
    FORMATS.iter().find(|format| format.id == id)
}

fn always(_: &Bundle) -> Option<&'static str> {
    None
}

fn without_chain(bundle: &Bundle) -> Option<&'static str> {
    bundle.intermediates().is_empty().then_some("There is no intermediate certificate.")
}

fn without_key(bundle: &Bundle) -> Option<&'static str> {
    bundle.private_key().is_none().then_some("There is no private key.")
}
