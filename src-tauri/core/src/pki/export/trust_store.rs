//! The issuers as PKCS#12 (RFC 7292) whose certificates Java takes as trusted.

use super::ExportFormat;
use super::always;
use super::pkcs12;
use super::trusted;
use crate::pki::reread::Reader;

pub(in crate::pki) const TRUST_STORE: ExportFormat = ExportFormat {
    id: "trustStore",
    title: "Trust store for Java (PKCS#12)",
    help: "The issuers, or the certificate where it has none here, as Java wants them to trust it: no private key, behind a password.",
    extension: "p12",
    suffix: "-truststore",
    contains_key: false,
    needs_password: true,
    certificates: trusted,
    reader: Reader::TrustStore,
    unavailable: always,
    write: |bundle, inscription| pkcs12::write_trusted(bundle, inscription),
};
