//! The parts of dropped files, sorted into the three fields of an import.

use std::fmt;

use secrecy::SecretSlice;

use super::Error;
use super::pem::Part;
use super::pem::PartKind;

/// A part that found no place, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOver {
    pub kind: PartKind,
    /// Its subject, when it is a certificate that can be read.
    pub name: Option<String>,
    /// A sentence.
    pub reason: &'static str,
}

/// The three fields, each with the person's own bytes, blocks joined by a line break.
pub struct Sorted {
    pub certificate: Option<Vec<u8>>,
    pub private_key: Option<SecretSlice<u8>>,
    pub intermediate: Option<Vec<u8>>,
    pub left_over: Vec<LeftOver>,
}

impl fmt::Debug for Sorted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sorted").field("left_over", &self.left_over).finish_non_exhaustive()
    }
}

/// Sorts parts of one or several files into the three fields.
pub fn sort_parts(_parts: Vec<Part>) -> Result<Sorted, Error> {
    Err(Error::Empty)
}
