//! Everything that can be wrong with what a person brings.

use thiserror::Error;

use crate::domain::certificate::AltNameKind;
use crate::domain::timestamp::Timestamp;

use super::format::FileFormat;
use super::pem::PartKind;

/// Why input was not taken, with the facts that a remedy needs; one variant per remedy, and never a byte of the input.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
    /// Nothing, or blanks only.
    #[error("there is nothing in it")]
    Empty,
    /// More bytes than are looked at.
    #[error("{bytes} bytes are more than the limit of {limit}")]
    TooLarge { bytes: usize, limit: usize },
    /// More certificates than are looked at.
    #[error("{count} certificates are more than the limit of {limit}")]
    TooMany { count: usize, limit: usize },
    /// Text in which no PEM block begins.
    #[error("no PEM block begins in it")]
    NoPemBlock,
    /// A PEM block (RFC 7468) that cannot be read; `label` is what its first line names, when it is one that is known.
    #[error("the PEM block {} cannot be read: {reason}", label.unwrap_or("in it"))]
    BrokenPem { label: Option<&'static str>, reason: &'static str },
    /// Not PEM, or PEM around another format.
    #[error("it is {}", .0.title())]
    OtherFormat(FileFormat),
    /// A good PEM block of the wrong sort.
    #[error("expected {}, found {}", .expected.title(), .found.title())]
    FoundInstead { expected: PartKind, found: PartKind },
    /// A `CERTIFICATE` block that holds no X.509 certificate (RFC 5280).
    #[error("it is not an X.509 certificate: {reason}")]
    NotX509 { reason: String },
    /// A private key behind a passphrase; `cipher` names the scheme, when it says so.
    #[error("the private key is encrypted{}", cipher.as_ref().map(|name| format!(" with {name}")).unwrap_or_default())]
    EncryptedKey { cipher: Option<String> },
    /// A whole file behind a password.
    #[error("{} is protected by a password", .0.title())]
    Locked(FileFormat),
    /// The password does not open it.
    #[error("the password does not open it")]
    WrongPassword,
    /// No password could open it here: what it is encrypted with, by name.
    #[error("it is encrypted with {cipher}, which is not supported")]
    UnsupportedCipher { cipher: String },
    /// A file whose structure is wrong.
    #[error("{} is damaged", .0.title())]
    BrokenFile(FileFormat),
    /// A private key of a kind that is not kept.
    #[error("private keys of the kind {algorithm} are not supported")]
    UnsupportedKey { algorithm: String },
    /// A private key whose structure or numbers are wrong.
    #[error("the private key is damaged: {reason}")]
    BrokenKey { reason: &'static str },
    /// Fingerprints of the public key in the certificate, and of the public half of the private key.
    #[error("the private key does not belong to the certificate")]
    KeyMismatch { certificate: String, private_key: String },
    /// So many certificates where one is wanted, or so many that have nothing to do with each other.
    #[error("{count} certificates where one was expected")]
    SeveralCertificates { count: usize },
    /// So many private keys where one is wanted.
    #[error("{count} private keys where one was expected")]
    SeveralKeys { count: usize },
    /// An export of something that the bundle does not have; says why.
    #[error("{reason}")]
    Unavailable { reason: &'static str },
    /// A certificate would be valid for longer than the issuer's, which ends at `until`.
    #[error("it outlives {issuer}, which ends on {}", until.day())]
    OutlivesIssuer { issuer: String, until: Timestamp },
    /// No authority of this kind may stand below the issuer: so many may still.
    #[error("below {issuer} may stand {remaining} more authorities")]
    PathExceeded { issuer: String, remaining: u32 },
    /// A name that the name constraints of an issuer leave out; `permitted` is what they allow, joined by commas.
    #[error("{issuer} does not permit the name {name}")]
    NameRefused { name: String, kind: AltNameKind, issuer: String, permitted: String },
    /// What was signed does not verify.
    #[error("it does not verify: {reason}")]
    Unproven { reason: String },
    /// A key that is kept, but that no signature is made with here.
    #[error("keys of the kind {algorithm} sign nothing here")]
    CannotSign { algorithm: String },
    /// Writing a structure failed, which input that was read before cannot cause.
    #[error("{what} could not be written")]
    Encoding { what: &'static str },
}
