//! The recovery key: random, printed, typed again in an emergency.
//!
//! 160 random bits in Crockford's base 32, eight groups of four, and a ninth group that finds typing errors before anything is tried.

use std::fmt;

use aws_lc_rs::digest;
use secrecy::ExposeSecret;
use secrecy::ExposeSecretMut;
use secrecy::SecretBox;
use secrecy::SecretString;
use zeroize::Zeroizing;

use super::Error;
use super::Result;
use super::key;
use super::key::WrappingKey;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const KEY_BYTES: usize = 20;
const CHECK_DIGITS: usize = 4;
const GROUP: usize = 4;
const DIGITS: usize = KEY_BYTES * 8 / 5 + CHECK_DIGITS;

/// A random key on paper; never printed by Debug.
pub struct RecoveryKey(SecretBox<[u8; KEY_BYTES]>);

impl RecoveryKey {
    /// How many groups are printed.
    pub const GROUPS: usize = DIGITS / GROUP;

    /// A new one.
    pub fn random() -> Result<Self> {
        let mut bytes = SecretBox::new(Box::new([0; KEY_BYTES]));
        key::fill(bytes.expose_secret_mut())?;
        Ok(Self(bytes))
    }

    /// Reads what a person typed: case, spaces and dashes do not matter, O is 0, I and L are 1.
    pub fn parse(text: &SecretString) -> Result<Self> {
        let digits = read_digits(text.expose_secret())?;
        let (key_digits, check) = digits.split_at(digits.len() - CHECK_DIGITS);
        let mut bytes = SecretBox::new(Box::new([0; KEY_BYTES]));
        pack(key_digits, bytes.expose_secret_mut());
        match check == check_digits(bytes.expose_secret()) {
            true => Ok(Self(bytes)),
            false => Err(Error::RecoveryKeyTypo { group: None }),
        }
    }

    /// The groups to print, as in `K7QX-…`; the last one is a checksum.
    pub fn printed(&self) -> SecretString {
        let digits = self.digits();
        let mut text = String::with_capacity(DIGITS + Self::GROUPS);
        for (place, digit) in digits.iter().enumerate() {
            if place > 0 && place % GROUP == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(*digit)]));
        }
        text.into()
    }

    /// Whether `typed` is the group at `index` (from 0): how a person shows that the key was kept.
    pub fn group_is(&self, index: usize, typed: &str) -> bool {
        let typed: Option<Vec<u8>> = typed.chars().filter(|c| is_digit_place(*c)).map(digit).collect();
        let digits = self.digits();
        let group = digits.chunks(GROUP).nth(index);
        typed.is_some() && typed.as_deref() == group
    }

    /// The key that wraps the database key in a slot with this salt (HKDF-SHA-256, RFC 5869).
    pub(super) fn wrapping_key(&self, salt: &[u8]) -> Result<WrappingKey> {
        WrappingKey::filled_by(|out| key::expand(self.0.expose_secret(), salt, b"certkeep recovery slot 1", out))
    }

    fn digits(&self) -> Zeroizing<Vec<u8>> {
        let bytes = self.0.expose_secret();
        let mut digits = Zeroizing::new(unpack(bytes));
        digits.extend_from_slice(&check_digits(bytes));
        digits
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("RecoveryKey(..)")
    }
}

fn read_digits(text: &str) -> Result<Zeroizing<Vec<u8>>> {
    let mut digits = Zeroizing::new(Vec::with_capacity(DIGITS));
    for character in text.chars().filter(|c| is_digit_place(*c)) {
        match digit(character) {
            Some(digit) if digits.len() < DIGITS => digits.push(digit),
            Some(_) => return Err(Error::RecoveryKeyTypo { group: None }),
            None => return Err(Error::RecoveryKeyTypo { group: Some(digits.len() / GROUP + 1) }),
        }
    }
    match digits.len() {
        DIGITS => Ok(digits),
        _ => Err(Error::RecoveryKeyTypo { group: None }),
    }
}

