//! The certificate as bare DER (X.690).

use super::ExportFormat;
use super::always;
use super::leaf;
use crate::pki::reread::Reader;

pub(super) const DER: ExportFormat = ExportFormat {
    id: "der",
    title: "Certificate (DER)",
    help: "The certificate alone in binary form, as Windows and Java programs often want it.",
    extension: "cer",
    suffix: "",
    contains_key: false,
    needs_password: false,
    certificates: leaf,
    reader: Reader::Der,
    unavailable: always,
    write: |bundle, _| Ok(bundle.certificate().der().as_bytes().to_vec().into()),
};
