//! Verbs: one file for each thing a person can do. The only room that joins the others; called by the doors alone.

pub mod activity;
pub mod backup;
pub mod browse;
pub mod check;
pub mod compare;
pub mod delete;
pub mod delete_version_data;
pub mod edit;
pub mod edit_version;
pub mod export;
pub mod groups;
pub mod import;
pub mod import_many;
pub mod intake;
pub mod inventory;
pub mod locks;
pub mod overview;
pub mod restore;
pub mod reveal;
pub mod rotate;
pub mod selection;
pub mod settings;
pub mod sheet;
pub mod vault;
mod versions;
pub mod views;
pub mod written;
