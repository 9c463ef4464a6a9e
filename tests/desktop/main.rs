//! The real window, used as a person would: one file per story.

mod authorities;
mod bring;
mod browse;
mod canary;
mod change;
mod destinations;
mod download;
mod first_start;
mod held;
mod import_by_drop;
mod import_by_form;
mod import_many;
mod keyboard;
mod lock_and_backup;
mod lockdown;
mod notifications;
mod person;
mod private;
mod readme_pictures;
mod scale;
mod table;
mod versions;
