//! Waiting for what must come true, instead of sleeping.

use std::thread::sleep;
use std::time::Duration;
use std::time::Instant;

const PATIENCE: Duration = Duration::from_secs(60);
const BETWEEN_LOOKS: Duration = Duration::from_millis(40);

/// What `look` finds, as soon as it finds something. Panics naming `what` when it has not within a minute: a busy machine is slow, not wrong.
pub fn eventually<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    eventually_within(PATIENCE, what, look)
}

/// As [`eventually`], with another patience.
pub fn eventually_within<T>(patience: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited {} seconds in vain for {what}", patience.as_secs());
        sleep(BETWEEN_LOOKS);
    }
}
