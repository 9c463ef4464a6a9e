//! From a password to a key, in the ways that key files want it.

use aws_lc_rs::digest;
use aws_lc_rs::digest::Algorithm;
use md5::Digest;
use md5::Md5;
use secrecy::ExposeSecret;
use secrecy::SecretString;
use zeroize::Zeroizing;

/// A password as it is tried on a file. PKCS#12 tells an empty one from none at all (RFC 7292 appendix B.1).
#[derive(Clone, Copy)]
pub(super) enum Password<'p> {
    None,
    Empty,
    Typed(&'p SecretString),
}

impl Password<'_> {
    /// UTF-8, as everything but PKCS#12 wants it.
    pub(super) fn utf8(&self) -> &[u8] {
        match self {
            Self::None | Self::Empty => b"",
            Self::Typed(text) => text.expose_secret().as_bytes(),
        }
    }

    /// UTF-16 with a zero behind it (RFC 7292 appendix B.1).
    pub(super) fn utf16(&self) -> Zeroizing<Vec<u8>> {
        let text = match self {
            Self::None => return Zeroizing::default(),
            Self::Empty => "",
            Self::Typed(text) => text.expose_secret(),
        };
        let mut units = Zeroizing::new(Vec::with_capacity(4 * text.len() + 2));
        units.extend(text.encode_utf16().chain([0]).flat_map(u16::to_be_bytes));
        units
    }
}

/// The password as OpenSSL before 1.1 and some others took it: each byte of its UTF-8 as a letter of its own. None for passwords of ASCII,
/// which have one spelling.
pub(super) fn other_spelling(password: &SecretString) -> Option<SecretString> {
    let text = password.expose_secret();
    (!text.is_ascii()).then(|| text.bytes().map(char::from).collect::<String>().into())
}

/// What a key is derived for (RFC 7292 appendix B.3).
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    Key = 1,
    Iv = 2,
    Mac = 3,
}

/// The hashes that keys are derived with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The hash of several pieces, one after the other.
    pub(super) fn of(self, pieces: &[&[u8]]) -> Zeroizing<Vec<u8>> {
        match self.library() {
            Some(algorithm) => {
                let mut context = digest::Context::new(algorithm);
                pieces.iter().for_each(|piece| context.update(piece));
                Zeroizing::new(context.finish().as_ref().to_vec())
            }
            None => {
                let mut context = Md5::new();
                pieces.iter().for_each(|piece| context.update(piece));
                Zeroizing::new(context.finalize().to_vec())
            }
        }
    }

    /// How many bytes it works on at a time.
    fn block(self) -> usize {
        match self {
            Self::Md5 | Self::Sha1 | Self::Sha256 => 64,
            Self::Sha384 | Self::Sha512 => 128,
        }
    }

    fn library(self) -> Option<&'static Algorithm> {
        match self {
            Self::Md5 => None,
            Self::Sha1 => Some(&digest::SHA1_FOR_LEGACY_USE_ONLY),
            Self::Sha256 => Some(&digest::SHA256),
            Self::Sha384 => Some(&digest::SHA384),
            Self::Sha512 => Some(&digest::SHA512),
        }
    }

    fn repeated(self, iterations: u32, pieces: &[&[u8]]) -> Zeroizing<Vec<u8>> {
        (1..iterations).fold(self.of(pieces), |found, _| self.of(&[&found]))
    }
}

/// The key derivation of PKCS#12 (RFC 7292 appendix B.2).
pub(super) fn pkcs12(hash: Hash, purpose: Purpose, password: Password, salt: &[u8], iterations: u32, size: usize) -> Zeroizing<Vec<u8>> {
    let block = hash.block();
    let diversifier = vec![purpose as u8; block];
    let text = password.utf16();
    let mut input = Zeroizing::new([stretched(salt, block).as_slice(), stretched(&text, block).as_slice()].concat());
    let mut key = Zeroizing::new(Vec::with_capacity(size + block));
    while key.len() < size {
        let found = hash.repeated(iterations, &[&diversifier, &input]);
        key.extend_from_slice(&found);
        let addend = Zeroizing::new(found.iter().copied().cycle().take(block).collect::<Vec<u8>>());
        input.chunks_exact_mut(block).for_each(|chunk| add_and_one(chunk, &addend));
    }
    key.truncate(size);
    key
}

/// PBKDF1 (RFC 8018 §5.1), as long as the hash.
pub(super) fn pbkdf1(hash: Hash, password: Password, salt: &[u8], iterations: u32) -> Zeroizing<Vec<u8>> {
    hash.repeated(iterations, &[password.utf8(), salt])
}

/// What OpenSSL derives keys of encrypted PEM with: MD5 once, each round after the one before.
pub(super) fn openssl(password: Password, salt: &[u8], size: usize) -> Zeroizing<Vec<u8>> {
    let mut key = Zeroizing::new(Vec::with_capacity(size + 16));
    let mut found = Zeroizing::new(Vec::new());
    while key.len() < size {
        found = Hash::Md5.of(&[&found, password.utf8(), salt]);
        key.extend_from_slice(&found);
    }
    key.truncate(size);
    key
}

/// `bytes` again and again until whole blocks are full.
fn stretched(bytes: &[u8], block: usize) -> Zeroizing<Vec<u8>> {
    let size = bytes.len().div_ceil(block) * block;
    Zeroizing::new(bytes.iter().copied().cycle().take(size).collect())
}

/// Big-endian `number + addend + 1`, without the carry out of it.
fn add_and_one(number: &mut [u8], addend: &[u8]) {
    let mut carry = 1;
    for (digit, other) in number.iter_mut().zip(addend).rev() {
        let sum = u16::from(*digit) + u16::from(*other) + carry;
        *digit = (sum & 0xff) as u8;
        carry = sum >> 8;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors that PKCS#12 libraries are commonly tested with.
    #[test]
    fn keys_are_derived_as_others_do() {
        let smeg = SecretString::from("smeg");
        let queeg = SecretString::from("queeg");
        for (password, salt, iterations, purpose, size, wanted) in [
            (&smeg, "0a58cf64530d823f", 1, Purpose::Key, 24, "8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3"),
            (&smeg, "0a58cf64530d823f", 1, Purpose::Iv, 8, "79993dfe048d3b76"),
            (&smeg, "3d83c0e4546ac140", 1, Purpose::Mac, 20, "8d967d88f6caa9d714800ab3d48051d63f73a312"),
            (&queeg, "05dec959acff72f7", 1000, Purpose::Key, 24, "ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4"),
            (&queeg, "05dec959acff72f7", 1000, Purpose::Iv, 8, "11dedad7758d4860"),
        ] {
            let salt = hex::decode(salt).unwrap();
            let key = pkcs12(Hash::Sha1, purpose, Password::Typed(password), &salt, iterations, size);
            assert_eq!(hex::encode(key), wanted, "{salt:02x?}");
        }
    }
}
