//! What a certificate says (RFC 5280).

use crate::domain::certificate::CertificateDer;
use crate::domain::certificate::CertificateFacts;

use super::Error;

/// Everything the certificate says about itself.
pub fn facts(_der: &CertificateDer) -> Result<CertificateFacts, Error> {
    Err(Error::Empty)
}
