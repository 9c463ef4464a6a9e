//! Create private certificate: judged by a template, signed by its authority, verified, kept.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::domain::id::AuthorityId;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::id::TemplateId;
use crate::domain::lint::LintFinding;
use crate::domain::private::PrivateContent;
use crate::domain::private::RotationPolicy;
use crate::domain::revocation::RevocationReason;
use crate::domain::template::NameVerdict;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;

/// What the person filled in to have a private certificate made.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CreatePrivateCertificate {
    pub name: String,
    pub description: String,
    pub group_id: GroupId,
    pub labels: Vec<String>,
    /// JSON text; empty for none.
    pub custom_metadata: String,
    pub template_id: TemplateId,
    pub content: PrivateContent,
    /// `None` to have it rotated by hand only.
    pub rotation: Option<RotationPolicy>,
}

/// What a template would say to a certificate that is not made yet.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct JudgePrivateCertificate {
    pub template_id: TemplateId,
    pub group_id: GroupId,
    pub content: PrivateContent,
    pub rotation: Option<RotationPolicy>,
}

/// What a template says to a request, field by field. Nothing is signed.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PrivateJudgement {
    pub common_name: Option<NameVerdict>,
    pub dns_names: Vec<NameVerdict>,
    pub email_addresses: Vec<NameVerdict>,
    pub ip_addresses: Vec<NameVerdict>,
    pub uris: Vec<NameVerdict>,
    pub other_names: Vec<NameVerdict>,
    /// The lifetime in force, in a sentence: `90 days, as the template says`.
    pub lifetime: String,
    pub not_after: Option<Timestamp>,
    pub next_rotation_at: Option<Timestamp>,
    pub findings: Vec<LintFinding>,
    /// What stands in the way, each at its field; empty when it would be issued.
    pub problems: Vec<Error>,
    /// What the signing request asks for, when there is one.
    pub csr_common_name: Option<String>,
    pub csr_names: Vec<String>,
}

/// What is particular to a private certificate, on its details page.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PrivateView {
    pub authority_id: Option<AuthorityId>,
    pub authority_name: String,
    /// `None` when the template was deleted.
    pub template_id: Option<TemplateId>,
    pub template_name: String,
    pub content: PrivateContent,
    pub rotation: Option<RotationPolicy>,
    pub next_rotation_at: Option<Timestamp>,
    /// When the last rotation by itself failed, and why, since the last one that did not.
    pub rotation_failed_at: Option<Timestamp>,
    pub rotation_failure: Option<Error>,
    /// When it is tried again.
    pub retry_at: Option<Timestamp>,
    /// Since when the current version is revoked.
    pub revoked_at: Option<Timestamp>,
    pub revocation_reason: Option<RevocationReason>,
}

/// The certificate is issued anew at once, as its template says today.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RotatePrivate {
    pub secret_id: SecretId,
    /// Another signing request (PEM) from now on; empty for the one before, or a new key.
    pub csr: String,
}

/// How a private certificate is rotated from now on.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditRotation {
    pub secret_id: SecretId,
    pub rotation: Option<RotationPolicy>,
}

/// A leaf's signing request is signed through a template without being kept as a secret.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SignLeafRequest {
    pub template_id: TemplateId,
    pub content: PrivateContent,
}
