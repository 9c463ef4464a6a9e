//! Tests of the whole room, through the real `Store`.

mod activity;
mod authorities;
mod durability;
mod list;
mod locks;
mod rows;
mod scale;
mod schema;

use std::path::Path;

use secrecy::SecretBox;

use super::*;
use crate::domain::certificate::AltName;
use crate::domain::certificate::AltNameKind;
use crate::domain::certificate::CertificateFacts;
use crate::domain::id::GroupId;
use crate::domain::id::SecretId;
use crate::domain::id::VersionId;
use crate::domain::key::PublicKeyFacts;
use crate::domain::metadata::CustomMetadata;
use crate::domain::names::Description;
use crate::domain::names::Labels;
use crate::domain::names::SecretName;
use crate::domain::secret::Secret;
use crate::domain::secret::SecretKind;
use crate::domain::secret::SecretState;
use crate::domain::version::Payload;
use crate::domain::version::SecretVersion;

fn key() -> SecretBox<[u8; 32]> {
    SecretBox::new(Box::new([7; 32]))
}

fn now() -> Timestamp {
    Timestamp::from_unix(1_750_000_000)
}

fn in_folder(folder: &Path) -> Store {
    Store::create(&folder.join("certkeep.db"), &key(), now()).unwrap()
}

fn secret(name: &str) -> Secret {
    Secret {
        id: SecretId::fresh(),
        kind: SecretKind::ImportedCert,
        name: SecretName::parse(name).unwrap(),
        description: Description::parse("").unwrap(),
        group_id: GroupId::DEFAULT,
        labels: Labels::default(),
        custom_metadata: CustomMetadata::default(),
        state: SecretState::Active,
        created_at: now(),
        created_by: "local-user".into(),
        updated_at: now(),
    }
}

fn labels(labels: &[&str]) -> Labels {
    Labels::parse(labels).unwrap()
}

fn version(secret: &Secret, number: u32, not_after: Timestamp) -> SecretVersion {
    let mark = format!("{:08x}", number.wrapping_mul(2_654_435_761) ^ secret.name.as_str().len() as u32);
    SecretVersion {
        id: VersionId::fresh(),
        secret_id: secret.id,
        number,
        created_at: now(),
        created_by: "local-user".into(),
        not_before: now(),
        not_after,
        serial_number: "0a:bc:de:f0".into(),
        fingerprint_sha256: mark
            .repeat(8)
            .as_bytes()
            .chunks(2)
            .map(|c| String::from_utf8_lossy(c).into_owned())
            .collect::<Vec<_>>()
            .join(":"),
        key_algorithm: "ECDSA256".into(),
        private_key_included: true,
        intermediate_included: false,
        payload_available: true,
        downloaded: false,
        auto_rotated: false,
        custom_metadata: CustomMetadata::default(),
        restored_from: None,
        locks: 0,
        revoked: None,
    }
}

fn facts(common_name: &str, issuer: &str, version: &SecretVersion) -> CertificateFacts {
    CertificateFacts {
        x509_version: 3,
        subject: format!("CN={common_name}"),
        common_name: Some(common_name.to_owned()),
        alt_names: [common_name, "alt.example.org"].map(|name| AltName { kind: AltNameKind::Dns, value: name.to_owned() }).to_vec(),
        issuer: format!("CN={issuer}"),
        issuer_name: issuer.to_owned(),
        serial_number: version.serial_number.clone(),
        not_before: version.not_before,
        not_after: version.not_after,
        signature_algorithm: "ECDSA-SHA256".into(),
        public_key: PublicKeyFacts { algorithm: "ECDSA256".into(), title: "ECDSA P-256".into(), fingerprint: String::new() },
        fingerprint_sha256: version.fingerprint_sha256.clone(),
        fingerprint_sha1: String::new(),
        is_ca: false,
        self_signed: false,
        extensions: Vec::new(),
    }
}

fn payload(mark: &str) -> Payload {
    Payload {
        certificate: format!("-----BEGIN CERTIFICATE-----\r\n{mark}\r\n").into_bytes(),
        private_key: Some(format!("-----BEGIN PRIVATE KEY-----\n{mark}-key\n").into_bytes().into()),
        intermediate: None,
    }
}

/// A secret with one version that ends so many days from now.
fn add(store: &Store, secret: &Secret, days: i64) -> SecretVersion {
    let version = version(secret, 1, now().plus_days(days));
    store
        .write(|db| {
            db.secrets().insert(secret)?;
            let name = format!("{}.example.com", secret.name.as_str());
            db.versions().insert(&version, &facts(&name, "Example CA", &version), &payload(secret.name.as_str()))
        })
        .unwrap();
    version
}
