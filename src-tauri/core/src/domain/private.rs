//! Private certificates: what is asked of a template, and how often it is asked again.

pub mod asked;
pub mod term;

use serde::Deserialize;
use serde::Serialize;
use time::Date;
use time::Month;
use time::OffsetDateTime;
use ts_rs::TS;

use super::subject::AltNamesContent;
use super::timestamp::Timestamp;

/// What a private certificate is asked for with, as the form has it; kept with the secret, so that a rotation asks the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct PrivateContent {
    pub common_name: String,
    pub alt_names: AltNamesContent,
    /// Leaves the common name out of the alternative names.
    pub exclude_common_name: bool,
    /// Empty for the template's.
    pub ttl: String,
    /// A signing request (PEM, at most 4096 characters) whose key is certified; empty to have a key made here.
    pub csr: String,
}

/// Why a rotation by itself failed, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RotationFailure {
    pub at: Timestamp,
    /// What went wrong, as whoever wrote it reads it.
    pub problem: String,
}

/// How often a private certificate is issued anew by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RotationPolicy {
    /// At least 1.
    pub interval: u32,
    pub unit: RotationUnit,
}

/// What a rotation interval is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RotationUnit {
    Day,
    /// A calendar month; a day that the month lacks becomes its last.
    Month,
}

impl RotationPolicy {
    /// The moment one interval after `moment`.
    pub fn after(self, moment: Timestamp) -> Timestamp {
        match self.unit {
            RotationUnit::Day => moment.plus_days(i64::from(self.interval)),
            RotationUnit::Month => plus_months(moment, self.interval),
        }
    }
}

/// `30 days`, `1 month` …
impl std::fmt::Display for RotationPolicy {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = match self.unit {
            RotationUnit::Day => "day",
            RotationUnit::Month => "month",
        };
        write!(out, "{} {unit}{}", self.interval, if self.interval == 1 { "" } else { "s" })
    }
}

/// So many calendar months later, at the same time of day; beyond the years that can be written, the last of them.
fn plus_months(moment: Timestamp, months: u32) -> Timestamp {
    let Ok(from) = OffsetDateTime::from_unix_timestamp(moment.unix()) else { return moment };
    let count = i64::from(from.year()) * 12 + i64::from(u8::from(from.month())) - 1 + i64::from(months);
    let last = Timestamp::from_unix(i64::MAX);
    let (Ok(year), Ok(month)) = (i32::try_from(count.div_euclid(12)), u8::try_from(count.rem_euclid(12) + 1)) else { return last };
    let date = Month::try_from(month).and_then(|month| Date::from_calendar_date(year, month, from.day().min(month.length(year))));
    date.map_or(last, |date| from.replace_date(date).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn months_are_those_of_the_calendar() {
        for (from, months, to) in [
            (datetime!(2026-01-31 10:30 UTC), 1, datetime!(2026-02-28 10:30 UTC)),
            (datetime!(2028-01-31 10:30 UTC), 1, datetime!(2028-02-29 10:30 UTC)),
            (datetime!(2026-12-15 00:00 UTC), 1, datetime!(2027-01-15 00:00 UTC)),
            (datetime!(2026-03-31 23:59:59 UTC), 18, datetime!(2027-09-30 23:59:59 UTC)),
        ] {
            let policy = RotationPolicy { interval: months, unit: RotationUnit::Month };
            assert_eq!(policy.after(from.into()), Timestamp::from(to), "{from} and {policy}");
        }
        let days = RotationPolicy { interval: 30, unit: RotationUnit::Day };
        assert_eq!(days.after(datetime!(2026-03-01 00:00 UTC).into()), Timestamp::from(datetime!(2026-03-31 00:00 UTC)));
        let ages = RotationPolicy { interval: u32::MAX, unit: RotationUnit::Month };
        assert_eq!(ages.after(Timestamp::from_unix(0)), Timestamp::from_unix(i64::MAX));
    }
}
