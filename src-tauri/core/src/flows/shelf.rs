//! Where work on many things lies while a person looks at it: in memory only, two pieces at a time, put away when the vault is locked.

use std::collections::HashMap;
use std::fmt;
use std::fmt::Debug;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use crate::error::Error;
use crate::error::Result;

/// The most pieces that lie on a shelf; the oldest that is not under way makes room.
const PIECES_MAX: usize = 2;

/// Work that lies on a shelf: looked at, started, stopped, gone on with.
pub(crate) trait Work: Debug {
    /// Grows from one to the next, so that the oldest is the smallest.
    type Id: Copy + Debug + Hash + Ord;

    fn fresh_id() -> Self::Id;

    /// Somebody is at it now.
    fn is_under_way(&self) -> bool;

    /// What is said to who looks for a piece that is not on the shelf any more.
    fn put_away() -> Error;
}

/// Every piece of work that is not put away.
pub(crate) struct Shelf<W: Work>(Mutex<HashMap<W::Id, Shelved<W>>>);

/// A piece of work, and the hand that can stop it. Clones are the same piece.
#[derive(Debug)]
pub(in crate::flows) struct Shelved<W>(Arc<Inside<W>>);

#[derive(Debug)]
struct Inside<W> {
    work: Mutex<W>,
    cancelled: AtomicBool,
    /// Held by whoever is at it.
    running: Mutex<()>,
}

impl<W: Work> Shelf<W> {
    pub(in crate::flows) fn put(&self, work: W) -> W::Id {
        let mut pieces = self.pieces();
        let idle = pieces.iter().filter(|(_, shelved)| shelved.look(|work| !work.is_under_way()));
        if let (true, Some(oldest)) = (pieces.len() >= PIECES_MAX, idle.map(|(id, _)| *id).min()) {
            pieces.remove(&oldest);
        }
        let id = W::fresh_id();
        let inside = Inside { work: Mutex::new(work), cancelled: AtomicBool::new(false), running: Mutex::default() };
        pieces.insert(id, Shelved(Arc::new(inside)));
        id
    }

    pub(in crate::flows) fn find(&self, id: W::Id) -> Result<Shelved<W>> {
        self.pieces().get(&id).cloned().ok_or_else(W::put_away)
    }

    pub(in crate::flows) fn discard(&self, id: W::Id) {
        if let Some(shelved) = self.pieces().remove(&id) {
            shelved.cancel();
        }
    }

    /// Puts everything away, as when the vault is locked, and waits until nobody is at it any more.
    pub(in crate::flows) fn clear(&self) {
        let all: Vec<Shelved<W>> = self.pieces().drain().map(|(_, shelved)| shelved).collect();
        all.iter().for_each(Shelved::cancel);
        all.iter().for_each(|shelved| drop(shelved.running()));
    }

    fn pieces(&self) -> MutexGuard<'_, HashMap<W::Id, Shelved<W>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W: Work> Default for Shelf<W> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<W: Work> Debug for Shelf<W> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Shelf({} pieces)", self.pieces().len())
    }
}

impl<W> Clone for Shelved<W> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<W> Shelved<W> {
    pub(in crate::flows) fn look<T>(&self, look: impl FnOnce(&W) -> T) -> T {
        look(&self.work())
    }

    /// The work itself, whatever its state: for whoever is at it.
    pub(in crate::flows) fn work(&self) -> MutexGuard<'_, W> {
        self.0.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Held for as long as somebody is at it.
    pub(in crate::flows) fn running(&self) -> MutexGuard<'_, ()> {
        self.0.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(in crate::flows) fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    pub(in crate::flows) fn go_on(&self) {
        self.0.cancelled.store(false, Ordering::Relaxed);
    }

    pub(in crate::flows) fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }
}
