//! What happens without being asked for: revocation lists are made anew in time, published, and what cannot be done is told.

use std::fs;
use std::path::Path;
use std::process::Command;

use certkeep_core::domain::authority::AuthorityContent;
use certkeep_core::domain::authority::AuthorityKind;
use certkeep_core::domain::authority::SigningMethod;
use certkeep_core::domain::notice::NoticeKind;
use certkeep_core::domain::private::RotationPolicy;
use certkeep_core::domain::private::RotationUnit;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::template::TemplateContent;
use certkeep_core::flows::authorities::AuthorityView;
use certkeep_core::flows::authorities::CreateAuthority;
use certkeep_core::flows::create_private::CreatePrivateCertificate;
use certkeep_core::flows::notices::ListNotices;
use certkeep_core::flows::templates::EditTemplate;
use certkeep_tests::own_ca::OwnCa;
use certkeep_tests::own_ca::below_example;
use certkeep_tests::own_ca::create;
use certkeep_tests::own_ca::host;
use certkeep_tests::test_app::TestApp;

async fn root(app: &TestApp) -> AuthorityView {
    let content = AuthorityContent { common_name: "Home root".into(), ttl: "365d".into(), ..AuthorityContent::default() };
    let request =
        CreateAuthority { name: "home-root".into(), kind: AuthorityKind::Root, signing: SigningMethod::Internal, issuer_id: None, content };
    app.core.create_authority(request).await.expect("a root")
}

fn number(app: &TestApp, authority: &AuthorityView) -> u32 {
    app.core.find_authority(authority.row.id).expect("the authority").row.crl.expect("a list").number
}

fn told(app: &TestApp) -> Vec<(NoticeKind, String)> {
    let page = app.core.list_notices(ListNotices { unread_only: false, offset: 0, limit: 100 }).expect("the notices");
    page.rows.into_iter().map(|notice| (notice.kind, notice.title)).collect()
}

fn published(folder: &Path, file: &str) -> std::path::PathBuf {
    folder.join("v1/ibmcloud/private_cert/config/certificate_authorities/home-root").join(file)
}

#[tokio::test]
async fn a_revocation_list_is_made_anew_before_it_lapses() {
    let app = TestApp::with_vault().await;
    let root = root(&app).await;
    let first = number(&app, &root);
    app.clock.pass_days(1);
    assert_eq!((app.core.run_due().expect("a pass").crls, number(&app, &root)), (0, first), "a list of three days is fresh on its second");
    app.clock.pass_days(1);
    assert_eq!(app.core.run_due().expect("a pass").crls, 1);
    assert!(number(&app, &root) > first, "its number grows");
    assert_eq!(app.core.run_due().expect("a pass").crls, 0, "once is enough");
    assert!(told(&app).is_empty(), "what goes well is not worth a notice: {:?}", told(&app));
}

#[tokio::test]
async fn a_list_that_lapsed_in_an_absence_is_made_anew_and_told() {
    let app = TestApp::with_vault().await;
    let root = root(&app).await;
    app.clock.pass_days(10);
    assert_eq!(app.core.run_due().expect("a pass").crls, 1);
    assert!(!app.core.find_authority(root.row.id).expect("the authority").row.crl.expect("a list").overdue);
    assert_eq!(told(&app), [(NoticeKind::CrlOverdue, "The revocation list of “home-root” had lapsed".into())]);
}

#[tokio::test]
async fn an_authority_is_told_of_before_it_expires() {
    let app = TestApp::with_vault().await;
    root(&app).await;
    app.core.run_due().expect("a pass");
    app.clock.pass_days(360);
    app.core.run_due().expect("a pass");
    app.clock.pass_days(10);
    app.core.run_due().expect("a pass");
    let kinds: Vec<NoticeKind> = told(&app).into_iter().map(|(kind, _)| kind).filter(|kind| *kind != NoticeKind::CrlOverdue).collect();
    assert_eq!(kinds, [NoticeKind::AuthorityExpired, NoticeKind::AuthorityAboutToExpire], "{:?}", told(&app));
}

