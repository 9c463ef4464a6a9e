//! The files that people take away. Formats are a list: one more is one file here and one word in [`FORMATS`].

use secrecy::SecretSlice;
use secrecy::SecretString;

use super::Error;
use super::bundle::Bundle;
use super::password::Password;

pub mod collection;
mod der;
mod encrypted_key;
mod pem;
mod pkcs12;
mod pkcs7;
mod zip;

/// The fewest characters that a password of a file has.
pub const PASSWORD_MIN: usize = 4;

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
    /// Whether it is protected by a password.
    pub needs_password: bool,
    /// Why this bundle cannot be written in it; none when it can.
    pub unavailable: fn(&Bundle) -> Option<&'static str>,
    /// The bytes of the file.
    pub write: fn(&Bundle, &Inscription) -> Result<SecretSlice<u8>, Error>,
}

/// What goes into a file besides the bundle, where its format has a place for it.
#[derive(Clone, Copy, Debug)]
pub struct Inscription<'i> {
    /// What the certificate is called.
    pub name: &'i str,
    pub password: Option<&'i SecretString>,
}

impl<'i> Inscription<'i> {
    fn password(&self) -> Result<Password<'i>, Error> {
        self.password.map(Password::Typed).ok_or(Error::Unavailable { reason: "This form needs a password." })
    }
}

/// Every format, in the order they are offered.
pub static FORMATS: &[ExportFormat] = &[
    pem::CERTIFICATE,
    pem::FULL_CHAIN,
    pem::CHAIN,
    pem::PRIVATE_KEY,
    pem::PRIVATE_KEY_TRADITIONAL,
    encrypted_key::ENCRYPTED_KEY,
    pem::EVERYTHING,
    pkcs12::PKCS12,
    pkcs12::PKCS12_LEGACY,
    pkcs7::PKCS7,
    der::DER,
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

#[cfg(test)]
mod tests;
