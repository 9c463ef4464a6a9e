//! The table: searched, filtered, sorted, paged.

use certkeep_core::ErrorCode;
use certkeep_core::domain::secret::SecretStatus;
use certkeep_core::flows::browse::ListSecrets;
use certkeep_core::store::search::FoundField;
use certkeep_core::store::search::FoundIn;
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

#[tokio::test]
async fn what_expires_when_is_a_filter() {
    let app = stocked().await;
    let by_expiry = app.core.list_secrets(ListSecrets { sort: SecretsSort::NotAfter, ..everything() }).unwrap().rows;
    let (first, last) = (by_expiry[0].not_after, by_expiry[3].not_after);
    let total = |from, before| {
        let request = ListSecrets { expires_from: from, expires_before: before, ..everything() };
        let page = app.core.list_secrets(request.clone()).unwrap();
        assert_eq!((page.total, page.total_exact), (app.core.count_secrets(request).unwrap(), true));
        page.total
    };
    assert_eq!((total(None, first), total(first, None)), (0, 4), "before it does not include it, from it does");
    assert_eq!(total(first, last), by_expiry.iter().filter(|row| row.not_after < last).count() as u32);
    assert_eq!(total(last.map(|last| last.plus_days(1)), None), 0);
}

#[tokio::test]
async fn a_row_says_where_a_word_was_found_that_it_does_not_show() {
    let app = stocked().await;
    let found = |search: &str| {
        let rows = app.core.list_secrets(ListSecrets { search: search.into(), ..everything() }).unwrap().rows;
        rows.into_iter().find(|row| row.name == "Delta").unwrap_or_else(|| panic!("{search} is found")).found_in
    };
    let delta = app.core.list_secrets(ListSecrets { search: "Delta".into(), ..everything() }).unwrap().rows.remove(0);
    let fingerprint = app.core.find_secret(delta.id).unwrap().versions.remove(0).fingerprint_sha256;
    for shown in ["delt", &delta.display_name, &delta.issuer_name] {
        assert_eq!(found(shown), None, "{shown} is on the screen already");
    }
    let bare = fingerprint.replace(':', "");
    for (search, what, text) in [
        (fingerprint[..20].to_uppercase(), FoundField::Fingerprint, &fingerprint),
        (bare[8..30].to_owned(), FoundField::Fingerprint, &bare),
        (format!("delta {}", &delta.id.to_string()[..30]), FoundField::Id, &delta.id.to_string()),
    ] {
        assert_eq!(found(&search), Some(FoundIn { what, text: text.clone() }), "{search}");
    }
}