#[tokio::test]
async fn what_is_published_stays_current_and_is_read_by_others() {
    let app = TestApp::with_vault().await;
    let root = root(&app).await;
    let folder = app.outside("www");
    fs::create_dir(&folder).expect("a folder");
    let view = app.core.publish_in(&folder).expect("published");
    assert_eq!(view.files.len(), 3);
    assert!(view.files.iter().all(|file| file.current), "{view:?}");

    let crl = published(&folder, "crl");
    let before = fs::read(&crl).expect("a list");
    app.core.rotate_crl(root.row.id).expect("a new list");
    assert!(app.core.find_publishing().expect("a view").files.iter().any(|file| !file.current), "the folder is behind");
    app.core.run_due().expect("a pass");
    assert_ne!(fs::read(&crl).expect("a list"), before, "the new list lies there");
    let judged = Command::new("openssl")
        .args(["crl", "-inform", "DER", "-in"])
        .arg(&crl)
        .arg("-CAfile")
        .arg(published(&folder, "ca_chain"))
        .args(["-noout", "-verify"])
        .output()
        .expect("openssl");
    assert!(judged.status.success() && String::from_utf8_lossy(&judged.stderr).contains("verify OK"), "{judged:?}");

    app.core.stop_publishing().expect("stopped");
    assert!(app.core.find_publishing().expect("a view").folder.is_none());
    assert!(crl.exists(), "what lies there stays");
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_told_daily_until_it_can() {
    let app = TestApp::with_vault().await;
    root(&app).await;
    let folder = app.outside("www");
    fs::create_dir(&folder).expect("a folder");
    app.core.publish_in(&folder).expect("published");
    // A file in the place of the folder: nobody can write below it, whatever their rights.
    fs::remove_dir_all(&folder).expect("removed");
    fs::write(&folder, "").expect("a file");
    for _ in 0..3 {
        app.core.run_due().expect("a pass");
    }
    let failures = |app: &TestApp| told(app).iter().filter(|(kind, _)| *kind == NoticeKind::PublishingFailed).count();
    assert_eq!(failures(&app), 1, "once a day");
    app.clock.pass_days(1);
    app.core.run_due().expect("a pass");
    assert_eq!(failures(&app), 2, "and again the next day");
    fs::remove_file(&folder).expect("removed");
    app.core.run_due().expect("a pass");
    assert!(app.core.find_publishing().expect("a view").files.iter().all(|file| file.current), "it is mended as soon as it can be");
}

#[tokio::test]
async fn a_pass_rotates_what_is_due_and_tells_of_failures_daily_until_they_are_over() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let template = ca.template(&app, "web", below_example());
    let rotation = Some(RotationPolicy { interval: 30, unit: RotationUnit::Day });
    let request = CreatePrivateCertificate { rotation, ..create(template, "shop", host("shop.example.com")) };
    let secret = app.core.create_private_certificate(request).await.expect("a certificate");
    app.core.run_due().expect("a pass");

    app.clock.pass_days(31);
    let report = app.core.run_due().expect("a pass");
    assert_eq!((report.rotated, report.failed), (1, 0));
    assert_eq!(app.core.find_secret(secret.row.id).expect("the secret").row.versions_total, 2);
    assert!(told(&app).contains(&(NoticeKind::Rotated, "“shop” was rotated".into())), "{:?}", told(&app));

    let elsewhere = TemplateContent { allowed_domains: vec!["example.org".into()], ..below_example() };
    app.core.edit_template(EditTemplate { template_id: template, name: "web".into(), content: elsewhere }).expect("an edit");
    let failures = |app: &TestApp| told(app).iter().filter(|(kind, _)| *kind == NoticeKind::RotationFailed).count();
    for expected in 1..=3 {
        app.clock.pass_days(31);
        assert_eq!(app.core.run_due().expect("a pass").failed, 1);
        app.core.run_due().expect("a pass");
        assert_eq!(failures(&app), expected, "a failure stays loud: {:?}", told(&app));
    }
    app.core.edit_template(EditTemplate { template_id: template, name: "web".into(), content: below_example() }).expect("an edit");
    app.clock.pass_days(2);
    assert_eq!(app.core.run_due().expect("a pass").rotated, 1);
    assert_eq!(failures(&app), 3);
}
