//! Wrong keys, damage, other writers, full disks: nothing is lost, nothing is made up, everything is named.

use std::fs;
use std::thread;

use secrecy::ExposeSecret;

use super::*;

const MARK: &str = "canary-7f3a9c";

fn reopened(folder: &Path) -> Result<Store> {
    Store::open(&folder.join("certkeep.db"), &key())
}

/// Enough for more than one step of a copy.
fn add_big(store: &Store) {
    let big = Payload { certificate: vec![1; 4_000_000], private_key: None, intermediate: None };
    let one = secret("big");
    let version = version(&one, 1, now());
    store
        .write(|db| {
            db.secrets().insert(&one)?;
            db.versions().insert(&version, &facts("big", "CA", &version), &big)
        })
        .unwrap();
}

fn all_payload(store: &Store) -> Result<Vec<String>> {
    store.read(|db| {
        let everything = secrets::SecretsQuery {
            search: None,
            kinds: Vec::new(),
            groups: Vec::new(),
            statuses: Vec::new(),
            labels: Vec::new(),
            expires_from: None,
            expires_before: None,
            sort: secrets::SecretsSort::Name,
            descending: false,
            offset: 0,
            limit: 1000,
            now: now(),
        };
        let mut all = Vec::new();
        for row in db.secrets().page(&everything)?.rows {
            for version in db.versions().list(row.id)? {
                let payload = db.versions().payload(version.id)?;
                let key = payload.private_key.map(|key| String::from_utf8_lossy(key.expose_secret()).into_owned());
                all.push(format!("{} {} {:?} {key:?}", row.name, version.serial_number, payload.certificate));
            }
        }
        Ok(all)
    })
}

#[test]
fn what_was_written_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let shop = secret("shop");
    let store = in_folder(folder.path());
    add(&store, &shop, 90);
    drop(store);
    let store = reopened(folder.path()).unwrap();
    assert_eq!(store.read(|db| db.secrets().find(shop.id)).unwrap(), shop);
    assert!(store.check().unwrap().is_empty());
}

#[test]
fn a_database_is_never_made_or_overwritten_by_mistake() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(reopened(folder.path()), Err(Error::Missing { .. })));
    drop(in_folder(folder.path()));
    let again = Store::create(&folder.path().join("certkeep.db"), &key(), now());
    assert!(matches!(again, Err(Error::AlreadyThere { .. })));
    assert!(reopened(folder.path()).is_ok());
}

#[test]
fn a_wrong_key_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    drop(in_folder(folder.path()));
    let other = SecretBox::new(Box::new([8; 32]));
    let opened = Store::open(&folder.path().join("certkeep.db"), &other);
    assert!(matches!(opened, Err(Error::WrongKeyOrDamaged)));
    assert!(!format!("{opened:?}").contains("0808"));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let store = in_folder(folder.path());
    add(&store, &secret("shop"), 90);
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap()).collect();
    assert_eq!(files.len(), 3, "the database, its log and its index of the log: {files:?}");
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
}

#[test]
fn a_byte_flipped_anywhere_is_damage_and_never_wrong_data() {
    let folder = tempfile::tempdir().unwrap();
    let store = in_folder(folder.path());
    for n in 0..30 {
        add(&store, &secret(&format!("secret-{n}")), 90);
    }
    let expected = all_payload(&store).unwrap();
    store.checkpoint().unwrap();
    drop(store);
    let path = folder.path().join("certkeep.db");
    let whole = fs::read(&path).unwrap();
    let (mut refused, mut unread) = (0, 0);
    for at in (0..whole.len()).step_by(509) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        fs::write(&path, &flipped).unwrap();
        for leftover in ["certkeep.db-wal", "certkeep.db-shm"] {
            let _ = fs::remove_file(folder.path().join(leftover));
        }
        let read = reopened(folder.path()).and_then(|store| Ok((all_payload(&store)?, store.check()?)));
        match read {
            Err(Error::Damaged { .. } | Error::WrongKeyOrDamaged) => refused += 1,
            Ok((data, findings)) => {
                assert_eq!(data, expected, "byte {at}");
                assert!(!findings.is_empty(), "byte {at}: a check finds what reading did not meet");
                unread += 1;
            }
            Err(other) => panic!("byte {at}: {other:?}"),
        }
    }
    assert!(refused > 20 && unread > 0, "{refused} refused, {unread} found by the check");
}

#[test]
fn a_file_that_is_cut_off_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let store = in_folder(folder.path());
    for n in 0..30 {
        add(&store, &secret(&format!("secret-{n}")), 90);
    }
    store.checkpoint().unwrap();
    drop(store);
    let path = folder.path().join("certkeep.db");
    let whole = fs::read(&path).unwrap();
    for keep in [0, 10, 1024, 4096, whole.len() / 2, whole.len() - 4096, whole.len() - 100] {
        fs::write(&path, &whole[..keep]).unwrap();
        let read = reopened(folder.path()).and_then(|store| Ok((all_payload(&store)?, store.check()?)));
        match read {
            Err(Error::Damaged { .. } | Error::WrongKeyOrDamaged) => {}
            Ok((_, findings)) => assert!(!findings.is_empty(), "cut to {keep}"),
            Err(other) => panic!("cut to {keep}: {other:?}"),
        }
        assert_eq!(fs::metadata(&path).unwrap().len(), keep as u64, "a damaged file is left as it is");
    }
}

