//! Settings that belong to the vault: a word and a text each.

use std::marker::PhantomData;

use super::Result;

/// The table of settings.
#[derive(Debug)]
pub struct Settings<'c>(PhantomData<&'c ()>);

impl Settings<'_> {
    /// The text kept under `key`.
    pub fn find(&self, key: &str) -> Result<Option<String>> {
        let _ = key;
        unimplemented!()
    }
    /// Keeps `value` under `key`.
    pub fn set(&self, key: &str, value: &str) -> Result<()> {
        let _ = (key, value);
        unimplemented!()
    }
    /// Forgets what is kept under `key`.
    pub fn remove(&self, key: &str) -> Result<()> {
        let _ = key;
        unimplemented!()
    }
}
