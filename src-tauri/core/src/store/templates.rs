//! Certificate templates.

use rusqlite::Connection;
use rusqlite::Row;
use rusqlite::params;

use super::Error;
use super::Result;
use super::error::is_taken;
use crate::domain::id::AuthorityId;
use crate::domain::id::TemplateId;
use crate::domain::names::SecretName;
use crate::domain::template::TemplateContent;
use crate::domain::timestamp::Timestamp;

const SELECT: &str = "SELECT id, name, authority_id, content, created_at, updated_at FROM templates";

/// A template as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTemplate {
    pub id: TemplateId,
    pub name: SecretName,
    pub authority_id: AuthorityId,
    pub content: TemplateContent,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

/// The table of templates.
pub struct Templates<'c>(&'c Connection);

impl<'c> Templates<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self(connection)
    }

    /// Every template, of one authority or of all, by name.
    pub fn list(&self, authority: Option<AuthorityId>) -> Result<Vec<StoredTemplate>> {
        let mut select = self.0.prepare_cached(&format!("{SELECT} WHERE ?1 IS NULL OR authority_id = ?1 ORDER BY name COLLATE NOCASE"))?;
        let mut rows = select.query([authority.map(|id| id.to_string())])?;
        let mut templates = Vec::new();
        while let Some(row) = rows.next()? {
            templates.push(read(row)?);
        }
        Ok(templates)
    }

    /// The template, or [`Error::NoSuchTemplate`].
    pub fn find(&self, id: TemplateId) -> Result<StoredTemplate> {
        let mut select = self.0.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
        let mut rows = select.query([id.to_string()])?;
        rows.next()?.map(read).transpose()?.ok_or(Error::NoSuchTemplate)
    }

    /// How many templates an authority has.
    pub fn count(&self, authority: AuthorityId) -> Result<u32> {
        let mut select = self.0.prepare_cached("SELECT count(*) FROM templates WHERE authority_id = ?1")?;
        Ok(select.query_row([authority.to_string()], |row| row.get(0))?)
    }

    /// Adds a template; its name must be free.
    pub fn insert(&self, template: &StoredTemplate) -> Result<()> {
        let sql = "INSERT INTO templates (id, name, authority_id, content, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let inserted = self.0.execute(
            sql,
            params![
                template.id.to_string(),
                template.name.as_str(),
                template.authority_id.to_string(),
                written(&template.content)?,
                template.created_at.unix(),
                template.updated_at.unix(),
            ],
        );
        inserted.map(drop).map_err(|error| taken(error, &template.name))
    }

    /// Gives a template another name and content; its authority stays.
    pub fn update(&self, template: &StoredTemplate) -> Result<()> {
        let sql = "UPDATE templates SET name = ?2, content = ?3, updated_at = ?4 WHERE id = ?1";
        let values = params![template.id.to_string(), template.name.as_str(), written(&template.content)?, template.updated_at.unix()];
        match self.0.execute(sql, values) {
            Ok(0) => Err(Error::NoSuchTemplate),
            Ok(_) => Ok(()),
            Err(error) => Err(taken(error, &template.name)),
        }
    }

    /// Removes a template. What was issued through it stays, and is not rotated by itself any more.
    pub fn delete(&self, id: TemplateId) -> Result<()> {
        if self.0.execute("DELETE FROM templates WHERE id = ?1", [id.to_string()])? == 0 {
            return Err(Error::NoSuchTemplate);
        }
        let sql = "UPDATE private_certificates SET template_id = NULL, interval = NULL, unit = NULL, next_rotation_at = NULL, due_at = NULL
            WHERE template_id = ?1";
        Ok(self.0.execute(sql, [id.to_string()]).map(drop)?)
    }

    /// How many secrets were issued through a template.
    pub fn secrets(&self, id: TemplateId) -> Result<u32> {
        let mut select = self.0.prepare_cached("SELECT count(*) FROM private_certificates WHERE template_id = ?1")?;
        Ok(select.query_row([id.to_string()], |row| row.get(0))?)
    }
}

impl std::fmt::Debug for Templates<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Templates(..)")
    }
}

fn read(row: &Row<'_>) -> Result<StoredTemplate> {
    Ok(StoredTemplate {
        id: row.get::<_, String>(0)?.parse().map_err(|_| Error::unreadable("templates.id"))?,
        name: SecretName::parse(&row.get::<_, String>(1)?).map_err(|_| Error::unreadable("templates.name"))?,
        authority_id: row.get::<_, String>(2)?.parse().map_err(|_| Error::unreadable("templates.authority_id"))?,
        content: serde_json::from_str(&row.get::<_, String>(3)?).map_err(|_| Error::unreadable("templates.content"))?,
        created_at: Timestamp::from_unix(row.get(4)?),
        updated_at: Timestamp::from_unix(row.get(5)?),
    })
}

fn written(content: &TemplateContent) -> Result<String> {
    serde_json::to_string(content).map_err(|_| Error::unreadable("templates.content"))
}

fn taken(error: rusqlite::Error, name: &SecretName) -> Error {
    match is_taken(&error) {
        true => Error::TemplateNameTaken { name: name.as_str().to_owned() },
        false => error.into(),
    }
}
