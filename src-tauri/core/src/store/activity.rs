//! What was done: entries that are only ever added, each chained to the one before by SHA-256, so that a change or a gap shows.

use aws_lc_rs::digest::Context;
use aws_lc_rs::digest::SHA256;
use rusqlite::Connection;
use rusqlite::Row;
use rusqlite::ToSql;
use rusqlite::params;
use rusqlite::params_from_iter;

use super::Error;
use super::Result;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::activity::NamedSecret;
use crate::domain::id::SecretId;
use crate::domain::timestamp::Timestamp;

const COLUMNS: &str = "a.number, a.at, a.by, a.action, a.secret_id, a.secret_name, a.detail";

/// Which entries, and which window of them, newest first. Empty lists do not filter.
#[derive(Clone, Debug, Default)]
pub struct ActivityQuery {
    pub secret: Option<SecretId>,
    pub actions: Vec<ActivityAction>,
    /// Part of the secret's name, of the detail, or of what the action is called.
    pub search: Option<String>,
    pub since: Option<Timestamp>,
    /// Up to this moment, itself included.
    pub until: Option<Timestamp>,
    pub offset: u32,
    pub limit: u32,
}

/// One window of the entries that match.
#[derive(Clone, Debug)]
pub struct ActivityWindow {
    /// How many match, over all windows.
    pub total: u32,
    pub entries: Vec<NumberedEntry>,
}

/// An entry with its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedEntry {
    /// 1 for the first that was ever recorded.
    pub number: u32,
    pub entry: ActivityEntry,
    /// The secret that it is about is still there.
    pub secret_exists: bool,
}

/// What reading the whole chain has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainCheck {
    /// Entries that were found sound before the first that is not.
    pub sound: u32,
    pub broken: Option<ChainBreak>,
    /// The digest of the last sound entry.
    pub digest: [u8; 32],
    pub first_at: Option<Timestamp>,
}

/// Where the chain breaks first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainBreak {
    /// This entry does not say what it said when it was written.
    Changed { number: u32 },
    /// From this number on, entries were removed.
    Missing { number: u32 },
}

/// The table of what was done.
pub struct Activity<'c>(&'c Connection);

impl<'c> Activity<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self(connection)
    }

    /// Adds an entry at the end of the chain. Called in the same write as what it tells of, so that both happen or neither.
    pub fn record(&self, entry: &ActivityEntry) -> Result<()> {
        let end = self.0.prepare_cached("SELECT max(entries, (SELECT coalesce(max(number), 0) FROM activity)), digest FROM activity_end");
        let (last, before): (i64, Vec<u8>) = end?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let written = Written::of(last + 1, entry);
        let digest = written.digest(&before);
        let texts = &written.texts;
        self.0
            .prepare_cached(
                "INSERT INTO activity (number, at, by, action, secret_id, secret_name, detail, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![written.number, written.at, texts[0], texts[1], texts[2], texts[3], texts[4], digest])?;
        self.0.prepare_cached("UPDATE activity_end SET entries = ?1, digest = ?2")?.execute(params![written.number, digest])?;
        Ok(())
    }

    /// One window of the entries that match, newest first.
    pub fn window(&self, query: &ActivityQuery) -> Result<ActivityWindow> {
        let filter = Filter::of(query);
        let total = self
            .0
            .prepare_cached(&format!("SELECT count(*) FROM activity a {}", filter.clause))?
            .query_row(params_from_iter(filter.values.iter()), |row| row.get(0))?;
        let sql = format!(
            "SELECT {COLUMNS}, EXISTS (SELECT 1 FROM secrets s WHERE s.id = a.secret_id) FROM activity a {}
             ORDER BY a.number DESC LIMIT {} OFFSET {}",
            filter.clause, query.limit, query.offset
        );
        let mut select = self.0.prepare_cached(&sql)?;
        let mut rows = select.query(params_from_iter(filter.values.iter()))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(NumberedEntry { number: row.get(0)?, entry: read(row)?, secret_exists: row.get(7)? });
        }
        Ok(ActivityWindow { total, entries })
    }

    /// Reads the chain from its first entry to its end and says where it breaks, if it does.
    pub fn verify(&self) -> Result<ChainCheck> {
        let mut select = self.0.prepare(&format!("SELECT {COLUMNS}, a.digest FROM activity a ORDER BY a.number"))?;
        let mut rows = select.query([])?;
        let mut check = ChainCheck { sound: 0, broken: None, digest: [0; 32], first_at: None };
        while let Some(row) = rows.next()? {
            let written = Written::read(row)?;
            let digest = written.digest(&check.digest);
            check.broken = match written.number == i64::from(check.sound) + 1 {
                false => Some(ChainBreak::Missing { number: check.sound + 1 }),
                true if row.get_ref(7)?.as_blob().ok() != Some(&digest) => Some(ChainBreak::Changed { number: check.sound + 1 }),
                true => None,
            };
            if check.broken.is_some() {
                return Ok(check);
            }
            check =
                ChainCheck { sound: check.sound + 1, digest, first_at: check.first_at.or(Some(Timestamp::from_unix(written.at))), ..check };
        }
        self.compare_end(check)
    }

    /// The end that was noted must be the end that was found.
    fn compare_end(&self, check: ChainCheck) -> Result<ChainCheck> {
        let noted = self.0.query_row("SELECT entries, digest FROM activity_end", [], |row| Ok((row.get(0)?, row.get(1)?)));
        let (entries, digest): (u32, Vec<u8>) = noted?;
        let broken = match entries == check.sound && digest == check.digest {
            true => None,
            false if entries > check.sound => Some(ChainBreak::Missing { number: check.sound + 1 }),
            false => Some(ChainBreak::Changed { number: check.sound }),
        };
        Ok(ChainCheck { broken, ..check })
    }
}

