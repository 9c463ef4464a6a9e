//! Secret groups.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::GroupId;
use certkeep_core::flows::groups::CreateGroup;
use certkeep_core::flows::groups::EditGroup;
use certkeep_core::flows::groups::GroupRow;
use tauri::State;

#[tauri::command(async)]
pub fn list_groups(core: State<'_, Core>) -> Result<Vec<GroupRow>> {
    core.list_groups()
}

#[tauri::command(async)]
pub fn create_group(core: State<'_, Core>, request: CreateGroup) -> Result<GroupRow> {
    core.create_group(&request)
}

#[tauri::command(async)]
pub fn edit_group(core: State<'_, Core>, request: EditGroup) -> Result<GroupRow> {
    core.edit_group(&request)
}

#[tauri::command(async)]
pub fn delete_group(core: State<'_, Core>, id: GroupId) -> Result<()> {
    core.delete_group(id)
}
