//! Passphrases: how strong one is, and the key that is derived from it (Argon2id, RFC 9106).

use std::time::Duration;
use std::time::Instant;

use argon2::Algorithm;
use argon2::Argon2;
use argon2::Params;
use argon2::Version;
use secrecy::ExposeSecret;
use secrecy::SecretString;
use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::Error;
use super::Result;
use super::key::WrappingKey;

const MIN_CHARACTERS: usize = 8;
const MIN_SCORE: u8 = 2;
/// zxcvbn's work grows fast with the length; what lies beyond only makes a passphrase stronger.
const JUDGED_CHARACTERS: usize = 100;

/// What a person typed to unlock the vault.
#[derive(Debug)]
pub struct Passphrase(SecretString);

impl Passphrase {
    /// For unlocking: taken as it is.
    pub fn typed(text: SecretString) -> Self {
        Self(text)
    }

    /// For a new slot: refused with [`Error::TooWeak`] below 8 characters or score 2.
    pub fn chosen(text: SecretString) -> Result<Self> {
        match strength(&text).good_enough {
            true => Ok(Self(text)),
            false => Err(Error::TooWeak),
        }
    }

    /// The key that wraps the database key in a slot with these costs and this salt.
    pub(super) fn wrapping_key(&self, costs: Costs, salt: &[u8]) -> Result<WrappingKey> {
        let params = Params::new(costs.memory_kib, costs.passes, costs.lanes, Some(32)).map_err(|_| Error::OutOfMemory)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        WrappingKey::filled_by(|out| {
            argon2.hash_password_into(self.0.expose_secret().as_bytes(), salt, out).map_err(|_| Error::OutOfMemory)
        })
    }
}

/// What one try at a passphrase costs (RFC 9106 §3.1: m, t, p).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Costs {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Costs {
    /// Never less than this, however slow the machine.
    pub const FLOOR: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
    const TARGET: Duration = Duration::from_millis(250);
    /// Memory grows first and stops here, so that a smaller machine can open the backup too.
    const MEMORY_CHOSEN_MOST: u32 = 256 * 1024;
    const MEMORY_ACCEPTED_MOST: u32 = 1024 * 1024;
    const PASSES_ACCEPTED_MOST: u32 = 1_000;
    const LANES_ACCEPTED_MOST: u32 = 16;

    /// Costs that take this machine at least 250 ms.
    pub fn calibrated() -> Result<Self> {
        let mut costs = Self::FLOOR;
        loop {
            let took = costs.measured()?;
            if took >= Self::TARGET || costs.passes >= Self::PASSES_ACCEPTED_MOST {
                return Ok(costs);
            }
            costs = costs.grown(took);
        }
    }

    /// Whether a key file may ask for this: a hostile one must not eat the memory or the day.
    pub fn acceptable(self) -> bool {
        let memory_least = 8 * self.lanes.max(1);
        (1..=Self::LANES_ACCEPTED_MOST).contains(&self.lanes)
            && (1..=Self::PASSES_ACCEPTED_MOST).contains(&self.passes)
            && (memory_least..=Self::MEMORY_ACCEPTED_MOST).contains(&self.memory_kib)
    }

    fn measured(self) -> Result<Duration> {
        let started = Instant::now();
        Passphrase(SecretString::from("how long does this take")).wrapping_key(self, &[0; 16])?;
        Ok(started.elapsed())
    }

    fn grown(self, took: Duration) -> Self {
        let wanted = Self::TARGET.as_micros().div_ceil(took.as_micros().max(1));
        let factor = u32::try_from(wanted).unwrap_or(u32::MAX).clamp(2, 16);
        match self.memory_kib < Self::MEMORY_CHOSEN_MOST {
            true => Self { memory_kib: (self.memory_kib * factor).min(Self::MEMORY_CHOSEN_MOST), ..self },
            false => Self { passes: (self.passes * factor).min(Self::PASSES_ACCEPTED_MOST), ..self },
        }
    }
}

/// How long a passphrase would withstand someone who holds the key file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PassphraseStrength {
    /// 0 to 4.
    pub score: u8,
    /// Whether it is accepted for a new slot.
    pub good_enough: bool,
    /// `3 hours`, `centuries` …, at ten tries a second: what Argon2id leaves a well-equipped thief.
    pub crack_time: String,
    pub warning: Option<String>,
    pub suggestions: Vec<String>,
}

/// How strong `passphrase` is.
pub fn strength(passphrase: &SecretString) -> PassphraseStrength {
    let text = passphrase.expose_secret();
    let judged = text.char_indices().nth(JUDGED_CHARACTERS).map_or(text, |(end, _)| &text[..end]);
    let entropy = zxcvbn::zxcvbn(judged, &["certkeep", "certificate", "vault"]);
    let score = u8::from(entropy.score());
    let feedback = entropy.feedback();
    let mut suggestions: Vec<String> = feedback.map(|f| f.suggestions().iter().map(ToString::to_string).collect()).unwrap_or_default();
    let long_enough = text.chars().count() >= MIN_CHARACTERS;
    if !long_enough {
        suggestions.insert(0, format!("Use at least {MIN_CHARACTERS} characters."));
    }
    PassphraseStrength {
        score,
        good_enough: long_enough && score >= MIN_SCORE,
        crack_time: entropy.crack_times().online_no_throttling_10_per_second().to_string(),
        warning: feedback.and_then(|f| f.warning()).map(|warning| warning.to_string()),
        suggestions,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passphrases_are_refused_and_told_why() {
        for weak in ["", "short", "password1", "aaaaaaaaaaaa", "Tr0ub4"] {
            let judged = strength(&weak.into());
            assert!(!judged.good_enough, "{weak}");
            assert!(judged.warning.is_some() || !judged.suggestions.is_empty(), "{weak}: something is said");
            assert!(matches!(Passphrase::chosen(weak.into()), Err(Error::TooWeak)), "{weak}");
        }
        for good in ["correct horse battery staple", "wahr-Zebra-Kiosk-71", &"x9 Kq!".repeat(100)] {
            assert!(Passphrase::chosen(good.into()).is_ok(), "{good}");
        }
    }

    #[test]
    fn a_hostile_file_cannot_ask_for_everything() {
        assert!(Costs::FLOOR.acceptable());
        for costs in [
            Costs { memory_kib: 2 * 1024 * 1024, ..Costs::FLOOR },
            Costs { memory_kib: 7, ..Costs::FLOOR },
            Costs { passes: u32::MAX, ..Costs::FLOOR },
            Costs { passes: 0, ..Costs::FLOOR },
            Costs { lanes: 0, ..Costs::FLOOR },
            Costs { lanes: 1_000_000, ..Costs::FLOOR },
        ] {
            assert!(!costs.acceptable(), "{costs:?}");
        }
    }

    #[test]
    fn costs_grow_in_memory_first_and_never_fall_below_the_floor() {
        let quick = Costs::FLOOR.grown(Duration::from_millis(100));
        assert_eq!(quick, Costs { memory_kib: 192 * 1024, ..Costs::FLOOR });
        let full = Costs { memory_kib: Costs::MEMORY_CHOSEN_MOST, ..Costs::FLOOR };
        assert_eq!(full.grown(Duration::from_millis(200)), Costs { passes: 6, ..full });
        let chosen = Costs::calibrated().unwrap();
        assert!(chosen.memory_kib >= Costs::FLOOR.memory_kib && chosen.passes >= Costs::FLOOR.passes && chosen.acceptable());
    }

    #[test]
    fn a_passphrase_says_nothing_about_itself() {
        assert!(!format!("{:?}", Passphrase::typed("canary".into())).contains("canary"));
    }
}
