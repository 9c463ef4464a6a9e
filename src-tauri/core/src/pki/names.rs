//! Distinguished names (RFC 5280 §4.1.2.4) and general names (§4.2.1.6) as people read them.

use std::fmt::Write;
use std::net::Ipv4Addr;
use std::net::Ipv6Addr;

use x509_parser::asn1_rs::Any;
use x509_parser::asn1_rs::Oid;
use x509_parser::asn1_rs::Tag;
use x509_parser::extensions::GeneralName;
use x509_parser::x509::AttributeTypeAndValue;
use x509_parser::x509::RelativeDistinguishedName;
use x509_parser::x509::X509Name;

use crate::domain::certificate::AltName;
use crate::domain::certificate::AltNameKind;

use super::der;
use super::oids;

/// `C=DE, O=Example, CN=example.com`: escaped as in RFC 4514 §2.4, in the order of the certificate.
pub(super) fn distinguished(name: &X509Name) -> String {
    name.iter().map(relative).collect::<Vec<_>>().join(", ")
}

/// One step of a name; several values are joined by ` + `.
pub(super) fn relative(rdn: &RelativeDistinguishedName) -> String {
    let one = |attribute: &AttributeTypeAndValue| format!("{}={}", oids::attribute(attribute.attr_type()), escaped(&value(attribute)));
    rdn.iter().map(one).collect::<Vec<_>>().join(" + ")
}

/// The last common name.
pub(super) fn common_name(name: &X509Name) -> Option<String> {
    last(name.iter_common_name())
}

/// The common name, else the organisation, else the whole name.
pub(super) fn short(name: &X509Name) -> String {
    common_name(name).or_else(|| last(name.iter_organization())).unwrap_or_else(|| distinguished(name))
}

/// A general name with its kind.
pub(super) fn general(name: &GeneralName) -> AltName {
    let (kind, value) = match name {
        GeneralName::DNSName(name) => (AltNameKind::Dns, visible(name)),
        GeneralName::RFC822Name(name) => (AltNameKind::Email, visible(name)),
        GeneralName::URI(uri) => (AltNameKind::Uri, visible(uri)),
        GeneralName::IPAddress(bytes) => (AltNameKind::Ip, ip(bytes)),
        GeneralName::DirectoryName(name) => (AltNameKind::DirectoryName, distinguished(name)),
        GeneralName::RegisteredID(oid) => (AltNameKind::RegisteredId, oids::dotted(oid)),
        GeneralName::OtherName(oid, value) => (AltNameKind::Other, other(oid, value)),
        GeneralName::X400Address(any) => (AltNameKind::Other, format!("X.400 address: {}", hex::encode(any.data))),
        GeneralName::EDIPartyName(any) => (AltNameKind::Other, format!("EDI party: {}", hex::encode(any.data))),
        GeneralName::Invalid(tag, bytes) => (AltNameKind::Other, format!("Unreadable name of kind {}: {}", tag.0, hex::encode(bytes))),
    };
    AltName { kind, value }
}

/// A general name as a line: `DNS: example.com`.
pub(super) fn line(name: &GeneralName) -> String {
    let AltName { kind, value } = general(name);
    match kind {
        AltNameKind::Dns => format!("DNS: {value}"),
        AltNameKind::Email => format!("E-mail: {value}"),
        AltNameKind::Ip => format!("IP address: {value}"),
        AltNameKind::Uri => format!("URI: {value}"),
        AltNameKind::DirectoryName => format!("Directory name: {value}"),
        AltNameKind::RegisteredId => format!("Registered id: {value}"),
        AltNameKind::Other => value,
    }
}

/// The text in a string of any ASN.1 kind (X.680 §41); none when it is no string.
pub(super) fn string(any: &Any) -> Option<String> {
    match any.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::NumericString | Tag::Ia5String => Some(utf8_or_latin1(any.data)),
        Tag::VisibleString | Tag::GeneralString | Tag::T61String => Some(utf8_or_latin1(any.data)),
        Tag::BmpString => Some(utf16(any.data)),
        Tag::UniversalString => Some(utf32(any.data)),
        _ => None,
    }
}

/// Text in which nothing hides: control characters and those that turn the writing direction are shown as their code.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter.is_control() || turns_direction(letter) {
            // Writing to a String cannot fail.
            true => _ = write!(shown, "\\u{{{:x}}}", u32::from(letter)),
            false => shown.push(letter),
        }
    }
    shown
}

fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn last<'a>(attributes: impl Iterator<Item = &'a AttributeTypeAndValue<'a>>) -> Option<String> {
    attributes.last().map(|attribute| visible(&value(attribute)))
}

