//! The table on the screen: a window of the secrets that match, in order, fast however many there are.
//!
//! What matches is a set of rows, joined from one set for each condition; each is read off one index, without touching the table.
//! Much that matches is met soon on the way along the index of the order; little that matches is put in order by itself.

use rusqlite::Connection;
use rusqlite::Statement;
use rusqlite::ToSql;
use rusqlite::params;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::Result;
use super::query;
use super::query::Filter;
use super::query::Way;
use super::rows::Rows;
use super::search::Words;
use super::secrets::ROW_COLUMNS;
use super::secrets::SecretListRow;
use super::secrets::Secrets;
use super::secrets::SecretsPage;
use super::secrets::SecretsQuery;
use super::secrets::SecretsSort;
use super::secrets::read_id;
use super::secrets::read_row;
use crate::domain::id::SecretId;
use crate::domain::timestamp::Timestamp;

/// So many rows are looked up and put in order one by one.
const FEW: u32 = 1000;

/// So many rows are taken from the index of words at once, where nothing else narrows them.
const AT_ONCE: u32 = 12_000;

/// So many rows of the order are looked into before everything that matches is asked for.
const LOOKED_INTO: u32 = 1000;

/// So many rows of the order are passed by on the way, at most.
const STEPS: u32 = 20_000;

/// A condition that at most one row in so many meets is narrow.
const NARROW: u32 = 4;

/// What a set of secrets comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub secrets: u32,
    /// Those whose current version has its private key.
    pub with_key: u32,
    /// Those with a lock on one of their versions.
    pub locked: u32,
}

/// Rows in order, and how many there are in all.
struct Window {
    rows: Vec<i64>,
    total: u32,
    total_exact: bool,
}

