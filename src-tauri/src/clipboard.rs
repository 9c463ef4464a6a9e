//! The clipboard. A private key put there is taken away again, unless something else has replaced it meanwhile.

use std::time::Duration;

use certkeep_core::Error;
use certkeep_core::ErrorCode;
use certkeep_core::Result;
use certkeep_core::flows::reveal::RevealedKey;
use tauri::AppHandle;
use tauri_plugin_clipboard_manager::ClipboardExt;

/// How long a private key stays in the clipboard, in seconds.
const KEY_SECONDS: u32 = 30;

/// Puts text that is no secret into the clipboard.
pub fn copy(app: &AppHandle, text: &str) -> Result<()> {
    app.clipboard().write_text(text).map_err(unavailable)
}

/// Puts a private key into the clipboard for [`KEY_SECONDS`], which is the answer.
pub fn copy_key(app: &AppHandle, key: RevealedKey) -> Result<u32> {
    copy(app, &key.pem)?;
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(Duration::from_secs(KEY_SECONDS.into())).await;
        clear_if_unchanged(&app, &key);
    });
    Ok(KEY_SECONDS)
}

fn clear_if_unchanged(app: &AppHandle, key: &RevealedKey) {
    let clipboard = app.clipboard();
    let unchanged = clipboard.read_text().is_ok_and(|text| zeroize::Zeroizing::new(text).as_str() == key.pem);
    if unchanged && let Err(error) = clipboard.clear() {
        tracing::warn!(%error, "the clipboard could not be cleared");
    }
}

fn unavailable(error: tauri_plugin_clipboard_manager::Error) -> Error {
    Error::new(ErrorCode::Internal, "The clipboard does not answer.").help("Try again, or download a file instead.").because(error)
}
