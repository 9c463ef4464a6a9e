//! A moment in UTC, to the second.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;
use time::Duration;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use ts_rs::TS;

/// A moment: RFC 3339 on the wire, Unix seconds in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export, type = "string")]
pub struct Timestamp(#[serde(with = "time::serde::rfc3339")] OffsetDateTime);

impl Timestamp {
    /// The moment so many seconds after 1970-01-01T00:00:00Z, held to the years 0000 to 9999 that RFC 3339 can write.
    pub fn from_unix(seconds: i64) -> Self {
        const FIRST: i64 = -62_167_219_200;
        const LAST: i64 = 253_402_300_799;
        let held = seconds.clamp(FIRST, LAST);
        Self(OffsetDateTime::from_unix_timestamp(held).unwrap_or(OffsetDateTime::UNIX_EPOCH))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// This moment, so many days later.
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_unix(self.unix().saturating_add(Duration::days(days).whole_seconds()))
    }

    /// Whole days from `self` until `later`, rounded down; negative when `later` has passed.
    pub fn days_until(self, later: Self) -> i64 {
        (later.unix() - self.unix()).div_euclid(86_400)
    }

    /// The calendar day, as in `2027-03-01`.
    pub fn day(self) -> String {
        self.0.date().to_string()
    }
}

impl From<OffsetDateTime> for Timestamp {
    fn from(moment: OffsetDateTime) -> Self {
        Self::from_unix(moment.unix_timestamp())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_down_to_and_past_the_moment() {
        let now = Timestamp::from_unix(1_000_000);
        for (later, days) in [(now.plus_days(1), 1), (now, 0), (Timestamp::from_unix(999_999), -1), (now.plus_days(-2), -2)] {
            assert_eq!(now.days_until(later), days, "from {now} to {later}");
        }
    }

    #[test]
    fn a_year_beyond_rfc_3339_is_held_at_its_end() {
        assert_eq!(Timestamp::from_unix(i64::MAX).to_string(), "9999-12-31T23:59:59Z");
    }
}
