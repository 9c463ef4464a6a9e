//! A start while another app is just closing: its name is still taken, but nobody answers to it any more. Then the start is made again.

/// Whether an app that was asked to take over this start was gone before it answered.
pub fn meets_one_that_closes(error: &tauri::Error) -> bool {
    matches!(error, tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance")
}

/// Starts the app anew in the place of this process, after a moment. Comes back when that has been tried often enough, or cannot be done.
///
/// The window toolkit can be started once in a process, so a second try needs a fresh one.
#[cfg(target_os = "linux")]
pub fn start_again() {
    use std::env;
    use std::os::unix::process::CommandExt;
    use std::process::Command;
    use std::thread;
    use std::time::Duration;

    /// Counts the starts, for the process that comes after.
    const STARTS: &str = "CERTKEEP_STARTS";
    const STARTS_MAX: u32 = 50;
    const PAUSE: Duration = Duration::from_millis(100);

    let starts = env::var(STARTS).ok().and_then(|count| count.parse::<u32>().ok()).unwrap_or(1);
    let Ok(program) = env::current_exe() else { return };
    if starts < STARTS_MAX {
        thread::sleep(PAUSE);
        let failure = Command::new(program).args(env::args_os().skip(1)).env(STARTS, (starts + 1).to_string()).exec();
        eprintln!("Certkeep could not be started again: {failure}");
    }
}

/// Elsewhere the system gives the name back before the process is gone.
#[cfg(not(target_os = "linux"))]
pub fn start_again() {}
