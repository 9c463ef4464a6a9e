//! Key, certificate and chain behind a password: PKCS#12 (RFC 7292), as today's programs want it and as old ones do.

use aws_lc_rs::hmac;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use zeroize::Zeroizing;

use super::ExportFormat;
use super::Inscription;
use super::pem::key;
use super::without_key;
use crate::pki::Error;
use crate::pki::bundle::Bundle;
use crate::pki::der;
use crate::pki::encrypted;
use crate::pki::encrypted::Encrypted;
use crate::pki::password;
use crate::pki::password::Hash;
use crate::pki::password::Password;
use crate::pki::password::Purpose;
use crate::pki::pkcs12::CERTIFICATE_BAG;
use crate::pki::pkcs12::DATA;
use crate::pki::pkcs12::ENCRYPTED_DATA;
use crate::pki::pkcs12::SHROUDED_KEY_BAG;
use crate::pki::pkcs12::X509_CERTIFICATE;

pub(super) const PKCS12: ExportFormat = ExportFormat {
    id: "pkcs12",
    title: "PKCS#12",
    help: "Private key, certificate and chain behind a password (AES-256, SHA-256): for Windows from 2019 on, Java, macOS and phones.",
    extension: "p12",
    suffix: "",
    contains_key: true,
    needs_password: true,
    unavailable: without_key,
    write: |bundle, inscription| write(bundle, inscription, &MODERN),
};

pub(super) const PKCS12_LEGACY: ExportFormat = ExportFormat {
    id: "pkcs12Legacy",
    title: "PKCS#12 for old systems",
    help: "The same with weak encryption (3DES, SHA-1), for what cannot read better: Windows Server 2016 and older, old macOS and Java. \
           Keep the file no longer than needed.",
    extension: "pfx",
    suffix: "-legacy",
    contains_key: true,
    needs_password: true,
    unavailable: without_key,
    write: |bundle, inscription| write(bundle, inscription, &LEGACY),
};

/// How a file is encrypted and sealed.
struct Strength {
    encrypt: fn(&[u8], Password, u32) -> Result<Encrypted, Error>,
    hash: Hash,
    hash_oid: &'static str,
    mac: &'static hmac::Algorithm,
    iterations: u32,
}

const MODERN: Strength = Strength {
    encrypt: encrypted::encrypt_modern,
    hash: Hash::Sha256,
    hash_oid: "2.16.840.1.101.3.4.2.1",
    mac: &hmac::HMAC_SHA256,
    iterations: 100_000,
};

/// Old devices take a while for each round.
const LEGACY: Strength = Strength {
    encrypt: encrypted::encrypt_legacy,
    hash: Hash::Sha1,
    hash_oid: "1.3.14.3.2.26",
    mac: &hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
    iterations: 2_048,
};

const FRIENDLY_NAME: &str = "1.2.840.113549.1.9.20";
const LOCAL_KEY_ID: &str = "1.2.840.113549.1.9.21";

/// The PFX (RFC 7292 §4): the certificates encrypted as a whole, the key by itself, a checksum over both.
fn write(bundle: &Bundle, inscription: &Inscription, strength: &Strength) -> Result<SecretSlice<u8>, Error> {
    let password = inscription.password()?;
    let attributes = attributes(bundle, inscription.name);
    let certificates = certificates(bundle, &attributes, password, strength)?;
    let key = shrouded_key(bundle, &attributes, password, strength)?;
    let safe = der::sequence_of(&[&certificates, &key]);
    let mac = mac_data(&safe, password, strength)?;
    Ok(der::sequence_of(&[&der::integer(3), &data(&safe), &mac]).to_vec().into())
}

/// Name and number that tie the certificate and its key together, as a SET in the order of DER.
fn attributes(bundle: &Bundle, name: &str) -> Zeroizing<Vec<u8>> {
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let id = Hash::Sha1.of(&[bundle.certificate().der().as_bytes()]);
    let attribute = |kind, value: &[u8]| der::sequence_of(&[&der::object_identifier(kind), &der::set_of_one(value)]);
    let mut both = [attribute(FRIENDLY_NAME, &der::element(0x1e, &[&units])), attribute(LOCAL_KEY_ID, &der::octet_string(&id))];
    both.sort_by(|one, other| one.as_slice().cmp(other.as_slice()));
    der::element(0x31, &[&both[0], &both[1]])
}

fn certificates(bundle: &Bundle, attributes: &[u8], password: Password, strength: &Strength) -> Result<Zeroizing<Vec<u8>>, Error> {
    let leaf = certificate_bag(bundle.certificate().der().as_bytes(), attributes);
    let others = bundle.ordered_intermediates().into_iter().map(|certificate| certificate_bag(certificate.der().as_bytes(), &[]));
    let bags: Vec<Zeroizing<Vec<u8>>> = std::iter::once(leaf).chain(others).collect();
    let bags: Vec<&[u8]> = bags.iter().map(|bag| bag.as_slice()).collect();
    let encrypted = (strength.encrypt)(&der::sequence_of(&bags), password, strength.iterations)?;
    let content = der::sequence_of(&[&der::object_identifier(DATA), &encrypted.algorithm, &der::element(0x80, &[&encrypted.data])]);
    let encrypted_data = der::sequence_of(&[&der::integer(0), &content]);
    Ok(der::sequence_of(&[&der::object_identifier(ENCRYPTED_DATA), &der::explicit_0(&encrypted_data)]))
}

fn certificate_bag(certificate: &[u8], attributes: &[u8]) -> Zeroizing<Vec<u8>> {
    let value = der::explicit_0(&der::octet_string(certificate));
    let bag = der::sequence_of(&[&der::object_identifier(X509_CERTIFICATE), &value]);
    der::sequence_of(&[&der::object_identifier(CERTIFICATE_BAG), &der::explicit_0(&bag), attributes])
}

fn shrouded_key(bundle: &Bundle, attributes: &[u8], password: Password, strength: &Strength) -> Result<Zeroizing<Vec<u8>>, Error> {
    let encrypted = (strength.encrypt)(key(bundle)?.expose_secret(), password, strength.iterations)?;
    let bag = der::sequence_of(&[&der::object_identifier(SHROUDED_KEY_BAG), &der::explicit_0(&encrypted.key_info()), attributes]);
    Ok(data(&der::sequence_of(&[&bag])))
}

/// A ContentInfo of the plain sort.
fn data(content: &[u8]) -> Zeroizing<Vec<u8>> {
    der::sequence_of(&[&der::object_identifier(DATA), &der::explicit_0(&der::octet_string(content))])
}

fn mac_data(safe: &[u8], password: Password, strength: &Strength) -> Result<Zeroizing<Vec<u8>>, Error> {
    const NULL: &[u8] = &[5, 0];
    let salt = encrypted::random::<16>()?;
    let size = strength.mac.digest_algorithm().output_len();
    let key = password::pkcs12(strength.hash, Purpose::Mac, password, &salt, strength.iterations, size);
    let tag = hmac::sign(&hmac::Key::new(*strength.mac, &key), safe);
    let algorithm = der::sequence_of(&[&der::object_identifier(strength.hash_oid), NULL]);
    let digest = der::sequence_of(&[&algorithm, &der::octet_string(tag.as_ref())]);
    Ok(der::sequence_of(&[&digest, &der::octet_string(&salt), &der::integer(strength.iterations)]))
}
