//! OpenSSL and others read what is written.

use std::io::Read;
use std::io::Write;
use std::process::Command;
use std::process::Stdio;

use secrecy::ExposeSecret;

use super::*;
use crate::pki::fixtures;

const PASSWORD: &str = "correct höř";

/// What OpenSSL prints for `input`, or what it complains of.
fn openssl(arguments: &[&str], input: &[u8]) -> Result<String, String> {
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("openssl is installed");
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

fn written(id: &str, bundle: &Bundle) -> Vec<u8> {
    let inscription = Inscription { name: "shop", password: Some(&PASSWORD.into()) };
    (find(id).unwrap().write)(bundle, &inscription).unwrap_or_else(|error| panic!("{id}: {error}")).expose_secret().to_vec()
}

#[test]
fn openssl_reads_every_certificate_and_key() {
    for (name, traditional) in [
        ("rsa-1024", Some("rsa")),
        ("rsa-2048", Some("rsa")),
        ("rsa-4096", Some("rsa")),
        ("rsa-pss", None),
        ("p256", Some("ec")),
        ("p256-compressed", Some("ec")),
        ("p384", Some("ec")),
        ("p521", Some("ec")),
        ("ed25519", None),
    ] {
        let bundle = fixtures::bundle(&format!("{name}.crt.pem"), &format!("{name}.key.pem"), &[]).unwrap();
        let fingerprint = openssl(&["x509", "-noout", "-fingerprint", "-sha256"], &written("certificate", &bundle)).unwrap();
        assert!(fingerprint.to_lowercase().contains(&bundle.facts().fingerprint_sha256), "{name}");
        openssl(&["pkey", "-noout", "-check"], &written("privateKey", &bundle)).unwrap_or_else(|error| panic!("{name}: {error}"));
        openssl(&["pkey", "-noout"], &written("pem", &bundle)).unwrap_or_else(|error| panic!("{name}: {error}"));
        match traditional {
            Some(tool) => _ = openssl(&[tool, "-noout", "-check"], &written("privateKeyTraditional", &bundle)).unwrap(),
            None => assert!((find("privateKeyTraditional").unwrap().unavailable)(&bundle).is_some(), "{name}"),
        }
    }
}

#[test]
fn openssl_verifies_the_full_chain() {
    let bundle = fixtures::bundle("leaf-crlf.crt.pem", "leaf.key.pem", &["root.crt.pem", "intermediate.crt.pem"]).unwrap();
    let whole = String::from_utf8(written("fullChain", &bundle)).unwrap();
    assert_eq!(whole.into_bytes(), fixtures::file("chain.pem"), "in order and canonical, whatever was given");
    assert_eq!([written("certificate", &bundle), written("chain", &bundle)].concat(), fixtures::file("chain.pem"));
    assert_eq!(written("pem", &bundle), [fixtures::file("leaf.key.pem"), fixtures::file("chain.pem")].concat());
}

#[test]
fn what_is_not_there_cannot_be_written() {
    let bundle = fixtures::bundle("leaf.crt.pem", "", &[]).unwrap();
    for (id, available) in [
        ("certificate", true),
        ("fullChain", false),
        ("chain", false),
        ("privateKey", false),
        ("privateKeyTraditional", false),
        ("pem", true),
        ("zip", true),
        ("der", true),
        ("pkcs7", true),
        ("encryptedKey", false),
        ("pkcs12", false),
        ("pkcs12Legacy", false),
    ] {
        assert_eq!((find(id).unwrap().unavailable)(&bundle).is_none(), available, "{id}");
    }
    assert!((find("privateKey").unwrap().write)(&bundle, &Inscription { name: "shop", password: None }).is_err());
    assert!(find("nonsense").is_none());
}

#[test]
fn the_archive_holds_what_there_is() {
    for (key, intermediates, wanted) in [
        (
            "leaf.key.pem",
            vec!["intermediate.crt.pem"],
            vec![("certificate.pem", 0o644), ("intermediate.pem", 0o644), ("private_key.pem", 0o600)],
        ),
        ("", vec![], vec![("certificate.pem", 0o644)]),
    ] {
        let bundle = fixtures::bundle("leaf.crt.pem", key, &intermediates).unwrap();
        let bytes = written("zip", &bundle);
        let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut found = Vec::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            assert!(text.starts_with("-----BEGIN "));
            found.push((file.name().unwrap().into_owned(), file.unix_mode().unwrap() & 0o777));
        }
        let wanted: Vec<(String, u32)> = wanted.into_iter().map(|(name, mode)| (name.to_owned(), mode)).collect();
        assert_eq!(found, wanted);
    }
}
