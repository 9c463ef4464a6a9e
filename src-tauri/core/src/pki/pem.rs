//! PEM (RFC 7468) in every spelling that people have it in, taken apart into its blocks.

use std::fmt;

use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::GeneralPurpose;
use base64::engine::GeneralPurposeConfig;
use rustls_pemfile::Item;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use zeroize::Zeroizing;

use crate::domain::certificate::CertificateDer;

use super::Error;
use super::der;
use super::format;
use super::legacy;
use super::legacy::Encryption;

/// The most bytes that one field may hold.
pub const FIELD_MAX_BYTES: usize = 100_000;

/// The most bytes of one dropped or picked file that are looked at.
pub const FILE_MAX_BYTES: usize = 1_048_576;

/// What a PEM block says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    Certificate,
    /// `PRIVATE KEY` (RFC 5958).
    Pkcs8Key,
    /// `RSA PRIVATE KEY` (RFC 8017).
    Pkcs1Key,
    /// `EC PRIVATE KEY` (RFC 5915).
    Sec1Key,
    /// `DSA PRIVATE KEY`.
    DsaKey,
    /// `ENCRYPTED PRIVATE KEY` (RFC 5958).
    EncryptedKey,
    /// Any private key with `Proc-Type: 4,ENCRYPTED` (RFC 1421).
    EncryptedLegacyKey,
    PublicKey,
    Csr,
    Crl,
    Pkcs7,
    /// `EC PARAMETERS` or `DH PARAMETERS`: noise before a key.
    Parameters,
    OpenSshKey,
    PgpKey,
    Other,
}

impl PartKind {
    /// What people call it, with its article: `a private key`.
    pub fn title(self) -> &'static str {
        match self {
            Self::Certificate => "a certificate",
            Self::Pkcs8Key | Self::Pkcs1Key | Self::Sec1Key | Self::DsaKey => "a private key",
            Self::EncryptedKey | Self::EncryptedLegacyKey => "an encrypted private key",
            Self::PublicKey => "a public key",
            Self::Csr => "a certificate signing request",
            Self::Crl => "a certificate revocation list",
            Self::Pkcs7 => "a PKCS#7 certificate collection",
            Self::Parameters => "key parameters",
            Self::OpenSshKey => "an OpenSSH private key",
            Self::PgpKey => "an OpenPGP key or message",
            Self::Other => "a PEM block of another kind",
        }
    }

    /// Whether it is a private key of any sort, readable or not.
    pub fn is_private_key(self) -> bool {
        match self {
            Self::Pkcs8Key | Self::Pkcs1Key | Self::Sec1Key | Self::DsaKey => true,
            Self::EncryptedKey | Self::EncryptedLegacyKey | Self::OpenSshKey => true,
            Self::Certificate | Self::PublicKey | Self::Csr | Self::Crl | Self::Pkcs7 => false,
            Self::Parameters | Self::PgpKey | Self::Other => false,
        }
    }
}

/// One PEM block. It may hold a private key, so it is neither cloned nor printed.
pub struct Part {
    kind: PartKind,
    verbatim: SecretSlice<u8>,
    der: SecretSlice<u8>,
    legacy: Option<Encryption>,
}

impl Part {
    /// What another format held, as a canonical block with this label, which must be a known one.
    pub(super) fn made(label: &'static str, der: &[u8]) -> Self {
        let (_, kind) = kind_of(label.as_bytes());
        Self { kind, verbatim: write(label, der).to_vec().into(), der: der.to_vec().into(), legacy: None }
    }

    /// What the block says it is.
    pub fn kind(&self) -> PartKind {
        self.kind
    }

    /// The person's own bytes, from the first dash of its first line to the last dash of its last; UTF-16 as UTF-8.
    pub fn verbatim(&self) -> &[u8] {
        self.verbatim.expose_secret()
    }

    /// What the base64 stands for, which may be encrypted; empty for blocks that hold something else than DER.
    pub fn der(&self) -> &[u8] {
        self.der.expose_secret()
    }

    /// How a block with `Proc-Type: 4,ENCRYPTED` is encrypted.
    pub(super) fn legacy(&self) -> Option<&Encryption> {
        self.legacy.as_ref()
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Part({:?}, {} bytes)", self.kind, self.der().len())
    }
}

