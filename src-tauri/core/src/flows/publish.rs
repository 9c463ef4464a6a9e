//! Publish: authorities' certificates and revocation lists are also kept in a folder, from which a web server can hand them out.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use serde::Serialize;
use ts_rs::TS;

use super::authorities::PUBLISHED_BELOW;
use super::notices::Told;
use super::notices::forget_over;
use super::notices::tell_daily;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::notice::Notice;
use crate::domain::notice::NoticeKind;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::Result;
use crate::events::Event;
use crate::files::Existing;
use crate::files::FileError;
use crate::files::Mode;
use crate::files::write_aside;
use crate::pki::pem::certificate_pem;
use crate::store;
use crate::store::Db;
use crate::store::Store;

/// What is published, and where.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PublishingView {
    /// The folder, once one was chosen.
    pub folder: Option<String>,
    /// What lies in it, or should.
    pub files: Vec<PublishedFile>,
}

/// A file that is published.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PublishedFile {
    pub authority_name: String,
    /// Below the folder, and below the address that files are fetched from.
    pub path: String,
    /// It holds what it should.
    pub current: bool,
}

const FOLDER: &str = "publishing_folder";
const TROUBLE: &str = "publish";

impl Core {
    /// Where authorities' files are published, and whether what lies there is what should.
    pub fn find_publishing(&self) -> Result<PublishingView> {
        let (folder, outlets) = self.unlocked()?.store.read(|db| Ok((folder(db)?, outlets(db)?)))?;
        let files = outlets.iter().filter_map(|outlet| folder.as_ref().map(|folder| outlet.seen_in(folder))).collect();
        Ok(PublishingView { folder: folder.map(|folder| folder.display().to_string()), files })
    }

    /// Publishes in this folder from now on, and at once. What lies in the folder before is left there.
    pub fn publish_in(&self, path: &Path) -> Result<PublishingView> {
        let now = self.now();
        let unlocked = self.unlocked()?;
        let outlets = unlocked.store.read(outlets)?;
        outlets.iter().try_for_each(|outlet| outlet.write(path))?;
        let shown = path.display().to_string();
        unlocked.store.write(|db| {
            db.settings().set(FOLDER, &shown)?;
            db.activity().record(&changed(format!("Revocation lists are kept in {shown}"), now))
        })?;
        self.send(Event::SettingsChanged);
        self.find_publishing()
    }

    /// Publishes no longer. What lies in the folder stays there, and ages.
    pub fn stop_publishing(&self) -> Result<PublishingView> {
        let now = self.now();
        self.unlocked()?.store.write(|db| {
            db.settings().remove(FOLDER)?;
            db.activity().record(&changed("Revocation lists are kept in no folder".into(), now))
        })?;
        self.send(Event::SettingsChanged);
        self.find_publishing()
    }

    /// Writes what is missing or old in the folder; that it cannot be written is told daily until it can.
    pub(super) fn publish_due(&self, store: &Store, now: Timestamp) -> Result<Option<Notice>> {
        let Some(folder) = store.read(folder)? else { return Ok(None) };
        let outlets = store.read(outlets)?;
        let written: Result<()> =
            outlets.iter().filter(|outlet| !outlet.seen_in(&folder).current).try_for_each(|outlet| outlet.write(&folder));
        match written {
            Ok(()) => Ok(forget_over(store, TROUBLE, &[]).map(|()| None)?),
            Err(error) => Ok(store.write(|db| tell_daily(db, TROUBLE, stale(&folder, &error), now))?),
        }
    }
}

/// One file as it should be.
struct Outlet {
    authority_name: String,
    path: String,
    bytes: Vec<u8>,
}

impl Outlet {
    fn seen_in(&self, folder: &Path) -> PublishedFile {
        let current = fs::read(folder.join(&self.path)).is_ok_and(|bytes| bytes == self.bytes);
        PublishedFile { authority_name: self.authority_name.clone(), path: self.path.clone(), current }
    }

    fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(&self.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| FileError::of(parent, error))?;
        }
        Ok(write_aside(&path, &self.bytes, Mode::Shared, Existing::Replace)?)
    }
}

/// The files of every authority that is signed: certificate and newest list in DER (RFC 5280 §4.2.1.13, §4.2.2.1), the chain in PEM.
fn outlets(db: &Db<'_>) -> store::Result<Vec<Outlet>> {
    let mut outlets = Vec::new();
    for authority in db.authorities().list()? {
        let Some(certificate) = db.authorities().certificate_in_use(authority.id)? else { continue };
        let outlet = |file: &str, bytes: Vec<u8>| Outlet {
            authority_name: authority.name.clone(),
            path: format!("{PUBLISHED_BELOW}/{}/{file}", authority.name),
            bytes,
        };
        let chain = certificate_pem(&certificate.der) + &certificate.chain_pem;
        outlets.push(outlet("ca", certificate.der.as_bytes().to_vec()));
        outlets.push(outlet("ca_chain", chain.into_bytes()));
        outlets.extend(db.crls().list(authority.id)?.into_iter().next().map(|list| outlet("crl", list.der)));
    }
    Ok(outlets)
}

/// Where files are published, once a folder was chosen.
pub(super) fn folder(db: &Db<'_>) -> store::Result<Option<PathBuf>> {
    Ok(db.settings().find(FOLDER)?.map(PathBuf::from))
}

fn changed(detail: String, now: Timestamp) -> ActivityEntry {
    ActivityEntry::new(ActivityAction::SettingsChanged, now).saying(detail)
}

fn stale(folder: &Path, error: &Error) -> Told {
    let advice = error.help.as_deref().unwrap_or("Make the folder writable, or choose another under Settings.");
    Told::of(NoticeKind::PublishingFailed, "Revocation lists could not be published").saying(format!(
        "What lies in {} is out of date. {} {advice}",
        folder.display(),
        error.message
    ))
}
