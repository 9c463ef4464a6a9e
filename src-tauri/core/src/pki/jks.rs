//! Java's own key stores, JKS and JCEKS, read as far as they hold certificates and private keys.
//!
//! Taken apart by hand: the crate for it stands on cryptography of the generation before. The structure is that of Java's `DataOutput`.

use std::collections::HashSet;

use secrecy::SecretString;
use zeroize::Zeroizing;

use super::Error;
use super::cipher::Cipher;
use super::der;
use super::encrypted;
use super::format::FileFormat;
use super::oids;
use super::password::Hash;
use super::password::Password;
use super::pem::Part;

/// What the file holds when no key is in it: its certificates need no password. [`Error::Locked`] when there is one.
pub(super) fn read(bytes: &[u8], format: FileFormat) -> Result<Vec<Part>, Error> {
    let entries = Entries::read(bytes, format)?;
    match entries.keys.is_empty() {
        true => entries.certificates(),
        false => Err(Error::Locked(format)),
    }
}

/// What the file holds behind a password: the certificates, and every key that it opens. Keys may have passwords of their own.
pub(super) fn open(bytes: &[u8], format: FileFormat, password: &SecretString) -> Result<Vec<Part>, Error> {
    let entries = Entries::read(bytes, format)?;
    let mut parts = entries.certificates()?;
    let mut refused = None;
    for key in &entries.keys {
        match decrypted(key, Password::Typed(password)) {
            Ok(key) => parts.push(Part::made("PRIVATE KEY", &key)),
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    let opened = parts.iter().any(|part| part.kind().is_private_key());
    refused.filter(|_| !opened).map_or(Ok(parts), Err)
}

/// The most entries that are looked at.
const ENTRIES_MAX: u32 = 10_000;

/// The entries of a key store, in their order; keys as EncryptedPrivateKeyInfo (RFC 5958 §3).
#[derive(Default)]
struct Entries<'a> {
    keys: Vec<&'a [u8]>,
    certificates: Vec<&'a [u8]>,
}

impl<'a> Entries<'a> {
    fn read(bytes: &'a [u8], format: FileFormat) -> Result<Self, Error> {
        let mut reader = Reader(bytes);
        Self::parsed(&mut reader).ok_or(Error::BrokenFile(format))
    }

    fn parsed(reader: &mut Reader<'a>) -> Option<Self> {
        let (_magic, version, count) = (reader.number()?, reader.number()?, reader.number()?);
        if !(1..=2).contains(&version) || count > ENTRIES_MAX {
            return None;
        }
        let mut found = Self::default();
        for _ in 0..count {
            let tag = reader.number()?;
            let (_alias, _created) = (reader.text()?, reader.bytes(8)?);
            match tag {
                1 => found.key(reader, version)?,
                2 => found.certificates.push(reader.certificate(version)?),
                // A secret key of JCEKS is a Java object whose end cannot be known; what comes after it is not read.
                3 => break,
                _ => return None,
            }
        }
        Some(found)
    }

    fn key(&mut self, reader: &mut Reader<'a>, version: u32) -> Option<()> {
        self.keys.push(reader.block()?);
        for _ in 0..reader.number()? {
            self.certificates.push(reader.certificate(version)?);
        }
        Some(())
    }

    /// Each certificate once.
    fn certificates(&self) -> Result<Vec<Part>, Error> {
        let mut seen = HashSet::new();
        let certificates: Vec<&&[u8]> = self.certificates.iter().filter(|der| seen.insert(**der)).collect();
        match certificates.is_empty() && self.keys.is_empty() {
            true => Err(Error::Empty),
            false => Ok(certificates.into_iter().map(|der| Part::made("CERTIFICATE", der)).collect()),
        }
    }
}

/// What is left to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, size: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some(bytes)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_be_bytes(self.bytes(4)?.try_into().ok()?))
    }

    /// Bytes with their number before them.
    fn block(&mut self) -> Option<&'a [u8]> {
        let size = self.number()?;
        self.bytes(usize::try_from(size).ok()?)
    }

    /// Text, with the number of its bytes in two bytes before it.
    fn text(&mut self) -> Option<&'a [u8]> {
        let size = u16::from_be_bytes(self.bytes(2)?.try_into().ok()?);
        self.bytes(usize::from(size))
    }

    /// A certificate, with its type before it since version 2.
    fn certificate(&mut self, version: u32) -> Option<&'a [u8]> {
        if version == 2 {
            self.text()?;
        }
        self.block()
    }
}

