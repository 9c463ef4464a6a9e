//! Certificate templates: what an authority may issue.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::AuthorityId;
use certkeep_core::flows::authorities::SignedCertificate;
use certkeep_core::flows::create_private::SignLeafRequest;
use certkeep_core::flows::templates::CreateTemplate;
use certkeep_core::flows::templates::DeleteTemplate;
use certkeep_core::flows::templates::EditTemplate;
use certkeep_core::flows::templates::TemplatePreset;
use certkeep_core::flows::templates::TemplateRow;
use certkeep_core::flows::templates::TemplateTrial;
use certkeep_core::flows::templates::TryNames;
use tauri::State;

#[tauri::command(async)]
pub fn list_templates(core: State<'_, Core>, authority_id: Option<AuthorityId>) -> Result<Vec<TemplateRow>> {
    core.list_templates(authority_id)
}

#[tauri::command(async)]
pub fn list_template_presets(core: State<'_, Core>) -> Vec<TemplatePreset> {
    core.list_template_presets()
}

#[tauri::command(async)]
pub fn create_template(core: State<'_, Core>, request: CreateTemplate) -> Result<TemplateRow> {
    core.create_template(request)
}

#[tauri::command(async)]
pub fn edit_template(core: State<'_, Core>, request: EditTemplate) -> Result<TemplateRow> {
    core.edit_template(request)
}

#[tauri::command(async)]
pub fn delete_template(core: State<'_, Core>, request: DeleteTemplate) -> Result<()> {
    core.delete_template(&request)
}

#[tauri::command(async)]
pub fn try_names(core: State<'_, Core>, request: TryNames) -> Result<TemplateTrial> {
    core.try_names(&request)
}

#[tauri::command(async)]
pub fn sign_leaf_request(core: State<'_, Core>, request: SignLeafRequest) -> Result<SignedCertificate> {
    core.sign_leaf_request(&request)
}
