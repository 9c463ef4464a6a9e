//! The PEM zoo of `tests/fixtures/pem`, for the tests of this room.

use super::bundle::Bundle;
use super::bundle::Certificate;
use super::bundle::FieldError;
use super::pem;
use super::pem::Part;
use crate::domain::timestamp::Timestamp;
use crate::domain::version::Payload;

/// 2026-01-01T00:00:00Z.
pub fn now() -> Timestamp {
    Timestamp::from_unix(1_767_225_600)
}

/// The bytes of a file of the zoo.
pub fn file(name: &str) -> Vec<u8> {
    let path = format!("{}/../../tests/fixtures/pem/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub fn parts(name: &str) -> Vec<Part> {
    pem::read(&file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

pub fn certificate(name: &str) -> Certificate {
    Certificate::read(&file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Certificate, key and intermediates, each the files named, one after the other; no key when its name is empty.
pub fn bundle(certificate: &str, key: &str, intermediates: &[&str]) -> Result<Bundle, FieldError> {
    let intermediate: Vec<u8> = intermediates.iter().flat_map(|name| file(name)).collect();
    Bundle::read(&Payload {
        certificate: file(certificate),
        private_key: (!key.is_empty()).then(|| file(key).into()),
        intermediate: (!intermediates.is_empty()).then_some(intermediate),
    })
}
