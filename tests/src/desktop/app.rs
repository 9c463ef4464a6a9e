//! The app in its window, on a desktop of its own.

use std::ffi::OsString;
use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;

use rustix::process::Pid;
use rustix::process::Signal;
use rustix::process::kill_process;
use tempfile::TempDir;

use super::axe;
use super::display::Display;
use super::driver::Answer;
use super::driver::Driver;
use super::driver::Refusal;
use super::element::Element;
use super::eventually;
use super::mouse::Hands;
use super::mouse::Window;
use super::process::Process;
use super::session::Keychain;
use super::session::Session;

/// How a desktop is set up before the app is opened.
#[derive(Debug)]
pub struct Start {
    pub keychain: Keychain,
    /// Files and options on the app's command line.
    pub arguments: Vec<OsString>,
    /// Lays a vault into its folder, as an earlier use of the app left it.
    pub vault: fn(&Path),
}

impl Start {
    pub fn with(keychain: Keychain) -> Self {
        Self { keychain, arguments: Vec::new(), vault: |_| () }
    }
}

/// A screen with the app open on it.
#[derive(Debug)]
pub struct Desktop {
    // In the order in which they end.
    driver: Driver,
    service: Process,
    port: u16,
    arguments: Vec<OsString>,
    session: Session,
    hands: Hands,
    display: Display,
    logs: PathBuf,
    home: TempDir,
}

