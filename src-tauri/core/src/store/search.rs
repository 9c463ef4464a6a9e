//! The words that a secret is found by (FTS5, in trigrams, so that any part of a word is found).
//!
//! Fingerprints and serial numbers are kept without their colons, and a word with colons is looked for with and without them.

use rusqlite::Connection;
use rusqlite::OptionalExtension;
use rusqlite::Params;
use rusqlite::params;
use serde::Serialize;
use ts_rs::TS;

use super::Result;
use super::rows::Rows;
use super::secrets::SecretListRow;

/// The letters that the index knows a text by.
const TRIGRAM: usize = 3;

/// The most trigrams that a short word is looked up by; where there are more, every text is read instead.
const TERMS_MOST: u32 = 2000;

/// So many of the first rows that have a word tell how many there may be.
const PROBED: u32 = 500;

/// The most texts that are read to see whether they have a short word.
const READ_MOST: u32 = 1000;

const MATCHING: &str = "SELECT rowid FROM search WHERE search MATCH ?1 LIMIT ?2";

const TEXTS: &str =
    "SELECT name, description, labels, display_name, alt_names, issuer, serial_number, fingerprint, id FROM secrets WHERE row = ?1";

/// Where a searched word was found when nothing that the table shows has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FoundIn {
    pub what: FoundField,
    /// The text that has the word, in the spelling that has it.
    pub text: String,
}

/// A text of a secret that a search looks into and that the table may not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum FoundField {
    Label,
    Description,
    AltName,
    Issuer,
    SerialNumber,
    Fingerprint,
    Id,
}

/// Writes anew what every secret is found by.
pub(super) fn index_all(connection: &Connection) -> rusqlite::Result<()> {
    let mut select = connection.prepare("SELECT row FROM secrets ORDER BY row")?;
    let rows = select.query_map([], |row| row.get::<_, i64>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter().try_for_each(|row| index(connection, row))
}

/// Writes anew what the secret in this row is found by; a deleted one is found no more.
pub(super) fn index(connection: &Connection, row: i64) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([row])?;
    let text = connection.prepare_cached(TEXTS)?.query_row([row], text_of).optional()?;
    match text {
        Some(text) => connection.prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?.execute(params![row, text]).map(drop),
        None => Ok(()),
    }
}

/// In lower case, a line for each text; one that is part of an earlier one adds nothing that could be found.
fn text_of(found: &rusqlite::Row<'_>) -> rusqlite::Result<String> {
    let mut text = String::new();
    for column in 0..9 {
        if let Some(value) = found.get_ref(column)?.as_str_or_null()? {
            let folded = folded(value);
            if !text.contains(&folded) {
                text.push_str(&folded);
                text.push('\n');
            }
        }
    }
    Ok(text)
}

fn folded(value: &str) -> String {
    let lower = value.to_lowercase();
    if is_hex_with_colons(&lower) { lower.replace(':', "") } else { lower }
}

fn is_hex_with_colons(text: &str) -> bool {
    text.contains(':') && text.bytes().all(|byte| byte == b':' || byte.is_ascii_hexdigit())
}

/// Whether it can be cut out of digits in pairs, as in `a:bc:d`; an IPv6 address such as `::1` cannot.
fn is_part_of_pairs(word: &str) -> bool {
    let pieces: Vec<&str> = word.split(':').collect();
    let within = pieces.get(1..pieces.len().saturating_sub(1)).unwrap_or_default();
    is_hex_with_colons(word) && word.len() > 1 && pieces.iter().all(|piece| piece.len() <= 2) && within.iter().all(|piece| piece.len() == 2)
}

/// The words of a search; all of them must be found. No character in them has a special meaning.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(Vec<Word>);

/// One word in lower case, in the spellings it may be kept in; one of them must be found.
#[derive(Clone, Debug)]
struct Word(Vec<String>);

