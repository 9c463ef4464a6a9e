//! Own authorities: looked at, made, brought in, signed, changed, deleted.

mod addresses;
mod change;
mod create;
mod family;
mod files;
mod foreign;
mod guards;
mod issued;
mod keys;
mod outside;
mod plan;
mod presets;
mod signer;
mod view;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::domain::authority::AuthorityContent;
use crate::domain::authority::AuthorityKind;
use crate::domain::authority::AuthorityOptions;
use crate::domain::authority::AuthorityStatus;
use crate::domain::authority::CrlFacts;
use crate::domain::authority::SigningMethod;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::AuthorityId;
use crate::domain::id::IntakeId;
use crate::domain::id::SecretId;
use crate::domain::id::TemplateId;
use crate::domain::revocation::RevocationReason;
use crate::domain::template::TemplateContent;
use crate::domain::timestamp::Timestamp;
use crate::pki::warnings::Warning;

pub(in crate::flows) use addresses::PUBLISHED_BELOW;
pub(crate) use keys::KeyWork;
pub(in crate::flows) use keys::authority_key;
pub(in crate::flows) use signer::IssuedFor;
pub(in crate::flows) use signer::Signer;

/// An authority as the tree shows it. Roots come first, each followed by what stands below it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuthorityRow {
    pub id: AuthorityId,
    pub name: String,
    pub kind: AuthorityKind,
    pub signing: SigningMethod,
    /// The authority here that signed it, or is to; `None` for roots and for those signed elsewhere.
    pub issuer_id: Option<AuthorityId>,
    /// Who signed it, by name; empty while nobody has.
    pub issuer_name: String,
    pub common_name: String,
    pub status: AuthorityStatus,
    pub not_after: Option<Timestamp>,
    /// Whole days until `notAfter`; negative when it has passed.
    pub days_left: Option<i32>,
    /// `RSA 2048`, `ECDSA P-256` …
    pub key_title: String,
    pub templates: u32,
    /// Certificates that it issued, authorities among them.
    pub issued: u32,
    pub revoked: u32,
    /// `None` while it is not signed.
    pub crl: Option<CrlFacts>,
    /// Private certificates can be issued by it now.
    pub issuing: bool,
}

/// Everything about an authority but its private key.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuthorityView {
    pub row: AuthorityRow,
    /// What it was made with; for an authority that was brought in, what its certificate says.
    pub content: AuthorityContent,
    pub created_at: Timestamp,
    /// The certificate in use; `None` while it is not signed.
    pub certificate: Option<CertificateFacts>,
    pub certificate_pem: Option<String>,
    /// Certificates above it, next issuer first, root last.
    pub chain: Vec<CertificateFacts>,
    /// The signing request of an authority that is not signed yet, or is to be signed elsewhere.
    pub csr_pem: Option<String>,
    /// How the authority elsewhere signs the request with OpenSSL.
    pub openssl_command: Option<String>,
    /// Every certificate that it ever had, newest first: rotations and cross-signings too.
    pub certificates: Vec<AuthorityCertificateRow>,
    /// How many authorities may stand below it; `None` for any number.
    pub path_length: Option<u32>,
    /// What deserves attention: addresses that other machines cannot reach, a list that is overdue …
    pub warnings: Vec<Warning>,
    /// Why it cannot be rotated now, if so.
    pub rotation_refused: Option<String>,
    /// Why it cannot be revoked now, if so.
    pub revocation_refused: Option<String>,
    /// Why it cannot be deleted now, if so.
    pub deletion_refused: Option<String>,
}

/// One certificate of an authority.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuthorityCertificateRow {
    pub serial_number: String,
    pub issuer_name: String,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
    pub fingerprint_sha256: String,
    /// The one that new certificates are issued under.
    pub in_use: bool,
    /// It was signed by another authority beside the one in use.
    pub cross_signed: bool,
    pub revoked_at: Option<Timestamp>,
    pub pem: String,
}

/// A new authority.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CreateAuthority {
    /// 2 to 256 characters, as a secret's; unique among authorities.
    pub name: String,
    pub kind: AuthorityKind,
    /// Ignored for a root.
    pub signing: SigningMethod,
    /// Who signs an intermediate here.
    pub issuer_id: Option<AuthorityId>,
    pub content: AuthorityContent,
}

/// A root, an intermediate below it, and a template, made in one go: all of them or none.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CreateHierarchy {
    pub root_name: String,
    pub root: AuthorityContent,
    pub intermediate_name: String,
    pub intermediate: AuthorityContent,
    pub template_name: String,
    pub template: TemplateContent,
}

