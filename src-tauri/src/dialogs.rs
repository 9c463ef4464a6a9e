//! Native file dialogs. They block, so only async commands call them.

use std::path::PathBuf;

use certkeep_core::Error;
use certkeep_core::ErrorCode;
use certkeep_core::Result;
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_dialog::FilePath;
use tauri_plugin_dialog::MessageDialogButtons;
use tauri_plugin_dialog::MessageDialogKind;

/// Kinds of files that a dialog offers first: a name and its endings.
pub type Filter = (&'static str, &'static [&'static str]);

/// Asks for a file to read; `None` when the person closed the dialog.
pub fn pick(app: &AppHandle, title: &str, filter: Filter) -> Result<Option<PathBuf>> {
    let picked = app.dialog().file().set_title(title).add_filter(filter.0, filter.1).add_filter("All files", &["*"]).blocking_pick_file();
    picked.map(local).transpose()
}

/// Asks for files to read; `None` when the person closed the dialog.
pub fn pick_several(app: &AppHandle, title: &str, filter: Filter) -> Result<Option<Vec<PathBuf>>> {
    let picked = app.dialog().file().set_title(title).add_filter(filter.0, filter.1).add_filter("All files", &["*"]).blocking_pick_files();
    picked.map(|paths| paths.into_iter().map(local).collect()).transpose()
}

/// Asks for a folder to read; `None` when the person closed the dialog.
pub fn pick_folder(app: &AppHandle, title: &str) -> Result<Option<PathBuf>> {
    app.dialog().file().set_title(title).blocking_pick_folder().map(local).transpose()
}

/// Asks where to write a file, and whether one that is there may be replaced; `None` when the person closed the dialog.
pub fn save(app: &AppHandle, title: &str, file_name: &str) -> Result<Option<PathBuf>> {
    app.dialog().file().set_title(title).set_file_name(file_name).blocking_save_file().map(local).transpose()
}

/// Asks where files of these names go: the path of a single one, the folder of several; and whether those that are there may be replaced.
/// `None` when the person closed a dialog.
pub fn save_all(app: &AppHandle, title: &str, names: &[String]) -> Result<Option<Vec<PathBuf>>> {
    if let [only] = names {
        return Ok(save(app, title, only)?.map(|path| vec![path]));
    }
    let Some(folder) = app.dialog().file().set_title(title).blocking_pick_folder().map(local).transpose()? else {
        return Ok(None);
    };
    let there: Vec<&str> = names.iter().map(String::as_str).filter(|name| folder.join(name).exists()).collect();
    let may_go_on = there.is_empty() || may_replace(app, &there);
    Ok(may_go_on.then(|| names.iter().map(|name| folder.join(name)).collect()))
}

fn may_replace(app: &AppHandle, names: &[&str]) -> bool {
    let text = format!("In this folder there is already: {}.", names.join(", "));
    let buttons = MessageDialogButtons::OkCancelCustom("Replace".into(), "Cancel".into());
    app.dialog().message(text).title("Replace what is there?").kind(MessageDialogKind::Warning).buttons(buttons).blocking_show()
}

fn local(path: FilePath) -> Result<PathBuf> {
    path.into_path()
        .map_err(|error| Error::new(ErrorCode::FileUnreadable, "Only files in folders of this computer can be used.").because(error))
}
