//! Whether one certificate's key signed another.

use crate::domain::certificate::CertificateDer;

/// What checking a signature found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureCheck {
    Valid,
    Invalid,
    /// The algorithm is too old, too new or too weak to be checked.
    Unsupported,
}

/// Whether the key of `issuer` signed `child` (RFC 5280 §4.1.1.3).
pub fn check(_child: &CertificateDer, _issuer: &CertificateDer) -> SignatureCheck {
    SignatureCheck::Unsupported
}
