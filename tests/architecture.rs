//! The arrows of the code, checked on its text: who may know whom, and what may appear where.
//!
//! Each rule looks at one file and says what is wrong with it; below, each is shown a small file that breaks it.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use serde_json::Value;

/// A file of the repository, by its path from the top.
struct Source {
    path: String,
    text: String,
}

type Rule = fn(&Source) -> Vec<String>;

const BACK_ROOMS: &[&str] = &["pki", "acme", "dns", "store", "trust", "vault"];
/// What a noun may be made of.
const PLAIN_CRATES: &[&str] = &["idna", "secrecy", "serde", "serde_json", "std", "thiserror", "time", "ts_rs", "uuid", "zeroize"];
/// The rooms of the crates that are at home in one place, as the starts of paths.
const HOMES: &[(&str, &[&str])] = &[
    ("aes", &["src-tauri/core/src/pki/"]),
    ("argon2", &["src-tauri/core/src/vault/"]),
    ("cbc", &["src-tauri/core/src/pki/"]),
    ("const_oid", &["src-tauri/core/src/pki/"]),
    ("csv", &["src-tauri/core/src/flows/issue_many/list.rs"]),
    ("des", &["src-tauri/core/src/pki/"]),
    ("directories", &["src-tauri/src/home.rs"]),
    ("idna", &["src-tauri/core/src/domain/template/decision.rs"]),
    ("keyring", &["src-tauri/core/src/vault/"]),
    ("md5", &["src-tauri/core/src/pki/"]),
    ("p12_keystore", &["src-tauri/core/src/pki/reread/"]),
    ("pkcs1", &["src-tauri/core/src/pki/"]),
    ("pkcs5", &["src-tauri/core/src/pki/"]),
    ("pkcs8", &["src-tauri/core/src/pki/"]),
    ("rc2", &["src-tauri/core/src/pki/"]),
    ("rcgen", &["src-tauri/core/src/pki/"]),
    ("rusqlite", &["src-tauri/core/src/store/"]),
    ("rusqlite_migration", &["src-tauri/core/src/store/"]),
    ("rustls_pki_types", &["src-tauri/core/src/pki/verify.rs"]),
    ("rustls_pemfile", &["src-tauri/core/src/pki/pem.rs"]),
    ("sec1", &["src-tauri/core/src/pki/"]),
    ("serde_saphyr", &["src-tauri/core/src/pki/reread/"]),
    ("webpki", &["src-tauri/core/src/pki/verify.rs"]),
    ("x509_cert", &["src-tauri/core/src/pki/reread/"]),
    ("x509_parser", &["src-tauri/core/src/pki/"]),
    (
        "zip",
        &[
            "src-tauri/core/src/pki/archive.rs",
            "src-tauri/core/src/pki/export/",
            "src-tauri/core/src/pki/reread/",
            "src-tauri/core/src/vault/",
        ],
    ),
    ("zxcvbn", &["src-tauri/core/src/vault/"]),
];
const CLOCK_READINGS: &[&str] = &["SystemTime::now", "now_utc", "now_local"];
/// Where a secret may be unwrapped: where it is parsed, wrapped, stored, or leaves at a person's word.
const SECRETS_OPEN_IN: &[&str] = &[
    "domain/key.rs",
    "flows/export.rs",
    "flows/intake",
    "flows/reveal.rs",
    "flows/vault.rs",
    "flows/written.rs",
    "pki/",
    "store/authorities.rs",
    "store/connection.rs",
    "store/mod.rs",
    "store/requests.rs",
    "store/versions.rs",
    "vault/",
];
/// Folders of the screen that any feature may use.
const SHARED_SCREEN: &[&str] = &["api", "parts", "styles", "testing", "texts"];
/// Folders of the screen that join features.
const JOINING_SCREEN: &[&str] = &["app", "gallery"];
const NETWORK_WORDS: &[&str] = &["fetch(", "XMLHttpRequest", "new WebSocket", "new EventSource", "sendBeacon"];
const TOP_LEVEL: &[&str] =
    &["Cargo.lock", "Cargo.toml", "LICENSE", "Makefile", "README.md", "icons", "rust-toolchain.toml", "src-tauri", "target", "tests", "ui"];

#[test]
fn core_never_names_tauri() {
    hold(core_is_windowless);
    show_it_can_fail(core_is_windowless, "src-tauri/core/src/lib.rs", "use tauri::State;");
    show_it_can_fail(core_is_windowless, "src-tauri/core/Cargo.toml", "tauri = \"2\"");
}

