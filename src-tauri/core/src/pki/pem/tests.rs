//! Every spelling of PEM that is understood, and what is not.

use super::*;
use crate::pki::fixtures;

#[test]
fn every_spelling_means_the_same_certificate() {
    let wanted = fixtures::file("leaf.cer");
    for name in [
        "leaf.crt.pem",
        "leaf-crlf.crt.pem",
        "leaf-cr.crt.pem",
        "leaf-escaped.crt.txt",
        "leaf-escaped-crlf.crt.txt",
        "leaf-one-line.crt.txt",
        "leaf-utf16le.crt.pem",
        "leaf-utf16be.crt.pem",
        "leaf-bom.crt.pem",
        "leaf-indented.crt.pem",
        "leaf-in-yaml.txt",
        "leaf-x509.crt.pem",
        "leaf-trusted.crt.pem",
    ] {
        let parts = fixtures::parts(name);
        assert_eq!(parts.len(), 1, "{name}");
        assert_eq!(parts[0].kind(), PartKind::Certificate, "{name}");
        assert_eq!(parts[0].der(), wanted, "{name}");
    }
}

#[test]
fn labels_are_told_apart() {
    use PartKind::*;
    for (name, kinds) in [
        ("leaf.key.pem", vec![Pkcs8Key]),
        ("leaf-escaped.key.txt", vec![Pkcs8Key]),
        ("rsa-2048.traditional.key.pem", vec![Pkcs1Key]),
        ("p256.traditional.key.pem", vec![Sec1Key]),
        ("p256-params.key.pem", vec![Parameters, Sec1Key]),
        ("dsa.traditional.key.pem", vec![DsaKey]),
        ("encrypted-pbes2.key.pem", vec![EncryptedKey]),
        ("encrypted-legacy.key.pem", vec![EncryptedLegacyKey]),
        ("openssh.key.pem", vec![OpenSshKey]),
        ("leaf.public.pem", vec![PublicKey]),
        ("leaf.csr.pem", vec![Csr]),
        ("root.crl.pem", vec![Crl]),
        ("chain.p7b.pem", vec![Pkcs7]),
        ("chain.pem", vec![Certificate; 3]),
        ("combined.pem", vec![Certificate, Certificate, Pkcs8Key]),
    ] {
        let found: Vec<PartKind> = fixtures::parts(name).iter().map(Part::kind).collect();
        assert_eq!(found, kinds, "{name}");
    }
}

#[test]
fn a_part_keeps_the_persons_own_bytes() {
    for name in ["leaf-crlf.crt.pem", "leaf-cr.crt.pem", "leaf-escaped.crt.txt", "leaf-indented.crt.pem", "combined.pem"] {
        let text = fixtures::file(name);
        for part in fixtures::parts(name) {
            assert!(find(&text, part.verbatim()).is_some(), "{name} must be cut, not rewritten");
            assert_eq!(read(part.verbatim()).unwrap()[0].der(), part.der(), "{name}: what was cut out must read the same");
        }
    }
}

#[test]
fn what_holds_no_block_is_told_by_its_format() {
    use crate::pki::format::FileFormat::*;
    for (name, format) in [
        ("leaf.cer", DerCertificate),
        ("leaf.key.der", DerPrivateKey),
        ("leaf.sec1.der", DerPrivateKey),
        ("rsa-2048.pkcs1.der", DerPrivateKey),
        ("leaf.encrypted.der", DerEncryptedKey),
        ("leaf.public.der", DerPublicKey),
        ("leaf.csr.der", DerCsr),
        ("root.crl.der", DerCrl),
        ("chain.p7b", Pkcs7),
        ("leaf.p12", Pkcs12),
        ("keystore.jks", Jks),
        ("leaf-bare.crt.txt", BareBase64),
    ] {
        assert_eq!(read(&fixtures::file(name)).unwrap_err(), Error::OtherFormat(format), "{name}");
    }
    for (bytes, format) in [
        (b"PK\x03\x04rest".as_slice(), Zip),
        (b"\xce\xce\xce\xce\0\0\0\x02", Jceks),
        (b"PuTTY-User-Key-File-3: ssh-ed25519\r\n", PuttyKey),
        (b"\x00\x01\x02\x03", UnknownBinary),
    ] {
        assert_eq!(read(bytes).unwrap_err(), Error::OtherFormat(format));
    }
}

#[test]
fn what_is_wrong_with_a_block_is_said() {
    let broken = |label, reason| Error::BrokenPem { label, reason };
    for (text, error) in [
        ("", Error::Empty),
        (" \r\n\t", Error::Empty),
        ("hello", Error::NoPemBlock),
        ("BEGIN CERTIFICATE\nMIIB\nEND CERTIFICATE", broken(None, "its first line does not begin with five dashes and BEGIN")),
        ("-----BEGIN CERTIFICATE\nMIIB", broken(None, "its first line does not end with five dashes")),
        ("-----BEGIN CERTIFICATE-----\nMIIB\n", broken(Some("CERTIFICATE"), "its END line is missing")),
        (
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            broken(Some("CERTIFICATE"), "its END line is missing"),
        ),
        (
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END PRIVATE KEY-----",
            broken(Some("CERTIFICATE"), "its BEGIN and END lines name different things"),
        ),
        (
            "-----BEGIN CERTIFICATE-----\nMI*B\n-----END CERTIFICATE-----",
            broken(Some("CERTIFICATE"), "its base64 text is damaged or cut off"),
        ),
        ("-----BEGIN CERTIFICATE-----\n\n-----END CERTIFICATE-----", broken(Some("CERTIFICATE"), "it is empty")),
    ] {
        assert_eq!(read(text.as_bytes()).unwrap_err(), error, "{text:?}");
    }
    let bytes = FILE_MAX_BYTES + 1;
    assert_eq!(read(&vec![b' '; bytes]).unwrap_err(), Error::TooLarge { bytes, limit: FILE_MAX_BYTES });
}

#[test]
fn a_key_is_not_printed() {
    let part = &fixtures::parts("leaf.key.pem")[0];
    assert_eq!(format!("{part:?}"), format!("Part(Pkcs8Key, {} bytes)", part.der().len()));
}

#[test]
fn written_pem_is_canonical() {
    let der = fixtures::file("leaf.cer");
    assert_eq!(certificate_pem(&CertificateDer::new(der)).into_bytes(), fixtures::file("leaf.crt.pem"), "OpenSSL writes the same");
}

#[test]
fn a_megabyte_of_beginnings_is_read_in_time() {
    let text = b"-----BEGIN X-----\n-----END X-----\n".repeat(FILE_MAX_BYTES / 40);
    let started = std::time::Instant::now();
    assert!(read(&text).is_ok());
    assert!(read(&b"-----BEGIN ".repeat(FILE_MAX_BYTES / 11)).is_err());
    assert!(started.elapsed().as_secs() < 10, "reading must take linear time");
}
