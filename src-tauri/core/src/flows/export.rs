//! Download: a version written to a file in the form the person chose, and read again before it counts as done.

use std::path::Path;

use secrecy::ExposeSecret;
use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::browse::VersionRef;
use super::written::Outgoing;
use super::written::WrittenFile;
use super::written::write_reread;
use crate::Core;
use crate::Unlocked;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::id::VersionId;
use crate::domain::timestamp::Timestamp;
use crate::domain::typed::Typed;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::bundle::Bundle;
use crate::pki::export::ExportFormat;
use crate::pki::export::FORMATS;
use crate::pki::export::Inscription;
use crate::pki::export::PASSWORD_MIN;
use crate::pki::export::find;
use crate::store;
use crate::store::Db;

/// A form in which a version can be written.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FormatRow {
    pub id: String,
    pub title: String,
    pub help: String,
    /// Proposed name of the file.
    pub file_name: String,
    /// The file will hold the private key.
    pub contains_key: bool,
    /// The file will be protected by a password that the person chooses.
    pub needs_password: bool,
    /// Why this version cannot be written so.
    pub unavailable: Option<String>,
}

/// What to write; where is asked natively.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DownloadVersion {
    pub version: VersionRef,
    pub format: String,
    /// For the forms that need one.
    pub password: Option<Typed>,
}

impl Core {
    /// Every form a version can be written in, and why it cannot be where it cannot.
    pub fn list_formats(&self, version: VersionRef) -> Result<Vec<FormatRow>> {
        let unlocked = self.unlocked()?;
        let name = unlocked.store.read(|db| db.secrets().find(version.secret_id))?.name;
        let bundle = unlocked.find_bundle(version)?;
        Ok(FORMATS.iter().map(|format| row(format, name.as_str(), &bundle)).collect())
    }

    /// The form that a download asks for, with the name it proposes for the file. A password that is missing or too short is refused here,
    /// before anyone is asked where the file goes.
    pub fn find_format(&self, request: &DownloadVersion) -> Result<FormatRow> {
        checked_format(request)?;
        let formats = self.list_formats(request.version)?;
        formats.into_iter().find(|format| format.id == request.format).ok_or_else(|| Error::not_found("format"))
    }

    /// Writes a version to `path` in the chosen form, once a second reader has opened the file again and found in it what should be there.
    /// The caller has asked whether a file that is there may be replaced.
    #[tracing::instrument(skip_all, fields(secret = %request.version.secret_id, format = %request.format))]
    pub async fn download_version(&self, request: DownloadVersion, path: &Path) -> Result<WrittenFile> {
        let path = path.to_owned();
        self.off_thread(move |core| {
            let unlocked = core.unlocked()?;
            let format = checked_format(&request)?;
            let name = unlocked.store.read(|db| db.secrets().find(request.version.secret_id))?.name;
            let inscription = Inscription { name: name.as_str(), password: request.password.as_ref().map(|typed| &typed.0) };
            let bundle = unlocked.find_bundle(request.version)?;
            let bytes = (format.write)(&bundle, &inscription)?;
            let (written, _) = write_reread(&[Outgoing { path, format, bytes }], &bundle, inscription.password)?;
            let written = written.into_iter().next().ok_or_else(|| Error::not_found("file"))?;
            unlocked.record_download(request.version, ActivityAction::VersionDownloaded, core.now(), |version| {
                format!("Version {version} as {} to {}", format.title, written.path)
            })?;
            core.send(Event::SecretChanged { id: request.version.secret_id });
            Ok(written)
        })
        .await
    }
}

impl Unlocked {
    /// Notes that the payload of a version has left the vault, and how; `detail` is told the number of the version.
    pub(super) fn record_download(
        &self,
        version: VersionRef,
        action: ActivityAction,
        at: Timestamp,
        detail: impl FnOnce(u32) -> String,
    ) -> Result<()> {
        Ok(self.store.write(|db| record_download(db, version.version_id, action, at, detail))?)
    }
}

/// Notes that the payload of a version has left the vault, and how.
pub(super) fn record_download(
    db: &Db<'_>,
    version: VersionId,
    action: ActivityAction,
    at: Timestamp,
    detail: impl FnOnce(u32) -> String,
) -> store::Result<()> {
    let found = db.versions().find(version)?;
    let secret = db.secrets().find(found.secret_id)?;
    db.versions().mark_downloaded(version)?;
    db.activity().record(&ActivityEntry::new(action, at).about(&secret).saying(detail(found.number)))
}

/// The form that is asked for, once its password is good enough.
fn checked_format(request: &DownloadVersion) -> Result<&'static ExportFormat> {
    format_with(&request.format, request.password.as_ref())
}

/// The form with this id, once the password for it is good enough.
pub(super) fn format_with(id: &str, password: Option<&Typed>) -> Result<&'static ExportFormat> {
    let format = find(id).ok_or_else(|| Error::not_found("format"))?;
    check_password(format.needs_password, password)?;
    Ok(format)
}

/// Refuses a password that a file needs and that is missing or too short.
pub(super) fn check_password(is_needed: bool, password: Option<&Typed>) -> Result<()> {
    let length = password.map_or(0, |typed| typed.0.expose_secret().chars().count());
    match is_needed && length < PASSWORD_MIN {
        true => Err(password_too_short(length)),
        false => Ok(()),
    }
}

fn password_too_short(length: usize) -> Error {
    let message = match length {
        0 => "This form needs a password.".to_owned(),
        _ => format!("The password is too short: it needs {PASSWORD_MIN} characters."),
    };
    Error::new(ErrorCode::PasswordTooShort, message)
        .help("Choose a long one: whoever has the file can try passwords on it.")
        .field("password")
}

fn row(format: &ExportFormat, name: &str, bundle: &Bundle) -> FormatRow {
    FormatRow {
        id: format.id.into(),
        title: format.title.into(),
        help: format.help.into(),
        file_name: format!("{name}{}.{}", format.suffix, format.extension),
        contains_key: format.contains_key,
        needs_password: format.needs_password,
        unavailable: (format.unavailable)(bundle).map(str::to_owned),
    }
}
