//! Own authorities: made, shown, signed, and what they issued.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::AuthorityId;
use certkeep_core::flows::authorities::AuthorityPreset;
use certkeep_core::flows::authorities::AuthorityRow;
use certkeep_core::flows::authorities::AuthorityView;
use certkeep_core::flows::authorities::CreateAuthority;
use certkeep_core::flows::authorities::CreateHierarchy;
use certkeep_core::flows::authorities::CrossSignAuthority;
use certkeep_core::flows::authorities::DeleteAuthority;
use certkeep_core::flows::authorities::DownloadAuthority;
use certkeep_core::flows::authorities::EditAuthority;
use certkeep_core::flows::authorities::ImportAuthority;
use certkeep_core::flows::authorities::IssuedPage;
use certkeep_core::flows::authorities::IssuedRow;
use certkeep_core::flows::authorities::ListIssued;
use certkeep_core::flows::authorities::RevokeAuthority;
use certkeep_core::flows::authorities::RotateAuthority;
use certkeep_core::flows::authorities::SaveCertificates;
use certkeep_core::flows::authorities::SetSignedCertificate;
use certkeep_core::flows::authorities::SignAuthorityRequest;
use certkeep_core::flows::authorities::SignedCertificate;
use certkeep_core::flows::revoke::ReleaseIssued;
use certkeep_core::flows::revoke::RevokeIssued;
use certkeep_core::flows::written::WrittenFile;
use tauri::AppHandle;
use tauri::State;

use crate::dialogs;

#[tauri::command(async)]
pub fn list_authorities(core: State<'_, Core>) -> Result<Vec<AuthorityRow>> {
    core.list_authorities()
}

#[tauri::command(async)]
pub fn find_authority(core: State<'_, Core>, id: AuthorityId) -> Result<AuthorityView> {
    core.find_authority(id)
}

#[tauri::command(async)]
pub fn list_authority_presets(core: State<'_, Core>) -> Vec<AuthorityPreset> {
    core.list_authority_presets()
}

#[tauri::command]
pub async fn create_authority(core: State<'_, Core>, request: CreateAuthority) -> Result<AuthorityView> {
    core.create_authority(request).await
}

#[tauri::command]
pub async fn create_hierarchy(core: State<'_, Core>, request: CreateHierarchy) -> Result<AuthorityView> {
    core.create_hierarchy(request).await
}

#[tauri::command(async)]
pub fn import_authority(core: State<'_, Core>, request: ImportAuthority) -> Result<AuthorityView> {
    core.import_authority(request)
}

#[tauri::command(async)]
pub fn set_signed_certificate(core: State<'_, Core>, request: SetSignedCertificate) -> Result<AuthorityView> {
    core.set_signed_certificate(request)
}

#[tauri::command(async)]
pub fn sign_authority(core: State<'_, Core>, id: AuthorityId) -> Result<AuthorityView> {
    core.sign_authority(id)
}

#[tauri::command(async)]
pub fn edit_authority(core: State<'_, Core>, request: EditAuthority) -> Result<AuthorityView> {
    core.edit_authority(request)
}

#[tauri::command(async)]
pub fn sign_authority_request(core: State<'_, Core>, request: SignAuthorityRequest) -> Result<SignedCertificate> {
    core.sign_authority_request(request)
}

#[tauri::command(async)]
pub fn cross_sign_authority(core: State<'_, Core>, request: CrossSignAuthority) -> Result<AuthorityView> {
    core.cross_sign_authority(request)
}

#[tauri::command]
pub async fn rotate_authority(core: State<'_, Core>, request: RotateAuthority) -> Result<AuthorityView> {
    core.rotate_authority(request).await
}

#[tauri::command(async)]
pub fn revoke_authority(core: State<'_, Core>, request: RevokeAuthority) -> Result<AuthorityView> {
    core.revoke_authority(request)
}

#[tauri::command(async)]
pub fn rotate_crl(core: State<'_, Core>, id: AuthorityId) -> Result<AuthorityView> {
    core.rotate_crl(id)
}

#[tauri::command(async)]
pub fn delete_authority(core: State<'_, Core>, request: DeleteAuthority) -> Result<()> {
    core.delete_authority(&request)
}

#[tauri::command]
pub async fn download_authority(app: AppHandle, core: State<'_, Core>, request: DownloadAuthority) -> Result<Option<WrittenFile>> {
    match dialogs::save(&app, "Download a file of the authority", &core.authority_file_name(request)?)? {
        Some(path) => core.download_authority(request, &path).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command]
pub async fn save_certificates(app: AppHandle, core: State<'_, Core>, request: SaveCertificates) -> Result<Option<WrittenFile>> {
    match dialogs::save(&app, "Save the certificate", &core.certificates_file_name(&request)?)? {
        Some(path) => core.save_certificates(request, &path).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command(async)]
pub fn list_issued(core: State<'_, Core>, request: ListIssued) -> Result<IssuedPage> {
    core.list_issued(request)
}

#[tauri::command(async)]
pub fn revoke_issued(core: State<'_, Core>, request: RevokeIssued) -> Result<IssuedRow> {
    core.revoke_issued(&request)
}

#[tauri::command(async)]
pub fn release_issued(core: State<'_, Core>, request: ReleaseIssued) -> Result<IssuedRow> {
    core.release_issued(&request)
}

#[tauri::command(async)]
pub fn cancel_key(core: State<'_, Core>) {
    core.cancel_key();
}
