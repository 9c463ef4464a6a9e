//! The native GTK file dialogs, used by keyboard.

use std::path::Path;

use super::app::Desktop;
use super::eventually;
use super::mouse::Window;

impl Desktop {
    /// Chooses `file` in the open dialog that the last gesture brought up.
    pub fn open_in_dialog(&self, file: &Path) {
        let dialog = self.dialog();
        // A slash opens GTK's field for a path.
        self.hands().press("slash");
        self.enter_path(file);
        self.wait_until_closed(&dialog);
    }

    /// Saves as `file` in the save dialog that the last gesture brought up.
    pub fn save_in_dialog(&self, file: &Path) {
        let dialog = self.dialog();
        self.enter_path(file);
        self.wait_until_closed(&dialog);
    }

    /// Saves over `file`, which exists, and answers GTK's question about that with yes.
    pub fn save_over_in_dialog(&self, file: &Path) {
        let dialog = self.dialog();
        self.ask_to_save_over(file, &dialog);
        // “Replace” is what the question proposes.
        self.hands().press("Return");
        self.wait_until_closed(&dialog);
    }

    /// As [`Desktop::save_over_in_dialog`], but answers the question with no and closes the dialog.
    pub fn refuse_to_save_over_in_dialog(&self, file: &Path) {
        let dialog = self.dialog();
        let question = self.ask_to_save_over(file, &dialog);
        self.hands().press("Escape");
        self.wait_until_closed(&question);
        self.cancel_dialog();
    }

    fn ask_to_save_over(&self, file: &Path, dialog: &Window) -> Window {
        self.enter_path(file);
        let question = eventually("GTK's question about the existing file", || self.dialogs().into_iter().find(|window| window != dialog));
        self.hands().focus(&question);
        question
    }

    /// Answers the app's own question in a native dialog by a key: `Return` for what it proposes, `Escape` for no.
    pub fn answer_question(&self, key: &str) {
        let question = self.dialog();
        self.hands().press(key);
        self.wait_until_closed(&question);
    }

    /// Closes the dialog that the last gesture brought up without choosing anything.
    pub fn cancel_dialog(&self) {
        let dialog = self.dialog();
        self.hands().press("Escape");
        self.wait_until_closed(&dialog);
    }

    /// Pastes the path over what the field for it holds: typed through X11, letters beyond ASCII get lost.
    fn enter_path(&self, file: &Path) {
        self.hands().put_on_clipboard(&file.to_string_lossy());
        self.hands().press("ctrl+a");
        self.hands().press("ctrl+v");
        self.hands().press("Return");
    }

    /// The one dialog in front, with the keyboard.
    fn dialog(&self) -> Window {
        let dialog = eventually("a native dialog", || self.dialogs().pop());
        self.hands().focus(&dialog);
        dialog
    }

    fn wait_until_closed(&self, dialog: &Window) {
        eventually("the dialog to close", || (!self.dialogs().contains(dialog)).then_some(()));
    }

    /// The front one last.
    fn dialogs(&self) -> Vec<Window> {
        let main = self.window();
        self.hands().windows_of(self.app_pid()).into_iter().filter(|window| *window != main).collect()
    }
}
