//! A look into DER and BER (X.690) where no parser knows the whole structure.

use x509_parser::asn1_rs::Any;
use x509_parser::asn1_rs::FromBer;
use x509_parser::asn1_rs::FromDer;
use x509_parser::asn1_rs::Oid;
use x509_parser::asn1_rs::Tag;

/// The element that `bytes` begin with.
pub(super) fn first(bytes: &[u8]) -> Option<Any<'_>> {
    Some(Any::from_ber(bytes).ok()?.1)
}

/// The length of the element that `bytes` begin with, when it is all there.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    let (rest, _) = Any::from_der(bytes).ok()?;
    Some(bytes.len() - rest.len())
}

/// The elements of the SEQUENCE that `bytes` begin with.
pub(super) fn sequence(bytes: &[u8]) -> Option<Vec<Any<'_>>> {
    let outer = first(bytes)?;
    (outer.tag() == Tag::Sequence).then(|| children(outer.data))
}

/// The elements that follow each other in `content`, as far as it can be read.
pub(super) fn children(mut content: &[u8]) -> Vec<Any<'_>> {
    let mut found = Vec::new();
    while let Ok((rest, child)) = Any::from_ber(content) {
        found.push(child);
        content = rest;
    }
    found
}

/// The object identifier that an element is; the parser alone would take any element for one.
pub(super) fn oid<'a>(element: &Any<'a>) -> Option<Oid<'a>> {
    let is_oid = element.tag() == Tag::Oid;
    element.clone().oid().ok().filter(|_| is_oid)
}
