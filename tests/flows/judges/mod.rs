//! Judges: what others say to what is issued and written here.

mod downloads;
mod every_kind;
mod handshakes;
mod kinds;
