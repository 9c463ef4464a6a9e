//! What the screen can call: one line for each core flow. Nothing is parsed or decided here.

mod activity;
mod batches;
mod groups;
mod intake;
mod notices;
mod requests;
mod secrets;
mod selection;
mod vault;
mod versions;
mod views;
mod window;

use tauri::Wry;
use tauri::ipc::Invoke;

/// Every command. `build.rs` names the same ones for the capability file.
pub fn all() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        activity::export_activity,
        activity::list_activity,
        activity::verify_activity,
        batches::batch_report,
        batches::cancel_batch,
        batches::discard_batch,
        batches::edit_batch,
        batches::edit_batch_row,
        batches::find_batch,
        batches::import_batch,
        batches::list_batch_rows,
        batches::list_leftovers,
        batches::unlock_batch,
        groups::create_group,
        groups::delete_group,
        groups::edit_group,
        groups::list_groups,
        intake::cancel_reading,
        intake::clear_intake_field,
        intake::discard_intake,
        intake::fill_intake,
        intake::find_intake,
        intake::import_certificate,
        intake::merge_intake,
        intake::pick_files,
        intake::pick_folder,
        intake::pick_intake_file,
        intake::rotate_imported,
        intake::take_opened_files,
        intake::unlock_intake,
        notices::delete_notices,
        notices::list_notices,
        notices::read_notices,
        notices::send_test_notice,
        requests::complete_request,
        requests::create_request,
        requests::download_request,
        requests::find_request,
        requests::renew_request,
        secrets::copy_private_key,
        secrets::count_secrets,
        secrets::delete_secret,
        secrets::deliver,
        secrets::download_version,
        secrets::edit_secret,
        secrets::find_certificate,
        secrets::find_overview,
        secrets::find_secret,
        secrets::list_destinations,
        secrets::list_formats,
        secrets::list_labels,
        secrets::list_secrets,
        secrets::move_secret,
        secrets::reveal_private_key,
        selection::cancel_selection,
        selection::count_selection,
        selection::delete_selection,
        selection::download_selection,
        selection::export_inventory,
        selection::label_selection,
        selection::list_selection_formats,
        selection::move_selection,
        vault::add_keychain,
        vault::backup_vault,
        vault::change_passphrase,
        vault::check_backup,
        vault::check_database,
        vault::confirm_recovery_key,
        vault::create_vault,
        vault::edit_settings,
        vault::find_settings,
        vault::find_vault,
        vault::judge_passphrase,
        vault::lock_vault,
        vault::pick_backup,
        vault::prepare_recovery_key,
        vault::remove_slot,
        vault::restore_backup,
        vault::save_recovery_key,
        vault::unlock_vault,
        views::delete_view,
        views::find_table_view,
        views::keep_table_view,
        views::list_views,
        views::save_view,
        versions::compare_versions,
        versions::create_lock,
        versions::delete_version_data,
        versions::edit_version,
        versions::find_rotation,
        versions::list_locks,
        versions::remove_locks,
        versions::restore_version,
        window::copy_text,
        window::print_page,
    ]
}
