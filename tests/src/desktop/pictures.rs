//! Pictures of the window, for looking at, for the README and for the moment of a failure.

use std::fs;
use std::path::PathBuf;

use super::app::Desktop;
use super::axe;

impl Desktop {
    /// Keeps the page as it is under `tests/output/<story>/<name>.png`.
    pub fn picture(&self, name: &str) {
        let picture = self.driver().picture().expect("the page can be photographed");
        fs::write(self.log(&format!("{name}.png")), picture).expect("the story's folder is writable");
    }

    /// As [`Desktop::picture`], for the README too: `make screenshots` takes these over.
    pub fn readme_picture(&self, name: &str) {
        self.picture(name);
        let folder = pictures_folder();
        fs::create_dir_all(&folder).expect("tests/output is writable");
        fs::copy(self.log(&format!("{name}.png")), folder.join(format!("{name}.png"))).expect("tests/output is writable");
    }

    /// Keeps the whole screen, native dialogs included.
    pub fn screen_picture(&self, name: &str) {
        self.hands().photograph(&self.log(&format!("{name}.png")));
    }

    /// Asserts that axe-core finds nothing on the page as it is.
    pub fn assert_accessible(&self, what: &str) {
        let violations = axe::violations(self.driver());
        assert!(violations.is_empty(), "axe-core on {what}:\n{}", violations.join("\n"));
    }
}

fn pictures_folder() -> PathBuf {
    super::app::output_folder().join("pictures")
}
