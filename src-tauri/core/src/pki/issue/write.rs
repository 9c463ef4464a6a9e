//! Names and extensions of certificates, in DER.

use std::net::IpAddr;

use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::ToSign;
use crate::domain::constraints::NameSpace;
use crate::domain::constraints::NameSpaces;
use crate::domain::request::ExtKeyUsage;
use crate::domain::request::KeyUsage;
use crate::domain::request::RequestedName;
use crate::domain::request::SubjectField;
use crate::domain::timestamp::Timestamp;
use crate::pki::Error;
use crate::pki::der;

type Der = Zeroizing<Vec<u8>>;

const ENCODING: Error = Error::Encoding { what: "certificate" };

/// A Name: one attribute to each step (RFC 5280 §4.1.2.4).
pub(in crate::pki) fn name(subject: &[(SubjectField, String)]) -> Result<Vec<u8>, Error> {
    let steps: Vec<Der> = subject.iter().map(|(field, text)| attribute(*field, text)).collect();
    Ok(sequence(&steps).to_vec())
}

/// UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 §4.1.2.5).
pub(in crate::pki) fn time(moment: Timestamp) -> Der {
    let at = OffsetDateTime::from_unix_timestamp(moment.unix()).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let rest = format!("{:02}{:02}{:02}{:02}{:02}Z", u8::from(at.month()), at.day(), at.hour(), at.minute(), at.second());
    match at.year() {
        year @ 1950..=2049 => der::element(0x17, &[format!("{:02}{rest}", year % 100).as_bytes()]),
        year => der::element(0x18, &[format!("{year:04}{rest}").as_bytes()]),
    }
}

/// An extension (RFC 5280 §4.2).
pub(in crate::pki) fn extension(oid: &'static str, critical: bool, value: &[u8]) -> Der {
    let flag: &[u8] = if critical { &[0x01, 0x01, 0xff] } else { &[] };
    der::sequence_of(&[&der::object_identifier(oid), flag, &der::octet_string(value)])
}

/// Every extension of a certificate, one after the other.
pub(super) fn extensions(to_sign: &ToSign, own_key: &[u8], issuer_key: &[u8]) -> Result<Vec<u8>, Error> {
    let mut all = vec![
        extension("2.5.29.14", false, &der::octet_string(own_key)),
        extension("2.5.29.35", false, &der::sequence_of(&[&der::element(0x80, &[issuer_key])])),
    ];
    all.extend(asked_for_and_policies(to_sign)?);
    all.extend(
        to_sign
            .name_constraints
            .as_ref()
            .filter(|spaces| !spaces.is_empty())
            .map(|spaces| extension("2.5.29.30", true, &constraints(spaces))),
    );
    if !to_sign.crl_urls.is_empty() {
        all.push(extension("2.5.29.31", false, &distribution_points(&to_sign.crl_urls)));
    }
    if !to_sign.issuer_urls.is_empty() {
        all.push(extension("1.3.6.1.5.5.7.1.1", false, &authority_information(&to_sign.issuer_urls)));
    }
    all.extend(to_sign.kept_extensions.iter().cloned().map(Zeroizing::new));
    Ok(concatenated(&all))
}

/// What a request can ask for, of whoever signs it: all but names of places and keys of the issuer.
pub(super) fn asked_for_and_policies(to_sign: &ToSign) -> Result<Vec<Der>, Error> {
    let mut all = asked_for(to_sign)?;
    if !to_sign.policy_identifiers.is_empty() {
        let policies =
            object_identifiers(&to_sign.policy_identifiers)?.iter().map(|policy| der::sequence_of(&[policy])).collect::<Vec<_>>();
        all.push(extension("2.5.29.32", false, &sequence(&policies)));
    }
    Ok(all)
}

/// The extensions that a signing request asks for.
pub(super) fn requested_extensions(to_sign: &ToSign) -> Result<Vec<u8>, Error> {
    Ok(concatenated(&asked_for(to_sign)?))
}

