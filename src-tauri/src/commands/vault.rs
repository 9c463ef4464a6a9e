//! The vault, its backups and its settings.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::SlotId;
use certkeep_core::domain::typed::Typed;
use certkeep_core::flows::backup::BackupCheck;
use certkeep_core::flows::backup::BackupPreview;
use certkeep_core::flows::backup::BackupView;
use certkeep_core::flows::backup::OpenBackup;
use certkeep_core::flows::check::DatabaseCheck;
use certkeep_core::flows::settings::Settings;
use certkeep_core::flows::vault::ChangePassphrase;
use certkeep_core::flows::vault::ConfirmRecoveryKey;
use certkeep_core::flows::vault::CreateVault;
use certkeep_core::flows::vault::RecoveryKeyView;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_core::flows::vault::VaultView;
use certkeep_core::flows::written::WrittenFile;
use certkeep_core::vault::PassphraseStrength;
use tauri::AppHandle;
use tauri::State;

use crate::dialogs;

const BACKUPS: dialogs::Filter = ("Certkeep backups", &["certkeep"]);

#[tauri::command]
pub async fn find_vault(core: State<'_, Core>) -> Result<VaultView> {
    core.find_vault().await
}

#[tauri::command]
pub async fn create_vault(core: State<'_, Core>, request: CreateVault) -> Result<VaultView> {
    core.create_vault(request).await
}

#[tauri::command]
pub async fn unlock_vault(core: State<'_, Core>, request: UnlockVault) -> Result<VaultView> {
    core.unlock_vault(request).await
}

#[tauri::command]
pub async fn lock_vault(core: State<'_, Core>) -> Result<VaultView> {
    core.lock_vault().await
}

#[tauri::command(async)]
pub fn judge_passphrase(core: State<'_, Core>, passphrase: Typed) -> PassphraseStrength {
    core.judge_passphrase(&passphrase)
}

#[tauri::command]
pub async fn change_passphrase(core: State<'_, Core>, request: ChangePassphrase) -> Result<VaultView> {
    core.change_passphrase(request).await
}

#[tauri::command]
pub async fn add_keychain(core: State<'_, Core>) -> Result<VaultView> {
    core.add_keychain().await
}

#[tauri::command]
pub async fn remove_slot(core: State<'_, Core>, id: SlotId) -> Result<VaultView> {
    core.remove_slot(id).await
}

#[tauri::command(async)]
pub fn prepare_recovery_key(core: State<'_, Core>) -> Result<RecoveryKeyView> {
    core.prepare_recovery_key()
}

#[tauri::command]
pub async fn save_recovery_key(app: AppHandle, core: State<'_, Core>) -> Result<Option<WrittenFile>> {
    match dialogs::save(&app, "Save the recovery key", "certkeep-recovery-key.txt")? {
        Some(path) => core.save_recovery_key(&path).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command]
pub async fn confirm_recovery_key(core: State<'_, Core>, request: ConfirmRecoveryKey) -> Result<VaultView> {
    core.confirm_recovery_key(request).await
}

#[tauri::command]
pub async fn backup_vault(app: AppHandle, core: State<'_, Core>) -> Result<Option<BackupView>> {
    match dialogs::save(&app, "Back up the vault", &core.backup_file_name()?)? {
        Some(path) => core.backup_vault(&path).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command]
pub async fn pick_backup(app: AppHandle, core: State<'_, Core>) -> Result<Option<BackupPreview>> {
    match dialogs::pick(&app, "Choose a backup", BACKUPS)? {
        Some(path) => core.inspect_backup(&path).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command]
pub async fn check_backup(core: State<'_, Core>, request: OpenBackup) -> Result<BackupCheck> {
    core.check_backup(request).await
}

#[tauri::command]
pub async fn restore_backup(core: State<'_, Core>, request: OpenBackup) -> Result<VaultView> {
    core.restore_backup(request).await
}

#[tauri::command]
pub async fn check_database(core: State<'_, Core>) -> Result<DatabaseCheck> {
    core.check_database().await
}

#[tauri::command(async)]
pub fn find_settings(core: State<'_, Core>) -> Result<Settings> {
    core.find_settings()
}

#[tauri::command(async)]
pub fn edit_settings(core: State<'_, Core>, request: Settings) -> Result<Settings> {
    core.edit_settings(&request)
}
