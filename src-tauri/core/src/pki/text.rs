//! A certificate as the text that administrators know.

use crate::domain::certificate::CertificateDer;

use super::Error;

/// The whole certificate as text, field by field.
pub fn text(_der: &CertificateDer) -> Result<String, Error> {
    Err(Error::Empty)
}
