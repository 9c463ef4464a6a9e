//! From what came in to the three fields: taken apart, sorted, and what is locked set to wait for its password.

use secrecy::ExposeSecret;

use super::IntakeField;
use super::input::Input;
use super::locks::Waiting;
use super::tray::Held;
use super::tray::Intake;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::pki;
use crate::pki::contents;
use crate::pki::csr;
use crate::pki::pem::Part;
use crate::pki::pem::PartKind;
use crate::pki::sort::sort_parts;

impl Intake {
    /// Lays what was pasted or picked for a field.
    pub(super) fn fill(&mut self, field: IntakeField, mut input: Input) {
        self.start_over(field);
        match input.open() {
            Ok(parts) => self.fill_with(field, parts, input),
            Err(pki::Error::Locked(format)) => self.wait(Waiting::file(field, input.source, input.bytes, format)),
            Err(_) => self.put(field, Held { source: input.source, bytes: input.bytes }),
        }
    }

    fn fill_with(&mut self, field: IntakeField, parts: Vec<Part>, input: Input) {
        let mixed = is_mixed(field, &parts);
        self.note_requests(&parts);
        let (locked, open): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(contents::is_locked);
        for part in &locked {
            self.wait(Waiting::key(field_of_key(mixed, field), input.source.clone(), part));
        }
        match (open.is_empty(), mixed) {
            (true, _) => {}
            (false, true) => self.lay_sorted(field, open, vec![input]),
            (false, false) => self.put(field, Held { source: input.source, bytes: input.bytes }),
        }
    }

    /// Lays what was dropped, wherever it belongs; `unread` says what could not be read.
    pub(super) fn fill_from_all(&mut self, inputs: Vec<Input>, unread: Vec<String>) {
        self.notes = unread;
        let (mut parts, mut sources, mut strange) = (Vec::new(), Vec::new(), Vec::new());
        for mut input in inputs {
            match input.open() {
                Ok(found) => {
                    let (locked, open): (Vec<Part>, Vec<Part>) = found.into_iter().partition(contents::is_locked);
                    locked.iter().for_each(|part| self.wait(Waiting::key(IntakeField::PrivateKey, input.source.clone(), part)));
                    parts.extend(open);
                    sources.push(input);
                }
                Err(pki::Error::Locked(format)) => {
                    self.wait(Waiting::file(IntakeField::Certificate, input.source, input.bytes, format));
                }
                Err(error) => strange.push((input, error)),
            }
        }
        self.note_requests(&parts);
        match (parts.is_empty() && self.waiting().is_empty(), strange.is_empty()) {
            (true, true) => self.refusal = Some(nothing_to_read()),
            (true, false) => self.put_strange(strange.swap_remove(0).0),
            (false, _) if parts.is_empty() => {}
            (false, _) => self.lay_sorted(IntakeField::Certificate, parts, sources),
        }
        self.notes.extend(strange.into_iter().map(|(input, error)| left_out(&input.source, error)));
    }

    /// A file that cannot be read lies where it would belong, so that its error shows there.
    fn put_strange(&mut self, input: Input) {
        let field = match input.source.to_ascii_lowercase().ends_with(".key") {
            true => IntakeField::PrivateKey,
            false => IntakeField::Certificate,
        };
        self.put(field, Held { source: input.source, bytes: input.bytes });
    }

    fn note_requests(&mut self, parts: &[Part]) {
        self.requests.extend(parts.iter().filter_map(csr::key_fingerprint));
    }

    /// Sorts parts into the fields.
    pub(super) fn lay_sorted(&mut self, field: IntakeField, parts: Vec<Part>, sources: Vec<Input>) {
        match sort_parts(parts) {
            Err(error) => self.refusal = Some(error.into()),
            Ok(sorted) => {
                let from = |bytes: &[u8]| source_of(bytes, &sources);
                if let Some(bytes) = sorted.certificate {
                    self.put(IntakeField::Certificate, Held { source: from(&bytes), bytes: bytes.into() });
                }
                if let Some(bytes) = sorted.private_key {
                    self.put(IntakeField::PrivateKey, Held { source: from(bytes.expose_secret()), bytes });
                }
                if let Some(bytes) = sorted.intermediate {
                    self.put(IntakeField::Intermediate, Held { source: from(&bytes), bytes: bytes.into() });
                }
                self.notes.extend(sorted.left_over.iter().map(left_over));
                self.note_moves(field);
            }
        }
    }
}

/// Whether the text holds more than its field asks for.
fn is_mixed(field: IntakeField, parts: &[Part]) -> bool {
    let keys = parts.iter().filter(|part| part.kind().is_private_key()).count();
    let certificates = parts.iter().filter(|part| part.kind() == PartKind::Certificate).count();
    match field {
        IntakeField::Certificate => certificates > 1 || (certificates > 0 && keys > 0),
        IntakeField::PrivateKey | IntakeField::Intermediate => certificates > 0 && keys > 0,
    }
}

/// A locked key waits in the field it was brought to, unless it came along with a certificate.
fn field_of_key(mixed: bool, field: IntakeField) -> IntakeField {
    if mixed { IntakeField::PrivateKey } else { field }
}

/// The name of the input that `bytes` were cut out of.
pub(super) fn source_of(bytes: &[u8], sources: &[Input]) -> String {
    let names: Vec<&str> = sources.iter().filter(|input| input.holds(bytes)).map(|input| input.source.as_str()).collect();
    match names.as_slice() {
        [] => sources.first().map(|input| input.source.clone()).unwrap_or_default(),
        [name, ..] => (*name).to_owned(),
    }
}

fn left_over(part: &pki::sort::LeftOver) -> String {
    match &part.name {
        Some(name) => format!("Left out: {name}. {}", part.reason),
        None => format!("Left out: {}. {}", part.kind.title(), part.reason),
    }
}

fn left_out(source: &str, error: pki::Error) -> String {
    format!("“{source}” was left out. {}", Error::from(error).message)
}

fn nothing_to_read() -> Error {
    Error::new(ErrorCode::NothingGiven, "There is no certificate in what was dropped.")
        .help("Drop certificate and key files: PEM, DER, PKCS#7 or PKCS#12.")
        .field("certificate")
}
