//! Certificate revocation lists (RFC 5280 §5).

use x509_parser::asn1_rs::FromDer;
use x509_parser::revocation_list::CertificateRevocationList;
use x509_parser::revocation_list::RevokedCertificate;

use super::Error;
use super::bundle::Certificate;
use super::der;
use super::facts;
use super::issue;
use super::pem;
use super::signature;
use super::signature::SignatureCheck;
use crate::domain::key::PrivateKey;
use crate::domain::revocation::RevocationReason;
use crate::domain::serial::SerialNumber;
use crate::domain::timestamp::Timestamp;

/// A certificate that is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevokedEntry {
    pub serial: SerialNumber,
    pub at: Timestamp,
    pub reason: RevocationReason,
}

/// What a list says.
#[derive(Clone, Copy, Debug)]
pub struct CrlContent<'e> {
    /// Grows from list to list (RFC 5280 §5.2.3).
    pub number: u32,
    pub this_update: Timestamp,
    pub next_update: Timestamp,
    pub entries: &'e [RevokedEntry],
}

/// What a list says that an authority here has signed at some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenList {
    pub number: u32,
    pub entries: Vec<RevokedEntry>,
}

/// Writes a list in the name of `issuer` and signs it with its key; DER.
pub fn sign(content: &CrlContent<'_>, issuer: &Certificate, key: &PrivateKey) -> Result<Vec<u8>, Error> {
    let revoked = match content.entries {
        // A list without entries leaves them out altogether (RFC 5280 §5.1.2.6).
        [] => Vec::new(),
        entries => der::sequence_of(&[&entries.iter().flat_map(entry).collect::<Vec<u8>>()]).to_vec(),
    };
    let identifier = der::sequence_of(&[&der::element(0x80, &[&issue::authority_key_identifier(issuer)?])]);
    let extensions = der::sequence_of(&[
        &issue::extension("2.5.29.35", false, &identifier),
        &issue::extension("2.5.29.20", false, &der::integer(content.number)),
    ]);
    let list = der::sequence_of(&[
        &der::integer(1),
        &issue::algorithm_identifier(key)?,
        &issue::subject_der(issuer)?,
        &issue::time(content.this_update),
        &issue::time(content.next_update),
        &revoked,
        &der::explicit_0(&extensions),
    ]);
    issue::signed(&list, key)
}

/// Reads a list (DER) that the key of `issuer` signed; `None` when it is no list, has no number, or somebody else signed it.
pub fn prove(der: &[u8], issuer: &Certificate) -> Option<ProvenList> {
    let (_, list) = CertificateRevocationList::from_der(der).ok()?;
    let issuer = facts::parse(issuer.der()).ok()?;
    let number = list.crl_number().and_then(|number| u32::try_from(number).ok())?;
    let is_proven = signature::check_list(&list, &issuer) == SignatureCheck::Valid;
    is_proven.then(|| ProvenList { number, entries: list.iter_revoked_certificates().filter_map(read_entry).collect() })
}

fn read_entry(entry: &RevokedCertificate) -> Option<RevokedEntry> {
    let reason = entry.reason_code().and_then(|(_, code)| RevocationReason::from_number(code.0));
    Some(RevokedEntry {
        serial: SerialNumber::from_bytes(entry.raw_serial())?,
        at: Timestamp::from_unix(entry.revocation_date.timestamp()),
        reason: reason.unwrap_or(RevocationReason::Unspecified),
    })
}

/// A list as PEM.
pub fn to_pem(crl: &[u8]) -> String {
    String::from_utf8_lossy(&pem::write("X509 CRL", crl)).into_owned()
}

fn entry(entry: &RevokedEntry) -> Vec<u8> {
    let reason = match entry.reason {
        // Better left out than written down (RFC 5280 §5.3.1).
        RevocationReason::Unspecified => Vec::new(),
        reason => {
            let value = der::element(0x0a, &[&[reason.number()]]);
            der::sequence_of(&[&issue::extension("2.5.29.21", false, &value)]).to_vec()
        }
    };
    der::sequence_of(&[&der::unsigned(entry.serial.as_bytes()), &issue::time(entry.at), &reason]).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::request::NewKeyAlgorithm;
    use crate::pki::csr;
    use crate::pki::issue::tests::root;

    fn entries() -> Vec<RevokedEntry> {
        let at = Timestamp::from_unix(1_780_000_000);
        let numbered = |(index, reason): (usize, &RevocationReason)| RevokedEntry {
            serial: SerialNumber::from_bytes(&[0x80, index as u8 + 1]).unwrap(),
            at,
            reason: *reason,
        };
        RevocationReason::ALL.iter().enumerate().map(numbered).collect()
    }

    #[test]
    fn a_list_says_what_was_revoked_and_why() {
        let key = csr::generate(NewKeyAlgorithm::EcdsaP256).unwrap();
        let issuer = root("List Root", &key);
        let (this_update, next_update) = (Timestamp::from_unix(1_780_000_100), Timestamp::from_unix(1_780_100_000));
        for entries in [entries(), Vec::new()] {
            let der = sign(&CrlContent { number: 300, this_update, next_update, entries: &entries }, &issuer, &key).unwrap();
            let (rest, list) = CertificateRevocationList::from_der(&der).unwrap();
            assert!(rest.is_empty());
            let public = x509_parser::parse_x509_certificate(issuer.der().as_bytes()).unwrap().1;
            let checked = aws_lc_rs::signature::UnparsedPublicKey::new(
                &aws_lc_rs::signature::ECDSA_P256_SHA256_ASN1,
                &public.public_key().subject_public_key.data,
            );
            checked.verify(list.tbs_cert_list.as_ref(), &list.signature_value.data).unwrap();
            assert_eq!(list.issuer(), public.subject());
            assert_eq!(list.crl_number().map(ToString::to_string).as_deref(), Some("300"));
            assert_eq!((list.last_update().timestamp(), list.next_update().unwrap().timestamp()), (this_update.unix(), next_update.unix()));
            let found: Vec<(Vec<u8>, i64, Option<u8>)> = list
                .iter_revoked_certificates()
                .map(|entry| (entry.raw_serial().to_vec(), entry.revocation_date.timestamp(), entry.reason_code().map(|(_, code)| code.0)))
                .collect();
            let wanted: Vec<(Vec<u8>, i64, Option<u8>)> = entries
                .iter()
                .map(|entry| {
                    let number = Some(entry.reason.number()).filter(|number| *number != 0);
                    ([&[0], entry.serial.as_bytes()].concat(), entry.at.unix(), number)
                })
                .collect();
            assert_eq!(found, wanted);
            assert_eq!(prove(&der, &issuer), Some(ProvenList { number: 300, entries }), "it is read as it was written");
            assert_eq!(prove(&der, &root("List Root", &csr::generate(NewKeyAlgorithm::EcdsaP256).unwrap())), None, "another key signed it");
            assert_eq!(prove(&der[1..], &issuer), None);
        }
    }
}
