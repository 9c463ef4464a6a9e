//! How fast the window is, beside what it is meant to be: cold start, keystroke to rows, memory. A real window, a real keychain.
//!
//! The app must be built in the same profile first: `make bench` does both.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use certkeep_core::Core;
use certkeep_core::Parts;
use certkeep_core::clock::SystemClock;
use certkeep_core::events::NoListener;
use certkeep_core::flows::intake::FillIntake;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_core::vault::MemoryKeyring;
use certkeep_tests::desktop::Desktop;
use certkeep_tests::desktop::Keychain;
use certkeep_tests::desktop::Start;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::request;
use certkeep_tests::test_app::typed;

const STARTS: usize = 5;
const ROWS_ON_SCREEN: &str = "return document.querySelectorAll('[role=row] [role=gridcell]').length";

fn main() {
    let mut desktop = with_keychain();
    fill(&desktop.vault_folder(), 0..10_000);
    println!("| Work | Target | Measured |\n|---|---|---|");
    let start = median((0..STARTS).map(|_| cold_start(&mut desktop)).collect());
    println!("| Cold start to a usable table, 10,000 secrets, key from the keychain | ≤ 1.0 s | {:.2} s |", start.as_secs_f64());
    desktop.close_window();
    fill(&desktop.vault_folder(), 10_000..100_000);
    cold_start(&mut desktop);
    let typed = median((0..STARTS).map(|number| keystroke(&desktop, &format!("kept-9{number}"))).collect());
    println!("| From the search text to its rows, 100,000 secrets | ≤ 50 ms and the pause of 120 ms | {} ms |", typed.as_millis());
    println!("| Memory of all processes (PSS), 100,000 secrets | ≤ 250 MB | {} MB |", memory(desktop.app_pid()) / 1024);
}

/// A desktop whose person has just made a vault that the keychain opens; the window is closed again.
fn with_keychain() -> Desktop {
    let desktop = Desktop::start("bench", Start::with(Keychain::Unlocked));
    desktop.tick_like("Keychain and passphrase");
    desktop.fill("Passphrase", PASSPHRASE);
    desktop.fill("Repeat the passphrase", PASSPHRASE);
    desktop.click("button", "Create vault");
    desktop.click("button", "Not now");
    desktop.find("heading", "No secrets yet");
    desktop.close_window();
    desktop
}

/// Imports one certificate under many names.
fn fill(folder: &Path, numbers: std::ops::Range<usize>) {
    let core = Core::open(Parts {
        home: folder.to_owned(),
        clock: Arc::new(SystemClock),
        keyring: Arc::new(MemoryKeyring::default()),
        events: Arc::new(NoListener),
        trust: certkeep_core::trust::TrustPlaces::of_this_computer(),
    });
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be started");
    runtime.block_on(core.unlock_vault(UnlockVault::Passphrase { passphrase: typed(PASSPHRASE) })).expect("the passphrase opens it");
    let text = [fixture("p256.crt.pem"), fixture("p256.key.pem")].concat();
    for number in numbers {
        let fill = FillIntake { intake_id: None, field: IntakeField::Certificate, text: typed(&text) };
        let intake = core.fill_intake(&fill).expect("an intake takes any text");
        core.import_certificate(&request(intake.id, &format!("kept-{number}"))).expect("an import");
    }
    runtime.block_on(core.lock_vault()).expect("an open vault can be locked");
}

/// From the start of the program to rows that can be clicked. The driver's own part of it counts as well.
fn cold_start(desktop: &mut Desktop) -> Duration {
    if desktop.is_running() {
        desktop.close_window();
    }
    let start = Instant::now();
    desktop.reopen();
    wait(|| desktop.ask_page(ROWS_ON_SCREEN).as_u64() > Some(0));
    start.elapsed()
}

/// From the text in the search field to the rows that it finds.
fn keystroke(desktop: &Desktop, text: &str) -> Duration {
    desktop.fill("Search secrets", "");
    wait(|| desktop.page_text().contains("100,000"));
    let taken = desktop.ask_page_later(&format!(
        "const done = arguments[arguments.length - 1];
         const field = document.querySelector('input[type=search], [role=searchbox]');
         const shown = () => [...document.querySelectorAll('[role=row] [role=gridcell]')].some((cell) => cell.innerText.trim() === '{text}');
         const start = performance.now();
         Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '{text}');
         field.dispatchEvent(new Event('input', {{ bubbles: true }}));
         const look = () => (shown() ? done(performance.now() - start) : requestAnimationFrame(look));
         look();",
    ));
    Duration::from_secs_f64(taken.as_f64().expect("the page counts milliseconds") / 1000.0)
}

/// What the app and everything it started hold of the memory, in kB; shared pages count by their share.
fn memory(app: u32) -> u64 {
    let parents = parents();
    let is_below = |pid: &u32| std::iter::successors(Some(*pid), |pid| parents.get(pid).copied()).any(|pid| pid == app);
    parents.keys().filter(|pid| is_below(pid)).map(|pid| share(*pid)).sum()
}

fn parents() -> BTreeMap<u32, u32> {
    let all = fs::read_dir("/proc").expect("the kernel tells of its processes");
    let pids = all.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    pids.filter_map(|pid: u32| Some((pid, number_in(&fs::read_to_string(format!("/proc/{pid}/status")).ok()?, "PPid:")? as u32))).collect()
}

fn share(pid: u32) -> u64 {
    fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok().and_then(|text| number_in(&text, "Pss:")).unwrap_or_default()
}

fn number_in(text: &str, name: &str) -> Option<u64> {
    text.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}

fn wait(is_there: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_there() {
        assert!(Instant::now() < deadline, "waited a minute in vain");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn median(mut taken: Vec<Duration>) -> Duration {
    taken.sort();
    taken[taken.len() / 2]
}
