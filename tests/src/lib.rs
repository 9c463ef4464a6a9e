//! What the tests of this folder share.
//!
//! A crate of its own, so that the core's dependencies stay clean. Nothing here is part of the app.

#[cfg(feature = "desktop")]
pub mod desktop;
pub mod forge;
pub mod own_ca;
pub mod test_app;
