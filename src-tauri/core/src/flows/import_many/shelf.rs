//! Where batches lie: in memory only, one or two at a time, wiped when they are put away.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::Batch;
use super::BatchState;
use crate::domain::id::BatchId;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;

/// The most batches that lie on the shelf; the oldest that is not being imported makes room.
const BATCHES_MAX: usize = 2;

/// Every batch that is not put away.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<HashMap<BatchId, Shelved>>);

/// A batch, and the hand that can stop its import. Clones are the same batch.
#[derive(Clone, Debug)]
pub(super) struct Shelved(Arc<Inside>);

#[derive(Debug)]
struct Inside {
    batch: Mutex<Batch>,
    cancelled: AtomicBool,
    /// Held by whoever imports.
    running: Mutex<()>,
}

impl Shelf {
    pub(in crate::flows) fn put(&self, batch: Batch) -> BatchId {
        let mut batches = self.batches();
        let idle = batches.iter().filter(|(_, shelved)| shelved.look(|batch| batch.state != BatchState::Importing));
        if let (true, Some(oldest)) = (batches.len() >= BATCHES_MAX, idle.map(|(id, _)| *id).min()) {
            batches.remove(&oldest);
        }
        let id = BatchId::fresh();
        let inside = Inside { batch: Mutex::new(batch), cancelled: AtomicBool::new(false), running: Mutex::default() };
        batches.insert(id, Shelved(Arc::new(inside)));
        id
    }

    pub(super) fn find(&self, id: BatchId) -> Result<Shelved> {
        self.batches().get(&id).cloned().ok_or_else(put_away)
    }

    pub(super) fn discard(&self, id: BatchId) {
        if let Some(shelved) = self.batches().remove(&id) {
            shelved.cancel();
        }
    }

    /// Puts everything away, as when the vault is locked, and waits until nothing more is imported.
    pub(in crate::flows) fn clear(&self) {
        let all: Vec<Shelved> = self.batches().drain().map(|(_, shelved)| shelved).collect();
        all.iter().for_each(Shelved::cancel);
        all.iter().for_each(|shelved| drop(shelved.running()));
    }

    fn batches(&self) -> MutexGuard<'_, HashMap<BatchId, Shelved>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelved {
    pub(super) fn look<T>(&self, look: impl FnOnce(&Batch) -> T) -> T {
        look(&self.batch())
    }

    /// Changes a batch that is not being imported.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Batch) -> Result<T>) -> Result<T> {
        let mut batch = self.batch();
        match batch.state {
            BatchState::Importing => Err(importing()),
            BatchState::Ready | BatchState::Done | BatchState::Cancelled => change(&mut batch),
        }
    }

    /// The batch, whatever its state: for whoever imports it.
    pub(super) fn batch(&self) -> MutexGuard<'_, Batch> {
        self.0.batch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Held while the batch is imported.
    pub(super) fn running(&self) -> MutexGuard<'_, ()> {
        self.0.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    pub(super) fn go_on(&self) {
        self.0.cancelled.store(false, Ordering::Relaxed);
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }
}

fn put_away() -> Error {
    Error::new(ErrorCode::NotFound, "These certificates were put away: locking the vault does that, and so do others that are brought.")
        .help("Drop or choose the files again. What was imported until then is whole, and is recognised.")
}

fn importing() -> Error {
    Error::new(ErrorCode::Busy, "These certificates are being imported.").help("Wait until it is done, or cancel it.")
}
