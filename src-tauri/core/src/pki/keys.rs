//! Private keys: read from every common spelling, held as canonical PKCS#8, written in two spellings.
//!
//! RSA from 512 to 16384 bits, the NIST curves P-256, P-384 and P-521, and Ed25519 are kept; others are named and refused.

use aws_lc_rs::signature::Ed25519KeyPair;
use aws_lc_rs::signature::KeyPair;
use pkcs1::RsaPrivateKeyRef;
use pkcs8::ObjectIdentifier;
use pkcs8::PrivateKeyInfoRef;
use pkcs8::SecretDocument;
use pkcs8::der::Decode;
use pkcs8::der::Encode;
use pkcs8::der::asn1::AnyRef;
use pkcs8::der::asn1::BitStringRef;
use pkcs8::der::asn1::OctetStringRef;
use pkcs8::spki::AlgorithmIdentifierRef;
use pkcs8::spki::SubjectPublicKeyInfoRef;
use sec1::EcParameters;
use sec1::EcPrivateKey;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;

use crate::domain::key::KeyAlgorithm;
use crate::domain::key::PrivateKey;
use crate::domain::key::PublicKeyFacts;

use super::Error;
use super::curves;
use super::curves::Curve;
use super::encrypted;
use super::facts;
use super::format::FileFormat;
use super::oids;
use super::pem;
use super::pem::Part;
use super::pem::PartKind;
use super::rsa;

/// Reads an unencrypted private key and checks that its numbers belong together.
pub fn read_key(part: &Part) -> Result<PrivateKey, Error> {
    match part.kind() {
        PartKind::Pkcs8Key => from_pkcs8(part.der()),
        PartKind::Pkcs1Key => from_rsa(rsa_encryption(), part.der()),
        PartKind::Sec1Key => from_ec(part.der(), None),
        PartKind::DsaKey => Err(unsupported("DSA")),
        PartKind::EncryptedKey => Err(encrypted_key(part.der())),
        PartKind::EncryptedLegacyKey => Err(encrypted_legacy_key(part)),
        PartKind::OpenSshKey => Err(Error::OtherFormat(FileFormat::OpenSshKey)),
        PartKind::PgpKey => Err(Error::OtherFormat(FileFormat::PgpKey)),
        PartKind::Pkcs7 => Err(Error::OtherFormat(FileFormat::Pkcs7Pem)),
        found @ (PartKind::Certificate | PartKind::PublicKey | PartKind::Csr | PartKind::Crl | PartKind::Parameters | PartKind::Other) => {
            Err(Error::FoundInstead { expected: PartKind::Pkcs8Key, found })
        }
    }
}

/// What a key in DER is called in PEM; an error when it is none.
pub(super) fn label(der: &[u8]) -> Result<&'static str, Error> {
    match () {
        () if PrivateKeyInfoRef::from_der(der).is_ok() => Ok("PRIVATE KEY"),
        () if RsaPrivateKeyRef::from_der(der).is_ok() => Ok("RSA PRIVATE KEY"),
        () if EcPrivateKey::try_from(der).is_ok() || curves::has_explicit_parameters(der) => Ok("EC PRIVATE KEY"),
        () => Err(broken("its structure cannot be read")),
    }
}

/// What can be said of the public half. Its fingerprint equals that of the certificate which the key belongs to.
pub fn public_key_facts(key: &PrivateKey) -> Result<PublicKeyFacts, Error> {
    Ok(facts::public_key_facts(key.algorithm(), &public_key_info(key)?))
}

/// The SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) of the public half.
pub(super) fn public_key_info(key: &PrivateKey) -> Result<Vec<u8>, Error> {
    let info = stored(key)?;
    let secret = info.private_key.as_bytes();
    match key.algorithm() {
        KeyAlgorithm::Rsa { .. } => {
            let public = RsaPrivateKeyRef::from_der(secret).and_then(|key| key.public_key().to_der()).map_err(|_| ENCODING)?;
            subject_public_key_info(info.algorithm, &public)
        }
        KeyAlgorithm::EcdsaP256 | KeyAlgorithm::EcdsaP384 | KeyAlgorithm::EcdsaP521 => {
            let public = EcPrivateKey::try_from(secret).ok().and_then(|key| key.public_key).ok_or(ENCODING)?;
            subject_public_key_info(info.algorithm, public)
        }
        KeyAlgorithm::Ed25519 => subject_public_key_info(info.algorithm, ed25519(secret)?.public_key().as_ref()),
        KeyAlgorithm::Other(name) => Err(unsupported(name)),
    }
}

