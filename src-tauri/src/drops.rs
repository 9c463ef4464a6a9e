//! Files that come to the window: dragged onto it, named on the command line, or handed over by a second start.
//! The screen learns where the pointer is and what the files became, never their paths.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use certkeep_core::Core;
use certkeep_core::Error;
use certkeep_core::Result;
use certkeep_core::flows::import_many::Brought;
use certkeep_core::flows::intake::Progress;
use certkeep_core::flows::issue_many::ListText;
use serde::Serialize;
use tauri::AppHandle;
use tauri::DragDropEvent;
use tauri::Emitter;
use tauri::Manager;
use tauri::PhysicalPosition;
use tauri::Window;

/// What the screen hears; positions are CSS pixels. `FileDrag` in `ui/src/api/backend.ts` is its other side.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "phase", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum FileDrag {
    Over { x: f64, y: f64 },
    Left,
    Reading { read: u32, found: u32 },
    Dropped { x: f64, y: f64, brought: Brought },
    Listed { list: ListText },
    Opened { brought: Brought },
    Refused { problem: Error },
}

/// Whether the screen shows a field for names or signing requests: what is dropped then is text for it.
#[derive(Debug, Default)]
pub struct ExpectedLists(AtomicBool);

impl ExpectedLists {
    pub fn set(&self, wanted: bool) {
        self.0.store(wanted, Ordering::Relaxed);
    }

    fn wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Files that arrived before the vault was open.
#[derive(Debug, Default)]
pub struct OpenedFiles(Mutex<Vec<PathBuf>>);

impl OpenedFiles {
    /// The files that the command line names.
    pub fn from_command_line() -> Self {
        let folder = env::current_dir().unwrap_or_default();
        Self(Mutex::new(files_in(env::args_os().skip(1), &folder)))
    }

    fn keep(&self, paths: Vec<PathBuf>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(paths);
    }

    fn take(&self) -> Vec<PathBuf> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Tells the screen of a drag, and the core of a drop.
pub fn hear(window: &Window, drag: &DragDropEvent) {
    let scale = window.scale_factor().unwrap_or(1.0);
    match drag {
        DragDropEvent::Enter { position, .. } | DragDropEvent::Over { position } => {
            let (x, y) = logical(*position, scale);
            tell(window.app_handle(), FileDrag::Over { x, y });
        }
        DragDropEvent::Drop { paths, .. } if window.state::<ExpectedLists>().wanted() => list(window.app_handle(), paths.clone()),
        DragDropEvent::Drop { paths, position } => {
            let (x, y) = logical(*position, scale);
            inspect(window.app_handle(), paths.clone(), move |brought| FileDrag::Dropped { x, y, brought });
        }
        _ => tell(window.app_handle(), FileDrag::Left),
    }
}

/// Takes over the files that a second start of the app was given.
pub fn open_files(app: &AppHandle, arguments: &[String], folder: &Path) {
    open_paths(app, files_in(arguments.iter().skip(1).map(OsString::from), folder));
}

/// Takes over files that the person opened with the app.
pub fn open_paths(app: &AppHandle, paths: Vec<PathBuf>) {
    match app.try_state::<Core>() {
        Some(core) if core.is_unlocked() && !paths.is_empty() => inspect(app, paths, |brought| FileDrag::Opened { brought }),
        _ => app.state::<OpenedFiles>().keep(paths),
    }
}

/// Inspects what arrived before the vault was open.
pub async fn take_opened(app: &AppHandle) -> Result<Option<Brought>> {
    let paths = app.state::<OpenedFiles>().take();
    match paths.is_empty() {
        true => Ok(None),
        false => bring(app, paths).await.map(Some),
    }
}

/// Looks at files and folders, and tells the screen how far it is when that takes long.
pub async fn bring(app: &AppHandle, paths: Vec<PathBuf>) -> Result<Brought> {
    let hearing = app.clone();
    let tell = move |Progress { read, found }| tell(&hearing, FileDrag::Reading { read, found });
    app.state::<Core>().inspect_files_telling(paths, tell).await
}

fn inspect(app: &AppHandle, paths: Vec<PathBuf>, drag: impl FnOnce(Brought) -> FileDrag + Send + 'static) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let brought = bring(&app, paths).await;
        tell(&app, brought.map_or_else(|problem| FileDrag::Refused { problem }, drag));
    });
}

fn list(app: &AppHandle, paths: Vec<PathBuf>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let read = app.state::<Core>().read_lists(paths).await;
        tell(&app, read.map_or_else(|problem| FileDrag::Refused { problem }, |list| FileDrag::Listed { list }));
    });
}

fn tell(app: &AppHandle, drag: FileDrag) {
    if let Err(error) = app.emit("file-drag", drag) {
        tracing::warn!(%error, "a drag did not reach the window");
    }
}

fn logical(position: PhysicalPosition<f64>, scale: f64) -> (f64, f64) {
    let position = position.to_logical::<f64>(scale);
    (position.x, position.y)
}

fn files_in(arguments: impl Iterator<Item = OsString>, folder: &Path) -> Vec<PathBuf> {
    arguments.filter(|argument| !argument.to_string_lossy().starts_with('-')).map(|argument| folder.join(argument)).collect()
}
