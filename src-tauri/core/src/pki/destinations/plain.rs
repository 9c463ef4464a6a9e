//! Files for whatever is not in the list.

use super::Destination;
use super::Item;
use super::always;
use crate::pki::bundle::Bundle;
use crate::pki::export::CERTIFICATE;
use crate::pki::export::CHAIN;
use crate::pki::export::FULL_CHAIN;
use crate::pki::export::PRIVATE_KEY;

pub(super) const PLAIN: Destination = Destination {
    id: "plain",
    title: "Plain files",
    help: "Certificate, chain, full chain and private key as PEM files of their own, for everything that is not in this list.",
    weak: None,
    files,
    unavailable: always,
    configuration_title: "To look at the certificate",
    configuration: |setting| format!("openssl x509 -noout -text -in {}\n", setting.path("", 0)),
};

/// A file for each thing there is.
fn files(bundle: &Bundle) -> Vec<Item> {
    let certificate = Item { ending: "-cert.pem", what: "the certificate alone", format: &CERTIFICATE };
    let chain = Item { ending: "-chain.pem", what: "its intermediates in order", format: &CHAIN };
    let full_chain = Item { ending: "-fullchain.pem", what: "the certificate, then its intermediates", format: &FULL_CHAIN };
    let key = Item { ending: "-key.pem", what: "the private key", format: &PRIVATE_KEY };
    let all = [certificate, chain, full_chain, key];
    all.into_iter().filter(|file| (file.format.unavailable)(bundle).is_none()).collect()
}
