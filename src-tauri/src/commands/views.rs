//! The table as the person left it, and the views that they saved.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::ViewId;
use certkeep_core::flows::views::SaveView;
use certkeep_core::flows::views::SavedView;
use certkeep_core::flows::views::TableView;
use tauri::State;

#[tauri::command(async)]
pub fn find_table_view(core: State<'_, Core>) -> Result<Option<TableView>> {
    core.find_table_view()
}

#[tauri::command(async)]
pub fn keep_table_view(core: State<'_, Core>, view: TableView) -> Result<()> {
    core.keep_table_view(&view)
}

#[tauri::command(async)]
pub fn list_views(core: State<'_, Core>) -> Result<Vec<SavedView>> {
    core.list_views()
}

#[tauri::command(async)]
pub fn save_view(core: State<'_, Core>, request: SaveView) -> Result<SavedView> {
    core.save_view(&request)
}

#[tauri::command(async)]
pub fn delete_view(core: State<'_, Core>, id: ViewId) -> Result<()> {
    core.delete_view(id)
}
