//! Copies of the whole database, and the check that it is sound.

use std::fs;
use std::fs::File;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::Backup;
use rusqlite::backup::StepResult;

use super::Error;
use super::Result;
use super::Store;
use super::connection;
use super::connection::Purpose;
use crate::files;
use crate::files::FileError;

const PAGES_A_STEP: i32 = 512;
const BUSY_PAUSE: Duration = Duration::from_millis(20);
/// Pages, tables, references, search index. The first finds what a page no longer says, the others what it should not say.
const CHECKS: [&str; 4] = [
    "PRAGMA cipher_integrity_check",
    "PRAGMA quick_check(50)",
    "PRAGMA foreign_key_check",
    "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)",
];
/// Enough to see how bad it is.
const FINDINGS_MOST: usize = 50;

impl Store {
    /// Every page authenticated and every table sound? Empty when nothing is wrong; else one line for each finding.
    pub fn check(&self) -> Result<Vec<String>> {
        // Pages that wait in the log are authenticated when they are read; this brings as many as possible into the file.
        match self.checkpoint() {
            Ok(()) | Err(Error::Busy) => {}
            Err(error) => return damage(error),
        }
        let writer = self.writing();
        // A damaged page leaves a connection in no state to answer more, so the first question with findings is the last.
        for question in CHECKS {
            let findings = lines(&writer, question).or_else(damage)?;
            if !findings.is_empty() {
                return Ok(findings);
            }
        }
        Ok(Vec::new())
    }

    /// Writes a consistent copy, encrypted with the same key, to `target` while others go on writing; `target` must not exist.
    /// `progress` is told (pages done, pages in all) and answers whether to go on; an unfinished file is removed.
    pub fn backup_to(&self, target: &Path, mut progress: impl FnMut(u64, u64) -> bool) -> Result<()> {
        files::create_private(target)?;
        let copied = self.with_reader(|reader| self.copy_pages(reader, target, &mut progress));
        if copied.is_err() {
            // The error matters more than a leftover that was never whole.
            let _ = fs::remove_file(target);
        }
        copied
    }

    fn copy_pages(&self, reader: &Connection, target: &Path, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<()> {
        // An open read keeps this moment of the database: a copy need not begin again when somebody writes.
        let moment = reader.unchecked_transaction()?;
        moment.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
        let mut copy = Connection::open(target)?;
        connection::unlock(&copy, &self.key)?;
        step_through(&Backup::new(&moment, &mut copy)?, progress)?;
        // One file, with no log beside it.
        copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        drop(copy);
        File::open(target).and_then(|file| file.sync_all()).map_err(|error| FileError::of(target, error))?;
        connection::open(target, &self.key, Purpose::Reading).map(drop)
    }
}

fn step_through(backup: &Backup<'_, '_>, progress: &mut dyn FnMut(u64, u64) -> bool) -> Result<()> {
    loop {
        let step = backup.step(PAGES_A_STEP)?;
        let reached = backup.progress();
        let pages = |count: i32| u64::try_from(count).unwrap_or_default();
        let go_on = progress(pages(reached.pagecount - reached.remaining), pages(reached.pagecount));
        match step {
            StepResult::Done => return Ok(()),
            _ if !go_on => return Err(Error::Cancelled),
            StepResult::Busy | StepResult::Locked => thread::sleep(BUSY_PAUSE),
            _ => {}
        }
    }
}

fn lines(connection: &Connection, question: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(question)?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    let found = rows.filter(|line| line.as_ref().ok().map(String::as_str) != Some("ok")).take(FINDINGS_MOST);
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Damage is what a check is for; anything else stops it.
fn damage(error: Error) -> Result<Vec<String>> {
    match error {
        Error::Damaged { detail } => Ok(vec![detail]),
        Error::WrongKeyOrDamaged => Ok(vec![error.to_string()]),
        other => Err(other),
    }
}
