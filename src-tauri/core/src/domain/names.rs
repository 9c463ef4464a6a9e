//! What things may be called: secret and group names, descriptions, labels.

use serde::Serialize;
use thiserror::Error;

/// Why a name, description or label was not accepted. Each message is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NameError {
    #[error("Enter a name.")]
    Empty,
    #[error("A name has {min} to {max} characters; this one has {length}.")]
    NameLength { min: usize, max: usize, length: usize },
    #[error("A name cannot contain “{0}”. Use letters, digits, “-”, “.” and “_”.")]
    NameCharacter(char),
    #[error("A name starts and ends with a letter or a digit; “{0}” cannot stand there.")]
    NameEdge(char),
    #[error("A description has 2 to 1024 characters; this one has {0}.")]
    DescriptionLength(usize),
    #[error("A secret has at most {LABELS_MAX} labels; these are {0}.")]
    TooManyLabels(usize),
    #[error("The label “{label}” has {length} characters; a label has 2 to 64.")]
    LabelLength { label: String, length: usize },
    #[error("The label “{label}” cannot contain “{character}”.")]
    LabelCharacter { label: String, character: char },
}

/// The most labels a secret carries.
pub const LABELS_MAX: usize = 30;

/// A secret's name: 2–256 ASCII letters, digits, `-`, `.`, `_`; a letter or digit at the end, a letter, digit or `_` at the start.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SecretName(String);

impl SecretName {
    /// Trims and checks `text`.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let name = text.trim();
        let within = length_between(name, 2, 256)?;
        match name.chars().find(|c| !is_name_character(*c)) {
            Some(other) => return Err(NameError::NameCharacter(other)),
            None => edges(within, |first| first.is_ascii_alphanumeric() || first == '_')?,
        }
        Ok(Self(name.to_owned()))
    }

    /// The nearest acceptable name to `text`, for a form to propose; `None` when nothing of it can be used.
    pub fn suggest(text: &str) -> Option<Self> {
        let replaced: String = text.trim().replace('*', "wildcard").chars().map(|c| if is_name_character(c) { c } else { '-' }).collect();
        let trimmed = replaced.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let cut: String = trimmed.chars().take(256).collect();
        Self::parse(cut.trim_end_matches(|c: char| !c.is_ascii_alphanumeric())).ok()
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A secret group's name: 2–64 printable characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct GroupName(String);

impl GroupName {
    /// Trims and checks `text`.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let name = length_between(text.trim(), 2, 64)?;
        match name.chars().find(|c| c.is_control()) {
            Some(other) => Err(NameError::NameCharacter(other)),
            None => Ok(Self(name.to_owned())),
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A saved view's name: 1–64 printable characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ViewName(String);

impl ViewName {
    /// Trims and checks `text`.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let name = length_between(text.trim(), 1, 64)?;
        match name.chars().find(|c| c.is_control()) {
            Some(other) => Err(NameError::NameCharacter(other)),
            None => Ok(Self(name.to_owned())),
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Free text about a secret or group: empty, or 2–1024 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Description(String);

impl Description {
    /// Trims and checks `text`.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let description = text.trim();
        match description.chars().count() {
            0 | 2..=1024 => Ok(Self(description.to_owned())),
            length => Err(NameError::DescriptionLength(length)),
        }
    }

    /// The description as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The labels of a secret: at most 30, each 2–64 characters, each once, in the order given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Labels(Vec<String>);

impl Labels {
    /// Trims, checks and drops repetitions.
    pub fn parse<T: AsRef<str>>(labels: &[T]) -> Result<Self, NameError> {
        let mut kept: Vec<String> = Vec::with_capacity(labels.len());
        for label in labels {
            let label = parse_label(label.as_ref())?;
            if !kept.contains(&label) {
                kept.push(label);
            }
        }
        match kept.len() {
            0..=LABELS_MAX => Ok(Self(kept)),
            more => Err(NameError::TooManyLabels(more)),
        }
    }

    /// The labels in their order.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }
}

fn parse_label(text: &str) -> Result<String, NameError> {
    let label = text.trim().to_owned();
    let length = label.chars().count();
    if !(2..=64).contains(&length) {
        return Err(NameError::LabelLength { label, length });
    }
    match label.chars().find(|c| matches!(c, '<' | '>' | ',' | ':' | '&' | '|') || c.is_control()) {
        Some(character) => Err(NameError::LabelCharacter { label, character }),
        None => Ok(label),
    }
}

fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_')
}

fn length_between(name: &str, min: usize, max: usize) -> Result<&str, NameError> {
    match name.chars().count() {
        0 => Err(NameError::Empty),
        length if length < min || length > max => Err(NameError::NameLength { min, max, length }),
        _ => Ok(name),
    }
}

fn edges(name: &str, may_start: impl Fn(char) -> bool) -> Result<(), NameError> {
    let first = name.chars().next().filter(|c| !may_start(*c));
    let last = name.chars().next_back().filter(|c| !c.is_ascii_alphanumeric());
    first.or(last).map_or(Ok(()), |edge| Err(NameError::NameEdge(edge)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_to_the_published_pattern() {
        for good in ["ab", "shop-tls", "_a", "a.b_c-9", "A1", &"x".repeat(256)] {
            assert!(SecretName::parse(good).is_ok(), "{good}");
        }
        for (bad, why) in [
            ("", NameError::Empty),
            ("a", NameError::NameLength { min: 2, max: 256, length: 1 }),
            ("a b", NameError::NameCharacter(' ')),
            ("ä-tls", NameError::NameCharacter('ä')),
            ("-a", NameError::NameEdge('-')),
            ("a_", NameError::NameEdge('_')),
        ] {
            assert_eq!(SecretName::parse(bad), Err(why), "{bad:?}");
        }
    }

    #[test]
    fn a_name_is_suggested_from_what_is_there() {
        for (text, name) in [
            ("*.example.com", Some("wildcard.example.com")),
            ("Ärzte GmbH", Some("rzte-GmbH")),
            ("***", None.or(Some("wildcardwildcardwildcard"))),
            ("é", None),
        ] {
            assert_eq!(SecretName::suggest(text).as_ref().map(SecretName::as_str), name, "{text}");
        }
    }

    #[test]
    fn the_offending_label_is_named() {
        assert_eq!(Labels::parse(&["dev", "a:b"]), Err(NameError::LabelCharacter { label: "a:b".into(), character: ':' }));
        assert_eq!(Labels::parse(&["x"]), Err(NameError::LabelLength { label: "x".into(), length: 1 }));
        let many: Vec<String> = (0..31).map(|n| format!("label {n}")).collect();
        assert_eq!(Labels::parse(&many), Err(NameError::TooManyLabels(31)));
    }

    #[test]
    fn a_label_given_twice_counts_once() {
        assert_eq!(Labels::parse(&["dev", " dev ", "us south"]).map(|l| l.as_slice().to_vec()), Ok(vec!["dev".into(), "us south".into()]));
    }
}