#[test]
fn back_rooms_know_neither_each_other_nor_the_flows() {
    hold(back_rooms_stand_alone);
    show_it_can_fail(back_rooms_stand_alone, "src-tauri/core/src/pki/pem.rs", "use crate::store::Store;");
    show_it_can_fail(back_rooms_stand_alone, "src-tauri/core/src/vault/mod.rs", "crate::flows::export::write();");
    show_it_can_fail(back_rooms_stand_alone, "src-tauri/core/src/store/mod.rs", "use crate::{clock::Clock, pki::Bundle};");
}

#[test]
fn domain_is_made_of_plain_types() {
    hold(domain_is_plain);
    show_it_can_fail(domain_is_plain, "src-tauri/core/src/domain/key.rs", "use tokio::sync::Mutex;");
    show_it_can_fail(domain_is_plain, "src-tauri/core/src/domain/key.rs", "use crate::pki::facts;");
}

#[test]
fn foreign_crates_stay_in_their_rooms() {
    hold(crates_are_at_home);
    show_it_can_fail(crates_are_at_home, "src-tauri/core/src/flows/import.rs", "use x509_parser::prelude::X509Certificate;");
    show_it_can_fail(crates_are_at_home, "src-tauri/core/src/pki/keys.rs", "let pem = rustls_pemfile::read_one(bytes);");
}

#[test]
fn the_clock_is_read_in_one_place() {
    hold(only_clock_reads_the_clock);
    show_it_can_fail(only_clock_reads_the_clock, "src-tauri/src/logs.rs", "let now = OffsetDateTime::now_utc();");
}

#[test]
fn secrets_are_unwrapped_where_they_must_be() {
    hold(secrets_stay_wrapped);
    show_it_can_fail(secrets_stay_wrapped, "src-tauri/core/src/flows/browse.rs", "key.expose_secret()");
    show_it_can_fail(secrets_stay_wrapped, "src-tauri/src/events.rs", "key.expose_secret()");
}

#[test]
fn only_the_screens_api_speaks_to_tauri() {
    hold(only_api_speaks_to_tauri);
    show_it_can_fail(only_api_speaks_to_tauri, "ui/src/parts/Page.tsx", "import { invoke } from \"@tauri-apps/api/core\";");
}

#[test]
fn features_of_the_screen_do_not_know_each_other() {
    hold(features_stand_alone);
    show_it_can_fail(features_stand_alone, "ui/src/secrets/table/Row.tsx", "import { GroupsPage } from \"../../groups\";");
    show_it_can_fail(features_stand_alone, "ui/src/flows/a/A.tsx", "import { B } from \"../b/B\";");
    show_it_can_fail(features_stand_alone, "ui/src/parts/Page.tsx", "import { useSecrets } from \"../api/queries\";");
}

#[test]
fn the_screen_has_no_network() {
    hold(screen_is_offline);
    show_it_can_fail(screen_is_offline, "ui/src/groups/index.ts", "await fetch(\"https://example.org\");");
}

#[test]
fn no_file_names_the_machine_it_was_written_on() {
    hold(names_no_machine);
    show_it_can_fail(names_no_machine, "README.md", &format!("cd {}", top().display()));
}

#[test]
fn the_top_level_is_the_owners_list() {
    let entries = fs::read_dir(top()).expect("the repository can be read");
    let names = entries.map(|entry| entry.expect("the repository can be read").file_name().to_string_lossy().into_owned());
    let foreign: Vec<_> = names.filter(|name| !name.starts_with('.') && !TOP_LEVEL.contains(&name.as_str())).collect();
    assert!(foreign.is_empty(), "the top level holds more than the list in the style guide: {foreign:?}");
}

#[test]
fn every_list_of_commands_is_the_same() {
    let asked = commands_in(&read("ui/src/api/tauri.ts"), "call(\"", "call<");
    let built = commands_in(&read("src-tauri/build.rs"), "    \"", "    \"");
    let permissions = read_json("src-tauri/capabilities/main.json")["permissions"].clone();
    let permissions: Vec<_> = permissions.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let allowed = sorted(permissions.iter().filter_map(|name| name.strip_prefix("allow-")).map(|name| name.replace('-', "_")).collect());
    let others: Vec<_> = permissions.iter().filter(|name| !name.starts_with("allow-")).collect();

    assert_eq!(asked, built, "src-tauri/build.rs lists what the screen asks for");
    assert_eq!(asked, allowed, "src-tauri/capabilities/main.json allows what the screen asks for");
    assert_eq!(others, ["core:event:allow-listen", "core:event:allow-unlisten"], "beyond them, the page may listen and nothing else");
}

