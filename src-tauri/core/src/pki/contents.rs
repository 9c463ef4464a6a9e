//! What a file holds, whatever its format: parts, each as PEM. What is PEM already stays as the person wrote it.

use secrecy::SecretString;

use super::Error;
use super::encrypted;
use super::format::FileFormat;
use super::jks;
use super::keys;
use super::password::Password;
use super::pem;
use super::pem::Part;
use super::pem::PartKind;
use super::pkcs7;
use super::pkcs12;

/// The parts of one file or paste.
#[derive(Debug)]
pub struct Contents {
    pub parts: Vec<Part>,
    /// The input was not PEM, or not only: what it held is in the parts alone.
    pub converted: bool,
}

/// Takes a file apart that needs no password; [`Error::Locked`] when the whole of it needs one. A part that needs one is
/// told by [`is_locked`].
pub fn read(input: &[u8]) -> Result<Contents, Error> {
    match pem::read(input) {
        Ok(parts) => unwrapped(parts),
        Err(Error::OtherFormat(format)) => Ok(Contents { parts: of_format(format, input)?, converted: true }),
        Err(error) => Err(error),
    }
}

/// [`read`], for a file of which not everything need be good: its parts, and what is wrong with the rest.
pub fn salvage(input: &[u8]) -> Result<(Vec<Part>, Vec<Error>), Error> {
    let (parts, mut damaged) = match pem::salvage(input) {
        Ok(found) => found,
        Err(Error::OtherFormat(format)) => (of_format(format, input)?, Vec::new()),
        Err(error) => return Err(error),
    };
    let mut all = Vec::new();
    for part in parts {
        match part.kind() {
            PartKind::Pkcs7 => match of_format(FileFormat::Pkcs7, part.der()) {
                Ok(certificates) => all.extend(certificates),
                Err(error) => damaged.push(error),
            },
            _ => all.push(part),
        }
    }
    Ok((all, damaged))
}

/// Takes a file apart with a password, which is tried on everything that needs one.
pub fn open(input: &[u8], password: &SecretString) -> Result<Vec<Part>, Error> {
    match read(input) {
        Ok(contents) => contents.parts.into_iter().map(|part| opened(part, password)).collect(),
        Err(Error::Locked(FileFormat::Pkcs12)) => pkcs12::open(input, password),
        Err(Error::Locked(format @ (FileFormat::Jks | FileFormat::Jceks))) => jks::open(input, format, password),
        Err(error) => Err(error),
    }
}

/// Whether a password opens this part.
pub fn is_locked(part: &Part) -> bool {
    matches!(part.kind(), PartKind::EncryptedKey | PartKind::EncryptedLegacyKey)
        && matches!(keys::read_key(part), Err(Error::EncryptedKey { .. }))
}

/// PEM in which PKCS#7 gave way to its certificates.
fn unwrapped(parts: Vec<Part>) -> Result<Contents, Error> {
    let converted = parts.iter().any(|part| part.kind() == PartKind::Pkcs7);
    let mut all = Vec::new();
    for part in parts {
        match part.kind() {
            PartKind::Pkcs7 => all.extend(of_format(FileFormat::Pkcs7, part.der())?),
            _ => all.push(part),
        }
    }
    Ok(Contents { parts: all, converted })
}

fn of_format(format: FileFormat, input: &[u8]) -> Result<Vec<Part>, Error> {
    match format {
        FileFormat::DerCertificate => Ok(vec![Part::made("CERTIFICATE", input)]),
        FileFormat::DerPrivateKey => Ok(vec![Part::made(keys::label(input)?, input)]),
        FileFormat::DerEncryptedKey => Ok(vec![Part::made("ENCRYPTED PRIVATE KEY", input)]),
        FileFormat::DerPublicKey => Ok(vec![Part::made("PUBLIC KEY", input)]),
        FileFormat::DerCsr => Ok(vec![Part::made("CERTIFICATE REQUEST", input)]),
        FileFormat::DerCrl => Ok(vec![Part::made("X509 CRL", input)]),
        FileFormat::Pkcs7 | FileFormat::Pkcs7Pem => {
            Ok(pkcs7::certificates(input)?.into_iter().map(|der| Part::made("CERTIFICATE", der)).collect())
        }
        FileFormat::Pkcs12 => pkcs12::read(input),
        FileFormat::BareBase64 => Ok(read(&pem::bare(input)?)?.parts),
        FileFormat::Jks | FileFormat::Jceks => jks::read(input, format),
        FileFormat::Zip | FileFormat::OpenSshKey | FileFormat::PuttyKey | FileFormat::PgpKey | FileFormat::UnknownBinary => {
            Err(Error::OtherFormat(format))
        }
    }
}

