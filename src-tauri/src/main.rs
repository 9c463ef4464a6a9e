//! The desktop door: builds the core, registers its commands, runs the window. Knows nothing about certificates.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod clipboard;
mod commands;
mod dialogs;
mod drops;
mod due;
mod events;
mod home;
mod logs;
mod notifications;
mod restart;

use std::process::ExitCode;
use std::sync::Arc;

use certkeep_core::Core;
use certkeep_core::Parts;
use certkeep_core::clock::SystemClock;
use certkeep_core::trust::TrustPlaces;
use certkeep_core::vault::SystemKeyring;
use tauri::AppHandle;
use tauri::Manager;
use tauri::WebviewWindowBuilder;
use tauri::WindowEvent;

use crate::drops::ExpectedLists;
use crate::drops::OpenedFiles;
use crate::events::WebviewEvents;

fn main() -> ExitCode {
    if std::env::args_os().any(|argument| argument == due::RUN_DUE) {
        return due::run_once();
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if restart::meets_one_that_closes(&error) {
                restart::start_again();
            }
            eprintln!("Certkeep could not start: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the app until its window is closed; a second start hands its files to the first and ends.
fn run() -> tauri::Result<()> {
    let app = tauri::Builder::default()
        .manage(OpenedFiles::from_command_line())
        .manage(ExpectedLists::default())
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
            let core = core(app.handle(), home);
            due::keep_doing(core.clone());
            app.manage(core);
            Ok(open_window(app.handle())?)
        })
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(drag) = event {
                drops::hear(window, drag);
            }
        })
        .invoke_handler(commands::all())
        .build(tauri::generate_context!())?;
    app.run(|_app, _event| {
        // Elsewhere the files to open stand on the command line.
        #[cfg(target_os = "macos")]
        if let tauri::RunEvent::Opened { urls } = _event {
            drops::open_paths(_app, urls.iter().filter_map(|url| url.to_file_path().ok()).collect());
        }
    });
    Ok(())
}

fn core(app: &AppHandle, home: std::path::PathBuf) -> Core {
    Core::open(Parts {
        home,
        clock: Arc::new(SystemClock),
        keyring: Arc::new(SystemKeyring),
        events: Arc::new(WebviewEvents(app.clone())),
        trust: TrustPlaces::of_this_computer(),
    })
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
