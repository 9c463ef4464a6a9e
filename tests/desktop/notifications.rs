//! Certkeep tells of its own accord: on the desktop, while the window is open, and without a window.

use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::Keychain;
use certkeep_tests::desktop::Start;

use crate::held::Held;
use crate::held::held;
use crate::held::lay;
use crate::person::at_work;
use crate::person::go_to;
use crate::person::unlock;

/// Kept for the record.
fn old() -> Held {
    held("old", &["expired.crt.pem"])
}

#[test]
fn the_desktop_shows_a_notice_when_the_person_wants_it() {
    let desktop = at_work("notifications", |folder| lay(folder, &[old()]));
    let notifications = desktop.show_notifications();
    go_to(&desktop, "Settings");
    desktop.click("button", "Send a test notice");
    notifications.see("This is how Certkeep tells you something.");
    desktop.assert_accessible("the settings");

    let before = notifications.all().matches("This is how").count();
    // The switch comes after this field and its button, which cannot be pressed while nothing has changed.
    desktop.fill("Versions to keep of each secret", "50");
    desktop.press("Tab");
    desktop.press("space");
    desktop.see("Off");
    desktop.click("button", "Send a test notice");
    desktop.click("button", "Send a test notice");
    assert_eq!(notifications.all().matches("This is how").count(), before, "the desktop is left in peace");
}

#[test]
fn a_pass_without_a_window_needs_the_keychain() {
    let desktop = at_work("run-due-without-keychain", |folder| lay(folder, &[old()]));
    let pass = desktop.run_due();
    assert!(!pass.status.success(), "a timer must see that nothing was done");
    let said = String::from_utf8_lossy(&pass.stderr).into_owned();
    assert!(said.contains("only when the keychain opens the vault"), "{said}");
}

#[test]
fn what_expired_is_told_once_with_or_without_a_window() {
    let vault = |folder: &std::path::Path| lay(folder, &[old()]);
    let desktop = Desktop::start("run-due", Start { vault, ..Start::with(Keychain::Unlocked) });
    let notifications = desktop.show_notifications();
    unlock(&desktop);
    go_to(&desktop, "Settings");
    desktop.click("button", "Add System keychain");
    desktop.find("button", "Remove System keychain");
    desktop.close_window();

    for _ in 0..2 {
        let pass = desktop.run_due();
        let said = String::from_utf8_lossy(&pass.stdout).into_owned();
        assert!(pass.status.success(), "{said} {}", String::from_utf8_lossy(&pass.stderr));
        assert!(said.starts_with("Rotated 0, failed 0, revocation lists built 0, notices "), "{said}");
    }
    let told =
        notifications.all().matches("“old” has expired").count() + notifications.all().matches("\\u201cold\\u201d has expired").count();
    assert_eq!(told, 1, "{}", notifications.all());
}
