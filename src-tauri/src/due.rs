//! What is due is done: every little while as the app runs, or once without a window for timers of the system.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use certkeep_core::Core;
use certkeep_core::Error;
use certkeep_core::ErrorCode;
use certkeep_core::Parts;
use certkeep_core::Result;
use certkeep_core::clock::SystemClock;
use certkeep_core::events::Event;
use certkeep_core::events::Events;
use certkeep_core::flows::due::DueReport;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_core::trust::TrustPlaces;
use certkeep_core::vault::SystemKeyring;

use crate::home;
use crate::logs;
use crate::notifications;

/// Asks for one pass without a window.
pub const RUN_DUE: &str = "--run-due";

/// Between two looks. Short, because a laptop that wakes up should not wait; a look that finds nothing changes nothing.
const PAUSE: Duration = Duration::from_secs(20);

/// Does what is due as long as the app runs, whenever the vault is open.
pub fn keep_doing(core: Core) {
    tauri::async_runtime::spawn(async move {
        loop {
            let core = core.clone();
            // A pass that panicked is told by the panic hook; the next one is made all the same.
            let _ = tauri::async_runtime::spawn_blocking(move || pass(&core)).await;
            tokio::time::sleep(PAUSE).await;
        }
    });
}

fn pass(core: &Core) {
    match core.is_unlocked().then(|| core.run_due()) {
        Some(Err(error)) if error.code != ErrorCode::VaultLocked => tracing::error!(?error, "what is due could not be done"),
        _ => {}
    }
}

/// One pass without a window: opens the vault by the keychain, does what is due, says what it did.
pub fn run_once() -> ExitCode {
    match home::find().map_err(unexpected).and_then(pass_at) {
        Ok(DueReport { rotated, failed, crls, notices }) => {
            println!("Rotated {rotated}, failed {failed}, revocation lists built {crls}, notices {notices}.");
            if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("{}", error.message);
            eprintln!("{}", error.help.unwrap_or_default());
            ExitCode::FAILURE
        }
    }
}

fn pass_at(home: PathBuf) -> Result<DueReport> {
    let _log = logs::start(&home);
    let runtime = tokio::runtime::Runtime::new().map_err(unexpected)?;
    let core = Core::open(Parts {
        home,
        clock: Arc::new(SystemClock),
        keyring: Arc::new(SystemKeyring),
        events: Arc::new(DesktopOnly),
        trust: TrustPlaces::of_this_computer(),
    });
    runtime.block_on(core.unlock_vault(UnlockVault::Keychain)).map_err(|error| {
        error.help("Certificates are looked after without a window only when the keychain opens the vault: add it under Settings.")
    })?;
    core.run_due()
}

fn unexpected(error: std::io::Error) -> Error {
    Error::new(ErrorCode::Internal, "Certkeep could not start.").because(error)
}

/// Hears for a pass without a window: only what the desktop can show.
#[derive(Debug)]
struct DesktopOnly;

impl Events for DesktopOnly {
    fn send(&self, event: Event) {
        notifications::hear(&event);
    }
}
