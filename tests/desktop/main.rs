//! The real window, used as a person would: one file per story.

mod lockdown;
