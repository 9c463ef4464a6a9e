//! The tray: what was dropped, picked or pasted lies here, inspected, until it becomes a secret or is put away.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;

use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::vault::Typed;
use crate::Core;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::IntakeId;
use crate::domain::id::SecretId;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::pki;
use crate::pki::contents;
use crate::pki::pem::FILE_MAX_BYTES;
use crate::pki::pem::Part;
use crate::pki::pem::PartKind;
use crate::pki::sort::sort_parts;
use crate::pki::warnings::Warning;

mod locks;
mod preview;
mod tray;

use self::locks::Waiting;
use self::tray::Held;
use self::tray::Intake;
pub(crate) use self::tray::Tray;

/// The three fields of an imported certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum IntakeField {
    Certificate,
    PrivateKey,
    Intermediate,
}

impl IntakeField {
    /// Every field, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Certificate, Self::PrivateKey, Self::Intermediate];
}

/// Text that the person pasted or typed into a field.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FillIntake {
    /// The intake to fill; a new one when there is none yet.
    pub intake_id: Option<IntakeId>,
    pub field: IntakeField,
    pub text: Typed,
}

/// A field of an intake; for a new intake when there is none yet.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct IntakeTarget {
    pub intake_id: Option<IntakeId>,
    pub field: IntakeField,
}

/// Lays what one intake holds into another, or into one field of it, and puts the first away.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MergeIntake {
    pub from: IntakeId,
    pub into: IntakeId,
    /// The field it was dropped on, if any.
    pub field: Option<IntakeField>,
}

/// A password for what lies locked in an intake.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UnlockIntake {
    pub intake_id: IntakeId,
    pub password: Typed,
}

/// What lies in the tray, without any key material.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct IntakePreview {
    pub id: IntakeId,
    pub certificate: FieldPreview,
    pub private_key: FieldPreview,
    pub intermediate: FieldPreview,
    /// What the certificate says, as soon as it parses.
    pub facts: Option<CertificateFacts>,
    pub warnings: Vec<Warning>,
    /// What was done with the input that the person did not ask for.
    pub notes: Vec<String>,
    pub suggested_name: Option<String>,
    /// Secrets that hold this very certificate already.
    pub already_held: Vec<HeldSecret>,
    /// The certificate has expired: it can be kept for the record only.
    pub expired: bool,
    /// Nothing stands in the way but, perhaps, the expiry.
    pub complete: bool,
}

/// What lies in one field.
#[derive(Clone, Debug, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FieldPreview {
    /// File name, or that it was pasted; absent when the field is empty.
    pub source: Option<String>,
    /// `RSA 2048 private key`, `2 certificates` …
    pub summary: Option<String>,
    /// What was brought to this field and waits for its password.
    pub locked: Option<LockedFile>,
    pub error: Option<Error>,
}

/// Something that a password opens.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct LockedFile {
    /// File name, or that it was pasted.
    pub source: String,
    /// What it is, with its article: `a PKCS#12 file (.p12, .pfx)`.
    pub what: String,
}

/// A secret that holds the same certificate.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HeldSecret {
    pub id: SecretId,
    pub name: String,
}

/// The most files that are read from one drop.
const FILES_MAX: usize = 100;

/// Where pasted text says it comes from.
const PASTED: &str = "Pasted text";

impl Core {
    /// Lays pasted text into a field. Text with several parts, such as a whole chain with its key, fills every field it has something for.
    pub fn fill_intake(&self, request: &FillIntake) -> Result<IntakePreview> {
        let id = self.shared.tray.find_or_start(request.intake_id);
        let input = Input { source: PASTED.into(), bytes: request.text.0.expose_secret().as_bytes().to_vec().into() };
        self.shared.tray.change(id, |intake| intake.fill(request.field, input))?;
        self.find_intake(id)
    }

    /// Lays what a picked file holds into a field, as if it had been pasted.
    pub async fn fill_intake_from_file(&self, target: IntakeTarget, path: &Path) -> Result<IntakePreview> {
        let path = path.to_owned();
        self.off_thread(move |core| {
            let input = Input::read(&path)?;
            let id = core.shared.tray.find_or_start(target.intake_id);
            core.shared.tray.change(id, |intake| intake.fill(target.field, input))?;
            core.find_intake(id)
        })
        .await
    }

    /// Starts an intake from dropped files, their parts sorted into the fields they belong to.
    pub async fn inspect_files(&self, paths: Vec<PathBuf>) -> Result<IntakeId> {
        self.off_thread(move |core| {
            core.unlocked()?;
            let (inputs, unread) = read_all(&paths);
            let id = core.shared.tray.find_or_start(None);
            core.shared.tray.change(id, |intake| intake.fill_from_all(inputs, unread))?;
            Ok(id)
        })
        .await
    }

    /// What lies in an intake, and whether it can be imported.
    pub fn find_intake(&self, id: IntakeId) -> Result<IntakePreview> {
        let now = self.now();
        let preview = self.shared.tray.look(id, |intake| intake.preview(id, now))?;
        let already_held = match &preview.facts {
            Some(facts) => self.holding(&facts.fingerprint_sha256)?,
            None => Vec::new(),
        };
        Ok(IntakePreview { already_held, ..preview })
    }

