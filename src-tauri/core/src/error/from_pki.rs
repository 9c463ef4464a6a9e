//! Certificates and keys: what is wrong with what the person gave, at which field, and what helps.

use super::Error;
use super::ErrorCode;
use crate::domain::certificate::AltNameKind;
use crate::domain::timestamp::Timestamp;
use crate::pki;
use crate::pki::bundle::Field;
use crate::pki::bundle::FieldError;
use crate::pki::format::FileFormat;
use crate::pki::pem::PartKind;

impl From<FieldError> for Error {
    fn from(FieldError { field, error }: FieldError) -> Self {
        at_field(field, error).field(field.code())
    }
}

impl From<pki::Error> for Error {
    fn from(error: pki::Error) -> Self {
        at_field(Field::Certificate, error)
    }
}

fn at_field(field: Field, error: pki::Error) -> Error {
    use pki::Error as Room;
    let what = title(field);
    let shown = match &error {
        Room::Empty => Error::new(ErrorCode::NothingGiven, format!("There is no {what} in it."))
            .help(format!("Choose a file, drop one, or paste the {what}.")),
        Room::TooLarge { bytes, limit } => Error::new(ErrorCode::TooLarge, format!("This has {bytes} bytes; the limit is {limit}."))
            .help(format!("Give one {what} only. The limit is 100 KB for each field.")),
        Room::TooMany { count, limit } => Error::new(ErrorCode::TooLarge, format!("These are {count} certificates; the limit is {limit}."))
            .help("Give the certificates of one chain only."),
        Room::NoPemBlock => Error::new(ErrorCode::NotPem, format!("Unable to parse the {what}: no PEM block begins in it."))
            .help(format!("PEM text begins with {}.", first_line(field))),
        Room::BrokenPem { label, reason } => {
            Error::new(ErrorCode::NotPem, format!("Unable to parse the {what}: the block {}: {reason}.", label.unwrap_or("in it")))
                .help("Copy the whole text again, from the first dash to the last.")
        }
        Room::OtherFormat(format) => other_format(*format),
        Room::FoundInstead { expected, found } => found_instead(*expected, *found),
        Room::NotX509 { reason } => {
            Error::new(ErrorCode::UnreadableCertificate, format!("Unable to parse the {what}: it is not an X.509 certificate ({reason})."))
                .help("Ask whoever issued it for the certificate as PEM.")
        }
        Room::EncryptedKey { cipher } => encrypted(cipher.as_deref()),
        Room::Locked(format) => locked(format.title()),
        Room::WrongPassword => Error::new(ErrorCode::WrongPassword, "This password does not open it.")
            .help("Look at capital letters and at the keyboard's language, and type it again."),
        Room::UnsupportedCipher { cipher } => unsupported_cipher(cipher),
        Room::BrokenFile(format) => {
            Error::new(ErrorCode::UnreadableCertificate, format!("This looks like {}, but it is damaged or cut off.", format.title()))
                .help("Copy the file again from where it was made.")
        }
        Room::UnsupportedKey { algorithm } => {
            Error::new(ErrorCode::KeyUnsupported, format!("Private keys of the kind {algorithm} are not supported."))
                .help("RSA, ECDSA on P-256, P-384 and P-521, and Ed25519 are. You can import the certificate without its key.")
        }
        Room::BrokenKey { reason } => Error::new(ErrorCode::KeyUnreadable, format!("The private key is damaged: {reason}."))
            .help("Copy it again from where it was made."),
        Room::KeyMismatch { certificate, private_key } => mismatch(certificate, private_key),
        Room::SeveralCertificates { count } => {
            Error::new(ErrorCode::SeveralCertificates, format!("These are {count} certificates where one is expected."))
                .help("Import one certificate at a time. The certificates of its issuers go into Intermediate certificate.")
        }
        Room::SeveralKeys { count } => {
            Error::new(ErrorCode::SeveralCertificates, format!("These are {count} private keys; a certificate has one."))
                .help("Give the key that belongs to the certificate.")
        }
        Room::Unavailable { reason } => Error::new(ErrorCode::FormatUnavailable, *reason),
        Room::OutlivesIssuer { issuer, until } => outlives(issuer, *until),
        Room::PathExceeded { issuer, remaining } => path_exceeded(issuer, *remaining),
        Room::NameRefused { name, kind, issuer, permitted } => name_refused(name, *kind, issuer, permitted),
        Room::Unproven { reason } => Error::new(ErrorCode::InvalidAuthority, format!("The certificate does not verify: {reason}."))
            .help("Nothing was kept. Look at the authority's own certificate and at those above it."),
        Room::CannotSign { algorithm } => {
            Error::new(ErrorCode::KeyUnsupported, format!("Nothing is signed with a key of the kind {algorithm}."))
                .help("RSA from 2048 to 8192 bits, ECDSA on P-256, P-384 and P-521, and Ed25519 sign.")
        }
        Room::Encoding { what } => Error::new(ErrorCode::Internal, format!("The {what} could not be written.")),
    };
    shown.because(error)
}