/// Takes text apart into PEM blocks, in their order; whatever stands around them is skipped.
///
/// Line ends may be LF, CRLF, CR, blanks, or the two letters `\n` of a JSON string; the text may be UTF-8 or UTF-16.
/// Bytes that hold no block are told by their format.
pub fn read(input: &[u8]) -> Result<Vec<Part>, Error> {
    if input.len() > FILE_MAX_BYTES {
        return Err(Error::TooLarge { bytes: input.len(), limit: FILE_MAX_BYTES });
    }
    let text = utf8_of(input);
    if text.trim_ascii().is_empty() {
        return Err(Error::Empty);
    }
    let parts = blocks(&text)?;
    if parts.is_empty() { Err(without_block(input, &text)) } else { Ok(parts) }
}

/// [`read`], for a file of any length of which not everything need be good: its blocks, and what is wrong with those that cannot be read.
pub fn salvage(input: &[u8]) -> Result<(Vec<Part>, Vec<Error>), Error> {
    let text = utf8_of(input);
    let (mut parts, mut damaged) = (Vec::new(), Vec::new());
    let mut rest = text.as_slice();
    while let Some(start) = find(rest, BEGIN) {
        let here = &rest[start..];
        // A block ends before the next begins, so one without an end costs no search through all that follows.
        let reach = find(&here[BEGIN.len()..], BEGIN).map_or(here.len(), |next| BEGIN.len() + next);
        let length = match block(&here[..reach]) {
            Ok((part, length)) => {
                parts.push(part);
                length
            }
            Err(error) => {
                damaged.push(error);
                reach
            }
        };
        rest = &here[length..];
    }
    match (parts.is_empty() && damaged.is_empty(), text.trim_ascii().is_empty()) {
        (true, true) => Err(Error::Empty),
        (true, false) => Err(without_block(input, &text)),
        (false, _) => Ok((parts, damaged)),
    }
}

/// A certificate as canonical PEM (RFC 7468 §5).
pub fn certificate_pem(certificate: &CertificateDer) -> String {
    // `write` writes ASCII only, so nothing is lost.
    String::from_utf8_lossy(&write("CERTIFICATE", certificate.as_bytes())).into_owned()
}

/// One block as RFC 7468 §3 wants it: LF, 64 letters a line.
pub(super) fn write(label: &str, der: &[u8]) -> Zeroizing<Vec<u8>> {
    let letters = Zeroizing::new(BASE64.encode(der));
    let lines = letters.len().div_ceil(LINE);
    // The buffer is as long as the text, so it never moves and leaves no copy of a key behind.
    let mut text = Zeroizing::new(Vec::with_capacity(letters.len() + lines + 2 * (label.len() + BEGIN.len() + DASHES.len() + 1)));
    text.extend([BEGIN, label.as_bytes(), DASHES, b"\n"].concat());
    for line in letters.as_bytes().chunks(LINE) {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    text.extend([END, label.as_bytes(), DASHES, b"\n"].concat());
    text
}

/// The bytes behind base64 that has lost its first and last line.
pub(super) fn bare(text: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    decode(&utf8_of(text)).map_err(|reason| broken(None, reason))
}

const LINE: usize = 64;
const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// The labels that are known. OpenSSL's `TRUSTED CERTIFICATE` carries trust settings behind the certificate, which are not kept.
const LABELS: &[(&str, PartKind)] = &[
    ("CERTIFICATE", PartKind::Certificate),
    ("X509 CERTIFICATE", PartKind::Certificate),
    ("TRUSTED CERTIFICATE", PartKind::Certificate),
    ("PRIVATE KEY", PartKind::Pkcs8Key),
    ("RSA PRIVATE KEY", PartKind::Pkcs1Key),
    ("EC PRIVATE KEY", PartKind::Sec1Key),
    ("DSA PRIVATE KEY", PartKind::DsaKey),
    ("ENCRYPTED PRIVATE KEY", PartKind::EncryptedKey),
    ("PUBLIC KEY", PartKind::PublicKey),
    ("RSA PUBLIC KEY", PartKind::PublicKey),
    ("CERTIFICATE REQUEST", PartKind::Csr),
    ("NEW CERTIFICATE REQUEST", PartKind::Csr),
    ("X509 CRL", PartKind::Crl),
    ("PKCS7", PartKind::Pkcs7),
    ("PKCS #7 SIGNED DATA", PartKind::Pkcs7),
    ("CMS", PartKind::Pkcs7),
    ("EC PARAMETERS", PartKind::Parameters),
    ("DH PARAMETERS", PartKind::Parameters),
    ("DSA PARAMETERS", PartKind::Parameters),
    ("OPENSSH PRIVATE KEY", PartKind::OpenSshKey),
    ("PGP PRIVATE KEY BLOCK", PartKind::PgpKey),
    ("PGP PUBLIC KEY BLOCK", PartKind::PgpKey),
    ("PGP MESSAGE", PartKind::PgpKey),
];

/// Lenient where tools differ: padding may be absent, and the last letter's spare bits may be anything.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true),
);

