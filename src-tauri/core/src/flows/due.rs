//! What is due: one pass over everything that has to happen without being asked for, in the app and without a window.

use std::sync::PoisonError;
use std::sync::TryLockError;

use serde::Serialize;
use ts_rs::TS;

use super::crl::note_built;
use super::crl::rebuild_crl;
use super::notices::Told;
use super::notices::forget_over;
use super::notices::named;
use super::notices::tell;
use super::notices::tell_daily;
use super::notices::tell_expiries;
use super::rotate_private::RotationOutcome;
use crate::Core;
use crate::domain::notice::Notice;
use crate::domain::notice::NoticeKind;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::Result;
use crate::events::Event;
use crate::store;
use crate::store::Store;
use crate::store::crls::DueCrl;

/// What a pass did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DueReport {
    pub rotated: u32,
    pub failed: u32,
    /// Authorities whose revocation lists were made anew.
    pub crls: u32,
    pub notices: u32,
}

/// The topics of troubles with revocation lists begin so.
const CRL_TROUBLE: &str = "crl:";
/// The topics of rotations that failed begin so.
const ROTATION_TROUBLE: &str = "rotation:";

impl Core {
    /// Does what is due now. A pass that is under way already is left alone, and nothing is reported then.
    #[tracing::instrument(skip_all)]
    pub fn run_due(&self) -> Result<DueReport> {
        let unlocked = self.unlocked()?;
        let _pass = match self.shared.due_pass.try_lock() {
            Ok(pass) => pass,
            Err(TryLockError::WouldBlock) => return Ok(DueReport::default()),
            Err(TryLockError::Poisoned(poisoned)) => PoisonError::into_inner(poisoned),
        };
        let now = self.now();
        let outcomes = self.rotate_due_private()?;
        let mut notices = tell_rotations(&unlocked.store, &outcomes, now)?;
        let (crls, told) = self.refresh_crls(&unlocked.store, now)?;
        notices.extend(told);
        notices.extend(self.publish_due(&unlocked.store, now)?);
        notices.extend(tell_expiries(&unlocked.store, now)?);
        let rotated = counted(outcomes.iter().filter(|outcome| outcome.rotated.is_ok()).count());
        let report = DueReport { rotated, failed: counted(outcomes.len()) - rotated, crls, notices: counted(notices.len()) };
        self.announce(notices)?;
        Ok(report)
    }

    /// Makes every revocation list anew that is past the middle of its time, so that a machine that sleeps has the other half to wake up.
    fn refresh_crls(&self, store: &Store, now: Timestamp) -> Result<(u32, Vec<Notice>)> {
        let due: Vec<DueCrl> = store.read(|db| db.crls().times(now))?.into_iter().filter(|list| is_due(list, now)).collect();
        let (mut built, mut notices, mut lasting) = (0, Vec::new(), Vec::new());
        for list in &due {
            match refresh(store, list, now) {
                Ok(told) => {
                    built += 1;
                    notices.extend(told);
                }
                Err(error) => {
                    lasting.push(topic(list));
                    notices.extend(store.write(|db| tell_daily(db, &topic(list), not_built(list, &error), now))?);
                }
            }
        }
        forget_over(store, CRL_TROUBLE, &lasting)?;
        if built > 0 {
            self.send(Event::AuthoritiesChanged);
        }
        Ok((built, notices))
    }
}

fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Tells what was rotated in one notice, and what was not in one each; the same failure again after a day.
fn tell_rotations(store: &Store, outcomes: &[RotationOutcome], now: Timestamp) -> store::Result<Vec<Notice>> {
    if outcomes.is_empty() {
        return Ok(Vec::new());
    }
    store.write(|db| {
        let mut notices = Vec::new();
        for outcome in outcomes {
            let topic = format!("{ROTATION_TROUBLE}{}", outcome.secret_id);
            match &outcome.rotated {
                Ok(_) => db.notices().forget(&[topic])?,
                Err(error) => notices.extend(tell_daily(db, &topic, not_rotated(outcome, error), now)?),
            }
        }
        let rotated: Vec<&RotationOutcome> = outcomes.iter().filter(|outcome| outcome.rotated.is_ok()).collect();
        notices.extend(rotations(&rotated).map(|told| tell(db, told, now)).transpose()?);
        Ok(notices)
    })
}

fn rotations(rotated: &[&RotationOutcome]) -> Option<Told> {
    const ADVICE: &str = "Put the new one where the one before is in use.";
    match rotated {
        [] => None,
        [RotationOutcome { secret_id, secret_name, rotated, .. }] => {
            let until = rotated.as_ref().map(|end| format!("Its new certificate is valid until {}. ", end.day())).unwrap_or_default();
            Some(Told::of(NoticeKind::Rotated, format!("“{secret_name}” was rotated")).saying(format!("{until}{ADVICE}")).about(*secret_id))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|outcome| outcome.secret_name.as_str()).collect();
            Some(
                Told::of(NoticeKind::Rotated, format!("{} certificates were rotated", names.len()))
                    .saying(format!("{}. {ADVICE}", named(&names))),
            )
        }
    }
}

fn not_rotated(outcome: &RotationOutcome, error: &Error) -> Told {
    let retry = outcome
        .retry_at
        .map(|at| format!(" It is tried again on {}; until then the present certificate stays.", at.day()))
        .unwrap_or_default();
    let detail = format!("{} {}{retry}", error.message, error.help.as_deref().unwrap_or_default());
    Told::of(NoticeKind::RotationFailed, format!("“{}” was not rotated", outcome.secret_name)).saying(detail).about(outcome.secret_id)
}

fn is_due(list: &DueCrl, now: Timestamp) -> bool {
    let half = (list.next_update.unix() - list.this_update.unix()) / 2;
    now.unix() >= list.this_update.unix() + half
}

/// Makes the lists of an authority anew, unless another process has meanwhile; tells when clients had to do without for a time.
fn refresh(store: &Store, list: &DueCrl, now: Timestamp) -> Result<Option<Notice>> {
    store.write_or(|db| {
        let still = db.crls().times(now)?.into_iter().any(|other| other.authority_id == list.authority_id && is_due(&other, now));
        if !still {
            return Ok(None);
        }
        rebuild_crl(db, list.authority_id, now)?;
        note_built(db, &db.authorities().find(list.authority_id)?, now)?;
        match list.next_update < now {
            true => Ok(Some(tell(db, lapsed(list), now)?)),
            false => Ok(None),
        }
    })
}

fn topic(list: &DueCrl) -> String {
    format!("{CRL_TROUBLE}{}", list.authority_id)
}

fn lapsed(list: &DueCrl) -> Told {
    Told::of(NoticeKind::CrlOverdue, format!("The revocation list of “{}” had lapsed", list.authority_name))
        .saying(format!(
            "It was good until {}, and Certkeep was not running. A new one was made now; put it where the old one is, if it is not published from here.",
            list.next_update.day()
        ))
        .about_authority(list.authority_id)
}

fn not_built(list: &DueCrl, error: &Error) -> Told {
    Told::of(NoticeKind::CrlFailed, format!("The revocation list of “{}” could not be made anew", list.authority_name))
        .saying(format!("{} {}", error.message, error.help.as_deref().unwrap_or_default()).trim_end().to_owned())
        .about_authority(list.authority_id)
}
