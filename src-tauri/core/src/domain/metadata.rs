//! Custom metadata: a JSON object that the person attaches to a secret.

use serde_json::Map;
use serde_json::Value;
use thiserror::Error;

/// The most bytes the JSON text may have.
pub const METADATA_MAX_BYTES: usize = 10 * 1024;

/// Why a text is not custom metadata.
#[derive(Debug, Error)]
pub enum MetadataError {
    #[error("This is not JSON: {0}.")]
    NotJson(serde_json::Error),
    #[error("Custom metadata is a JSON object, in braces: {{ \"owner\": \"web team\" }}.")]
    NotAnObject,
    #[error("Custom metadata has at most 10 KB; this has {0} bytes.")]
    TooLarge(usize),
}

/// A JSON object of at most 10 KB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomMetadata(Map<String, Value>);

impl CustomMetadata {
    /// Reads JSON text; empty text is the empty object.
    pub fn parse(text: &str) -> Result<Self, MetadataError> {
        match text.trim() {
            "" => Ok(Self::default()),
            long if long.len() > METADATA_MAX_BYTES => Err(MetadataError::TooLarge(long.len())),
            json => match serde_json::from_str(json).map_err(MetadataError::NotJson)? {
                Value::Object(object) => Ok(Self(object)),
                _ => Err(MetadataError::NotAnObject),
            },
        }
    }

    /// The object as compact JSON text; empty when there is nothing in it.
    pub fn to_text(&self) -> String {
        match self.0.is_empty() {
            true => String::new(),
            false => Value::Object(self.0.clone()).to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_object_is_metadata() {
        assert_eq!(CustomMetadata::parse("").unwrap().to_text(), "");
        assert_eq!(CustomMetadata::parse(r#" {"a": 1} "#).unwrap().to_text(), r#"{"a":1}"#);
        assert!(matches!(CustomMetadata::parse("[1]"), Err(MetadataError::NotAnObject)));
        assert!(matches!(CustomMetadata::parse("{"), Err(MetadataError::NotJson(_))));
        let large = format!(r#"{{"a":"{}"}}"#, "x".repeat(METADATA_MAX_BYTES));
        assert!(matches!(CustomMetadata::parse(&large), Err(MetadataError::TooLarge(_))));
    }
}
