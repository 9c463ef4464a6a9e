//! Whole stories against a real core: what a person does, and what is true afterwards.

mod activity;
mod authorities;
mod backup;
mod browse;
mod canary;
mod change;
mod destinations;
mod download;
mod formats;
mod groups;
mod import;
mod import_many;
mod intake;
mod inventory;
mod issue_many;
mod judges;
mod locks;
mod notices;
mod private;
mod request;
mod revoke;
mod selection;
mod templates;
mod vault;
mod versions;
mod views;
