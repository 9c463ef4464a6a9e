//! What only a window can do.

use certkeep_core::Error;
use certkeep_core::ErrorCode;
use certkeep_core::Result;
use tauri::AppHandle;
use tauri::WebviewWindow;

use crate::clipboard;

#[tauri::command(async)]
pub fn copy_text(app: AppHandle, text: String) -> Result<()> {
    clipboard::copy(&app, &text)
}

#[tauri::command]
pub fn print_page(window: WebviewWindow) -> Result<()> {
    window.print().map_err(|error| Error::new(ErrorCode::Internal, "The print dialog could not be opened.").because(error))
}
