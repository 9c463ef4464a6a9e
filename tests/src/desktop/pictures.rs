//! Pictures of the window, for looking at, for the README and for the moment of a failure.

use std::fs;
use std::path::PathBuf;

use super::app::Desktop;
use super::axe;
use super::eventually;

/// A theme by our word and by Carbon's.
struct Theme {
    word: &'static str,
    carbon: &'static str,
}

const THEMES: [Theme; 2] = [Theme { word: "light", carbon: "white" }, Theme { word: "dark", carbon: "g100" }];

/// Whether anything moves. What moves for ever, such as a spinner, does not count.
const MOVES: &str = "return document.getAnimations().some((animation) =>
    animation.playState === 'running' && animation.effect.getComputedTiming().endTime !== Infinity)";

/// Colours change at once: one transition of a theme may start another on what inherits from it.
const FREEZE: &str = "const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, ::before, ::after { transition: none !important; }');
    document.adoptedStyleSheets = [sheet];";

/// Answers when what the page holds now has been painted: at the beginning of the frame after the next.
const PAINTED: &str = "const done = arguments[arguments.length - 1];
    requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";

impl Desktop {
    /// Keeps the page as it is under `tests/output/<story>/<name>.png`.
    pub fn picture(&self, name: &str) {
        self.wait_until_still();
        self.ask_page_later(PAINTED);
        let picture = self.driver().picture().expect("the page can be photographed");
        fs::write(self.log(&format!("{name}.png")), picture).expect("the story's folder is writable");
    }

    /// As [`Desktop::picture`], in both themes and for the README too: `make screenshots` takes these over.
    pub fn readme_pictures(&self, name: &str) {
        let folder = pictures_folder();
        fs::create_dir_all(&folder).expect("tests/output is writable");
        self.in_both_themes(|theme| {
            let name = format!("{name}-{}.png", theme.word);
            self.picture(name.trim_end_matches(".png"));
            fs::copy(self.log(&name), folder.join(&name)).expect("tests/output is writable");
        });
    }

    /// Keeps the whole screen, native dialogs included.
    pub fn screen_picture(&self, name: &str) {
        self.hands().photograph(&self.log(&format!("{name}.png")));
    }

    /// Asserts that axe-core finds nothing on the page as it is, in either theme.
    pub fn assert_accessible(&self, what: &str) {
        self.in_both_themes(|theme| self.audit(&format!("{what} in the {} theme", theme.word)));
    }

    fn in_both_themes(&self, look: impl Fn(&Theme)) {
        self.wait_until_still();
        self.ask_page(FREEZE);
        let worn = self.ask_page("return document.documentElement.dataset.carbonTheme");
        for theme in &THEMES {
            self.dress(theme.carbon);
            look(theme);
        }
        self.dress(worn.as_str().expect("the page has a theme"));
        self.ask_page("document.adoptedStyleSheets = []");
    }

    fn dress(&self, theme: &str) {
        self.ask_page(&format!("document.documentElement.dataset.carbonTheme = '{theme}'"));
    }

    fn audit(&self, what: &str) {
        let violations = axe::violations(self.driver());
        assert!(violations.is_empty(), "axe-core on {what}:\n{}", violations.join("\n"));
    }

    /// Looks several times: what was just asked for begins to move with the next frame.
    fn wait_until_still(&self) {
        let mut still = 0;
        eventually("the page to stand still", || {
            still = if self.ask_page(MOVES) == false { still + 1 } else { 0 };
            (still == 3).then_some(())
        });
    }
}

fn pictures_folder() -> PathBuf {
    super::app::output_folder().join("pictures")
}
