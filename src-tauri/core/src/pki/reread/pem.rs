//! PEM, read strictly (RFC 7468) by `pem-rfc7468`.

use secrecy::SecretString;
use x509_cert::der::pem;
use zeroize::Zeroizing;

use super::Difference;
use super::Found;
use super::encrypted;
use super::unreadable;

const END: &[u8] = b"-----END ";

/// Certificates and at most one private key, which may be encrypted; anything else should not be there.
pub(super) fn read(bytes: &[u8], password: Option<&SecretString>) -> Result<Found, Difference> {
    let mut found = Found::default();
    for block in blocks(bytes) {
        let (label, der) = pem::decode_vec(block).map_err(unreadable)?;
        let der = Zeroizing::new(der);
        match label {
            "CERTIFICATE" => found.certificates.push(der.to_vec()),
            _ if found.private_key.is_some() => return Err(Difference::KeyExtra),
            "PRIVATE KEY" | "RSA PRIVATE KEY" | "EC PRIVATE KEY" => found.private_key = Some(der.to_vec().into()),
            "ENCRYPTED PRIVATE KEY" => found.private_key = Some(encrypted::open(&der, password)?),
            other => return Err(unreadable(format!("{other} should not be in it"))),
        }
    }
    Ok(found)
}

/// Each block with its first and its last line.
fn blocks(bytes: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while let Some(end) = rest.windows(END.len()).position(|window| window == END) {
        let line = rest[end..].iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| end + at + 1);
        found.push(&rest[..line]);
        rest = &rest[line..];
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}