fn asked_for(to_sign: &ToSign) -> Result<Vec<Der>, Error> {
    let mut all = Vec::new();
    if let Some(constraints) = to_sign.basic_constraints {
        let ca: &[u8] = if constraints.ca { &[0x01, 0x01, 0xff] } else { &[] };
        let length = constraints.path_length.map(der::integer).unwrap_or_default();
        all.push(extension("2.5.29.19", true, &der::sequence_of(&[ca, &length])));
    }
    if !to_sign.key_usages.is_empty() {
        all.push(extension("2.5.29.15", true, &key_usage(&to_sign.key_usages)));
    }
    let usages: Vec<Der> =
        to_sign.ext_key_usages.iter().map(|usage| ext_key_usage(*usage)).chain(object_identifiers(&to_sign.ext_key_usage_oids)?).collect();
    if !usages.is_empty() {
        all.push(extension("2.5.29.37", false, &sequence(&usages)));
    }
    if !to_sign.alt_names.is_empty() {
        let names = to_sign.alt_names.iter().map(general_name).collect::<Result<Vec<_>, _>>()?;
        let subject_is_empty = to_sign.subject.is_empty() && to_sign.subject_der.as_deref().is_none_or(|name| name == [0x30, 0x00]);
        all.push(extension("2.5.29.17", subject_is_empty, &sequence(&names)));
    }
    Ok(all)
}

/// RFC 5280 appendix A.1 wants the country and the serial number as PrintableString; everything else is UTF-8.
fn attribute(field: SubjectField, text: &str) -> Der {
    let (oid, tag) = match field {
        SubjectField::Country => ("2.5.4.6", 0x13),
        SubjectField::Province => ("2.5.4.8", 0x0c),
        SubjectField::Locality => ("2.5.4.7", 0x0c),
        SubjectField::StreetAddress => ("2.5.4.9", 0x0c),
        SubjectField::PostalCode => ("2.5.4.17", 0x0c),
        SubjectField::Organization => ("2.5.4.10", 0x0c),
        SubjectField::OrganizationalUnit => ("2.5.4.11", 0x0c),
        SubjectField::CommonName => ("2.5.4.3", 0x0c),
        SubjectField::SerialNumber if is_printable(text) => ("2.5.4.5", 0x13),
        SubjectField::SerialNumber => ("2.5.4.5", 0x0c),
    };
    der::set_of_one(&der::sequence_of(&[&der::object_identifier(oid), &der::element(tag, &[text.as_bytes()])]))
}

fn is_printable(text: &str) -> bool {
    text.bytes().all(|letter| letter.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(&letter))
}

fn key_usage(usages: &[KeyUsage]) -> Der {
    let bit = |usage: &KeyUsage| match usage {
        KeyUsage::DigitalSignature => 0x80_u8,
        KeyUsage::ContentCommitment => 0x40,
        KeyUsage::KeyEncipherment => 0x20,
        KeyUsage::DataEncipherment => 0x10,
        KeyUsage::KeyAgreement => 0x08,
        KeyUsage::KeyCertSign => 0x04,
        KeyUsage::CrlSign => 0x02,
    };
    let bits = usages.iter().map(bit).fold(0, |all, one| all | one);
    // Bits that are not set are left out at the end (X.690 §11.2.2).
    der::element(0x03, &[&[bits.trailing_zeros().min(7) as u8, bits]])
}

fn ext_key_usage(usage: ExtKeyUsage) -> Der {
    der::object_identifier(match usage {
        ExtKeyUsage::ServerAuth => "1.3.6.1.5.5.7.3.1",
        ExtKeyUsage::ClientAuth => "1.3.6.1.5.5.7.3.2",
        ExtKeyUsage::CodeSigning => "1.3.6.1.5.5.7.3.3",
        ExtKeyUsage::EmailProtection => "1.3.6.1.5.5.7.3.4",
        ExtKeyUsage::TimeStamping => "1.3.6.1.5.5.7.3.8",
        ExtKeyUsage::OcspSigning => "1.3.6.1.5.5.7.3.9",
    })
}

fn object_identifiers(all: &[Vec<u64>]) -> Result<Vec<Der>, Error> {
    all.iter().map(|arcs| der::object_identifier_of(arcs).ok_or(ENCODING)).collect()
}

