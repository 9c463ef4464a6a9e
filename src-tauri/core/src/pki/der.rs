//! A look into DER and BER (X.690) where no parser knows the whole structure, and the few elements that are written by hand.

use x509_parser::asn1_rs::Any;
use x509_parser::asn1_rs::FromBer;
use x509_parser::asn1_rs::FromDer;
use x509_parser::asn1_rs::Oid;
use x509_parser::asn1_rs::Tag;
use zeroize::Zeroizing;

/// An element, and all of its bytes.
#[derive(Debug)]
pub(super) struct Element<'a> {
    pub any: Any<'a>,
    pub raw: &'a [u8],
}

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
pub(super) fn children(content: &[u8]) -> Vec<Any<'_>> {
    elements(content).into_iter().map(|element| element.any).collect()
}

/// [`children`], each with all of its bytes.
pub(super) fn elements(mut content: &[u8]) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    while let Ok((rest, any)) = Any::from_ber(content) {
        found.push(Element { any, raw: &content[..content.len() - rest.len()] });
        content = rest;
    }
    found
}

/// The object identifier that an element is; the parser alone would take any element for one.
pub(super) fn oid<'a>(element: &Any<'a>) -> Option<Oid<'a>> {
    let is_oid = element.tag() == Tag::Oid;
    element.clone().oid().ok().filter(|_| is_oid)
}

/// The bytes of an OCTET STRING, which BER may cut into pieces (X.690 §8.7).
pub(super) fn octets(element: &Any) -> Zeroizing<Vec<u8>> {
    match element.header.is_constructed() {
        false => Zeroizing::new(element.data.to_vec()),
        true => {
            let mut whole = Zeroizing::new(Vec::with_capacity(element.data.len()));
            children(element.data).iter().for_each(|piece| whole.extend_from_slice(&octets(piece)));
            whole
        }
    }
}

/// The number that an INTEGER is, when it is small.
pub(super) fn small_number(element: &Any) -> Option<u32> {
    match element.tag() {
        Tag::Integer => element.clone().u32().ok(),
        _ => None,
    }
}

/// An element with this tag and these contents, one after the other (X.690 §8.1).
pub(super) fn element(tag: u8, contents: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    let size: usize = contents.iter().map(|content| content.len()).sum();
    let bytes = size.to_be_bytes();
    let significant = &bytes[bytes.iter().take_while(|byte| **byte == 0).count()..];
    let mut whole = Zeroizing::new(Vec::with_capacity(size + 2 + significant.len()));
    whole.push(tag);
    match significant {
        [] => whole.push(0),
        [short @ 0..=0x7f] => whole.push(*short),
        long => {
            whole.push(0x80 | long.len() as u8);
            whole.extend_from_slice(long);
        }
    }
    contents.iter().for_each(|content| whole.extend_from_slice(content));
    whole
}

/// A SEQUENCE.
pub(super) fn sequence_of(contents: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    element(0x30, contents)
}

/// An OCTET STRING.
pub(super) fn octet_string(content: &[u8]) -> Zeroizing<Vec<u8>> {
    element(0x04, &[content])
}

/// `[0] EXPLICIT`.
pub(super) fn explicit_0(content: &[u8]) -> Zeroizing<Vec<u8>> {
    element(0xa0, &[content])
}

/// A SET of one.
pub(super) fn set_of_one(content: &[u8]) -> Zeroizing<Vec<u8>> {
    element(0x31, &[content])
}

/// An INTEGER that is not negative.
pub(super) fn integer(number: u32) -> Zeroizing<Vec<u8>> {
    let bytes = number.to_be_bytes();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count().min(3);
    let digits = &bytes[zeros..];
    let sign: &[u8] = if digits[0] > 0x7f { &[0] } else { &[] };
    element(0x02, &[sign, digits])
}

/// An INTEGER that is positive, from its octets without zeros in front.
pub(super) fn unsigned(octets: &[u8]) -> Zeroizing<Vec<u8>> {
    let sign: &[u8] = if octets.first().is_none_or(|first| *first > 0x7f) { &[0] } else { &[] };
    element(0x02, &[sign, octets])
}

/// A BIT STRING of whole octets.
pub(super) fn bit_string(octets: &[u8]) -> Zeroizing<Vec<u8>> {
    element(0x03, &[&[0], octets])
}

/// An OBJECT IDENTIFIER, from its numbers; `None` when they make none (X.660).
pub(super) fn object_identifier_of(arcs: &[u64]) -> Option<Zeroizing<Vec<u8>>> {
    let [first, second, rest @ ..] = arcs else { return None };
    // The first two arcs share a number (X.690 §8.19.4). The usual crate takes no second one above 39, which 2.999 has.
    let joined = first.checked_mul(40)?.checked_add(*second)?;
    let octets: Vec<u8> = std::iter::once(joined).chain(rest.iter().copied()).flat_map(base_128).collect();
    Some(element(0x06, &[&octets]))
}

/// A number in groups of seven bits, of which all but the last are marked (X.690 §8.19.2).
fn base_128(number: u64) -> Vec<u8> {
    let more = (1..10).take_while(|group| number >> (7 * group) > 0).count();
    let group = |at: usize| u8::try_from((number >> (7 * at)) & 0x7f).unwrap_or_default();
    (0..=more).rev().map(|at| if at == 0 { group(at) } else { group(at) | 0x80 }).collect()
}

/// An OBJECT IDENTIFIER, from its dotted decimal form, which must be a good one.
pub(super) fn object_identifier(dotted: &'static str) -> Zeroizing<Vec<u8>> {
    let oid = pkcs8::ObjectIdentifier::new_unwrap(dotted);
    element(0x06, &[oid.as_bytes()])
}
