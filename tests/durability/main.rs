//! What must never be lost: kills, full disks and two cores at once, in the middle of an import of thousands.
//!
//! The process that is killed is this very test program, started once more with its part in [`PART`].

mod child;
mod full_disk;
mod issuing;
mod kill;
mod two_cores;

use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use certkeep_core::Core;
use certkeep_core::domain::id::BatchId;
use certkeep_core::flows::browse::ListSecrets;
use certkeep_core::flows::browse::SecretRow;
use certkeep_core::flows::import_many::BatchState;
use certkeep_core::flows::import_many::BatchView;
use certkeep_core::flows::import_many::Brought;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::everything;
use certkeep_tests::test_app::typed;

/// Names the part that a child plays.
const PART: &str = "CERTKEEP_TEST_PART";
/// The folder that it plays in: `home`, and `drop` with what is imported.
const STAGE: &str = "CERTKEEP_TEST_STAGE";

/// This program, to play a part on a stage; `before` are words that stand before it on the command line.
fn child(part: &str, stage: &Path, before: &[&str]) -> Command {
    let program = std::env::current_exe().expect("this program has a path").to_string_lossy().into_owned();
    let words = [before, &[program.as_str(), "--exact", "child::plays_its_part", "--nocapture"]].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).env(PART, part).env(STAGE, stage).stdout(Stdio::piped());
    command
}

async fn unlock(core: &Core) {
    core.unlock_vault(UnlockVault::Passphrase { passphrase: typed(PASSPHRASE) }).await.expect("the passphrase opens the vault");
}

async fn bring(core: &Core, folder: &Path) -> BatchId {
    match core.inspect_files(vec![folder.to_owned()]).await.expect("the folder can be read") {
        Brought::Many { batch_id } => batch_id,
        Brought::One { .. } => panic!("these are several certificates"),
    }
}

async fn ended(core: &Core, id: BatchId) -> BatchView {
    loop {
        let view = core.find_batch(id).expect("the batch");
        if view.state != BatchState::Importing {
            return view;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Every secret in the table.
fn all_rows(core: &Core) -> Vec<SecretRow> {
    let mut rows = Vec::new();
    loop {
        let window = ListSecrets { offset: u32::try_from(rows.len()).expect("thousands"), limit: 1000, ..everything() };
        let more = core.list_secrets(window).expect("a page").rows;
        if more.is_empty() {
            return rows;
        }
        rows.extend(more);
    }
}

/// Sees that a secret is all there: version, certificate, chain and the key that belongs to it.
fn assert_whole(core: &Core, row: &SecretRow) {
    let secret = core.find_secret(row.id).expect("the secret");
    assert_eq!(secret.versions.len(), 1, "{}: one version", row.name);
    let certificate = core.find_certificate(current(&secret)).expect("its key, if it has one, is read too, and fits");
    assert_eq!(certificate.facts.common_name.as_deref(), Some(row.name.as_str()), "it is what its row says");
    assert_eq!(certificate.chain.len(), 2, "{}: with its issuer", row.name);
    assert!(secret.versions[0].private_key_included, "{}: with its key", row.name);
}
