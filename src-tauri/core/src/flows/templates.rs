//! Certificate templates: listed, made, changed, tried out, deleted.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::authority::AuthorityKind;
use crate::domain::id::AuthorityId;
use crate::domain::id::TemplateId;
use crate::domain::lifetime::Lifetime;
use crate::domain::names::SecretName;
use crate::domain::template::NameVerdict;
use crate::domain::template::Template;
use crate::domain::template::TemplateContent;
use crate::domain::template::decision::AskedAs;
use crate::domain::template::presets;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::store::Db;
use crate::store::templates::StoredTemplate;

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

impl Core {
    /// Every template, of one authority or of all, by name.
    pub fn list_templates(&self, authority: Option<AuthorityId>) -> Result<Vec<TemplateRow>> {
        self.unlocked()?.store.read(|db| Ok(db.templates().list(authority)?.into_iter().map(|stored| row(db, stored)).collect()))?
    }

    /// What a new template can start from.
    pub fn list_template_presets(&self) -> Vec<TemplatePreset> {
        let of = |preset: presets::Preset| TemplatePreset {
            id: preset.id.into(),
            title: preset.title.into(),
            description: preset.description.into(),
            content: preset.content,
        };
        presets::all().into_iter().map(of).collect()
    }

    /// Adds a template to an intermediate.
    pub fn create_template(&self, request: CreateTemplate) -> Result<TemplateRow> {
        let now = self.now();
        let CreateTemplate { name, authority_id, content } = request;
        let made = self.unlocked()?.store.write_or(|db| insert_template(db, &name, authority_id, content, now))?;
        self.send(Event::AuthoritiesChanged);
        Ok(made)
    }

    /// Changes a template. What was issued through it stays as it is.
    pub fn edit_template(&self, request: EditTemplate) -> Result<TemplateRow> {
        let now = self.now();
        let name = SecretName::parse(&request.name)?;
        let edited = self.unlocked()?.store.write_or(|db| {
            let before = db.templates().find(request.template_id)?;
            checked(db, before.authority_id, &request.content)?;
            let stored = StoredTemplate { name, content: request.content, updated_at: now, ..before };
            db.templates().update(&stored)?;
            note(db, ActivityAction::TemplateEdited, stored.name.as_str(), now)?;
            row(db, stored)
        })?;
        self.send(Event::AuthoritiesChanged);
        Ok(edited)
    }

    /// Deletes a template. What was issued through it stays, and is not rotated any more.
    pub fn delete_template(&self, request: &DeleteTemplate) -> Result<()> {
        let now = self.now();
        self.unlocked()?.store.write_or(|db| {
            let stored = db.templates().find(request.template_id)?;
            if request.typed_name != stored.name.as_str() {
                return Err(Error::new(ErrorCode::NotTheName, "This is not the name of the template. Nothing was deleted.")
                    .help(format!("Type “{}”, letter for letter.", stored.name.as_str()))
                    .field("typedName"));
            }
            db.templates().delete(stored.id)?;
            note(db, ActivityAction::TemplateDeleted, stored.name.as_str(), now)
        })?;
        self.send(Event::AuthoritiesChanged);
        self.send(Event::SecretsChanged);
        Ok(())
    }

    /// What a template, which need not be saved, says to names; and what it says about itself.
    pub fn try_names(&self, request: &TryNames) -> Result<TemplateTrial> {
        let template = Template::parse(&request.content)?;
        let names = request.names.iter().filter(|name| !name.trim().is_empty());
        Ok(TemplateTrial {
            verdicts: names.map(|name| template.names.decide(AskedAs::guess(name), name).verdict).collect(),
            accepts: template.accepts(),
            warnings: request.content.warnings(&template),
        })
    }
}

/// Adds a template to an intermediate, and records it.
pub(super) fn insert_template(
    db: &Db<'_>,
    name: &str,
    authority_id: AuthorityId,
    content: TemplateContent,
    now: Timestamp,
) -> Result<TemplateRow> {
    let name = SecretName::parse(name)?;
    checked(db, authority_id, &content)?;
    let stored = StoredTemplate { id: TemplateId::fresh(), name, authority_id, content, created_at: now, updated_at: now };
    db.templates().insert(&stored)?;
    note(db, ActivityAction::TemplateCreated, stored.name.as_str(), now)?;
    row(db, stored)
}

/// Whether a template can be kept: every parameter is right, its groups are there, and its authority allows it.
fn checked(db: &Db<'_>, authority_id: AuthorityId, content: &TemplateContent) -> Result<Template> {
    let authority = db.authorities().find(authority_id)?;
    if authority.kind == AuthorityKind::Root {
        return Err(Error::new(
            ErrorCode::InvalidTemplate,
            "Certificates are issued by intermediates only, so that a root can stay away from daily work.",
        )
        .help("Choose an intermediate.")
        .field("authorityId"));
    }
    for group in &content.allowed_group_ids {
        db.groups().find(*group).map_err(|error| Error::from(error).field("allowedGroupIds"))?;
    }
    let template = Template::parse(content)?;
    match Lifetime::parse(&authority.content.options.max_ttl) {
        Ok(Some(max)) => Ok(template.below(max)?),
        Ok(None) | Err(_) => Ok(template),
    }
}

fn row(db: &Db<'_>, stored: StoredTemplate) -> Result<TemplateRow> {
    let template = Template::parse(&stored.content)?;
    Ok(TemplateRow {
        id: stored.id,
        name: stored.name.as_str().to_owned(),
        authority_id: stored.authority_id,
        authority_name: db.authorities().find(stored.authority_id)?.name,
        accepts: template.accepts(),
        secrets: db.templates().secrets(stored.id)?,
        warnings: stored.content.warnings(&template),
        content: stored.content,
        created_at: stored.created_at,
        updated_at: stored.updated_at,
    })
}

fn note(db: &Db<'_>, action: ActivityAction, name: &str, now: Timestamp) -> Result<()> {
    Ok(db.activity().record(&ActivityEntry::new(action, now).saying(name))?)
}
