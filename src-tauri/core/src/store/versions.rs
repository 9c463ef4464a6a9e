//! Versions and their payload: one row each, payload apart, so that listing never touches a key.

use std::marker::PhantomData;

use super::Result;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::version::Payload;
use crate::domain::version::SecretVersion;

/// The table of versions.
#[derive(Debug)]
pub struct Versions<'c>(PhantomData<&'c ()>);

impl Versions<'_> {
    /// Adds a version with its payload; the secret's row then shows what `facts` say.
    pub fn insert(&self, version: &SecretVersion, facts: &CertificateFacts, payload: &Payload) -> Result<()> {
        let _ = (version, facts, payload);
        unimplemented!()
    }
    /// The versions of a secret, newest first.
    pub fn list(&self, secret: SecretId) -> Result<Vec<SecretVersion>> {
        let _ = secret;
        unimplemented!()
    }
    /// The newest version of a secret; `None` while nothing was issued.
    pub fn current(&self, secret: SecretId) -> Result<Option<SecretVersion>> {
        let _ = secret;
        unimplemented!()
    }
    /// One version, or [`Error::NoSuchVersion`](super::Error::NoSuchVersion).
    pub fn find(&self, id: VersionId) -> Result<SecretVersion> {
        let _ = id;
        unimplemented!()
    }
    /// What the version holds, byte for byte as it came in; [`Error::PayloadGone`](super::Error::PayloadGone) when it was removed.
    pub fn payload(&self, id: VersionId) -> Result<Payload> {
        let _ = id;
        unimplemented!()
    }
    /// Notes that the payload has left the vault.
    pub fn mark_downloaded(&self, id: VersionId) -> Result<()> {
        let _ = id;
        unimplemented!()
    }
    /// Removes the payload of all but the newest `kept` versions; their rows stay. Answers how many were removed.
    pub fn prune(&self, secret: SecretId, kept: u32) -> Result<u32> {
        let _ = (secret, kept);
        unimplemented!()
    }
}
