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

/// The words of a search, in lower case. No character in them has a special meaning.
pub(super) struct Words {
    /// Words of three characters or more, as one question to the index.
    pub matching: Option<String>,
    /// Words too short for a trigram: looked for in the text itself.
    pub short: Vec<String>,
}

impl Words {
    /// The words of `search`; a NUL can be in no text and parts no words.
    pub fn of(search: &str) -> Self {
        let folded = search.replace('\0', "").to_lowercase();
        let (long, short): (Vec<&str>, Vec<&str>) = folded.split_whitespace().partition(|word| word.chars().count() >= 3);
        let quoted: Vec<String> = long.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
        Self { matching: (!quoted.is_empty()).then(|| quoted.join(" ")), short: short.into_iter().map(str::to_owned).collect() }
    }
}
