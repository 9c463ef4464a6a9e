//! Many secrets in one ZIP archive, a folder for each; read again and compared before it counts as done.

use std::path::Path;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::Running;
use super::Selection;
use super::SelectionFailure;
use crate::Core;
use crate::Unlocked;
use crate::domain::activity::ActivityAction;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::secret::Secret;
use crate::domain::typed::Typed;
use crate::domain::version::Payload;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::files::Aside;
use crate::files::Existing;
use crate::files::Mode;
use crate::flows::export::FormatRow;
use crate::flows::export::format_with;
use crate::flows::export::record_download;
use crate::flows::written::WrittenFile;
use crate::flows::written::differs;
use crate::flows::written::not_written;
use crate::pki::bundle::Bundle;
use crate::pki::export::ExportFormat;
use crate::pki::export::Inscription;
use crate::pki::export::collection::Collection;
use crate::pki::export::collection::Contents;
use crate::pki::export::collection::NotAdded;
use crate::pki::export::find;
use crate::store;

/// The selection, and the form that each of its secrets is written in; where is asked natively.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DownloadSelection {
    pub selection: Selection,
    /// One of `list_selection_formats`.
    pub format: String,
    /// For the forms that need one; the same for all.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub password: Option<Typed>,
}

/// An archive that was written, read again and compared.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct WrittenSelection {
    #[serde(flatten)]
    pub file: WrittenFile,
    /// So many secrets are in it.
    pub secrets: u32,
    /// These could not be written in this form.
    pub left_out: Vec<SelectionFailure>,
}

/// The forms that many secrets can be written in, the proposed one first.
const FORMATS: &[&str] = &["zip", "pem", "fullChain", "certificate", "pkcs12", "pkcs12Legacy", "der"];

/// How often the screen is told, at most, on the way from the first secret to the last.
const STEPS: usize = 100;

/// What goes into the archive, and what did not.
struct Gathered {
    contents: Contents,
    versions: Vec<VersionId>,
    left_out: Vec<SelectionFailure>,
}

impl Core {
    /// Every form that many secrets can be written in.
    pub fn list_selection_formats(&self) -> Result<Vec<FormatRow>> {
        self.unlocked()?;
        Ok(FORMATS.iter().filter_map(|id| find(id)).map(|format| self.selection_format(format)).collect())
    }

    /// The name that an archive made today would have. A form that is not offered, or a password that is too short for it, is refused here,
    /// before anyone is asked where the file goes.
    pub fn selection_file_name(&self, request: &DownloadSelection) -> Result<String> {
        self.unlocked()?;
        checked_format(request)?;
        Ok(format!("certkeep-{}.zip", self.now().day()))
    }

    /// Writes the current version of every selected secret into one archive at `path`, then reads the archive again and compares.
    /// The caller has asked whether a file that is there may be replaced.
    pub async fn download_selection(&self, request: DownloadSelection, path: &Path) -> Result<WrittenSelection> {
        let path = path.to_owned();
        self.off_thread(move |core| {
            let (unlocked, work) = (core.unlocked()?, core.shared.selection_work.begin()?);
            let format = checked_format(&request)?;
            let selected = unlocked.selected(request.selection, core.now())?;
            let mut aside = Aside::new(&path, if format.contains_key { Mode::Private } else { Mode::Shared })?;
            let mut collection = Collecting { core: &core, unlocked: &unlocked, work: &work, path: &path, format };
            let gathered = collection.gather(&mut aside, &selected, request.password.as_ref())?;
            aside.commit(Existing::Replace)?;
            let file = read_again(&path, &gathered.contents)?;
            let (now, place) = (core.now(), path.display());
            let told = |number| format!("Version {number} as {}, in {place}", format.title);
            unlocked.store.write(|db| {
                gathered.versions.iter().try_for_each(|version| record_download(db, *version, ActivityAction::VersionDownloaded, now, told))
            })?;
            core.send(Event::SecretsChanged);
            let secrets = u32::try_from(gathered.versions.len()).unwrap_or(u32::MAX);
            Ok(WrittenSelection { file, secrets, left_out: gathered.left_out })
        })
        .await
    }

    fn selection_format(&self, format: &ExportFormat) -> FormatRow {
        FormatRow {
            id: format.id.into(),
            title: if format.id == FORMATS[0] { "Separate PEM files".into() } else { format.title.into() },
            help: if format.id == FORMATS[0] { SEPARATE.into() } else { format.help.into() },
            file_name: format!("certkeep-{}.zip", self.now().day()),
            contains_key: format.contains_key,
            needs_password: format.needs_password,
            unavailable: None,
        }
    }
}

