//! Filters, orders, windows and searches agree with plain Rust over the same rows.

use super::secrets::SecretListRow;
use super::secrets::SecretsQuery;
use super::secrets::SecretsSort;
use super::*;
use crate::domain::group::SecretGroup;
use crate::domain::names::GroupName;
use crate::domain::secret::SecretStatus;

const SORTS: [SecretsSort; 10] = [
    SecretsSort::Name,
    SecretsSort::Kind,
    SecretsSort::Status,
    SecretsSort::DisplayName,
    SecretsSort::Issuer,
    SecretsSort::NotAfter,
    SecretsSort::Group,
    SecretsSort::Labels,
    SecretsSort::Created,
    SecretsSort::Updated,
];
const STATUSES: [SecretStatus; 8] = [
    SecretStatus::PreActivation,
    SecretStatus::Active,
    SecretStatus::ExpiringSoon,
    SecretStatus::Expired,
    SecretStatus::Suspended,
    SecretStatus::Deactivated,
    SecretStatus::Revoked,
    SecretStatus::Destroyed,
];

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
        limit: 1000,
        now: now(),
    }
}

fn plan(store: &Store, sql: &str) -> Vec<String> {
    store
        .read(|db| {
            let mut explain = db.connection.prepare(sql)?;
            let lines = explain.query_map([], |row| row.get::<_, String>(3))?;
            Ok(lines.collect::<rusqlite::Result<Vec<_>>>()?)
        })
        .unwrap()
}

fn sorted(mut ids: Vec<SecretId>) -> Vec<SecretId> {
    ids.sort();
    ids
}

fn rows(store: &Store, query: &SecretsQuery) -> Vec<SecretListRow> {
    store.read(|db| db.secrets().page(query)).unwrap().rows
}

fn names(store: &Store, query: &SecretsQuery) -> Vec<String> {
    rows(store, query).into_iter().map(|row| row.name).collect()
}

fn found(store: &Store, search: &str) -> Vec<String> {
    names(store, &SecretsQuery { search: Some(search.to_owned()), ..everything() })
}

/// Every kind, state, a spread of days, two groups, some labels.
fn many() -> Store {
    let store = Store::in_memory(now()).unwrap();
    let team = SecretGroup {
        id: GroupId::fresh(),
        name: GroupName::parse("alpha team").unwrap(),
        description: Description::default(),
        created_at: now(),
        updated_at: now(),
    };
    store.write(|db| db.groups().insert(&team)).unwrap();
    for n in 0..210usize {
        let one = Secret {
            kind: SecretKind::ALL[n % 3],
            state: SecretState::ALL[n % 5],
            group_id: if n % 7 == 0 { team.id } else { GroupId::DEFAULT },
            labels: labels(
                &["even", "third"].into_iter().enumerate().filter(|(i, _)| n % (i + 2) == 0).map(|(_, l)| l).collect::<Vec<_>>(),
            ),
            created_at: now().plus_days(-((n * 37 % 100) as i64)),
            ..secret(&format!("{}{:03}", if n % 2 == 0 { "name" } else { "NAME" }, n * 89 % 210))
        };
        match n % 11 {
            10 => store.write(|db| db.secrets().insert(&one)).unwrap(),
            _ => drop(add(&store, &one, (n as i64 * 13) % 120 - 40)),
        }
    }
    store
}

#[test]
fn a_status_in_sql_is_the_status_in_rust() {
    let store = many();
    let mut at_all = 0;
    for offset in [-40, -1, 0, 1, 29, 30, 31] {
        for shift in [-1, 0, 1] {
            let at = Timestamp::from_unix(now().plus_days(offset).unix() + shift);
            for status in STATUSES {
                let all = rows(&store, &SecretsQuery { now: at, ..everything() });
                let expected: Vec<&str> = all.iter().filter(|row| row.status == status).map(|row| row.name.as_str()).collect();
                let filtered = SecretsQuery { statuses: vec![status], now: at, ..everything() };
                assert_eq!(names(&store, &filtered), expected, "{status:?} {offset} days from now");
                at_all += expected.len();
            }
        }
    }
    assert_eq!(at_all, 210 * 21, "every secret has exactly one status");
}

