//! The tray: what was dropped, picked or pasted lies here, inspected, until it becomes a secret or is put away.

use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use crate::Core;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::IntakeId;
use crate::domain::id::SecretId;
use crate::domain::typed::Typed;
use crate::error::Error;
use crate::error::Result;
use crate::flows::import_many::Batch;
use crate::flows::import_many::Brought;
use crate::pki::warnings::Warning;
use crate::store::holdings::HeldCertificate;

mod filling;
mod gather;
mod input;
mod locks;
mod preview;
mod reading;
mod tray;
mod walk;

use self::gather::Gathered;
use self::input::Input;
pub use self::reading::Progress;
pub(crate) use self::reading::Readings;
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
    /// A new intake when there is none yet.
    pub into: Option<IntakeId>,
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
    /// The secret that this certificate renews: for the same names, and valid for longer.
    pub renews: Option<HeldSecret>,
    /// The secret whose signing request this certificate answers.
    pub answers_request: Option<HeldSecret>,
    /// The secret that a signing request which was brought was made for.
    pub request_of: Option<HeldSecret>,
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

/// A secret that a certificate has to do with: it holds the same one, or one that this renews.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct HeldSecret {
    pub id: SecretId,
    pub name: String,
}

impl Core {
    /// Lays pasted text into a field. Text with several parts, such as a whole chain with its key, fills every field it has something for.
    pub fn fill_intake(&self, request: &FillIntake) -> Result<IntakePreview> {
        let id = self.shared.tray.find_or_start(request.intake_id);
        let input = Input::pasted(&request.text.0);
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

    /// Looks at what was brought: files, folders with everything below them, ZIP archives. One certificate starts an intake, its parts
    /// sorted into the fields they belong to; several become a batch.
    pub async fn inspect_files(&self, paths: Vec<PathBuf>) -> Result<Brought> {
        self.inspect_files_telling(paths, |_| {}).await
    }

    /// [`Core::inspect_files`], telling how far it is when it takes long.
    pub async fn inspect_files_telling(&self, paths: Vec<PathBuf>, tell: impl Fn(Progress) + Send + Sync + 'static) -> Result<Brought> {
        self.off_thread(move |core| {
            core.unlocked()?;
            let reading = core.shared.readings.start(Box::new(tell));
            let gathered = gather::gather(&paths, &reading)?;
            core.bring(gathered)
        })
        .await
    }

    /// Stops reading what was brought; nothing is brought then.
    pub fn cancel_reading(&self) {
        self.shared.readings.cancel();
    }

    /// What lies in an intake, and whether it can be imported.
    pub fn find_intake(&self, id: IntakeId) -> Result<IntakePreview> {
        let now = self.now();
        let (preview, requests) = self.shared.tray.look(id, |intake| (intake.preview(id, now), intake.requests.clone()))?;
        let request_of = requests.iter().find_map(|key| self.requesting(key).transpose()).transpose()?;
        let preview = IntakePreview { request_of, ..preview };
        let Some(facts) = &preview.facts else { return Ok(preview) };
        let already_held = self.holding(&facts.fingerprint_sha256)?;
        let renews = match already_held.is_empty() && !preview.expired {
            true => self.renewed_by(facts)?,
            false => None,
        };
        let answers_request = self.requesting(&facts.public_key.fingerprint)?;
        Ok(IntakePreview { already_held, renews, answers_request, ..preview })
    }

    /// Lays one intake into another, or into the field that it was dropped on, and puts the first away.
    pub fn merge_intake(&self, request: MergeIntake) -> Result<IntakePreview> {
        let from = self.shared.tray.take(request.from)?;
        let into = request.into.unwrap_or_else(|| self.shared.tray.find_or_start(None));
        self.shared.tray.change(into, |into| into.merge(from, request.field))?;
        self.find_intake(into)
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

    /// One certificate goes to the form, several to the bulk page.
    fn bring(&self, gathered: Gathered) -> Result<Brought> {
        // Reading takes its time: meanwhile the vault may have been locked.
        let unlocked = self.unlocked()?;
        let arrangement = gathered.haul.arrange();
        match (gathered.is_several(&arrangement), gathered.inputs) {
            (false, Some(inputs)) if !inputs.is_empty() || !gathered.is_broad => {
                let id = self.shared.tray.find_or_start(None);
                self.shared.tray.change(id, |intake| intake.fill_from_all(inputs, gathered.notes))?;
                Ok(Brought::One { intake_id: id })
            }
            _ if gathered.haul.is_empty() => Err(gather::nothing_found(gathered.looked_at)),
            _ => {
                let now = self.now();
                let batch = unlocked.store.read(|db| Batch::new(gathered.haul, arrangement, db, now))?;
                Ok(Brought::Many { batch_id: self.shared.batches.put(batch) })
            }
        }
    }

    /// The newest secret for the same names that ends sooner.
    fn renewed_by(&self, facts: &CertificateFacts) -> Result<Option<HeldSecret>> {
        let named = self.unlocked()?.store.read(|db| db.holdings().called(facts.display_name()))?;
        let wanted = facts.issued_for();
        let renewed = named.into_iter().find(|held| held.issued_for == wanted && held.not_after < facts.not_after);
        Ok(renewed.map(|HeldCertificate { id, name, .. }| HeldSecret { id, name }))
    }

    fn holding(&self, fingerprint: &str) -> Result<Vec<HeldSecret>> {
        Ok(self.unlocked()?.store.read(|db| {
            let ids = db.secrets().find_by_fingerprint(fingerprint)?;
            ids.into_iter().map(|id| Ok(HeldSecret { id, name: db.secrets().find(id)?.name.as_str().to_owned() })).collect()
        })?)
    }
}
