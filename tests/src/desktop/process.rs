//! A started program that ends, with all it started, when it is dropped.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;

use rustix::process::Pid;
use rustix::process::Signal;
use rustix::process::kill_process_group;

/// A running program, the leader of a process group of its own.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
}

impl Process {
    /// Starts `command`; what it says goes to `log`, unless the command sends its standard output elsewhere.
    pub(super) fn start(command: &mut Command, log: &Path) -> Self {
        let log = File::create(log).expect("the story's folder is writable");
        let child = command
            .process_group(0)
            .stderr(log)
            .spawn()
            .unwrap_or_else(|problem| panic!("{:?} must start (`make setup` installs it): {problem}", command.get_program()));
        Self { child }
    }

    /// As [`Process::start`], with the standard output in the log too.
    pub(super) fn start_logged(command: &mut Command, log: &Path) -> Self {
        let said = File::create(log.with_extension("out")).expect("the story's folder is writable");
        Self::start(command.stdin(Stdio::null()).stdout(said), log)
    }

    pub(super) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            // A group that has ended already is what is wanted.
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

/// What `command` prints, or `None` when it fails.
pub(super) fn output_of(command: &mut Command) -> Option<String> {
    let output =
        command.stdin(Stdio::null()).output().unwrap_or_else(|problem| panic!("{:?} must start: {problem}", command.get_program()));
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
