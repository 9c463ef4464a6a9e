//! Rows come back as they went in.

use secrecy::ExposeSecret;

use super::*;
use crate::domain::group::SecretGroup;
use crate::domain::names::GroupName;
use crate::domain::version::VERSIONS_KEPT_MOST;

fn store() -> Store {
    Store::in_memory(now()).unwrap()
}

fn group(name: &str) -> SecretGroup {
    SecretGroup {
        id: GroupId::fresh(),
        name: GroupName::parse(name).unwrap(),
        description: Description::default(),
        created_at: now(),
        updated_at: now(),
    }
}

#[test]
fn a_secret_comes_back_as_it_went_in() {
    let store = store();
    let filled = Secret {
        description: Description::parse("What it’s for\nand more").unwrap(),
        labels: labels(&["us south", "dev"]),
        custom_metadata: CustomMetadata::parse(r#"{"owner":"web","n":[1,2]}"#).unwrap(),
        state: SecretState::PreActivation,
        kind: SecretKind::PublicCert,
        ..secret("shop-tls")
    };
    store.write(|db| db.secrets().insert(&filled)).unwrap();
    assert_eq!(store.read(|db| db.secrets().find(filled.id)).unwrap(), filled);

    let edited = Secret { labels: labels(&["prod"]), name: SecretName::parse("shop2").unwrap(), updated_at: now().plus_days(1), ..filled };
    store.write(|db| db.secrets().update(&edited)).unwrap();
    assert_eq!(store.read(|db| db.secrets().find(edited.id)).unwrap(), edited);
    let counted = store.read(|db| db.secrets().labels()).unwrap();
    assert_eq!(counted.iter().map(|l| (l.label.as_str(), l.count)).collect::<Vec<_>>(), [("prod", 1)]);
}

#[test]
fn a_name_is_taken_within_its_kind_only_and_by_its_case() {
    let store = store();
    add(&store, &secret("shop"), 90);
    let again = store.write(|db| db.secrets().insert(&secret("shop")));
    assert!(matches!(again, Err(Error::NameTaken { name }) if name == "shop"));
    store.write(|db| db.secrets().insert(&secret("Shop"))).unwrap();
    store.write(|db| db.secrets().insert(&Secret { kind: SecretKind::PrivateCert, ..secret("shop") })).unwrap();
    assert_eq!(store.read(|db| db.secrets().count()).unwrap(), 3);
}

#[test]
fn payload_comes_back_byte_for_byte() {
    let store = store();
    let (shop, bytes) = (secret("shop"), (0..=255).collect::<Vec<u8>>());
    let version = version(&shop, 1, now().plus_days(90));
    let given = Payload { certificate: bytes.clone(), private_key: Some(bytes.clone().into()), intermediate: Some(Vec::new()) };
    store
        .write(|db| {
            db.secrets().insert(&shop)?;
            db.versions().insert(&version, &facts("shop", "CA", &version), &given)
        })
        .unwrap();
    let read = store.read(|db| db.versions().payload(version.id)).unwrap();
    assert_eq!(read.certificate, bytes);
    assert_eq!(read.private_key.unwrap().expose_secret(), bytes);
    assert_eq!(read.intermediate, Some(Vec::new()));
    assert_eq!(store.read(|db| db.versions().find(version.id)).unwrap(), version);
}

#[test]
fn old_payload_goes_and_its_version_stays() {
    let store = store();
    let shop = secret("shop");
    store.write(|db| db.secrets().insert(&shop)).unwrap();
    for number in 1..=VERSIONS_KEPT_MOST + 3 {
        let version = version(&shop, number, now().plus_days(i64::from(number)));
        let removed = store.write(|db| {
            db.versions().insert(&version, &facts(&format!("v{number}"), "CA", &version), &payload("x"))?;
            db.versions().prune(shop.id, VERSIONS_KEPT_MOST)
        });
        let expected: Vec<u32> = number.checked_sub(VERSIONS_KEPT_MOST).filter(|old| *old > 0).into_iter().collect();
        assert_eq!(removed.unwrap(), expected);
    }
    let versions = store.read(|db| db.versions().list(shop.id)).unwrap();
    assert_eq!(versions.len(), VERSIONS_KEPT_MOST as usize + 3);
    assert_eq!(versions[0].number, VERSIONS_KEPT_MOST + 3, "newest first");
    assert_eq!(versions.iter().filter(|version| version.payload_available).count(), VERSIONS_KEPT_MOST as usize);
    let oldest = versions.last().unwrap();
    assert!(matches!(store.read(|db| db.versions().payload(oldest.id)), Err(Error::PayloadGone)));
    assert!(matches!(store.read(|db| db.versions().payload(VersionId::fresh())), Err(Error::NoSuchVersion)));

    let row = store.read(|db| db.secrets().row(shop.id, now())).unwrap();
    assert_eq!((row.display_name.as_deref(), row.versions_total), (Some("v53"), VERSIONS_KEPT_MOST + 3), "the table shows the newest");
    store.write(|db| db.versions().mark_downloaded(versions[0].id)).unwrap();
    assert!(store.read(|db| db.versions().current(shop.id)).unwrap().unwrap().downloaded);
}

#[test]
fn a_group_is_deleted_only_when_empty() {
    let store = store();
    let team = group("Web team");
    store.write(|db| db.groups().insert(&team)).unwrap();
    let shop = Secret { group_id: team.id, ..secret("shop") };
    add(&store, &shop, 90);
    let listed = store.read(|db| db.groups().list()).unwrap();
    assert_eq!(listed.iter().map(|g| (g.group.name.as_str(), g.secrets)).collect::<Vec<_>>(), [("Default", 0), ("Web team", 1)]);
    assert!(matches!(store.write(|db| db.groups().delete(team.id)), Err(Error::GroupNotEmpty { count: 1 })));
    store.write(|db| db.secrets().move_to_group(shop.id, GroupId::DEFAULT, now())).unwrap();
    store.write(|db| db.groups().delete(team.id)).unwrap();
    assert!(matches!(store.write(|db| db.groups().delete(team.id)), Err(Error::NoSuchGroup)));
    assert!(matches!(store.write(|db| db.groups().delete(GroupId::DEFAULT)), Err(Error::DefaultGroup)));
    assert!(matches!(store.write(|db| db.secrets().move_to_group(shop.id, team.id, now())), Err(Error::NoSuchGroup)));
}

#[test]
fn group_names_differ_by_more_than_case() {
    let store = store();
    store.write(|db| db.groups().insert(&group("Büro"))).unwrap();
    for taken in ["BÜRO", "büro", "DEFAULT"] {
        assert!(matches!(store.write(|db| db.groups().insert(&group(taken))), Err(Error::GroupNameTaken { .. })), "{taken}");
    }
    let other = group("Other");
    store.write(|db| db.groups().insert(&other)).unwrap();
    let renamed = SecretGroup { name: GroupName::parse("BÜRO").unwrap(), ..other.clone() };
    assert!(matches!(store.write(|db| db.groups().update(&renamed)), Err(Error::GroupNameTaken { .. })));
    let recased = SecretGroup { name: GroupName::parse("OTHER").unwrap(), ..other };
    store.write(|db| db.groups().update(&recased)).unwrap();
}

#[test]
fn a_certificate_is_found_by_its_fingerprint_in_any_spelling() {
    let store = store();
    let shop = secret("shop");
    let version = add(&store, &shop, 90);
    let colons = version.fingerprint_sha256;
    for spelled in [colons.clone(), colons.replace(':', ""), colons.to_uppercase()] {
        assert_eq!(store.read(|db| db.secrets().find_by_fingerprint(&spelled)).unwrap(), [shop.id], "{spelled}");
    }
    assert!(store.read(|db| db.secrets().find_by_fingerprint("00")).unwrap().is_empty());
}

#[test]
fn settings_are_kept_and_forgotten() {
    let store = store();
    let find = || store.read(|db| db.settings().find("idle")).unwrap();
    assert_eq!(find(), None);
    for value in ["5", "10"] {
        store.write(|db| db.settings().set("idle", value)).unwrap();
        assert_eq!(find().as_deref(), Some(value));
    }
    store.write(|db| db.settings().remove("idle")).unwrap();
    assert_eq!(find(), None);
}

#[test]
fn a_failed_write_leaves_nothing() {
    let store = store();
    let failed: Result<()> = store.write(|db| {
        db.secrets().insert(&secret("shop"))?;
        Err(Error::Cancelled)
    });
    assert!(failed.is_err());
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _: Result<()> = store.write(|db| {
            db.secrets().insert(&secret("shop")).unwrap();
            panic!("on purpose");
        });
    }));
    assert!(panicked.is_err());
    assert_eq!(store.read(|db| db.secrets().count()).unwrap(), 0);
    add(&store, &secret("shop"), 1);
}
