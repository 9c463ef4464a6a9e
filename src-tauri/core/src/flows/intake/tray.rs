//! Where intakes lie: in memory only, a few at a time, wiped when they are put away.

use std::collections::HashMap;
use std::fmt;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use secrecy::ExposeSecret;
use secrecy::SecretSlice;

use super::IntakeField;
use super::locks::Waiting;
use crate::domain::id::IntakeId;
use crate::domain::version::Payload;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;

/// The most intakes that lie in the tray; the oldest makes room.
const INTAKES_MAX: usize = 16;

/// Everything that was brought and is not yet a secret.
#[derive(Debug, Default)]
pub(crate) struct Tray(Mutex<HashMap<IntakeId, Intake>>);

/// The three fields, as far as they are filled.
#[derive(Debug, Default)]
pub(super) struct Intake {
    certificate: Option<Held>,
    private_key: Option<Held>,
    intermediate: Option<Held>,
    /// What needs a password first.
    waiting: Vec<Waiting>,
    /// Why nothing of what was brought could be laid into a field.
    pub(super) refusal: Option<Error>,
    pub(super) notes: Vec<String>,
    /// Fingerprints of the keys of signing requests that were brought.
    pub(super) requests: Vec<String>,
}

/// What lies in a field: the person's own bytes, and where they come from. Any of it may be a key, so all of it is kept like one.
pub(super) struct Held {
    pub(super) source: String,
    pub(super) bytes: SecretSlice<u8>,
}

impl fmt::Debug for Held {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Held({} bytes)", self.bytes.expose_secret().len())
    }
}

impl Tray {
    pub(super) fn find_or_start(&self, id: Option<IntakeId>) -> IntakeId {
        let mut intakes = self.intakes();
        match id.filter(|id| intakes.contains_key(id)) {
            Some(id) => id,
            None => {
                make_room(&mut intakes);
                let id = IntakeId::fresh();
                intakes.insert(id, Intake::default());
                id
            }
        }
    }

    pub(super) fn change(&self, id: IntakeId, change: impl FnOnce(&mut Intake)) -> Result<()> {
        self.intakes().get_mut(&id).map(change).ok_or_else(gone)
    }

    pub(super) fn look<T>(&self, id: IntakeId, look: impl FnOnce(&Intake) -> T) -> Result<T> {
        self.intakes().get(&id).map(look).ok_or_else(gone)
    }

    pub(super) fn take(&self, id: IntakeId) -> Result<Intake> {
        self.intakes().remove(&id).ok_or_else(gone)
    }

    /// The three fields as a secret's version keeps them; refused while something is locked.
    pub(in crate::flows) fn payload(&self, id: IntakeId) -> Result<Payload> {
        if let Some(refusal) = self.look(id, |intake| intake.waiting.first().map(Waiting::refusal))? {
            return Err(refusal);
        }
        self.look(id, |intake| intake.payload(&[]))?.ok_or_else(|| {
            Error::new(ErrorCode::NothingGiven, "There is no certificate yet.")
                .help("Choose a file, drop one, or paste the certificate.")
                .field("certificate")
        })
    }

    pub(in crate::flows) fn discard(&self, id: IntakeId) {
        self.intakes().remove(&id);
    }

    /// Puts everything away, as when the vault is locked.
    pub(in crate::flows) fn clear(&self) {
        self.intakes().clear();
    }

    fn intakes(&self) -> MutexGuard<'_, HashMap<IntakeId, Intake>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Intake {
    pub(super) fn held(&self, field: IntakeField) -> Option<&Held> {
        match field {
            IntakeField::Certificate => self.certificate.as_ref(),
            IntakeField::PrivateKey => self.private_key.as_ref(),
            IntakeField::Intermediate => self.intermediate.as_ref(),
        }
    }

    pub(super) fn put(&mut self, field: IntakeField, held: Held) {
        *self.slot(field) = Some(held);
    }

    pub(super) fn take_field(&mut self, field: IntakeField) -> Option<Held> {
        self.slot(field).take()
    }

    pub(super) fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// What is brought twice waits once.
    pub(super) fn wait(&mut self, waiting: Waiting) {
        if !self.waiting.iter().any(|other| other.is_same(&waiting)) {
            self.waiting.push(waiting);
        }
    }

    pub(super) fn set_waiting(&mut self, waiting: Vec<Waiting>) {
        self.waiting = waiting;
    }

    pub(super) fn clear(&mut self, field: IntakeField) {
        self.start_over(field);
    }

    /// Empties a field, with what was said about it.
    pub(super) fn start_over(&mut self, field: IntakeField) {
        *self.slot(field) = None;
        self.waiting.retain(|waiting| waiting.field != field);
        self.notes.clear();
        self.requests.clear();
        self.refusal = None;
    }

    /// Takes over what `from` holds; where it was dropped on a field and holds one thing only, that goes into the field.
    pub(super) fn merge(&mut self, mut from: Self, field: Option<IntakeField>) {
        self.notes = std::mem::take(&mut from.notes);
        self.requests = std::mem::take(&mut from.requests);
        self.refusal = from.refusal.take();
        let mut brought: Vec<(IntakeField, Held)> =
            IntakeField::ALL.into_iter().filter_map(|field| from.slot(field).take().map(|held| (field, held))).collect();
        if let (Some(field), [only]) = (field, brought.as_mut_slice()) {
            only.0 = field;
        }
        let nothing_else = brought.is_empty();
        for (field, held) in brought {
            self.waiting.retain(|waiting| waiting.field != field);
            self.put(field, held);
        }
        let alone = from.waiting.len() == 1 && nothing_else;
        for waiting in from.waiting {
            self.wait(waiting.at(field.filter(|_| alone)));
        }
    }

    /// What the fields hold, without those in `skipped`; nothing while there is no certificate.
    pub(super) fn payload(&self, skipped: &[IntakeField]) -> Option<Payload> {
        let bytes = |field| self.held(field).filter(|_| !skipped.contains(&field)).map(|held| held.bytes.expose_secret().to_vec());
        Some(Payload {
            certificate: bytes(IntakeField::Certificate)?,
            private_key: bytes(IntakeField::PrivateKey).map(SecretSlice::from),
            intermediate: bytes(IntakeField::Intermediate),
        })
    }

    fn slot(&mut self, field: IntakeField) -> &mut Option<Held> {
        match field {
            IntakeField::Certificate => &mut self.certificate,
            IntakeField::PrivateKey => &mut self.private_key,
            IntakeField::Intermediate => &mut self.intermediate,
        }
    }
}

fn make_room(intakes: &mut HashMap<IntakeId, Intake>) {
    if let (true, Some(oldest)) = (intakes.len() >= INTAKES_MAX, intakes.keys().min().copied()) {
        intakes.remove(&oldest);
    }
}

fn gone() -> Error {
    Error::new(ErrorCode::NotFound, "What was brought is not in the tray any more.").help("Drop, choose or paste it again.")
}
