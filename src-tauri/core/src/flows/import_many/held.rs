//! What each certificate of a batch is to this vault: new, expired, held already, or the renewal of one that is held.

use std::collections::HashMap;

use super::BatchVerdict;
use crate::domain::timestamp::Timestamp;
use crate::flows::intake::HeldSecret;
use crate::pki::inventory::Card;
use crate::store;
use crate::store::Db;
use crate::store::holdings::HeldCertificate;

/// Looks into the vault, and remembers what it saw while many certificates have the same name.
pub(super) struct Judge<'d> {
    db: &'d Db<'d>,
    now: Timestamp,
    /// By what they are issued for.
    seen: HashMap<String, Vec<HeldCertificate>>,
}

/// A verdict, and how many secrets it could be about.
pub(super) struct Judged {
    pub(super) verdict: BatchVerdict,
    /// More than one secret could be meant.
    pub(super) ambiguous: bool,
}

impl<'d> Judge<'d> {
    pub(super) fn new(db: &'d Db<'d>, now: Timestamp) -> Self {
        Self { db, now, seen: HashMap::new() }
    }

    pub(super) fn judge(&mut self, card: &Card) -> store::Result<Judged> {
        let sure = |verdict| Judged { verdict, ambiguous: false };
        if let Some((id, name)) = self.db.holdings().with_fingerprint(&card.fingerprint.to_text())? {
            return Ok(sure(BatchVerdict::AlreadyHeld { secret: HeldSecret { id, name } }));
        }
        if card.expired_at(self.now) {
            return Ok(sure(BatchVerdict::Expired));
        }
        if let Some(id) = self.db.requests().find_by_key(&card.public_key.to_text())? {
            let name = self.db.secrets().find(id)?.name.as_str().to_owned();
            return Ok(sure(BatchVerdict::Renews { secret: HeldSecret { id, name } }));
        }
        let same = self.same_names(card)?;
        let renewed: Vec<&HeldCertificate> = same.iter().filter(|held| held.not_after < card.not_after).collect();
        Ok(match renewed.first() {
            None => sure(BatchVerdict::New),
            Some(held) => Judged {
                verdict: BatchVerdict::Renews { secret: HeldSecret { id: held.id, name: held.name.clone() } },
                ambiguous: renewed.len() > 1,
            },
        })
    }

    /// Secrets whose current certificate is issued for the same names.
    fn same_names(&mut self, card: &Card) -> store::Result<&[HeldCertificate]> {
        if !self.seen.contains_key(&card.issued_for) {
            let mut found = self.db.holdings().called(&card.display_name)?;
            found.retain(|held| held.issued_for == card.issued_for);
            self.seen.insert(card.issued_for.clone(), found);
        }
        Ok(self.seen.get(&card.issued_for).map_or(&[], Vec::as_slice))
    }
}
