//! What an intake looks like to the person: each field with its error, and what the certificate says.

use std::collections::HashMap;

use secrecy::ExposeSecret;

use super::FieldPreview;
use super::IntakeField;
use super::IntakePreview;
use super::input::PASTED;
use super::locks::Waiting;
use super::tray::Intake;
use crate::domain::id::IntakeId;
use crate::domain::names::SecretName;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::flows::import::expired as refuse_expired;
use crate::pki;
use crate::pki::bundle::Bundle;
use crate::pki::bundle::Certificate;
use crate::pki::bundle::Field;
use crate::pki::bundle::FieldError;

/// A bundle of the fields that can be read together, and what is wrong with the others.
struct Reading {
    bundle: Option<Bundle>,
    errors: HashMap<IntakeField, Error>,
}

impl Intake {
    pub(super) fn preview(&self, id: IntakeId, now: Timestamp) -> IntakePreview {
        let Reading { bundle, mut errors } = self.read();
        let expired = bundle.as_ref().is_some_and(|bundle| bundle.facts().expired_at(now));
        if let (true, Some(bundle)) = (expired, &bundle) {
            errors.insert(IntakeField::Certificate, refuse_expired(bundle.facts().not_after));
        }
        let sound = bundle.is_some() && errors.is_empty() || expired && errors.len() == 1;
        let complete = sound && self.waiting().is_empty();
        let mut field = |field| self.field_preview(field, errors.remove(&field));
        IntakePreview {
            id,
            certificate: field(IntakeField::Certificate),
            private_key: field(IntakeField::PrivateKey),
            intermediate: field(IntakeField::Intermediate),
            warnings: bundle.as_ref().map(|bundle| bundle.warnings(now)).unwrap_or_default(),
            notes: self.notes.clone(),
            suggested_name: self.suggested_name(bundle.as_ref()),
            already_held: Vec::new(),
            renews: None,
            answers_request: None,
            request_of: None,
            facts: bundle.map(|bundle| bundle.facts().clone()),
            expired,
            complete,
        }
    }

    /// Says which fields were filled beyond the one that was asked for.
    pub(super) fn note_moves(&mut self, asked: IntakeField) {
        for field in IntakeField::ALL {
            if let (true, Ok(summary)) = (field != asked, self.summary(field)) {
                self.notes.extend(summary.map(|summary| format!("Found with it: {summary}.")));
            }
        }
    }

    /// Reads the fields together; one that is wrong is left out, so that the others still say what they are.
    fn read(&self) -> Reading {
        let mut errors = HashMap::new();
        if let Some(refusal) = &self.refusal {
            errors.insert(IntakeField::Certificate, refusal.clone());
        }
        let mut skipped = Vec::new();
        while let Some(payload) = self.payload(&skipped) {
            match Bundle::read(&payload) {
                Ok(bundle) => return Reading { bundle: Some(bundle), errors },
                Err(error) => {
                    let field = IntakeField::from(error.field);
                    errors.insert(field, error.into());
                    if field == IntakeField::Certificate || skipped.contains(&field) {
                        break;
                    }
                    skipped.push(field);
                }
            }
        }
        self.read_alone(&mut errors);
        Reading { bundle: None, errors }
    }

    /// Without a certificate, key and intermediates can at least be told to be sound.
    fn read_alone(&self, errors: &mut HashMap<IntakeField, Error>) {
        for field in [IntakeField::PrivateKey, IntakeField::Intermediate] {
            if let Err(error) = self.summary(field) {
                errors.insert(field, FieldError { field: field.into(), error }.into());
            }
        }
    }

    fn field_preview(&self, field: IntakeField, error: Option<Error>) -> FieldPreview {
        let locked = self.waiting().iter().find(|waiting| waiting.field == field).map(Waiting::shown);
        let held = self.held(field).map(|held| held.source.clone());
        FieldPreview {
            source: held.or_else(|| locked.as_ref().map(|locked| locked.source.clone())),
            summary: self.summary(field).ok().flatten(),
            locked,
            error,
        }
    }

    fn summary(&self, field: IntakeField) -> Result<Option<String>, pki::Error> {
        let Some(held) = self.held(field) else { return Ok(None) };
        let bytes = held.bytes.expose_secret();
        Ok(Some(match field {
            IntakeField::Certificate => format!("certificate for {}", Certificate::read(bytes)?.facts().display_name()),
            IntakeField::PrivateKey => format!("{} private key", pki::bundle::read_private_key(bytes)?.algorithm().title()),
            IntakeField::Intermediate => intermediates_summary(&pki::bundle::read_intermediates(bytes)?),
        }))
    }

    fn suggested_name(&self, bundle: Option<&Bundle>) -> Option<String> {
        let from_names = bundle.and_then(|bundle| SecretName::suggest(bundle.facts().display_name()));
        let from_file = || {
            let source = self.held(IntakeField::Certificate).map(|held| held.source.as_str()).filter(|source| *source != PASTED)?;
            SecretName::suggest(source.rsplit_once('.').map_or(source, |(stem, _)| stem))
        };
        from_names.or_else(from_file).map(|name| name.as_str().to_owned())
    }
}

fn intermediates_summary(certificates: &[Certificate]) -> String {
    let names: Vec<&str> = certificates.iter().map(|certificate| certificate.facts().display_name()).collect();
    match names.as_slice() {
        [only] => format!("certificate of {only}"),
        more => format!("{} certificates: {}", more.len(), more.join(", ")),
    }
}

impl From<Field> for IntakeField {
    fn from(field: Field) -> Self {
        match field {
            Field::Certificate => Self::Certificate,
            Field::PrivateKey => Self::PrivateKey,
            Field::Intermediate => Self::Intermediate,
        }
    }
}

impl From<IntakeField> for Field {
    fn from(field: IntakeField) -> Self {
        match field {
            IntakeField::Certificate => Self::Certificate,
            IntakeField::PrivateKey => Self::PrivateKey,
            IntakeField::Intermediate => Self::Intermediate,
        }
    }
}
