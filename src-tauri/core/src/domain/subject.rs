//! Subjects and names as forms have them: what authorities, templates and private certificates are filled in with.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::request::ALT_NAMES_MAX;
use super::request::RequestError;
use super::request::RequestedName;
use super::request::SubjectField;
use super::request::VALUES_MAX;
use super::request::dns_name;
use super::request::email;
use super::request::ip_address;
use super::request::other_name;
use super::request::parse_all;
use super::request::uri;

/// The parts of a subject beside the common name (RFC 5280 §4.1.2.4), each with any number of values up to ten.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct SubjectLists {
    pub organization: Vec<String>,
    pub organizational_unit: Vec<String>,
    /// Two letters each (ISO 3166-1).
    pub country: Vec<String>,
    pub province: Vec<String>,
    pub locality: Vec<String>,
    pub street_address: Vec<String>,
    pub postal_code: Vec<String>,
    /// The subject's attribute serialNumber, not the certificate's own; empty for none.
    pub serial_number: String,
}

/// Alternative names as they are typed (RFC 5280 §4.2.1.6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct AltNamesContent {
    pub dns_names: Vec<String>,
    pub email_addresses: Vec<String>,
    pub ip_addresses: Vec<String>,
    pub uris: Vec<String>,
    /// `<object identifier>;UTF8:<value>` each; a colon in place of the semicolon is understood.
    pub other_names: Vec<String>,
}

impl SubjectLists {
    /// The subject with this common name, most general part first; each part trimmed and checked.
    pub fn parse(&self, common_name: &str) -> Result<Vec<(SubjectField, String)>, RequestError> {
        let country: Vec<String> = self.country.iter().map(|country| country.trim().to_ascii_uppercase()).collect();
        if let Some(bad) = country.iter().find(|country| !country.is_empty() && !is_country(country)) {
            return Err(RequestError::Country(bad.clone()));
        }
        // The upper bounds are those of RFC 5280 appendix A.1 and X.520.
        let parts = [
            Part::new(SubjectField::Country, "country", "A country", &country, 2),
            Part::new(SubjectField::Province, "province", "A state or province", &self.province, 128),
            Part::new(SubjectField::Locality, "locality", "A locality", &self.locality, 128),
            Part::new(SubjectField::StreetAddress, "streetAddress", "A street address", &self.street_address, 128),
            Part::new(SubjectField::PostalCode, "postalCode", "A postal code", &self.postal_code, 40),
            Part::new(SubjectField::Organization, "organization", "An organization", &self.organization, 64),
            Part::new(SubjectField::OrganizationalUnit, "organizationalUnit", "An organizational unit", &self.organizational_unit, 64),
            Part::new(SubjectField::CommonName, "commonName", "A common name", &[common_name], 64),
            Part::new(SubjectField::SerialNumber, "serialNumber", "A serial number", &[&self.serial_number], 64),
        ];
        let mut subject = Vec::new();
        for part in parts {
            part.add_to(&mut subject)?;
        }
        Ok(subject)
    }
}

impl AltNamesContent {
    /// Every name, each once, in the order of the form.
    pub fn parse(&self) -> Result<Vec<RequestedName>, RequestError> {
        let mut all = parse_all(&self.dns_names, dns_name)?;
        all.extend(parse_all(&self.email_addresses, email)?);
        all.extend(parse_all(&self.ip_addresses, ip_address)?);
        all.extend(parse_all(&self.uris, uri)?);
        all.extend(parse_all(&self.other_names, other_name)?);
        let mut names: Vec<RequestedName> = Vec::with_capacity(all.len());
        for name in all {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match names.len() {
            count if count > ALT_NAMES_MAX => Err(RequestError::TooManyNames(count)),
            _ => Ok(names),
        }
    }
}

/// The values of one part, and what they may be.
struct Part {
    part: SubjectField,
    field: &'static str,
    what: &'static str,
    values: Vec<String>,
    max: usize,
}

impl Part {
    fn new<T: AsRef<str>>(part: SubjectField, field: &'static str, what: &'static str, values: &[T], max: usize) -> Self {
        let trimmed = values.iter().map(|value| value.as_ref().trim()).filter(|value| !value.is_empty());
        Self { part, field, what, values: trimmed.map(str::to_owned).collect(), max }
    }

    fn add_to(self, subject: &mut Vec<(SubjectField, String)>) -> Result<(), RequestError> {
        let Self { part, field, what, values, max } = self;
        if values.len() > VALUES_MAX {
            return Err(RequestError::TooManyValues { field, what, count: values.len() });
        }
        for value in values {
            match value.chars().count() {
                length if length > max => return Err(RequestError::SubjectLength { field, what, max, length }),
                _ if value.chars().any(char::is_control) => return Err(RequestError::SubjectCharacter { field, what }),
                _ if part == SubjectField::SerialNumber && !value.bytes().all(is_printable) => {
                    return Err(RequestError::SubjectLetters { field, what });
                }
                _ => subject.push((part, value)),
            }
        }
        Ok(())
    }
}

fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_alphabetic())
}

/// The letters of a PrintableString (X.680 §41.4).
fn is_printable(letter: u8) -> bool {
    letter.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn a_subject_keeps_every_value_and_its_order() {
        let lists = SubjectLists {
            organization: texts(&["Example", " "]),
            organizational_unit: texts(&["Web", "Shop"]),
            country: texts(&["de"]),
            serial_number: "1a:2b".into(),
            ..SubjectLists::default()
        };
        use SubjectField::*;
        let expected = [
            (Country, "DE"),
            (Organization, "Example"),
            (OrganizationalUnit, "Web"),
            (OrganizationalUnit, "Shop"),
            (CommonName, "shop.example.com"),
            (SerialNumber, "1a:2b"),
        ];
        let parsed = lists.parse(" shop.example.com ").unwrap();
        assert_eq!(parsed, expected.map(|(field, value)| (field, value.to_owned())));
    }

    #[test]
    fn what_is_wrong_with_a_subject_is_told_at_its_field() {
        let empty = SubjectLists::default;
        for (lists, field) in [
            (SubjectLists { country: texts(&["DE", "Germany"]), ..empty() }, "country"),
            (SubjectLists { organization: vec!["x".repeat(65)], ..empty() }, "organization"),
            (SubjectLists { organizational_unit: vec!["ab".into(); 11], ..empty() }, "organizationalUnit"),
            (SubjectLists { locality: texts(&["a\nb"]), ..empty() }, "locality"),
            (SubjectLists { serial_number: "ü".into(), ..empty() }, "serialNumber"),
        ] {
            assert_eq!(lists.parse("").unwrap_err().field(), field, "{lists:?}");
        }
    }

    #[test]
    fn other_names_are_read_with_either_separator() {
        let upn = |text: &str| AltNamesContent { other_names: texts(&[text]), ..AltNamesContent::default() }.parse();
        let expected = RequestedName::Other { oid: vec![1, 3, 6, 1, 4, 1, 311, 20, 2, 3], value: "alex@example.com".into() };
        for text in ["1.3.6.1.4.1.311.20.2.3;UTF8:alex@example.com", "1.3.6.1.4.1.311.20.2.3:utf8:alex@example.com"] {
            assert_eq!(upn(text), Ok(vec![expected.clone()]), "{text}");
        }
        for text in ["1.3.6;IA5:alex", "x;UTF8:alex", "1.3.6;UTF8:", "1.3.6"] {
            assert_eq!(upn(text).unwrap_err().field(), "otherNames", "{text}");
        }
    }
}