/// The text as UTF-8 without a byte order mark.
fn utf8_of(input: &[u8]) -> Zeroizing<Vec<u8>> {
    match input {
        [0xef, 0xbb, 0xbf, rest @ ..] => Zeroizing::new(rest.to_vec()),
        [0xff, 0xfe, rest @ ..] => utf8_of_utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf8_of_utf16(rest, u16::from_be_bytes),
        [1..=0x7f, 0, 1..=0x7f, 0, ..] => utf8_of_utf16(input, u16::from_le_bytes),
        [0, 1..=0x7f, 0, 1..=0x7f, ..] => utf8_of_utf16(input, u16::from_be_bytes),
        _ => Zeroizing::new(input.to_vec()),
    }
}

fn utf8_of_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Zeroizing<Vec<u8>> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    // Three bytes per unit is the most UTF-8 can need, so the buffer never moves and leaves no copy behind.
    let mut text = Zeroizing::new(Vec::with_capacity(bytes.len() / 2 * 3));
    for letter in char::decode_utf16(units) {
        let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    }
    text
}

fn blocks(text: &[u8]) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = find(rest, BEGIN) {
        let (part, length) = block(&rest[start..])?;
        parts.push(part);
        rest = &rest[start + length..];
    }
    Ok(parts)
}

/// The block that `text` begins with, and how many bytes of `text` it takes.
fn block(text: &[u8]) -> Result<(Part, usize), Error> {
    let (name, body_start) = label(text, BEGIN).ok_or(broken(None, "its first line does not end with five dashes"))?;
    let (known, kind) = kind_of(name);
    let body_length = find(&text[body_start..], END).ok_or(broken(known, "its END line is missing"))?;
    let body = &text[body_start..body_start + body_length];
    if find(body, BEGIN).is_some() {
        return Err(broken(known, "its END line is missing"));
    }
    let tail = &text[body_start + body_length..];
    let (end_name, end_length) = label(tail, END).ok_or(broken(known, "its last line does not end with five dashes"))?;
    if end_name != name {
        return Err(broken(known, "its BEGIN and END lines name different things"));
    }
    let length = body_start + body_length + end_length;
    Ok((part(known, kind, &text[..length], body)?, length))
}

fn part(known: Option<&'static str>, kind: PartKind, verbatim: &[u8], body: &[u8]) -> Result<Part, Error> {
    let verbatim: SecretSlice<u8> = verbatim.to_vec().into();
    let body = unescaped(body);
    if kind.is_private_key() && find(&body, b"Proc-Type:").is_some() && find(&body, b"ENCRYPTED").is_some() {
        let der = decode(&body).map_err(|reason| broken(known, reason))?.to_vec().into();
        let legacy = known.map(|label| legacy::encryption(label, &body));
        return Ok(Part { kind: PartKind::EncryptedLegacyKey, verbatim, der, legacy });
    }
    let bytes = match kind {
        PartKind::PgpKey | PartKind::Other => Zeroizing::default(),
        _ => match canonical(kind, verbatim.expose_secret()) {
            Some(der) => Zeroizing::new(der),
            None => decode(&body).map_err(|reason| broken(known, reason))?,
        },
    };
    let length = match known {
        Some("TRUSTED CERTIFICATE") => der::length(&bytes).unwrap_or(bytes.len()),
        _ => bytes.len(),
    };
    Ok(Part { kind, verbatim, der: bytes[..length].to_vec().into(), legacy: None })
}

