//! Hand out: a version goes to a place such as nginx or a phone, in the files and forms that open there, with the lines that make it use them.

use std::path::Path;
use std::path::PathBuf;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::browse::VersionRef;
use super::export::check_password;
use super::written::Outgoing;
use super::written::WrittenFile;
use super::written::write_reread;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::typed::Typed;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::pki::bundle::Bundle;
use crate::pki::destinations::DESTINATIONS;
use crate::pki::destinations::Destination;
use crate::pki::destinations::Item;
use crate::pki::destinations::Setting;
use crate::pki::destinations::find;
use crate::pki::destinations::incomplete;
use crate::pki::destinations::reach;
use crate::pki::export::Inscription;
use crate::pki::reread::KeyProof;
use crate::pki::reread::Reread;

/// A place that a version can be handed to.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DestinationRow {
    pub id: String,
    pub title: String,
    pub help: String,
    /// What it gets.
    pub files: Vec<DestinationFile>,
    /// A file will be protected by a password that the person chooses.
    pub needs_password: bool,
    /// Why the files are protected less than they could be.
    pub weak: Option<String>,
    /// Why whoever meets the certificate there may not trust it.
    pub incomplete: Option<String>,
    /// The lines that make it use the files.
    pub configuration: String,
    /// Where these lines go.
    pub configuration_title: String,
    /// Why this version cannot be handed to it.
    pub unavailable: Option<String>,
}

impl DestinationRow {
    /// The proposed names of its files, in their order.
    pub fn file_names(&self) -> Vec<String> {
        self.files.iter().map(|file| file.file_name.clone()).collect()
    }
}

/// A file that a destination gets.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DestinationFile {
    /// Proposed name of the file.
    pub file_name: String,
    /// What is in it, in a few words.
    pub what: String,
    pub contains_key: bool,
}

/// What to hand out, and to whom; where the files go is asked natively.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Deliver {
    pub version: VersionRef,
    pub destination: String,
    /// For the destinations that need one.
    pub password: Option<Typed>,
}

/// What was handed out, and how it was checked.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Delivered {
    pub files: Vec<WrittenFile>,
    /// What a second reader found when it opened the files again, a sentence each.
    pub checked: Vec<String>,
    /// The lines that make the destination use the files, with the names that these have.
    pub configuration: String,
    pub configuration_title: String,
}

impl Core {
    /// Every place a version can be handed to, and why it cannot be where it cannot.
    pub fn list_destinations(&self, version: VersionRef) -> Result<Vec<DestinationRow>> {
        let unlocked = self.unlocked()?;
        let name = unlocked.store.read(|db| db.secrets().find(version.secret_id))?.name;
        let bundle = unlocked.find_bundle(version)?;
        Ok(DESTINATIONS.iter().map(|destination| row(destination, name.as_str(), &bundle)).collect())
    }

    /// The destination that a delivery names, with the names it proposes for its files. What cannot be delivered, and a password that is
    /// missing or too short, are refused here, before anyone is asked where the files go.
    pub fn find_destination(&self, request: &Deliver) -> Result<DestinationRow> {
        let rows = self.list_destinations(request.version)?;
        let row = rows.into_iter().find(|row| row.id == request.destination).ok_or_else(|| Error::not_found("destination"))?;
        check_password(row.needs_password, request.password.as_ref())?;
        match row.unavailable {
            Some(reason) => Err(Error::new(ErrorCode::FormatUnavailable, reason).field("destination")),
            None => Ok(row),
        }
    }