fn is_digit_place(c: char) -> bool {
    !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '_' | '.')
}

fn digit(c: char) -> Option<u8> {
    let read = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    (0..32).find(|value| char::from(ALPHABET[usize::from(*value)]) == read)
}

/// 5-bit digits, most significant first.
fn unpack(bytes: &[u8]) -> Vec<u8> {
    (0..bytes.len() * 8 / 5).map(|place| (0..5).fold(0, |digit, bit| digit << 1 | bit_at(bytes, place * 5 + bit))).collect()
}

fn pack(digits: &[u8], bytes: &mut [u8]) {
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = (0..8).fold(0, |byte, bit| byte << 1 | digit_bit(digits, place * 8 + bit));
    }
}

fn bit_at(bytes: &[u8], place: usize) -> u8 {
    bytes[place / 8] >> (7 - place % 8) & 1
}

fn digit_bit(digits: &[u8], place: usize) -> u8 {
    digits[place / 5] >> (4 - place % 5) & 1
}

fn check_digits(bytes: &[u8; KEY_BYTES]) -> [u8; CHECK_DIGITS] {
    let mut hash = digest::Context::new(&digest::SHA256);
    hash.update(b"certkeep recovery key 1");
    hash.update(bytes);
    let hash = hash.finish();
    let mut check = [0; CHECK_DIGITS];
    check.copy_from_slice(&unpack(&hash.as_ref()[..5])[..CHECK_DIGITS]);
    check
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<RecoveryKey> {
        RecoveryKey::parse(&SecretString::from(text))
    }

    #[test]
    fn what_is_printed_can_be_typed_again() {
        let key = RecoveryKey::random().unwrap();
        let printed = key.printed();
        let printed = printed.expose_secret();
        assert_eq!(printed.split('-').count(), RecoveryKey::GROUPS);
        let sloppy = printed.to_lowercase().replace('0', "o").replace('1', "l").replace('-', "  ");
        for typed in [printed, &sloppy, &printed.replace('1', "I"), &format!("\n{printed}\n")] {
            assert_eq!(parse(typed).unwrap().0.expose_secret(), key.0.expose_secret(), "{typed}");
        }
    }

    #[test]
    fn a_typing_error_is_found_before_anything_is_tried() {
        let key = RecoveryKey::random().unwrap();
        let printed = key.printed().expose_secret().to_owned();
        for place in (0..printed.len()).filter(|place| printed.as_bytes()[*place] != b'-') {
            let mut typed = printed.clone().into_bytes();
            typed[place] = if typed[place] == b'7' { b'8' } else { b'7' };
            let typed = String::from_utf8(typed).unwrap();
            assert!(matches!(parse(&typed), Err(Error::RecoveryKeyTypo { .. })), "place {place}");
        }
        let swapped: String = printed.split('-').rev().collect::<Vec<_>>().join("-");
        assert!(matches!(parse(&swapped), Err(Error::RecoveryKeyTypo { group: None })));
        assert!(matches!(parse(&printed[..20]), Err(Error::RecoveryKeyTypo { group: None })));
        assert!(matches!(parse("7777-77U7"), Err(Error::RecoveryKeyTypo { group: Some(2) })), "U is not a digit");
        assert!(matches!(parse(""), Err(Error::RecoveryKeyTypo { .. })));
    }

    #[test]
    fn one_group_typed_shows_that_the_key_was_kept() {
        let key = RecoveryKey::random().unwrap();
        let printed = key.printed().expose_secret().to_owned();
        for (index, group) in printed.split('-').enumerate() {
            assert!(key.group_is(index, &group.to_lowercase()));
            assert!(!key.group_is(index, &group[1..]));
        }
        assert!(!key.group_is(99, ""));
        assert!(!key.group_is(0, "UUUU"));
    }

    #[test]
    fn a_key_says_nothing_about_itself() {
        assert_eq!(format!("{:?}", RecoveryKey::random().unwrap()), "RecoveryKey(..)");
    }
}
