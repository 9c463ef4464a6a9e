//! Whether one certificate's key signed another.

use aws_lc_rs::signature::*;
use x509_parser::asn1_rs::BitString;
use x509_parser::certificate::X509Certificate;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::revocation_list::CertificateRevocationList;
use x509_parser::signature_algorithm::RsaSsaPssParams;
use x509_parser::x509::AlgorithmIdentifier;
use x509_parser::x509::SubjectPublicKeyInfo;

use crate::domain::certificate::CertificateDer;
use crate::domain::key::KeyAlgorithm;

use super::facts;
use super::oids;

/// What checking a signature found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureCheck {
    Valid,
    Invalid,
    /// The algorithm is too old, too new or too weak to be checked.
    Unsupported,
}

/// Whether the key of `issuer` signed `child` (RFC 5280 §4.1.1.3).
pub fn check(child: &CertificateDer, issuer: &CertificateDer) -> SignatureCheck {
    match (facts::parse(child), facts::parse(issuer)) {
        (Ok(child), Ok(issuer)) => check_parsed(&child, &issuer),
        _ => SignatureCheck::Unsupported,
    }
}

/// [`check`] for certificates that are parsed already.
pub(super) fn check_parsed(child: &X509Certificate, issuer: &X509Certificate) -> SignatureCheck {
    verify(child.tbs_certificate.as_ref(), &child.signature_algorithm, &child.signature_value, issuer.public_key())
}

/// Whether a signing request is signed with its own key (RFC 2986 §4.2).
pub(super) fn check_request(request: &X509CertificationRequest) -> SignatureCheck {
    let info = &request.certification_request_info;
    verify(info.raw, &request.signature_algorithm, &request.signature_value, &info.subject_pki)
}

/// Whether the key of `issuer` signed a revocation list (RFC 5280 §5.1.1.3).
pub(super) fn check_list(list: &CertificateRevocationList, issuer: &X509Certificate) -> SignatureCheck {
    verify(list.tbs_cert_list.as_ref(), &list.signature_algorithm, &list.signature_value, issuer.public_key())
}

fn verify(signed: &[u8], by: &AlgorithmIdentifier, signature: &BitString, key: &SubjectPublicKeyInfo) -> SignatureCheck {
    let name = facts::signature_algorithm(by);
    let Some(algorithm) = algorithm(&name, &facts::key_algorithm(key)).filter(|_| has_usual_salt(by)) else {
        return SignatureCheck::Unsupported;
    };
    match UnparsedPublicKey::new(algorithm, &key.subject_public_key.data).verify(signed, &signature.data) {
        Ok(()) => SignatureCheck::Valid,
        Err(_) => SignatureCheck::Invalid,
    }
}

/// SHA-1 and 1024 bits are checked too: saying who issued an old certificate is not trusting it.
fn algorithm(name: &str, key: &KeyAlgorithm) -> Option<&'static dyn VerificationAlgorithm> {
    use KeyAlgorithm::*;
    Some(match (name, key) {
        ("SHA1-RSA", Rsa { bits: 1024..=8192 }) => &RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
        ("SHA256-RSA", Rsa { bits: 1024..=8192 }) => &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
        ("SHA384-RSA", Rsa { bits: 2048..=8192 }) => &RSA_PKCS1_2048_8192_SHA384,
        ("SHA512-RSA", Rsa { bits: 1024..=8192 }) => &RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
        ("SHA256-RSAPSS", Rsa { bits: 2048..=8192 }) => &RSA_PSS_2048_8192_SHA256,
        ("SHA384-RSAPSS", Rsa { bits: 2048..=8192 }) => &RSA_PSS_2048_8192_SHA384,
        ("SHA512-RSAPSS", Rsa { bits: 2048..=8192 }) => &RSA_PSS_2048_8192_SHA512,
        ("ECDSA-SHA1", EcdsaP256) => &ECDSA_P256_SHA1_ASN1,
        ("ECDSA-SHA256", EcdsaP256) => &ECDSA_P256_SHA256_ASN1,
        ("ECDSA-SHA384", EcdsaP256) => &ECDSA_P256_SHA384_ASN1,
        ("ECDSA-SHA512", EcdsaP256) => &ECDSA_P256_SHA512_ASN1,
        ("ECDSA-SHA256", EcdsaP384) => &ECDSA_P384_SHA256_ASN1,
        ("ECDSA-SHA384", EcdsaP384) => &ECDSA_P384_SHA384_ASN1,
        ("ECDSA-SHA512", EcdsaP384) => &ECDSA_P384_SHA512_ASN1,
        ("ECDSA-SHA1", EcdsaP521) => &ECDSA_P521_SHA1_ASN1,
        ("ECDSA-SHA224", EcdsaP521) => &ECDSA_P521_SHA224_ASN1,
        ("ECDSA-SHA256", EcdsaP521) => &ECDSA_P521_SHA256_ASN1,
        ("ECDSA-SHA384", EcdsaP521) => &ECDSA_P521_SHA384_ASN1,
        ("ECDSA-SHA512", EcdsaP521) => &ECDSA_P521_SHA512_ASN1,
        ("Ed25519", Ed25519) => &ED25519,
        _ => return None,
    })
}

/// Whether an RSASSA-PSS salt is as long as its hash (RFC 4055 §3.1), which is the one length that is checked; true for everything else.
fn has_usual_salt(algorithm: &AlgorithmIdentifier) -> bool {
    let Some(Ok(parameters)) = algorithm.parameters.as_ref().map(RsaSsaPssParams::try_from) else {
        return true;
    };
    match (oids::name(&algorithm.algorithm).as_str(), oids::name(parameters.hash_algorithm_oid()).as_str()) {
        ("RSA-PSS", "SHA256") => parameters.salt_length() == 32,
        ("RSA-PSS", "SHA384") => parameters.salt_length() == 48,
        ("RSA-PSS", "SHA512") => parameters.salt_length() == 64,
        _ => true,
    }
}
