//! The operating system's own key store, asked from threads of its own: it may wait for a person, or for ever.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use keyring::Entry;
use secrecy::ExposeSecret;
use secrecy::SecretString;
use thiserror::Error;
use uuid::Uuid;

const SERVICE: &str = "certkeep";
/// For finding out whether a keychain answers at all.
const PROBE_LIMIT: Duration = Duration::from_secs(5);
/// For a call that may show the person a prompt.
const PROMPT_LIMIT: Duration = Duration::from_secs(60);

/// Why a keychain did not do what was asked, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{reason}")]
pub struct KeyringError {
    pub reason: String,
}

/// Keeps one text for each account. Calls may block for as long as a person looks at a prompt.
pub trait Keyring: Send + Sync + fmt::Debug {
    /// Whether a text can be kept here now, or why not.
    fn available(&self) -> Result<(), KeyringError>;
    /// Keeps `secret` for `account`, in place of what was there.
    fn store(&self, account: &str, secret: &SecretString) -> Result<(), KeyringError>;
    /// What is kept for `account`.
    fn load(&self, account: &str) -> Result<Option<SecretString>, KeyringError>;
    /// Keeps nothing for `account` any more; no error when nothing was there.
    fn forget(&self, account: &str) -> Result<(), KeyringError>;
}

/// The keychain of this machine, under the service name `certkeep`. A keychain that appears later is seen after a restart of the app.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemKeyring;

impl Keyring for SystemKeyring {
    /// Writes, reads and removes an entry with a random name: only that finds a missing or locked collection.
    fn available(&self) -> Result<(), KeyringError> {
        within(PROBE_LIMIT, || {
            let entry = entry(&format!("probe-{}", Uuid::now_v7()))?;
            entry.set_password("probe").map_err(said)?;
            let read = entry.get_password().map_err(said);
            entry.delete_credential().map_err(said)?;
            match read?.as_str() {
                "probe" => Ok(()),
                _ => Err(KeyringError { reason: "it gave back something else than was put in".into() }),
            }
        })
    }

    fn store(&self, account: &str, secret: &SecretString) -> Result<(), KeyringError> {
        let (account, secret) = (account.to_owned(), SecretString::from(secret.expose_secret()));
        within(PROMPT_LIMIT, move || entry(&account)?.set_password(secret.expose_secret()).map_err(said))
    }

    fn load(&self, account: &str) -> Result<Option<SecretString>, KeyringError> {
        let account = account.to_owned();
        within(PROMPT_LIMIT, move || match entry(&account)?.get_password() {
            Ok(text) => Ok(Some(text.into())),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(keyring::Error::BadEncoding(_)) => Ok(Some(SecretString::from(""))),
            Err(error) => Err(said(error)),
        })
    }

    fn forget(&self, account: &str) -> Result<(), KeyringError> {
        let account = account.to_owned();
        within(PROMPT_LIMIT, move || match entry(&account)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(said(error)),
        })
    }
}

fn entry(account: &str) -> Result<Entry, KeyringError> {
    match Entry::store_status() {
        Ok(()) => Entry::new(SERVICE, account).map_err(said),
        Err(error) => Err(KeyringError { reason: error.to_string() }),
    }
}

fn said(error: keyring::Error) -> KeyringError {
    KeyringError { reason: error.to_string() }
}

/// Runs `work` on a thread of its own: the secret service's calls block, and must not do so inside an async runtime.
fn within<T: Send + 'static>(limit: Duration, work: impl FnOnce() -> Result<T, KeyringError> + Send + 'static) -> Result<T, KeyringError> {
    let (answer, answered) = mpsc::sync_channel(1);
    let started = thread::Builder::new().name("keychain".into()).spawn(move || {
        // Nobody listens any more when the limit has passed.
        let _ = answer.send(work());
    });
    if let Err(error) = started {
        return Err(KeyringError { reason: error.to_string() });
    }
    answered.recv_timeout(limit).unwrap_or_else(|silence| Err(KeyringError { reason: told(silence, limit) }))
}

fn told(silence: mpsc::RecvTimeoutError, limit: Duration) -> String {
    match silence {
        mpsc::RecvTimeoutError::Timeout => {
            format!("it did not answer within {} seconds; it may be waiting to be unlocked", limit.as_secs())
        }
        mpsc::RecvTimeoutError::Disconnected => "it broke off".into(),
    }
}

/// A keychain that lives as long as the value, for tests. Clones share what is kept.
#[derive(Clone, Default)]
pub struct MemoryKeyring(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    entries: HashMap<String, SecretString>,
    away: bool,
}

impl MemoryKeyring {
    /// One that does not answer.
    pub fn unavailable() -> Self {
        let keyring = Self::default();
        keyring.set_available(false);
        keyring
    }

    /// From now on it does not answer, or does again.
    pub fn set_available(&self, available: bool) {
        self.kept().away = !available;
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answering(&self) -> Result<MutexGuard<'_, Kept>, KeyringError> {
        let kept = self.kept();
        match kept.away {
            true => Err(KeyringError { reason: "no keychain is running".into() }),
            false => Ok(kept),
        }
    }
}

impl Keyring for MemoryKeyring {
    fn available(&self) -> Result<(), KeyringError> {
        self.answering().map(drop)
    }

    fn store(&self, account: &str, secret: &SecretString) -> Result<(), KeyringError> {
        self.answering()?.entries.insert(account.to_owned(), SecretString::from(secret.expose_secret()));
        Ok(())
    }

    fn load(&self, account: &str) -> Result<Option<SecretString>, KeyringError> {
        Ok(self.answering()?.entries.get(account).map(|secret| SecretString::from(secret.expose_secret())))
    }

    fn forget(&self, account: &str) -> Result<(), KeyringError> {
        self.answering()?.entries.remove(account);
        Ok(())
    }
}

impl fmt::Debug for MemoryKeyring {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = self.kept();
        write!(out, "MemoryKeyring({} entries, away: {})", kept.entries.len(), kept.away)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keychain_that_never_answers_does_not_hang_the_caller() {
        let waited = within(Duration::from_millis(20), || {
            thread::sleep(Duration::from_secs(2));
            Ok(())
        });
        assert!(waited.unwrap_err().reason.contains("did not answer"));
        assert_eq!(within(PROBE_LIMIT, || Ok(7)), Ok(7));
    }

    #[test]
    fn a_keychain_that_breaks_is_an_answer_too() {
        let broken = within::<()>(PROBE_LIMIT, || panic!("on purpose"));
        assert_eq!(broken.unwrap_err().reason, "it broke off");
    }

    #[tokio::test]
    async fn the_system_keychain_can_be_asked_from_inside_a_runtime() {
        if let Err(error) = SystemKeyring.available() {
            assert!(!error.reason.is_empty(), "a machine without a keychain says why");
        }
    }
}