#[test]
fn the_content_security_policy_is_strict() {
    let configuration = read_json("src-tauri/tauri.conf.json");
    let policy = &configuration["app"]["security"]["csp"];
    for (directive, sources) in [
        ("default-src", "'self'"),
        ("script-src", "'self'"),
        ("connect-src", "ipc: http://ipc.localhost"),
        ("object-src", "'none'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
        ("frame-ancestors", "'none'"),
    ] {
        assert_eq!(policy[directive], sources, "{directive} keeps foreign content out of the window");
    }
    assert_eq!(configuration["app"]["withGlobalTauri"], false);
}

// The rules.

fn core_is_windowless(source: &Source) -> Vec<String> {
    let is_core = source.path.starts_with("src-tauri/core/");
    breaches(source, is_core, |line| line.contains("tauri"))
}

fn back_rooms_stand_alone(source: &Source) -> Vec<String> {
    let Some(room) = room_of(source).filter(|room| BACK_ROOMS.contains(room)) else { return Vec::new() };
    let is_foreign = |name: &str| name == "flows" || (BACK_ROOMS.contains(&name) && name != room);
    breaches(source, true, |line| names_after_crate(line).into_iter().any(is_foreign))
}

fn domain_is_plain(source: &Source) -> Vec<String> {
    let is_plain = |line: &str| match line.trim_start().strip_prefix("use ") {
        Some(path) if path.starts_with("crate::") => names_after_crate(path).into_iter().all(|name| name == "domain"),
        Some(path) => path.starts_with("super::") || path.starts_with("self::") || PLAIN_CRATES.contains(&first_word(path)),
        None => names_after_crate(line).into_iter().all(|name| name == "domain"),
    };
    breaches(source, room_of(source) == Some("domain"), |line| !is_plain(line))
}

fn crates_are_at_home(source: &Source) -> Vec<String> {
    let is_code = source.path.starts_with("src-tauri/") && source.path.ends_with(".rs");
    let is_away =
        |(name, homes): &(&str, &[&str]), line: &str| names_crate(line, name) && !homes.iter().any(|home| source.path.starts_with(home));
    breaches(source, is_code, |line| HOMES.iter().any(|home| is_away(home, line)))
}

fn only_clock_reads_the_clock(source: &Source) -> Vec<String> {
    let is_bound = source.path.starts_with("src-tauri/") && source.path.ends_with(".rs") && !source.path.ends_with("/clock.rs");
    breaches(source, is_bound, |line| CLOCK_READINGS.iter().any(|reading| line.contains(reading)))
}

fn secrets_stay_wrapped(source: &Source) -> Vec<String> {
    let inside = source.path.strip_prefix("src-tauri/core/src/");
    let may_open = inside.is_some_and(|path| SECRETS_OPEN_IN.iter().any(|place| path.starts_with(place)));
    breaches(source, source.path.starts_with("src-tauri/") && !may_open, |line| line.contains("expose_secret"))
}

fn only_api_speaks_to_tauri(source: &Source) -> Vec<String> {
    let is_bound = source.path.starts_with("ui/src/") && !source.path.starts_with("ui/src/api/");
    breaches(source, is_bound, |line| line.contains("@tauri-apps"))
}

fn features_stand_alone(source: &Source) -> Vec<String> {
    let Some(inside) = source.path.strip_prefix("ui/src/").filter(|path| path.contains('/') && !is_screen_test(path)) else {
        return Vec::new();
    };
    let own = feature_of(inside);
    let may_use = |other: &str| match own.as_str() {
        _ if other == own => true,
        own if JOINING_SCREEN.contains(&own) => true,
        "parts" => ["styles", "texts"].contains(&other),
        "api" | "styles" | "testing" | "texts" => SHARED_SCREEN.contains(&other),
        _ => SHARED_SCREEN.contains(&other),
    };
    let folder = Path::new(inside).parent().unwrap_or(Path::new(""));
    // A type from Rust is no call to the backend.
    let is_type = |path: &str| path.starts_with("api/generated/");
    breaches(source, true, |line| match imported(line).map(|from| joined(folder, from)) {
        Some(path) => !is_type(&path) && !may_use(&feature_of(&path)),
        None => false,
    })
}

fn screen_is_offline(source: &Source) -> Vec<String> {
    let is_screen = source.path.strip_prefix("ui/src/").is_some_and(|path| !is_screen_test(path));
    breaches(source, is_screen, |line| NETWORK_WORDS.iter().any(|word| says(line, word)))
}

fn names_no_machine(source: &Source) -> Vec<String> {
    let home = std::env::var("HOME").unwrap_or_default();
    let places = [top().display().to_string(), format!("{home}/")];
    let told = places.into_iter().filter(|place| place.len() > 2 && source.text.contains(place.as_str()));
    told.map(|place| format!("{}: names {place}", source.path)).collect()
}

// How the rules read.

/// The lines of code that are wrong: no comments, and nothing from a file's own tests on.
fn breaches(source: &Source, applies: bool, is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    if !applies || is_rust_test(&source.path) {
        return Vec::new();
    }
    let code = source.text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    lines.filter(|(_, line)| is_wrong(line)).map(|(index, line)| format!("{}:{}: {}", source.path, index + 1, line.trim())).collect()
}

/// The room of the core that a file belongs to.
fn room_of(source: &Source) -> Option<&str> {
    let inside = source.path.strip_prefix("src-tauri/core/src/")?;
    inside.split(['/', '.']).next()
}

/// `a` for `crate::a::b`; `a` and `c` for `crate::{a::b, c}`.
fn names_after_crate(line: &str) -> Vec<&str> {
    let groups = line.split("crate::").skip(1);
    groups
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => group.split('}').next().unwrap_or_default().split(',').map(str::trim).map(first_word).collect(),
            None => vec![first_word(rest)],
        })
        .collect()
}

