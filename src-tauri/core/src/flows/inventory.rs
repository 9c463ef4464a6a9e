//! An inventory of a selection: everything the app knows of each secret but its keys, for a spreadsheet or a program.

use std::io::Write;
use std::path::Path;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::browse::days_left;
use super::browse::key_title;
use super::selection::Selection;
use super::sheet;
use super::sheet::Cell;
use super::written::WrittenFile;
use super::written::not_written;
use super::written::write_streamed;
use crate::Core;
use crate::Unlocked;
use crate::domain::activity::ActivityAction;
use crate::domain::id::SecretId;
use crate::domain::secret::Secret;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretStatus;
use crate::domain::timestamp::Timestamp;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::store;
use crate::store::secrets::SecretListRow;

/// The selection, and how its inventory is written; where is asked natively.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExportInventory {
    pub selection: Selection,
    pub format: InventoryFormat,
}

/// How an inventory is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum InventoryFormat {
    /// For a spreadsheet (RFC 4180, UTF-8).
    Csv,
    /// For a program: an array of objects.
    Json,
}

/// One secret as a program reads it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    id: SecretId,
    kind: SecretKind,
    name: String,
    status: SecretStatus,
    group: String,
    labels: Vec<String>,
    description: String,
    common_name: Option<String>,
    alt_names: Vec<String>,
    issuer: Option<String>,
    serial_number: Option<String>,
    fingerprint_sha256: Option<String>,
    key_algorithm: Option<String>,
    private_key_included: bool,
    not_before: Option<Timestamp>,
    not_after: Option<Timestamp>,
    days_left: Option<i32>,
    versions_total: u32,
    created_at: Timestamp,
    created_by: String,
    updated_at: Timestamp,
    custom_metadata: serde_json::Value,
}

/// So many secrets are read at once.
const BATCH: usize = 500;

const HEADINGS: [&str; 21] = [
    "Name",
    "Type",
    "Status",
    "Expires",
    "Days left",
    "Group",
    "Labels",
    "Common name",
    "Alternative names",
    "Issuer",
    "Serial number",
    "SHA-256 fingerprint",
    "Key",
    "Private key held",
    "Versions",
    "Description",
    "Valid from",
    "Created",
    "Created by",
    "Updated",
    "ID",
];

impl Core {
    /// The name that an inventory made today would have.
    pub fn inventory_file_name(&self, format: InventoryFormat) -> Result<String> {
        self.unlocked()?;
        let ending = match format {
            InventoryFormat::Csv => "csv",
            InventoryFormat::Json => "json",
        };
        Ok(format!("certkeep-inventory-{}.{ending}", self.now().day()))
    }

    /// Writes the inventory of a selection to `path`, by name, then reads the file again and compares. No key is in it.
    /// The caller has asked whether a file that is there may be replaced.
    pub async fn export_inventory(&self, request: ExportInventory, path: &Path) -> Result<WrittenFile> {
        let path = path.to_owned();
        self.off_thread(move |core| {
            let (unlocked, now) = (core.unlocked()?, core.now());
            let work = core.shared.selection_work.begin()?;
            let selected = unlocked.selected(request.selection, now)?;
            let count = selected.len();
            let written = write_streamed(&path, |file| {
                let mut list = List { file, path: &path, format: request.format, written: 0 };
                list.start()?;
                for batch in selected.chunks(BATCH) {
                    work.go_on()?;
                    unlocked.entries(batch, now)?.iter().try_for_each(|entry| list.add(entry))?;
                    core.send_progress(list.written, selected.len());
                }
                list.finish()
            })?;
            core.note(ActivityAction::InventoryExported, format!("{count} secrets to {}", written.path));
            Ok(written)
        })
        .await
    }
}

impl Unlocked {
    fn entries(&self, ids: &[SecretId], now: Timestamp) -> Result<Vec<Entry>> {
        let found = self.store.read(|db| {
            let entry = |id: &SecretId| match db.secrets().find(*id) {
                Ok(secret) => Some(db.secrets().row(*id, now).map(|row| Entry::of(row, secret, now))),
                Err(store::Error::NoSuchSecret) => None,
                Err(error) => Some(Err(error)),
            };
            ids.iter().filter_map(entry).collect()
        })?;
        Ok(found)
    }
}