#[test]
fn two_programs_write_to_one_database() {
    let folder = tempfile::tempdir().unwrap();
    let first = in_folder(folder.path());
    let second = reopened(folder.path()).unwrap();
    thread::scope(|scope| {
        for (name, store) in [("first", &first), ("second", &second)] {
            scope.spawn(move || (0..40).for_each(|n| drop(add(store, &secret(&format!("{name}-{n}")), 90))));
            scope.spawn(move || (0..40).for_each(|_| assert!(store.read(|db| db.secrets().count()).unwrap() <= 80)));
        }
    });
    for store in [&first, &second] {
        assert_eq!(store.read(|db| db.secrets().count()).unwrap(), 80);
        assert!(store.check().unwrap().is_empty());
    }
}

#[test]
fn a_full_disk_is_named_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = in_folder(folder.path());
    add(&store, &secret("before"), 90);
    store.write(|db| Ok(db.connection.execute_batch("PRAGMA max_page_count = 1")?)).unwrap();
    let big = Payload { certificate: vec![1; 200_000], private_key: None, intermediate: None };
    let late = secret("late");
    let version = version(&late, 1, now());
    let written = store.write(|db| {
        db.secrets().insert(&late)?;
        db.versions().insert(&version, &facts("late", "CA", &version), &big)
    });
    assert!(matches!(written, Err(Error::DiskFull)));
    assert_eq!(store.read(|db| db.secrets().count()).unwrap(), 1);
    assert!(store.check().unwrap().is_empty());
}

#[test]
fn a_database_of_a_newer_app_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = in_folder(folder.path());
    store.write(|db| Ok(db.connection.execute_batch("PRAGMA user_version = 99")?)).unwrap();
    drop(store);
    let opened = reopened(folder.path());
    assert!(matches!(opened, Err(Error::NewerDatabase { found: 99, known }) if known == Store::schema_version()));
}

#[test]
fn a_copy_is_consistent_while_others_write() {
    let folder = tempfile::tempdir().unwrap();
    let store = in_folder(folder.path());
    for n in 0..200 {
        add(&store, &secret(&format!("secret-{n}")), 90);
    }
    add_big(&store);
    let target = folder.path().join("copy.db");
    let mut steps = 0;
    store
        .backup_to(&target, |done, all| {
            steps += 1;
            add(&store, &secret(&format!("meanwhile-{steps}")), 90);
            done <= all
        })
        .unwrap();
    assert!(steps > 1, "somebody wrote between two steps");
    let copy = Store::open(&target, &key()).unwrap();
    assert_eq!(copy.read(|db| db.secrets().count()).unwrap(), 201, "a copy shows one moment");
    assert!(copy.check().unwrap().is_empty());
    assert!(store.backup_to(&target, |_, _| true).is_err(), "nothing is overwritten");
}

#[test]
fn a_cancelled_copy_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = in_folder(folder.path());
    add_big(&store);
    let target = folder.path().join("copy.db");
    assert!(matches!(store.backup_to(&target, |_, _| false), Err(Error::Cancelled)));
    assert!(!target.exists());
}

/// The same store without encryption: what lies about in the file can be seen.
fn unencrypted(path: &Path) -> Store {
    let mut connection = Connection::open(path).unwrap();
    connection::set_up(&connection, Purpose::Writing).unwrap();
    connection::migrate(&mut connection).unwrap();
    let store = Store { path: path.to_owned(), key: key(), writer: Mutex::new(connection), readers: None };
    store.write(|db| db.groups().insert_default(now())).unwrap();
    store
}

#[test]
fn a_deleted_secret_leaves_no_trace_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plain.db");
    let store = unencrypted(&path);
    for n in 0..50 {
        add(&store, &secret(&format!("other-{n}")), 90);
    }
    let marked = Secret { description: Description::parse(MARK).unwrap(), labels: labels(&[MARK]), ..secret(MARK) };
    let first = version(&marked, 1, now());
    let big = Payload {
        certificate: MARK.repeat(2_000).into_bytes(),
        private_key: Some(MARK.repeat(3_000).into_bytes().into()),
        intermediate: Some(MARK.into()),
    };
    store
        .write(|db| {
            db.secrets().insert(&marked)?;
            db.versions().insert(&first, &facts(MARK, MARK, &first), &big)
        })
        .unwrap();
    for n in 50..60 {
        add(&store, &secret(&format!("other-{n}")), 90);
    }
    store.checkpoint().unwrap();
    assert!(holds(&fs::read(&path).unwrap(), MARK), "the search below can see what is there");
    store.write(|db| db.secrets().delete(marked.id)).unwrap();
    store.checkpoint().unwrap();
    assert!(!holds(&fs::read(&path).unwrap(), MARK));
    assert_eq!(fs::metadata(folder.path().join("plain.db-wal")).unwrap().len(), 0);
    assert!(store.check().is_ok());
}

#[test]
fn nothing_is_readable_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let store = in_folder(folder.path());
    add(&store, &secret(MARK), 90);
    for file in fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        assert!(!holds(&bytes, MARK) && !holds(&bytes, "SQLite format") && !holds(&bytes, "secrets_by"), "{}", path.display());
    }
}

fn holds(bytes: &[u8], mark: &str) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark.as_bytes())
}
