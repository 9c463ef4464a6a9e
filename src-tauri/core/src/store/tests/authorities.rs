//! Authorities, what they issued, and the numbers of their lists.

use super::*;
use crate::domain::authority::Authority;
use crate::domain::authority::AuthorityCertificate;
use crate::domain::authority::AuthorityContent;
use crate::domain::authority::AuthorityKind;
use crate::domain::authority::IssuedCertificate;
use crate::domain::authority::SigningMethod;
use crate::domain::certificate::CertificateDer;
use crate::domain::id::AuthorityId;
use crate::domain::revocation::RevocationReason;
use crate::domain::serial::SerialNumber;
use crate::store::crls::StoredCrl;
use crate::store::issued::IssuedQuery;

fn authority(name: &str) -> Authority {
    Authority {
        id: AuthorityId::fresh(),
        name: name.into(),
        kind: AuthorityKind::Root,
        signing: SigningMethod::Internal,
        issuer_id: None,
        content: AuthorityContent::default(),
        request: None,
        created_at: now(),
        updated_at: now(),
    }
}

fn own(key: &str, fingerprint: &str) -> AuthorityCertificate {
    AuthorityCertificate {
        key_fingerprint: key.into(),
        fingerprint: fingerprint.into(),
        der: CertificateDer::new(vec![1, 2, 3]),
        chain_pem: String::new(),
        not_before: now(),
        not_after: now().plus_days(100),
        in_use: true,
        cross_signed: false,
        created_at: now(),
        revoked_at: None,
    }
}

fn issued(authority: &Authority, serial: u8) -> IssuedCertificate {
    IssuedCertificate {
        authority_id: authority.id,
        serial: SerialNumber::from_bytes(&[serial]).unwrap(),
        display_name: format!("Host {serial}"),
        is_ca: false,
        fingerprint: format!("fingerprint {serial}"),
        version_id: None,
        template_id: None,
        template_name: String::new(),
        issued_at: now(),
        not_before: now(),
        not_after: now().plus_days(i64::from(serial)),
    }
}

fn store_with(authority: &Authority) -> Store {
    let store = Store::in_memory(now()).unwrap();
    store
        .write(|db| {
            db.authorities().insert(authority)?;
            db.authorities().insert_key(authority.id, "key", &b"a key".to_vec().into(), now())?;
            db.authorities().insert_certificate(authority.id, &own("key", "first"))
        })
        .unwrap();
    store
}

#[test]
fn an_authority_comes_back_as_it_was_kept() {
    let root = authority("Root");
    let store = store_with(&root);
    store
        .write(|db| {
            assert_eq!(db.authorities().find(root.id)?, root);
            assert!(db.authorities().is_named("ROOT")?);
            let taken = db.authorities().insert(&authority("root"));
            assert!(matches!(taken, Err(Error::AuthorityNameTaken { name }) if name == "root"));
            db.authorities().insert_certificate(root.id, &own("other key", "second"))?;
            let certificates = db.authorities().certificates(root.id)?;
            let in_use: Vec<(&str, bool)> = certificates.iter().map(|one| (one.fingerprint.as_str(), one.in_use)).collect();
            assert_eq!(in_use, [("second", true), ("first", false)], "one is in use");
            assert_eq!(db.authorities().certificate_for_key(root.id, "key")?.map(|one| one.fingerprint).as_deref(), Some("first"));
            assert!(db.authorities().key(root.id, "other key")?.is_none());
            db.authorities().delete(root.id)?;
            assert!(matches!(db.authorities().find(root.id), Err(Error::NoSuchAuthority)));
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_serial_number_is_issued_once_by_each_authority() {
    let (root, other) = (authority("root"), authority("other"));
    let store = store_with(&root);
    store
        .write(|db| {
            db.authorities().insert(&other)?;
            db.authorities().insert_certificate(other.id, &own("another key", "third"))?;
            db.issued().insert(&issued(&root, 7))?;
            assert!(matches!(db.issued().insert(&issued(&root, 7)), Err(Error::SerialTaken)));
            db.issued().insert(&issued(&other, 7))?;
            assert!(db.issued().contains(root.id, &issued(&root, 7).serial)?);
            assert!(!db.issued().contains(root.id, &issued(&root, 8).serial)?);
            Ok(())
        })
        .unwrap();
}

#[test]
fn what_is_revoked_stays_so_unless_it_was_on_hold() {
    let root = authority("root");
    let store = store_with(&root);
    store
        .write(|db| {
            let reasons = |since| {
                let revoked = db.issued().revoked(root.id, since)?;
                Ok::<_, Error>(revoked.into_iter().map(|(_, revocation)| revocation.reason).collect::<Vec<_>>())
            };
            for serial in [5, 6] {
                db.issued().insert(&issued(&root, serial))?;
            }
            let (five, six) = (issued(&root, 5).serial, issued(&root, 6).serial);
            assert!(db.issued().revoke(root.id, &five, RevocationReason::CertificateHold, now())?);
            assert!(!db.issued().revoke(root.id, &five, RevocationReason::KeyCompromise, now())?, "it is revoked already");
            assert!(db.issued().revoke(root.id, &six, RevocationReason::Superseded, now())?);
            assert_eq!(reasons(now())?, [RevocationReason::CertificateHold, RevocationReason::Superseded]);
            assert_eq!(reasons(now().plus_days(6))?, [RevocationReason::Superseded], "what has expired by then is left out");
            assert!(db.issued().release(root.id, &five)? && !db.issued().release(root.id, &six)?);
            db.issued().harden(root.id, &six, RevocationReason::KeyCompromise)?;
            assert_eq!(reasons(now())?, [RevocationReason::Superseded]);
            let counts = db.issued().counts(root.id, now())?;
            assert_eq!((counts.issued, counts.revoked, counts.valid, counts.authorities), (2, 1, 1, 0));
            for (search, revoked_only, found) in
                [("host", false, 2), ("06", false, 1), ("HOST 5", false, 1), ("", true, 1), ("%", false, 2), ("none", false, 0)]
            {
                let query = IssuedQuery { authority_id: root.id, search: search.into(), revoked_only, offset: 0, limit: 10 };
                assert_eq!(db.issued().page(&query)?.1, found, "{search:?}");
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_number_of_a_list_never_falls() {
    let root = authority("root");
    let store = store_with(&root);
    let list = |number| StoredCrl {
        key_fingerprint: "key".into(),
        number,
        this_update: now(),
        next_update: now().plus_days(3),
        entries: 0,
        der: vec![1],
    };
    store
        .write(|db| {
            let keys = ["key".to_owned(), "other key".to_owned()];
            assert_eq!(db.crls().next_number(&keys)?, 1);
            db.crls().replace(root.id, &[list(1)])?;
            db.crls().reached("other key", 40)?;
            db.crls().reached("other key", 7)?;
            assert_eq!(db.crls().next_number(&keys)?, 41, "keys of one authority count together");
            db.authorities().delete(root.id)?;
            assert_eq!(db.crls().next_number(&keys[..1])?, 42, "and go on when the authority is gone");
            for sql in ["UPDATE crl_numbers SET number = 1", "DELETE FROM crl_numbers"] {
                assert!(db.connection.execute(sql, []).is_err(), "{sql}");
            }
            Ok(())
        })
        .unwrap();
}
