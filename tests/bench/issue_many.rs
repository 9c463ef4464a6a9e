//! How long a list of private certificates takes: judged by its template, linted, signed, proven and kept; and the same by a script of OpenSSL.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::flows::issue_many::IssueRunState;
use certkeep_core::flows::issue_many::PrepareIssueRun;
use certkeep_tests::own_ca::OwnCa;
use certkeep_tests::own_ca::below_example;
use certkeep_tests::test_app::TestApp;

use crate::Row;
use crate::row;

const ISSUED: usize = 1000;
const RUNS: usize = 5;

/// What OpenSSL does with a list of names: a key and a request for each, signed with the extensions that the template writes.
const SCRIPT: &str = r#"
set -eu
make_authority() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.crt -days 1825 -subj '/CN=Otter Issuing' 2>/dev/null
}
issue() {
    cat >"$1.ext" <<EXT
subjectAltName = DNS:$1
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
EXT
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1" 2>/dev/null
    openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -days 90 -sha256 -extfile "$1.ext" -out "$1.crt" 2>/dev/null
}
make_authority
for number in $(seq "$1"); do
    issue "host-$number.example.com"
done
"#;

/// A row for each of the two.
pub async fn rows() -> Vec<Row> {
    let mut ours = Vec::new();
    for _ in 0..RUNS {
        ours.push(issue().await);
    }
    ours.sort();
    let theirs = issue_by_openssl();
    let ratio = theirs.as_secs_f64() / ours[RUNS / 2].as_secs_f64();
    vec![
        row(format!("Issue {ISSUED} P-256 certificates from a list: judged, linted, signed, proven, kept"), "≤ 2 s", ours),
        row(format!("The same by a script of OpenSSL, without a record: {ratio:.0} times as long"), "–", vec![theirs]),
    ]
}

/// From the pasted list to the last one kept.
async fn issue() -> Duration {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let template_id = ca.template(&app, "web", below_example());
    let list: String = (1..=ISSUED).map(|number| format!("host-{number}.example.com\n")).collect();
    let start = Instant::now();
    let request = PrepareIssueRun { template_id, group_id: GroupId::DEFAULT, labels: Vec::new(), rotation: None, list };
    let run = app.core.prepare_issue_run(request).await.expect("a list of names");
    let prepared = start.elapsed();
    app.core.start_issue_run(run.id).expect("a start");
    while app.core.find_issue_run(run.id).expect("the run").state == IssueRunState::Issuing {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let all = start.elapsed();
    let view = app.core.find_issue_run(run.id).expect("the run");
    assert_eq!((view.state, view.done as usize, view.failed), (IssueRunState::Done, ISSUED, 0), "all of them were issued");
    eprintln!("{ISSUED} certificates: judged in {prepared:.1?}, issued after {all:.1?}");
    all
}

fn issue_by_openssl() -> Duration {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let start = Instant::now();
    let script = Command::new("sh").args(["-c", SCRIPT, "issue", &ISSUED.to_string()]).current_dir(folder.path()).output();
    let taken = start.elapsed();
    let output = script.expect("there is a shell");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(count(folder.path(), "crt"), ISSUED + 1, "one for each name, and the authority's");
    taken
}

fn count(folder: &Path, extension: &str) -> usize {
    let files = fs::read_dir(folder).expect("a folder").filter_map(|entry| entry.ok());
    files.filter(|entry| entry.path().extension().is_some_and(|found| found == extension)).count()
}
