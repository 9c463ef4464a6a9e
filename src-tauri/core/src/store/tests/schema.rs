//! Databases of every schema that was ever released open, are brought up to date, and keep what is in them.

use std::fs;

use secrecy::ExposeSecret;

use super::*;
use crate::domain::group::SecretGroup;
use crate::domain::names::GroupName;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/schema");

fn group() -> SecretGroup {
    SecretGroup {
        id: "01900000-0000-7000-8000-000000000001".parse().unwrap(),
        name: GroupName::parse("Web team").unwrap(),
        description: Description::parse("Everything that faces the web").unwrap(),
        created_at: now(),
        updated_at: now(),
    }
}

fn shop() -> Secret {
    Secret {
        id: "01900000-0000-7000-8000-000000000002".parse().unwrap(),
        group_id: group().id,
        description: Description::parse("The shop’s front door").unwrap(),
        labels: labels(&["us south", "prod"]),
        custom_metadata: CustomMetadata::parse(r#"{"owner":"web"}"#).unwrap(),
        ..secret("shop-tls")
    }
}

fn versions() -> [SecretVersion; 2] {
    [("01900000-0000-7000-8000-000000000003", 1), ("01900000-0000-7000-8000-000000000004", 2)]
        .map(|(id, number)| SecretVersion { id: id.parse().unwrap(), ..version(&shop(), number, now().plus_days(90)) })
}

fn fill(path: &Path) {
    let store = Store::create(path, &key(), now()).unwrap();
    store
        .write(|db| {
            db.groups().insert(&group())?;
            db.secrets().insert(&shop())?;
            for version in versions() {
                db.versions().insert(&version, &facts("shop.example.com", "Example CA", &version), &payload("kept"))?;
            }
            db.settings().set("idle", "5")
        })
        .unwrap();
    store.checkpoint().unwrap();
}

fn expect_everything(store: &Store, file: &str) {
    let (group, secret, kept, payload) = store
        .read(|db| {
            let newest = db.versions().payload(versions()[1].id)?;
            Ok((db.groups().find(group().id)?, db.secrets().find(shop().id)?, db.versions().list(shop().id)?, newest))
        })
        .unwrap();
    assert_eq!((group.group, group.secrets), (self::group(), 1), "{file}");
    assert_eq!(secret, shop(), "{file}");
    assert_eq!(kept, versions().into_iter().rev().collect::<Vec<_>>(), "{file}");
    assert_eq!(payload.certificate, self::payload("kept").certificate, "{file}");
    assert_eq!(payload.private_key.unwrap().expose_secret(), self::payload("kept").private_key.unwrap().expose_secret(), "{file}");
    assert_eq!(store.read(|db| db.settings().find("idle")).unwrap().as_deref(), Some("5"), "{file}");
    assert!(store.check().unwrap().is_empty(), "{file}");
}

#[test]
fn a_database_of_every_released_schema_opens() {
    for schema in 1..=Store::schema_version() {
        let file = format!("v{schema}.db");
        let kept = Path::new(FOLDER).join(&file);
        assert!(kept.is_file(), "{file} is missing: the test below writes the newest one");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(&file);
        fs::copy(&kept, &path).unwrap();
        expect_everything(&Store::open(&path, &key()).unwrap(), &file);
    }
}

/// Writes the file of a new schema once; from then on it is history and is never written again.
#[test]
fn the_newest_schema_has_its_file() {
    let kept = Path::new(FOLDER).join(format!("v{}.db", Store::schema_version()));
    if !kept.exists() {
        fill(&kept);
        panic!("{} was missing and was written just now: commit it", kept.display());
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    fill(&path);
    expect_everything(&Store::open(&path, &key()).unwrap(), "a new database");
    assert_eq!(schema(&path), schema_of_copy(&kept), "a released schema is never edited: write a new migration");
}

fn schema_of_copy(kept: &Path) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.db");
    fs::copy(kept, &path).unwrap();
    schema(&path)
}

fn schema(path: &Path) -> Vec<String> {
    let store = Store::open(path, &key()).unwrap();
    let writer = store.writing();
    let mut select = writer.prepare("SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name").unwrap();
    let statements = select.query_map([], |row| row.get(0)).unwrap();
    statements.map(|statement| statement.unwrap()).collect()
}
