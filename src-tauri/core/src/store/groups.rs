//! Secret groups, with how many secrets lie in each.

use std::marker::PhantomData;

use super::Result;
use crate::domain::group::SecretGroup;
use crate::domain::id::GroupId;

/// A group and how many secrets lie in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedGroup {
    pub group: SecretGroup,
    pub secrets: u32,
}

/// The table of groups.
#[derive(Debug)]
pub struct Groups<'c>(PhantomData<&'c ()>);

impl Groups<'_> {
    /// Every group by name, the default group first.
    pub fn list(&self) -> Result<Vec<CountedGroup>> {
        unimplemented!()
    }
    /// One group, or [`Error::NoSuchGroup`](super::Error::NoSuchGroup).
    pub fn find(&self, id: GroupId) -> Result<CountedGroup> {
        let _ = id;
        unimplemented!()
    }
    /// Adds a group; its name must be free, whatever the case.
    pub fn insert(&self, group: &SecretGroup) -> Result<()> {
        let _ = group;
        unimplemented!()
    }
    /// Writes name, description and the time of the change.
    pub fn update(&self, group: &SecretGroup) -> Result<()> {
        let _ = group;
        unimplemented!()
    }
    /// Removes an empty group; never the default one.
    pub fn delete(&self, id: GroupId) -> Result<()> {
        let _ = id;
        unimplemented!()
    }
}