/// The PKCS#8 structure behind one of Java's two ways to protect a key.
fn decrypted(key_info: &[u8], password: Password) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (algorithm, data) = encrypted::key_parts(key_info).ok_or(DAMAGED)?;
    let parts = der::first(algorithm).map(|whole| der::children(whole.data)).unwrap_or_default();
    let oid = parts.first().and_then(der::oid).map(|oid| oids::dotted(&oid)).ok_or(DAMAGED)?;
    match oid.as_str() {
        "1.3.6.1.4.1.42.2.17.1.1" => without_key_stream(&data, password),
        "1.3.6.1.4.1.42.2.19.1" => {
            let parameters = der::children(parts.get(1).ok_or(DAMAGED)?.data);
            let [salt, iterations] = parameters.as_slice() else { return Err(DAMAGED) };
            let iterations = der::small_number(iterations).ok_or(DAMAGED)?;
            let iterations = encrypted::bounded(iterations, || "PBEWithMD5AndTripleDES".into())?;
            without_triple_des(&data, &der::octets(salt), iterations, password)
        }
        _ => encrypted::decrypt_key(key_info, password),
    }
}

const DAMAGED: Error = Error::BrokenKey { reason: "its encrypted structure cannot be read" };
const SHA1_SIZE: usize = 20;

/// JKS: a stream of SHA-1 over the password and what the hash gave before, with a checksum behind the key.
fn without_key_stream(data: &[u8], password: Password) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (salt, rest) = data.split_at_checked(SHA1_SIZE).ok_or(DAMAGED)?;
    let (text, checksum) = rest.split_at_checked(rest.len().saturating_sub(SHA1_SIZE)).ok_or(DAMAGED)?;
    let password = password.utf16();
    // Java puts no zero behind it.
    let password = password.get(..password.len().saturating_sub(2)).unwrap_or_default();
    let mut stream = Zeroizing::new(salt.to_vec());
    let mut key = Zeroizing::new(Vec::with_capacity(text.len()));
    for chunk in text.chunks(SHA1_SIZE) {
        stream = Hash::Sha1.of(&[password, &stream]);
        key.extend(chunk.iter().zip(stream.iter()).map(|(one, other)| one ^ other));
    }
    match Hash::Sha1.of(&[password, &key]).as_slice() == checksum {
        true => Ok(key),
        false => Err(Error::WrongPassword),
    }
}

/// JCEKS: 3DES, with key and initialisation vector from MD5 over each half of the salt.
fn without_triple_des(data: &[u8], salt: &[u8], iterations: u32, password: Password) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut salt: [u8; 8] = salt.try_into().map_err(|_| DAMAGED)?;
    if salt[..4] == salt[4..] {
        salt[..4].reverse();
    }
    let half = |half: &[u8]| {
        let first = Hash::Md5.of(&[half, password.utf8()]);
        (1..iterations).fold(first, |found, _| Hash::Md5.of(&[&found, password.utf8()]))
    };
    let both = Zeroizing::new([half(&salt[..4]).as_slice(), half(&salt[4..]).as_slice()].concat());
    let key = Cipher::TripleDes.decrypt(&both[..24], &both[24..], data)?;
    match der::length(&key) == Some(key.len()) {
        true => Ok(key),
        false => Err(Error::WrongPassword),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures;
    use crate::pki::pem::PartKind;

    #[test]
    fn a_damaged_key_store_is_said_to_be_damaged() {
        let whole = fixtures::file("keystore.jks");
        for at in (4..whole.len() - 20).step_by(41) {
            let error = open(&whole[..at], FileFormat::Jks, &"secret".into()).unwrap_err();
            assert!(matches!(error, Error::BrokenFile(FileFormat::Jks)), "cut at {at}: {error:?}");
        }
        for at in (4..whole.len()).step_by(7) {
            let mut changed = whole.clone();
            changed[at] = changed[at].wrapping_mul(31).wrapping_add(at as u8);
            let _ = open(&changed, FileFormat::Jks, &"secret".into());
            let _ = read(&changed, FileFormat::Jks);
        }
    }

    #[test]
    fn certificates_without_a_key_need_no_password() {
        let certificate = fixtures::certificate("root.crt.pem");
        let der = certificate.der().as_bytes();
        let mut store = [0xfe_ed_fe_edu32, 2, 2].map(u32::to_be_bytes).concat();
        for alias in [b"a", b"b"] {
            let head: [&[u8]; 5] = [&2u32.to_be_bytes(), &[0, 1], alias, &[0; 8], b"\0\x05X.509"];
            store.extend(head.concat());
            store.extend((der.len() as u32).to_be_bytes());
            store.extend(der);
        }
        store.extend([0; 20]);
        let parts = read(&store, FileFormat::Jks).unwrap();
        assert_eq!(parts.iter().map(Part::kind).collect::<Vec<_>>(), [PartKind::Certificate], "one that is there twice counts once");
        assert_eq!(parts[0].der(), der);
    }
}
