//! The files that people take away. Formats are a list: one more is one file here and one word in [`FORMATS`].

use secrecy::SecretSlice;
use secrecy::SecretString;

use super::Error;
use super::bundle::Bundle;
use super::bundle::Certificate;
use super::chain;
use super::password::Password;
use super::reread::Reader;

pub mod collection;
mod der;
mod encrypted_key;
mod kubernetes;
mod pem;
mod pkcs12;
mod pkcs7;
mod trust_store;
mod zip;

pub(super) use kubernetes::KUBERNETES;
pub(super) use kubernetes::name as kubernetes_name;
pub(super) use pem::CERTIFICATE;
pub(super) use pem::CHAIN;
pub(super) use pem::FULL_CHAIN;
pub(super) use pem::PRIVATE_KEY;
pub(super) use pem::SERVER_CHAIN;
pub(super) use pem::SERVER_PEM;
pub(super) use pkcs12::PKCS12;
pub(super) use pkcs12::PKCS12_LEGACY;
pub(super) use trust_store::TRUST_STORE;

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
    /// The certificates in it, in their order.
    pub certificates: fn(&Bundle) -> Vec<&Certificate>,
    /// What opens it again once it is written.
    pub reader: Reader,
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
    CERTIFICATE,
    FULL_CHAIN,
    CHAIN,
    PRIVATE_KEY,
    pem::PRIVATE_KEY_TRADITIONAL,
    encrypted_key::ENCRYPTED_KEY,
    pem::EVERYTHING,
    PKCS12,
    PKCS12_LEGACY,
    TRUST_STORE,
    pkcs7::PKCS7,
    der::DER,
    zip::ZIP,
];

/// The format with this id.
pub fn find(id: &str) -> Option<&'static ExportFormat> {
    FORMATS.iter().find(|format| format.id == id)
}

/// No certificate.
fn none(_: &Bundle) -> Vec<&Certificate> {
    Vec::new()
}

/// The certificate alone.
fn leaf(bundle: &Bundle) -> Vec<&Certificate> {
    vec![bundle.certificate()]
}

/// The intermediates in the order of the chain.
fn intermediates(bundle: &Bundle) -> Vec<&Certificate> {
    bundle.ordered_intermediates()
}

/// The certificate, then its intermediates in the order of the chain.
fn all(bundle: &Bundle) -> Vec<&Certificate> {
    [leaf(bundle), intermediates(bundle)].concat()
}

/// What a server sends: the chain without the root, which clients have, and without what is not on the way (RFC 8446 §4.4.2).
fn sent(bundle: &Bundle) -> Vec<&Certificate> {
    let links = bundle.way().links;
    let is_sent = |(at, link): &(usize, &Certificate)| *at == 0 || !chain::is_root(link);
    links.into_iter().enumerate().filter(is_sent).map(|(_, link)| link).collect()
}

/// Whom a client has to trust to take the certificate: its issuers, or the certificate where nothing is held above it.
fn trusted(bundle: &Bundle) -> Vec<&Certificate> {
    match bundle.way().links.split_off(1) {
        above if above.is_empty() => leaf(bundle),
        above => above,
    }
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
