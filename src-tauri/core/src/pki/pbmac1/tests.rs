//! Files whose checksum OpenSSL computes.

use std::process::Command;

use super::*;
use crate::pki::Error;
use crate::pki::fixtures;
use crate::pki::pem::PartKind;
use crate::pki::pkcs12;

const SALT: [u8; 16] = *b"sixteen bytes :)";
const ITERATIONS: u32 = 2_048;

/// What OpenSSL prints in hexadecimal, without colons.
fn openssl(arguments: &[&str], input: Option<&[u8]>) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("input");
    std::fs::write(&file, input.unwrap_or_default()).unwrap();
    let mut command = Command::new("openssl");
    command.args(arguments);
    if input.is_some() {
        command.arg(&file);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    hex::decode(text.trim().rsplit(' ').next().unwrap().replace(':', "")).unwrap()
}

fn algorithm(oid: &'static str, parameters: &[u8]) -> Zeroizing<Vec<u8>> {
    der::sequence_of(&[&der::object_identifier(oid), parameters])
}

/// The fixture with its checksum exchanged for PBMAC1, computed by OpenSSL.
fn with_pbmac1(password: &str, hash: &str, oid: &'static str) -> Vec<u8> {
    let file = fixtures::file("leaf.p12");
    let outer = der::elements(der::first(&file).unwrap().data);
    let safe = der::children(outer[1].any.data);
    let safe = der::octets(&der::first(safe[1].data).unwrap());

    let (pass, salt) = (format!("pass:{password}"), format!("hexsalt:{}", hex::encode(SALT)));
    let (digest, rounds) = (format!("digest:{hash}"), format!("iter:{ITERATIONS}"));
    let key =
        openssl(&["kdf", "-keylen", "32", "-kdfopt", &digest, "-kdfopt", &pass, "-kdfopt", &salt, "-kdfopt", &rounds, "PBKDF2"], None);
    let hex_key = format!("hexkey:{}", hex::encode(key));
    let mac = openssl(&["dgst", &format!("-{hash}"), "-mac", "HMAC", "-macopt", &hex_key], Some(&safe));

    let scheme = algorithm(oid, &[5, 0]);
    let parameters = der::sequence_of(&[&der::octet_string(&SALT), &der::integer(ITERATIONS), &der::integer(32), &scheme]);
    let parameters = der::sequence_of(&[&algorithm("1.2.840.113549.1.5.12", &parameters), &scheme]);
    let digest_info = der::sequence_of(&[&algorithm("1.2.840.113549.1.5.14", &parameters), &der::octet_string(&mac)]);
    let mac_data = der::sequence_of(&[&digest_info, &der::octet_string(b"NOT USED"), &der::integer(1)]);
    der::sequence_of(&[outer[0].raw, outer[1].raw, &mac_data]).to_vec()
}

#[test]
fn a_checksum_by_pbmac1_is_understood() {
    for (hash, oid) in [
        ("SHA1", "1.2.840.113549.2.7"),
        ("SHA256", "1.2.840.113549.2.9"),
        ("SHA384", "1.2.840.113549.2.10"),
        ("SHA512", "1.2.840.113549.2.11"),
    ] {
        let file = with_pbmac1("secret", hash, oid);
        assert_eq!(pkcs12::read(&file).unwrap_err(), Error::Locked(FileFormat::Pkcs12), "{hash}");
        assert_eq!(pkcs12::open(&file, &"Secret".into()).unwrap_err(), Error::WrongPassword, "{hash}");
        let kinds: Vec<PartKind> = pkcs12::open(&file, &"secret".into()).unwrap().iter().map(|part| part.kind()).collect();
        assert_eq!(kinds, [PartKind::Certificate, PartKind::Certificate, PartKind::Pkcs8Key], "{hash}");
    }
    let foreign = with_pbmac1("another", "SHA256", "1.2.840.113549.2.9");
    assert_eq!(pkcs12::open(&foreign, &"secret".into()).unwrap_err(), Error::WrongPassword, "the checksum is what is checked");
}

#[test]
fn an_unknown_checksum_is_named() {
    let error = pkcs12::open(&with_pbmac1("secret", "SHA256", "1.2.840.113549.2.8"), &"secret".into()).unwrap_err();
    assert!(matches!(&error, Error::UnsupportedCipher { cipher } if cipher.contains("PBMAC1 with")), "{error}");
}