fn opened(part: Part, password: &SecretString) -> Result<Part, Error> {
    match (is_locked(&part), part.kind()) {
        (false, _) => Ok(part),
        (true, PartKind::EncryptedKey) => {
            let key = encrypted::decrypt_key(part.der(), Password::Typed(password))?;
            Ok(Part::made("PRIVATE KEY", &key))
        }
        (true, _) => part.without_legacy_encryption(password),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures;

    /// The passphrase of the fixtures.
    fn secret() -> SecretString {
        "secret".into()
    }

    #[test]
    fn every_format_is_taken_apart() {
        use PartKind::*;
        for (name, kinds) in [
            ("leaf.crt.pem", vec![Certificate]),
            ("leaf.cer", vec![Certificate]),
            ("leaf-bare.crt.txt", vec![Certificate]),
            ("leaf.key.der", vec![Sec1Key]),
            ("leaf.sec1.der", vec![Sec1Key]),
            ("rsa-2048.pkcs1.der", vec![Pkcs1Key]),
            ("leaf.encrypted.der", vec![EncryptedKey]),
            ("leaf.public.der", vec![PublicKey]),
            ("leaf.csr.der", vec![Csr]),
            ("root.crl.der", vec![Crl]),
            ("chain.p7b", vec![Certificate; 3]),
            ("chain.p7b.pem", vec![Certificate; 3]),
        ] {
            let contents = read(&fixtures::file(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            let found: Vec<PartKind> = contents.parts.iter().map(Part::kind).collect();
            assert_eq!((found, contents.converted), (kinds, name != "leaf.crt.pem"), "{name}");
        }
        let first = &read(&fixtures::file("leaf.cer")).unwrap().parts[0];
        assert_eq!([first.verbatim(), b""].concat(), fixtures::file("leaf.crt.pem"), "DER becomes canonical PEM");
    }

    #[test]
    fn a_password_opens_what_is_locked() {
        let wanted = keys::read_key(&fixtures::parts("rsa-2048.key.pem")[0]).unwrap();
        for name in ["encrypted-pbes2.key.pem", "encrypted-scrypt.key.pem", "encrypted-pbes1.key.pem", "encrypted-legacy.key.pem"] {
            let file = fixtures::file(name);
            assert!(is_locked(&read(&file).unwrap().parts[0]), "{name}");
            let key = keys::read_key(&open(&file, &secret()).unwrap()[0]).unwrap();
            assert_eq!(keys::public_key_facts(&key).unwrap(), keys::public_key_facts(&wanted).unwrap(), "{name}");
            assert_eq!(open(&file, &"Secret".into()).unwrap_err(), Error::WrongPassword, "{name}");
        }
        let keystore = fixtures::file("leaf.p12");
        assert_eq!(read(&keystore).unwrap_err(), Error::Locked(FileFormat::Pkcs12));
        assert_eq!(open(&keystore, &"Secret".into()).unwrap_err(), Error::WrongPassword);
        let kinds: Vec<PartKind> = open(&keystore, &secret()).unwrap().iter().map(Part::kind).collect();
        assert_eq!(kinds, [PartKind::Certificate, PartKind::Certificate, PartKind::Pkcs8Key]);
    }

    #[test]
    fn no_bytes_make_it_panic() {
        for name in ["leaf.p12", "chain.p7b", "leaf.encrypted.der", "leaf.key.der", "encrypted-legacy.key.pem"] {
            let whole = fixtures::file(name);
            for at in (0..whole.len()).step_by(13) {
                let mut changed = whole.clone();
                changed[at] = changed[at].wrapping_mul(31).wrapping_add(at as u8);
                for bytes in [&whole[..at], &whole[at..], &changed] {
                    let _ = read(bytes);
                    let _ = open(bytes, &secret());
                }
            }
        }
    }
}
