//! Views of the table that the person saved: a name, and what the table shows as JSON.

use rusqlite::Connection;
use rusqlite::params;

use super::Error;
use super::Result;
use super::error::is_taken;
use crate::domain::id::ViewId;
use crate::domain::names::ViewName;

/// A saved view; its JSON is read by whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredView {
    pub id: ViewId,
    pub name: String,
    pub view: String,
}

/// The table of views.
pub struct Views<'c>(&'c Connection);

impl<'c> Views<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self(connection)
    }

    /// Every view, by name.
    pub fn list(&self) -> Result<Vec<StoredView>> {
        let mut select = self.0.prepare_cached("SELECT id, name, view FROM views ORDER BY folded_name")?;
        let mut rows = select.query([])?;
        let mut views = Vec::new();
        while let Some(row) = rows.next()? {
            let id = row.get::<_, String>(0)?.parse().map_err(|_| Error::unreadable("views.id"))?;
            views.push(StoredView { id, name: row.get(1)?, view: row.get(2)? });
        }
        Ok(views)
    }

    /// Adds a view; its name must be free, whatever the case.
    pub fn insert(&self, id: ViewId, name: &ViewName, view: &str) -> Result<()> {
        let sql = "INSERT INTO views (id, name, folded_name, view) VALUES (?1, ?2, ?3, ?4)";
        let inserted = self.0.execute(sql, params![id.to_string(), name.as_str(), name.as_str().to_lowercase(), view]);
        inserted.map(drop).map_err(|error| taken(error, name))
    }

    /// Gives a view another name and content.
    pub fn update(&self, id: ViewId, name: &ViewName, view: &str) -> Result<()> {
        let sql = "UPDATE views SET name = ?2, folded_name = ?3, view = ?4 WHERE id = ?1";
        match self.0.execute(sql, params![id.to_string(), name.as_str(), name.as_str().to_lowercase(), view]) {
            Ok(0) => Err(Error::NoSuchView),
            Ok(_) => Ok(()),
            Err(error) => Err(taken(error, name)),
        }
    }

    /// Removes a view.
    pub fn delete(&self, id: ViewId) -> Result<()> {
        match self.0.execute("DELETE FROM views WHERE id = ?1", [id.to_string()])? {
            0 => Err(Error::NoSuchView),
            _ => Ok(()),
        }
    }
}

impl std::fmt::Debug for Views<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Views(..)")
    }
}

fn taken(error: rusqlite::Error, name: &ViewName) -> Error {
    match is_taken(&error) {
        true => Error::ViewNameTaken { name: name.as_str().to_owned() },
        false => error.into(),
    }
}