impl Words {
    /// The words of `search`; a NUL can be in no text and parts no words.
    pub fn of(search: &str) -> Self {
        let lower = search.replace('\0', "").to_lowercase();
        Self(lower.split_whitespace().map(Word::of).collect())
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the index knows all of them as they are.
    pub fn are_long(&self) -> bool {
        !self.is_empty() && !self.0.iter().any(Word::is_short)
    }

    /// Whether there is more than one.
    pub fn are_several(&self) -> bool {
        self.0.len() > 1
    }

    /// Whether a text of the index has all of them.
    pub fn are_in(&self, text: &str) -> bool {
        self.0.iter().all(|word| word.is_in(text))
    }

    /// Every row that has all of them when they are at most `limit`, or fewer where texts must be read; `None` when there may be more.
    pub fn few(&self, connection: &Connection, limit: u32) -> Result<Option<Rows>> {
        let (short, long): (Vec<&Word>, Vec<&Word>) = self.0.iter().partition(|word| word.is_short());
        let limit = if short.is_empty() { limit } else { limit.min(READ_MOST) };
        if !long.is_empty() {
            let some = some_rows(connection, MATCHING, params![as_it_is(&long), limit + 1])?;
            return if some.len() > limit { Ok(None) } else { self.those_of(connection, some, !short.is_empty()).map(Some) };
        }
        for spelling in short.iter().filter(|word| word.0.len() == 1).flat_map(|word| &word.0) {
            let sql = "SELECT DISTINCT doc FROM search_places WHERE term >= ?1 AND term < ?2 LIMIT ?3";
            let some = some_rows(connection, sql, params![spelling, after_all_that_begin_with(spelling), limit + 1])?;
            if some.len() <= limit {
                return self.those_of(connection, some, short.len() > 1).map(Some);
            }
        }
        Ok(None)
    }

    /// Every row that has the rarest of several words, of those that the index knows as they are, when that is in at most `limit` of `all` rows.
    pub fn rarest(&self, connection: &Connection, all: u32, limit: u32) -> Result<Option<Rows>> {
        let mut rarest = None;
        for word in self.0.iter().filter(|word| self.are_several() && !word.is_short()) {
            let guess = word.guess(connection, all)?;
            if guess <= limit.into() && rarest.is_none_or(|(least, _)| guess < least) {
                rarest = Some((guess, word));
            }
        }
        let Some((_, word)) = rarest else { return Ok(None) };
        let rows = some_rows(connection, MATCHING, params![as_it_is(&[word]), limit + 1])?;
        Ok((rows.len() <= limit).then_some(rows))
    }

    /// Every row that has all of them.
    pub fn all(&self, connection: &Connection) -> Result<Rows> {
        match self.expanded(connection)? {
            Some(question) => Rows::read(connection, "SELECT rowid FROM search WHERE search MATCH ?1", [question]),
            None => self.all_by_reading(connection),
        }
    }

    /// Where the first word that the table does not show was found in `row`, if there is one.
    pub fn found_in(&self, row: &SecretListRow) -> Option<FoundIn> {
        let shown = [Some(row.name.as_str()), row.display_name.as_deref(), row.issuer.as_deref()].into_iter().flatten();
        let shown: String = shown.chain(row.labels.iter().map(String::as_str)).map(|text| text.to_lowercase() + "\n").collect();
        self.0.iter().find(|word| !word.is_in(&shown)).and_then(|word| word.place(row))
    }

    /// The question to the index, in which each short word is every trigram that it begins; `None` when they are too many.
    fn expanded(&self, connection: &Connection) -> Result<Option<String>> {
        let mut terms = connection.prepare_cached("SELECT term FROM search_terms WHERE term >= ?1 AND term < ?2 LIMIT ?3")?;
        let mut expansions = Vec::new();
        for short in self.0.iter().flat_map(|word| &word.0).filter(|spelling| is_short(spelling)) {
            let end = after_all_that_begin_with(short);
            let found = terms.query_map(params![short, end, TERMS_MOST], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
            if found.len() >= TERMS_MOST as usize {
                return Ok(None);
            }
            expansions.push((short, found));
        }
        Ok(Some(question(&self.0.iter().collect::<Vec<_>>(), |spelling| match expansions.iter().find(|(short, _)| *short == spelling) {
            Some((_, found)) => found.clone(),
            None => vec![spelling.to_owned()],
        })))
    }

    /// Those of `rows` that have all of the words; nothing is read when the index has answered for all of them already.
    fn those_of(&self, connection: &Connection, rows: Rows, is_open: bool) -> Result<Rows> {
        if !is_open {
            return Ok(rows);
        }
        let mut select = connection.prepare_cached("SELECT c0 FROM search_content WHERE id = ?1")?;
        let mut having = Rows::default();
        for row in rows.iter() {
            if select.query_row([row], |text| Ok(self.are_in(text.get_ref(0)?.as_str()?)))? {
                having.insert(row);
            }
        }
        Ok(having)
    }

    fn all_by_reading(&self, connection: &Connection) -> Result<Rows> {
        let mut select = connection.prepare_cached("SELECT id, c0 FROM search_content")?;
        let mut texts = select.query([])?;
        let mut rows = Rows::default();
        while let Some(text) = texts.next()? {
            if self.are_in(text.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?) {
                rows.insert(text.get(0)?);
            }
        }
        Ok(rows)
    }
}

impl Word {
    fn of(word: &str) -> Self {
        match is_part_of_pairs(word) {
            true => Self(vec![word.to_owned(), word.replace(':', "")]),
            false => Self(vec![word.to_owned()]),
        }
    }

    fn is_short(&self) -> bool {
        self.0.iter().any(|spelling| is_short(spelling))
    }

    /// How many of `all` rows may have it, as the first of them let one think.
    fn guess(&self, connection: &Connection, all: u32) -> Result<i64> {
        let sql = format!("SELECT count(*), coalesce(max(rowid), 1) FROM ({MATCHING})");
        let (met, last): (i64, i64) =
            connection.prepare_cached(&sql)?.query_row(params![as_it_is(&[self]), PROBED], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(if met < PROBED.into() { met } else { met * i64::from(all) / last.max(1) })
    }

    fn is_in(&self, text: &str) -> bool {
        self.0.iter().any(|spelling| text.contains(spelling.as_str()))
    }

    fn place(&self, row: &SecretListRow) -> Option<FoundIn> {
        let alt_names = row.alt_names.iter().map(|name| (FoundField::AltName, name.clone()));
        let places = [
            (FoundField::Description, Some(row.description.clone())),
            (FoundField::SerialNumber, row.serial_number.clone()),
            (FoundField::Fingerprint, row.fingerprint_sha256.clone()),
            (FoundField::Id, Some(row.id.to_string())),
        ];
        let places = alt_names.chain(places.into_iter().filter_map(|(what, text)| text.map(|text| (what, text))));
        places
            .flat_map(|(what, text)| spellings(text).map(move |text| FoundIn { what, text }))
            .find(|place| self.is_in(&place.text.to_lowercase()))
    }
}

/// The question to the index for rows that have all `words` as they are.
fn as_it_is(words: &[&Word]) -> String {
    question(words, |spelling| vec![spelling.to_owned()])
}

/// The question to the index for rows that have all `words`, with the trigrams or longer texts that `expand` makes of each spelling.
fn question(words: &[&Word], expand: impl Fn(&str) -> Vec<String>) -> String {
    let words = words.iter().map(|word| {
        let any: Vec<String> = word.0.iter().flat_map(|spelling| expand(spelling)).map(|text| quoted(&text)).collect();
        // Nothing begins with it, so nothing is found; a trigram of line breaks is in no text.
        if any.is_empty() { quoted("\n\n\n") } else { format!("({})", any.join(" OR ")) }
    });
    words.collect::<Vec<_>>().join(" AND ")
}

fn some_rows(connection: &Connection, sql: &str, asked: impl Params) -> Result<Rows> {
    let mut select = connection.prepare_cached(sql)?;
    let rows = select.query_map(asked, |row| row.get::<_, i64>(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The end of the stretch of the index in which every trigram begins with `spelling`.
fn after_all_that_begin_with(spelling: &str) -> String {
    format!("{spelling}{}", char::MAX)
}

/// A text as it is shown, and without its colons where it is kept so.
fn spellings(text: String) -> impl Iterator<Item = String> {
    let bare = is_hex_with_colons(&text.to_lowercase()).then(|| text.replace(':', ""));
    std::iter::once(text).chain(bare)
}

fn is_short(spelling: &str) -> bool {
    spelling.chars().count() < TRIGRAM
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
