//! Reveal: the private key shown or copied, because the person asked.

use serde::Serialize;
use ts_rs::TS;

/// A private key on its way to the screen. The only type that carries one there.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RevealedKey {
    /// PKCS#8 PEM.
    pub pem: String,
    /// After so many seconds the screen hides it again.
    pub seconds: u32,
}
