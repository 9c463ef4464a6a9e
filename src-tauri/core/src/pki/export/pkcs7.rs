//! The chain as PKCS#7 (RFC 2315): `.p7b`.

use std::iter::once;

use super::ExportFormat;
use super::always;
use crate::pki::pkcs7;

pub(super) const PKCS7: ExportFormat = ExportFormat {
    id: "pkcs7",
    title: "Chain (PKCS#7)",
    help: "The certificate and its intermediates in one binary file without the key, as Windows and Tomcat take them.",
    extension: "p7b",
    suffix: "",
    contains_key: false,
    needs_password: false,
    unavailable: always,
    write: |bundle, _| {
        let all = once(bundle.certificate()).chain(bundle.ordered_intermediates());
        Ok(pkcs7::write(all.map(|certificate| certificate.der().as_bytes())).to_vec().into())
    },
};
