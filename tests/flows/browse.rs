//! The table: searched, filtered, sorted, paged.

use certkeep_core::ErrorCode;
use certkeep_core::domain::secret::SecretStatus;
use certkeep_core::flows::browse::ListSecrets;
use certkeep_core::store::secrets::SecretsSort;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::everything;

async fn stocked() -> TestApp {
    let app = TestApp::with_vault().await;
    for (name, fixture) in [("beta", "p256.crt.pem"), ("alpha", "rsa-2048.crt.pem"), ("gamma", "sans.crt.pem"), ("Delta", "leaf.crt.pem")] {
        app.import(name, fixture, None, None);
    }
    app
}

fn names(app: &TestApp, request: ListSecrets) -> Vec<String> {
    app.core.list_secrets(request).unwrap().rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn rows_come_in_order_and_in_windows() {
    let app = stocked().await;
    assert_eq!(names(&app, everything()), ["alpha", "beta", "Delta", "gamma"]);
    assert_eq!(names(&app, ListSecrets { descending: true, limit: 2, ..everything() }), ["gamma", "Delta"]);
    let page = app.core.list_secrets(ListSecrets { offset: 3, limit: 2, ..everything() }).unwrap();
    assert_eq!((page.total, page.held, page.rows.len()), (4, 4, 1));
    let by_expiry = app.core.list_secrets(ListSecrets { sort: SecretsSort::NotAfter, ..everything() }).unwrap().rows;
    assert!(by_expiry.is_sorted_by_key(|row| row.not_after));
}

#[tokio::test]
async fn any_text_of_a_secret_is_found() {
    let app = stocked().await;
    let delta = app.core.list_secrets(ListSecrets { search: "delta".into(), ..everything() }).unwrap().rows.remove(0);
    let version = app.core.find_secret(delta.id).unwrap().versions.remove(0);
    let fingerprint = version.fingerprint_sha256.clone();
    let searches = [
        fingerprint.clone(),
        fingerprint.replace(':', "").to_uppercase(),
        version.serial_number,
        delta.id.to_string(),
        delta.display_name,
        "el".into(),
    ];
    for search in searches {
        assert!(names(&app, ListSecrets { search: search.clone(), ..everything() }).contains(&"Delta".to_owned()), "{search}");
    }
    for literal in ["%", "_", "\"", "**", "';--", "nothing like it"] {
        assert!(names(&app, ListSecrets { search: literal.into(), ..everything() }).is_empty(), "{literal} is taken literally");
    }
    let long = app.core.list_secrets(ListSecrets { search: "x".repeat(129), ..everything() }).unwrap_err();
    assert_eq!(long.code, ErrorCode::InvalidSearch);
}

#[tokio::test]
async fn status_is_filtered_as_it_is_shown() {
    let app = stocked().await;
    let active = ListSecrets { statuses: vec![SecretStatus::Active], ..everything() };
    assert_eq!(app.core.list_secrets(active.clone()).unwrap().total, 4);
    app.clock.pass_days(200 * 365);
    assert_eq!(app.core.list_secrets(active).unwrap().total, 0);
    assert_eq!(app.core.list_secrets(ListSecrets { statuses: vec![SecretStatus::Expired], ..everything() }).unwrap().total, 4);
}