fn value(attribute: &AttributeTypeAndValue) -> String {
    let any = attribute.attr_value();
    string(any).unwrap_or_else(|| format!("#{}", hex::encode(any.data)))
}

/// RFC 4514 §2.4, except that a value in hex keeps its first `#`.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for (index, letter) in value.char_indices() {
        let edge = index == 0 || index + letter.len_utf8() == value.len();
        if matches!(letter, ',' | '+' | '"' | '\\' | '<' | '>' | ';') || (letter == ' ' && edge) {
            text.push('\\');
        }
        text.push(letter);
    }
    visible(&text)
}

fn ip(bytes: &[u8]) -> String {
    if let Ok(octets) = <[u8; 4]>::try_from(bytes) {
        return Ipv4Addr::from(octets).to_string();
    }
    if let Ok(octets) = <[u8; 16]>::try_from(bytes) {
        return Ipv6Addr::from(octets).to_string();
    }
    match bytes.len() {
        // An address and its mask, as name constraints have them (RFC 5280 §4.2.1.10).
        8 | 32 => format!("{}/{}", ip(&bytes[..bytes.len() / 2]), ip(&bytes[bytes.len() / 2..])),
        _ => hex::encode(bytes),
    }
}

/// `User principal name: user@example.com`; the value is wrapped in `[0]`.
/// The text that another name (otherName) is, when it is one.
pub(super) fn other_text(wrapped: &[u8]) -> Option<String> {
    der::first(wrapped).and_then(|outer| string(&der::first(outer.data)?))
}

fn other(oid: &Oid, wrapped: &[u8]) -> String {
    let value = other_text(wrapped).map(|text| visible(&text)).unwrap_or_else(|| hex::encode(wrapped));
    format!("{}: {value}", oids::name(oid))
}

/// Latin-1 is what T61String holds in practice, and UTF-8 is what some tools put there.
fn utf8_or_latin1(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

fn utf32(bytes: &[u8]) -> String {
    let letter = |four: &[u8]| char::from_u32(u32::from_be_bytes([four[0], four[1], four[2], four[3]]));
    bytes.chunks_exact(4).map(|four| letter(four).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pki::fixtures;

    #[test]
    fn names_are_read_in_every_alphabet() {
        for (name, subject) in [
            ("utf8.crt.pem", "C=DE, OU=Büro + O=Müller\\, Söhne & Co, CN=bücher.example"),
            ("bmp.crt.pem", "O=Zażółć, CN=bmp.example"),
            ("t61.crt.pem", "O=Müller, CN=t61.example"),
        ] {
            assert_eq!(fixtures::certificate(name).facts().subject, subject, "{name}");
        }
    }

    #[test]
    fn every_kind_of_alternative_name_is_read() {
        use AltNameKind::*;
        let found: Vec<(AltNameKind, String)> =
            fixtures::certificate("sans.crt.pem").facts().alt_names.iter().map(|name| (name.kind, name.value.clone())).collect();
        let mut wanted = vec![
            (Dns, "sans.example.com"),
            (Dns, "*.example.com"),
            (Dns, "xn--mnchen-3ya.example"),
            (Email, "admin@example.com"),
            (Ip, "192.0.2.1"),
            (Ip, "2001:db8::1"),
            (Uri, "https://example.com/a?b=c"),
            (RegisteredId, "1.2.3.4"),
            (DirectoryName, "C=DE, O=Directory, CN=entry"),
            (Other, "User principal name: user@corp.example"),
            (Other, "1.2.3.4.5: other value"),
        ];
        wanted.retain(|(kind, value)| !found.contains(&(*kind, (*value).to_owned())));
        assert_eq!(wanted, [], "in {found:?}");
    }

    #[test]
    fn nothing_hides_in_a_name() {
        for (text, shown) in [("a\u{202e}b", "a\\u{202e}b"), ("a\nb", "a\\u{a}b"), ("a\0b", "a\\u{0}b"), ("ä b", "ä b")] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn special_letters_are_escaped() {
        for (value, shown) in [("a,b", "a\\,b"), (" a ", "\\ a\\ "), ("a+b=c", "a\\+b=c"), ("<\"\\>", "\\<\\\"\\\\\\>")] {
            assert_eq!(escaped(value), shown);
        }
    }

    #[test]
    fn addresses_have_masks_in_constraints() {
        for (bytes, shown) in [
            (vec![192, 0, 2, 0, 255, 255, 255, 0], "192.0.2.0/255.255.255.0"),
            (vec![127, 0, 0, 1], "127.0.0.1"),
            (vec![0; 16], "::"),
            (vec![1, 2, 3], "010203"),
        ] {
            assert_eq!(ip(&bytes), shown);
        }
    }
}
