//! What a person should know before keeping a certificate; none of it stops them.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::timestamp::Timestamp;

use super::bundle::Bundle;

/// One code per thing to be warned of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum WarningCode {
    Expired,
    ExpiresSoon,
    NotYetValid,
    WeakRsa,
    Md5Signature,
    Sha1Signature,
    NoPrivateKey,
    NoAltNames,
    ChainIncomplete,
    IntermediateDoesNotIssue,
    IntermediateExpired,
}

/// A code for programs and a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Warning {
    pub code: WarningCode,
    pub message: String,
}

impl Bundle {
    /// Everything to be warned of at `now`, most urgent first.
    pub fn warnings(&self, _now: Timestamp) -> Vec<Warning> {
        Vec::new()
    }
}
