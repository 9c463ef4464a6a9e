//! Private certificates: one, and many from a list.

use certkeep_core::Core;
use certkeep_core::Result;
use certkeep_core::domain::id::IssueRunId;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::create_private::CreatePrivateCertificate;
use certkeep_core::flows::create_private::EditRotation;
use certkeep_core::flows::create_private::JudgePrivateCertificate;
use certkeep_core::flows::create_private::PrivateJudgement;
use certkeep_core::flows::create_private::RotatePrivate;
use certkeep_core::flows::issue_many::IssuePage;
use certkeep_core::flows::issue_many::IssueRunView;
use certkeep_core::flows::issue_many::ListIssueRows;
use certkeep_core::flows::issue_many::ListText;
use certkeep_core::flows::issue_many::PrepareIssueRun;
use certkeep_core::flows::revoke::ReleaseVersion;
use certkeep_core::flows::revoke::RevokeVersion;
use tauri::AppHandle;
use tauri::State;

use crate::dialogs;
use crate::drops::ExpectedLists;

const LISTS: dialogs::Filter = ("Lists and signing requests", &["csv", "txt", "pem", "csr", "req", "p10", "der"]);

#[tauri::command(async)]
pub fn judge_private_certificate(core: State<'_, Core>, request: JudgePrivateCertificate) -> Result<PrivateJudgement> {
    core.judge_private_certificate(&request)
}

#[tauri::command]
pub async fn create_private_certificate(core: State<'_, Core>, request: CreatePrivateCertificate) -> Result<SecretView> {
    core.create_private_certificate(request).await
}

#[tauri::command]
pub async fn rotate_private(core: State<'_, Core>, request: RotatePrivate) -> Result<SecretView> {
    core.rotate_private(request).await
}

#[tauri::command(async)]
pub fn edit_rotation(core: State<'_, Core>, request: EditRotation) -> Result<SecretView> {
    core.edit_rotation(request)
}

#[tauri::command(async)]
pub fn revoke_version(core: State<'_, Core>, request: RevokeVersion) -> Result<SecretView> {
    core.revoke_version(&request)
}

#[tauri::command(async)]
pub fn release_version(core: State<'_, Core>, request: ReleaseVersion) -> Result<SecretView> {
    core.release_version(request)
}

#[tauri::command]
pub async fn pick_lists(app: AppHandle, core: State<'_, Core>) -> Result<Option<ListText>> {
    match dialogs::pick_several(&app, "Choose signing requests or a list of names", LISTS)? {
        Some(paths) => core.read_lists(paths).await.map(Some),
        None => Ok(None),
    }
}

#[tauri::command(async)]
pub fn expect_lists(expected: State<'_, ExpectedLists>, wanted: bool) {
    expected.set(wanted);
}

#[tauri::command]
pub async fn prepare_issue_run(core: State<'_, Core>, request: PrepareIssueRun) -> Result<IssueRunView> {
    core.prepare_issue_run(request).await
}

#[tauri::command(async)]
pub fn find_issue_run(core: State<'_, Core>, id: IssueRunId) -> Result<IssueRunView> {
    core.find_issue_run(id)
}

#[tauri::command(async)]
pub fn list_issue_rows(core: State<'_, Core>, request: ListIssueRows) -> Result<IssuePage> {
    core.list_issue_rows(&request)
}

#[tauri::command(async)]
pub fn start_issue_run(core: State<'_, Core>, id: IssueRunId) -> Result<()> {
    core.start_issue_run(id)
}

#[tauri::command(async)]
pub fn cancel_issue_run(core: State<'_, Core>, id: IssueRunId) -> Result<()> {
    core.cancel_issue_run(id)
}

#[tauri::command(async)]
pub fn discard_issue_run(core: State<'_, Core>, id: IssueRunId) {
    core.discard_issue_run(id);
}
