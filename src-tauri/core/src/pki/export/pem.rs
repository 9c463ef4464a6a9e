//! PEM files (RFC 7468), canonical whatever was stored: LF, 64 letters a line, nothing around the blocks.

use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use zeroize::Zeroizing;

use super::ExportFormat;
use super::all;
use super::always;
use super::intermediates;
use super::leaf;
use super::none;
use super::sent;
use super::without_chain;
use super::without_key;
use crate::domain::key::PrivateKey;
use crate::pki::Error;
use crate::pki::bundle::Bundle;
use crate::pki::bundle::Certificate;
use crate::pki::keys;
use crate::pki::pem;
use crate::pki::reread::Reader;

pub(in crate::pki) const CERTIFICATE: ExportFormat = ExportFormat {
    id: "certificate",
    title: "Certificate",
    help: "The certificate alone, without its chain and its key.",
    extension: "pem",
    suffix: "",
    contains_key: false,
    needs_password: false,
    certificates: leaf,
    reader: Reader::Pem,
    unavailable: always,
    write: |bundle, _| Ok(certificate(bundle).into()),
};

pub(in crate::pki) const FULL_CHAIN: ExportFormat = ExportFormat {
    id: "fullChain",
    title: "Full chain",
    help: "The certificate, then its intermediates in order: what most servers want as their certificate file.",
    extension: "pem",
    suffix: "-fullchain",
    contains_key: false,
    needs_password: false,
    certificates: all,
    reader: Reader::Pem,
    unavailable: without_chain,
    write: |bundle, _| Ok([certificate(bundle), chain(bundle)].concat().into()),
};

pub(in crate::pki) const CHAIN: ExportFormat = ExportFormat {
    id: "chain",
    title: "Chain",
    help: "The intermediates in order, without the certificate itself.",
    extension: "pem",
    suffix: "-chain",
    contains_key: false,
    needs_password: false,
    certificates: intermediates,
    reader: Reader::Pem,
    unavailable: without_chain,
    write: |bundle, _| match without_chain(bundle) {
        Some(reason) => Err(Error::Unavailable { reason }),
        None => Ok(chain(bundle).into()),
    },
};

pub(in crate::pki) const PRIVATE_KEY: ExportFormat = ExportFormat {
    id: "privateKey",
    title: "Private key (PKCS#8)",
    help: "The private key, unencrypted, in the form that every current program reads.",
    extension: "pem",
    suffix: "-key",
    contains_key: true,
    needs_password: false,
    certificates: none,
    reader: Reader::Pem,
    unavailable: without_key,
    write: |bundle, _| keys::to_pkcs8_pem(key(bundle)?),
};

pub(super) const PRIVATE_KEY_TRADITIONAL: ExportFormat = ExportFormat {
    id: "privateKeyTraditional",
    title: "Private key (PKCS#1 or SEC1)",
    help: "The private key, unencrypted, in the older form that some programs insist on.",
    extension: "pem",
    suffix: "-key",
    contains_key: true,
    needs_password: false,
    certificates: none,
    reader: Reader::Pem,
    unavailable: without_traditional_key,
    write: |bundle, _| keys::to_traditional_pem(key(bundle)?),
};

pub(super) const EVERYTHING: ExportFormat = ExportFormat {
    id: "pem",
    title: "One PEM file",
    help: "Private key, certificate and chain in one file, as HAProxy and others want it.",
    extension: "pem",
    suffix: "-all",
    contains_key: true,
    needs_password: false,
    certificates: all,
    reader: Reader::Pem,
    unavailable: always,
    write: |bundle, _| everything(bundle, all),
};

/// The file that a server sends its chain from; not offered by itself.
pub(in crate::pki) const SERVER_CHAIN: ExportFormat = ExportFormat {
    id: "serverChain",
    title: "Chain for a server",
    help: "The certificate, then its intermediates in order, without the root.",
    unavailable: always,
    certificates: sent,
    write: |bundle, _| Ok(blocks(sent(bundle)).into()),
    ..FULL_CHAIN
};

/// Key and chain in one file, as a server wants it; not offered by itself.
pub(in crate::pki) const SERVER_PEM: ExportFormat = ExportFormat {
    id: "serverPem",
    title: "Key and chain for a server",
    help: "The private key, the certificate and its intermediates in order, without the root.",
    unavailable: without_key,
    certificates: sent,
    write: |bundle, _| everything(bundle, sent),
    ..EVERYTHING
};

/// The certificate as PEM.
pub(super) fn certificate(bundle: &Bundle) -> Vec<u8> {
    block(bundle.certificate())
}

/// The intermediates as PEM, in the order of the chain.
pub(super) fn chain(bundle: &Bundle) -> Vec<u8> {
    blocks(bundle.ordered_intermediates())
}

/// Certificates as PEM, one after the other.
pub(super) fn blocks(certificates: Vec<&Certificate>) -> Vec<u8> {
    certificates.into_iter().flat_map(block).collect()
}

fn block(certificate: &Certificate) -> Vec<u8> {
    pem::certificate_pem(certificate.der()).into_bytes()
}

/// The key, or that there is none.
pub(super) fn key(bundle: &Bundle) -> Result<&PrivateKey, Error> {
    let reason = without_key(bundle).unwrap_or_default();
    bundle.private_key().ok_or(Error::Unavailable { reason })
}

fn without_traditional_key(bundle: &Bundle) -> Option<&'static str> {
    match bundle.private_key() {
        Some(key) => keys::without_traditional_form(key),
        None => without_key(bundle),
    }
}

fn everything(bundle: &Bundle, certificates: fn(&Bundle) -> Vec<&Certificate>) -> Result<SecretSlice<u8>, Error> {
    let key = match bundle.private_key() {
        Some(key) => keys::to_pkcs8_pem(key)?,
        None => Vec::new().into(),
    };
    let all = Zeroizing::new([key.expose_secret(), &blocks(certificates(bundle))].concat());
    Ok(all.to_vec().into())
}
