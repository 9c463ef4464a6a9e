//! Activity: what was done in the vault, by whom and when. Never what a secret holds.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::id::SecretId;
use super::secret::Secret;
use super::timestamp::Timestamp;

/// Who does things here: there is one person.
pub const LOCAL_USER: &str = "local-user";

macro_rules! actions {
    ($($name:ident, $code:literal, $title:literal;)*) => {
        /// Something that is worth remembering. The wire and the database spell it as [`ActivityAction::code`] does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export)]
        pub enum ActivityAction {
            $($name,)*
        }

        impl ActivityAction {
            /// Every action, in the order a person chooses from.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The word on the wire and in the database.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What was done, in words.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)*
                }
            }
        }
    };
}

actions! {
    SecretImported, "secretImported", "Certificate imported";
    SecretRotated, "secretRotated", "New version imported";
    SecretEdited, "secretEdited", "Details edited";
    SecretMoved, "secretMoved", "Moved to another group";
    SecretDeleted, "secretDeleted", "Secret deleted";
    VersionDownloaded, "versionDownloaded", "Version downloaded";
    KeyRevealed, "keyRevealed", "Private key shown";
    KeyCopied, "keyCopied", "Private key copied";
    VersionRestored, "versionRestored", "Version restored";
    VersionEdited, "versionEdited", "Version metadata edited";
    VersionDataDeleted, "versionDataDeleted", "Version data deleted";
    VersionDataExpired, "versionDataExpired", "Old version data removed";
    LockCreated, "lockCreated", "Version locked";
    LockReplaced, "lockReplaced", "Lock replaced";
    LocksRemoved, "locksRemoved", "Version unlocked";
    DeletionBlocked, "deletionBlocked", "Deletion stopped by a lock";
    RotationBlocked, "rotationBlocked", "Rotation stopped by a lock";
    RevocationBlocked, "revocationBlocked", "Revocation stopped by a lock";
    RequestCreated, "requestCreated", "CSR created";
    RequestDownloaded, "requestDownloaded", "CSR downloaded";
    RequestCompleted, "requestCompleted", "Signed certificate added";
    AuthorityCreated, "authorityCreated", "Authority created";
    AuthorityImported, "authorityImported", "Authority imported";
    AuthoritySigned, "authoritySigned", "Authority signed";
    AuthorityCrossSigned, "authorityCrossSigned", "Authority cross-signed";
    AuthorityRotated, "authorityRotated", "Authority rotated";
    AuthorityEdited, "authorityEdited", "Authority edited";
    AuthorityRevoked, "authorityRevoked", "Authority revoked";
    AuthorityDeleted, "authorityDeleted", "Authority deleted";
    AuthorityTrusted, "authorityTrusted", "Trusted by a trust store";
    AuthorityDistrusted, "authorityDistrusted", "Taken out of a trust store";
    AuthorityDownloaded, "authorityDownloaded", "Authority file downloaded";
    CsrSigned, "csrSigned", "CSR signed";
    IssuedRevoked, "issuedRevoked", "Issued certificate revoked";
    IssuedReleased, "issuedReleased", "Issued certificate released";
    CrlBuilt, "crlBuilt", "Revocation list built";
    TemplateCreated, "templateCreated", "Template created";
    TemplateEdited, "templateEdited", "Template edited";
    TemplateDeleted, "templateDeleted", "Template deleted";
    PrivateCreated, "privateCreated", "Private certificate created";
    PrivateRotated, "privateRotated", "Private certificate rotated";
    PrivateRevoked, "privateRevoked", "Private certificate revoked";
    PrivateReleased, "privateReleased", "Private certificate released";
    RotationEdited, "rotationEdited", "Automatic rotation edited";
    GroupCreated, "groupCreated", "Group created";
    GroupEdited, "groupEdited", "Group edited";
    GroupDeleted, "groupDeleted", "Group deleted";
    InventoryExported, "inventoryExported", "Inventory exported";
    ActivityExported, "activityExported", "Activity exported";
    SettingsChanged, "settingsChanged", "Settings changed";
    VaultCreated, "vaultCreated", "Vault created";
    VaultUnlocked, "vaultUnlocked", "Vault unlocked";
    VaultLocked, "vaultLocked", "Vault locked";
    PassphraseChanged, "passphraseChanged", "Passphrase set";
    RecoveryKeySet, "recoveryKeySet", "Recovery key set";
    KeychainAdded, "keychainAdded", "Keychain added";
    SlotRemoved, "slotRemoved", "Way to unlock removed";
    BackupWritten, "backupWritten", "Backup written";
    BackupRestored, "backupRestored", "Backup restored";
}

impl ActivityAction {
    /// The action that is spelled so.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.code() == code)
    }
}

/// Something that was done: when, by whom, to which secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityEntry {
    pub at: Timestamp,
    pub by: String,
    pub action: ActivityAction,
    pub secret: Option<NamedSecret>,
    /// More about it, in words for the person; never key material, never a password.
    pub detail: String,
}

/// A secret by the name it had then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSecret {
    pub id: SecretId,
    pub name: String,
}

impl ActivityEntry {
    /// What the person did at `at`.
    pub fn new(action: ActivityAction, at: Timestamp) -> Self {
        Self { at, by: LOCAL_USER.into(), action, secret: None, detail: String::new() }
    }

    /// To this secret.
    pub fn about(self, secret: &Secret) -> Self {
        Self { secret: Some(NamedSecret { id: secret.id, name: secret.name.as_str().to_owned() }), ..self }
    }

    /// With more about it.
    pub fn saying(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wire_and_database_spell_an_action_alike() {
        for action in ActivityAction::ALL.iter().copied() {
            assert_eq!(serde_json::to_value(action).unwrap(), action.code());
            assert_eq!(ActivityAction::from_code(action.code()), Some(action));
        }
        assert_eq!(ActivityAction::from_code("somethingElse"), None);
    }
}