    /// Lays one intake into another, or into the field that it was dropped on, and puts the first away.
    pub fn merge_intake(&self, request: MergeIntake) -> Result<IntakePreview> {
        let from = self.shared.tray.take(request.from)?;
        self.shared.tray.change(request.into, |into| into.merge(from, request.field))?;
        self.find_intake(request.into)
    }

    /// Tries a password on everything in an intake that needs one; what opens is laid into the fields. Refused when it opens nothing.
    pub async fn unlock_intake(&self, request: UnlockIntake) -> Result<IntakePreview> {
        self.off_thread(move |core| {
            let locked = core.shared.tray.look(request.intake_id, |intake| intake.waiting().to_vec())?;
            let opened = locks::open(&locked, &request.password.0)?;
            core.shared.tray.change(request.intake_id, |intake| intake.lay_opened(opened))?;
            core.find_intake(request.intake_id)
        })
        .await
    }

    /// Empties one field.
    pub fn clear_intake_field(&self, id: IntakeId, field: IntakeField) -> Result<IntakePreview> {
        self.shared.tray.change(id, |intake| intake.clear(field))?;
        self.find_intake(id)
    }

    /// Puts an intake away with all that lies in it.
    pub fn discard_intake(&self, id: IntakeId) {
        self.shared.tray.discard(id);
    }

    fn holding(&self, fingerprint: &str) -> Result<Vec<HeldSecret>> {
        Ok(self.unlocked()?.store.read(|db| {
            let ids = db.secrets().find_by_fingerprint(fingerprint)?;
            ids.into_iter().map(|id| Ok(HeldSecret { id, name: db.secrets().find(id)?.name.as_str().to_owned() })).collect()
        })?)
    }
}

/// Bytes from one file or one paste.
pub(super) struct Input {
    source: String,
    bytes: SecretSlice<u8>,
}

impl Input {
    fn read(path: &Path) -> Result<Self> {
        let source = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let unreadable = |reason: String| {
            Error::new(ErrorCode::FileUnreadable, format!("“{source}” cannot be read: {reason}."))
                .help("Look whether it is a file that your user may read.")
        };
        if !path.is_file() {
            return Err(unreadable("it is not a file".into()));
        }
        let mut bytes = Vec::new();
        let limit = FILE_MAX_BYTES as u64 + 1;
        File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes)).map_err(|error| unreadable(error.to_string()))?;
        match bytes.len() > FILE_MAX_BYTES {
            true => {
                Err(Error::new(ErrorCode::TooLarge, format!("“{source}” is larger than 1 MB."))
                    .help("Drop certificate and key files only."))
            }
            false => Ok(Self { source, bytes: bytes.into() }),
        }
    }

    /// Takes the input apart. What was no PEM becomes PEM, so that its parts are found again in its bytes.
    fn open(&mut self) -> Result<Vec<Part>, pki::Error> {
        let contents = contents::read(self.bytes.expose_secret())?;
        if contents.converted {
            self.bytes = joined(&contents.parts);
        }
        Ok(contents.parts)
    }

    fn holds(&self, bytes: &[u8]) -> bool {
        let first = bytes.split(|byte| *byte == b'\n').nth(1).unwrap_or(bytes);
        let all = self.bytes.expose_secret();
        !first.is_empty() && all.windows(first.len()).any(|window| window == first)
    }
}

fn read_all(paths: &[PathBuf]) -> (Vec<Input>, Vec<String>) {
    let (mut inputs, mut unread) = (Vec::new(), Vec::new());
    for path in paths.iter().take(FILES_MAX) {
        match Input::read(path) {
            Ok(input) => inputs.push(input),
            Err(error) => unread.push(error.message),
        }
    }
    if paths.len() > FILES_MAX {
        unread.push(format!("Only the first {FILES_MAX} of {} files were read.", paths.len()));
    }
    (inputs, unread)
}

/// Canonical PEM of several parts.
fn joined(parts: &[Part]) -> SecretSlice<u8> {
    let bytes = zeroize::Zeroizing::new(parts.iter().map(Part::verbatim).collect::<Vec<_>>().join(&b'\n'));
    bytes.to_vec().into()
}

impl Intake {
    fn fill(&mut self, field: IntakeField, mut input: Input) {
        self.start_over(field);
        match input.open() {
            Ok(parts) => self.fill_with(field, parts, input),
            Err(pki::Error::Locked(format)) => self.wait(Waiting::file(field, input.source, input.bytes, format)),
            Err(_) => self.put(field, Held { source: input.source, bytes: input.bytes }),
        }
    }

    fn fill_with(&mut self, field: IntakeField, parts: Vec<Part>, input: Input) {
        let mixed = is_mixed(field, &parts);
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

    fn fill_from_all(&mut self, inputs: Vec<Input>, unread: Vec<String>) {
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

    fn lay_sorted(&mut self, field: IntakeField, parts: Vec<Part>, sources: Vec<Input>) {
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

fn source_of(bytes: &[u8], sources: &[Input]) -> String {
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
