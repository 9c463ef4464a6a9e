//! PKCS#7 that only carries certificates (RFC 5652 §5), read strictly as DER by `der`.

use x509_cert::der::Any;
use x509_cert::der::Decode;
use x509_cert::der::Reader;
use x509_cert::der::Result;
use x509_cert::der::SliceReader;
use x509_cert::der::Tag;
use x509_cert::der::asn1::ObjectIdentifier;

use super::Difference;
use super::Found;
use super::unreadable;

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

pub(super) fn certificates(bytes: &[u8]) -> std::result::Result<Found, Difference> {
    let signed = signed_data(bytes).map_err(unreadable)?;
    Ok(Found { certificates: within(&signed).map_err(unreadable)?, private_key: None })
}

/// The SignedData in the ContentInfo.
fn signed_data(bytes: &[u8]) -> Result<Any> {
    let mut reader = SliceReader::new(bytes)?;
    let (kind, content) =
        reader.sequence(|inner| Ok::<_, x509_cert::der::Error>((ObjectIdentifier::decode(inner)?, Any::decode(inner)?)))?;
    reader.finish()?;
    match kind {
        SIGNED_DATA => Any::from_der(content.value()),
        _ => Err(Tag::ObjectIdentifier.value_error().into()),
    }
}

/// The certificates in a SignedData, in their order.
fn within(signed: &Any) -> Result<Vec<Vec<u8>>> {
    signed.sequence(|inner| {
        let (_version, _digests, _content) = (Any::decode(inner)?, Any::decode(inner)?, Any::decode(inner)?);
        let certificates = Any::decode(inner)?;
        let _signers = Any::decode(inner)?;
        let mut reader = SliceReader::new(certificates.value())?;
        let mut found = Vec::new();
        while !reader.is_finished() {
            found.push(reader.tlv_bytes()?.to_vec());
        }
        Ok(found)
    })
}
