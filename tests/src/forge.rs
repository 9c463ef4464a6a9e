//! As many certificates as a test wants, each with a key of its own, issued by the intermediate of the fixtures.

use std::fs;
use std::path::Path;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::ECDSA_P256_SHA256_ASN1_SIGNING;
use aws_lc_rs::signature::EcdsaKeyPair;
use aws_lc_rs::signature::KeyPair;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::test_app::fixture;

const NAME: &[u8] = b"leaf.example.com";
const POINT: usize = 65;

/// Makes certificates out of the leaf of the fixtures: other name, other serial number, other key, signed anew.
#[derive(Debug)]
pub struct Forge {
    /// The part that is signed.
    template: Vec<u8>,
    algorithm: Vec<u8>,
    issuer: EcdsaKeyPair,
    random: SystemRandom,
}

impl Forge {
    /// Lights the forge.
    pub fn new() -> Self {
        let leaf = der(&fixture("leaf.crt.pem"));
        let signed = 4 + usize::from(u16::from_be_bytes([leaf[6], leaf[7]]));
        let algorithm = 2 + usize::from(leaf[4 + signed + 1]);
        let issuer = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &der(&fixture("intermediate.key.pem")));
        Self {
            template: leaf[4..4 + signed].to_vec(),
            algorithm: leaf[4 + signed..4 + signed + algorithm].to_vec(),
            issuer: issuer.expect("the key of the intermediate"),
            random: SystemRandom::new(),
        }
    }

    /// What the certificate with this number is called.
    pub fn name(number: usize) -> String {
        format!("h{number:07}.test.io")
    }

    /// The certificate with this number, and its key, as PEM.
    pub fn certificate(&self, number: usize) -> (String, String) {
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &self.random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref()).expect("a key");
        let mut signed = self.template.clone();
        while let Some(at) = find(&signed, NAME) {
            signed[at..at + NAME.len()].copy_from_slice(Self::name(number).as_bytes());
        }
        let serial = find(&signed, b"\x02\x02\x10\x11").expect("the serial number") + 2;
        signed[serial..serial + 2].copy_from_slice(&u16::try_from(number % 0x7000 + 0x100).expect("two bytes").to_be_bytes());
        let point = find(&signed, b"\x03\x42\x00\x04").expect("the public key") + 3;
        signed[point..point + POINT].copy_from_slice(key.public_key().as_ref());
        let signature = self.issuer.sign(&self.random, &signed).expect("a signature");
        let bits = element(0x03, &[&[0], signature.as_ref()].concat());
        let whole = element(0x30, &[signed, self.algorithm.clone(), bits].concat());
        (pem("CERTIFICATE", &whole), pem("PRIVATE KEY", document.as_ref()))
    }

    /// Writes a folder with so many certificates, each in a file with its key, and their issuer beside them.
    pub fn fill(&self, folder: &Path, numbers: std::ops::Range<usize>) {
        fs::create_dir_all(folder).expect("a folder");
        for number in numbers {
            let (certificate, key) = self.certificate(number);
            fs::write(folder.join(format!("{number:07}.pem")), certificate + &key).expect("a file");
        }
        fs::write(folder.join("issuer.pem"), fixture("intermediate.crt.pem")).expect("a file");
    }
}

impl Default for Forge {
    fn default() -> Self {
        Self::new()
    }
}

fn der(pem: &str) -> Vec<u8> {
    let lines: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.decode(lines).expect("the fixtures are canonical")
}

fn pem(label: &str, der: &[u8]) -> String {
    let letters = STANDARD.encode(der);
    let lines: Vec<&str> = letters.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).expect("base64 is ASCII")).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).expect("a certificate is small").to_be_bytes();
    let head = match content.len() {
        short @ 0..=0x7f => vec![tag, short as u8],
        0x80..=0xff => vec![tag, 0x81, length[1]],
        _ => vec![tag, 0x82, length[0], length[1]],
    };
    [head, content.to_vec()].concat()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
