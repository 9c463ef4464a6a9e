//! Secret groups, with how many secrets lie in each.

use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::Row;
use rusqlite::params;

use super::Error;
use super::Result;
use super::error::is_taken;
use crate::domain::group::SecretGroup;
use crate::domain::id::GroupId;
use crate::domain::names::Description;
use crate::domain::names::GroupName;
use crate::domain::timestamp::Timestamp;

const SELECT: &str = "SELECT id, name, description, created_at, updated_at,
    (SELECT count(*) FROM secrets WHERE group_row = secret_groups.row) FROM secret_groups";
const DEFAULT_NAME: &str = "Default";

/// A group and how many secrets lie in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedGroup {
    pub group: SecretGroup,
    pub secrets: u32,
}

/// The table of groups.
pub struct Groups<'c>(&'c Connection);

impl<'c> Groups<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self(connection)
    }

    /// Every group by name, the default group first.
    pub fn list(&self) -> Result<Vec<CountedGroup>> {
        let mut select = self.0.prepare_cached(&format!("{SELECT} ORDER BY id <> ?1, folded_name"))?;
        let mut rows = select.query([GroupId::DEFAULT.to_string()])?;
        let mut groups = Vec::new();
        while let Some(row) = rows.next()? {
            groups.push(read(row)?);
        }
        Ok(groups)
    }

    /// One group, or [`Error::NoSuchGroup`].
    pub fn find(&self, id: GroupId) -> Result<CountedGroup> {
        let mut select = self.0.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
        let mut rows = select.query([id.to_string()])?;
        match rows.next()? {
            Some(row) => read(row),
            None => Err(Error::NoSuchGroup),
        }
    }

    /// Adds a group; its name must be free, whatever the case.
    pub fn insert(&self, group: &SecretGroup) -> Result<()> {
        self.add(group.id, group.name.as_str(), group.description.as_str(), group.created_at, group.updated_at)
    }

    /// Adds the group that is always there.
    pub(super) fn insert_default(&self, now: Timestamp) -> Result<()> {
        self.add(GroupId::DEFAULT, DEFAULT_NAME, "", now, now)
    }

    /// Writes name, description and the time of the change.
    pub fn update(&self, group: &SecretGroup) -> Result<()> {
        let name = group.name.as_str();
        let updated = self.0.execute(
            "UPDATE secret_groups SET name = ?2, folded_name = ?3, description = ?4, updated_at = ?5 WHERE id = ?1",
            params![group.id.to_string(), name, name.to_lowercase(), group.description.as_str(), group.updated_at.unix()],
        );
        match updated.map_err(|error| taken(error, name))? {
            0 => Err(Error::NoSuchGroup),
            _ => Ok(()),
        }
    }

    /// Removes an empty group; never the default one.
    pub fn delete(&self, id: GroupId) -> Result<()> {
        match self.find(id)?.secrets {
            _ if id == GroupId::DEFAULT => Err(Error::DefaultGroup),
            0 => Ok(self.0.execute("DELETE FROM secret_groups WHERE id = ?1", [id.to_string()]).map(drop)?),
            count => Err(Error::GroupNotEmpty { count: count.into() }),
        }
    }

    /// The row that other tables know the group by.
    pub(super) fn row(&self, id: GroupId) -> Result<i64> {
        let mut select = self.0.prepare_cached("SELECT row FROM secret_groups WHERE id = ?1")?;
        select.query_row([id.to_string()], |row| row.get(0)).optional()?.ok_or(Error::NoSuchGroup)
    }

    fn add(&self, id: GroupId, name: &str, description: &str, created: Timestamp, updated: Timestamp) -> Result<()> {
        let inserted = self.0.execute(
            "INSERT INTO secret_groups (id, name, folded_name, description, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![id.to_string(), name, name.to_lowercase(), description, created.unix(), updated.unix()],
        );
        inserted.map(drop).map_err(|error| taken(error, name))
    }
}

impl std::fmt::Debug for Groups<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Groups(..)")
    }
}

fn taken(error: rusqlite::Error, name: &str) -> Error {
    match is_taken(&error) {
        true => Error::GroupNameTaken { name: name.to_owned() },
        false => error.into(),
    }
}

fn read(row: &Row<'_>) -> Result<CountedGroup> {
    let text = |column| row.get::<_, String>(column);
    let group = SecretGroup {
        id: text(0)?.parse().map_err(|_| Error::unreadable("secret_groups.id"))?,
        name: GroupName::parse(&text(1)?).map_err(|_| Error::unreadable("secret_groups.name"))?,
        description: Description::parse(&text(2)?).map_err(|_| Error::unreadable("secret_groups.description"))?,
        created_at: Timestamp::from_unix(row.get(3)?),
        updated_at: Timestamp::from_unix(row.get(4)?),
    };
    Ok(CountedGroup { group, secrets: row.get(5)? })
}
