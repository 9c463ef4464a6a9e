//! Signing requests: made here, handed out, answered.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::SecretId;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::request::CompleteRequest;
use certkeep_core::flows::request::CreateRequest;
use certkeep_core::flows::request::RenewRequest;
use certkeep_core::flows::request::RequestView;
use certkeep_core::flows::written::WrittenFile;
use tauri::AppHandle;
use tauri::State;

use crate::dialogs;

#[tauri::command]
pub async fn create_request(core: State<'_, Core>, request: CreateRequest) -> Result<SecretView> {
    core.create_request(request).await
}

#[tauri::command(async)]
pub fn find_request(core: State<'_, Core>, id: SecretId) -> Result<RequestView> {
    core.find_request(id)
}

#[tauri::command]
pub async fn download_request(app: AppHandle, core: State<'_, Core>, id: SecretId) -> Result<Option<WrittenFile>> {
    match dialogs::save(&app, "Download the CSR", &core.find_request(id)?.file_name)? {
        Some(path) => core.download_request(id, &path).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command]
pub async fn renew_request(core: State<'_, Core>, request: RenewRequest) -> Result<SecretView> {
    core.renew_request(request).await
}

#[tauri::command(async)]
pub fn complete_request(core: State<'_, Core>, request: CompleteRequest) -> Result<SecretView> {
    core.complete_request(request)
}
