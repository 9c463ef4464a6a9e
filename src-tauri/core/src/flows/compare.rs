//! Compare: two versions, of one secret or of two, field by field.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;
use ts_rs::TS;

use super::browse::VersionRef;
use super::versions::version_in;
use crate::Core;
use crate::Unlocked;
use crate::domain::certificate::ExtensionFacts;
use crate::error::Result;
use crate::pki::bundle::Bundle;
use crate::pki::bundle::Certificate;

/// The two versions.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CompareVersions {
    pub left: VersionRef,
    pub right: VersionRef,
}

/// Two versions beside each other.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Comparison {
    pub left: ComparedSide,
    pub right: ComparedSide,
    /// What people look at first comes first.
    pub fields: Vec<ComparedField>,
}

/// One of two versions that are compared.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ComparedSide {
    pub version: VersionRef,
    /// The name of its secret.
    pub name: String,
    pub number: u32,
    /// It is the newest version of its secret.
    pub is_current: bool,
}

/// One thing that both versions say, or one of them.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ComparedField {
    /// Names it for programs; the object identifier follows `extension:`.
    pub field: String,
    pub title: String,
    /// A line for each value; `None` where this side has no such thing. Moments are RFC 3339.
    pub left: Option<String>,
    pub right: Option<String>,
    pub same: bool,
}

/// How a field is called, and where it is read from.
type Property = (&'static str, &'static str, fn(&Bundle) -> Option<String>);

const PROPERTIES: &[Property] = &[
    ("commonName", "Common name", |bundle| bundle.facts().common_name.clone()),
    ("altNames", "Alternative names", |bundle| joined(alt_names(bundle))),
    ("notBefore", "Valid from", |bundle| Some(bundle.facts().not_before.to_string())),
    ("notAfter", "Valid until", |bundle| Some(bundle.facts().not_after.to_string())),
    ("subject", "Subject", |bundle| Some(bundle.facts().subject.clone())),
    ("issuer", "Issuer", |bundle| Some(bundle.facts().issuer.clone())),
    ("serialNumber", "Serial number", |bundle| Some(bundle.facts().serial_number.clone())),
    ("keyAlgorithm", "Key algorithm", |bundle| Some(bundle.facts().public_key.title.clone())),
    ("keyFingerprint", "Public key (SHA-256)", |bundle| Some(bundle.facts().public_key.fingerprint.clone())),
    ("signatureAlgorithm", "Signature algorithm", |bundle| Some(bundle.facts().signature_algorithm.clone())),
    ("privateKey", "Private key", |bundle| Some(included(bundle.private_key().is_some()))),
    ("intermediate", "Intermediate certificates", |bundle| joined(bundle.intermediates().iter().map(called).collect())),
    ("fingerprintSha256", "Fingerprint (SHA-256)", |bundle| Some(bundle.facts().fingerprint_sha256.clone())),
];

/// Shown as alternative names already (RFC 5280 §4.2.1.6).
const SUBJECT_ALT_NAME: &str = "2.5.29.17";

impl Core {
    /// Both versions, field by field. Each must have its data.
    pub fn compare_versions(&self, request: CompareVersions) -> Result<Comparison> {
        let unlocked = self.unlocked()?;
        let (left, right) = (unlocked.find_bundle(request.left)?, unlocked.find_bundle(request.right)?);
        Ok(Comparison { left: unlocked.side(request.left)?, right: unlocked.side(request.right)?, fields: compare(&left, &right) })
    }
}

impl Unlocked {
    fn side(&self, version: VersionRef) -> Result<ComparedSide> {
        self.store
            .read(|db| {
                let found = version_in(db, version)?;
                Ok(ComparedSide {
                    version,
                    name: db.secrets().find(version.secret_id)?.name.as_str().to_owned(),
                    number: found.number,
                    is_current: db.versions().current(version.secret_id)?.is_some_and(|current| current.id == found.id),
                })
            })
            .map_err(Into::into)
    }
}

fn compare(left: &Bundle, right: &Bundle) -> Vec<ComparedField> {
    let properties = PROPERTIES.iter().map(|(field, title, read)| field_of((*field).into(), (*title).into(), read(left), read(right)));
    let (before, after) = (extensions(left), extensions(right));
    let names: BTreeMap<&str, &str> = before.iter().chain(&after).map(|(oid, extension)| (oid.as_str(), extension.name.as_str())).collect();
    let extensions = names.into_iter().map(|(oid, name)| {
        let value = |side: &BTreeMap<String, ExtensionFacts>| side.get(oid).map(lines);
        field_of(format!("extension:{oid}"), name.into(), value(&before), value(&after))
    });
    properties.chain(extensions).collect()
}

fn field_of(field: String, title: String, left: Option<String>, right: Option<String>) -> ComparedField {
    ComparedField { same: left == right, field, title, left, right }
}

/// By object identifier.
fn extensions(bundle: &Bundle) -> BTreeMap<String, ExtensionFacts> {
    let shown = bundle.facts().extensions.iter().filter(|extension| extension.oid != SUBJECT_ALT_NAME);
    shown.map(|extension| (extension.oid.clone(), extension.clone())).collect()
}

fn lines(extension: &ExtensionFacts) -> String {
    let critical = extension.critical.then_some("Critical").into_iter();
    critical.chain(extension.lines.iter().map(String::as_str)).collect::<Vec<_>>().join("\n")
}

/// In order, for the order in the certificate means nothing.
fn alt_names(bundle: &Bundle) -> Vec<String> {
    let mut names: Vec<String> = bundle.facts().alt_names.iter().map(|name| name.value.clone()).collect();
    names.sort();
    names
}

fn called(certificate: &Certificate) -> String {
    format!("{} ({})", certificate.facts().display_name(), certificate.facts().serial_number)
}

fn included(is: bool) -> String {
    if is { "Included".into() } else { "Not included".into() }
}

fn joined(lines: Vec<String>) -> Option<String> {
    Some(lines.join("\n")).filter(|text| !text.is_empty())
}