impl Secrets<'_> {
    /// One window of the secrets that match. Its total is exact unless a search finds so many that counting them would take long;
    /// [`Secrets::total`] counts them then.
    pub fn page(&self, query: &SecretsQuery) -> Result<SecretsPage> {
        let words = words(query);
        match words.is_empty() && query.labels.is_empty() {
            true => self.plain_page(query),
            false => {
                let window = self.window(query, &words)?;
                let mut rows = self.load(&window.rows, query.now)?;
                rows.iter_mut().for_each(|row| row.found_in = words.found_in(row));
                Ok(SecretsPage { total: window.total, total_exact: window.total_exact, rows })
            }
        }
    }

    /// How many secrets match, whatever the window.
    pub fn total(&self, query: &SecretsQuery) -> Result<u32> {
        match words(query).is_empty() && query.labels.is_empty() {
            true => Filter::of(query).count(self.connection()),
            false => Ok(self.matching(query)?.len()),
        }
    }

    /// All that match, whatever the window.
    pub fn matching(&self, query: &SecretsQuery) -> Result<Rows> {
        let filter = Filter::of(query);
        let words = words(query);
        let mut sets = Vec::new();
        if !words.is_empty() {
            sets.push(words.all(self.connection())?);
        }
        sets.extend(self.with_labels(&query.labels)?);
        if sets.is_empty() || !filter.is_empty() {
            sets.push(self.passing(&filter)?);
        }
        Ok(sets.into_iter().reduce(|all, set| all.and(&set)).unwrap_or_default())
    }

    /// The rows of these secrets; one that is not there is left out.
    pub fn rows_of(&self, ids: &[SecretId]) -> Result<Rows> {
        let mut select = self.connection().prepare_cached("SELECT row FROM secrets WHERE id = ?1")?;
        let mut rows = Rows::default();
        for id in ids {
            if let Some(row) = select.query([id.to_string()])?.next()? {
                rows.insert(row.get(0)?);
            }
        }
        Ok(rows)
    }

    /// The ids of these secrets, by name.
    pub fn ids(&self, rows: &Rows) -> Result<Vec<SecretId>> {
        let sql =
            "SELECT s.id FROM json_each(?1) listed CROSS JOIN secrets s ON s.row = listed.value ORDER BY s.name COLLATE NOCASE, s.row";
        let mut select = self.connection().prepare_cached(sql)?;
        let mut found = select.query([listed(rows)])?;
        let mut ids = Vec::with_capacity(rows.len() as usize);
        while let Some(row) = found.next()? {
            ids.push(read_id(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)?);
        }
        Ok(ids)
    }

    /// What these secrets come to.
    pub fn counts(&self, rows: &Rows) -> Result<Counts> {
        let with_key = Rows::read(self.connection(), "SELECT row FROM secrets WHERE private_key_included = 1", [])?;
        let locked = Rows::read(self.connection(), "SELECT row FROM secrets WHERE locks_total > 0", [])?;
        Ok(Counts { secrets: rows.len(), with_key: with_key.and(rows).len(), locked: locked.and(rows).len() })
    }

    fn connection(&self) -> &Connection {
        self.0.connection
    }

    fn plain_page(&self, query: &SecretsQuery) -> Result<SecretsPage> {
        let total = Filter::of(query).count(self.connection())?;
        let mut page = SecretsPage { total, total_exact: true, rows: Vec::new() };
        let (mut passed, mut stretches) = (0, stretches(query).into_iter());
        while let Some(stretch) = stretches.next().filter(|_| page.rows.len() < query.limit as usize) {
            let filter = Filter::of(&stretch);
            let matching = if query.sort == SecretsSort::Status { filter.count(self.connection())? } else { total };
            let offset = query.offset.saturating_sub(passed);
            let limit = query.limit - u32::try_from(page.rows.len()).unwrap_or_default();
            passed += matching;
            if offset < matching {
                page.rows.extend(self.plain_window(&SecretsQuery { offset, limit, ..stretch }, &filter, matching)?);
            }
        }
        Ok(page)
    }

    fn plain_window(&self, query: &SecretsQuery, filter: &Filter, matching: u32) -> Result<Vec<SecretListRow>> {
        let way = Way::cheaper(self.count()?, matching, query);
        let mut select = self.connection().prepare(&query::select(ROW_COLUMNS, filter, query, way))?;
        let mut found = select.query(params_from_iter(filter.asked()))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push(read_row(row, query.now)?);
        }
        Ok(rows)
    }

    fn window(&self, query: &SecretsQuery, words: &Words) -> Result<Window> {
        let filter = Filter::of(query);
        let is_bare = filter.is_empty() && query.labels.is_empty();
        let at_once = if is_bare && !words.are_several() { AT_ONCE } else { FEW };
        match if words.is_empty() { None } else { words.few(self.connection(), at_once)? } {
            Some(rows) if is_bare => return self.window_among(query, &rows),
            Some(rows) => {
                let labelled = self.with_labels(&query.labels)?;
                return self.window_of_few(query, &filter, &labelled.iter().fold(rows, |rows, set| rows.and(set)));
            }
            None => {}
        }
        let all = self.count()?;
        let sieve = self.sieve(query, words, &filter, all)?;
        match (&sieve.narrow, &sieve.look) {
            (Some(rows), None) => return self.window_among(query, rows),
            (Some(rows), Some(sql)) if rows.len() <= FEW => {
                let mut look = self.connection().prepare_cached(sql)?;
                let passing =
                    rows.iter().filter_map(|row| sieve.lets_pass(&mut look, row, words).map(|passes| passes.then_some(row)).transpose());
                return self.window_of_few(query, &Filter::default(), &passing.collect::<Result<Rows>>()?);
            }
            _ => {}
        }
        let at_least = if words.are_long() && is_bare { at_once + 1 } else { 0 };
        match self.window_by_looking(query, words, &sieve, all)? {
            Some(window) if !window.total_exact => Ok(Window { total: window.total.max(at_least), ..window }),
            Some(window) => Ok(window),
            None => self.window_among(query, &self.matching(query)?),
        }
    }

    /// The window of `rows`, all of which match.
    fn window_among(&self, query: &SecretsQuery, rows: &Rows) -> Result<Window> {
        let total = rows.len();
        if total <= FEW {
            return self.window_of_few(query, &Filter::default(), rows);
        }
        let mut walked = Walked::of(query);
        self.along(query, |row| {
            if rows.contains(row) {
                walked.take(row);
            }
            Ok(!walked.is_full())
        })?;
        Ok(Window { rows: walked.rows, total, total_exact: true })
    }

    fn window_of_few(&self, query: &SecretsQuery, filter: &Filter, rows: &Rows) -> Result<Window> {
        let listed = listed(rows);
        let mut select = self.connection().prepare(&query::gather(filter, query))?;
        let asked = filter.asked().iter().map(|value| value as &dyn ToSql).chain([&listed as &dyn ToSql]);
        let rows = select.query_map(params_from_iter(asked), |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        Ok(Window { rows: cut(rows, query), total, total_exact: true })
    }

    /// The window, when looking into the first rows of the order fills it.
    fn window_by_looking(&self, query: &SecretsQuery, words: &Words, sieve: &Sieve, all: u32) -> Result<Option<Window>> {
        if all > LOOKED_INTO && query.offset.saturating_add(query.limit) > LOOKED_INTO {
            return Ok(None);
        }
        let mut look = sieve.look.as_deref().map(|sql| self.connection().prepare_cached(sql)).transpose()?;
        let mut walked = Walked::of(query);
        let (mut steps, mut looks) = (STEPS, LOOKED_INTO);
        self.along(query, |row| {
            if sieve.narrow.as_ref().is_none_or(|rows| rows.contains(row)) {
                looks -= 1;
                if look.as_mut().map_or(Ok(true), |look| sieve.lets_pass(look, row, words))? {
                    walked.take(row);
                }
            }
            steps -= 1;
            Ok(steps > 0 && looks > 0 && (all <= LOOKED_INTO || !walked.is_full()))
        })?;
        let total_exact = all <= LOOKED_INTO;
        let filled = total_exact || walked.is_full();
        Ok(filled.then_some(Window { total: walked.met, total_exact, rows: walked.rows }))
    }

    /// What rows are asked on the way: a narrow condition is a set, read at once; a wide one and the words are asked for row by row.
    fn sieve(&self, query: &SecretsQuery, words: &Words, filter: &Filter, all: u32) -> Result<Sieve> {
        let (mut sets, mut labels) = (Vec::new(), Vec::new());
        for label in &query.labels {
            match self.is_wide_label(label, all / NARROW)? {
                true => labels.push(label.clone()),
                false => sets.extend(self.with_labels(std::slice::from_ref(label))?),
            }
        }
        let is_wide = !filter.is_empty() && filter.has_more_than(self.connection(), all / NARROW)?;
        if !filter.is_empty() && !is_wide {
            sets.push(self.passing(filter)?);
        }
        sets.extend(words.rarest(self.connection(), all, AT_ONCE)?);
        let nothing = Filter::default();
        let filter = if is_wide { filter } else { &nothing };
        let look = (is_wide || !labels.is_empty() || !words.is_empty()).then(|| query::look(filter, labels.len(), !words.is_empty()));
        let asked = filter.asked().iter().cloned().chain(labels.into_iter().map(Value::Text)).collect();
        Ok(Sieve { narrow: sets.into_iter().reduce(|rows: Rows, set| rows.and(&set)), look, asked })
    }

    fn is_wide_label(&self, label: &str, narrow: u32) -> Result<bool> {
        let sql = "SELECT count(*) > ?2 FROM (SELECT 1 FROM secret_labels WHERE label = ?1 LIMIT ?2 + 1)";
        Ok(self.connection().prepare_cached(sql)?.query_row(params![label, narrow], |row| row.get(0))?)
    }

    /// Meets the rows of the order, one after the other, until `meet` answers that it has enough.
    fn along(&self, query: &SecretsQuery, mut meet: impl FnMut(i64) -> Result<bool>) -> Result<()> {
        for stretch in stretches(query) {
            let filter = if query.sort == SecretsSort::Status { Filter::of_statuses(&stretch) } else { Filter::default() };
            let mut select = self.connection().prepare_cached(&query::walk(&filter, &stretch))?;
            let mut rows = select.query(params_from_iter(filter.asked()))?;
            while let Some(row) = rows.next()? {
                if !meet(row.get(0)?)? {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// For each label, the rows that carry it.
    fn with_labels(&self, labels: &[String]) -> Result<Vec<Rows>> {
        let rows = |label| Rows::read(self.connection(), "SELECT secret_row FROM secret_labels WHERE label = ?1", [label]);
        labels.iter().map(rows).collect()
    }

    fn passing(&self, filter: &Filter) -> Result<Rows> {
        let sql = format!("SELECT s.row FROM secrets s INDEXED BY secrets_by_status{}", filter.condition());
        Rows::read(self.connection(), &sql, params_from_iter(filter.asked()))
    }

    fn load(&self, rows: &[i64], now: Timestamp) -> Result<Vec<SecretListRow>> {
        let sql = format!("SELECT {ROW_COLUMNS} FROM secrets s JOIN secret_groups g ON g.row = s.group_row WHERE s.row = ?1");
        let mut select = self.connection().prepare_cached(&sql)?;
        let mut loaded = Vec::with_capacity(rows.len());
        for row in rows {
            if let Some(found) = select.query([row])?.next()? {
                loaded.push(read_row(found, now)?);
            }
        }
        Ok(loaded)
    }
}

/// What a row on the way is asked before it counts.
struct Sieve {
    /// The rows that meet the narrow conditions, when there are any.
    narrow: Option<Rows>,
    /// SQL that answers with the text of the row in its last parameter when the row meets the wide conditions.
    look: Option<String>,
    asked: Vec<Value>,
}

impl Sieve {
    fn lets_pass(&self, look: &mut Statement<'_>, row: i64, words: &Words) -> Result<bool> {
        let asked = self.asked.iter().map(|value| value as &dyn ToSql).chain([&row as &dyn ToSql]);
        match look.query(params_from_iter(asked))?.next()? {
            Some(text) => Ok(words.are_in(text.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?)),
            None => Ok(false),
        }
    }
}

/// The rows of a window, met one after the other in their order.
struct Walked {
    offset: u32,
    limit: usize,
    met: u32,
    rows: Vec<i64>,
}

impl Walked {
    fn of(query: &SecretsQuery) -> Self {
        Self { offset: query.offset, limit: query.limit as usize, met: 0, rows: Vec::new() }
    }

    fn take(&mut self, row: i64) {
        if self.met >= self.offset && !self.is_full() {
            self.rows.push(row);
        }
        self.met += 1;
    }

    fn is_full(&self) -> bool {
        self.rows.len() >= self.limit
    }
}

fn words(query: &SecretsQuery) -> Words {
    query.search.as_deref().map(Words::of).unwrap_or_default()
}

/// The parts that the order is made of: one for each status when it is of statuses, else one.
fn stretches(query: &SecretsQuery) -> Vec<SecretsQuery> {
    match query.sort {
        SecretsSort::Status => query::stretches(query),
        _ => vec![query.clone()],
    }
}

/// Rows as JSON, as a parameter.
fn listed(rows: &Rows) -> String {
    serde_json::Value::from(rows.iter().collect::<Vec<_>>()).to_string()
}

fn cut(rows: Vec<i64>, query: &SecretsQuery) -> Vec<i64> {
    rows.into_iter().skip(query.offset as usize).take(query.limit as usize).collect()
}
