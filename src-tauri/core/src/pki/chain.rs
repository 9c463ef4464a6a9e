//! From the leaf up to the root: who issued whom.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::certificate::CertificateFacts;
use crate::domain::timestamp::Timestamp;

use super::bundle::Bundle;

/// Whether a certificate is in its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum LinkState {
    Valid,
    Expired,
    NotYetValid,
}

/// One certificate of a chain, or one that does not belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ChainLink {
    pub facts: CertificateFacts,
    pub state: LinkState,
    /// What is wrong with its place, as a sentence: why it does not belong, or that a signature could not be checked.
    pub problem: Option<String>,
}

/// The way from the leaf up, as far as the certificates at hand lead (RFC 5280 §6.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Chain {
    /// The leaf first; each one issued by the next.
    pub links: Vec<ChainLink>,
    /// Intermediates that are not on the way, each with its problem.
    pub leftover: Vec<ChainLink>,
    /// The topmost link is self-signed.
    pub complete: bool,
    /// The issuer that the topmost link names, when the chain is not complete.
    pub missing_issuer: Option<String>,
}

impl Bundle {
    /// The chain from the leaf up, judged at `now`.
    pub fn chain(&self, _now: Timestamp) -> Chain {
        Chain { links: Vec::new(), leftover: Vec::new(), complete: false, missing_issuer: None }
    }
}
