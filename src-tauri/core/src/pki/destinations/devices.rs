//! What people carry: the keychain of a Mac, a phone.

use super::Destination;
use super::Item;
use super::without_usual_key;
use crate::pki::export::PKCS12_LEGACY;

const FILE: Item = Item { ending: ".p12", what: "the private key, the certificate and its chain", format: &PKCS12_LEGACY };

pub(super) const MACOS: Destination = Destination {
    id: "macos",
    title: "macOS Keychain",
    help: "A PKCS#12 file (3DES) that every macOS imports, by double click or in Terminal.",
    weak: Some(
        "macOS refuses the stronger forms in many versions, so this one has weak encryption (3DES, SHA-1). Choose a long password and delete the file once it is imported.",
    ),
    files: |_| vec![FILE],
    unavailable: without_usual_key,
    configuration_title: "In Terminal",
    configuration: |setting| format!("security import {} -k ~/Library/Keychains/login.keychain-db\n", setting.path("", 0)),
};

pub(super) const ANDROID: Destination = Destination {
    id: "android",
    title: "Android",
    help: "A PKCS#12 file (3DES) that every Android installs, for Wi-Fi, VPN and apps.",
    weak: Some(
        "Android refuses the stronger forms in many versions, so this one has weak encryption (3DES, SHA-1). Choose a long password and delete the file once it is installed.",
    ),
    configuration_title: "On the phone",
    configuration: |setting| {
        format!(
            "Copy {} to the phone.\nOpen Settings → Security → Encryption & credentials → Install a certificate.\n\
             Choose VPN & app user certificate, or Wi-Fi certificate, and type the password.\n",
            setting.file(0)
        )
    },
    ..MACOS
};
