//! Versions: compared, restored, emptied, locked.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::SecretId;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::browse::VersionRef;
use certkeep_core::flows::compare::CompareVersions;
use certkeep_core::flows::compare::Comparison;
use certkeep_core::flows::delete_version_data::DeleteVersionData;
use certkeep_core::flows::edit_version::EditVersion;
use certkeep_core::flows::locks::CreateLock;
use certkeep_core::flows::locks::LockRow;
use certkeep_core::flows::locks::RemoveLocks;
use certkeep_core::flows::rotate::FindRotation;
use certkeep_core::flows::rotate::RotationPreview;
use tauri::State;

#[tauri::command(async)]
pub fn compare_versions(core: State<'_, Core>, request: CompareVersions) -> Result<Comparison> {
    core.compare_versions(request)
}

#[tauri::command(async)]
pub fn restore_version(core: State<'_, Core>, version: VersionRef) -> Result<SecretView> {
    core.restore_version(version)
}

#[tauri::command(async)]
pub fn edit_version(core: State<'_, Core>, request: EditVersion) -> Result<SecretView> {
    core.edit_version(&request)
}

#[tauri::command(async)]
pub fn delete_version_data(core: State<'_, Core>, request: DeleteVersionData) -> Result<SecretView> {
    core.delete_version_data(&request)
}

#[tauri::command(async)]
pub fn find_rotation(core: State<'_, Core>, request: FindRotation) -> Result<RotationPreview> {
    core.find_rotation(request)
}

#[tauri::command(async)]
pub fn list_locks(core: State<'_, Core>, id: SecretId) -> Result<Vec<LockRow>> {
    core.list_locks(id)
}

#[tauri::command(async)]
pub fn create_lock(core: State<'_, Core>, request: CreateLock) -> Result<Vec<LockRow>> {
    core.create_lock(&request)
}

#[tauri::command(async)]
pub fn remove_locks(core: State<'_, Core>, request: RemoveLocks) -> Result<Vec<LockRow>> {
    core.remove_locks(&request)
}
