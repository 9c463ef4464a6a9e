//! What was done is kept in its order, found again, and cannot be changed without showing.

use super::*;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::store::activity::ActivityQuery;
use crate::store::activity::ChainBreak;

fn with_entries() -> (Store, Secret) {
    let store = Store::in_memory(now()).unwrap();
    let shop = secret("shop");
    add(&store, &shop, 90);
    for (day, action, about, detail) in [
        (0, ActivityAction::VaultCreated, false, ""),
        (1, ActivityAction::SecretImported, true, "Version 1"),
        (2, ActivityAction::GroupCreated, false, "“100% Web_team”"),
        (3, ActivityAction::KeyRevealed, true, "Version 1"),
    ] {
        let entry = ActivityEntry::new(action, now().plus_days(day)).saying(detail);
        let entry = if about { entry.about(&shop) } else { entry };
        store.write(|db| db.activity().record(&entry)).unwrap();
    }
    (store, shop)
}

fn all() -> ActivityQuery {
    ActivityQuery { limit: 100, ..ActivityQuery::default() }
}

fn numbers(store: &Store, query: &ActivityQuery) -> Vec<u32> {
    store.read(|db| db.activity().window(query)).unwrap().entries.iter().map(|entry| entry.number).collect()
}

#[test]
fn the_newest_entry_comes_first_and_filters_narrow() {
    let (store, shop) = with_entries();
    let search = |text: &str| ActivityQuery { search: Some(text.into()), ..all() };
    for (query, expected) in [
        (all(), vec![4, 3, 2, 1]),
        (ActivityQuery { secret: Some(shop.id), ..all() }, vec![4, 2]),
        (ActivityQuery { secret: Some(SecretId::fresh()), ..all() }, vec![]),
        (ActivityQuery { actions: vec![ActivityAction::VaultCreated, ActivityAction::KeyRevealed], ..all() }, vec![4, 1]),
        (ActivityQuery { since: Some(now().plus_days(1)), until: Some(now().plus_days(2)), ..all() }, vec![3, 2]),
        (ActivityQuery { offset: 1, limit: 2, ..all() }, vec![3, 2]),
        (search("SHOP"), vec![4, 2]),
        (search("web_team"), vec![3]),
        (search("0%"), vec![3]),
        (search("%"), vec![3]),
        (search("private key shown"), vec![4]),
        (search("nothing such"), vec![]),
        (ActivityQuery { secret: Some(shop.id), ..search("imported") }, vec![2]),
    ] {
        assert_eq!(numbers(&store, &query), expected, "{query:?}");
    }
    assert_eq!(store.read(|db| db.activity().window(&ActivityQuery { limit: 1, ..all() })).unwrap().total, 4);
}

#[test]
fn an_entry_outlives_its_secret() {
    let (store, shop) = with_entries();
    let newest = || store.read(|db| db.activity().window(&all())).unwrap().entries.remove(0);
    assert!(newest().secret_exists);
    store.write(|db| db.secrets().delete(shop.id)).unwrap();
    assert!(!newest().secret_exists);
    assert_eq!(newest().entry.secret.unwrap().name, "shop");
}

#[test]
fn a_failed_write_records_nothing() {
    let (store, _) = with_entries();
    let failed: Result<()> = store.write(|db| {
        db.activity().record(&ActivityEntry::new(ActivityAction::VaultLocked, now()))?;
        Err(Error::Cancelled)
    });
    assert!(failed.is_err());
    assert_eq!(numbers(&store, &all()).len(), 4);
    assert_eq!(store.read(|db| db.activity().verify()).unwrap().broken, None);
}

#[test]
fn no_entry_is_changed_or_deleted_by_the_app() {
    let (store, _) = with_entries();
    for statement in ["UPDATE activity SET detail = 'x' WHERE number = 2", "DELETE FROM activity WHERE number = 2"] {
        assert!(store.writing().execute(statement, []).is_err(), "{statement}");
    }
}

#[test]
fn whatever_is_done_to_the_chain_shows() {
    let changed = |number| Some(ChainBreak::Changed { number });
    let missing = |number| Some(ChainBreak::Missing { number });
    for (tampering, broken) in [
        ("SELECT 1", None),
        ("UPDATE activity SET detail = 'Version 2' WHERE number = 2", changed(2)),
        ("UPDATE activity SET at = at + 1 WHERE number = 1", changed(1)),
        ("UPDATE activity SET by = 'nobody' WHERE number = 4", changed(4)),
        ("UPDATE activity SET action = 'keyCopied' WHERE number = 4", changed(4)),
        ("UPDATE activity SET action = 'noSuchAction' WHERE number = 4", changed(4)),
        ("UPDATE activity SET secret_id = '', secret_name = secret_id || secret_name WHERE number = 4", changed(4)),
        ("UPDATE activity SET secret_name = 'shopV', detail = 'ersion 1' WHERE number = 2", changed(2)),
        ("UPDATE activity SET digest = zeroblob(32) WHERE number = 3", changed(3)),
        ("DELETE FROM activity WHERE number = 1", missing(1)),
        ("DELETE FROM activity WHERE number = 3", missing(3)),
        ("DELETE FROM activity WHERE number >= 3", missing(3)),
        ("DELETE FROM activity", missing(1)),
        ("UPDATE activity SET number = number - 1 WHERE number > 1 AND (SELECT 1 FROM activity)", changed(1)),
        ("UPDATE activity_end SET entries = 3", changed(4)),
        ("UPDATE activity_end SET digest = zeroblob(32)", changed(4)),
    ] {
        let (store, _) = with_entries();
        let guards = "DROP TRIGGER activity_is_never_changed; DROP TRIGGER activity_is_never_deleted;";
        let swap = if tampering.contains("number - 1") { "DELETE FROM activity WHERE number = 1;" } else { "" };
        store.writing().execute_batch(&format!("{guards}{swap}{tampering}")).unwrap();
        let check = store.read(|db| db.activity().verify()).unwrap();
        assert_eq!(check.broken, broken, "{tampering}");
        assert_eq!(check.sound, if broken.is_some() { check.sound } else { 4 });
    }
}

#[test]
fn a_removed_end_is_not_covered_by_what_is_recorded_later() {
    let (store, _) = with_entries();
    store.writing().execute_batch("DROP TRIGGER activity_is_never_deleted; DELETE FROM activity WHERE number = 4;").unwrap();
    store.write(|db| db.activity().record(&ActivityEntry::new(ActivityAction::VaultLocked, now()))).unwrap();
    assert_eq!(store.read(|db| db.activity().verify()).unwrap().broken, Some(ChainBreak::Missing { number: 4 }));
}
