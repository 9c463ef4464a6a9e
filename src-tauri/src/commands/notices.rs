//! What is told.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::flows::notices::ListNotices;
use certkeep_core::flows::notices::NoticePage;
use certkeep_core::flows::notices::ReadNotices;
use tauri::State;

#[tauri::command(async)]
pub fn list_notices(core: State<'_, Core>, request: ListNotices) -> Result<NoticePage> {
    core.list_notices(request)
}

#[tauri::command(async)]
pub fn read_notices(core: State<'_, Core>, request: ReadNotices) -> Result<()> {
    core.read_notices(&request)
}

#[tauri::command(async)]
pub fn delete_notices(core: State<'_, Core>, request: ReadNotices) -> Result<()> {
    core.delete_notices(&request)
}

#[tauri::command(async)]
pub fn send_test_notice(core: State<'_, Core>) -> Result<()> {
    core.send_test_notice()
}
