/// Everything the web side may ask for. A command that is not listed here does not exist for it.
const COMMANDS: &[&str] = &[
    "add_keychain",
    "backup_vault",
    "change_passphrase",
    "check_backup",
    "check_database",
    "clear_intake_field",
    "confirm_recovery_key",
    "copy_private_key",
    "copy_text",
    "create_group",
    "create_vault",
    "delete_group",
    "delete_secret",
    "discard_intake",
    "download_version",
    "edit_group",
    "edit_secret",
    "edit_settings",
    "fill_intake",
    "find_certificate",
    "find_intake",
    "find_secret",
    "find_settings",
    "find_vault",
    "import_certificate",
    "judge_passphrase",
    "list_formats",
    "list_groups",
    "list_labels",
    "list_secrets",
    "lock_vault",
    "merge_intake",
    "move_secret",
    "pick_backup",
    "pick_intake_file",
    "prepare_recovery_key",
    "print_page",
    "remove_slot",
    "restore_backup",
    "reveal_private_key",
    "rotate_imported",
    "save_recovery_key",
    "take_opened_files",
    "unlock_intake",
    "unlock_vault",
];

fn main() {
    let commands = tauri_build::AppManifest::new().commands(COMMANDS);
    if let Err(problem) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands)) {
        eprintln!("{problem:#}");
        std::process::exit(1);
    }
}
