//! The table as the person left it, and the views that they saved.

use certkeep_core::ErrorCode;
use certkeep_core::domain::id::ViewId;
use certkeep_core::domain::secret::SecretStatus;
use certkeep_core::domain::timestamp::Timestamp;
use certkeep_core::flows::groups::CreateGroup;
use certkeep_core::flows::overview::OverviewRequest;
use certkeep_core::flows::vault::UnlockVault;
use certkeep_core::flows::views::SaveView;
use certkeep_core::flows::views::TableView;
use certkeep_core::store::secrets::SecretsSort;
use certkeep_tests::test_app::NOW;
use certkeep_tests::test_app::TestApp;

fn expiring() -> TableView {
    TableView {
        search: "shop".into(),
        statuses: vec![SecretStatus::ExpiringSoon],
        labels: vec!["live".into()],
        expires_within: Some(30),
        sort: SecretsSort::NotAfter,
        columns: vec!["name".into(), "notAfter".into()],
        ..TableView::default()
    }
}

#[tokio::test]
async fn the_table_is_as_it_was_left_after_a_restart() {
    let app = TestApp::with_vault().await;
    assert_eq!(app.core.find_table_view().unwrap(), None, "nobody has changed it");
    app.core.keep_table_view(&expiring()).unwrap();
    let app = app.restarted();
    assert_eq!(app.core.find_table_view().unwrap_err().code, ErrorCode::VaultLocked, "what was searched for lies in the vault");
    app.core.unlock_vault(UnlockVault::Keychain).await.unwrap();
    assert_eq!(app.core.find_table_view().unwrap(), Some(expiring()));
}

#[tokio::test]
async fn a_view_is_saved_saved_over_renamed_and_deleted() {
    let app = TestApp::with_vault().await;
    let save = |id: Option<ViewId>, name: &str, view: TableView| app.core.save_view(&SaveView { id, name: name.into(), view });
    let soon = save(None, " Expiring soon ", expiring()).unwrap();
    assert_eq!((soon.name.as_str(), &soon.view), ("Expiring soon", &expiring()));
    let all = save(None, "all", TableView::default()).unwrap();
    assert_eq!(app.core.list_views().unwrap(), [all.clone(), soon.clone()], "by name, whatever the case");
    for taken in ["ALL", "expiring soon"] {
        let refused = save(None, taken, TableView::default()).unwrap_err();
        assert_eq!((refused.code, refused.field), (ErrorCode::NameTaken, Some("name")), "{taken}");
    }
    assert_eq!(save(None, "  ", TableView::default()).unwrap_err().code, ErrorCode::InvalidName);
    let renamed = save(Some(all.id), "Zoë’s", expiring()).unwrap();
    assert_eq!(app.core.list_views().unwrap(), [soon.clone(), renamed.clone()]);
    app.core.delete_view(soon.id).unwrap();
    assert_eq!(app.core.delete_view(soon.id).unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(save(Some(soon.id), "again", expiring()).unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(app.core.list_views().unwrap(), [renamed]);
}

#[tokio::test]
async fn a_view_forgets_a_group_that_was_deleted() {
    let app = TestApp::with_vault().await;
    let group = app.core.create_group(&CreateGroup { name: "Web".into(), description: String::new() }).unwrap();
    let view = TableView { group_ids: vec![group.id], ..expiring() };
    app.core.save_view(&SaveView { id: None, name: "web".into(), view: view.clone() }).unwrap();
    app.core.keep_table_view(&view).unwrap();
    assert_eq!(app.core.find_table_view().unwrap(), Some(view));
    app.core.delete_group(group.id).unwrap();
    assert_eq!(app.core.list_views().unwrap()[0].view, expiring());
    assert_eq!(app.core.find_table_view().unwrap(), Some(expiring()));
}

#[tokio::test]
async fn the_overview_counts_what_expires_when() {
    let app = TestApp::with_vault().await;
    for (name, fixture) in [("one", "p256.crt.pem"), ("two", "leaf.crt.pem"), ("three", "rsa-2048.crt.pem")] {
        app.import(name, fixture, None, None);
    }
    let now = Timestamp::from_unix(NOW);
    let boundaries = vec![now, now.plus_days(30), now.plus_days(200 * 365)];
    let overview = app.core.find_overview(&OverviewRequest { boundaries: boundaries.clone() }).unwrap();
    assert_eq!(overview.buckets.iter().map(|bucket| bucket.count).collect::<Vec<_>>(), [0, 0, 3, 0]);
    assert_eq!((overview.buckets[0].from, overview.buckets[0].until, overview.buckets[3].from), (None, Some(now), Some(boundaries[2])));
    let active: Vec<_> = overview.counts.iter().map(|count| (count.status, count.count)).collect();
    assert_eq!((active, overview.no_expiry), (vec![(SecretStatus::Active, 3)], 0), "only what there is");
    app.clock.pass_days(200 * 365);
    let later = app.core.find_overview(&OverviewRequest { boundaries: Vec::new() }).unwrap();
    assert_eq!((later.counts[0].status, later.buckets.len(), later.buckets[0].count), (SecretStatus::Expired, 1, 3));
    let backwards = app.core.find_overview(&OverviewRequest { boundaries: vec![now.plus_days(1), now] }).unwrap_err();
    assert_eq!(backwards.field, Some("boundaries"));
}
