//! How long a certificate is valid: whose word counts, and what stands against it.

use std::fmt;

use thiserror::Error;

use super::RotationPolicy;
use crate::domain::lifetime::Lifetime;
use crate::domain::lifetime::LifetimeError;
use crate::domain::template::Template;
use crate::domain::timestamp::Timestamp;

/// Who says how long a certificate is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermSource {
    Request,
    Template,
    TemplateLongest,
    AuthorityLongest,
}

/// The issuing authority, as far as lifetimes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssuerTerm {
    /// The longest lifetime that it issues for.
    pub max_ttl: Lifetime,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
}

/// From when until when a certificate is valid, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub lifetime: Lifetime,
    pub source: TermSource,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
}

/// Why a lifetime or an interval is not possible. Each message is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TermError {
    #[error("{0}")]
    Unreadable(LifetimeError),
    #[error("A lifetime is longer than nothing.")]
    Nothing,
    #[error("The template allows {max} at most; {asked} is longer.")]
    LongerThanTemplate { asked: Lifetime, max: Lifetime },
    #[error("The authority issues for {max} at most; {asked} is longer.")]
    LongerThanAuthority { asked: Lifetime, max: Lifetime },
    #[error("The certificate would be valid until {asked}, but its authority only until {authority}.", asked = asked.day(), authority = authority.day())]
    OutlivesAuthority { asked: Timestamp, authority: Timestamp, days_left: i64 },
    #[error("A rotation interval is at least 1.")]
    IntervalNothing,
    #[error("A certificate is valid for {lifetime}; rotating it every {interval} would be too late.")]
    IntervalTooLong { interval: RotationPolicy, lifetime: Lifetime },
}

impl TermError {
    /// The field of the form that it belongs to.
    pub fn field(&self) -> &'static str {
        match self {
            Self::IntervalNothing | Self::IntervalTooLong { .. } => "rotation",
            _ => "ttl",
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::OutlivesAuthority { days_left, .. } if *days_left > 0 => {
                Some(format!("Ask for a lifetime of {days_left} days at most, or renew the authority first."))
            }
            Self::OutlivesAuthority { .. } => Some("Renew the authority first.".into()),
            Self::LongerThanTemplate { .. } => Some("Ask for less, or leave it to the template.".into()),
            Self::LongerThanAuthority { .. } => Some("Ask for less, or let the authority issue for longer.".into()),
            Self::IntervalTooLong { .. } => Some("Choose a shorter interval, so that there is time left when something fails.".into()),
            Self::Unreadable(_) | Self::Nothing | Self::IntervalNothing => None,
        }
    }
}

impl Term {
    /// The term of a certificate that is issued at `now`: the request's lifetime counts before the template's, the template's before its
    /// longest, and that before the authority's longest. Nothing is cut short: what is too long is refused.
    pub fn of(asked: &str, template: &Template, issuer: &IssuerTerm, now: Timestamp) -> Result<Self, TermError> {
        let asked = Lifetime::parse(asked).map_err(TermError::Unreadable)?;
        let (lifetime, source) = match (asked, template.ttl, template.max_ttl) {
            (Some(asked), _, _) => (asked, TermSource::Request),
            (None, Some(ttl), _) => (ttl, TermSource::Template),
            (None, None, Some(max)) => (max, TermSource::TemplateLongest),
            (None, None, None) => (issuer.max_ttl, TermSource::AuthorityLongest),
        };
        let not_after = Timestamp::from_unix(now.unix().saturating_add(lifetime.seconds()));
        match (template.max_ttl, issuer.max_ttl) {
            _ if lifetime.seconds() < 1 => Err(TermError::Nothing),
            (Some(max), _) if lifetime > max => Err(TermError::LongerThanTemplate { asked: lifetime, max }),
            (_, max) if lifetime > max => Err(TermError::LongerThanAuthority { asked: lifetime, max }),
            _ if not_after > issuer.not_after => Err(TermError::OutlivesAuthority {
                asked: not_after,
                authority: issuer.not_after,
                days_left: now.days_until(issuer.not_after),
            }),
            _ => Ok(Self { lifetime, source, not_before: backdated(template, issuer, now), not_after }),
        }
    }

    /// When a certificate of this term is rotated next.
    pub fn next_rotation(&self, policy: RotationPolicy, now: Timestamp) -> Result<Timestamp, TermError> {
        match policy.after(now) {
            _ if policy.interval == 0 => Err(TermError::IntervalNothing),
            next if next > self.not_after => Err(TermError::IntervalTooLong { interval: policy, lifetime: self.lifetime }),
            next => Ok(next),
        }
    }
}

