//! One password, tried on everything in a batch that is locked.

use rayon::prelude::*;

use super::Batch;
use super::BatchView;
use super::UnlockBatch;
use crate::Core;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::Result;
use crate::pki;
use crate::pki::inventory::Piece;
use crate::store::Db;

impl Core {
    /// Tries a password on everything in a batch that is locked; what opens takes its place in the batch. Refused when it opens nothing.
    pub async fn unlock_batch(&self, request: UnlockBatch) -> Result<BatchView> {
        self.off_thread(move |core| {
            let now = core.now();
            let unlocked = core.unlocked()?;
            core.shared.batches.find(request.batch_id)?.change(|batch| {
                let opened = batch.open_with(&request)?;
                unlocked.store.read(|db| batch.take_opened(opened, db, now))?;
                Ok(batch.view(request.batch_id))
            })
        })
        .await
    }
}

/// What each locked thing became; none where the password does not open it.
type Opened = Vec<Option<Vec<Piece>>>;

impl Batch {
    fn open_with(&self, request: &UnlockBatch) -> Result<Opened> {
        let tried: Vec<Result<Vec<Piece>, pki::Error>> =
            self.haul.waiting.par_iter().map(|waiting| waiting.locked.open(&request.password.0)).collect();
        let refusal =
            tried.iter().filter_map(|opened| opened.as_ref().err()).max_by_key(|error| **error != pki::Error::WrongPassword).cloned();
        let opened: Opened = tried.into_iter().map(Result::ok).collect();
        match refusal.filter(|_| opened.iter().all(Option::is_none)) {
            Some(error) => Err(Error::from(error).field("password")),
            None => Ok(opened),
        }
    }

    fn take_opened(&mut self, opened: Opened, db: &Db<'_>, now: Timestamp) -> crate::store::Result<()> {
        let waiting = std::mem::take(&mut self.haul.waiting);
        for (waiting, pieces) in waiting.into_iter().zip(opened) {
            match pieces {
                Some(pieces) => self.haul.take_more(waiting.file, pieces),
                None => self.haul.waiting.push(waiting),
            }
        }
        let arrangement = self.haul.arrange();
        self.lay_out(arrangement, db, now)
    }
}
