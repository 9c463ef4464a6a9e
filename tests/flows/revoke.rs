//! What an own authority issued is taken back, and its revocation list says so at once.

use certkeep_core::ErrorCode;
use certkeep_core::domain::lock::LockMode;
use certkeep_core::domain::private::RotationPolicy;
use certkeep_core::domain::private::RotationUnit;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::domain::secret::SecretStatus;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::create_private::CreatePrivateCertificate;
use certkeep_core::flows::create_private::RotatePrivate;
use certkeep_core::flows::locks::CreateLock;
use certkeep_core::flows::revoke::ReleaseVersion;
use certkeep_core::flows::revoke::RevokeVersion;
use certkeep_tests::own_ca::OwnCa;
use certkeep_tests::own_ca::below_example;
use certkeep_tests::own_ca::create;
use certkeep_tests::own_ca::host;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::everything;

fn revoke(secret: &SecretView, version: usize, reason: RevocationReason) -> RevokeVersion {
    RevokeVersion { secret_id: secret.row.id, version_id: secret.versions[version].id, reason, typed_name: secret.row.name.clone() }
}

async fn shop(app: &TestApp) -> (OwnCa, SecretView) {
    let ca = OwnCa::make(app, NewKeyAlgorithm::EcdsaP256).await;
    let template = ca.template(app, "web", below_example());
    let rotation = Some(RotationPolicy { interval: 30, unit: RotationUnit::Day });
    let request = CreatePrivateCertificate { rotation, ..create(template, "shop", host("shop.example.com")) };
    (ca, app.core.create_private_certificate(request).await.unwrap())
}

fn crl_number(app: &TestApp, ca: OwnCa) -> (u32, u32) {
    let crl = app.core.find_authority(ca.intermediate).unwrap().row.crl.unwrap();
    (crl.number, crl.entries)
}

#[tokio::test]
async fn a_revoked_certificate_is_in_the_list_at_once() {
    let app = TestApp::with_vault().await;
    let (ca, secret) = shop(&app).await;
    let (number, entries) = crl_number(&app, ca);
    assert_eq!(entries, 0);
    let mut wrong = revoke(&secret, 0, RevocationReason::KeyCompromise);
    wrong.typed_name = "shops".into();
    assert_eq!(app.core.revoke_version(&wrong).unwrap_err().code, ErrorCode::NotTheName);

    let revoked = app.core.revoke_version(&revoke(&secret, 0, RevocationReason::KeyCompromise)).unwrap();
    let private = revoked.private.as_ref().unwrap();
    assert_eq!(revoked.row.status, SecretStatus::Revoked);
    assert_eq!((private.revoked_at, private.revocation_reason), (revoked.versions[0].revoked_at, Some(RevocationReason::KeyCompromise)));
    assert_eq!((private.rotation, private.next_rotation_at), (None, None), "nobody renews what is taken back");
    let mut listed = everything();
    listed.statuses = vec![SecretStatus::Revoked];
    assert_eq!(app.core.list_secrets(listed).unwrap().total, 1);
    let (newer, entries) = crl_number(&app, ca);
    assert!(newer > number && entries == 1);

    app.clock.pass_days(1);
    let again = app.core.revoke_version(&revoke(&secret, 0, RevocationReason::Superseded)).unwrap();
    assert_eq!(again.versions[0].revoked_at, revoked.versions[0].revoked_at, "the first time counts");
    assert_eq!(again.versions[0].revocation_reason, Some(RevocationReason::KeyCompromise));
}

#[tokio::test]
async fn a_certificate_on_hold_is_released_or_revoked_for_good() {
    let app = TestApp::with_vault().await;
    let (ca, secret) = shop(&app).await;
    let held = app.core.revoke_version(&revoke(&secret, 0, RevocationReason::CertificateHold)).unwrap();
    assert_eq!(held.row.status, SecretStatus::Revoked);
    let version = ReleaseVersion { secret_id: secret.row.id, version_id: secret.versions[0].id };
    let released = app.core.release_version(version).unwrap();
    assert_eq!((released.row.status, released.versions[0].revoked_at), (SecretStatus::Active, None));
    assert_eq!(crl_number(&app, ca).1, 0);
    assert!(app.core.release_version(version).is_err());

    app.core.revoke_version(&revoke(&secret, 0, RevocationReason::CertificateHold)).unwrap();
    let hardened = app.core.revoke_version(&revoke(&secret, 0, RevocationReason::KeyCompromise)).unwrap();
    assert_eq!(hardened.versions[0].revocation_reason, Some(RevocationReason::KeyCompromise));
    assert!(app.core.release_version(version).is_err(), "only a hold is released");
}

#[tokio::test]
async fn an_earlier_version_is_revoked_and_the_secret_stays_active() {
    let app = TestApp::with_vault().await;
    let (_, secret) = shop(&app).await;
    let rotated = app.core.rotate_private(RotatePrivate { secret_id: secret.row.id, csr: String::new() }).await.unwrap();
    let revoked = app.core.revoke_version(&revoke(&rotated, 1, RevocationReason::Superseded)).unwrap();
    assert_eq!(revoked.row.status, SecretStatus::Active);
    assert!(revoked.versions[0].revoked_at.is_none() && revoked.versions[1].revoked_at.is_some());
    assert!(revoked.private.unwrap().rotation.is_some());

    let revoked = app.core.revoke_version(&revoke(&rotated, 0, RevocationReason::Superseded)).unwrap();
    assert_eq!(revoked.row.status, SecretStatus::Revoked);
    let renewed = app.core.rotate_private(RotatePrivate { secret_id: secret.row.id, csr: String::new() }).await.unwrap();
    assert_eq!((renewed.row.status, renewed.row.versions_total), (SecretStatus::Active, 3), "a new certificate is good again");
}

#[tokio::test]
async fn what_is_locked_or_expired_is_not_revoked() {
    let app = TestApp::with_vault().await;
    let (ca, secret) = shop(&app).await;
    let version = certkeep_tests::test_app::current(&secret);
    let lock = CreateLock { version, name: "in-use".into(), description: String::new(), attributes: String::new(), mode: LockMode::None };
    app.core.create_lock(&lock).unwrap();
    let refused = app.core.revoke_version(&revoke(&secret, 0, RevocationReason::Unspecified)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::VersionLocked);
    assert_eq!(crl_number(&app, ca).1, 0);

    let other = ca.template(&app, "other", below_example());
    let expired = app.core.create_private_certificate(create(other, "old", host("old.example.com"))).await.unwrap();
    app.clock.pass_days(91);
    let refused = app.core.revoke_version(&revoke(&expired, 0, RevocationReason::Unspecified)).unwrap_err();
    assert_eq!(refused.code, ErrorCode::CertificateExpired);
    let imported = app.import("imported", "leaf.crt.pem", None, None);
    assert_eq!(app.core.revoke_version(&revoke(&imported, 0, RevocationReason::Unspecified)).unwrap_err().code, ErrorCode::NotFound);
}
