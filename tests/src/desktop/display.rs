//! A screen that nobody sees: Xvfb, and openbox to give windows their focus.

use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use super::eventually;
use super::process::Process;
use super::process::output_of;

/// Wide enough for the app at its own size, with room beside it for a window to drag from.
pub(super) const SCREEN: (u32, u32) = (1600, 900);

#[derive(Debug)]
pub(super) struct Display {
    name: String,
    _windows: Process,
    _server: Process,
}

impl Display {
    /// Starts a screen under a name that is free.
    pub(super) fn start(logs: &Path) -> Self {
        let mut server = Process::start(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0", &format!("{}x{}x24", SCREEN.0, SCREEN.1)])
                .stdin(Stdio::null())
                .stdout(Stdio::piped()),
            &logs.join("xvfb.log"),
        );
        let name = format!(":{}", first_line(&mut server));
        let windows = Process::start_logged(Command::new("openbox").env("DISPLAY", &name), &logs.join("openbox.log"));
        eventually("the window manager", || {
            output_of(Command::new("xdotool").env("DISPLAY", &name).args(["get_desktop"])).filter(|answer| !answer.is_empty())
        });
        Self { name, _windows: windows, _server: server }
    }

    /// What `DISPLAY` has to be.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// The first line that a process prints; it prints it once it is ready.
pub(super) fn first_line(process: &mut Process) -> String {
    let output = process.child().stdout.take().expect("its standard output is a pipe");
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("the process says that it is ready");
    let line = line.trim().to_owned();
    assert!(!line.is_empty(), "a process ended before it was ready; its log lies in tests/output");
    line
}
