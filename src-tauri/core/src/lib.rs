//! Certkeep's core: everything the app can do, with no window.

pub mod domain;
pub mod files;
pub mod pki;
pub mod store;
pub mod vault;