/// `PRIVATE KEY` (RFC 5958).
pub fn to_pkcs8_pem(key: &PrivateKey) -> Result<SecretSlice<u8>, Error> {
    Ok(pem::write("PRIVATE KEY", key.expose_secret()).to_vec().into())
}

/// `RSA PRIVATE KEY` (RFC 8017) or `EC PRIVATE KEY` (RFC 5915, with the curve's name and the public half);
/// [`Error::Unavailable`] for kinds that have no such form.
pub fn to_traditional_pem(key: &PrivateKey) -> Result<SecretSlice<u8>, Error> {
    if let Some(reason) = without_traditional_form(key) {
        return Err(Error::Unavailable { reason });
    }
    let info = stored(key)?;
    let secret = info.private_key.as_bytes();
    match key.algorithm() {
        KeyAlgorithm::Rsa { .. } => Ok(pem::write("RSA PRIVATE KEY", secret).to_vec().into()),
        _ => {
            let curve = info.algorithm.parameters_oid().map_err(|_| ENCODING)?;
            let mut ec = EcPrivateKey::try_from(secret).map_err(|_| ENCODING)?;
            ec.parameters = Some(EcParameters::NamedCurve(curve));
            let der = SecretDocument::encode_msg(&ec).map_err(|_| ENCODING)?;
            Ok(pem::write("EC PRIVATE KEY", der.as_bytes()).to_vec().into())
        }
    }
}

/// Why the key has no form older than PKCS#8; none when it has one.
pub fn without_traditional_form(key: &PrivateKey) -> Option<&'static str> {
    match key.algorithm() {
        KeyAlgorithm::Rsa { .. } => match stored(key).map(|info| info.algorithm.oid) {
            Ok(RSA_ENCRYPTION) => None,
            _ => Some("Keys for RSA-PSS only exist as PKCS#8."),
        },
        KeyAlgorithm::EcdsaP256 | KeyAlgorithm::EcdsaP384 | KeyAlgorithm::EcdsaP521 => None,
        KeyAlgorithm::Ed25519 | KeyAlgorithm::Other(_) => Some("Ed25519 keys only exist as PKCS#8."),
    }
}

const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSASSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");
const EXPLICIT: &str = "EC with explicit parameters";
const ENCODING: Error = Error::Encoding { what: "the private key" };

/// Locked, unless no password could open it here.
fn encrypted_key(der: &[u8]) -> Error {
    let locked = Error::EncryptedKey { cipher: encrypted::scheme(der) };
    encrypted::check_key(der).map_or_else(|error| error, |()| locked)
}

fn encrypted_legacy_key(part: &Part) -> Error {
    match part.legacy().map(|legacy| (legacy.cipher(), &legacy.name)) {
        Some((Ok(_), name)) => Error::EncryptedKey { cipher: Some(name.clone()) },
        Some((Err(error), _)) => error,
        None => broken("its headers do not say how it is encrypted"),
    }
}

fn from_pkcs8(der: &[u8]) -> Result<PrivateKey, Error> {
    let info = PrivateKeyInfoRef::from_der(der).map_err(|_| broken("its PKCS#8 structure cannot be read"))?;
    let secret = info.private_key.as_bytes();
    match info.algorithm.oid {
        RSA_ENCRYPTION => from_rsa(rsa_encryption(), secret),
        RSASSA_PSS => from_rsa(info.algorithm, secret),
        EC_PUBLIC_KEY => match info.algorithm.parameters_oid() {
            Ok(curve) => from_ec(secret, Some(curve)),
            Err(_) => Err(unsupported(EXPLICIT)),
        },
        ED25519 => from_ed25519(&info),
        other => Err(unsupported(oids::known(&other.to_string()).unwrap_or(&other.to_string()))),
    }
}

fn from_rsa(algorithm: AlgorithmIdentifierRef, der: &[u8]) -> Result<PrivateKey, Error> {
    let bits = rsa::checked_bits(der)?;
    keep(KeyAlgorithm::Rsa { bits }, algorithm, der)
}

/// The curve is named by the key itself or, in PKCS#8, by what stands around it.
fn from_ec(der: &[u8], around: Option<ObjectIdentifier>) -> Result<PrivateKey, Error> {
    if curves::has_explicit_parameters(der) {
        return Err(unsupported(EXPLICIT));
    }
    let ec = EcPrivateKey::try_from(der).map_err(|_| broken("its EC structure cannot be read"))?;
    let within = ec.parameters.and_then(EcParameters::named_curve);
    let oid = around.or(within).ok_or(broken("it does not say which curve it is for"))?;
    let curve = Curve::by_oid(&oid)?;
    let scalar = curve.padded(ec.private_key)?;
    let public = curve.public_point(&scalar, ec.public_key)?;
    let canonical = EcPrivateKey { private_key: &scalar, parameters: None, public_key: Some(&public) };
    let secret = SecretDocument::encode_msg(&canonical).map_err(|_| ENCODING)?;
    let algorithm = AlgorithmIdentifierRef { oid: EC_PUBLIC_KEY, parameters: Some(AnyRef::from(&oid)) };
    keep(curve.algorithm.clone(), algorithm, secret.as_bytes())
}

