//! Nouns and their rules: no input or output, no async, no clock. Whoever needs the time passes it in.

pub mod activity;
pub mod authority;
pub mod certificate;
pub mod constraints;
pub mod group;
pub mod id;
pub mod key;
pub mod lifetime;
pub mod lint;
pub mod lock;
pub mod metadata;
pub mod names;
pub mod notice;
pub mod private;
pub mod request;
pub mod revocation;
pub mod secret;
pub mod serial;
pub mod subject;
pub mod template;
pub mod timestamp;
pub mod typed;
pub mod version;