/// Clocks differ, so a certificate begins a little earlier, but not before its authority.
fn backdated(template: &Template, issuer: &IssuerTerm, now: Timestamp) -> Timestamp {
    let wanted = Timestamp::from_unix(now.unix().saturating_sub(template.not_before_duration.seconds()));
    wanted.max(issuer.not_before.min(now))
}

/// `90 days, as the template says`.
impl fmt::Display for Term {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = match self.source {
            TermSource::Request => "as asked for",
            TermSource::Template => "as the template says",
            TermSource::TemplateLongest => "the longest that the template allows",
            TermSource::AuthorityLongest => "the longest that the authority issues for",
        };
        write!(out, "{}, {source}", self.lifetime)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::private::RotationUnit;
    use crate::domain::template::TemplateContent;

    const DAY: i64 = 86_400;
    fn now() -> Timestamp {
        Timestamp::from_unix(0)
    }

    fn issuer(max_days: i64, days_left: i64) -> IssuerTerm {
        let start = now().plus_days(-1);
        IssuerTerm { max_ttl: Lifetime::from_seconds(max_days * DAY), not_before: start, not_after: now().plus_days(days_left) }
    }

    fn template(ttl: &str, max_ttl: &str) -> Template {
        Template::parse(&TemplateContent { ttl: ttl.into(), max_ttl: max_ttl.into(), ..TemplateContent::default() }).unwrap()
    }

    #[test]
    fn the_most_particular_word_counts() {
        for (asked, ttl, max_ttl, said) in [
            ("10d", "30d", "90d", "10 days, as asked for"),
            ("", "30d", "90d", "30 days, as the template says"),
            ("", "", "90d", "90 days, the longest that the template allows"),
            ("", "", "", "400 days, the longest that the authority issues for"),
            ("1500s", "", "", "25 minutes, as asked for"),
        ] {
            let term = Term::of(asked, &template(ttl, max_ttl), &issuer(400, 4000), now()).unwrap();
            assert_eq!(term.to_string(), said);
            assert_eq!((term.not_before.unix(), term.not_after.unix()), (-30, term.lifetime.seconds()));
        }
    }

    #[test]
    fn nothing_is_cut_short() {
        let days = |days: i64| Lifetime::from_seconds(days * DAY);
        let outlives = |asked: i64, left: i64| TermError::OutlivesAuthority {
            asked: now().plus_days(asked),
            authority: now().plus_days(left),
            days_left: left,
        };
        for (asked, ttl, max_ttl, issuer, error) in [
            ("91d", "", "90d", issuer(400, 4000), TermError::LongerThanTemplate { asked: days(91), max: days(90) }),
            ("401d", "", "", issuer(400, 4000), TermError::LongerThanAuthority { asked: days(401), max: days(400) }),
            ("", "90d", "", issuer(30, 4000), TermError::LongerThanAuthority { asked: days(90), max: days(30) }),
            ("", "90d", "", issuer(400, 60), outlives(90, 60)),
            ("", "", "", issuer(400, -1), outlives(400, -1)),
            ("0", "", "", issuer(400, 400), TermError::Nothing),
        ] {
            assert_eq!(Term::of(asked, &template(ttl, max_ttl), &issuer, now()), Err(error));
        }
        assert!(matches!(Term::of("soon", &template("", ""), &issuer(1, 1), now()), Err(TermError::Unreadable(_))));
        assert!(Term::of("3000d", &template("", ""), &issuer(36_500, 36_500), now()).is_ok(), "36 months are no limit");
    }

    #[test]
    fn a_certificate_does_not_begin_before_its_authority() {
        let young = IssuerTerm { not_before: Timestamp::from_unix(-10), ..issuer(400, 4000) };
        assert_eq!(Term::of("", &template("30d", ""), &young, now()).unwrap().not_before, young.not_before);
    }

    #[test]
    fn an_interval_fits_into_the_lifetime() {
        let term = Term::of("90d", &template("", ""), &issuer(400, 4000), now()).unwrap();
        let policy = |interval, unit| RotationPolicy { interval, unit };
        assert_eq!(term.next_rotation(policy(90, RotationUnit::Day), now()), Ok(now().plus_days(90)));
        assert_eq!(term.next_rotation(policy(2, RotationUnit::Month), now()), Ok(now().plus_days(59)));
        for refused in [
            policy(0, RotationUnit::Day),
            policy(91, RotationUnit::Day),
            policy(4, RotationUnit::Month),
            policy(u32::MAX, RotationUnit::Month),
        ] {
            assert_eq!(term.next_rotation(refused, now()).unwrap_err().field(), "rotation", "{refused}");
        }
    }
}
