//! Identities: one type for each thing that has one, so that two of them cannot be mixed up.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[ts(export, type = "string")]
        pub struct $name(Uuid);

        impl $name {
            /// A new identity; later ones sort after earlier ones (UUIDv7, RFC 9562 §5.7).
            pub fn fresh() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

id!(
    /// Names a secret for its whole life.
    SecretId
);
id!(
    /// Names one version of a secret.
    VersionId
);
id!(
    /// Names a saved view of the table.
    ViewId
);
id!(
    /// Names a secret group; [`GroupId::DEFAULT`] is the group that always exists.
    GroupId
);
id!(
    /// Names what was dropped, picked or pasted and is not yet a secret.
    IntakeId
);
id!(
    /// Names many certificates that were brought together and are not yet secrets.
    BatchId
);
id!(
    /// Names a vault, so that a key file and a keychain entry are known to belong together.
    VaultId
);
id!(
    /// Names one way of unlocking a vault.
    SlotId
);
id!(
    /// Names a backup file that the person picked in this run of the app.
    BackupId
);

id!(
    /// Names an own certificate authority.
    AuthorityId
);
id!(
    /// Names a certificate template.
    TemplateId
);
id!(
    /// Names a notice to the person.
    NoticeId
);
id!(
    /// Names certificates that are issued together.
    IssueRunId
);

impl GroupId {
    /// The group that is there from the start and cannot be deleted.
    pub const DEFAULT: Self = Self(Uuid::nil());
}
