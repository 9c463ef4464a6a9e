//! Two cores on one database, as the window and a headless pass may be.

use certkeep_core::flows::import_many::BatchState;
use certkeep_core::flows::vault::CreateVault;
use certkeep_tests::forge::Forge;
use certkeep_tests::test_app::PASSPHRASE;
use certkeep_tests::test_app::core_at;
use certkeep_tests::test_app::typed;

use crate::all_rows;
use crate::assert_whole;
use crate::bring;
use crate::ended;
use crate::unlock;

#[tokio::test]
async fn two_cores_import_at_once_and_both_see_everything() {
    let stage = tempfile::tempdir().expect("a temporary folder");
    let home = stage.path().join("home");
    let first = core_at(&home);
    first.create_vault(CreateVault { keychain: false, passphrase: Some(typed(PASSPHRASE)) }).await.expect("a new vault");
    let second = core_at(&home);
    unlock(&second).await;

    let forge = Forge::new();
    forge.fill(&stage.path().join("one"), 0..600);
    forge.fill(&stage.path().join("two"), 600..1200);
    let (one, two) = (bring(&first, &stage.path().join("one")).await, bring(&second, &stage.path().join("two")).await);
    first.import_batch(one).expect("an import");
    second.import_batch(two).expect("another import");
    for view in [ended(&first, one).await, ended(&second, two).await] {
        assert_eq!((view.state, view.done, view.failed), (BatchState::Done, 600, 0), "{view:?}");
    }
    for core in [&first, &second] {
        let rows = all_rows(core);
        assert_eq!(rows.len(), 1200, "each sees what the other imported");
        rows.iter().step_by(53).for_each(|row| assert_whole(core, row));
        assert!(core.check_database().await.expect("a check").findings.is_empty());
    }
}

#[tokio::test]
async fn a_name_that_the_other_core_took_meanwhile_fails_its_row_alone() {
    let stage = tempfile::tempdir().expect("a temporary folder");
    let home = stage.path().join("home");
    let first = core_at(&home);
    first.create_vault(CreateVault { keychain: false, passphrase: Some(typed(PASSPHRASE)) }).await.expect("a new vault");
    let second = core_at(&home);
    unlock(&second).await;

    let forge = Forge::new();
    forge.fill(&stage.path().join("one"), 0..20);
    forge.fill(&stage.path().join("two"), 10..30);
    let (one, two) = (bring(&first, &stage.path().join("one")).await, bring(&second, &stage.path().join("two")).await);
    first.import_batch(one).expect("an import");
    assert_eq!(ended(&first, one).await.done, 20);
    second.import_batch(two).expect("another import");
    let view = ended(&second, two).await;
    assert_eq!((view.state, view.done, view.failed), (BatchState::Done, 20, 10), "ten names were taken: {view:?}");
    assert!(view.problem.is_none());
    assert_eq!(all_rows(&second).len(), 30, "the others came in");
}