const SEPARATE: &str = "certificate.pem, intermediate.pem and private_key.pem in a folder for each secret, as far as they are there.";

/// What is at hand while an archive is written.
struct Collecting<'c> {
    core: &'c Core,
    unlocked: &'c Unlocked,
    work: &'c Running<'c>,
    path: &'c Path,
    format: &'static ExportFormat,
}

impl Collecting<'_> {
    fn gather(&mut self, aside: &mut Aside, selected: &[SecretId], password: Option<&Typed>) -> Result<Gathered> {
        let mut collection = Collection::new(aside.file());
        let (mut versions, mut left_out) = (Vec::new(), Vec::new());
        let step = selected.len().div_ceil(STEPS).max(1);
        for (done, id) in selected.iter().enumerate() {
            self.work.go_on()?;
            match self.add(&mut collection, *id, password) {
                Ok(version) => versions.push(version),
                Err(NotDone::Secret(failure)) => left_out.push(*failure),
                Err(NotDone::Gone) => {}
                Err(NotDone::All(error)) => return Err(error),
            }
            if (done + 1) % step == 0 {
                self.core.send_progress(done + 1, selected.len());
            }
        }
        if collection.is_empty() {
            return Err(nothing_to_write(left_out));
        }
        let contents = collection.finish().map_err(|error| not_written(self.path, error))?;
        Ok(Gathered { contents, versions, left_out })
    }

    fn add(&self, collection: &mut Collection<'_>, id: SecretId, password: Option<&Typed>) -> std::result::Result<VersionId, NotDone> {
        let (secret, found) = self.find(id)?;
        let name = secret.name.as_str();
        let failed = |error| NotDone::Secret(Box::new(SelectionFailure { id, name: name.to_owned(), error }));
        let (version, payload) = found.map_err(failed)?;
        let bundle = Bundle::read(&payload).map_err(|error| failed(error.into()))?;
        let inscription = Inscription { name, password: password.map(|typed| &typed.0) };
        match collection.add(self.format, &bundle, &inscription) {
            Ok(()) => Ok(version),
            Err(NotAdded::Bundle(error)) => Err(failed(error.into())),
            Err(NotAdded::File(error)) => Err(NotDone::All(not_written(self.path, error))),
        }
    }

    /// The secret with its newest version, or why that has nothing to write.
    fn find(&self, id: SecretId) -> Result<(Secret, Result<(VersionId, Payload)>)> {
        let found = self.unlocked.store.read(|db| {
            let secret = db.secrets().find(id)?;
            let payload = match db.versions().current(id)? {
                Some(version) => match db.versions().payload(version.id) {
                    Ok(payload) => Ok((version.id, payload)),
                    Err(error @ store::Error::PayloadGone) => Err(error.into()),
                    Err(error) => return Err(error),
                },
                None => Err(Error::new(ErrorCode::FormatUnavailable, "It has no certificate yet.")),
            };
            Ok((secret, payload))
        })?;
        Ok(found)
    }
}

/// What kept a secret out of the archive.
enum NotDone {
    Secret(Box<SelectionFailure>),
    /// It was deleted meanwhile.
    Gone,
    All(Error),
}

impl From<Error> for NotDone {
    fn from(error: Error) -> Self {
        if error.code == ErrorCode::NotFound { Self::Gone } else { Self::All(error) }
    }
}

fn checked_format(request: &DownloadSelection) -> Result<&'static ExportFormat> {
    match FORMATS.contains(&request.format.as_str()) {
        true => format_with(&request.format, request.password.as_ref()),
        false => Err(Error::not_found("format")),
    }
}

fn read_again(path: &Path, contents: &Contents) -> Result<WrittenFile> {
    let bytes = path.metadata().map(|found| found.len()).map_err(|error| differs(path).because(error))?;
    match contents.are_in(path) {
        Ok(true) => Ok(WrittenFile { path: path.display().to_string(), bytes, contains_key: contents.contains_key }),
        Ok(false) => Err(differs(path)),
        Err(error) => Err(differs(path).because(error)),
    }
}

fn nothing_to_write(left_out: Vec<SelectionFailure>) -> Error {
    let error = Error::new(ErrorCode::FormatUnavailable, "None of the selected secrets can be written in this form.");
    match left_out.into_iter().next() {
        Some(first) => error.help(format!("{}: {}", first.name, first.error.message)),
        None => error.help("Select at least one secret."),
    }
}
