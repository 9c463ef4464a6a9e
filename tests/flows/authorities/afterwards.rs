//! What becomes of an authority: rotated, cross-signed, revoked, deleted.

use std::fs;

use certkeep_core::ErrorCode;
use certkeep_core::domain::authority::AuthorityOptions;
use certkeep_core::domain::authority::AuthorityStatus;
use certkeep_core::domain::authority::SigningMethod;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::flows::authorities::AuthorityFile;
use certkeep_core::flows::authorities::CreateAuthority;
use certkeep_core::flows::authorities::CrossSignAuthority;
use certkeep_core::flows::authorities::DeleteAuthority;
use certkeep_core::flows::authorities::EditAuthority;
use certkeep_core::flows::authorities::RevokeAuthority;
use certkeep_core::flows::authorities::RotateAuthority;
use certkeep_core::flows::revoke::ReleaseIssued;
use certkeep_core::flows::revoke::RevokeIssued;
use certkeep_tests::test_app::NOW;
use certkeep_tests::test_app::TestApp;

use super::below;
use super::delete;
use super::file;
use super::listed;
use super::made;
use super::openssl_verifies;
use super::root;
use super::run;
use super::said;

#[tokio::test]
async fn a_revoked_intermediate_is_in_its_issuers_list_and_signs_no_more() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let issuing = made(&app, below("issuing", root.row.id, 1000)).await;
    let revoke = |typed_name: &str| RevokeAuthority {
        authority_id: issuing.row.id,
        reason: RevocationReason::CaCompromise,
        typed_name: typed_name.into(),
    };
    assert_eq!(app.core.revoke_authority(revoke("other")).unwrap_err().code, ErrorCode::NotTheName);
    let revoked = app.core.revoke_authority(revoke("issuing")).unwrap();
    assert_eq!((revoked.row.status, revoked.row.issuing), (AuthorityStatus::Revoked, false));
    let after = app.core.find_authority(root.row.id).unwrap();
    assert_eq!(after.row.crl.as_ref().map(|list| (list.number, list.entries)), Some((2, 1)));
    let refused = openssl_verifies(&app, &revoked, &[&after]).await.unwrap_err();
    assert!(refused.contains("certificate revoked"), "{refused}");
    assert!(app.core.revoke_authority(revoke("issuing")).is_err(), "once");
    let refused = app.core.create_authority(below("child", issuing.row.id, 100)).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::AuthorityUnusable);
    let root_itself = RevokeAuthority { authority_id: root.row.id, reason: RevocationReason::Unspecified, typed_name: "top".into() };
    assert!(app.core.revoke_authority(root_itself).unwrap_err().message.contains("Nobody can revoke a root"));
}

#[tokio::test]
async fn what_is_on_hold_is_released_and_what_is_revoked_is_not() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let issuing = made(&app, below("issuing", root.row.id, 1000)).await;
    let serial_number = listed(&app, &root)[0].serial_number.clone();
    assert_eq!(listed(&app, &root)[0].subject_authority_id, Some(issuing.row.id));
    let revoke = |reason| RevokeIssued { authority_id: root.row.id, serial_number: serial_number.clone(), reason };
    let release = ReleaseIssued { authority_id: root.row.id, serial_number: serial_number.clone() };
    let numbers = || app.core.find_authority(root.row.id).unwrap().row.crl.map(|list| (list.number, list.entries)).unwrap();
    assert!(app.core.release_issued(&release).is_err());
    assert_eq!(app.core.revoke_issued(&revoke(RevocationReason::CertificateHold)).unwrap().reason, Some(RevocationReason::CertificateHold));
    assert_eq!(numbers(), (2, 1));
    assert!(app.core.release_issued(&release).unwrap().revoked_at.is_none());
    assert_eq!(numbers(), (3, 0));
    assert_eq!(app.core.find_authority(issuing.row.id).unwrap().row.status, AuthorityStatus::CertificateTemplateRequired);
    app.core.revoke_issued(&revoke(RevocationReason::CertificateHold)).unwrap();
    let first = app.core.revoke_issued(&revoke(RevocationReason::KeyCompromise)).unwrap();
    app.clock.pass_days(1);
    let second = app.core.revoke_issued(&revoke(RevocationReason::Superseded)).unwrap();
    assert_eq!((second.reason, second.revoked_at), (first.reason, first.revoked_at), "the first time counts");
    assert_eq!(app.core.release_issued(&release).unwrap_err().code, ErrorCode::AlreadyRevoked);
}

