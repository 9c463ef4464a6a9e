//! Programs of others, run with what they say caught.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;

use super::TrustError;

/// What `pkexec` answers when the person closed its question or may not do it (pkexec(1)).
const DISMISSED: [i32; 2] = [126, 127];

/// A command that changes a trust store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustCommand {
    arguments: Vec<OsString>,
    /// It needs more rights than the person has; the system asks for them.
    elevated: bool,
}

impl TrustCommand {
    pub(super) fn new<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Self {
        Self { arguments: arguments.into_iter().map(|argument| argument.as_ref().to_owned()).collect(), elevated: false }
    }

    /// With more rights, unless what it changes can be written anyway.
    pub(super) fn elevated_for(self, place: &Path) -> Self {
        Self { elevated: !is_writable(place), ..self }
    }

    /// Whether the system will ask for more rights.
    pub fn elevated(&self) -> bool {
        self.elevated
    }

    /// The command as it would be typed in a shell.
    pub fn shown(&self) -> String {
        self.whole().iter().map(|argument| quoted(&argument.to_string_lossy())).collect::<Vec<_>>().join(" ")
    }

    /// Runs it to its end.
    pub fn run(&self) -> Result<(), TrustError> {
        let whole = self.whole();
        let output = run(&whole)?;
        match output.status.code() {
            Some(0) => Ok(()),
            Some(code) if self.elevated && DISMISSED.contains(&code) => Err(TrustError::NotPermitted),
            _ => Err(TrustError::Refused { program: program(&self.arguments), said: said(&output) }),
        }
    }

    fn whole(&self) -> Vec<OsString> {
        let elevation = self.elevated.then(|| OsString::from("pkexec"));
        elevation.into_iter().chain(self.arguments.iter().cloned()).collect()
    }
}

/// What a program answers; that it is not installed is an error of its own.
pub(super) fn ask<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Result<Output, TrustError> {
    run(&arguments.into_iter().map(|argument| argument.as_ref().to_owned()).collect::<Vec<_>>())
}

/// The last thing that a program said, on either stream.
pub(super) fn said(output: &Output) -> String {
    let last =
        |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().rev().find(|line| !line.trim().is_empty()).map(|line| line.trim().to_owned());
    last(&output.stderr).or_else(|| last(&output.stdout)).unwrap_or_else(|| "it gave no reason".into())
}

fn run(arguments: &[OsString]) -> Result<Output, TrustError> {
    let (program_name, rest) = arguments.split_first().ok_or_else(|| TrustError::NoProgram { program: String::new() })?;
    // Their sentences are compared and shown, so they are asked for in one language.
    let output = Command::new(program_name).args(rest).stdin(Stdio::null()).env("LC_ALL", "C").output();
    output.map_err(|error| match error.kind() {
        ErrorKind::NotFound => TrustError::NoProgram { program: program(arguments) },
        _ => TrustError::Refused { program: program(arguments), said: error.to_string() },
    })
}

fn program(arguments: &[OsString]) -> String {
    arguments.first().map(|program| program.to_string_lossy().into_owned()).unwrap_or_default()
}

fn quoted(argument: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '=' | ',' | '+' | '@');
    match !argument.is_empty() && argument.chars().all(plain) {
        true => argument.to_owned(),
        false => format!("'{}'", argument.replace('\'', r"'\''")),
    }
}

/// Whether something can be put at `place`: it, or the nearest folder above it that is there, can be written.
#[cfg(unix)]
fn is_writable(place: &Path) -> bool {
    let there = place.ancestors().find(|ancestor| ancestor.exists());
    there.is_some_and(|there| rustix::fs::access(there, rustix::fs::Access::WRITE_OK).is_ok())
}

/// Elsewhere the tools ask for more rights by themselves.
#[cfg(not(unix))]
fn is_writable(_place: &Path) -> bool {
    true
}
