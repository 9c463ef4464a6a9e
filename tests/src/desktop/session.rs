//! The person's session: a message bus of its own, and on it a keychain or none.

use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use super::display::first_line;
use super::eventually;
use super::process::Process;
use super::process::output_of;

/// Whether the session has a keychain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Keychain {
    /// gnome-keyring, unlocked, as after a login.
    Unlocked,
    /// No Secret Service, as on a bare window manager.
    Absent,
}

/// A bus that starts nothing by itself.
const BUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/setup/bus.xml");

#[derive(Debug)]
pub(super) struct Session {
    bus: String,
    home: PathBuf,
    _keychain: Option<Process>,
    _bus: Process,
}

impl Session {
    pub(super) fn start(keychain: Keychain, home: &Path, logs: &Path) -> Self {
        let mut bus = Process::start(
            Command::new("dbus-daemon")
                .args(["--nofork", "--print-address=1", "--config-file", BUS])
                .arg(format!("--address=unix:dir={}", home.join("run").display()))
                .stdin(Stdio::null())
                .stdout(Stdio::piped()),
            &logs.join("bus.log"),
        );
        let mut session = Self { bus: first_line(&mut bus), home: home.to_owned(), _keychain: None, _bus: bus };
        session._keychain = match keychain {
            Keychain::Unlocked => Some(session.start_keychain(logs)),
            Keychain::Absent => None,
        };
        session
    }

    /// Gives `command` this session's bus and home, and nothing of the session that the tests run in.
    pub(super) fn enter<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let home = &self.home;
        command
            .env("HOME", home)
            .env("XDG_CACHE_HOME", home.join(".cache"))
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_DATA_HOME", home.join(".local/share"))
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1")
            .env("LANG", "C.UTF-8")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("XDG_CURRENT_DESKTOP")
    }

    fn start_keychain(&self, logs: &Path) -> Process {
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]).stdin(Stdio::piped()).stdout(Stdio::null());
        let mut daemon = Process::start(self.enter(&mut command), &logs.join("keychain.log"));
        // Closing the pipe ends the password.
        daemon.child().stdin.take().expect("its standard input is a pipe").write_all(b"login").expect("the keychain reads its password");
        eventually("the keychain", || self.has_owner("org.freedesktop.secrets").then_some(()));
        daemon
    }

    fn has_owner(&self, name: &str) -> bool {
        let mut command = Command::new("dbus-send");
        command.args(["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"]);
        command.args(["org.freedesktop.DBus.NameHasOwner", &format!("string:{name}")]);
        output_of(self.enter(&mut command)).is_some_and(|answer| answer.ends_with("true"))
    }
}
