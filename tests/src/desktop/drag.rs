//! A true drag of files from another window onto the app's.

use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use super::app::Desktop;
use super::display::SCREEN;
use super::display::first_line;
use super::element::Element;
use super::process::Process;

/// Debian's own interpreter: python3-gi belongs to it, whatever else the path offers.
pub(super) const PYTHON: &str = "/usr/bin/python3";
const SOURCE: &str = include_str!("drag_source.py");

/// Files that hang on the pointer over the app until they are let go.
#[derive(Debug)]
pub struct Drag<'a> {
    desktop: &'a Desktop,
    _source: Process,
}

impl Desktop {
    /// Drags files from a file manager's window over `target`, and holds them there.
    pub fn drag_over(&self, files: &[&Path], target: &Element) -> Drag<'_> {
        let mut command = Command::new(PYTHON);
        command.args(["-c", SOURCE]).args(files).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut source = Process::start(self.enter(&mut command), &self.log("drag-source.log"));
        first_line(&mut source);

        let (left, top) = self.hands().origin(&self.window());
        let place = target.middle();
        #[expect(clippy::cast_possible_truncation, reason = "a place on the screen is a small number")]
        let to = (left + place.x.round() as i32, top + place.y.round() as i32);
        self.hands().drag(source_middle(), to);
        Drag { desktop: self, _source: source }
    }

    /// Drags files onto `target` and lets them go.
    pub fn drop_files(&self, files: &[&Path], target: &Element) {
        self.drag_over(files, target).drop();
    }
}

impl Drag<'_> {
    /// Lets the files go.
    pub fn drop(self) {
        self.desktop.hands().drop();
        // The source has to answer for the files before it ends.
        std::thread::sleep(std::time::Duration::from_millis(500));
    }
}

fn source_middle() -> (i32, i32) {
    let middle = |length: u32| i32::try_from(length).expect("a screen is not that large") - 80;
    (middle(SCREEN.0), middle(SCREEN.1))
}
