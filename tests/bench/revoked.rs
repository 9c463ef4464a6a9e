//! A revocation list of a great many entries, from the store's rows to the kept list.

use std::time::Duration;
use std::time::Instant;

use certkeep_core::domain::authority::Authority;
use certkeep_core::domain::authority::AuthorityCertificate;
use certkeep_core::domain::authority::AuthorityContent;
use certkeep_core::domain::authority::AuthorityKind;
use certkeep_core::domain::authority::IssuedCertificate;
use certkeep_core::domain::authority::SigningMethod;
use certkeep_core::domain::id::AuthorityId;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::domain::serial::SerialNumber;
use certkeep_core::domain::timestamp::Timestamp;
use certkeep_core::pki::bundle;
use certkeep_core::pki::bundle::Certificate;
use certkeep_core::pki::crl;
use certkeep_core::pki::crl::CrlContent;
use certkeep_core::pki::crl::RevokedEntry;
use certkeep_core::store::Store;
use certkeep_core::store::crls::StoredCrl;
use certkeep_tests::test_app::NOW;
use certkeep_tests::test_app::fixture;
use secrecy::SecretBox;

use crate::Row;
use crate::row;

const REVOKED: u32 = 100_000;
const RUNS: usize = 5;

/// Measures it.
pub fn rows() -> Vec<Row> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let now = Timestamp::from_unix(NOW);
    let key = SecretBox::new(Box::new([7_u8; 32]));
    let store = Store::create(&folder.path().join("revoked.db"), &key, now).expect("a new database");
    let certificate = Certificate::read(fixture("root.crt.pem").as_bytes()).expect("a certificate");
    let id = fill(&store, &certificate, now);
    let taken: Vec<Duration> = (0..RUNS).map(|_| build(&store, id, &certificate, now)).collect();
    vec![row(format!("Revocation list of {REVOKED} entries, read, signed and kept"), "≤ 2 s", taken)]
}

fn fill(store: &Store, certificate: &Certificate, now: Timestamp) -> AuthorityId {
    let facts = certificate.facts();
    let authority = Authority {
        id: AuthorityId::fresh(),
        name: "bench".into(),
        kind: AuthorityKind::Root,
        signing: SigningMethod::Internal,
        issuer_id: None,
        content: AuthorityContent::default(),
        request: None,
        created_at: now,
        updated_at: now,
    };
    let own = AuthorityCertificate {
        key_fingerprint: facts.public_key.fingerprint.clone(),
        fingerprint: facts.fingerprint_sha256.clone(),
        der: certificate.der().clone(),
        chain_pem: String::new(),
        not_before: facts.not_before,
        not_after: facts.not_after,
        in_use: true,
        cross_signed: false,
        created_at: now,
        revoked_at: None,
    };
    store
        .write(|db| {
            db.authorities().insert(&authority)?;
            db.authorities().insert_certificate(authority.id, &own)?;
            for number in 0..REVOKED {
                let issued = issued(authority.id, number, now);
                db.issued().insert(&issued)?;
                db.issued().revoke(authority.id, &issued.serial, RevocationReason::KeyCompromise, now)?;
            }
            Ok(())
        })
        .expect("a filled store");
    authority.id
}

fn issued(authority_id: AuthorityId, number: u32, now: Timestamp) -> IssuedCertificate {
    let mut octets = [0x55; 20];
    octets[16..].copy_from_slice(&number.to_be_bytes());
    IssuedCertificate {
        authority_id,
        serial: SerialNumber::from_bytes(&octets).expect("20 octets"),
        display_name: format!("host-{number}.example.com"),
        is_ca: false,
        fingerprint: format!("{number:064x}"),
        version_id: None,
        template_id: None,
        template_name: String::new(),
        issued_at: now,
        not_before: now,
        not_after: now.plus_days(90),
    }
}

fn build(store: &Store, id: AuthorityId, certificate: &Certificate, now: Timestamp) -> Duration {
    let key = bundle::read_private_key(fixture("root.key.pem").as_bytes()).expect("a key");
    let keys = [certificate.facts().public_key.fingerprint.clone()];
    let start = Instant::now();
    store
        .write(|db| {
            let revoked = db.issued().revoked(id, now)?;
            let entries: Vec<RevokedEntry> = revoked
                .into_iter()
                .map(|(serial, revocation)| RevokedEntry { serial, at: revocation.at, reason: revocation.reason })
                .collect();
            assert_eq!(entries.len(), REVOKED as usize, "all of them are in it");
            let (number, next_update) = (db.crls().next_number(&keys)?, now.plus_days(3));
            let content = CrlContent { number, this_update: now, next_update, entries: &entries };
            let der = crl::sign(&content, certificate, &key).expect("a list");
            let list = StoredCrl { key_fingerprint: keys[0].clone(), number, this_update: now, next_update, entries: REVOKED, der };
            db.crls().replace(id, &[list])
        })
        .expect("a kept list");
    start.elapsed()
}
