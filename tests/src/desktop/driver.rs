//! A W3C WebDriver client, as much of it as the stories need. It speaks to WebKitWebDriver, which drives WebKitGTK's own automation.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use serde_json::json;

const LOST_ANSWER: &str = "Could not parse script result";

/// One automated page.
#[derive(Clone, Debug)]
pub struct Driver {
    agent: ureq::Agent,
    session: String,
}

/// What the driver answers when it cannot do what was asked.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The error code of WebDriver §6.6.
    pub(super) code: String,
    pub(super) message: String,
}

impl Refusal {
    /// The page was still moving, so the same request may succeed in a moment.
    pub(super) fn may_pass(&self) -> bool {
        ["stale element reference", "element click intercepted", "element not interactable", "no such element"]
            .contains(&self.code.as_str())
    }
}

pub(super) type Answer<T> = std::result::Result<T, Refusal>;

impl Driver {
    /// Has the driver at `port` start `binary` and attach to its window. The driver hands its own environment on.
    pub(super) fn open(port: u16, binary: &Path, arguments: &[OsString]) -> Answer<Self> {
        let agent = agent();
        let service = format!("http://127.0.0.1:{port}");
        let arguments: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
        let options = json!({ "binary": binary, "args": arguments });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let opened = value_of(agent.post(format!("{service}/session")).send_json(&wanted))?;
        let id = opened["sessionId"].as_str().expect("WebDriver §8.1: a new session has an id");
        let driver = Self { agent, session: format!("{service}/session/{id}") };
        driver.post("timeouts", json!({ "script": 60_000 }))?;
        Ok(driver)
    }

    /// Whether a driver listens at `port`.
    pub(super) fn is_ready(port: u16) -> bool {
        value_of(agent().get(format!("http://127.0.0.1:{port}/status")).call()).is_ok()
    }

    /// Ends the page and its app.
    pub(super) fn close(&self) -> Answer<()> {
        value_of(self.agent.delete(&self.session).call()).map(drop)
    }

    /// What `script`, the body of a function, returns for `arguments`.
    pub(super) fn run(&self, script: &str, arguments: Value) -> Answer<Value> {
        self.post("execute/sync", json!({ "script": script, "args": arguments }))
    }

    /// What `script` hands to the function that is its last argument. It may run twice: now and then WebKitWebDriver loses an answer.
    pub(super) fn run_async(&self, script: &str, arguments: Value) -> Answer<Value> {
        let request = json!({ "script": script, "args": arguments });
        match self.post("execute/async", request.clone()) {
            Err(refusal) if refusal.message == LOST_ANSWER => self.post("execute/async", request),
            answer => answer,
        }
    }

    /// The page as a PNG.
    pub(super) fn picture(&self) -> Answer<Vec<u8>> {
        let picture = self.get("screenshot")?;
        Ok(BASE64_STANDARD.decode(picture.as_str().unwrap_or_default()).expect("WebDriver §17.1: a screenshot is base64"))
    }

    pub(super) fn get(&self, path: &str) -> Answer<Value> {
        value_of(self.agent.get(format!("{}/{path}", self.session)).call())
    }

    pub(super) fn post(&self, path: &str, body: Value) -> Answer<Value> {
        value_of(self.agent.post(format!("{}/{path}", self.session)).send_json(&body))
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(90))).proxy(None).build().into()
}

fn value_of(response: std::result::Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer<Value> {
    let mut response = response.map_err(no_answer)?;
    let mut answer: Value = response.body_mut().with_config().limit(64 << 20).read_json().map_err(no_answer)?;
    let value = answer["value"].take();
    match value["error"].as_str() {
        Some(code) if !response.status().is_success() => {
            Err(Refusal { code: code.to_owned(), message: value["message"].as_str().unwrap_or_default().to_owned() })
        }
        _ => Ok(value),
    }
}

fn no_answer(problem: ureq::Error) -> Refusal {
    Refusal { code: "no answer".into(), message: problem.to_string() }
}
