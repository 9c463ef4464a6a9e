//! What a person types that must not be seen: passphrases, passwords, recovery keys, pasted keys.

use secrecy::SecretString;
use serde::Deserialize;
use ts_rs::TS;

/// A secret text on its way in: never serialised, never printed.
#[derive(Debug, Deserialize, TS)]
#[ts(export, type = "string")]
pub struct Typed(pub SecretString);
