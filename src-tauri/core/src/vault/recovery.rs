//! The recovery key: random, printed, typed again in an emergency.

use secrecy::SecretString;

use super::Result;

/// A random key on paper; never printed by Debug.
#[derive(Debug)]
pub struct RecoveryKey(SecretString);

impl RecoveryKey {
    /// A new one.
    pub fn random() -> Result<Self> {
        unimplemented!()
    }
    /// Reads what a person typed: case, spaces and dashes do not matter, O is 0, I and L are 1.
    pub fn parse(text: &SecretString) -> Result<Self> {
        let _ = text;
        unimplemented!()
    }
    /// The groups to print, as in `K7QX-…`; the last one is a checksum.
    pub fn printed(&self) -> SecretString {
        unimplemented!()
    }
}