impl Desktop {
    /// Opens the app for the first time. What it leaves for looking at goes to `tests/output/<story>`.
    pub fn start(story: &str, start: Start) -> Self {
        let logs = fresh_folder(story);
        let home = person_home();
        (start.vault)(&vault_folder(home.path()));
        let display = Display::start(&logs);
        let session = Session::start(start.keychain, home.path(), &logs);
        let port = free_port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}"));
        enter(&mut command, &display, &session, home.path());
        let service = Process::start_logged(&mut command, &logs.join("app.log"));
        eventually("WebKitWebDriver", || Driver::is_ready(port).then_some(()));
        let driver = open(port, &start.arguments, &logs);
        Self { driver, service, port, arguments: start.arguments, session, hands: Hands::on(display.name()), display, logs, home }
    }

    /// A folder that only this desktop's person has.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where the app keeps its vault.
    pub fn vault_folder(&self) -> PathBuf {
        vault_folder(self.home.path())
    }

    /// Ends the app, if it still runs, and opens it again.
    pub fn reopen(&mut self) {
        // The app may be gone already, and its automation with it.
        let app = self.find_app_pid();
        let _ = self.driver.close();
        app.into_iter().for_each(wait_for_end);
        self.driver = open(self.port, &self.arguments, &self.logs);
    }

    /// Whether the app runs.
    pub fn is_running(&self) -> bool {
        self.find_app_pid().is_some()
    }

    /// Ends the app as a power cut would.
    pub fn kill(&self) {
        let app = self.app_pid();
        let pid = i32::try_from(app).ok().and_then(Pid::from_raw).expect("the app has an id");
        kill_process(pid, Signal::KILL).expect("the app can be killed");
        wait_for_end(app);
    }

    /// Closes the window, as its close button does, and waits for the app to end.
    pub fn close_window(&self) {
        let app = self.app_pid();
        self.hands.close(&self.window());
        wait_for_end(app);
    }

    /// Starts the app a second time beside the first and waits until that second start has ended.
    pub fn start_again(&self, arguments: &[OsString]) -> ExitStatus {
        let mut command = Command::new(binary());
        command.args(arguments).stdin(Stdio::null()).env_remove("TAURI_WEBVIEW_AUTOMATION");
        let mut second = Process::start_logged(self.enter(&mut command), &self.log("second-start.log"));
        eventually("the second start to end", || second.child().try_wait().ok().flatten())
    }

    /// Waits for the one visible element with this ARIA role and accessible name.
    pub fn find(&self, role: &str, name: &str) -> Element {
        eventually(&format!("the {role} “{name}”"), || self.look(None, role, Some(name), false))
    }

    /// As [`Desktop::find`], inside another element.
    pub fn find_in(&self, scope: &Element, role: &str, name: &str) -> Element {
        eventually(&format!("the {role} “{name}”"), || self.look(Some(scope), role, Some(name), false))
    }

    /// Waits for the first visible element with this role whose name contains `part`.
    pub fn find_like(&self, role: &str, part: &str) -> Element {
        eventually(&format!("a {role} like “{part}”"), || self.look(None, role, Some(part), true))
    }

    /// Waits for the form field with this label.
    pub fn field(&self, label: &str) -> Element {
        self.find("field", label)
    }

    /// All visible elements that have this role now.
    pub fn all(&self, role: &str) -> Vec<Element> {
        axe::find_all(&self.driver, None, role, None, false).unwrap_or_default()
    }

    /// How many visible elements have this role now.
    pub fn count(&self, role: &str) -> usize {
        self.all(role).len()
    }

    /// Whether a visible element has this role and name now.
    pub fn has(&self, role: &str, name: &str) -> bool {
        self.look(None, role, Some(name), false).is_some()
    }

    /// Clicks what has this role and name, as soon as it can be clicked.
    pub fn click(&self, role: &str, name: &str) {
        self.gesture(&format!("to click the {role} “{name}”"), || self.look(None, role, Some(name), false), Element::try_click);
    }

    /// As [`Desktop::click`], for a name that contains `part`.
    pub fn click_like(&self, role: &str, part: &str) {
        self.gesture(&format!("to click a {role} like “{part}”"), || self.look(None, role, Some(part), true), Element::try_click);
    }

    /// As [`Desktop::click`], inside another element.
    pub fn click_in(&self, scope: &Element, role: &str, name: &str) {
        self.gesture(&format!("to click the {role} “{name}”"), || self.look(Some(scope), role, Some(name), false), Element::try_click);
    }

    /// Clicks the label of a checkbox or radio button, whose box itself is drawn by the label.
    pub fn tick(&self, label: &str) {
        self.tick_field(label, false);
    }

    /// As [`Desktop::tick`], for a label that contains `part`: a tile has its explanation in its label.
    pub fn tick_like(&self, part: &str) {
        self.tick_field(part, true);
    }

    /// As [`Desktop::tick`], for a field that was found before.
    pub fn tick_element(&self, field: &Element) {
        self.gesture("to tick a field", || Some(field.clone()), |field| self.label_of(field)?.try_click());
    }

    fn tick_field(&self, label: &str, partly: bool) {
        let find = || self.look(None, "field", Some(label), partly);
        self.gesture(&format!("to tick “{label}”"), find, |field| self.label_of(field)?.try_click());
    }

    fn label_of(&self, field: &Element) -> Answer<Element> {
        let label = self.driver.run("return arguments[0].labels?.[0] ?? arguments[0]", serde_json::json!([field.reference()]))?;
        Ok(Element::from_value(&self.driver, &label).expect("a label is an element"))
    }

    /// Types `text` over what the field with this label holds.
    pub fn fill(&self, label: &str, text: &str) {
        self.gesture(&format!("to fill in “{label}”"), || self.look(None, "field", Some(label), false), |field| field.try_fill(text));
    }

    /// As [`Desktop::fill`], inside another element.
    pub fn fill_in(&self, scope: &Element, label: &str, text: &str) {
        self.gesture(
            &format!("to fill in “{label}”"),
            || self.look(Some(scope), "field", Some(label), false),
            |field| field.try_fill(text),
        );
    }

    /// Chooses from the list with this label, as the keyboard does: by the first letters.
    pub fn select(&self, label: &str, option: &str) {
        self.gesture(&format!("to choose “{option}”"), || self.look(None, "field", Some(label), false), |field| field.try_type(option));
    }

    /// Pastes `text` from the clipboard into the field with this label.
    pub fn paste(&self, label: &str, text: &str) {
        self.hands.put_on_clipboard(text);
        self.gesture(&format!("to paste into “{label}”"), || self.look(None, "field", Some(label), false), Element::try_click);
        self.press("ctrl+v");
    }

    /// Presses keys together in the window, by their X11 names: `ctrl+l`, `Tab`.
    pub fn press(&self, keys: &str) {
        self.hands.focus(&self.window());
        self.hands.press(keys);
    }

    /// Types `text`, in ASCII, into whatever has the focus.
    pub fn type_text(&self, text: &str) {
        self.hands.focus(&self.window());
        self.hands.type_text(text);
    }

    /// Waits until the page shows `text`.
    pub fn see(&self, text: &str) {
        eventually(&format!("the page to show “{text}”"), || self.page_text().contains(text).then_some(()));
    }

    /// Waits until the page no longer shows `text`.
    pub fn see_gone(&self, text: &str) {
        eventually(&format!("the page to no longer show “{text}”"), || (!self.page_text().contains(text)).then_some(()));
    }

    /// All text that the page shows now.
    pub fn page_text(&self) -> String {
        let text = self.driver.run("return document.body.innerText", serde_json::json!([]));
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// What a script in the page returns; for what no person can see, such as the web view's storage.
    pub fn ask_page(&self, script: &str) -> serde_json::Value {
        self.driver.run(script, serde_json::json!([])).unwrap_or_else(|refusal| panic!("the page must run {script}: {refusal:?}"))
    }

    /// As [`Desktop::ask_page`], for a script that hands its answer to the function that is its last argument.
    pub fn ask_page_later(&self, script: &str) -> serde_json::Value {
        self.driver.run_async(script, serde_json::json!([])).unwrap_or_else(|refusal| panic!("the page must run {script}: {refusal:?}"))
    }

    /// What lies on the clipboard as text, if anything does.
    pub fn clipboard(&self) -> Option<String> {
        self.hands.clipboard()
    }

    /// A file of this story's folder under `tests/output`.
    pub fn log(&self, name: &str) -> PathBuf {
        self.logs.join(name)
    }

    /// Gives a command this desktop's screen, session and vault.
    pub(super) fn enter<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        enter(command, &self.display, &self.session, self.home.path())
    }

    pub(super) fn driver(&self) -> &Driver {
        &self.driver
    }

    pub(super) fn hands(&self) -> &Hands {
        &self.hands
    }

    /// The app's main window.
    pub(super) fn window(&self) -> Window {
        let pid = self.app_pid();
        eventually("the app's window", || {
            self.hands.windows_of(pid).into_iter().find(|window| self.hands.title(window).ends_with("Certkeep"))
        })
    }

    /// The number of the app's process.
    pub fn app_pid(&self) -> u32 {
        self.find_app_pid().expect("the app runs")
    }

    fn find_app_pid(&self) -> Option<u32> {
        let parent = self.service.id();
        let is_app = |pid: &u32| fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe == binary());
        children_of(parent).into_iter().find(is_app)
    }

    fn look(&self, scope: Option<&Element>, kind: &str, name: Option<&str>, partly: bool) -> Option<Element> {
        let mut found = axe::find_all(&self.driver, scope, kind, name, partly).unwrap_or_default();
        (!found.is_empty()).then(|| found.remove(0))
    }

    fn gesture(&self, what: &str, find: impl Fn() -> Option<Element>, act: impl Fn(&Element) -> Answer<()>) {
        eventually(what, || match act(&find()?) {
            Ok(()) => Some(()),
            Err(refusal) if refusal.may_pass() => None,
            Err(Refusal { code, message }) => panic!("failed {what}: {code}: {message}"),
        });
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.screen_picture("failure");
            let _ = fs::write(self.log("failure.txt"), self.page_text());
        }
        let _ = self.driver.close();
    }
}

