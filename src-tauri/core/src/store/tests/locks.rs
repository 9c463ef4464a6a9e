//! Locks on versions, as rows.

use super::*;
use crate::domain::lock::LOCKS_MAX;
use crate::domain::lock::Lock;
use crate::domain::lock::LockDescription;
use crate::domain::lock::LockName;

fn lock(version: &SecretVersion, name: &str) -> Lock {
    Lock {
        version_id: version.id,
        name: LockName::parse(name).unwrap(),
        description: LockDescription::default(),
        attributes: CustomMetadata::default(),
        created_at: now(),
        created_by: "local-user".into(),
        updated_at: now(),
    }
}

#[test]
fn a_lock_is_put_replaced_and_removed_and_counted() {
    let store = Store::in_memory(now()).unwrap();
    let shop = secret("shop");
    let version = add(&store, &shop, 90);
    let total = || store.read(|db| db.secrets().row(shop.id, now())).unwrap().locks_total;
    let first = lock(&version, "audit");
    assert!(!store.write(|db| db.locks().put(&first)).unwrap());
    let later = Lock {
        description: LockDescription::parse("until May").unwrap(),
        attributes: CustomMetadata::parse(r#"{"ticket":7}"#).unwrap(),
        created_at: now().plus_days(1),
        updated_at: now().plus_days(1),
        ..first.clone()
    };
    assert!(store.write(|db| db.locks().put(&later)).unwrap(), "it takes the place of the first");
    let kept = Lock { created_at: first.created_at, ..later };
    assert_eq!(store.read(|db| db.locks().list(shop.id)).unwrap(), [kept]);
    store.write(|db| db.locks().put(&lock(&version, "Billing"))).unwrap();
    let names = store.read(|db| db.locks().on(version.id)).unwrap().into_iter().map(|lock| lock.name.to_string()).collect::<Vec<_>>();
    assert_eq!((names, total()), (vec!["audit".into(), "Billing".into()], 2));
    assert_eq!(store.read(|db| db.versions().find(version.id)).unwrap().locks, 2);

    assert!(store.write(|db| db.locks().remove(version.id, &first.name)).unwrap());
    assert!(!store.write(|db| db.locks().remove(version.id, &first.name)).unwrap(), "it is gone already");
    assert_eq!(total(), 1);
    store.write(|db| db.secrets().delete(shop.id)).unwrap();
    assert_eq!(store.writing().query_row("SELECT count(*) FROM locks", [], |row| row.get::<_, u32>(0)).unwrap(), 0);
}

#[test]
fn only_what_has_its_payload_is_locked_and_not_without_end() {
    let store = Store::in_memory(now()).unwrap();
    let shop = secret("shop");
    let version = add(&store, &shop, 90);
    let full = store.write(|db| {
        (0..LOCKS_MAX).try_for_each(|number| db.locks().put(&lock(&version, &format!("lock-{number}"))).map(drop))?;
        assert!(db.locks().put(&lock(&version, "lock-0"))?, "a full secret still takes one in the place of another");
        db.locks().put(&lock(&version, "one-more"))
    });
    assert!(matches!(full, Err(Error::TooManyLocks)));

    store.write(|db| db.versions().delete_payload(version.id)).unwrap();
    assert!(matches!(store.write(|db| db.locks().put(&lock(&version, "late"))), Err(Error::PayloadGone)));
    assert!(matches!(store.write(|db| db.versions().delete_payload(version.id)), Err(Error::PayloadGone)));
    assert!(matches!(
        store.write(|db| db.locks().put(&Lock { version_id: VersionId::fresh(), ..lock(&version, "x") })),
        Err(Error::NoSuchVersion)
    ));
}

#[test]
fn what_is_locked_does_not_become_too_old() {
    let store = Store::in_memory(now()).unwrap();
    let shop = secret("shop");
    let first = add(&store, &shop, 90);
    store.write(|db| db.locks().put(&lock(&first, "audit"))).unwrap();
    for number in 2..=4 {
        let version = version(&shop, number, now().plus_days(90));
        store.write(|db| db.versions().insert(&version, &facts("shop", "CA", &version), &payload("x"))).unwrap();
    }
    assert_eq!(store.write(|db| db.versions().prune(shop.id, 2)).unwrap(), [2], "the locked one is spared");
    assert!(store.read(|db| db.versions().payload(first.id)).is_ok());
}
