//! The usual names of object identifiers.

use const_oid::ObjectIdentifier;
use const_oid::db::DB;
use x509_parser::asn1_rs::Oid;

/// The usual name, else dotted decimal.
pub(super) fn name(oid: &Oid) -> String {
    let dotted = dotted(oid);
    known(&dotted).map(str::to_owned).unwrap_or(dotted)
}

/// Dotted decimal.
pub(super) fn dotted(oid: &Oid) -> String {
    oid.to_id_string()
}

/// The short name of a naming attribute (`CN`, `O`, …), else dotted decimal.
pub(super) fn attribute(oid: &Oid) -> String {
    let dotted = dotted(oid);
    look_up(ATTRIBUTES, &dotted).map(str::to_owned).unwrap_or(dotted)
}

/// The usual name of a dotted object identifier.
pub(super) fn known(dotted: &str) -> Option<&'static str> {
    look_up(NAMES, dotted).or_else(|| DB.by_oid(&ObjectIdentifier::new(dotted).ok()?))
}

fn look_up(table: &'static [(&str, &'static str)], dotted: &str) -> Option<&'static str> {
    table.iter().find(|(oid, _)| *oid == dotted).map(|(_, name)| *name)
}

/// RFC 4514 §3, RFC 4519, the CA/Browser Forum's jurisdiction attributes, and what is met in the wild.
const ATTRIBUTES: &[(&str, &str)] = &[
    ("2.5.4.3", "CN"),
    ("2.5.4.4", "SN"),
    ("2.5.4.5", "serialNumber"),
    ("2.5.4.6", "C"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.9", "street"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.12", "title"),
    ("2.5.4.13", "description"),
    ("2.5.4.15", "businessCategory"),
    ("2.5.4.16", "postalAddress"),
    ("2.5.4.17", "postalCode"),
    ("2.5.4.20", "telephoneNumber"),
    ("2.5.4.41", "name"),
    ("2.5.4.42", "GN"),
    ("2.5.4.43", "initials"),
    ("2.5.4.44", "generationQualifier"),
    ("2.5.4.45", "uniqueIdentifier"),
    ("2.5.4.46", "dnQualifier"),
    ("2.5.4.65", "pseudonym"),
    ("2.5.4.97", "organizationIdentifier"),
    ("0.9.2342.19200300.100.1.1", "UID"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("1.2.840.113549.1.9.1", "emailAddress"),
    ("1.2.840.113549.1.9.2", "unstructuredName"),
    ("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"),
    ("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"),
    ("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"),
];

const NAMES: &[(&str, &str)] = &[
    // Extensions: RFC 5280 §4.2.
    ("2.5.29.9", "Subject directory attributes"),
    ("2.5.29.14", "Subject key identifier"),
    ("2.5.29.15", "Key usage"),
    ("2.5.29.16", "Private key usage period"),
    ("2.5.29.17", "Subject alternative name"),
    ("2.5.29.18", "Issuer alternative name"),
    ("2.5.29.19", "Basic constraints"),
    ("2.5.29.30", "Name constraints"),
    ("2.5.29.31", "CRL distribution points"),
    ("2.5.29.32", "Certificate policies"),
    ("2.5.29.33", "Policy mappings"),
    ("2.5.29.35", "Authority key identifier"),
    ("2.5.29.36", "Policy constraints"),
    ("2.5.29.37", "Extended key usage"),
    ("2.5.29.46", "Freshest CRL"),
    ("2.5.29.54", "Inhibit any policy"),
    ("1.3.6.1.5.5.7.1.1", "Authority information access"),
    ("1.3.6.1.5.5.7.1.3", "Qualified certificate statements"),
    ("1.3.6.1.5.5.7.1.11", "Subject information access"),
    ("1.3.6.1.5.5.7.1.24", "TLS feature"),
    ("1.3.6.1.5.5.7.48.1.5", "OCSP no check"),
    ("1.3.6.1.4.1.11129.2.4.2", "Signed certificate timestamps"),
    ("1.3.6.1.4.1.11129.2.4.3", "Certificate transparency precertificate poison"),
    ("1.3.6.1.4.1.311.20.2", "Microsoft certificate template name"),
    ("1.3.6.1.4.1.311.21.1", "Microsoft CA version"),
    ("1.3.6.1.4.1.311.21.2", "Microsoft previous CA certificate hash"),
    ("1.3.6.1.4.1.311.21.7", "Microsoft certificate template"),
    ("1.3.6.1.4.1.311.21.10", "Microsoft application policies"),
    ("1.3.6.1.4.1.311.25.2", "Microsoft security identifier"),
    ("2.16.840.1.113730.1.1", "Netscape certificate type"),
    ("2.16.840.1.113730.1.2", "Netscape base URL"),
    ("2.16.840.1.113730.1.3", "Netscape revocation URL"),
    ("2.16.840.1.113730.1.4", "Netscape CA revocation URL"),
    ("2.16.840.1.113730.1.7", "Netscape renewal URL"),
    ("2.16.840.1.113730.1.8", "Netscape CA policy URL"),
    ("2.16.840.1.113730.1.12", "Netscape SSL server name"),
    ("2.16.840.1.113730.1.13", "Netscape comment"),
    // Purposes: RFC 5280 §4.2.1.12.
    ("2.5.29.37.0", "Any purpose"),
    ("1.3.6.1.5.5.7.3.1", "TLS server authentication"),
    ("1.3.6.1.5.5.7.3.2", "TLS client authentication"),
    ("1.3.6.1.5.5.7.3.3", "Code signing"),
    ("1.3.6.1.5.5.7.3.4", "E-mail protection"),
    ("1.3.6.1.5.5.7.3.5", "IPsec end system"),
    ("1.3.6.1.5.5.7.3.6", "IPsec tunnel"),
    ("1.3.6.1.5.5.7.3.7", "IPsec user"),
    ("1.3.6.1.5.5.7.3.8", "Time stamping"),
    ("1.3.6.1.5.5.7.3.9", "OCSP signing"),
    ("1.3.6.1.5.5.7.3.17", "IPsec IKE"),
    ("1.3.6.1.5.5.7.3.21", "SSH client"),
    ("1.3.6.1.5.5.7.3.22", "SSH server"),
    ("1.3.6.1.5.2.3.4", "Kerberos client authentication"),
    ("1.3.6.1.5.2.3.5", "Kerberos domain controller"),
    ("1.3.6.1.4.1.311.10.3.1", "Microsoft trust list signing"),
    ("1.3.6.1.4.1.311.10.3.3", "Microsoft server gated crypto"),
    ("1.3.6.1.4.1.311.10.3.4", "Microsoft encrypted file system"),
    ("1.3.6.1.4.1.311.10.3.12", "Microsoft document signing"),
    ("1.3.6.1.4.1.311.20.2.2", "Smart card logon"),
    ("1.3.6.1.4.1.311.54.1.2", "Remote desktop authentication"),
    ("2.16.840.1.113730.4.1", "Netscape server gated crypto"),
    // Policies and their qualifiers.
    ("2.5.29.32.0", "Any policy"),
    ("2.23.140.1.1", "Extended validation"),
    ("2.23.140.1.2.1", "Domain validated"),
    ("2.23.140.1.2.2", "Organisation validated"),
    ("2.23.140.1.2.3", "Individual validated"),
    ("1.3.6.1.5.5.7.2.1", "Practice statement"),
    ("1.3.6.1.5.5.7.2.2", "User notice"),
    // Access methods: RFC 5280 §4.2.2.
    ("1.3.6.1.5.5.7.48.1", "OCSP"),
    ("1.3.6.1.5.5.7.48.2", "CA issuers"),
    ("1.3.6.1.5.5.7.48.3", "Time stamping"),
    ("1.3.6.1.5.5.7.48.5", "CA repository"),
    // Other names.
    ("1.3.6.1.4.1.311.20.2.3", "User principal name"),
    ("1.3.6.1.4.1.311.25.1", "Domain controller identifier"),
    ("1.3.6.1.5.5.7.8.5", "XMPP address"),
    ("1.3.6.1.5.5.7.8.7", "Service name"),
    ("1.3.6.1.5.5.7.8.9", "E-mail address"),
    ("1.3.6.1.5.2.2", "Kerberos principal"),
    // Signatures.
    ("1.2.840.113549.1.1.2", "MD2-RSA"),
    ("1.2.840.113549.1.1.3", "MD4-RSA"),
    ("1.2.840.113549.1.1.4", "MD5-RSA"),
    ("1.2.840.113549.1.1.5", "SHA1-RSA"),
    ("1.3.14.3.2.29", "SHA1-RSA"),
    ("1.2.840.113549.1.1.14", "SHA224-RSA"),
    ("1.2.840.113549.1.1.11", "SHA256-RSA"),
    ("1.2.840.113549.1.1.12", "SHA384-RSA"),
    ("1.2.840.113549.1.1.13", "SHA512-RSA"),
    ("1.2.840.113549.1.1.10", "RSA-PSS"),
    ("1.2.840.10045.4.1", "ECDSA-SHA1"),
    ("1.2.840.10045.4.3.1", "ECDSA-SHA224"),
    ("1.2.840.10045.4.3.2", "ECDSA-SHA256"),
    ("1.2.840.10045.4.3.3", "ECDSA-SHA384"),
    ("1.2.840.10045.4.3.4", "ECDSA-SHA512"),
    ("1.2.840.10040.4.3", "DSA-SHA1"),
    ("2.16.840.1.101.3.4.3.1", "DSA-SHA224"),
    ("2.16.840.1.101.3.4.3.2", "DSA-SHA256"),
    ("1.3.101.112", "Ed25519"),
    ("1.3.101.113", "Ed448"),
    ("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
    ("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
    ("2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
    // Digests.
    ("1.2.840.113549.2.5", "MD5"),
    ("1.3.14.3.2.26", "SHA1"),
    ("2.16.840.1.101.3.4.2.4", "SHA224"),
    ("2.16.840.1.101.3.4.2.1", "SHA256"),
    ("2.16.840.1.101.3.4.2.2", "SHA384"),
    ("2.16.840.1.101.3.4.2.3", "SHA512"),
    ("1.2.840.113549.2.7", "HMAC-SHA1"),
    ("1.2.840.113549.2.9", "HMAC-SHA256"),
    ("1.2.840.113549.2.10", "HMAC-SHA384"),
    ("1.2.840.113549.2.11", "HMAC-SHA512"),
    // Keys and curves.
    ("1.2.840.113549.1.1.1", "RSA"),
    ("1.2.840.10040.4.1", "DSA"),
    ("1.2.840.10046.2.1", "Diffie-Hellman"),
    ("1.2.840.10045.2.1", "EC"),
    ("1.3.101.110", "X25519"),
    ("1.3.101.111", "X448"),
    ("1.2.840.10045.3.1.1", "P-192"),
    ("1.3.132.0.33", "P-224"),
    ("1.2.840.10045.3.1.7", "P-256"),
    ("1.3.132.0.34", "P-384"),
    ("1.3.132.0.35", "P-521"),
    ("1.3.132.0.10", "secp256k1"),
    ("1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
    ("1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"),
    ("1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"),
    ("1.2.156.10197.1.301", "SM2"),
    // Encryption of private keys: RFC 8018, RFC 7292 appendix C.
    ("1.2.840.113549.1.5.13", "PBES2"),
    ("1.2.840.113549.1.5.12", "PBKDF2"),
    ("1.3.6.1.4.1.11591.4.11", "scrypt"),
    ("1.2.840.113549.1.5.1", "PBE-MD2-DES"),
    ("1.2.840.113549.1.5.3", "PBE-MD5-DES"),
    ("1.2.840.113549.1.5.4", "PBE-MD2-RC2-64"),
    ("1.2.840.113549.1.5.6", "PBE-MD5-RC2-64"),
    ("1.2.840.113549.1.5.10", "PBE-SHA1-DES"),
    ("1.2.840.113549.1.5.11", "PBE-SHA1-RC2-64"),
    ("1.2.840.113549.1.12.1.1", "PBE-SHA1-RC4-128"),
    ("1.2.840.113549.1.12.1.2", "PBE-SHA1-RC4-40"),
    ("1.2.840.113549.1.12.1.3", "PBE-SHA1-3DES"),
    ("1.2.840.113549.1.12.1.4", "PBE-SHA1-2DES"),
    ("1.2.840.113549.1.12.1.5", "PBE-SHA1-RC2-128"),
    ("1.2.840.113549.1.12.1.6", "PBE-SHA1-RC2-40"),
    ("1.3.14.3.2.7", "DES-CBC"),
    ("1.2.840.113549.3.2", "RC2-CBC"),
    ("1.2.840.113549.3.7", "DES-EDE3-CBC"),
    ("2.16.840.1.101.3.4.1.2", "AES-128-CBC"),
    ("2.16.840.1.101.3.4.1.22", "AES-192-CBC"),
    ("2.16.840.1.101.3.4.1.42", "AES-256-CBC"),
    ("2.16.840.1.101.3.4.1.6", "AES-128-GCM"),
    ("2.16.840.1.101.3.4.1.46", "AES-256-GCM"),
];
