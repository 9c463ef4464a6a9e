//! The desktop door: builds the core, registers its commands, runs the window. Knows nothing about certificates.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod clipboard;
mod commands;
mod dialogs;
mod drops;
mod events;
mod home;
mod logs;

use std::process::ExitCode;
use std::sync::Arc;

use certkeep_core::Core;
use certkeep_core::Parts;
use certkeep_core::clock::SystemClock;
use certkeep_core::vault::SystemKeyring;
use tauri::AppHandle;
use tauri::Manager;
use tauri::WebviewWindowBuilder;
use tauri::WindowEvent;

use crate::drops::OpenedFiles;
use crate::events::WebviewEvents;

fn main() -> ExitCode {
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            show_window(app);
            drops::open_files(app, &arguments, folder.as_ref());
        }))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .setup(|app| {
            let home = home::find()?;
            app.manage(logs::start(&home));
            app.manage(OpenedFiles::from_command_line());
            app.manage(core(app.handle(), home));
            Ok(open_window(app.handle())?)
        })
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(drag) = event {
                drops::hear(window, drag);
            }
        })
        .invoke_handler(commands::all())
        .run(tauri::generate_context!());
    match app {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Certkeep could not start: {error}");
            ExitCode::FAILURE
        }
    }
}

fn core(app: &AppHandle, home: std::path::PathBuf) -> Core {
    Core::open(Parts { home, clock: Arc::new(SystemClock), keyring: Arc::new(SystemKeyring), events: Arc::new(WebviewEvents(app.clone())) })
}

/// Opens the window that the configuration describes; its title follows the page.
fn open_window(app: &AppHandle) -> tauri::Result<()> {
    for window in &app.config().app.windows {
        WebviewWindowBuilder::from_config(app, window)?
            .on_document_title_changed(|window, title| {
                // A window manager may refuse; the title then stays as it is, which loses nothing.
                let _ = window.set_title(&title);
            })
            .build()?;
    }
    Ok(())
}

fn show_window(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window manager may refuse; the app then stays where it is, which loses nothing.
        let _ = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    }
}
