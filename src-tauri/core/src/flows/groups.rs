//! Secret groups: list, create, edit, delete when empty.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::group::SecretGroup;
use crate::domain::id::GroupId;
use crate::domain::names::Description;
use crate::domain::names::GroupName;
use crate::domain::timestamp::Timestamp;
use crate::error::Result;
use crate::events::Event;
use crate::store::groups::CountedGroup;

/// A group as the table shows it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct GroupRow {
    pub id: GroupId,
    pub name: String,
    pub description: String,
    /// How many secrets lie in it.
    pub secrets: u32,
    /// The group that always exists.
    pub is_default: bool,
    pub created_at: Timestamp,
}

/// What the person filled in to create a group.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CreateGroup {
    pub name: String,
    pub description: String,
}

/// What the person changed about a group.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditGroup {
    pub id: GroupId,
    pub name: String,
    pub description: String,
}

impl Core {
    /// Every group, the default one first.
    pub fn list_groups(&self) -> Result<Vec<GroupRow>> {
        let groups = self.unlocked()?.store.read(|db| db.groups().list())?;
        Ok(groups.into_iter().map(GroupRow::from).collect())
    }

    /// Makes an empty group.
    pub fn create_group(&self, request: &CreateGroup) -> Result<GroupRow> {
        let now = self.now();
        let group = SecretGroup {
            id: GroupId::fresh(),
            name: GroupName::parse(&request.name)?,
            description: Description::parse(&request.description)?,
            created_at: now,
            updated_at: now,
        };
        let entry = ActivityEntry::new(ActivityAction::GroupCreated, now).saying(format!("“{}”", group.name.as_str()));
        self.unlocked()?.store.write(|db| {
            db.groups().insert(&group)?;
            db.activity().record(&entry)
        })?;
        self.send(Event::GroupsChanged);
        Ok(CountedGroup { group, secrets: 0 }.into())
    }

    /// Renames or describes a group.
    pub fn edit_group(&self, request: &EditGroup) -> Result<GroupRow> {
        let (name, description) = (GroupName::parse(&request.name)?, Description::parse(&request.description)?);
        let now = self.now();
        let edited = self.unlocked()?.store.write(|db| {
            let CountedGroup { group, secrets } = db.groups().find(request.id)?;
            let before = group.name.clone();
            let group = SecretGroup { name, description, updated_at: now, ..group };
            db.groups().update(&group)?;
            db.activity().record(&ActivityEntry::new(ActivityAction::GroupEdited, now).saying(renamed(&before, &group.name)))?;
            Ok(CountedGroup { group, secrets })
        })?;
        self.send(Event::GroupsChanged);
        Ok(edited.into())
    }

    /// Deletes a group that nothing lies in.
    pub fn delete_group(&self, id: GroupId) -> Result<()> {
        let now = self.now();
        self.unlocked()?.store.write(|db| {
            let name = db.groups().find(id)?.group.name;
            db.groups().delete(id)?;
            db.activity().record(&ActivityEntry::new(ActivityAction::GroupDeleted, now).saying(format!("“{}”", name.as_str())))
        })?;
        self.send(Event::GroupsChanged);
        Ok(())
    }
}

fn renamed(before: &GroupName, after: &GroupName) -> String {
    match before == after {
        true => format!("“{}”", after.as_str()),
        false => format!("“{}” became “{}”", before.as_str(), after.as_str()),
    }
}

impl From<CountedGroup> for GroupRow {
    fn from(CountedGroup { group, secrets }: CountedGroup) -> Self {
        Self {
            id: group.id,
            name: group.name.as_str().to_owned(),
            description: group.description.as_str().to_owned(),
            secrets,
            is_default: group.id == GroupId::DEFAULT,
            created_at: group.created_at,
        }
    }
}
