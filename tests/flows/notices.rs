//! What Certkeep tells of its own accord: in time, once, and after an absence too.

use certkeep_core::clock::Clock;
use certkeep_core::domain::notice::Notice;
use certkeep_core::domain::notice::NoticeKind;
use certkeep_core::flows::intake::IntakeField;
use certkeep_core::flows::notices::ListNotices;
use certkeep_core::flows::notices::NoticePage;
use certkeep_core::flows::notices::ReadNotices;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::request;

fn notices(app: &TestApp) -> NoticePage {
    app.core.list_notices(ListNotices { unread_only: false, offset: 0, limit: 100 }).expect("the notices")
}

fn titles(app: &TestApp) -> Vec<String> {
    notices(app).rows.into_iter().map(|notice| notice.title).collect()
}

fn import(app: &TestApp, file: &str, name: &str) {
    let id = app.lay(IntakeField::Certificate, &fixture(file)).id;
    app.core.import_certificate(&request(id, name)).expect("an import");
}

/// Days until the certificate of `file` ends.
fn days_left(app: &TestApp, file: &str) -> i64 {
    let facts = app.lay(IntakeField::Certificate, &fixture(file)).facts.expect("a certificate");
    app.clock.now().days_until(facts.not_after)
}

#[tokio::test]
async fn a_certificate_is_told_of_step_by_step_and_each_step_once() {
    let app = TestApp::with_vault().await;
    import(&app, "leaf.crt.pem", "shop");
    app.core.run_due().expect("a pass");
    app.core.run_due().expect("a pass");
    let before = notices(&app).total;
    for left in [9, 8, 7] {
        app.clock.pass_days(days_left(&app, "leaf.crt.pem") - left);
        app.core.run_due().expect("a pass");
    }
    let told = notices(&app);
    assert_eq!(told.total - before, 1, "ten days before the end it is told once: {:?}", titles(&app));
    let Notice { kind, title, secret_id, read, .. } = &told.rows[0];
    assert_eq!((*kind, *read, secret_id.is_some()), (NoticeKind::AboutToExpire, false, true));
    assert!(title.starts_with("“shop” expires in "), "{title}");
    assert!(app.events.all().contains("noticeCame"), "the window hears of it");
}

#[tokio::test]
async fn many_at_once_are_one_notice() {
    let app = TestApp::with_vault().await;
    app.core.run_due().expect("a pass");
    for number in 0..13 {
        import(&app, "leaf.crt.pem", &format!("shop-{number}"));
    }
    app.clock.pass_days(days_left(&app, "leaf.crt.pem") + 1);
    app.core.run_due().expect("a pass");
    let told = notices(&app);
    assert_eq!((told.total, told.rows[0].kind, told.rows[0].title.as_str()), (1, NoticeKind::Expired, "13 certificates have expired"));
    assert!(told.rows[0].detail.ends_with("and 3 more"), "{}", told.rows[0].detail);
}

#[tokio::test]
async fn notices_are_read_and_put_away() {
    let app = TestApp::with_vault().await;
    app.core.send_test_notice().expect("a notice");
    app.core.send_test_notice().expect("a notice");
    let first = notices(&app);
    assert_eq!((first.total, first.unread), (2, 2));
    app.core.read_notices(&ReadNotices { ids: vec![first.rows[0].id] }).expect("read");
    assert_eq!(notices(&app).unread, 1);
    app.core.delete_notices(&ReadNotices { ids: vec![first.rows[0].id] }).expect("deleted");
    app.core.read_notices(&ReadNotices { ids: Vec::new() }).expect("all read");
    let left = notices(&app);
    assert_eq!((left.total, left.unread), (1, 0));
    app.core.delete_notices(&ReadNotices { ids: Vec::new() }).expect("all deleted");
    assert_eq!(notices(&app).total, 0);
}

#[tokio::test]
async fn a_locked_vault_is_left_alone() {
    let app = TestApp::with_vault().await;
    app.core.lock_vault().await.expect("a lock");
    assert!(app.core.run_due().is_err(), "nothing can be looked at without the key");
}
