//! The chain as PKCS#7 (RFC 2315): `.p7b`.

use super::ExportFormat;
use super::all;
use super::always;
use crate::pki::pkcs7;
use crate::pki::reread::Reader;

pub(super) const PKCS7: ExportFormat = ExportFormat {
    id: "pkcs7",
    title: "Chain (PKCS#7)",
    help: "The certificate and its intermediates in one binary file without the key, as Windows and Tomcat take them.",
    extension: "p7b",
    suffix: "",
    contains_key: false,
    needs_password: false,
    certificates: all,
    reader: Reader::Pkcs7,
    unavailable: always,
    write: |bundle, _| Ok(pkcs7::write(all(bundle).into_iter().map(|certificate| certificate.der().as_bytes())).to_vec().into()),
};
