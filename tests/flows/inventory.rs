//! Inventories: what a spreadsheet and a program are given, and what they are not.

use std::fs;
use std::path::PathBuf;

use certkeep_core::flows::edit::EditSecret;
use certkeep_core::flows::inventory::ExportInventory;
use certkeep_core::flows::inventory::InventoryFormat;
use certkeep_core::flows::selection::Selection;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::everything;
use serde_json::Value;

async fn stocked() -> TestApp {
    let app = TestApp::with_vault().await;
    let shop = app.import("shop", "leaf.crt.pem", Some("leaf.key.pem"), Some("intermediate.crt.pem"));
    app.import("names", "sans.crt.pem", None, None);
    let edit = EditSecret {
        id: shop.row.id,
        name: "shop".into(),
        description: "=HYPERLINK(\"http://x\"), the \"shop\"\nof Zoë".into(),
        labels: vec!["live".into(), "eu".into()],
        custom_metadata: r#"{"owner":"web"}"#.into(),
    };
    app.core.edit_secret(&edit).unwrap();
    app
}

async fn written(app: &TestApp, format: InventoryFormat) -> (PathBuf, String) {
    let selection = Selection::Matching { filter: everything(), except: Vec::new() };
    let path = app.outside(&app.core.inventory_file_name(format).unwrap());
    let file = app.core.export_inventory(ExportInventory { selection, format }, &path).await.unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!((file.bytes, file.contains_key), (text.len() as u64, false));
    assert!(!text.contains("PRIVATE KEY") && !text.contains("BEGIN"), "no key material is in it");
    (path, text)
}

/// Reads CSV as RFC 4180 has it.
fn fields(text: &str) -> Vec<Vec<String>> {
    let (mut lines, mut line, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => field.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => line.push(std::mem::take(&mut field)),
            '\r' if !quoted && letters.next() == Some('\n') => {
                line.push(std::mem::take(&mut field));
                lines.push(std::mem::take(&mut line));
            }
            other => field.push(other),
        }
    }
    assert!(field.is_empty() && line.is_empty(), "the last line ends as every other");
    lines
}

#[tokio::test]
async fn a_spreadsheet_reads_the_inventory_and_runs_nothing_of_it() {
    let app = stocked().await;
    let (path, text) = written(&app, InventoryFormat::Csv).await;
    assert!(path.ends_with("certkeep-inventory-2026-06-01.csv"));
    let lines = fields(text.strip_prefix('\u{feff}').expect("a spreadsheet is told that this is UTF-8"));
    assert_eq!(lines.len(), 3, "headings and two secrets");
    assert!(lines.iter().all(|line| line.len() == lines[0].len()));
    let cell = |line: usize, heading: &str| lines[line][lines[0].iter().position(|other| other == heading).unwrap()].as_str();
    assert_eq!((cell(1, "Name"), cell(2, "Name")), ("names", "shop"), "by name");
    assert_eq!(cell(2, "Description"), "'=HYPERLINK(\"http://x\"), the \"shop\"\nof Zoë");
    assert_eq!((cell(2, "Labels"), cell(2, "Private key held"), cell(1, "Private key held")), ("live; eu", "yes", "no"));
    assert!(cell(1, "Alternative names").contains("; "), "{}", cell(1, "Alternative names"));
    assert!(cell(2, "Days left").parse::<i64>().is_ok());
}

#[tokio::test]
async fn a_program_reads_the_inventory_as_json() {
    let app = stocked().await;
    let (_, text) = written(&app, InventoryFormat::Json).await;
    let entries: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(entries.iter().map(|entry| entry["name"].as_str().unwrap()).collect::<Vec<_>>(), ["names", "shop"]);
    let shop = &entries[1];
    assert_eq!(
        (&shop["customMetadata"]["owner"], &shop["privateKeyIncluded"], &shop["status"]),
        (&"web".into(), &true.into(), &"active".into())
    );
    assert!(shop["fingerprintSha256"].as_str().is_some_and(|text| text.len() == 95));
}

#[tokio::test]
async fn an_inventory_of_nothing_is_whole_as_well() {
    let app = TestApp::with_vault().await;
    let (_, csv) = written(&app, InventoryFormat::Csv).await;
    assert_eq!(csv.lines().count(), 1);
    let (_, json) = written(&app, InventoryFormat::Json).await;
    assert_eq!(serde_json::from_str::<Vec<Value>>(&json).unwrap().len(), 0);
}
