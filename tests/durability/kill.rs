//! Killed in the middle of an import, again and again.

use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::process::ChildStdout;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use certkeep_core::flows::vault::CreateVault;
use certkeep_tests::forge::Forge;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::core_at;
use certkeep_tests::test_app::typed;

use crate::all_rows;
use crate::assert_whole;
use crate::child;
use crate::unlock;

const CERTIFICATES: usize = 2000;
const KILLS: u32 = 50;

#[tokio::test]
async fn a_kill_at_any_moment_of_an_import_leaves_whole_secrets_only() {
    let stage = tempfile::tempdir().expect("a temporary folder");
    let stage = stage.path();
    Forge::new().fill(&stage.join("drop"), 0..CERTIFICATES);
    let core = core_at(&stage.join("empty"));
    core.create_vault(CreateVault { keychain: false, passphrase: Some(typed(PASSPHRASE)) }).await.expect("a new vault");
    core.lock_vault().await.expect("a lock");

    let whole = import_for(stage, Duration::from_secs(600));
    assert_eq!(check(stage).await, CERTIFICATES, "undisturbed, everything is imported");
    let mut in_the_middle = 0;
    for kill in 0..KILLS {
        // Spread over the whole import, and no two at the same place of a transaction.
        import_for(stage, whole * (kill * 37 % KILLS) / KILLS + Duration::from_micros(u64::from(kill) * 131));
        let found = check(stage).await;
        in_the_middle += u32::from(found > 0 && found < CERTIFICATES);
    }
    assert!(in_the_middle >= KILLS / 2, "most kills hit it in the middle: {in_the_middle} of {KILLS}");
}

/// Imports into an empty vault and kills the importer after so long. Answers how long the import took.
fn import_for(stage: &Path, patience: Duration) -> Duration {
    let home = stage.join("home");
    let _ = fs::remove_dir_all(&home);
    copy(&stage.join("empty"), &home);
    let mut importer = child("imports", stage, &[]).spawn().expect("this program starts once more");
    let mut words = BufReader::new(importer.stdout.take().expect("its words"));
    wait_for(&mut words, "imports");
    let start = Instant::now();
    let ended = thread::spawn(move || wait_for(&mut words, "done"));
    while start.elapsed() < patience && !ended.is_finished() {
        thread::sleep(Duration::from_micros(200).min(patience));
    }
    let taken = start.elapsed();
    importer.kill().expect("SIGKILL");
    importer.wait().expect("its end");
    taken
}

/// Opens what the killed one left behind: it opens, is sound, and holds whole secrets only. Answers how many.
async fn check(stage: &Path) -> usize {
    let core = core_at(&stage.join("home"));
    unlock(&core).await;
    assert!(core.check_database().await.expect("a check").findings.is_empty(), "the database is sound");
    let rows = all_rows(&core);
    assert_eq!(rows.len() % 250, 0, "a transaction is there whole or not at all: {}", rows.len());
    for row in rows.iter().rev().take(20).chain(rows.iter().step_by(97)) {
        assert_whole(&core, row);
    }
    rows.len()
}

fn wait_for(words: &mut BufReader<ChildStdout>, wanted: &str) {
    let mut line = String::new();
    while words.read_line(&mut line).unwrap_or(0) > 0 {
        if line.trim_end().ends_with(wanted) {
            return;
        }
        line.clear();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        match entry.file_type().expect("its kind").is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy")),
        }
    }
}