fn from_ed25519(info: &PrivateKeyInfoRef) -> Result<PrivateKey, Error> {
    let secret = info.private_key.as_bytes();
    let pair = ed25519(secret)?;
    match info.public_key.map(|public| public.raw_bytes()) {
        Some(public) if public != pair.public_key().as_ref() => Err(broken("its public half does not belong to it")),
        _ => keep(KeyAlgorithm::Ed25519, AlgorithmIdentifierRef { oid: ED25519, parameters: None }, secret),
    }
}

/// An Ed25519 seed is an OCTET STRING of its own (RFC 8410 §7).
fn ed25519(secret: &[u8]) -> Result<Ed25519KeyPair, Error> {
    let seed = <&OctetStringRef>::from_der(secret).map_err(|_| broken("its Ed25519 structure cannot be read"))?;
    Ed25519KeyPair::from_seed_unchecked(seed.as_bytes()).map_err(|_| broken("it is not 32 bytes long"))
}

/// Wraps a key as PKCS#8 version 1, which every tool reads: nothing optional in it.
fn keep(algorithm: KeyAlgorithm, identifier: AlgorithmIdentifierRef, secret: &[u8]) -> Result<PrivateKey, Error> {
    let octets = OctetStringRef::new(secret).map_err(|_| ENCODING)?;
    let document = SecretDocument::try_from(PrivateKeyInfoRef::new(identifier, octets)).map_err(|_| ENCODING)?;
    Ok(PrivateKey::new(algorithm, document.as_bytes().to_vec()))
}

fn stored(key: &PrivateKey) -> Result<PrivateKeyInfoRef<'_>, Error> {
    PrivateKeyInfoRef::from_der(key.expose_secret()).map_err(|_| ENCODING)
}

fn subject_public_key_info(algorithm: AlgorithmIdentifierRef, public: &[u8]) -> Result<Vec<u8>, Error> {
    let subject_public_key = BitStringRef::from_bytes(public).map_err(|_| ENCODING)?;
    SubjectPublicKeyInfoRef { algorithm, subject_public_key }.to_der().map_err(|_| ENCODING)
}

/// RFC 3279 §2.3.1 wants the parameters to be NULL.
fn rsa_encryption() -> AlgorithmIdentifierRef<'static> {
    AlgorithmIdentifierRef { oid: RSA_ENCRYPTION, parameters: Some(AnyRef::NULL) }
}

fn unsupported(algorithm: &str) -> Error {
    Error::UnsupportedKey { algorithm: algorithm.into() }
}

