//! What lies in an intake behind a password, and opening it.

use std::fmt;

use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use secrecy::SecretString;

use super::IntakeField;
use super::LockedFile;
use super::filling::source_of;
use super::input::Input;
use super::input::joined;
use super::tray::Held;
use super::tray::Intake;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::pki;
use crate::pki::contents;
use crate::pki::format::FileFormat;
use crate::pki::keys;
use crate::pki::pem::Part;
use crate::pki::pem::PartKind;

/// A file or a key that waits for its password. Only encrypted bytes lie here.
#[derive(Clone)]
pub(super) struct Waiting {
    pub(super) field: IntakeField,
    source: String,
    what: String,
    bytes: SecretSlice<u8>,
}

impl Waiting {
    /// A whole file that is locked.
    pub(super) fn file(field: IntakeField, source: String, bytes: SecretSlice<u8>, format: FileFormat) -> Self {
        Self { field, source, what: format.title().to_owned(), bytes }
    }

    /// A private key that is locked.
    pub(super) fn key(field: IntakeField, source: String, part: &Part) -> Self {
        let cipher = match keys::read_key(part) {
            Err(pki::Error::EncryptedKey { cipher: Some(cipher) }) => format!(" with {cipher}"),
            Ok(_) | Err(_) => String::new(),
        };
        Self { field, source, what: format!("a private key encrypted{cipher}"), bytes: part.verbatim().to_vec().into() }
    }

    /// Moved to a field, if one is named.
    pub(super) fn at(self, field: Option<IntakeField>) -> Self {
        Self { field: field.unwrap_or(self.field), ..self }
    }

    /// Whether it is the very same thing.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.bytes.expose_secret() == other.bytes.expose_secret()
    }

    /// As the person sees it.
    pub(super) fn shown(&self) -> LockedFile {
        LockedFile { source: self.source.clone(), what: self.what.clone() }
    }

    /// Why nothing can be imported while it waits.
    pub(super) fn refusal(&self) -> Error {
        Error::new(ErrorCode::KeyEncrypted, format!("“{}” is still locked.", self.source))
            .help("Type its password to unlock it, or remove it.")
            .field(pki::bundle::Field::from(self.field).code())
    }
}

impl fmt::Debug for Waiting {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Waiting({:?}, {} bytes)", self.field, self.bytes.expose_secret().len())
    }
}

/// What a password made of what was waiting.
pub(super) struct Opened {
    parts: Vec<Part>,
    sources: Vec<Input>,
    still: Vec<Waiting>,
}

/// Tries the password on each. Refused when it opens none: with the reason that is not the password's, if there is one.
pub(super) fn open(locked: &[Waiting], password: &SecretString) -> Result<Opened> {
    let mut opened = Opened { parts: Vec::new(), sources: Vec::new(), still: Vec::new() };
    let mut refused = None;
    for waiting in locked {
        match contents::open(waiting.bytes.expose_secret(), password) {
            Ok(parts) => {
                opened.sources.push(Input { source: waiting.source.clone(), bytes: joined(&parts) });
                opened.parts.extend(parts);
            }
            Err(error) => {
                opened.still.push(waiting.clone());
                refused = refused.filter(|earlier| *earlier != pki::Error::WrongPassword).or(Some(error));
            }
        }
    }
    match refused.filter(|_| opened.parts.is_empty()) {
        Some(error) => Err(Error::from(error).field("password")),
        None => Ok(opened),
    }
}

impl Intake {
    /// Lays what a password opened into the fields: keys beside what is there, everything else sorted anew together with it.
    pub(super) fn lay_opened(&mut self, opened: Opened) {
        let Opened { parts, mut sources, still } = opened;
        self.set_waiting(still);
        self.notes.clear();
        self.refusal = None;
        match parts.iter().all(|part| part.kind().is_private_key()) {
            true => self.lay_keys(parts, &sources),
            false => {
                let mut all = self.take_all(&mut sources);
                all.extend(parts);
                self.lay_sorted(IntakeField::Certificate, all, sources);
            }
        }
    }

    /// The key that belongs to the certificate, else the first.
    fn lay_keys(&mut self, keys: Vec<Part>, sources: &[Input]) {
        let fits = |part: &Part| self.fits_certificate(part.verbatim());
        let at = keys.iter().position(fits).unwrap_or(0);
        for (other, part) in keys.into_iter().enumerate() {
            match other == at {
                true => {
                    let source = source_of(part.verbatim(), sources);
                    self.put(IntakeField::PrivateKey, Held { source, bytes: part.verbatim().to_vec().into() });
                }
                false => self.notes.push(format!("Left out: {}. It does not belong to the certificate.", PartKind::Pkcs8Key.title())),
            }
        }
    }

    fn fits_certificate(&self, key: &[u8]) -> bool {
        let certificate = self.held(IntakeField::Certificate).map(|held| held.bytes.expose_secret());
        let public = pki::bundle::read_private_key(key).and_then(|key| keys::public_key_facts(&key));
        let certificate = certificate.map(pki::bundle::Certificate::read);
        matches!((certificate, public), (Some(Ok(certificate)), Ok(public)) if certificate.facts().public_key == public)
    }

    /// Takes the parts out of all fields.
    fn take_all(&mut self, sources: &mut Vec<Input>) -> Vec<Part> {
        let mut parts = Vec::new();
        for field in IntakeField::ALL {
            if let Some(Held { source, bytes }) = self.take_field(field) {
                parts.extend(pki::pem::read(bytes.expose_secret()).unwrap_or_default());
                sources.push(Input { source, bytes });
            }
        }
        parts
    }
}
