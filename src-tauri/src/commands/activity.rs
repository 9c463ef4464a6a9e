//! What was done.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::flows::activity::ActivityCheck;
use certkeep_core::flows::activity::ActivityPage;
use certkeep_core::flows::activity::ListActivity;
use certkeep_core::flows::written::WrittenFile;
use tauri::AppHandle;
use tauri::State;

use crate::dialogs;

#[tauri::command(async)]
pub fn list_activity(core: State<'_, Core>, request: ListActivity) -> Result<ActivityPage> {
    core.list_activity(&request)
}

#[tauri::command]
pub async fn verify_activity(core: State<'_, Core>) -> Result<ActivityCheck> {
    core.verify_activity().await
}

#[tauri::command]
pub async fn export_activity(app: AppHandle, core: State<'_, Core>, request: ListActivity) -> Result<Option<WrittenFile>> {
    match dialogs::save(&app, "Export activity", &core.activity_file_name()?)? {
        Some(path) => core.export_activity(request, &path).await.map(Some),
        None => Ok(None),
    }
}
