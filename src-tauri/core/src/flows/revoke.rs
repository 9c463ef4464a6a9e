//! Revoke: a certificate that an own authority issued is taken back, and its revocation list says so at once.

use serde::Deserialize;
use ts_rs::TS;

use crate::domain::id::AuthorityId;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::revocation::RevocationReason;

/// A version of a private certificate is revoked; the secret's name is typed to confirm.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RevokeVersion {
    pub secret_id: SecretId,
    pub version_id: VersionId,
    pub reason: RevocationReason,
    pub typed_name: String,
}

/// A version on hold is released: it leaves the revocation list.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReleaseVersion {
    pub secret_id: SecretId,
    pub version_id: VersionId,
}

/// What an authority issued is revoked by its serial number, whether it lies here or not.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RevokeIssued {
    pub authority_id: AuthorityId,
    pub serial_number: String,
    pub reason: RevocationReason,
}

/// What an authority issued and holds back is released.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReleaseIssued {
    pub authority_id: AuthorityId,
    pub serial_number: String,
}