/// RFC 5280 §4.2.1.6.
fn general_name(name: &RequestedName) -> Result<Der, Error> {
    let ascii = |tag: u8, text: &str| text.is_ascii().then(|| der::element(tag, &[text.as_bytes()])).ok_or(ENCODING);
    match name {
        RequestedName::Email(address) => ascii(0x81, address),
        RequestedName::Dns(name) => ascii(0x82, name),
        RequestedName::Uri(uri) => ascii(0x86, uri),
        RequestedName::Ip(address) => Ok(der::element(0x87, &[&octets(*address)])),
        RequestedName::Other { oid, value } => {
            let oid = der::object_identifier_of(oid).ok_or(ENCODING)?;
            Ok(der::element(0xa0, &[&oid, &der::explicit_0(&der::element(0x0c, &[value.as_bytes()]))]))
        }
    }
}

/// RFC 5280 §4.2.1.10; the base distance is always 0 and is left out.
fn constraints(spaces: &NameSpaces) -> Der {
    let side = |tag: u8, spaces: &[NameSpace]| match spaces {
        [] => Der::default(),
        spaces => {
            let trees: Vec<Der> = spaces.iter().map(|space| der::sequence_of(&[&base(space)])).collect();
            der::element(tag, &trees.iter().map(|tree| tree.as_slice()).collect::<Vec<_>>())
        }
    };
    der::sequence_of(&[&side(0xa0, &spaces.permitted), &side(0xa1, &spaces.excluded)])
}

fn base(space: &NameSpace) -> Der {
    match space {
        NameSpace::Dns(domain) => der::element(0x82, &[domain.as_bytes()]),
        NameSpace::Email(space) => der::element(0x81, &[space.as_bytes()]),
        NameSpace::Ip { address, prefix } => {
            let address = octets(*address);
            let mask: Vec<u8> = (0..address.len()).map(|at| mask_octet(*prefix, at)).collect();
            der::element(0x87, &[&address, &mask])
        }
    }
}

fn mask_octet(prefix: u8, at: usize) -> u8 {
    let bits = usize::from(prefix).saturating_sub(at * 8).min(8);
    // At most eight bits are shifted into nine.
    (0xff00_u16 >> bits) as u8
}

fn octets(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    }
}

/// One point with every address: they all hold the same list.
fn distribution_points(urls: &[String]) -> Der {
    let names: Vec<Der> = urls.iter().map(|url| der::element(0x86, &[url.as_bytes()])).collect();
    let full_name = der::element(0xa0, &names.iter().map(|name| name.as_slice()).collect::<Vec<_>>());
    der::sequence_of(&[&der::sequence_of(&[&der::element(0xa0, &[&full_name])])])
}

fn authority_information(urls: &[String]) -> Der {
    let access = |url: &String| der::sequence_of(&[&der::object_identifier("1.3.6.1.5.5.7.48.2"), &der::element(0x86, &[url.as_bytes()])]);
    sequence(&urls.iter().map(access).collect::<Vec<_>>())
}

fn sequence(parts: &[Der]) -> Der {
    der::sequence_of(&parts.iter().map(|part| part.as_slice()).collect::<Vec<_>>())
}

fn concatenated(parts: &[Der]) -> Vec<u8> {
    parts.iter().flat_map(|part| part.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_change_their_kind_in_2050() {
        for (unix, tag, text) in
            [(2_524_607_999, 0x17, "491231235959Z"), (2_524_608_000, 0x18, "20500101000000Z"), (0, 0x17, "700101000000Z")]
        {
            let written = time(Timestamp::from_unix(unix));
            assert_eq!((written[0], &written[2..]), (tag, text.as_bytes()));
        }
    }

    #[test]
    fn a_mask_has_as_many_bits_as_its_prefix() {
        let mask = |prefix| (0..4).map(|at| mask_octet(prefix, at)).collect::<Vec<_>>();
        assert_eq!([mask(0), mask(1), mask(20), mask(32)], [vec![0; 4], vec![128, 0, 0, 0], vec![255, 255, 240, 0], vec![255; 4]]);
    }

    #[test]
    fn key_usages_are_as_short_as_they_can_be() {
        for (usages, value) in
            [(vec![KeyUsage::KeyCertSign, KeyUsage::CrlSign], [3, 2, 1, 0x06]), (vec![KeyUsage::DigitalSignature], [3, 2, 7, 0x80])]
        {
            assert_eq!(key_usage(&usages).as_slice(), value);
        }
    }
}
