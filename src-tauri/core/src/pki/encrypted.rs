//! How an encrypted private key is encrypted, by name (RFC 8018, RFC 7292 appendix C).

use x509_parser::asn1_rs::Any;

use super::der;
use super::oids;

/// `AES-256-CBC (PBES2, PBKDF2, HMAC-SHA256)`, `PBE-SHA1-3DES` …; none when the structure does not say.
pub(super) fn scheme(encrypted_private_key_info: &[u8]) -> Option<String> {
    let info = der::sequence(encrypted_private_key_info)?;
    let algorithm = der::children(info.first()?.data);
    let name = oid_name(algorithm.first()?)?;
    match name.as_str() {
        "PBES2" => pbes2(algorithm.get(1)?).or(Some(name)),
        _ => Some(name),
    }
}

/// RFC 8018 appendix A.4.
fn pbes2(parameters: &Any) -> Option<String> {
    let parts = der::children(parameters.data);
    let (derivation, cipher) = (der::children(parts.first()?.data), der::children(parts.get(1)?.data));
    let function = oid_name(derivation.first()?)?;
    let by = match function.as_str() {
        "PBKDF2" => format!("PBKDF2, {}", pseudorandom_function(derivation.get(1)?)),
        _ => function,
    };
    Some(format!("{} (PBES2, {by})", oid_name(cipher.first()?)?))
}

/// The last element when it is an AlgorithmIdentifier; HMAC-SHA1 is the default (RFC 8018 appendix A.2).
fn pseudorandom_function(parameters: &Any) -> String {
    let parts = der::children(parameters.data);
    let named = parts.last().and_then(|last| oid_name(der::children(last.data).first()?));
    named.unwrap_or_else(|| "HMAC-SHA1".into())
}

fn oid_name(any: &Any) -> Option<String> {
    Some(oids::name(&der::oid(any)?))
}
