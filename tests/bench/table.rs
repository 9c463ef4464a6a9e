//! The table: pages, filters and searches of a store that holds very many.

use std::time::Duration;
use std::time::Instant;

use certkeep_core::domain::secret::SecretKind;
use certkeep_core::domain::secret::SecretStatus;
use certkeep_core::domain::timestamp::Timestamp;
use certkeep_core::store::Db;
use certkeep_core::store::Result;
use certkeep_core::store::Store;
use certkeep_core::store::secrets::SecretsQuery;
use certkeep_core::store::secrets::SecretsSort;
use certkeep_tests::test_app::NOW;

use super::HELD;
use super::RUNS;
use super::Row;
use super::row;

const KEYSTROKE: &str = "≤ 10 ms";
const BESIDE: &str = "≤ 100 ms";

/// What is typed letter by letter.
const TYPED: [&str; 3] = ["host-4217.example.com", "issuer 12", "made for measuring team-3"];

pub(super) fn rows(store: &Store) -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, sort) in SORTS {
        rows.push(page(store, &format!("First page by {name}, {HELD} held"), &SecretsQuery { sort, ..everything() }));
    }
    for (name, query) in searches().into_iter().chain(filters()) {
        rows.push(page(store, name, &query));
    }
    rows.push(row("The slowest letter while typing three searches".into(), KEYSTROKE, slowest_letter(store)));
    let far = SecretsQuery { offset: HELD as u32 * 9 / 10, ..everything() };
    rows.push(row("A page far down".into(), "≤ 50 ms", time(store, |db| db.secrets().page(&far).map(drop))));
    rows.extend(beside(store));
    rows
}

const SORTS: [(&str, SecretsSort); 5] = [
    ("name", SecretsSort::Name),
    ("expiry", SecretsSort::NotAfter),
    ("status", SecretsSort::Status),
    ("issuer", SecretsSort::Issuer),
    ("last update", SecretsSort::Updated),
];

fn searches() -> Vec<(&'static str, SecretsQuery)> {
    let status = |query| SecretsQuery { statuses: vec![SecretStatus::ExpiringSoon], ..query };
    vec![
        ("Search for a rare word", search("host-4217")),
        ("Search for a fingerprint", search("00:00:10:79")),
        ("Search for a word that every secret has", search("example")),
        ("The same, by expiry", SecretsQuery { sort: SecretsSort::NotAfter, ..search("example") }),
        ("The same, by status", SecretsQuery { sort: SecretsSort::Status, ..search("example") }),
        ("The same, among what expires soon", status(search("example"))),
        ("Search for a word of which one in 37 has", search("issuer 12")),
        ("Search for a word that one in ten has, all at the end of the order", search("host-9")),
        ("Search for two letters", search("42")),
        ("Search for two letters that few have", search("zq")),
        ("Search for one letter", search("o")),
    ]
}

fn filters() -> Vec<(&'static str, SecretsQuery)> {
    let labels = |labels: &[&str]| labels.iter().map(|label| (*label).to_owned()).collect();
    let in_90_days = Some(Timestamp::from_unix(NOW).plus_days(90));
    vec![
        ("Filter by kind", SecretsQuery { kinds: vec![SecretKind::ImportedCert], ..everything() }),
        ("Filter by expiry before", SecretsQuery { expires_before: in_90_days, ..everything() }),
        ("Filter by a label", SecretsQuery { labels: labels(&["team-3"]), ..everything() }),
        (
            "Filter by status and label",
            SecretsQuery { statuses: vec![SecretStatus::ExpiringSoon], labels: labels(&["team-3"]), ..everything() },
        ),
        (
            "Filter by kind and two labels",
            SecretsQuery { kinds: vec![SecretKind::ImportedCert], labels: labels(&["team-3", "all"]), ..everything() },
        ),
    ]
}

/// What is asked beside the first page, while it is on the screen already.
fn beside(store: &Store) -> Vec<Row> {
    let now = Timestamp::from_unix(NOW);
    let months: Vec<Timestamp> = (0..24).map(|month| now.plus_days(month * 30)).collect();
    let count = |query: SecretsQuery| time(store, |db| db.secrets().total(&query).map(drop));
    vec![
        row("Counting a word that every secret has".into(), BESIDE, count(search("example"))),
        row("Counting two letters".into(), BESIDE, count(search("42"))),
        row(
            "Counting a selection of everything".into(),
            BESIDE,
            time(store, |db| db.secrets().counts(&db.secrets().matching(&everything())?).map(drop)),
        ),
        row(
            "Expiry overview of 24 months".into(),
            BESIDE,
            time(store, |db| db.overview().statuses(now).and(db.overview().between(&months)).map(drop)),
        ),
    ]
}

fn page(store: &Store, name: &str, query: &SecretsQuery) -> Row {
    row(name.to_owned(), KEYSTROKE, time(store, |db| db.secrets().page(query).map(drop)))
}

fn slowest_letter(store: &Store) -> Vec<Duration> {
    let ends = |typed: &'static str| (1..=typed.len()).map(move |end| &typed[..end]);
    let each = TYPED.into_iter().flat_map(ends).map(|typed| (time(store, |db| db.secrets().page(&search(typed)).map(drop)), typed));
    let (slowest, typed) = each.max_by_key(|(taken, _)| taken.iter().min().copied()).unwrap_or_default();
    eprintln!("slowest to be found: {typed:?}");
    slowest
}

fn search(text: &str) -> SecretsQuery {
    SecretsQuery { search: Some(text.into()), ..everything() }
}

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
        now: Timestamp::from_unix(NOW),
    }
}

fn time(store: &Store, work: impl Fn(&Db<'_>) -> Result<()>) -> Vec<Duration> {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            store.read(&work).expect("an answer");
            start.elapsed()
        })
        .collect()
}
