//! The same import by XCA, the certificate manager that people come from, where it is installed.

use std::fs;
use std::io::Read;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use certkeep_tests::forge::Forge;
use certkeep_tests::test_app::TestApp;

use crate::Row;
use crate::import_many::import;
use crate::row;

const SIZES: [usize; 2] = [1000, 2000];

/// A row for each size, or one that says why there is none.
pub async fn rows() -> Vec<Row> {
    if !is_installed() {
        return vec![Row { work: "The same by XCA".into(), target: "–", median: "XCA is not installed".into(), best: "–".into() }];
    }
    let mut rows = Vec::new();
    for size in SIZES {
        let app = TestApp::with_vault().await;
        let folder = app.outside("drop");
        certificates(&folder, size);
        let (_, ours) = import(&app, folder.clone(), size).await;
        let theirs = import_by_xca(&folder, size).await;
        rows.push(row(format!("Import {size} certificates without keys"), "–", vec![ours]));
        let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
        rows.push(row(format!("The same by XCA: {ratio:.0} times as long"), "–", vec![theirs]));
    }
    rows
}

fn is_installed() -> bool {
    Command::new("xca").arg("--version").env("XCA_NO_GUI", "1").env("QT_QPA_PLATFORM", "offscreen").output().is_ok()
}

/// Certificates alone: XCA takes minutes to encrypt so many keys.
fn certificates(folder: &Path, size: usize) {
    let forge = Forge::new();
    fs::create_dir_all(folder).expect("a folder");
    for number in 0..size {
        fs::write(folder.join(format!("{number:07}.pem")), forge.certificate(number).0).expect("a file");
    }
}

/// How long XCA takes from the password of its new database to its end.
async fn import_by_xca(folder: &Path, size: usize) -> Duration {
    let taken = run_xca(folder);
    let app = TestApp::with_vault().await;
    let id = app.bring_many(vec![folder.join("new.xdb")]).await;
    assert_eq!(app.core.find_batch(id).expect("the batch").rows as usize, size, "XCA imported everything");
    taken
}

/// XCA asks for a password on a terminal only.
fn run_xca(folder: &Path) -> Duration {
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command", "xca --no-gui --database=new.xdb --import *.pem --exit", "/dev/null"])
        .env("XCA_NO_GUI", "1")
        .env("QT_QPA_PLATFORM", "offscreen")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a terminal can be made");
    let (mut keyboard, mut screen) = (child.stdin.take().expect("a keyboard"), child.stdout.take().expect("a screen"));
    wait_for(&mut screen, "Password:");
    let start = Instant::now();
    keyboard.write_all(b"secret\n").expect("XCA asks for a password");
    std::io::copy(&mut screen, &mut std::io::sink()).expect("XCA comes to its end");
    assert!(child.wait().expect("XCA comes to its end").success(), "XCA imports");
    start.elapsed()
}

fn wait_for(screen: &mut impl Read, text: &str) {
    let mut shown = Vec::new();
    let mut letter = [0];
    while !shown.ends_with(text.as_bytes()) {
        assert_eq!(screen.read(&mut letter).expect("XCA shows something"), 1, "{}", String::from_utf8_lossy(&shown));
        shown.push(letter[0]);
    }
}
