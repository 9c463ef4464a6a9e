//! The parts that a child plays.

use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use certkeep_core::ErrorCode;
use certkeep_core::flows::import_many::BatchState;
use certkeep_core::flows::vault::CreateVault;
use certkeep_tests::forge::Forge;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::core_at;
use certkeep_tests::test_app::typed;

use crate::PART;
use crate::STAGE;
use crate::all_rows;
use crate::assert_whole;
use crate::bring;
use crate::ended;
use crate::issuing::issues;
use crate::unlock;

/// Does nothing, unless this program was started to play a part.
#[tokio::test]
async fn plays_its_part() {
    let stage = PathBuf::from(std::env::var_os(STAGE).unwrap_or_default());
    match std::env::var(PART).as_deref() {
        Ok("imports") => imports(&stage).await,
        Ok("fills the disk") => fills_the_disk(&stage).await,
        Ok("issues") => issues(&stage).await,
        _ => {}
    }
}

fn say(words: &str) {
    println!("{words}");
    std::io::stdout().flush().expect("somebody listens");
}

/// Imports the drop and says when it begins and ends.
async fn imports(stage: &Path) {
    let core = core_at(&stage.join("home"));
    unlock(&core).await;
    let id = bring(&core, &stage.join("drop")).await;
    say("imports");
    core.import_batch(id).expect("an import");
    let view = ended(&core, id).await;
    assert_eq!(view.state, BatchState::Done);
    say("done");
}

/// The stage is a disk of few megabytes: it fills up in the middle of the import, and the import goes on once there is room.
async fn fills_the_disk(stage: &Path) {
    let core = core_at(&stage.join("home"));
    core.create_vault(CreateVault { keychain: false, passphrase: Some(typed(PASSPHRASE)) }).await.expect("a new vault");
    Forge::new().fill(&stage.join("drop"), 0..2000);
    let id = bring(&core, &stage.join("drop")).await;
    let ballast = stage.join("ballast");
    let mut file = std::fs::File::create(&ballast).expect("there is room for a file");
    while file.write_all(&[0; 65_536]).is_ok() {}
    drop(file);
    let length = ballast.metadata().expect("the ballast").len();
    std::fs::File::options().write(true).open(&ballast).and_then(|file| file.set_len(length - 3_000_000)).expect("a little room");

    core.import_batch(id).expect("an import");
    let view = ended(&core, id).await;
    let problem = view.problem.clone().expect("the disk is too small for all of it");
    assert_eq!((view.state, problem.code), (BatchState::Cancelled, ErrorCode::DiskFull), "{problem}");
    assert!(view.done > 0 && view.done < 2000, "it stopped in the middle: {view:?}");
    let rows = all_rows(&core);
    assert_eq!(rows.len(), view.done as usize, "what was told is what is there");
    rows.iter().for_each(|row| assert_whole(&core, row));

    std::fs::remove_file(ballast).expect("the ballast goes");
    core.import_batch(id).expect("the import goes on");
    let view = ended(&core, id).await;
    assert_eq!((view.state, view.done, view.failed), (BatchState::Done, 2000, 0), "{view:?}");
    let rows = all_rows(&core);
    assert_eq!(rows.len(), 2000);
    rows.iter().for_each(|row| assert_whole(&core, row));
    assert!(core.check_database().await.expect("a check").findings.is_empty());
    say("went on");
}