#[test]
fn filters_narrow_together() {
    let store = many();
    let all = rows(&store, &everything());
    let group = all.iter().find(|row| row.group_name == "alpha team").unwrap().group_id;
    let query = SecretsQuery { kinds: vec![SecretKind::ImportedCert, SecretKind::PublicCert], labels: vec!["even".into()], ..everything() };
    for query in [
        query.clone(),
        SecretsQuery { groups: vec![group], ..query.clone() },
        SecretsQuery {
            labels: vec!["even".into(), "third".into()],
            statuses: vec![SecretStatus::Expired, SecretStatus::Active],
            ..query.clone()
        },
        SecretsQuery { search: Some("name1".into()), ..query },
    ] {
        let expected: Vec<&str> = all
            .iter()
            .filter(|row| query.kinds.contains(&row.kind))
            .filter(|row| query.groups.is_empty() || query.groups.contains(&row.group_id))
            .filter(|row| query.statuses.is_empty() || query.statuses.contains(&row.status))
            .filter(|row| query.labels.iter().all(|label| row.labels.contains(label)))
            .filter(|row| query.search.as_ref().is_none_or(|word| row.name.to_lowercase().contains(word)))
            .map(|row| row.name.as_str())
            .collect();
        assert!(!expected.is_empty());
        let page = store.read(|db| db.secrets().page(&query)).unwrap();
        assert_eq!(page.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), expected);
        assert_eq!(page.total as usize, expected.len());
    }
}

#[test]
fn windows_of_any_size_make_up_the_same_list() {
    let store = many();
    for sort in SORTS {
        for descending in [false, true] {
            for statuses in [vec![], vec![SecretStatus::Expired]] {
                let whole = SecretsQuery { sort, descending, statuses, ..everything() };
                let expected = names(&store, &whole);
                let mut pieces = Vec::new();
                for offset in (0..220).step_by(7) {
                    let page = store.read(|db| db.secrets().page(&SecretsQuery { offset, limit: 7, ..whole.clone() })).unwrap();
                    assert_eq!(page.total as usize, expected.len());
                    pieces.extend(page.rows.into_iter().map(|row| row.name));
                }
                assert_eq!(pieces, expected, "{sort:?} descending: {descending}");
                let ids: Vec<_> = rows(&store, &whole).into_iter().map(|row| row.id).collect();
                let matching = store.read(|db| db.secrets().ids(&db.secrets().matching(&whole)?)).unwrap();
                assert_eq!(sorted(matching), sorted(ids));
            }
        }
    }
}

#[test]
fn each_order_is_what_it_says() {
    let store = many();
    let sorted = |sort, descending| rows(&store, &SecretsQuery { sort, descending, ..everything() });
    let folded = |text: &Option<String>| text.as_ref().map(|text| text.to_lowercase());
    for descending in [false, true] {
        let ordered = |sort, compare: &dyn Fn(&SecretListRow, &SecretListRow) -> bool| {
            let rows = sorted(sort, descending);
            let in_order = rows.windows(2).all(|pair| if descending { compare(&pair[1], &pair[0]) } else { compare(&pair[0], &pair[1]) });
            assert!(in_order, "{sort:?} descending: {descending}");
        };
        ordered(SecretsSort::Name, &|a, b| a.name.to_lowercase() <= b.name.to_lowercase());
        ordered(SecretsSort::Kind, &|a, b| a.kind.code() <= b.kind.code());
        ordered(SecretsSort::DisplayName, &|a, b| folded(&a.display_name) <= folded(&b.display_name));
        ordered(SecretsSort::NotAfter, &|a, b| a.not_after <= b.not_after);
        ordered(SecretsSort::Created, &|a, b| a.created_at <= b.created_at);
        ordered(SecretsSort::Group, &|a, b| {
            (a.group_name.to_lowercase(), a.name.to_lowercase()) <= (b.group_name.to_lowercase(), b.name.to_lowercase())
        });
        ordered(SecretsSort::Labels, &|a, b| a.labels.join("\n") <= b.labels.join("\n"));
    }
    let statuses: Vec<SecretStatus> = sorted(SecretsSort::Status, false).into_iter().map(|row| row.status).collect();
    let mut seen = statuses.clone();
    seen.dedup();
    assert_eq!(seen.len(), 7, "each status stands together: {seen:?}");
    assert_eq!(seen[..2], [SecretStatus::Expired, SecretStatus::ExpiringSoon], "what needs attention comes first");
}