impl std::fmt::Debug for Activity<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Activity(..)")
    }
}

/// An entry as its row has it, whether or not the row makes sense.
struct Written {
    number: i64,
    at: i64,
    /// by, action, secret id, secret name, detail
    texts: [String; 5],
}

impl Written {
    fn of(number: i64, entry: &ActivityEntry) -> Self {
        let (id, name) = entry.secret.as_ref().map(|secret| (secret.id.to_string(), secret.name.clone())).unwrap_or_default();
        Self { number, at: entry.at.unix(), texts: [entry.by.clone(), entry.action.code().into(), id, name, entry.detail.clone()] }
    }

    fn read(row: &Row<'_>) -> Result<Self> {
        Ok(Self { number: row.get(0)?, at: row.get(1)?, texts: [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?] })
    }

    /// SHA-256 over the digest before, number and time as eight bytes each, and every text after its length in eight bytes, all big-endian:
    /// no two entries have the same bytes.
    fn digest(&self, before: &[u8]) -> [u8; 32] {
        let mut context = Context::new(&SHA256);
        context.update(before);
        context.update(&self.number.to_be_bytes());
        context.update(&self.at.to_be_bytes());
        for text in &self.texts {
            context.update(&(text.len() as u64).to_be_bytes());
            context.update(text.as_bytes());
        }
        let mut digest = [0; 32];
        digest.copy_from_slice(context.finish().as_ref());
        digest
    }
}

/// The part of a question that says which entries.
struct Filter {
    clause: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Filter {
    fn of(query: &ActivityQuery) -> Self {
        let mut filter = Self { clause: String::new(), values: Vec::new() };
        if let Some(secret) = query.secret {
            filter.add("a.secret_id <> '' AND a.secret_id = ?", [secret.to_string()]);
        }
        if !query.actions.is_empty() {
            filter.add(&format!("a.action IN ({})", places(query.actions.len())), codes(query.actions.iter().copied()));
        }
        if let Some(since) = query.since {
            filter.add("a.at >= ?", [since.unix()]);
        }
        if let Some(until) = query.until {
            filter.add("a.at <= ?", [until.unix()]);
        }
        if let Some(search) = &query.search {
            filter.search(search);
        }
        filter
    }

    fn search(&mut self, search: &str) {
        let folded = search.to_lowercase();
        let called: Vec<ActivityAction> =
            ActivityAction::ALL.iter().copied().filter(|action| action.title().to_lowercase().contains(&folded)).collect();
        let pattern = format!("%{}%", search.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        let clause = format!("(a.secret_name LIKE ? ESCAPE '\\' OR a.detail LIKE ? ESCAPE '\\' OR a.action IN ({}))", places(called.len()));
        self.add(&clause, [pattern.clone(), pattern].into_iter().chain(codes(called.into_iter())));
    }

    fn add<V: ToSql + 'static>(&mut self, condition: &str, values: impl IntoIterator<Item = V>) {
        self.clause += if self.clause.is_empty() { "WHERE " } else { " AND " };
        self.clause += condition;
        self.values.extend(values.into_iter().map(|value| Box::new(value) as Box<dyn ToSql>));
    }
}

fn places(count: usize) -> String {
    vec!["?"; count].join(", ")
}

fn codes(actions: impl Iterator<Item = ActivityAction>) -> impl Iterator<Item = String> {
    actions.map(|action| action.code().to_owned())
}

fn read(row: &Row<'_>) -> Result<ActivityEntry> {
    let id: String = row.get(4)?;
    let secret = match id.as_str() {
        "" => None,
        id => Some(NamedSecret { id: id.parse().map_err(|_| Error::unreadable("activity.secret_id"))?, name: row.get(5)? }),
    };
    Ok(ActivityEntry {
        at: Timestamp::from_unix(row.get(1)?),
        by: row.get(2)?,
        action: ActivityAction::from_code(&row.get::<_, String>(3)?).ok_or_else(|| Error::unreadable("activity.action"))?,
        secret,
        detail: row.get(6)?,
    })
}
