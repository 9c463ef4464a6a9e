//! Many certificates at once.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::BatchId;
use certkeep_core::flows::import_many::BatchPage;
use certkeep_core::flows::import_many::BatchRow;
use certkeep_core::flows::import_many::BatchView;
use certkeep_core::flows::import_many::EditBatch;
use certkeep_core::flows::import_many::EditBatchRow;
use certkeep_core::flows::import_many::LeftoverPage;
use certkeep_core::flows::import_many::ListBatchRows;
use certkeep_core::flows::import_many::ListLeftovers;
use certkeep_core::flows::import_many::UnlockBatch;
use tauri::State;

#[tauri::command(async)]
pub fn find_batch(core: State<'_, Core>, id: BatchId) -> Result<BatchView> {
    core.find_batch(id)
}

#[tauri::command(async)]
pub fn list_batch_rows(core: State<'_, Core>, request: ListBatchRows) -> Result<BatchPage> {
    core.list_batch_rows(&request)
}

#[tauri::command(async)]
pub fn list_leftovers(core: State<'_, Core>, request: ListLeftovers) -> Result<LeftoverPage> {
    core.list_leftovers(request)
}

#[tauri::command]
pub async fn unlock_batch(core: State<'_, Core>, request: UnlockBatch) -> Result<BatchView> {
    core.unlock_batch(request).await
}

#[tauri::command(async)]
pub fn edit_batch_row(core: State<'_, Core>, request: EditBatchRow) -> Result<BatchRow> {
    core.edit_batch_row(&request)
}

#[tauri::command(async)]
pub fn edit_batch(core: State<'_, Core>, request: EditBatch) -> Result<BatchView> {
    core.edit_batch(&request)
}

#[tauri::command(async)]
pub fn import_batch(core: State<'_, Core>, id: BatchId) -> Result<()> {
    core.import_batch(id)
}

#[tauri::command(async)]
pub fn cancel_batch(core: State<'_, Core>, id: BatchId) -> Result<()> {
    core.cancel_batch(id)
}

#[tauri::command(async)]
pub fn discard_batch(core: State<'_, Core>, id: BatchId) {
    core.discard_batch(id);
}

#[tauri::command(async)]
pub fn batch_report(core: State<'_, Core>, id: BatchId) -> Result<String> {
    core.batch_report(id)
}
