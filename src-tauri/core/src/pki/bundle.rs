//! A leaf certificate with its key and its intermediates.

use std::fmt;

use thiserror::Error as ThisError;

use crate::domain::certificate::CertificateDer;
use crate::domain::certificate::CertificateFacts;
use crate::domain::key::PrivateKey;
use crate::domain::version::Payload;

use super::Error;

/// The most certificates that one field or file may hold.
pub const CERTIFICATES_MAX: usize = 200;

/// One of the three things that an import consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Certificate,
    PrivateKey,
    Intermediate,
}

impl Field {
    /// Its name on the wire: `certificate`, `privateKey`, `intermediate`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::PrivateKey => "privateKey",
            Self::Intermediate => "intermediate",
        }
    }
}

/// What is wrong, and in which field.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
#[error("{}: {error}", field.code())]
pub struct FieldError {
    pub field: Field,
    pub error: Error,
}

/// A certificate and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    der: CertificateDer,
    facts: CertificateFacts,
}

impl Certificate {
    /// Its bytes.
    pub fn der(&self) -> &CertificateDer {
        &self.der
    }

    /// What it says.
    pub fn facts(&self) -> &CertificateFacts {
        &self.facts
    }
}

/// What the three fields of an import say together; a private key in it belongs to the certificate.
pub struct Bundle {
    certificate: Certificate,
    private_key: Option<PrivateKey>,
    intermediates: Vec<Certificate>,
}

impl Bundle {
    /// Reads the three fields; the first thing that is wrong is told with its field.
    pub fn read(_payload: &Payload) -> Result<Self, FieldError> {
        Err(FieldError { field: Field::Certificate, error: Error::Empty })
    }

    /// The leaf.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// What the leaf says.
    pub fn facts(&self) -> &CertificateFacts {
        &self.certificate.facts
    }

    /// The key of the leaf.
    pub fn private_key(&self) -> Option<&PrivateKey> {
        self.private_key.as_ref()
    }

    /// The other certificates, in the order they were given.
    pub fn intermediates(&self) -> &[Certificate] {
        &self.intermediates
    }
}

impl fmt::Debug for Bundle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { certificate, private_key, intermediates } = self;
        write!(out, "Bundle({}, {private_key:?}, {} intermediates)", certificate.facts.subject, intermediates.len())
    }
}
