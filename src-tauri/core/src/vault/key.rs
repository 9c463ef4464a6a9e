//! The one key that everything else is encrypted with.

use std::fmt;

use secrecy::ExposeSecret;
use secrecy::SecretBox;

/// 32 random bytes that open the database: never serialised, never cloned, never printed, wiped when dropped.
pub struct DatabaseKey(SecretBox<[u8; 32]>);

impl ExposeSecret<[u8; 32]> for DatabaseKey {
    fn expose_secret(&self) -> &[u8; 32] {
        self.0.expose_secret()
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("DatabaseKey(..)")
    }
}
