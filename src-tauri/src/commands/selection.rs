//! Many secrets at once: counting, changing, handing out.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::flows::export::FormatRow;
use certkeep_core::flows::inventory::ExportInventory;
use certkeep_core::flows::selection::DeleteSelection;
use certkeep_core::flows::selection::DownloadSelection;
use certkeep_core::flows::selection::LabelSelection;
use certkeep_core::flows::selection::MoveSelection;
use certkeep_core::flows::selection::Selection;
use certkeep_core::flows::selection::SelectionOutcome;
use certkeep_core::flows::selection::SelectionView;
use certkeep_core::flows::selection::WrittenSelection;
use certkeep_core::flows::written::WrittenFile;
use tauri::AppHandle;
use tauri::State;

use crate::dialogs;

#[tauri::command(async)]
pub fn count_selection(core: State<'_, Core>, selection: Selection) -> Result<SelectionView> {
    core.count_selection(selection)
}

#[tauri::command]
pub async fn move_selection(core: State<'_, Core>, request: MoveSelection) -> Result<SelectionOutcome> {
    core.move_selection(request).await
}

#[tauri::command]
pub async fn label_selection(core: State<'_, Core>, request: LabelSelection) -> Result<SelectionOutcome> {
    core.label_selection(request).await
}

#[tauri::command]
pub async fn delete_selection(core: State<'_, Core>, request: DeleteSelection) -> Result<SelectionOutcome> {
    core.delete_selection(request).await
}

#[tauri::command]
pub fn cancel_selection(core: State<'_, Core>) {
    core.cancel_selection();
}

#[tauri::command(async)]
pub fn list_selection_formats(core: State<'_, Core>) -> Result<Vec<FormatRow>> {
    core.list_selection_formats()
}

#[tauri::command]
pub async fn download_selection(app: AppHandle, core: State<'_, Core>, request: DownloadSelection) -> Result<Option<WrittenSelection>> {
    match dialogs::save(&app, "Download", &core.selection_file_name(&request)?)? {
        Some(path) => core.download_selection(request, &path).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command]
pub async fn export_inventory(app: AppHandle, core: State<'_, Core>, request: ExportInventory) -> Result<Option<WrittenFile>> {
    match dialogs::save(&app, "Export the inventory", &core.inventory_file_name(request.format)?)? {
        Some(path) => core.export_inventory(request, &path).await.map(Some),
        None => Ok(None),
    }
}