impl Entry {
    fn of(row: SecretListRow, secret: Secret, now: Timestamp) -> Self {
        let metadata = secret.custom_metadata.to_text();
        Self {
            id: row.id,
            kind: row.kind,
            name: row.name,
            status: row.status,
            group: row.group_name,
            labels: row.labels,
            description: row.description,
            common_name: row.display_name,
            alt_names: row.alt_names,
            issuer: row.issuer,
            serial_number: row.serial_number,
            fingerprint_sha256: row.fingerprint_sha256,
            key_algorithm: row.key_algorithm.as_deref().map(key_title),
            private_key_included: row.private_key_included,
            not_before: row.not_before,
            not_after: row.not_after,
            days_left: row.not_after.map(|end| days_left(now, end)),
            versions_total: row.versions_total,
            created_at: row.created_at,
            created_by: secret.created_by,
            updated_at: row.updated_at,
            custom_metadata: serde_json::from_str(&metadata).unwrap_or_else(|_| serde_json::json!({})),
        }
    }

    /// Under [`HEADINGS`].
    fn cells(&self) -> [Cell; HEADINGS.len()] {
        let text = |text: &Option<String>| text.as_ref().map_or(Cell::Empty, Cell::text);
        let time = |time: Option<Timestamp>| time.map_or(Cell::Empty, |time| Cell::text(time.to_string()));
        [
            Cell::text(&self.name),
            Cell::text(kind_title(self.kind)),
            Cell::text(status_title(self.status)),
            time(self.not_after),
            self.days_left.map_or(Cell::Empty, |days| Cell::Number(days.into())),
            Cell::text(&self.group),
            Cell::text(self.labels.join("; ")),
            text(&self.common_name),
            Cell::text(self.alt_names.join("; ")),
            text(&self.issuer),
            text(&self.serial_number),
            text(&self.fingerprint_sha256),
            text(&self.key_algorithm),
            Cell::text(if self.private_key_included { "yes" } else { "no" }),
            Cell::Number(self.versions_total.into()),
            Cell::text(&self.description),
            time(self.not_before),
            time(Some(self.created_at)),
            Cell::text(&self.created_by),
            time(Some(self.updated_at)),
            Cell::text(self.id.to_string()),
        ]
    }
}

/// An inventory on its way into a file.
struct List<'f> {
    file: &'f mut dyn Write,
    path: &'f Path,
    format: InventoryFormat,
    written: usize,
}

impl List<'_> {
    fn start(&mut self) -> Result<()> {
        match self.format {
            InventoryFormat::Csv => self.put(&(sheet::BYTE_ORDER_MARK.to_owned() + &sheet::line(&HEADINGS.map(Cell::text)))),
            InventoryFormat::Json => self.put("["),
        }
    }

    fn add(&mut self, entry: &Entry) -> Result<()> {
        let text = match self.format {
            InventoryFormat::Csv => sheet::line(&entry.cells()),
            InventoryFormat::Json => format!("{}\n{}", if self.written == 0 { "" } else { "," }, json(entry)?),
        };
        self.written += 1;
        self.put(&text)
    }

    fn finish(&mut self) -> Result<()> {
        match self.format {
            InventoryFormat::Csv => Ok(()),
            InventoryFormat::Json => self.put("\n]\n"),
        }
    }

    fn put(&mut self, text: &str) -> Result<()> {
        self.file.write_all(text.as_bytes()).map_err(|error| not_written(self.path, error))
    }
}

fn json(entry: &Entry) -> Result<String> {
    serde_json::to_string(entry).map_err(|error| Error::new(ErrorCode::Internal, "The inventory cannot be written down.").because(error))
}

fn kind_title(kind: SecretKind) -> &'static str {
    match kind {
        SecretKind::ImportedCert => "Imported certificate",
        SecretKind::PublicCert => "Public certificate",
        SecretKind::PrivateCert => "Private certificate",
    }
}

fn status_title(status: SecretStatus) -> &'static str {
    match status {
        SecretStatus::PreActivation => "Pre-activation",
        SecretStatus::Active => "Active",
        SecretStatus::ExpiringSoon => "Expiring soon",
        SecretStatus::Expired => "Expired",
        SecretStatus::Suspended => "Suspended",
        SecretStatus::Deactivated => "Deactivated",
        SecretStatus::Revoked => "Revoked",
        SecretStatus::Destroyed => "Destroyed",
    }
}
