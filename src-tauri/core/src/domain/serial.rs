//! Serial numbers of certificates (RFC 5280 §4.1.2.2).

use std::fmt;

/// The most octets that a serial number may have.
pub const SERIAL_OCTETS: usize = 20;

/// A positive number, big-endian, without zeros in front. Unique among what one authority issues.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SerialNumber(Vec<u8>);

impl SerialNumber {
    /// The number that these octets are; `None` for zero and for more than 20 octets.
    pub fn from_bytes(octets: &[u8]) -> Option<Self> {
        let digits = &octets[octets.iter().take_while(|octet| **octet == 0).count()..];
        (!digits.is_empty() && digits.len() <= SERIAL_OCTETS).then(|| Self(digits.to_vec()))
    }

    /// Reads lower- or upper-case hex, with or without colons.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().replace(':', "");
        Self::from_bytes(&hex_octets(&digits)?)
    }

    /// Its octets.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Lower-case hex with colons.
impl fmt::Display for SerialNumber {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, octet) in self.0.iter().enumerate() {
            write!(out, "{}{octet:02x}", if index == 0 { "" } else { ":" })?;
        }
        Ok(())
    }
}

fn hex_octets(digits: &str) -> Option<Vec<u8>> {
    let is_hex = digits.len().is_multiple_of(2) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_hex.then(|| (0..digits.len()).step_by(2).filter_map(|at| u8::from_str_radix(&digits[at..at + 2], 16).ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_number_is_read_as_it_is_written() {
        for (text, written) in
            [("0a:ff", "0a:ff"), ("0AFF", "0a:ff"), ("00:01", "01"), (&"7f".repeat(20), "7f:".repeat(20).trim_end_matches(':'))]
        {
            assert_eq!(SerialNumber::parse(text).map(|serial| serial.to_string()).as_deref(), Some(written), "{text}");
        }
        for text in ["", "00", "a", "0g", "é0", &"7f".repeat(21)] {
            assert_eq!(SerialNumber::parse(text), None, "{text}");
        }
    }
}
