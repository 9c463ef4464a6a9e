//! Nouns and their rules: no input or output, no async, no clock. Whoever needs the time passes it in.

pub mod activity;
pub mod certificate;
pub mod group;
pub mod id;
pub mod key;
pub mod lock;
pub mod metadata;
pub mod names;
pub mod request;
pub mod secret;
pub mod timestamp;
pub mod typed;
pub mod version;
