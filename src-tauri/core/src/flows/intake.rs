//! The tray: what was dropped, picked or pasted lies here, inspected, until it becomes a secret or is put away.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::vault::Typed;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::IntakeId;
use crate::domain::id::SecretId;
use crate::error::Error;

/// The three fields of an imported certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum IntakeField {
    Certificate,
    PrivateKey,
    Intermediate,
}

/// Text that the person pasted or typed into a field.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FillIntake {
    /// The intake to fill; a new one when there is none yet.
    pub intake_id: Option<IntakeId>,
    pub field: IntakeField,
    pub text: Typed,
}

/// A field of an intake; for a new intake when there is none yet.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct IntakeTarget {
    pub intake_id: Option<IntakeId>,
    pub field: IntakeField,
}

/// Lays what one intake holds into another, or into one field of it, and puts the first away.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MergeIntake {
    pub from: IntakeId,
    pub into: IntakeId,
    /// The field it was dropped on, if any.
    pub field: Option<IntakeField>,
}

/// What lies in the tray, without any key material.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct IntakePreview {
    pub id: IntakeId,
    pub certificate: FieldPreview,
    pub private_key: FieldPreview,
    pub intermediate: FieldPreview,
    /// What the certificate says, as soon as it parses.
    pub facts: Option<CertificateFacts>,
    pub warnings: Vec<crate::pki::warning::Warning>,
    /// What was done with the input that the person did not ask for.
    pub notes: Vec<String>,
    pub suggested_name: Option<String>,
    /// Secrets that hold this very certificate already.
    pub already_held: Vec<HeldSecret>,
    /// The certificate has expired: it can be kept for the record only.
    pub expired: bool,
    /// Nothing stands in the way but, perhaps, the expiry.
    pub complete: bool,
}

/// What lies in one field.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldPreview {
    /// File name, or that it was pasted; absent when the field is empty.
    pub source: Option<String>,
    /// `RSA 2048 private key`, `2 certificates` …
    pub summary: Option<String>,
    pub error: Option<Error>,
}

/// A secret that holds the same certificate.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HeldSecret {
    pub id: SecretId,
    pub name: String,
}
