//! Subjects and names as forms have them: what authorities, templates and private certificates are filled in with.

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

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