#[tokio::test]
async fn a_rotated_intermediate_keeps_vouching_with_both_keys() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let issuing = made(&app, below("issuing", root.row.id, 1000)).await;
    let rotate = |reuse_key| RotateAuthority { authority_id: issuing.row.id, reuse_key, ttl: String::new() };
    let same = app.core.rotate_authority(rotate(true)).await.unwrap();
    assert_eq!((same.certificates.len(), same.certificates[0].in_use, same.certificates[1].in_use), (2, true, false));
    assert_eq!(same.certificate.as_ref().unwrap().public_key, issuing.certificate.as_ref().unwrap().public_key);
    let fresh = app.core.rotate_authority(rotate(false)).await.unwrap();
    assert_ne!(fresh.certificate.as_ref().unwrap().public_key, issuing.certificate.as_ref().unwrap().public_key);
    openssl_verifies(&app, &fresh, &[&app.core.find_authority(root.row.id).unwrap()]).await.unwrap();
    let numbers: Vec<u32> = [&issuing, &same, &fresh].map(|view| view.row.crl.as_ref().unwrap().number).into();
    assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");

    let child = made(&app, below("child", issuing.row.id, 100)).await;
    assert!(app.core.rotate_authority(rotate(true)).await.unwrap_err().message.contains("signed another authority"));
    assert!(app.core.find_authority(root.row.id).unwrap().rotation_refused.unwrap().contains("A root is not rotated"));
    assert_eq!(child.chain.len(), 2);
}

#[tokio::test]
async fn a_cross_signed_authority_verifies_under_both_roots() {
    let app = TestApp::with_vault().await;
    let (old, new) = (made(&app, root("old-root")).await, made(&app, root("new-root")).await);
    let issuing = made(&app, below("issuing", old.row.id, 1000)).await;
    let cross = |authority_id, issuer_id| CrossSignAuthority { authority_id, issuer_id, ttl: String::new() };
    let crossed = app.core.cross_sign_authority(cross(issuing.row.id, new.row.id)).unwrap();
    let row = crossed.certificates.iter().find(|row| row.cross_signed).unwrap();
    assert_eq!((row.issuer_name.as_str(), row.in_use, crossed.certificates.len()), ("new-root", false, 2));
    assert_eq!(row.not_after, issuing.row.not_after.unwrap(), "as long as the one in use");
    assert_eq!(crossed.certificate, issuing.certificate, "the one in use stays");
    let (certificate, top) = (app.outside("crossed.pem"), file(&app, &new, AuthorityFile::CertificatePem).await);
    fs::write(&certificate, &row.pem).unwrap();
    run("openssl", &["verify", "-x509_strict", "-attime", &NOW.to_string(), "-CAfile", said(&top), said(&certificate)]).unwrap();
    app.core.cross_sign_authority(cross(new.row.id, old.row.id)).unwrap();
    assert!(app.core.cross_sign_authority(cross(old.row.id, issuing.row.id)).unwrap_err().message.contains("stands above"));
    assert!(app.core.cross_sign_authority(cross(old.row.id, old.row.id)).is_err());
}