/// Where stories leave what can be looked at.
pub(super) fn output_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("output")
}

/// The app that was built together with these tests.
pub(super) fn binary() -> PathBuf {
    let test = std::env::current_exe().expect("a test knows its own place");
    let built = test.parent().and_then(Path::parent).expect("tests lie in target/<profile>/deps");
    built.join("certkeep").canonicalize().expect("the app must be built first: `make test` does both")
}

fn enter<'a>(command: &'a mut Command, display: &Display, session: &Session, home: &Path) -> &'a mut Command {
    session
        .enter(command)
        .env("DISPLAY", display.name())
        .env("GDK_BACKEND", "x11")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("CERTKEEP_HOME", vault_folder(home))
}

fn open(port: u16, arguments: &[OsString], logs: &Path) -> Driver {
    let opened = Driver::open(port, &binary(), arguments);
    opened.unwrap_or_else(|refusal| panic!("the app's window must open: {refusal:?}; its log is {}", logs.join("app.log").display()))
}

fn vault_folder(home: &Path) -> PathBuf {
    home.join("Certkeep vault")
}

fn person_home() -> TempDir {
    let home = tempfile::Builder::new().prefix("certkeep-").tempdir().expect("a temporary folder can be made");
    fs::create_dir(home.path().join("run")).expect("the home folder is writable");
    home
}

fn fresh_folder(story: &str) -> PathBuf {
    let folder = output_folder().join(story);
    // There is none before the first run.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("tests/output is writable");
    folder
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback has a free port");
    listener.local_addr().expect("a listener has an address").port()
}

/// Waits until a process has let go of everything, its name on the bus too: that is when its last thread has ended.
fn wait_for_end(pid: u32) {
    eventually("the app to end", || {
        let threads = fs::read_dir(format!("/proc/{pid}/task")).map_or(0, Iterator::count);
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        (threads == 0 || threads == 1 && status.contains("State:\tZ")).then_some(())
    });
}

fn children_of(parent: u32) -> Vec<u32> {
    let tasks = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap_or_default();
    tasks.split_whitespace().filter_map(|pid| pid.parse().ok()).collect()
}
