//! What the table shows: as the person left it, and as the views that they saved. Both are kept in the vault.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::Core;
use crate::domain::id::GroupId;
use crate::domain::id::ViewId;
use crate::domain::names::ViewName;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretStatus;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::store;
use crate::store::Db;
use crate::store::secrets::SecretsSort;
use crate::store::views::StoredView;

/// Filter, order and columns of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct TableView {
    pub search: String,
    pub kinds: Vec<SecretKind>,
    /// A group that was deleted since is left out.
    pub group_ids: Vec<GroupId>,
    pub statuses: Vec<SecretStatus>,
    pub labels: Vec<String>,
    pub expires_from: Option<Timestamp>,
    pub expires_before: Option<Timestamp>,
    /// Expires within so many days from when the view is looked at.
    pub expires_within: Option<u32>,
    pub sort: SecretsSort,
    pub descending: bool,
    /// Ids of the columns shown, in order; only the screen knows them.
    pub columns: Vec<String>,
}

/// A view that the person saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SavedView {
    pub id: ViewId,
    pub name: String,
    pub view: TableView,
}

/// A view to save: a new one, or over the one with this id.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SaveView {
    pub id: Option<ViewId>,
    pub name: String,
    pub view: TableView,
}

/// The setting that holds the table as the person left it.
const TABLE_VIEW: &str = "table_view";

/// The most bytes of a view; one that a screen makes has a few hundred.
const VIEW_MOST_BYTES: usize = 64 * 1024;

impl Core {
    /// The table as the person left it; `None` when they never changed it.
    pub fn find_table_view(&self) -> Result<Option<TableView>> {
        let found = self.unlocked()?.store.read(|db| {
            let kept = db.settings().find(TABLE_VIEW)?;
            kept.map(|text| read(db, &text)).transpose()
        })?;
        Ok(found)
    }

    /// Keeps the table as it is now, for the next start. Nobody has to be told: the screen that asks has it already.
    pub fn keep_table_view(&self, view: &TableView) -> Result<()> {
        let text = written(view)?;
        Ok(self.unlocked()?.store.write(|db| db.settings().set(TABLE_VIEW, &text))?)
    }

    /// Every saved view, by name.
    pub fn list_views(&self) -> Result<Vec<SavedView>> {
        let views = self.unlocked()?.store.read(|db| db.views().list()?.into_iter().map(|stored| saved(db, stored)).collect())?;
        Ok(views)
    }

    /// Saves a view under a name that no other has.
    pub fn save_view(&self, request: &SaveView) -> Result<SavedView> {
        let name = ViewName::parse(&request.name)?;
        let text = written(&request.view)?;
        let id = self.unlocked()?.store.write(|db| match request.id {
            Some(id) => db.views().update(id, &name, &text).map(|()| id),
            None => {
                let id = ViewId::fresh();
                db.views().insert(id, &name, &text).map(|()| id)
            }
        })?;
        self.send(Event::SettingsChanged);
        Ok(SavedView { id, name: name.as_str().to_owned(), view: request.view.clone() })
    }

    /// Deletes a saved view; no secret is touched.
    pub fn delete_view(&self, id: ViewId) -> Result<()> {
        self.unlocked()?.store.write(|db| db.views().delete(id))?;
        self.send(Event::SettingsChanged);
        Ok(())
    }
}

fn saved(db: &Db<'_>, stored: StoredView) -> store::Result<SavedView> {
    Ok(SavedView { id: stored.id, name: stored.name, view: read(db, &stored.view)? })
}

/// A view of another version of the app may have words that this one does not know: the whole table is shown then.
fn read(db: &Db<'_>, text: &str) -> store::Result<TableView> {
    let view: TableView = serde_json::from_str(text).unwrap_or_default();
    let groups: Vec<GroupId> = db.groups().list()?.into_iter().map(|counted| counted.group.id).collect();
    Ok(TableView { group_ids: view.group_ids.into_iter().filter(|id| groups.contains(id)).collect(), ..view })
}

fn written(view: &TableView) -> Result<String> {
    match serde_json::to_string(view) {
        Ok(text) if text.len() <= VIEW_MOST_BYTES => Ok(text),
        Ok(_) => Err(Error::new(ErrorCode::TooLarge, "This view is too large to be kept.").help("Filter by fewer labels or groups.")),
        Err(error) => Err(Error::new(ErrorCode::Internal, "This view cannot be written down.").because(error)),
    }
}
