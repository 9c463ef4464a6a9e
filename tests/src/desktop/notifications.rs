//! Notices on the desktop, as its notification service gets them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use super::app::Desktop;
use super::app::binary;
use super::drag::PYTHON;
use super::eventually;
use super::process::Process;

const SERVICE: &str = include_str!("notification_service.py");

/// The desktop's notification service, which remembers what it was asked to show.
#[derive(Debug)]
pub struct Notifications {
    shown: PathBuf,
    _service: Process,
}

impl Notifications {
    /// Every notice so far, a line of JSON each.
    pub fn all(&self) -> String {
        fs::read_to_string(&self.shown).unwrap_or_default()
    }

    /// Waits until a notice with this text was shown.
    pub fn see(&self, text: &str) {
        eventually(&format!("the desktop to show “{text}”"), || self.all().contains(text).then_some(()));
    }
}

impl Desktop {
    /// Gives this desktop a notification service.
    pub fn show_notifications(&self) -> Notifications {
        let log = self.log("notifications.log");
        let mut command = Command::new(PYTHON);
        command.args(["-c", SERVICE]);
        let service = Process::start_logged(self.enter(&mut command), &log);
        let notifications = Notifications { shown: log.with_extension("out"), _service: service };
        notifications.see("ready");
        notifications
    }

    /// What a timer of the system does: one pass over what is due, without a window.
    pub fn run_due(&self) -> Output {
        let mut command = Command::new(binary());
        command.arg("--run-due").stdin(Stdio::null());
        self.enter(&mut command).env_remove("DISPLAY").output().expect("the app can be started")
    }
}
