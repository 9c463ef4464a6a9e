//! One element of the page, and the gestures a person makes on it.

use serde_json::Value;
use serde_json::json;

use super::driver::Answer;
use super::driver::Driver;
use super::driver::Refusal;

/// How WebDriver §11 names an element on the wire.
const REFERENCE: &str = "element-6066-11e4-a52e-4f735466cecf";
/// WebDriver §15.4.2: presses and releases Control, then lets go of every modifier.
const SELECT_ALL: &str = "\u{E009}a\u{E000}";

/// Scrolls an element into sight and says whether a pointer in its middle would hit it.
const IN_REACH: &str = "const [element] = arguments;
    element.scrollIntoView({ block: 'nearest' });
    const { x, y, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    return element.contains(hit) || (hit !== null && hit.contains(element) && hit.matches('label, button, a'));";

/// An element that the page had when it was looked up.
#[derive(Clone, Debug)]
pub struct Element {
    driver: Driver,
    id: String,
}

/// Where an element lies, in CSS pixels from the top left of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Element {
    /// The element that a script returned, or `None` for `null`.
    pub(super) fn from_value(driver: &Driver, value: &Value) -> Option<Self> {
        let id = value[REFERENCE].as_str()?;
        Some(Self { driver: driver.clone(), id: id.to_owned() })
    }

    /// The element as an argument of a script.
    pub(super) fn reference(&self) -> Value {
        json!({ REFERENCE: self.id })
    }

    /// The text a person sees in it.
    pub fn text(&self) -> String {
        self.run("return arguments[0].innerText.trim()").as_str().unwrap_or_default().to_owned()
    }

    /// The text of the label that names it.
    pub fn label(&self) -> String {
        self.run("return arguments[0].labels[0].innerText").as_str().unwrap_or_default().to_owned()
    }

    /// What a field holds.
    pub fn value(&self) -> String {
        self.run("return arguments[0].value").as_str().unwrap_or_default().to_owned()
    }

    /// An attribute, if the element has it.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let value = self.driver.run("return arguments[0].getAttribute(arguments[1])", json!([self.reference(), name]));
        value.expect("the element is still there").as_str().map(str::to_owned)
    }

    /// Whether a person can use it now.
    pub fn is_enabled(&self) -> bool {
        self.run("return !arguments[0].matches(':disabled, [aria-disabled=true]')") == true
    }

    /// A gesture that may come too early; see [`super::driver::Refusal::may_pass`].
    pub(super) fn try_click(&self) -> Answer<()> {
        // WebKitWebDriver itself looks at the window only: not at what scrolls inside it, nor at what lies above.
        if self.driver.run(IN_REACH, json!([self.reference()]))? != true {
            return Err(Refusal { code: "element click intercepted".into(), message: "something else lies above it".into() });
        }
        self.driver.post(&format!("element/{}/click", self.id), json!({})).map(drop)
    }

    /// Types over what the field holds.
    pub(super) fn try_fill(&self, text: &str) -> Answer<()> {
        self.try_type(SELECT_ALL)?;
        self.try_type(if text.is_empty() { "\u{E003}" } else { text })
    }

    /// Types behind what the field holds.
    pub(super) fn try_type(&self, text: &str) -> Answer<()> {
        self.driver.post(&format!("element/{}/value", self.id), json!({ "text": text })).map(drop)
    }

    /// Its middle, scrolled into sight.
    pub(super) fn middle(&self) -> Place {
        let place = self.run(
            "arguments[0].scrollIntoView({ block: 'nearest' });
             const box = arguments[0].getBoundingClientRect();
             return { x: box.x + box.width / 2, y: box.y + box.height / 2 };",
        );
        let number = |key: &str| place[key].as_f64().expect("a box has numbers");
        Place { x: number("x"), y: number("y") }
    }

    fn run(&self, script: &str) -> Value {
        self.driver.run(script, json!([self.reference()])).expect("the element is still there")
    }
}