    /// Writes the files of a destination to `paths`, one for each in their order, once a second reader has opened all of them again and found
    /// in them what should be there. The caller has asked whether files that are there may be replaced.
    #[tracing::instrument(skip_all, fields(secret = %request.version.secret_id, destination = %request.destination))]
    pub async fn deliver(&self, request: Deliver, paths: Vec<PathBuf>) -> Result<Delivered> {
        self.off_thread(move |core| {
            let unlocked = core.unlocked()?;
            core.find_destination(&request)?;
            let destination = find(&request.destination).ok_or_else(|| Error::not_found("destination"))?;
            let name = unlocked.store.read(|db| db.secrets().find(request.version.secret_id))?.name;
            let bundle = unlocked.find_bundle(request.version)?;
            let inscription = Inscription { name: name.as_str(), password: request.password.as_ref().map(|typed| &typed.0) };

            let files = outgoing(destination, &bundle, &inscription, paths)?;
            let (written, found) = write_reread(&files, &bundle, inscription.password)?;
            let places: Vec<&str> = written.iter().map(|file| file.path.as_str()).collect();
            unlocked.record_download(request.version, ActivityAction::VersionDownloaded, core.now(), |version| {
                format!("Version {version} for {} to {}", destination.title, places.join(", "))
            })?;
            core.send(Event::SecretChanged { id: request.version.secret_id });

            let names: Vec<String> = files.iter().map(|file| file_name(&file.path)).collect();
            Ok(Delivered {
                checked: checked(&names, &files, &found, &bundle),
                configuration: (destination.configuration)(&Setting::new(name.as_str(), names, &bundle)),
                configuration_title: destination.configuration_title.into(),
                files: written,
            })
        })
        .await
    }
}

fn row(destination: &Destination, name: &str, bundle: &Bundle) -> DestinationRow {
    let items = (destination.files)(bundle);
    let file = |item: &Item| DestinationFile {
        file_name: format!("{name}{}", item.ending),
        what: item.what.into(),
        contains_key: item.format.contains_key,
    };
    let files: Vec<DestinationFile> = items.iter().map(file).collect();
    let names = files.iter().map(|file| file.file_name.clone()).collect();
    DestinationRow {
        id: destination.id.into(),
        title: destination.title.into(),
        help: destination.help.into(),
        needs_password: destination.needs_password(bundle),
        weak: destination.weak.map(str::to_owned),
        incomplete: incomplete(bundle),
        configuration: (destination.configuration)(&Setting::new(name, names, bundle)),
        configuration_title: destination.configuration_title.into(),
        unavailable: (destination.unavailable)(bundle).map(str::to_owned),
        files,
    }
}

fn outgoing(destination: &Destination, bundle: &Bundle, inscription: &Inscription, paths: Vec<PathBuf>) -> Result<Vec<Outgoing>> {
    let items = (destination.files)(bundle);
    if items.len() != paths.len() {
        return Err(Error::new(ErrorCode::NotFound, "Not every file has a place to go to.").help("Choose where to save again."));
    }
    let write =
        |(item, path): (&Item, PathBuf)| Ok(Outgoing { path, format: item.format, bytes: (item.format.write)(bundle, inscription)? });
    items.iter().zip(paths).map(write).collect()
}

/// What was found, a sentence for each thing, file by file.
fn checked(names: &[String], files: &[Outgoing], found: &[Reread], bundle: &Bundle) -> Vec<String> {
    let each = names.iter().zip(files).zip(found);
    let mut sentences: Vec<String> = each.flat_map(|((name, file), found)| sentences(name, file, found)).collect();
    if files.iter().any(|file| file.format.contains_key) {
        sentences.push(reach(bundle));
    }
    sentences
}

fn sentences(name: &str, file: &Outgoing, found: &Reread) -> Vec<String> {
    let certificates = match found.certificates.as_slice() {
        [] => None,
        [only] => Some(format!("{name} holds one certificate: {only}.")),
        several => Some(format!("{name} holds {} certificates, in this order: {}.", several.len(), several.join(", "))),
    };
    let key = found.key.map(|proof| match proof {
        KeyProof::Signature => format!("The private key in {name} belongs to the certificate: what it signed was verified with it."),
        KeyProof::PublicHalf => format!("The private key in {name} belongs to the certificate: its public half is the same."),
    });
    let password = file.format.needs_password.then(|| format!("{name} opens with your password."));
    [certificates, key, password].into_iter().flatten().collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