/// Values to start an own authority from.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AuthorityPreset {
    /// `home-lab`, `company`, `mtls`.
    pub id: String,
    pub title: String,
    /// Who it is for, in a sentence.
    pub description: String,
    pub root_name: String,
    pub root: AuthorityContent,
    pub intermediate_name: String,
    pub intermediate: AuthorityContent,
    pub template_name: String,
    pub template: TemplateContent,
}

/// An authority that exists elsewhere: its certificate and private key lie in the tray.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportAuthority {
    pub name: String,
    pub intake_id: IntakeId,
    pub options: AuthorityOptions,
    /// The number of the newest revocation list that it issued elsewhere; lists made here go on from there. 0 for none.
    pub last_crl_number: u32,
}

/// An authority that waits for its certificate, and the tray in which that lies.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SetSignedCertificate {
    pub authority_id: AuthorityId,
    pub intake_id: IntakeId,
}

/// What can be changed about an authority.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditAuthority {
    pub authority_id: AuthorityId,
    pub options: AuthorityOptions,
}

/// A signing request of an authority elsewhere, to be signed as an authority.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SignAuthorityRequest {
    pub authority_id: AuthorityId,
    /// PEM.
    pub csr: String,
    /// Keeps subject, names and extensions of the request, except basic constraints; else `content` counts.
    pub use_csr_values: bool,
    pub content: AuthorityContent,
}

/// What was signed for somebody else; it is in the list of what the authority issued, and can be revoked there.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SignedCertificate {
    pub facts: CertificateFacts,
    pub pem: String,
    /// The issuing authority and those above it, PEM, root last.
    pub chain_pem: String,
    /// Proposed name of its file.
    pub file_name: String,
}

/// A certificate for an authority's key by another authority, or anew by the same one.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CrossSignAuthority {
    pub authority_id: AuthorityId,
    /// Who signs.
    pub issuer_id: AuthorityId,
    /// Empty for as long as the certificate in use, but never longer than the issuer's.
    pub ttl: String,
}

/// An intermediate gets a new certificate.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RotateAuthority {
    pub authority_id: AuthorityId,
    /// Keeps its key; else a new one is made.
    pub reuse_key: bool,
    /// Empty for the lifetime of the one before.
    pub ttl: String,
}

/// An intermediate is revoked by its issuer; its name is typed to confirm.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RevokeAuthority {
    pub authority_id: AuthorityId,
    pub reason: RevocationReason,
    pub typed_name: String,
}

/// An authority is deleted; its name is typed to confirm.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeleteAuthority {
    pub authority_id: AuthorityId,
    pub typed_name: String,
}

/// What of an authority is written to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum AuthorityFile {
    CertificatePem,
    CertificateDer,
    /// The certificate and those above it, root last.
    ChainPem,
    CrlPem,
    CrlDer,
    Csr,
}

/// Which file of which authority.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DownloadAuthority {
    pub authority_id: AuthorityId,
    pub file: AuthorityFile,
}

/// Certificates that the screen shows, to be written to a file: one that was signed for somebody else, one that an authority had before.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SaveCertificates {
    /// PEM with certificates and nothing else; the first names the file.
    pub pem: String,
}

/// A window onto what an authority issued, newest first.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ListIssued {
    pub authority_id: AuthorityId,
    /// Part of the subject or of the serial number; empty for all.
    pub search: String,
    pub revoked_only: bool,
    pub offset: u32,
    /// At most 1000.
    pub limit: u32,
}

/// Some certificates that an authority issued.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct IssuedPage {
    /// Those that match.
    pub total: u32,
    pub offset: u32,
    pub rows: Vec<IssuedRow>,
}

/// A certificate that an authority issued.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct IssuedRow {
    /// Lower-case hex with colons; unique within the authority.
    pub serial_number: String,
    pub display_name: String,
    /// It is an authority's.
    pub is_ca: bool,
    /// The secret that holds it, while it is there.
    pub secret_id: Option<SecretId>,
    pub secret_name: Option<String>,
    /// The authority that it belongs to, while it is here.
    pub subject_authority_id: Option<AuthorityId>,
    pub template_id: Option<TemplateId>,
    pub template_name: String,
    pub issued_at: Timestamp,
    pub not_after: Timestamp,
    pub expired: bool,
    pub revoked_at: Option<Timestamp>,
    pub reason: Option<RevocationReason>,
}
