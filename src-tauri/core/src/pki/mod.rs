//! What certificates and keys are made of: PEM, X.509, private keys, and the files people take away.
//!
//! This room owns every byte-level rule: what is in a file of any format ([`contents`]) and in an archive ([`archive`]), behind a password too, which spellings of PEM
//! are understood ([`pem`]), what a certificate says ([`facts`], [`text`]),
//! which private keys are kept ([`keys`]), how leaf, key and chain belong together ([`bundle`], [`chain`], [`sort`], [`warnings`]), what
//! many files hold together ([`inventory`])
//! and what can be written ([`export`], and signing requests in [`csr`]), what is issued here ([`issue`]), taken back ([`crl`]) and
//! proven ([`verify`]). It is the only room that knows x509-parser, rcgen, webpki and the ciphers that private keys come encrypted with.
//!
//! Deliberately absent: files, the network, the clock (time is an argument) and logs. Errors carry facts, never bytes of the input.
//! The flows call it; the back rooms do not.

pub mod archive;
pub mod bundle;
pub mod chain;
pub mod contents;
pub mod crl;
pub mod csr;
pub mod destinations;
pub mod error;
pub mod export;
pub mod facts;
pub mod format;
pub mod inventory;
pub mod issue;
pub mod keys;
pub mod lint;
pub mod pem;
pub mod request;
pub mod reread;
pub mod signature;
pub mod sort;
pub mod subject;
pub mod text;
pub mod verify;
pub mod warnings;

mod cipher;
mod curves;
mod der;
mod encrypted;
mod extensions;
mod jks;
mod legacy;
mod names;
mod oids;
mod password;
mod pbmac1;
mod pkcs12;
mod pkcs7;
mod rsa;

#[cfg(test)]
mod fixtures;

pub use error::Error;
