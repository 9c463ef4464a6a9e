//! Revocation: why a certificate is taken back (RFC 5280 §5.3.1).

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::timestamp::Timestamp;

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $title:literal;)*) => {
        /// Why a certificate is revoked.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "camelCase")]
        #[ts(export)]
        pub enum RevocationReason {
            $($(#[$doc])* $name,)*
        }

        impl RevocationReason {
            /// Every reason that a person can give, in the order of its number.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its number in a revocation list.
            pub fn number(self) -> u8 {
                match self {
                    $(Self::$name => $number,)*
                }
            }

            /// The reason in words.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)*
                }
            }
        }
    };
}

/// A certificate was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocation {
    pub at: Timestamp,
    pub reason: RevocationReason,
}

reasons! {
    /// Written as no reason at all, as RFC 5280 recommends.
    Unspecified = 0, "Unspecified";
    KeyCompromise = 1, "Key compromised";
    CaCompromise = 2, "Authority compromised";
    AffiliationChanged = 3, "Affiliation changed";
    Superseded = 4, "Superseded";
    CessationOfOperation = 5, "No longer in use";
    /// Can be released again.
    CertificateHold = 6, "On hold";
    PrivilegeWithdrawn = 9, "Privilege withdrawn";
    AaCompromise = 10, "Attribute authority compromised";
}

impl RevocationReason {
    /// The reason with this number, if a person can give it.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.number() == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_rfc() {
        for number in 0..=10 {
            let known = RevocationReason::from_number(number);
            assert_eq!(known.map(RevocationReason::number), known.map(|_| number));
            assert_eq!(known.is_none(), number == 7 || number == 8, "7 is unused and 8 is for delta lists: {number}");
        }
    }
}
