//! Versions: one payload each of a secret, numbered from 1.

use std::fmt;

use secrecy::SecretSlice;

use super::id::SecretId;
use super::id::VersionId;
use super::metadata::CustomMetadata;
use super::revocation::Revocation;
use super::timestamp::Timestamp;

/// The most versions of a secret whose payload a person can have kept; as many as are kept when nothing is chosen.
pub const VERSIONS_KEPT_MOST: u32 = 50;
/// The fewest: the current one and the one before it.
pub const VERSIONS_KEPT_LEAST: u32 = 2;

/// What is known of one version without opening its payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretVersion {
    pub id: VersionId,
    pub secret_id: SecretId,
    /// 1 for the first; the highest is the current one.
    pub number: u32,
    pub created_at: Timestamp,
    pub created_by: String,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
    pub serial_number: String,
    pub fingerprint_sha256: String,
    pub key_algorithm: String,
    pub private_key_included: bool,
    pub intermediate_included: bool,
    pub payload_available: bool,
    pub downloaded: bool,
    pub auto_rotated: bool,
    pub custom_metadata: CustomMetadata,
    /// Number of the version whose payload it took over.
    pub restored_from: Option<u32>,
    /// How many locks are on it.
    pub locks: u32,
    /// When its authority took it back, and why.
    pub revoked: Option<Revocation>,
}

/// What a version holds, byte for byte as the person gave it: PEM text in each field.
pub struct Payload {
    pub certificate: Vec<u8>,
    pub private_key: Option<SecretSlice<u8>>,
    pub intermediate: Option<Vec<u8>>,
}

impl fmt::Debug for Payload {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (key, intermediate) = (self.private_key.is_some(), self.intermediate.is_some());
        write!(out, "Payload {{ certificate: {} bytes, private_key: {key}, intermediate: {intermediate} }}", self.certificate.len())
    }
}
