//! The tray, and what becomes of it.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::IntakeId;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::import::ImportCertificate;
use certkeep_core::flows::import_many::Brought;
use certkeep_core::flows::intake::FillIntake;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::intake::IntakePreview;
use certkeep_core::flows::intake::IntakeTarget;
use certkeep_core::flows::intake::MergeIntake;
use certkeep_core::flows::intake::UnlockIntake;
use certkeep_core::flows::rotate::RotateImported;
use tauri::AppHandle;
use tauri::State;

use crate::dialogs;
use crate::drops;

const CERTIFICATES: dialogs::Filter = ("Certificates and keys", &["pem", "crt", "cer", "key", "der", "p7b", "p12", "pfx", "txt"]);
const BRINGABLE: dialogs::Filter =
    ("Certificates, keys and archives", &["pem", "crt", "cer", "key", "der", "p7b", "p7c", "p12", "pfx", "jks", "txt", "zip", "xdb"]);

#[tauri::command(async)]
pub fn fill_intake(core: State<'_, Core>, request: FillIntake) -> Result<IntakePreview> {
    core.fill_intake(&request)
}

#[tauri::command]
pub async fn pick_intake_file(app: AppHandle, core: State<'_, Core>, target: IntakeTarget) -> Result<Option<IntakePreview>> {
    match dialogs::pick(&app, "Choose a certificate or key file", CERTIFICATES)? {
        Some(path) => core.fill_intake_from_file(target, &path).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command(async)]
pub fn find_intake(core: State<'_, Core>, id: IntakeId) -> Result<IntakePreview> {
    core.find_intake(id)
}

#[tauri::command(async)]
pub fn merge_intake(core: State<'_, Core>, request: MergeIntake) -> Result<IntakePreview> {
    core.merge_intake(request)
}

#[tauri::command]
pub async fn unlock_intake(core: State<'_, Core>, request: UnlockIntake) -> Result<IntakePreview> {
    core.unlock_intake(request).await
}

#[tauri::command(async)]
pub fn clear_intake_field(core: State<'_, Core>, id: IntakeId, field: IntakeField) -> Result<IntakePreview> {
    core.clear_intake_field(id, field)
}

#[tauri::command(async)]
pub fn discard_intake(core: State<'_, Core>, id: IntakeId) {
    core.discard_intake(id);
}

#[tauri::command]
pub async fn take_opened_files(app: AppHandle) -> Result<Option<Brought>> {
    drops::take_opened(&app).await
}

#[tauri::command]
pub async fn pick_files(app: AppHandle) -> Result<Option<Brought>> {
    match dialogs::pick_several(&app, "Choose certificates and keys", BRINGABLE)? {
        Some(paths) => drops::bring(&app, paths).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command]
pub async fn pick_folder(app: AppHandle) -> Result<Option<Brought>> {
    match dialogs::pick_folder(&app, "Choose a folder with certificates and keys")? {
        Some(path) => drops::bring(&app, vec![path]).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command(async)]
pub fn cancel_reading(core: State<'_, Core>) {
    core.cancel_reading();
}

#[tauri::command(async)]
pub fn import_certificate(core: State<'_, Core>, request: ImportCertificate) -> Result<SecretView> {
    core.import_certificate(&request)
}

#[tauri::command(async)]
pub fn rotate_imported(core: State<'_, Core>, request: RotateImported) -> Result<SecretView> {
    core.rotate_imported(request)
}
