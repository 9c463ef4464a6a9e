//! The names of a batch's rows: proposed so that none is taken, and watched while the person edits them.

use std::collections::HashMap;

use crate::domain::names::SecretName;

/// So long may a name be before a number is put behind it.
const STEM_MAX: usize = 240;

/// Which rows have which name.
#[derive(Debug, Default)]
pub(in crate::flows) struct Names {
    rows: HashMap<String, Vec<u32>>,
    /// The number that was last put behind a name.
    numbers: HashMap<String, u32>,
}

impl Names {
    /// A name that no row has and that is not `taken`: `wanted`, else with a number behind it.
    pub(in crate::flows) fn free<E>(&mut self, wanted: &SecretName, mut taken: impl FnMut(&str) -> Result<bool, E>) -> Result<String, E> {
        let stem = wanted.as_str();
        if !self.rows.contains_key(stem) && !taken(stem)? {
            return Ok(stem.to_owned());
        }
        let short = stem.get(..STEM_MAX).unwrap_or(stem);
        loop {
            let number = self.numbers.entry(stem.to_owned()).or_insert(1);
            *number += 1;
            let name = format!("{short}-{number}");
            if !self.rows.contains_key(&name) && !taken(&name)? {
                return Ok(name);
            }
        }
    }

    /// A row has this name from now on.
    pub(in crate::flows) fn give(&mut self, row: u32, name: &str) {
        self.rows.entry(name.to_owned()).or_default().push(row);
    }

    /// A row has this name no more.
    pub(in crate::flows) fn take_away(&mut self, row: u32, name: &str) {
        if let Some(rows) = self.rows.get_mut(name) {
            rows.retain(|other| *other != row);
        }
    }

    /// The rows that have this name.
    pub(in crate::flows) fn having(&self, name: &str) -> &[u32] {
        self.rows.get(name).map_or(&[], Vec::as_slice)
    }
}
