//! What own authorities publish, and who on this computer trusts them.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::AuthorityId;
use certkeep_core::flows::publish::PublishingView;
use certkeep_core::flows::trust::ChangeTrust;
use certkeep_core::flows::trust::TrustStoreRow;
use tauri::AppHandle;
use tauri::State;

use crate::dialogs;

#[tauri::command(async)]
pub fn find_publishing(core: State<'_, Core>) -> Result<PublishingView> {
    core.find_publishing()
}

#[tauri::command]
pub async fn pick_publishing_folder(app: AppHandle, core: State<'_, Core>) -> Result<Option<PublishingView>> {
    match dialogs::pick_folder(&app, "Choose the folder to publish in")? {
        Some(path) => core.publish_in(&path).map(Some),
        None => Ok(None),
    }
}

#[tauri::command(async)]
pub fn stop_publishing(core: State<'_, Core>) -> Result<PublishingView> {
    core.stop_publishing()
}

#[tauri::command]
pub async fn list_trust_stores(core: State<'_, Core>, id: AuthorityId) -> Result<Vec<TrustStoreRow>> {
    core.list_trust_stores(id).await
}

#[tauri::command]
pub async fn trust_authority(core: State<'_, Core>, request: ChangeTrust) -> Result<Vec<TrustStoreRow>> {
    core.trust_authority(request).await
}

#[tauri::command]
pub async fn distrust_authority(core: State<'_, Core>, request: ChangeTrust) -> Result<Vec<TrustStoreRow>> {
    core.distrust_authority(request).await
}
