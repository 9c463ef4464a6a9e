//! The words that a secret is found by (FTS5, in trigrams, so that any part of a word is found).

use rusqlite::Connection;
use rusqlite::params;

use super::Result;

/// Writes anew what the secret in this row is found by; a deleted one is found no more.
pub(super) fn index(connection: &Connection, row: i64) -> Result<()> {
    connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([row])?;
    let mut select = connection.prepare_cached(
        "SELECT name, description, labels, display_name, alt_names, issuer, serial_number, fingerprint, id FROM secrets WHERE row = ?1",
    )?;
    let mut rows = select.query([row])?;
    let Some(found) = rows.next()? else {
        return Ok(());
    };
    let mut text = String::new();
    for column in 0..9 {
        if let Some(value) = found.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)? {
            add(&mut text, value);
        }
    }
    connection.prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?.execute(params![row, text])?;
    Ok(())
}

/// Serial numbers and fingerprints are found with and without their colons.
fn add(text: &mut String, value: &str) {
    let folded = value.to_lowercase();
    if folded.contains(':') && folded.bytes().all(|byte| byte == b':' || byte.is_ascii_hexdigit()) {
        text.push_str(&folded.replace(':', ""));
        text.push('\n');
    }
    text.push_str(&folded);
    text.push('\n');
}

/// A search as SQL: a condition on `search` and what it is asked with.
pub(super) struct Words {
    pub condition: String,
    pub asked: Vec<String>,
}

impl Words {
    /// Every word of `search` must be part of what is found; no character has a special meaning. `None` when there is no word.
    pub fn of(search: &str) -> Option<Self> {
        let folded = search.replace('\0', " ").to_lowercase();
        let (long, short): (Vec<&str>, Vec<&str>) = folded.split_whitespace().partition(|word| word.chars().count() >= 3);
        let mut words = Self { condition: String::new(), asked: Vec::new() };
        if !long.is_empty() {
            let quoted: Vec<String> = long.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
            words.ask("search MATCH ?", quoted.join(" "));
        }
        // Too short for a trigram: looked for in the text itself.
        for word in short {
            words.ask("instr(text, ?) > 0", word.to_owned());
        }
        (!words.asked.is_empty()).then_some(words)
    }

    fn ask(&mut self, condition: &str, with: String) {
        if !self.asked.is_empty() {
            self.condition.push_str(" AND ");
        }
        self.condition.push_str(condition);
        self.asked.push(with);
    }
}
