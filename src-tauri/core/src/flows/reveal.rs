//! Reveal: the private key shown or copied, because the person asked.

use std::fmt;

use secrecy::ExposeSecret;
use serde::Serialize;
use ts_rs::TS;
use zeroize::Zeroize;

use super::browse::VersionRef;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::keys;

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

impl fmt::Debug for RevealedKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "RevealedKey(.., {} s)", self.seconds)
    }
}

impl Drop for RevealedKey {
    fn drop(&mut self) {
        self.pem.zeroize();
    }
}

/// How long a revealed key stays on the screen, in seconds.
const REVEAL_SECONDS: u32 = 15;

impl Core {
    /// The private key of a version, for the person's eyes.
    pub fn reveal_private_key(&self, version: VersionRef) -> Result<RevealedKey> {
        self.hand_out_key(version, ActivityAction::KeyRevealed)
    }

    /// The private key of a version, for the person's clipboard.
    pub fn copy_private_key(&self, version: VersionRef) -> Result<RevealedKey> {
        self.hand_out_key(version, ActivityAction::KeyCopied)
    }

    fn hand_out_key(&self, version: VersionRef, action: ActivityAction) -> Result<RevealedKey> {
        let unlocked = self.unlocked()?;
        let bundle = unlocked.find_bundle(version)?;
        let key = bundle.private_key().ok_or_else(|| {
            Error::new(ErrorCode::FormatUnavailable, "This version has no private key.").help("Rotate the secret with its key to add one.")
        })?;
        let pem = keys::to_pkcs8_pem(key)?;
        unlocked.record_download(version, action, self.now(), |number| format!("Version {number}"))?;
        self.send(Event::SecretChanged { id: version.secret_id });
        Ok(RevealedKey { pem: String::from_utf8_lossy(pem.expose_secret()).into_owned(), seconds: REVEAL_SECONDS })
    }
}
