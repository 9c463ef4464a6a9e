//! Keys, pointer and clipboard of the screen, through X11: what WebDriver cannot reach.

use std::io::Write;
use std::process::Command;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

use super::process::output_of;

/// A window of the screen, by its X11 id.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Window(pub(super) String);

/// The input devices of one screen.
#[derive(Debug)]
pub(super) struct Hands {
    display: String,
}

impl Hands {
    pub(super) fn on(display: &str) -> Self {
        Self { display: display.to_owned() }
    }

    /// Presses keys together, by their X11 names: `ctrl+l`, `Return`.
    pub(super) fn press(&self, keys: &str) {
        self.xdotool(&["key", "--clearmodifiers", keys]).expect("the screen takes keys");
    }

    /// Types letters of ASCII; others get lost on the way through X11.
    pub(super) fn type_text(&self, text: &str) {
        self.xdotool(&["type", "--clearmodifiers", text]).expect("the screen takes keys");
    }

    /// The windows of a process that have a frame, the front one last.
    pub(super) fn windows_of(&self, pid: u32) -> Vec<Window> {
        let listed = output_of(self.on_screen("xprop").args(["-root", "-notype", "_NET_CLIENT_LIST_STACKING"])).unwrap_or_default();
        let ids = listed.split_once("# ").map_or("", |(_, ids)| ids);
        let windows = ids.split(", ").filter(|id| !id.is_empty()).map(|id| Window(id.to_owned()));
        windows.filter(|window| self.pid_of(window) == Some(pid)).collect()
    }

    pub(super) fn focus(&self, window: &Window) {
        self.xdotool(&["windowactivate", "--sync", &window.0]);
    }

    /// Asks a window to close, as its close button does.
    pub(super) fn close(&self, window: &Window) {
        self.focus(window);
        self.press("alt+F4");
    }

    pub(super) fn title(&self, window: &Window) -> String {
        self.xdotool(&["getwindowname", &window.0]).unwrap_or_default()
    }

    /// The top left of a window's content on the screen.
    pub(super) fn origin(&self, window: &Window) -> (i32, i32) {
        let answer = self.xdotool(&["getwindowgeometry", "--shell", &window.0]).expect("the window is there");
        let number = |key: &str| {
            let line = answer.lines().find_map(|line| line.strip_prefix(key));
            line.and_then(|value| value.parse().ok()).expect("xdotool prints X= and Y=")
        };
        (number("X="), number("Y="))
    }

    /// Drags with the left button, slowly enough for both sides to notice.
    pub(super) fn drag(&self, from: (i32, i32), to: (i32, i32)) {
        self.move_to(from);
        self.xdotool(&["mousedown", "1"]);
        for step in 1..=DRAG_STEPS {
            sleep(DRAG_PAUSE);
            self.move_to((between(from.0, to.0, step), between(from.1, to.1, step)));
        }
        sleep(DRAG_PAUSE * 4);
    }

    /// Lets go of the left button.
    pub(super) fn drop(&self) {
        self.xdotool(&["mouseup", "1"]);
    }

    /// What lies on the clipboard as text, if anything does.
    pub(super) fn clipboard(&self) -> Option<String> {
        output_of(self.on_screen("xclip").args(["-selection", "clipboard", "-out"]))
    }

    pub(super) fn put_on_clipboard(&self, text: &str) {
        let mut xclip = self
            .on_screen("xclip")
            .args(["-selection", "clipboard", "-in"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            // It outlives the gesture, and complains when the screen is gone.
            .stderr(Stdio::null())
            .spawn()
            .expect("xclip must start (`make setup` installs it)");
        xclip.stdin.take().expect("its standard input is a pipe").write_all(text.as_bytes()).expect("xclip reads");
        assert!(xclip.wait().is_ok_and(|status| status.success()), "xclip holds the clipboard from the background");
    }

    /// The whole screen as a PNG at `file`.
    pub(super) fn photograph(&self, file: &std::path::Path) {
        output_of(self.on_screen("import").args(["-silent", "-window", "root"]).arg(file));
    }

    fn pid_of(&self, window: &Window) -> Option<u32> {
        self.xdotool(&["getwindowpid", &window.0])?.parse().ok()
    }

    fn move_to(&self, (x, y): (i32, i32)) {
        self.xdotool(&["mousemove", "--sync", &x.to_string(), &y.to_string()]);
    }

    fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        output_of(self.on_screen("xdotool").args(arguments))
    }

    fn on_screen(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.display);
        command
    }
}

const DRAG_STEPS: i32 = 12;
const DRAG_PAUSE: Duration = Duration::from_millis(40);

fn between(from: i32, to: i32, step: i32) -> i32 {
    from + (to - from) * step / DRAG_STEPS
}