/// The label between `marker` and five dashes, and the length of all three.
fn label<'a>(text: &'a [u8], marker: &[u8]) -> Option<(&'a [u8], usize)> {
    const LONGEST: usize = 64;
    let after = text.get(marker.len()..)?;
    let name = &after[..find(&after[..after.len().min(LONGEST + DASHES.len())], DASHES)?];
    let one_line = !name.iter().any(u8::is_ascii_control);
    one_line.then_some((name, marker.len() + name.len() + DASHES.len()))
}

fn kind_of(name: &[u8]) -> (Option<&'static str>, PartKind) {
    match LABELS.iter().find(|(label, _)| label.as_bytes() == name) {
        Some((label, kind)) => (Some(label), *kind),
        None => (None, PartKind::Other),
    }
}

/// `text` with every written-out line end (`\n`, `\r`, however many backslashes) turned into a real one.
fn unescaped(text: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut plain = Zeroizing::new(Vec::with_capacity(text.len()));
    let mut after_backslash = false;
    for &byte in text {
        match (after_backslash, byte) {
            (_, b'\\') => {}
            (true, b'n' | b'r') => plain.push(b'\n'),
            _ => plain.push(byte),
        }
        after_backslash = byte == b'\\';
    }
    plain
}

/// The DER of a block that is spelled as the standard says. Never that of a private key, of which rustls-pemfile would leave copies.
fn canonical(kind: PartKind, block: &[u8]) -> Option<Vec<u8>> {
    if kind.is_private_key() {
        return None;
    }
    let der = match (kind, rustls_pemfile::read_one_from_slice(block).ok()??.0) {
        (PartKind::Certificate, Item::X509Certificate(der)) => der.to_vec(),
        (PartKind::Csr, Item::Csr(der)) => der.to_vec(),
        (PartKind::Crl, Item::Crl(der)) => der.to_vec(),
        (PartKind::PublicKey, Item::SubjectPublicKeyInfo(der)) => der.to_vec(),
        _ => return None,
    };
    Some(der).filter(|der| !der.is_empty())
}

/// The DER behind the base64 lines, however they are spelled; lines with a colon are headers (RFC 1421 §4.4).
fn decode(body: &[u8]) -> Result<Zeroizing<Vec<u8>>, &'static str> {
    let mut letters = Zeroizing::new(Vec::with_capacity(body.len()));
    let lines = body.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.contains(&b':'));
    letters.extend(lines.flatten().filter(|byte| !byte.is_ascii_whitespace()));
    if letters.is_empty() {
        return Err("it is empty");
    }
    let mut der = Zeroizing::new(vec![0; base64::decoded_len_estimate(letters.len())]);
    match BASE64.decode_slice(letters.as_slice(), &mut der) {
        Ok(length) => der.truncate(length),
        Err(_) => return Err("its base64 text is damaged or cut off"),
    }
    Ok(der)
}

/// Why there is no block: another format, dashes lost on the way, or simply other text.
fn without_block(input: &[u8], text: &[u8]) -> Error {
    const WITHOUT_DASHES: [&[u8]; 2] = [b"BEGIN CERTIFICATE", b"PRIVATE KEY"];
    if let Some(found) = format::recognise(input).filter(|_| format::recognise(text).is_some()) {
        return Error::OtherFormat(found);
    }
    match WITHOUT_DASHES.iter().any(|words| find(text, words).is_some()) {
        true => broken(None, "its first line does not begin with five dashes and BEGIN"),
        false => Error::NoPemBlock,
    }
}

fn broken(label: Option<&'static str>, reason: &'static str) -> Error {
    Error::BrokenPem { label, reason }
}

pub(super) fn find(text: &[u8], words: &[u8]) -> Option<usize> {
    text.windows(words.len()).position(|window| window == words)
}

#[cfg(test)]
mod tests;
