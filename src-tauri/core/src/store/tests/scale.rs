//! Lists too long to be looked through: every way of finding a window finds the same rows in the same order.

use super::secrets::SecretListRow;
use super::secrets::SecretsQuery;
use super::secrets::SecretsSort;
use super::*;
use crate::domain::secret::SecretStatus;

const HELD: usize = 2600;

fn everything() -> SecretsQuery {
    SecretsQuery {
        search: None,
        kinds: Vec::new(),
        groups: Vec::new(),
        statuses: Vec::new(),
        labels: Vec::new(),
        expires_from: None,
        expires_before: None,
        sort: SecretsSort::Name,
        descending: false,
        offset: 0,
        limit: 100,
        now: now(),
    }
}

/// `rare` on a few, `half` on every other, `late` on all whose names come last; labels likewise.
fn long_list() -> Store {
    let store = Store::in_memory(now()).unwrap();
    store
        .write(|db| {
            for n in 0..HELD {
                let mut words = vec!["common"];
                words.extend(
                    [(n % 700 == 3, "rare"), (n % 2 == 0, "half"), (n >= 1400, "late")].into_iter().filter(|(is, _)| *is).map(|(_, w)| w),
                );
                let one = Secret {
                    description: Description::parse(&words.join(" ")).unwrap(),
                    kind: SecretKind::ALL[n % 3],
                    labels: labels(&words),
                    ..secret(&format!("host-{n:05}"))
                };
                let version = version(&one, 1, now().plus_days((n * 7919 % 400) as i64 - 20));
                db.secrets().insert(&one)?;
                db.versions().insert(&version, &facts(one.name.as_str(), "Example CA", &version), &payload("x"))?;
            }
            Ok(())
        })
        .unwrap();
    store
}

fn whole(store: &Store, sort: SecretsSort, descending: bool) -> Vec<SecretListRow> {
    let window = |offset| SecretsQuery { sort, descending, offset, limit: 1000, ..everything() };
    store
        .read(|db| [0, 1000, 2000].into_iter().map(|offset| Ok(db.secrets().page(&window(offset))?.rows)).collect::<Result<Vec<_>>>())
        .unwrap()
        .concat()
}

fn passes(row: &SecretListRow, query: &SecretsQuery) -> bool {
    let fingerprint = row.fingerprint_sha256.as_deref().unwrap_or_default().replace(':', "");
    let text = format!("{}\n{}\n{fingerprint}\n0abcdef0\n{}\nexample ca", row.name, row.description, row.id);
    query.search.iter().flat_map(|search| search.split(' ')).all(|word| text.contains(word))
        && (query.kinds.is_empty() || query.kinds.contains(&row.kind))
        && (query.statuses.is_empty() || query.statuses.contains(&row.status))
        && query.labels.iter().all(|label| row.labels.contains(label))
        && query.expires_before.is_none_or(|before| row.not_after.is_some_and(|end| end < before))
}

#[test]
fn every_way_finds_the_same_rows_in_the_same_order() {
    let store = long_list();
    let search = |word: &str| SecretsQuery { search: Some(word.into()), ..everything() };
    let questions = [
        search("common"),
        search("late"),
        search("half late"),
        search("common late host"),
        search("common host example"),
        search("common st host late"),
        search("rare"),
        search("host"),
        search("st"),
        search("la"),
        search("-025"),
        search("99"),
        search("ZZ"),
        SecretsQuery { kinds: vec![SecretKind::PublicCert], ..search("common") },
        SecretsQuery { statuses: vec![SecretStatus::ExpiringSoon], ..search("late") },
        SecretsQuery { statuses: vec![SecretStatus::Expired, SecretStatus::Active], labels: vec!["half".into()], ..search("common") },
        SecretsQuery { labels: vec!["half".into(), "late".into()], ..everything() },
        SecretsQuery { labels: vec!["common".into()], expires_before: Some(now().plus_days(50)), ..everything() },
        SecretsQuery { labels: vec!["nobody".into()], ..everything() },
        SecretsQuery { labels: vec!["rare".into()], ..search("rare") },
    ];
    let mut inexact = 0;
    for (sort, descending) in
        [(SecretsSort::Name, false), (SecretsSort::Name, true), (SecretsSort::NotAfter, false), (SecretsSort::Status, false)]
    {
        let all = whole(&store, sort, descending);
        assert_eq!(all.len(), HELD);
        for question in &questions {
            let expected: Vec<&str> = all.iter().filter(|row| passes(row, question)).map(|row| row.name.as_str()).collect();
            let about = format!("{:?} {:?} {sort:?} {descending}", question.search, question.labels);
            assert_eq!(store.read(|db| db.secrets().total(question)).unwrap() as usize, expected.len(), "{about}");
            for (offset, limit) in [(0, 10), (0, 100), (50, 100), (1200, 100), (2590, 100)] {
                let window = SecretsQuery { sort, descending, offset, limit, ..question.clone() };
                let page = store.read(|db| db.secrets().page(&window)).unwrap();
                let names: Vec<&str> = page.rows.iter().map(|row| row.name.as_str()).collect();
                let from = (offset as usize).min(expected.len());
                assert_eq!(names, expected[from..(from + limit as usize).min(expected.len())], "{about} from {offset}");
                match page.total_exact {
                    true => assert_eq!(page.total as usize, expected.len(), "{about}"),
                    false => assert!(page.total as usize <= expected.len() && page.total >= offset + limit, "{about}: {}", page.total),
                }
                inexact += u32::from(!page.total_exact);
            }
        }
    }
    assert!(inexact > 20, "common words are not counted to the end: {inexact}");
}

#[test]
fn a_selection_is_what_matches_without_what_was_taken_out() {
    let store = long_list();
    let late = SecretsQuery { search: Some("late".into()), limit: 1, ..everything() };
    let (ids, counts) = store
        .read(|db| {
            let rows = db.secrets().matching(&late)?;
            let some = db.secrets().ids(&rows)?;
            let left = rows.without(&db.secrets().rows_of(&some[..100])?);
            Ok((db.secrets().ids(&left)?, db.secrets().counts(&left)?))
        })
        .unwrap();
    assert_eq!((ids.len(), counts.secrets, counts.with_key), (1100, 1100, 1100));
}
