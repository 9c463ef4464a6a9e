//! Secrets: looking, changing, handing out.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::SecretId;
use certkeep_core::flows::browse::CertificateView;
use certkeep_core::flows::browse::ListSecrets;
use certkeep_core::flows::browse::SecretPage;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::browse::VersionRef;
use certkeep_core::flows::delete::DeleteSecret;
use certkeep_core::flows::destinations::Deliver;
use certkeep_core::flows::destinations::Delivered;
use certkeep_core::flows::destinations::DestinationRow;
use certkeep_core::flows::edit::EditSecret;
use certkeep_core::flows::edit::MoveSecret;
use certkeep_core::flows::export::DownloadVersion;
use certkeep_core::flows::export::FormatRow;
use certkeep_core::flows::overview::ExpiryOverview;
use certkeep_core::flows::overview::OverviewRequest;
use certkeep_core::flows::reveal::RevealedKey;
use certkeep_core::flows::written::WrittenFile;
use certkeep_core::store::secrets::LabelCount;
use tauri::AppHandle;
use tauri::State;

use crate::clipboard;
use crate::dialogs;

#[tauri::command(async)]
pub fn list_secrets(core: State<'_, Core>, request: ListSecrets) -> Result<SecretPage> {
    core.list_secrets(request)
}

#[tauri::command(async)]
pub fn count_secrets(core: State<'_, Core>, request: ListSecrets) -> Result<u32> {
    core.count_secrets(request)
}

#[tauri::command(async)]
pub fn find_overview(core: State<'_, Core>, request: OverviewRequest) -> Result<ExpiryOverview> {
    core.find_overview(&request)
}

#[tauri::command(async)]
pub fn list_labels(core: State<'_, Core>) -> Result<Vec<LabelCount>> {
    core.list_labels()
}

#[tauri::command(async)]
pub fn find_secret(core: State<'_, Core>, id: SecretId) -> Result<SecretView> {
    core.find_secret(id)
}

#[tauri::command(async)]
pub fn find_certificate(core: State<'_, Core>, version: VersionRef) -> Result<CertificateView> {
    core.find_certificate(version)
}

#[tauri::command(async)]
pub fn edit_secret(core: State<'_, Core>, request: EditSecret) -> Result<SecretView> {
    core.edit_secret(&request)
}

#[tauri::command(async)]
pub fn move_secret(core: State<'_, Core>, request: MoveSecret) -> Result<SecretView> {
    core.move_secret(request)
}

#[tauri::command(async)]
pub fn delete_secret(core: State<'_, Core>, request: DeleteSecret) -> Result<()> {
    core.delete_secret(&request)
}

#[tauri::command(async)]
pub fn reveal_private_key(core: State<'_, Core>, version: VersionRef) -> Result<RevealedKey> {
    core.reveal_private_key(version)
}

#[tauri::command(async)]
pub fn copy_private_key(app: AppHandle, core: State<'_, Core>, version: VersionRef) -> Result<u32> {
    clipboard::copy_key(&app, core.copy_private_key(version)?)
}

#[tauri::command(async)]
pub fn list_formats(core: State<'_, Core>, version: VersionRef) -> Result<Vec<FormatRow>> {
    core.list_formats(version)
}

#[tauri::command]
pub async fn download_version(app: AppHandle, core: State<'_, Core>, request: DownloadVersion) -> Result<Option<WrittenFile>> {
    match dialogs::save(&app, "Download", &core.find_format(&request)?.file_name)? {
        Some(path) => core.download_version(request, &path).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command(async)]
pub fn list_destinations(core: State<'_, Core>, version: VersionRef) -> Result<Vec<DestinationRow>> {
    core.list_destinations(version)
}

#[tauri::command]
pub async fn deliver(app: AppHandle, core: State<'_, Core>, request: Deliver) -> Result<Option<Delivered>> {
    match dialogs::save_all(&app, "Hand out", &core.find_destination(&request)?.file_names())? {
        Some(paths) => core.deliver(request, paths).await.map(Some),
        None => Ok(None),
    }
}
