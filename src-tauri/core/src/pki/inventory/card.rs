//! The little that is remembered of a certificate or a key while many lie side by side.

use std::fmt;

use aws_lc_rs::digest;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::ParsedExtension;

use super::super::Error;
use super::super::facts;
use super::super::keys;
use super::super::names;
use super::super::pem;
use super::super::pem::Part;
use super::super::signature;
use super::super::signature::SignatureCheck;
use crate::domain::certificate::CertificateDer;
use crate::domain::certificate::issued_for;
use crate::domain::timestamp::Timestamp;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl Digest {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut digest = [0; 32];
        digest.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
        Self(digest)
    }

    /// Lower-case hex with colons, as certificates show it.
    pub fn to_text(self) -> String {
        facts::colons(&self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&hex::encode(&self.0[..4]))
    }
}

/// A certificate: the person's own bytes, and what is needed to find its place.
pub struct Card {
    pem: Box<[u8]>,
    /// Over the whole certificate.
    pub fingerprint: Digest,
    /// Over the public key (SubjectPublicKeyInfo).
    pub public_key: Digest,
    pub display_name: String,
    pub issuer_name: String,
    /// Everything it is issued for: see [`issued_for`].
    pub issued_for: String,
    pub not_before: Timestamp,
    pub not_after: Timestamp,
    /// `RSA 2048`, `ECDSA P-256` …
    pub key_title: String,
    pub is_ca: bool,
    /// It stands at the top of its chain.
    pub is_root: bool,
    pub(super) subject: Digest,
    pub(super) issuer: Digest,
    pub(super) subject_key: Option<Box<[u8]>>,
    pub(super) authority_key: Option<Box<[u8]>>,
}

impl Card {
    pub(super) fn read(part: &Part) -> Result<Self, Error> {
        let der = CertificateDer::new(part.der().to_vec());
        let certificate = facts::parse(&der)?;
        let tbs = &certificate.tbs_certificate;
        let common_name = names::common_name(&tbs.subject);
        let alt_names = facts::alt_names(&certificate);
        let (subject, issuer) = (names::distinguished(&tbs.subject), names::distinguished(&tbs.issuer));
        let KeyIdentifiers { subject: subject_key, authority: authority_key } = key_identifiers(&certificate);
        let display_name = common_name.or_else(|| alt_names.first().map(|name| name.value.clone())).unwrap_or_else(|| subject.clone());
        Ok(Self {
            pem: part.verbatim().into(),
            fingerprint: Digest::of(der.as_bytes()),
            public_key: Digest::of(tbs.subject_pki.raw),
            issued_for: issued_for(&display_name, alt_names.iter().map(|name| name.value.as_str())),
            display_name,
            issuer_name: names::short(&tbs.issuer),
            not_before: facts::timestamp(&tbs.validity.not_before),
            not_after: facts::timestamp(&tbs.validity.not_after),
            key_title: facts::key_algorithm(&tbs.subject_pki).title(),
            is_ca: certificate.is_ca(),
            is_root: is_root(&certificate, subject_key.as_deref(), authority_key.as_deref()),
            subject: Digest::of(subject.to_ascii_lowercase().as_bytes()),
            issuer: Digest::of(issuer.to_ascii_lowercase().as_bytes()),
            subject_key,
            authority_key,
        })
    }

    /// The person's own bytes: one PEM block.
    pub fn pem(&self) -> &[u8] {
        &self.pem
    }

    /// Whether it is no longer valid at `now`.
    pub fn expired_at(&self, now: Timestamp) -> bool {
        self.not_after < now
    }

    /// Its bytes, once more.
    pub(super) fn der(&self) -> Option<CertificateDer> {
        let part = pem::read(&self.pem).ok()?.pop()?;
        Some(CertificateDer::new(part.der().to_vec()))
    }

    /// Whether both name a key and the keys differ (RFC 5280 §4.2.1.1, §4.2.1.2).
    pub(super) fn names_another_key_than(&self, issuer: &Self) -> bool {
        differ(issuer.subject_key.as_deref(), self.authority_key.as_deref())
    }
}

impl fmt::Debug for Card {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Card({}, {:?})", self.display_name, self.fingerprint)
    }
}

/// A private key that can be kept: the person's own bytes, and which certificates it belongs to.
pub struct KeyCard {
    pem: SecretSlice<u8>,
    /// Over the public half, as [`Card::public_key`].
    pub public_key: Digest,
    /// `RSA 2048`, `ECDSA P-256` …
    pub title: String,
}

impl KeyCard {
    pub(super) fn read(part: &Part) -> Result<Self, Error> {
        let key = keys::read_key(part)?;
        let public = keys::public_key_info(&key)?;
        Ok(Self { pem: part.verbatim().to_vec().into(), public_key: Digest::of(&public), title: key.algorithm().title() })
    }

    /// The person's own bytes: one PEM block.
    pub fn pem(&self) -> SecretSlice<u8> {
        self.pem.expose_secret().to_vec().into()
    }

    /// How many bytes are kept.
    pub fn size(&self) -> usize {
        self.pem.expose_secret().len()
    }
}

impl fmt::Debug for KeyCard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "KeyCard({}, ..)", self.title)
    }
}

fn is_root(certificate: &X509Certificate, subject_key: Option<&[u8]>, authority_key: Option<&[u8]>) -> bool {
    facts::is_self_issued(certificate)
        && match signature::check_parsed(certificate, certificate) {
            SignatureCheck::Valid => true,
            SignatureCheck::Unsupported => !differ(subject_key, authority_key),
            SignatureCheck::Invalid => false,
        }
}

fn differ(subject_key: Option<&[u8]>, authority_key: Option<&[u8]>) -> bool {
    matches!((subject_key, authority_key), (Some(subject), Some(authority)) if subject != authority)
}

/// The keys that a certificate names: its own, and its issuer's (RFC 5280 §4.2.1.2, §4.2.1.1).
#[derive(Default)]
struct KeyIdentifiers {
    subject: Option<Box<[u8]>>,
    authority: Option<Box<[u8]>>,
}

fn key_identifiers(certificate: &X509Certificate) -> KeyIdentifiers {
    let mut named = KeyIdentifiers::default();
    for extension in certificate.extensions() {
        match extension.parsed_extension() {
            ParsedExtension::SubjectKeyIdentifier(id) => named.subject = Some(id.0.into()),
            ParsedExtension::AuthorityKeyIdentifier(id) => named.authority = id.key_identifier.as_ref().map(|id| id.0.into()),
            _ => {}
        }
    }
    named
}