fn title(field: Field) -> &'static str {
    match field {
        Field::Certificate => "certificate",
        Field::PrivateKey => "private key",
        Field::Intermediate => "intermediate certificate",
    }
}

fn first_line(field: Field) -> &'static str {
    match field {
        Field::Certificate | Field::Intermediate => "-----BEGIN CERTIFICATE-----",
        Field::PrivateKey => "-----BEGIN PRIVATE KEY-----, -----BEGIN RSA PRIVATE KEY----- or -----BEGIN EC PRIVATE KEY-----",
    }
}

fn other_format(format: FileFormat) -> Error {
    let error = Error::new(ErrorCode::OtherFormat, format!("This is {}, which Certkeep cannot read.", format.title()));
    match format.conversion() {
        Some(command) => error.help(format!("Convert it first: {command}")),
        None => error.help("Give a certificate or a key as PEM, DER, PKCS#7 or PKCS#12."),
    }
}

fn found_instead(expected: PartKind, found: PartKind) -> Error {
    let place = match found {
        kind if kind.is_private_key() => "Put it into the field Private key.",
        PartKind::Certificate => "Put it into the field Certificate or Intermediate certificate.",
        PartKind::Csr => "A signing request is what a certificate authority turns into a certificate: give the certificate that came back.",
        _ => "Choose another file.",
    };
    Error::new(ErrorCode::FoundInstead, format!("This is {}, not {}.", found.title(), expected.title())).help(place)
}

fn encrypted(cipher: Option<&str>) -> Error {
    let with = cipher.map(|name| format!(" with {name}")).unwrap_or_default();
    Error::new(ErrorCode::KeyEncrypted, format!("The private key is encrypted{with}.")).help("Type its password to unlock it.")
}

fn locked(what: &str) -> Error {
    Error::new(ErrorCode::KeyEncrypted, format!("This is {what} that is protected by a password.")).help("Type its password to unlock it.")
}

fn unsupported_cipher(cipher: &str) -> Error {
    Error::new(ErrorCode::CipherUnsupported, format!("It is encrypted with {cipher}, which Certkeep cannot open."))
        .help("Save it again with AES-256 or 3DES, with the program that made it or with OpenSSL.")
}

fn outlives(issuer: &str, until: Timestamp) -> Error {
    let day = until.day();
    Error::new(ErrorCode::LifetimeTooLong, format!("It would be valid for longer than “{issuer}”, which ends on {day}."))
        .help(format!("Ask for a lifetime that ends by {day}, or give the authority above a longer one first."))
        .field("ttl")
}

fn path_exceeded(issuer: &str, remaining: u32) -> Error {
    let message = match remaining {
        0 => format!("“{issuer}” allows no authority below it (its path length is 0)."),
        1 => format!("“{issuer}” allows one authority below it, and none below that one."),
        more => format!("“{issuer}” allows a path of {more} authorities below it, so this one can allow {} at most.", more - 1),
    };
    Error::new(ErrorCode::InvalidAuthority, message).help("Choose a smaller path length, or another issuer.").field("maxPathLength")
}

fn name_refused(name: &str, kind: AltNameKind, issuer: &str, permitted: &str) -> Error {
    let field = match kind {
        AltNameKind::Email => "emailAddresses",
        AltNameKind::Ip => "ipAddresses",
        AltNameKind::Uri => "uris",
        AltNameKind::Dns | AltNameKind::DirectoryName | AltNameKind::RegisteredId | AltNameKind::Other => "dnsNames",
    };
    let error = Error::new(ErrorCode::NotPermitted, format!("The name constraints of “{issuer}” do not permit “{name}”.")).field(field);
    match permitted {
        "" => error.help("It lies in what the authority excludes. Choose another name or another authority."),
        permitted => error.help(format!("Permitted: {permitted}. What is excluded stays excluded.")),
    }
}

fn mismatch(certificate: &str, private_key: &str) -> Error {
    Error::new(
        ErrorCode::KeyMismatch,
        format!("The private key does not match the certificate. SHA-256 of the public key: certificate {certificate}, private key {private_key}."),
    )
    .help("Choose the key that was made together with this certificate, or import without a key.")
}
