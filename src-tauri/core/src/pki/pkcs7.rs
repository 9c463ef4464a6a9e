//! PKCS#7 that only carries certificates (RFC 2315 §9, RFC 5652 §5): `.p7b`, `.p7c`.
//!
//! Taken apart by hand: the `cms` crate of today's `der` has no stable release, and takes no BER, which some tools write.

use zeroize::Zeroizing;

use super::Error;
use super::der;
use super::format::FileFormat;
use super::oids;

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const DATA: &str = "1.2.840.113549.1.7.1";

/// The certificates in it, as DER, in their order.
pub(super) fn certificates(bytes: &[u8]) -> Result<Vec<&[u8]>, Error> {
    let broken = || Error::BrokenFile(FileFormat::Pkcs7);
    let signed = signed_data(bytes).ok_or_else(broken)?;
    let certificates = der::children(signed).into_iter().find(|part| is_tagged(part, 0)).map(|part| part.data).unwrap_or_default();
    let found: Vec<&[u8]> = der::elements(certificates).into_iter().map(|element| element.raw).collect();
    if found.is_empty() { Err(Error::Empty) } else { Ok(found) }
}

/// A file that carries these certificates and signs nothing.
pub(super) fn write<'c>(certificates: impl Iterator<Item = &'c [u8]>) -> Zeroizing<Vec<u8>> {
    let all: Vec<&[u8]> = certificates.collect();
    let (no_digests, no_signers) = (der::element(0x31, &[]), der::element(0x31, &[]));
    let content = der::sequence_of(&[&der::object_identifier(DATA)]);
    let signed = der::sequence_of(&[&der::integer(1), &no_digests, &content, &der::element(0xa0, &all), &no_signers]);
    der::sequence_of(&[&der::object_identifier(SIGNED_DATA), &der::explicit_0(&signed)])
}

/// The content of the SignedData.
fn signed_data(bytes: &[u8]) -> Option<&[u8]> {
    let outer = der::children(der::first(bytes)?.data);
    let is_signed = oids::dotted(&der::oid(outer.first()?)?) == SIGNED_DATA;
    let explicit = outer.get(1).filter(|_| is_signed)?;
    Some(der::first(explicit.data)?.data)
}

/// Whether an element is `[number]`.
fn is_tagged(element: &x509_parser::asn1_rs::Any, number: u32) -> bool {
    element.class() == x509_parser::asn1_rs::Class::ContextSpecific && element.tag().0 == number
}
