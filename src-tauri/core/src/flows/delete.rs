//! Delete: for good, after the name was typed.

use serde::Deserialize;
use ts_rs::TS;

use crate::Core;
use crate::domain::id::SecretId;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;

/// The secret, and its name as the person typed it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeleteSecret {
    pub id: SecretId,
    pub typed_name: String,
}

impl Core {
    /// Deletes a secret with all its versions. Its payload leaves the file and the write-ahead log as well; nothing brings it back.
    pub fn delete_secret(&self, request: &DeleteSecret) -> Result<()> {
        let unlocked = self.unlocked()?;
        unlocked.store.write_or(|db| {
            let secret = db.secrets().find(request.id)?;
            match request.typed_name == secret.name.as_str() {
                true => db.secrets().delete(request.id).map_err(Error::from),
                false => Err(not_the_name(secret.name.as_str())),
            }
        })?;
        // The secret is gone whatever comes of this; a log that is in use is emptied when the vault is locked.
        if let Err(error) = unlocked.store.checkpoint() {
            tracing::warn!(%error, "the write-ahead log was not emptied after a deletion");
        }
        self.send(Event::SecretChanged { id: request.id });
        self.send(Event::GroupsChanged);
        Ok(())
    }
}

fn not_the_name(name: &str) -> Error {
    Error::new(ErrorCode::NotTheName, "This is not the name of the secret. Nothing was deleted.")
        .help(format!("Type “{name}”, letter for letter."))
        .field("typedName")
}