#[test]
fn a_search_finds_every_field_in_any_case() {
    let store = Store::in_memory(now()).unwrap();
    let shop = Secret { description: Description::parse("Der Büro-Shop").unwrap(), labels: labels(&["us south"]), ..secret("Shop-TLS") };
    let version = add(&store, &shop, 90);
    add(&store, &secret("unrelated"), 90);
    let fingerprint = version.fingerprint_sha256;
    for word in ["shop-tls", "HOP", "büro", "BÜRO", "us south", "south", "us", "op-", "-T", "shop-tls.example.com", "shop tls büro"] {
        assert_eq!(found(&store, word), ["Shop-TLS"], "{word}");
    }
    for word in ["Example CA", "alt.example.org", "0abcdef0", "0A:BC", "", "  ", "a"] {
        assert_eq!(found(&store, word).len(), 2, "{word:?}");
    }
    for word in [&fingerprint[..20], &fingerprint.replace(':', ""), &fingerprint.to_uppercase(), &shop.id.to_string()] {
        assert_eq!(found(&store, word), ["Shop-TLS"], "{word}");
    }
}

#[test]
fn no_character_of_a_search_is_special() {
    let store = Store::in_memory(now()).unwrap();
    let odd = Secret { description: Description::parse(r#"100% "quoted" a_b a*b x AND y (z) NEAR -w ' ; \ ^t"#).unwrap(), ..secret("odd") };
    add(&store, &odd, 90);
    add(&store, &secret("plain-100"), 90);
    for word in
        ["100%", "\"quoted\"", "\"", "%", "_b", "a_b", "a*b", "*", "AND", "and y", "(z)", "NEAR", "-w", "'", ";", "\\", "^t", "quoted\" a"]
    {
        assert_eq!(found(&store, word), ["odd"], "{word}");
    }
    for word in ["a.b", "axb", "odd OR plain", "text:odd", "nothing", "🦀"] {
        assert_eq!(found(&store, word), [""; 0], "{word:?}");
    }
    assert_eq!(found(&store, "\0od\0d\0"), ["odd"], "what no text can hold is no part of a word");
}

#[test]
fn a_search_follows_every_change() {
    let store = Store::in_memory(now()).unwrap();
    let shop = secret("before");
    add(&store, &shop, 90);
    let renamed = Secret { name: SecretName::parse("after").unwrap(), ..shop };
    store.write(|db| db.secrets().update(&renamed)).unwrap();
    assert!(found(&store, "after") == ["after"] && found(&store, "before.example.com") == ["after"]);
    let next = version(&renamed, 2, now().plus_days(100));
    store.write(|db| db.versions().insert(&next, &facts("next.example.net", "Other CA", &next), &payload("x"))).unwrap();
    assert!(found(&store, "next.example.net") == ["after"] && found(&store, "before").is_empty());
    store.write(|db| db.secrets().delete(renamed.id)).unwrap();
    assert!(found(&store, "after").is_empty() && found(&store, "ne").is_empty());
}

#[test]
fn an_order_is_walked_along_its_index() {
    let store = many();
    store.write(|db| Ok(db.connection.execute_batch("ANALYZE")?)).unwrap();
    for sort in SORTS {
        for descending in [false, true] {
            let statuses = if sort == SecretsSort::Status { vec![SecretStatus::Suspended] } else { Vec::new() };
            let query = SecretsQuery { sort, descending, statuses, limit: 10, ..everything() };
            let filter = query::Filter::of(&query);
            // The longer way of the same order, as a search takes it.
            let along = format!("EXPLAIN QUERY PLAN {}", query::walk(&query::Filter::of_statuses(&query), &query));
            let sorts = plan(&store, &along).iter().filter(|line| *line == "USE TEMP B-TREE FOR ORDER BY").count();
            assert_eq!(sorts, 0, "{sort:?}: nothing but equals is put in order");
            let sql = format!("EXPLAIN QUERY PLAN {}", query::select("s.id", &filter, &query, query::Way::Walk));
            let plan = plan(&store, &sql);
            assert!(plan.iter().any(|line| line.contains("INDEX secrets_by_")), "{sort:?}: {plan:?}");
            let sorts = plan.iter().filter(|line| *line == "USE TEMP B-TREE FOR ORDER BY").count();
            assert_eq!(sorts, 1, "{sort:?}: nothing but the few rows of the window is put in order: {plan:?}");
        }
    }
}
