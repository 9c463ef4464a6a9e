//! Lifetimes: how long a certificate or a revocation list is good for, as a person types it.

use std::fmt;

use thiserror::Error;

/// The shortest lifetime that an authority or template can set: one hour, in seconds.
pub const LIFETIME_LEAST: i64 = 3600;
/// The longest: 876,000 hours (100 years), in seconds.
pub const LIFETIME_MOST: i64 = 876_000 * 3600;

/// A length of time in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lifetime(i64);

/// Why a text is no lifetime. Each message is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LifetimeError {
    #[error("“{0}” is not a length of time. Write 90d, 24h, 30m, 3600s, or a number of seconds.")]
    Unreadable(String),
    #[error("A lifetime lies between one hour and 100 years; “{0}” does not.")]
    OutOfRange(String),
}

impl Lifetime {
    /// So many seconds.
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Reads `90d`, `24h`, `30m`, `3600s` or a bare number of seconds, at most ten characters; `None` for an empty text.
    pub fn parse(text: &str) -> Result<Option<Self>, LifetimeError> {
        let trimmed = text.trim();
        let unreadable = || LifetimeError::Unreadable(trimmed.to_owned());
        if trimmed.is_empty() {
            return Ok(None);
        }
        let (digits, unit) = match trimmed.find(|c: char| !c.is_ascii_digit()) {
            Some(at) => trimmed.split_at(at),
            None => (trimmed, "s"),
        };
        let scale = match unit.trim() {
            "s" => 1,
            "m" => 60,
            "h" => 3600,
            "d" => 86_400,
            _ => return Err(unreadable()),
        };
        let number: i64 = digits.parse().map_err(|_| unreadable())?;
        match trimmed.len() <= 10 {
            true => number.checked_mul(scale).map(|seconds| Some(Self(seconds))).ok_or_else(unreadable),
            false => Err(unreadable()),
        }
    }

    /// Reads like [`Lifetime::parse`], and refuses what no authority or template can set.
    pub fn parse_bounded(text: &str) -> Result<Option<Self>, LifetimeError> {
        let lifetime = Self::parse(text)?;
        match lifetime {
            Some(Self(seconds)) if !(LIFETIME_LEAST..=LIFETIME_MOST).contains(&seconds) => {
                Err(LifetimeError::OutOfRange(text.trim().to_owned()))
            }
            _ => Ok(lifetime),
        }
    }

    /// Its seconds.
    pub fn seconds(self) -> i64 {
        self.0
    }
}

/// In the largest unit that divides it: `90 days`, `1 hour`, `90 seconds`.
impl fmt::Display for Lifetime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [(86_400, "day"), (3600, "hour"), (60, "minute"), (1, "second")];
        let (scale, unit) = units.into_iter().find(|(scale, _)| self.0 != 0 && self.0 % scale == 0).unwrap_or((1, "second"));
        let number = self.0 / scale;
        write!(out, "{number} {unit}{}", if number == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifetimes_are_read_in_every_unit() {
        for (text, seconds) in [("90d", 7_776_000), ("24h", 86_400), ("30m", 1800), ("3600s", 3600), ("3600", 3600), (" 1 d", 86_400)] {
            assert_eq!(Lifetime::parse(text), Ok(Some(Lifetime(seconds))), "{text}");
        }
        assert_eq!(Lifetime::parse("  "), Ok(None));
        for text in ["d", "1y", "-1d", "1.5h", "99999999999", "9999999999d"] {
            assert!(matches!(Lifetime::parse(text), Err(LifetimeError::Unreadable(_))), "{text}");
        }
    }

    #[test]
    fn a_bounded_lifetime_lies_between_an_hour_and_a_century() {
        for (text, fits) in [("1h", true), ("3599s", false), ("876000h", true), ("876001h", false), ("0", false)] {
            assert_eq!(Lifetime::parse_bounded(text).is_ok(), fits, "{text}");
        }
    }

    #[test]
    fn a_lifetime_is_said_in_its_largest_unit() {
        for (seconds, said) in [(86_400, "1 day"), (7_776_000, "90 days"), (3600, "1 hour"), (90, "90 seconds"), (0, "0 seconds")] {
            assert_eq!(Lifetime(seconds).to_string(), said);
        }
    }
}
