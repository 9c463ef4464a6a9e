//! A set of rows, a bit each: what passes one condition, to be joined with what passes others.

use rusqlite::Connection;
use rusqlite::Params;

use super::Result;

const BITS: usize = u64::BITS as usize;

/// Rows of the table of secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows(Vec<u64>);

impl Rows {
    /// The rows that a question answers with.
    pub(super) fn read(connection: &Connection, sql: &str, asked: impl Params) -> Result<Self> {
        let mut select = connection.prepare(sql)?;
        let mut found = select.query(asked)?;
        let mut rows = Self::default();
        while let Some(row) = found.next()? {
            rows.insert(row.get(0)?);
        }
        Ok(rows)
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Those that are in both.
    pub fn and(mut self, other: &Self) -> Self {
        self.0.truncate(other.0.len());
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine &= theirs);
        self
    }

    /// Those that are not in `other`.
    pub fn without(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine &= !theirs);
        self
    }

    pub(super) fn insert(&mut self, row: i64) {
        let Some((word, bit)) = place(row) else { return };
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= bit;
    }

    pub(super) fn contains(&self, row: i64) -> bool {
        place(row).is_some_and(|(word, bit)| self.0.get(word).is_some_and(|held| held & bit != 0))
    }

    /// Each of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = i64> {
        let within = |(word, held): (usize, &u64)| {
            let held = *held;
            (0..BITS).filter(move |bit| held & (1 << bit) != 0).map(move |bit| word * BITS + bit)
        };
        self.0.iter().enumerate().flat_map(within).map(|row| i64::try_from(row).unwrap_or(i64::MAX))
    }
}

impl FromIterator<i64> for Rows {
    fn from_iter<T: IntoIterator<Item = i64>>(rows: T) -> Self {
        let mut all = Self::default();
        rows.into_iter().for_each(|row| all.insert(row));
        all
    }
}

/// The word of a row and its bit in it; rows are counted from 1.
fn place(row: i64) -> Option<(usize, u64)> {
    let row = usize::try_from(row).ok()?;
    Some((row / BITS, 1 << (row % BITS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_what_a_set_is() {
        let rows = |rows: &[i64]| rows.iter().copied().collect::<Rows>();
        let (few, many) = (rows(&[1, 63, 64, 200]), rows(&[1, 2, 64, 128]));
        assert_eq!(few.iter().collect::<Vec<_>>(), [1, 63, 64, 200]);
        assert_eq!((few.len(), few.contains(63), few.contains(62), few.contains(-1), few.contains(9999)), (4, true, false, false, false));
        for (one, other) in [(&few, &many), (&many, &few)] {
            assert_eq!(one.clone().and(other).iter().collect::<Vec<_>>(), [1, 64]);
        }
        assert_eq!(few.clone().without(&many).iter().collect::<Vec<_>>(), [63, 200]);
        assert_eq!(many.without(&few).iter().collect::<Vec<_>>(), [2, 128]);
        assert!(Rows::default().is_empty() && rows(&[]).is_empty() && !few.is_empty());
    }
}
