//! What the web side could reach if it were taken over: nothing but the app's own commands.

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::Keychain;
use certkeep_tests::desktop::Start;

/// Commands of Tauri and of the plugins that the door uses from Rust.
const REFUSED: &[&str] = &[
    "plugin:clipboard-manager|read_text",
    "plugin:clipboard-manager|write_text",
    "plugin:dialog|open",
    "plugin:dialog|save",
    "plugin:event|emit",
    "plugin:fs|read_text_file",
    "plugin:path|resolve_directory",
    "plugin:webview|create_webview_window",
    "plugin:webview|internal_toggle_devtools",
    "plugin:webview|print",
    "plugin:window|create",
    "plugin:window-state|save_window_state",
];

#[test]
fn the_page_reaches_only_the_apps_own_commands() {
    let desktop = Desktop::start("lockdown", Start::with(Keychain::Absent));

    for command in REFUSED {
        assert_eq!(answer_to(&desktop, command), "refused", "{command} must not be open to the page");
    }
    assert_eq!(answer_to(&desktop, "find_vault"), "answered", "the app's own commands stay open");
}

#[test]
fn the_page_runs_no_foreign_code_and_reaches_no_network() {
    let desktop = Desktop::start("content-security-policy", Start::with(Keychain::Absent));

    let broken = desktop.ask_page_later(
        "const done = arguments[arguments.length - 1];
         const broken = new Set();
         document.addEventListener('securitypolicyviolation', (event) => broken.add(event.effectiveDirective));
         const script = document.createElement('script');
         script.textContent = 'window.taken = true';
         document.body.append(script);
         const image = new Image();
         image.src = 'https://example.org/a.png';
         const frame = document.createElement('iframe');
         frame.src = 'https://example.org/';
         document.body.append(frame);
         fetch('https://example.org/').catch(() => undefined);
         setTimeout(() => done([...broken].sort().join(' ') + (window.taken ? ' taken' : '')), 1000);",
    );
    assert_eq!(broken, "connect-src frame-src img-src script-src-elem", "each of these is stopped by the policy");

    let extended = desktop.ask_page("'use strict'; try { Object.prototype.added = 1 } catch { return 'frozen' } return 'open'");
    assert_eq!(extended, "frozen", "no script can change what every object inherits");
}

fn answer_to(desktop: &Desktop, command: &str) -> String {
    let answer = desktop.ask_page_later(&format!(
        "const done = arguments[arguments.length - 1];
         window.__TAURI_INTERNALS__.invoke('{command}', {{}}).then(() => done('answered'), (problem) => done(String(problem)));"
    ));
    let answer = answer.as_str().unwrap_or_default();
    if answer.contains("not allowed") || answer.contains("not found") { "refused".into() } else { answer.into() }
}
