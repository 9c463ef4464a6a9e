//! Certificate templates: listed, made, changed, tried out, deleted.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::domain::id::AuthorityId;
use crate::domain::id::TemplateId;
use crate::domain::template::NameVerdict;
use crate::domain::template::TemplateContent;
use crate::domain::timestamp::Timestamp;

/// A template with everything it says.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TemplateRow {
    pub id: TemplateId,
    pub name: String,
    pub authority_id: AuthorityId,
    pub authority_name: String,
    pub content: TemplateContent,
    /// What it accepts, in a sentence: `Any name below example.com, and localhost`.
    pub accepts: String,
    /// Secrets that were issued through it.
    pub secrets: u32,
    /// What deserves attention: it accepts nothing but localhost, a parameter has no effect here …
    pub warnings: Vec<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// A new template.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CreateTemplate {
    /// 2 to 256 characters, as a secret's; unique among templates.
    pub name: String,
    pub authority_id: AuthorityId,
    pub content: TemplateContent,
}

/// A template is changed; what was issued stays as it is.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditTemplate {
    pub template_id: TemplateId,
    pub name: String,
    pub content: TemplateContent,
}

/// A template is deleted; its name is typed to confirm. What was issued through it stays, and is not rotated any more.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeleteTemplate {
    pub template_id: TemplateId,
    pub typed_name: String,
}

/// Values to start a template from.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TemplatePreset {
    /// `tls-server`, `tls-client`, `tls-both`, `email`, `code-signing`, `localhost`.
    pub id: String,
    pub title: String,
    pub description: String,
    pub content: TemplateContent,
}

/// Names to try out on a template that need not be saved.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TryNames {
    pub content: TemplateContent,
    /// Host names, e-mail addresses, IP addresses, URIs: each is judged as what it looks like.
    pub names: Vec<String>,
}

/// What a template form says while it is filled in.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TemplateTrial {
    pub verdicts: Vec<NameVerdict>,
    pub accepts: String,
    pub warnings: Vec<String>,
}
