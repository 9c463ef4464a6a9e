//! axe-core in the page: it finds elements by role and name, and what keeps people from using the page.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use serde_json::json;

use super::driver::Answer;
use super::driver::Driver;
use super::element::Element;

const FIND: &str = include_str!("find.js");
const AUDIT: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then((result) => done(result.violations), (problem) => done(String(problem)));";

/// The copy that the screen's own tests use.
static AXE: LazyLock<String> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).unwrap_or_else(|problem| panic!("axe-core must be installed (`make setup`): {problem}"))
});

/// Everything visible with this role (or `field`) and name.
pub(super) fn find_all(driver: &Driver, scope: Option<&Element>, kind: &str, name: Option<&str>, partly: bool) -> Answer<Vec<Element>> {
    bring(driver)?;
    let found = driver.run(FIND, json!([scope.map(Element::reference), kind, name, partly]))?;
    Ok(found.as_array().into_iter().flatten().filter_map(|element| Element::from_value(driver, element)).collect())
}

/// What axe-core holds against the page as it is, one sentence per violation.
pub(super) fn violations(driver: &Driver) -> Vec<String> {
    bring(driver).expect("axe-core runs in the page");
    let found = driver.run_async(AUDIT, json!([])).expect("axe-core audits the page");
    match found {
        Value::Array(violations) => violations.iter().map(sentence).collect(),
        problem => panic!("axe-core failed: {problem}"),
    }
}

fn bring(driver: &Driver) -> Answer<()> {
    if driver.run("return typeof axe", json!([]))? == "undefined" {
        driver.run(&format!("{}; window.axe = axe;", *AXE), json!([]))?;
    }
    Ok(())
}

fn sentence(violation: &Value) -> String {
    let nodes: Vec<_> = violation["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|node| format!("\n    {}\n    {}", node["html"], node["failureSummary"]))
        .collect();
    format!("{}: {}{}", violation["id"], violation["help"], nodes.concat())
}