fn names_crate(line: &str, name: &str) -> bool {
    says(line, &format!("{name}::"))
}

/// Whether `words` stand in the line, not as the end of a longer word or path.
fn says(line: &str, words: &str) -> bool {
    line.match_indices(words).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        before.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_' && letter != ':')
    })
}

fn first_word(text: &str) -> &str {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default()
}

fn is_rust_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.ends_with("/fixtures.rs")
}

fn is_screen_test(path: &str) -> bool {
    path.contains(".test.") || path.contains(".testing.") || path.starts_with("testing/")
}

/// `groups` for `groups/GroupForm`, and `flows/order` for `flows/order/Form`: each flow is a feature.
fn feature_of(path: &str) -> String {
    let depth = if path.starts_with("flows/") { 2 } else { 1 };
    path.split('/').take(depth).collect::<Vec<_>>().join("/")
}

/// The relative path that a line imports from.
fn imported(line: &str) -> Option<&str> {
    let (_, from) = line.split_once("from \"").or_else(|| line.split_once("import(\"")).or_else(|| line.split_once("import \""))?;
    from.split('"').next().filter(|path| path.starts_with('.'))
}

fn joined(folder: &Path, relative: &str) -> String {
    let mut parts: Vec<_> = folder.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name.to_owned()),
        }
    }
    parts.join("/")
}

fn commands_in(text: &str, first: &str, second: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| line.contains(first) || line.contains(second));
    sorted(lines.filter_map(|line| line.split('"').nth(1)).map(str::to_owned).collect())
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}

// How the rules are held.

fn hold(rule: Rule) {
    let found: Vec<_> = sources().iter().flat_map(rule).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn show_it_can_fail(rule: Rule, path: &str, text: &str) {
    let bad = Source { path: path.into(), text: text.into() };
    assert!(!rule(&bad).is_empty(), "the rule must see that {path} may not say {text:?}");
}

/// Every text file that is the project's own.
fn sources() -> Vec<Source> {
    let mut files = Vec::new();
    collect(&top(), &mut files);
    files.into_iter().filter_map(|file| Some(Source { text: fs::read_to_string(&file).ok()?, path: path_from_top(&file) })).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    const LEFT_OUT: &[&str] = &[".git", "dist", "gen", "node_modules", "output", "permissions", "target"];
    for entry in fs::read_dir(folder).expect("the repository can be read") {
        let path = entry.expect("the repository can be read").path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match path.is_dir() {
            true if !LEFT_OUT.contains(&name.as_str()) => collect(&path, files),
            true => {}
            false => files.push(path),
        }
    }
}

fn path_from_top(file: &Path) -> String {
    file.strip_prefix(top()).expect("every file lies below the top").to_string_lossy().into_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(top().join(path)).unwrap_or_else(|problem| panic!("{path} must be there: {problem}"))
}

fn read_json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|problem| panic!("{path} must be JSON: {problem}"))
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the repository").to_owned()
}
