//! What is written is found again, and what is wrong is noticed.

use super::*;
use crate::pki::destinations::DESTINATIONS;
use crate::pki::export::FORMATS;
use crate::pki::export::Inscription;
use crate::pki::export::find;
use crate::pki::fixtures;
use crate::pki::fixtures::bundle;

fn password() -> SecretString {
    "grün & 7 Segel".into()
}

fn written(format: &ExportFormat, bundle: &Bundle) -> Vec<u8> {
    let inscription = Inscription { name: "shop", password: Some(&password()) };
    (format.write)(bundle, &inscription).unwrap_or_else(|error| panic!("{}: {error}", format.id)).expose_secret().to_vec()
}

#[test]
fn every_form_of_every_kind_of_key_is_found_again() {
    for (key, proof) in [
        ("rsa-1024", KeyProof::PublicHalf),
        ("rsa-2048", KeyProof::Signature),
        ("rsa-4096", KeyProof::Signature),
        ("p256", KeyProof::Signature),
        ("p384", KeyProof::Signature),
        ("p521", KeyProof::Signature),
        ("ed25519", KeyProof::Signature),
    ] {
        let bundle = bundle(&format!("{key}.crt.pem"), &format!("{key}.key.pem"), &["intermediate.crt.pem", "root.crt.pem"]).unwrap();
        let of_destinations = DESTINATIONS.iter().flat_map(|destination| (destination.files)(&bundle)).map(|item| item.format);
        for format in FORMATS.iter().chain(of_destinations) {
            if (format.unavailable)(&bundle).is_some() {
                continue;
            }
            let found = check(format, &bundle, &written(format, &bundle), Some(&password()));
            let found = found.unwrap_or_else(|difference| panic!("{key} {}: {difference}", format.id));
            assert_eq!(found.key, format.contains_key.then_some(proof), "{key} {}", format.id);
            assert_eq!(found.certificates.len(), (format.certificates)(&bundle).len(), "{key} {}", format.id);
        }
    }
}

#[test]
fn certificates_are_named_in_the_order_of_the_file() {
    let bundle = bundle("leaf.crt.pem", "leaf.key.pem", &["root.crt.pem", "intermediate.crt.pem"]).unwrap();
    let format = find("fullChain").unwrap();
    let found = check(format, &bundle, &written(format, &bundle), None).unwrap();
    assert_eq!(found.certificates, ["leaf.example.com", "Example Intermediate", "Example Root"]);
}

#[test]
fn what_is_wrong_is_noticed() {
    let bundle = bundle("leaf.crt.pem", "leaf.key.pem", &["intermediate.crt.pem", "root.crt.pem"]).unwrap();
    let other = fixtures::bundle("rsa-2048.crt.pem", "rsa-2048.key.pem", &[]).unwrap();
    let file = fixtures::file;
    let all = |names: &[&str]| names.iter().flat_map(|name| file(name)).collect::<Vec<u8>>();
    for (format, bytes, wanted) in [
        ("certificate", file("rsa-2048.crt.pem"), Difference::Certificates),
        ("certificate", all(&["leaf.crt.pem", "leaf.key.pem"]), Difference::KeyExtra),
        ("fullChain", all(&["leaf.crt.pem", "root.crt.pem", "intermediate.crt.pem"]), Difference::Order),
        ("fullChain", all(&["leaf.crt.pem", "intermediate.crt.pem"]), Difference::Certificates),
        ("privateKey", file("rsa-2048.key.pem"), Difference::KeyForeign),
        ("privateKey", Vec::new(), Difference::KeyMissing),
        ("pem", all(&["leaf.crt.pem", "intermediate.crt.pem", "root.crt.pem"]), Difference::KeyMissing),
        ("pkcs12", written(find("pkcs12").unwrap(), &other), Difference::Certificates),
        ("pkcs7", written(find("pkcs7").unwrap(), &other), Difference::Certificates),
        ("der", file("root.crt.pem"), Difference::Certificates),
    ] {
        assert_eq!(check(find(format).unwrap(), &bundle, &bytes, Some(&password())).unwrap_err(), wanted, "{format}");
    }
}

#[test]
fn another_password_opens_nothing() {
    let bundle = bundle("leaf.crt.pem", "leaf.key.pem", &[]).unwrap();
    for id in ["encryptedKey", "pkcs12", "pkcs12Legacy", "trustStore"] {
        let format = find(id).unwrap();
        let difference = check(format, &bundle, &written(format, &bundle), Some(&"something else".into())).unwrap_err();
        assert!(matches!(difference, Difference::Unreadable(_)), "{id}: {difference}");
    }
}

#[test]
fn damage_is_noticed_everywhere() {
    let bundle = bundle("leaf.crt.pem", "leaf.key.pem", &["intermediate.crt.pem"]).unwrap();
    for format in FORMATS {
        let whole = written(format, &bundle);
        // The last byte of PEM is a line break that nobody misses.
        for at in (0..whole.len() - 1).step_by(97) {
            assert!(check(format, &bundle, &whole[..at], Some(&password())).is_err(), "{} cut at {at}", format.id);
        }
    }
}

#[test]
fn certificates_that_break_the_rules_are_handed_out_too() {
    for name in ["v1.crt.pem", "negative-serial.crt.pem", "long-serial.crt.pem", "bmp.crt.pem", "everything.crt.pem", "md5.crt.pem"] {
        let bundle = bundle(name, "", &[]).unwrap();
        for id in ["certificate", "der", "pkcs7", "trustStore", "zip"] {
            let format = find(id).unwrap();
            check(format, &bundle, &written(format, &bundle), Some(&password()))
                .unwrap_or_else(|difference| panic!("{name} {id}: {difference}"));
        }
    }
}
