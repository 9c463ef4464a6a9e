//! A log file that rotates daily. Fields are opt-in everywhere, so that no secret gets into it.

use std::path::Path;

use certkeep_core::files::make_private_dir;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::Builder;
use tracing_appender::rolling::Rotation;
use tracing_subscriber::EnvFilter;

/// Starts the log in `home/logs`; a folder that cannot be written means no log, not no app. Keep the guard while the app runs.
pub fn start(home: &Path) -> Option<WorkerGuard> {
    make_private_dir(&home.join("logs")).ok()?;
    let file = Builder::new().rotation(Rotation::DAILY).max_log_files(7).filename_prefix("certkeep").filename_suffix("log");
    let (writer, guard) = tracing_appender::non_blocking(file.build(home.join("logs")).ok()?);
    let filter = EnvFilter::try_from_env("CERTKEEP_LOG").unwrap_or_else(|_| EnvFilter::new("warn,certkeep=info,certkeep_core=info"));
    tracing_subscriber::fmt().with_writer(writer).with_ansi(false).with_env_filter(filter).try_init().ok()?;
    Some(guard)
}