fn broken(reason: &'static str) -> Error {
    Error::BrokenKey { reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::bundle::read_private_key;
    use crate::pki::fixtures;

    fn key(name: &str) -> Result<PrivateKey, Error> {
        read_key(&fixtures::parts(name).pop().unwrap())
    }

    #[test]
    fn a_key_has_the_fingerprint_of_its_certificate() {
        for name in ["rsa-1024", "rsa-2048", "rsa-4096", "rsa-pss", "p256", "p256-compressed", "p384", "p521", "ed25519"] {
            let certificate = fixtures::certificate(&format!("{name}.crt.pem"));
            let key = key(&format!("{name}.key.pem")).unwrap();
            assert_eq!(public_key_facts(&key).unwrap(), certificate.facts().public_key, "{name}");
        }
    }

    #[test]
    fn every_spelling_of_a_key_is_the_same_key() {
        for (name, same) in [
            ("rsa-1024.traditional.key.pem", "rsa-1024.key.pem"),
            ("rsa-2048.traditional.key.pem", "rsa-2048.key.pem"),
            ("rsa-4096.traditional.key.pem", "rsa-4096.key.pem"),
            ("p256.traditional.key.pem", "p256.key.pem"),
            ("p256-no-public.key.pem", "p256.key.pem"),
            ("p384.traditional.key.pem", "p384.key.pem"),
            ("p521.traditional.key.pem", "p521.key.pem"),
        ] {
            assert_eq!(key(name).unwrap().expose_secret(), key(same).unwrap().expose_secret(), "{name}");
        }
        assert_eq!(key("p256-params.key.pem").unwrap().algorithm(), &KeyAlgorithm::EcdsaP256);
    }

    #[test]
    fn pkcs8_is_written_as_openssl_writes_it() {
        for name in ["rsa-2048.key.pem", "p256.key.pem", "p384.key.pem", "p521.key.pem", "ed25519.key.pem", "rsa-pss.key.pem"] {
            let written = to_pkcs8_pem(&key(name).unwrap()).unwrap();
            assert_eq!(written.expose_secret(), fixtures::file(name), "{name}");
        }
    }

    #[test]
    fn the_traditional_form_is_written_as_openssl_writes_it() {
        for name in ["rsa-1024", "rsa-2048", "p256", "p384", "p521"] {
            let written = to_traditional_pem(&key(&format!("{name}.key.pem")).unwrap()).unwrap();
            assert_eq!(written.expose_secret(), fixtures::file(&format!("{name}.traditional.key.pem")), "{name}");
        }
        for name in ["ed25519.key.pem", "rsa-pss.key.pem"] {
            assert!(matches!(to_traditional_pem(&key(name).unwrap()), Err(Error::Unavailable { .. })), "{name}");
        }
    }

    #[test]
    fn keys_that_are_not_kept_are_named() {
        let unsupported = |name: &str| Error::UnsupportedKey { algorithm: name.into() };
        let encrypted = |name: &str| Error::EncryptedKey { cipher: Some(name.into()) };
        for (name, error) in [
            ("secp256k1.key.pem", unsupported("EC on the curve secp256k1")),
            ("p256-explicit.key.pem", unsupported("EC with explicit parameters")),
            ("p256-explicit.traditional.key.pem", unsupported("EC with explicit parameters")),
            ("ed448.key.pem", unsupported("Ed448")),
            ("dsa.key.pem", unsupported("DSA")),
            ("dsa.traditional.key.pem", unsupported("DSA")),
            ("encrypted-pbes2.key.pem", encrypted("AES-256-CBC (PBES2, PBKDF2, HMAC-SHA256)")),
            ("encrypted-scrypt.key.pem", encrypted("AES-256-CBC (PBES2, scrypt)")),
            ("encrypted-pbes1.key.pem", encrypted("PBE-SHA1-3DES")),
            ("encrypted-legacy.key.pem", encrypted("AES-256-CBC")),
            ("openssh.key.pem", Error::OtherFormat(FileFormat::OpenSshKey)),
            ("leaf.crt.pem", Error::FoundInstead { expected: PartKind::Pkcs8Key, found: PartKind::Certificate }),
            ("leaf.csr.pem", Error::FoundInstead { expected: PartKind::Pkcs8Key, found: PartKind::Csr }),
        ] {
            assert_eq!(key(name).unwrap_err(), error, "{name}");
        }
    }

    #[test]
    fn damaged_keys_are_refused_without_a_panic() {
        for name in ["rsa-2048.key.pem", "rsa-1024.traditional.key.pem", "p256.key.pem", "p521.traditional.key.pem", "ed25519.key.pem"] {
            let part = fixtures::parts(name).pop().unwrap();
            let label = if part.kind() == PartKind::Pkcs8Key {
                "PRIVATE KEY"
            } else if name.starts_with("rsa") {
                "RSA PRIVATE KEY"
            } else {
                "EC PRIVATE KEY"
            };
            for at in (0..part.der().len()).step_by(3) {
                assert!(read_private_key(&pem::write(label, &part.der()[..at])).is_err(), "{name} cut at {at}");
                let mut changed = part.der().to_vec();
                changed[at] ^= 0x41;
                // A changed Ed25519 seed is another good key; nothing else can change unnoticed except in ignored bits.
                if let Ok(key) = read_private_key(&pem::write(label, &changed)) {
                    assert!(public_key_facts(&key).is_ok(), "{name} changed at {at}");
                }
            }
        }
    }

    #[test]
    fn a_wrong_public_half_is_noticed() {
        let part = fixtures::parts("p256.key.pem").pop().unwrap();
        let mut changed = part.der().to_vec();
        *changed.last_mut().unwrap() ^= 1;
        let error = read_private_key(&pem::write("PRIVATE KEY", &changed)).unwrap_err();
        assert_eq!(error, broken("its public half does not belong to it"));
    }

    #[test]
    fn a_key_without_its_curve_is_refused() {
        let ec = EcPrivateKey { private_key: &[1; 32], parameters: None, public_key: None };
        let pem = pem::write("EC PRIVATE KEY", SecretDocument::encode_msg(&ec).unwrap().as_bytes());
        assert_eq!(read_private_key(&pem).unwrap_err(), broken("it does not say which curve it is for"));
    }
}
