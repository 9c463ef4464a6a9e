//! Key, certificate and chain behind a password: PKCS#12 (RFC 7292), as today's programs want it and as old ones do.

use aws_lc_rs::hmac;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use zeroize::Zeroizing;

use super::ExportFormat;
use super::Inscription;
use super::all;
use super::pem::key;
use super::without_key;
use crate::pki::Error;
use crate::pki::bundle::Bundle;
use crate::pki::bundle::Certificate;
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
use crate::pki::reread::Reader;

pub(in crate::pki) const PKCS12: ExportFormat = ExportFormat {
    id: "pkcs12",
    title: "PKCS#12",
    help: "Private key, certificate and chain behind a password (AES-256, SHA-256): for Windows from 2019 on, Java, macOS and phones.",
    extension: "p12",
    suffix: "",
    contains_key: true,
    needs_password: true,
    certificates: all,
    reader: Reader::Pkcs12,
    unavailable: without_key,
    write: |bundle, inscription| write(bundle, inscription, &MODERN),
};

pub(in crate::pki) const PKCS12_LEGACY: ExportFormat = ExportFormat {
    id: "pkcs12Legacy",
    title: "PKCS#12 for old systems",
    help: "The same with weak encryption (3DES, SHA-1), for what cannot read better: Windows Server 2016 and older, old macOS and Java. \
           Keep the file no longer than needed.",
    extension: "pfx",
    suffix: "-legacy",
    contains_key: true,
    needs_password: true,
    certificates: all,
    reader: Reader::Pkcs12,
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
/// Oracle's own: what a trusted certificate may be used for.
const JAVA_TRUSTED_KEY_USAGE: &str = "2.16.840.1.113894.746875.1.1";
/// RFC 5280 §4.2.1.12.
const ANY_EXTENDED_KEY_USAGE: &str = "2.5.29.37.0";

/// The PFX (RFC 7292 §4): the certificates encrypted as a whole, the key by itself, a checksum over both.
fn write(bundle: &Bundle, inscription: &Inscription, strength: &Strength) -> Result<SecretSlice<u8>, Error> {
    let password = inscription.password()?;
    let id = Hash::Sha1.of(&[bundle.certificate().der().as_bytes()]);
    // Name and number tie the certificate and its key together.
    let attributes = attributes(&[friendly_name(inscription.name), attribute(LOCAL_KEY_ID, &der::octet_string(&id))]);
    let leaf = certificate_bag(bundle.certificate().der().as_bytes(), &attributes);
    let others = bundle.ordered_intermediates().into_iter().map(|certificate| certificate_bag(certificate.der().as_bytes(), &[]));
    let bags: Vec<Zeroizing<Vec<u8>>> = std::iter::once(leaf).chain(others).collect();
    let certificates = encrypted_bags(&bags, password, strength)?;
    let key = shrouded_key(bundle, &attributes, password, strength)?;
    sealed(&[&certificates, &key], password, strength)
}

/// A file of certificates that Java trusts (RFC 7292 §4), each with the attribute by which Java knows them.
pub(super) fn write_trusted(bundle: &Bundle, inscription: &Inscription) -> Result<SecretSlice<u8>, Error> {
    let password = inscription.password()?;
    let trusted: Vec<(usize, &Certificate)> = super::trusted(bundle).into_iter().enumerate().collect();
    let bags: Vec<Zeroizing<Vec<u8>>> = trusted.into_iter().map(|(at, certificate)| trusted_bag(at, certificate)).collect();
    let certificates = encrypted_bags(&bags, password, &MODERN)?;
    sealed(&[&certificates], password, &MODERN)
}

/// Java's entries have names that differ by more than their capital letters.
fn trusted_bag(at: usize, certificate: &Certificate) -> Zeroizing<Vec<u8>> {
    let name = format!("{}. {}", at + 1, certificate.facts().display_name());
    let usage = attribute(JAVA_TRUSTED_KEY_USAGE, &der::object_identifier(ANY_EXTENDED_KEY_USAGE));
    certificate_bag(certificate.der().as_bytes(), &attributes(&[friendly_name(&name), usage]))
}

/// Parts of the file under a checksum.
fn sealed(parts: &[&[u8]], password: Password, strength: &Strength) -> Result<SecretSlice<u8>, Error> {
    let safe = der::sequence_of(parts);
    let mac = mac_data(&safe, password, strength)?;
    Ok(der::sequence_of(&[&der::integer(3), &data(&safe), &mac]).to_vec().into())
}

fn attribute(kind: &'static str, value: &[u8]) -> Zeroizing<Vec<u8>> {
    der::sequence_of(&[&der::object_identifier(kind), &der::set_of_one(value)])
}

/// What a program shows the entry as: a BMPString.
fn friendly_name(name: &str) -> Zeroizing<Vec<u8>> {
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
    attribute(FRIENDLY_NAME, &der::element(0x1e, &[&units]))
}

/// A SET in the order of DER (X.690 §11.6).
fn attributes(attributes: &[Zeroizing<Vec<u8>>]) -> Zeroizing<Vec<u8>> {
    let mut sorted: Vec<&[u8]> = attributes.iter().map(|attribute| attribute.as_slice()).collect();
    sorted.sort_unstable();
    der::element(0x31, &sorted)
}

fn encrypted_bags(bags: &[Zeroizing<Vec<u8>>], password: Password, strength: &Strength) -> Result<Zeroizing<Vec<u8>>, Error> {
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
