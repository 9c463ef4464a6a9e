//! Keys that take seconds to make, while the person can still change their mind.

use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::sync::mpsc;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::Duration;

use crate::Core;
use crate::domain::id::AuthorityId;
use crate::domain::key::PrivateKey;
use crate::domain::request::NewKeyAlgorithm;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::pki::bundle;
use crate::pki::csr;
use crate::store::Db;

/// How soon a cancellation is heard.
const HEARD_AFTER: Duration = Duration::from_millis(20);

/// Counts cancellations: who waits for a key notices that one came since.
#[derive(Debug, Default)]
pub(crate) struct KeyWork(AtomicU64);

impl Core {
    /// Stops waiting for the keys that are being made: what wanted them ends with [`ErrorCode::Cancelled`].
    pub fn cancel_key(&self) {
        self.shared.key_work.0.fetch_add(1, Ordering::Relaxed);
    }

    /// How many cancellations there were: asked before the work begins whose key may be cancelled.
    pub(in crate::flows) fn key_cancellations(&self) -> u64 {
        self.shared.key_work.0.load(Ordering::Relaxed)
    }

    /// Makes a key, and stops waiting for it when there was a cancellation since `before`. Blocks: only call it off the thread of the screen.
    pub(in crate::flows) fn generate_key(&self, algorithm: NewKeyAlgorithm, before: u64) -> Result<PrivateKey> {
        let (made, waiting) = mpsc::channel();
        // A search for primes cannot be interrupted: it ends by itself, and nobody takes its key any more.
        thread::spawn(move || made.send(csr::generate(algorithm)));
        loop {
            match waiting.recv_timeout(HEARD_AFTER) {
                _ if self.key_cancellations() != before => return Err(Error::new(ErrorCode::Cancelled, "Cancelled.")),
                Ok(key) => return Ok(key?),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Error::new(ErrorCode::Internal, "The key could not be made.").help("Nothing was changed. Try again."));
                }
            }
        }
    }
}

/// The private key of an authority with this public half.
pub(in crate::flows) fn authority_key(db: &Db<'_>, id: AuthorityId, fingerprint: &str) -> Result<PrivateKey> {
    let kept = db.authorities().key(id, fingerprint)?.ok_or_else(|| Error::not_found("private key of the authority"))?;
    Ok(bundle::read_kept_key(&kept)?)
}
