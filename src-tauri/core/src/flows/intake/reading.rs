//! How far reading what was brought is, and stopping it.

use std::fmt;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::Weak;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;

/// Progress is told this often, and not before so long.
const TELL_EVERY: Duration = Duration::from_millis(200);

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files that were read.
    pub read: u32,
    /// Files that were found so far.
    pub found: u32,
}

/// Every reading that is under way.
#[derive(Debug, Default)]
pub(crate) struct Readings(Mutex<Vec<Weak<Reading>>>);

/// One reading of what was brought.
pub(super) struct Reading {
    read: AtomicU32,
    found: AtomicU32,
    cancelled: AtomicBool,
    told: Mutex<Instant>,
    tell: Box<dyn Fn(Progress) + Send + Sync>,
}

impl Readings {
    pub(super) fn start(&self, tell: Box<dyn Fn(Progress) + Send + Sync>) -> Arc<Reading> {
        let reading = Arc::new(Reading {
            read: AtomicU32::new(0),
            found: AtomicU32::new(0),
            cancelled: AtomicBool::new(false),
            told: Mutex::new(Instant::now()),
            tell,
        });
        let mut readings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        readings.retain(|reading| reading.strong_count() > 0);
        readings.push(Arc::downgrade(&reading));
        reading
    }

    /// Stops whatever is being read.
    pub(in crate::flows) fn cancel(&self) {
        let readings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        readings.iter().filter_map(Weak::upgrade).for_each(|reading| reading.cancelled.store(true, Ordering::Relaxed));
    }
}

impl Reading {
    /// So many more files were found; an error when the person has had enough.
    pub(super) fn found(&self, more: usize) -> Result<()> {
        self.found.fetch_add(u32::try_from(more).unwrap_or(u32::MAX), Ordering::Relaxed);
        self.go_on()
    }

    /// One more was read; an error when the person has had enough.
    pub(super) fn read_one(&self) -> Result<()> {
        self.read.fetch_add(1, Ordering::Relaxed);
        self.go_on()
    }

    fn go_on(&self) -> Result<()> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(Error::new(ErrorCode::Cancelled, "Cancelled. Nothing was brought in."));
        }
        // Whoever finds it held need not tell: somebody else just does.
        if let Ok(mut told) = self.told.try_lock()
            && told.elapsed() >= TELL_EVERY
        {
            *told = Instant::now();
            (self.tell)(Progress { read: self.read.load(Ordering::Relaxed), found: self.found.load(Ordering::Relaxed) });
        }
        Ok(())
    }
}

impl fmt::Debug for Reading {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Reading({} of {})", self.read.load(Ordering::Relaxed), self.found.load(Ordering::Relaxed))
    }
}