#[tokio::test]
async fn an_authority_is_deleted_when_nothing_leans_on_it() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let issuing = made(&app, below("issuing", root.row.id, 1000)).await;
    let refused = app.core.delete_authority(&delete(&root)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::InUse);
    assert!(refused.message.contains("“issuing” stands below it"));
    assert_eq!(
        app.core.delete_authority(&DeleteAuthority { typed_name: "x".into(), ..delete(&issuing) }).unwrap_err().code,
        ErrorCode::NotTheName
    );
    app.core.delete_authority(&delete(&issuing)).unwrap();
    assert!(app.core.delete_authority(&delete(&root)).unwrap_err().message.contains("still valid"));
    let serial_number = listed(&app, &root)[0].serial_number.clone();
    app.core
        .revoke_issued(&RevokeIssued { authority_id: root.row.id, serial_number, reason: RevocationReason::CessationOfOperation })
        .unwrap();
    app.core.delete_authority(&delete(&root)).unwrap();
    assert!(app.core.list_authorities().unwrap().is_empty());
}

#[tokio::test]
async fn edited_options_count_from_then_on() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let options = AuthorityOptions {
        max_ttl: "100d".into(),
        crl_expiry: "24h".into(),
        crl_distribution_points_encoded: true,
        ..AuthorityOptions::default()
    };
    let edited = app.core.edit_authority(EditAuthority { authority_id: root.row.id, options: options.clone() }).unwrap();
    let list = edited.row.crl.unwrap();
    assert_eq!((list.number, list.next_update.unix() - list.this_update.unix()), (2, 86_400));
    assert!(edited.warnings.iter().any(|warning| warning.message.contains("no address to publish at")), "{:?}", edited.warnings);
    assert_eq!(app.core.create_authority(below("long", root.row.id, 101)).await.unwrap_err().code, ErrorCode::LifetimeTooLong);
    let bad = AuthorityOptions { crl_expiry: String::new(), ..options };
    assert_eq!(app.core.edit_authority(EditAuthority { authority_id: root.row.id, options: bad }).unwrap_err().field, Some("crlExpiry"));
    app.clock.pass_days(2);
    let overdue = app.core.find_authority(root.row.id).unwrap();
    assert!(overdue.row.crl.unwrap().overdue);
}

#[tokio::test]
async fn signed_again_by_its_issuer_an_authority_has_a_longer_life_with_its_key() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let issuing = made(&app, below("issuing", root.row.id, 100)).await;
    app.clock.pass_days(90);
    let request = CrossSignAuthority { authority_id: issuing.row.id, issuer_id: root.row.id, ttl: "500d".into() };
    let again = app.core.cross_sign_authority(request).unwrap();
    assert_eq!(again.certificates.len(), 2);
    let (new, old) = (&again.certificates[0], &again.certificates[1]);
    assert_eq!((new.in_use, new.cross_signed, old.in_use), (true, false, false), "it takes the place of the one before");
    assert!(new.not_after > old.not_after, "{} after {}", new.not_after, old.not_after);
    let keys = [&again, &issuing].map(|view| view.certificate.as_ref().unwrap().public_key.fingerprint.clone());
    assert_eq!(keys[0], keys[1]);
    assert_eq!(listed(&app, &root).len(), 2, "both can be revoked");
    let certificate = file(&app, &again, AuthorityFile::CertificatePem).await;
    let top = file(&app, &root, AuthorityFile::CertificatePem).await;
    let day = (NOW + 400 * 86_400).to_string();
    run("openssl", &["verify", "-x509_strict", "-attime", &day, "-CAfile", said(&top), said(&certificate)]).unwrap();
}

#[tokio::test]
async fn only_what_waits_for_its_issuer_here_is_signed_by_it() {
    let app = TestApp::with_vault().await;
    let root = made(&app, root("top")).await;
    let issuing = made(&app, below("issuing", root.row.id, 100)).await;
    let elsewhere = CreateAuthority { signing: SigningMethod::External, issuer_id: None, ..below("elsewhere", root.row.id, 100) };
    let elsewhere = made(&app, elsewhere).await;
    for (authority, words) in
        [(&root, "not signed by an authority here"), (&issuing, "signed already"), (&elsewhere, "not signed by an authority here")]
    {
        let refused = app.core.sign_authority(authority.row.id).unwrap_err();
        assert!(refused.code == ErrorCode::AuthorityUnusable && refused.message.contains(words), "{refused}");
    }
}
