//! The two rooms that a file passes through before anything is kept, without database and windows: so they are built in minutes.

#[path = "../../src-tauri/core/src/domain/mod.rs"]
pub mod domain;
#[path = "../../src-tauri/core/src/pki/mod.rs"]
pub mod pki;
