//! Templates are made, tried out, changed and deleted; what they allow is what is issued.

use certkeep_core::ErrorCode;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::private::RotationPolicy;
use certkeep_core::domain::private::RotationUnit;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::template::TemplateContent;
use certkeep_core::flows::create_private::CreatePrivateCertificate;
use certkeep_core::flows::create_private::RotatePrivate;
use certkeep_core::flows::templates::CreateTemplate;
use certkeep_core::flows::templates::DeleteTemplate;
use certkeep_core::flows::templates::EditTemplate;
use certkeep_core::flows::templates::TryNames;
use certkeep_tests::own_ca::OwnCa;
use certkeep_tests::own_ca::below_example;
use certkeep_tests::own_ca::create;
use certkeep_tests::own_ca::host;
use certkeep_tests::test_app::TestApp;

#[tokio::test]
async fn a_template_is_made_changed_and_deleted() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let id = ca.template(&app, "web", below_example());
    let rows = app.core.list_templates(Some(ca.intermediate)).unwrap();
    assert_eq!((rows.len(), rows[0].name.as_str(), rows[0].authority_name.as_str()), (1, "web", "intermediate"));
    assert_eq!(rows[0].accepts, "example.com and any name below it, localhost and IP addresses");
    assert!(app.core.list_templates(Some(ca.root)).unwrap().is_empty());

    let again = CreateTemplate { name: "web".into(), authority_id: ca.intermediate, content: below_example() };
    let taken = app.core.create_template(again.clone()).unwrap_err();
    assert_eq!((taken.code, taken.field), (ErrorCode::NameTaken, Some("name")));
    let of_root = app.core.create_template(CreateTemplate { name: "roots".into(), authority_id: ca.root, ..again }).unwrap_err();
    assert_eq!((of_root.code, of_root.field), (ErrorCode::InvalidTemplate, Some("authorityId")));

    let longer = TemplateContent { max_ttl: "876000h".into(), ..below_example() };
    let edit = EditTemplate { template_id: id, name: "shop".into(), content: longer };
    let refused = app.core.edit_template(edit.clone()).unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::LifetimeTooLong, Some("maxTtl")), "the authority allows less");
    let edited = app.core.edit_template(EditTemplate { content: below_example(), ..edit }).unwrap();
    assert_eq!(edited.name, "shop");

    let delete = |typed: &str| app.core.delete_template(&DeleteTemplate { template_id: id, typed_name: typed.into() });
    assert_eq!(delete("web").unwrap_err().code, ErrorCode::NotTheName);
    delete("shop").unwrap();
    assert!(app.core.list_templates(None).unwrap().is_empty());
}

#[tokio::test]
async fn what_a_deleted_template_issued_stays_and_is_not_rotated() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let id = ca.template(&app, "web", below_example());
    let rotation = Some(RotationPolicy { interval: 30, unit: RotationUnit::Day });
    let request = CreatePrivateCertificate { rotation, ..create(id, "shop", host("shop.example.com")) };
    let secret = app.core.create_private_certificate(request).await.unwrap();
    assert_eq!(app.core.list_templates(None).unwrap()[0].secrets, 1);

    app.core.delete_template(&DeleteTemplate { template_id: id, typed_name: "web".into() }).unwrap();
    let private = app.core.find_secret(secret.row.id).unwrap().private.unwrap();
    assert_eq!((private.template_id, private.template_name.as_str(), private.rotation), (None, "web", None));
    app.clock.pass_days(60);
    assert!(app.core.rotate_due_private().unwrap().is_empty());
    let refused = app.core.rotate_private(RotatePrivate { secret_id: secret.row.id, csr: String::new() }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotPermitted);
}

#[tokio::test]
async fn a_template_tries_names_before_it_is_saved() {
    let app = TestApp::with_vault().await;
    let names = ["shop.example.com", "example.org", "alex@mail.example.com", "192.0.2.1", "spiffe://example.com/a", " "];
    let content = TemplateContent { allowed_domains_template: true, ..below_example() };
    let trial = app.core.try_names(&TryNames { content, names: names.map(String::from).to_vec() }).unwrap();
    let accepted: Vec<bool> = trial.verdicts.iter().map(|verdict| verdict.accepted).collect();
    assert_eq!(accepted, [true, false, true, true, false]);
    assert!(trial.verdicts[1].allowed.as_deref().unwrap().starts_with("example.com and any name below it"));
    assert!(trial.warnings.iter().any(|warning| warning.contains("no effect here")));
    let bad = TemplateContent { allowed_domains: vec!["a b".into()], ..below_example() };
    assert_eq!(app.core.try_names(&TryNames { content: bad, names: Vec::new() }).unwrap_err().field, Some("allowedDomains"));
}

#[tokio::test]
async fn every_preset_makes_a_template() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    for preset in app.core.list_template_presets() {
        ca.template(&app, &preset.id, preset.content);
    }
    assert_eq!(app.core.list_templates(None).unwrap().len(), 6);
    let elsewhere = "01900000-0000-7000-8000-000000000009".parse::<GroupId>().unwrap();
    let content = TemplateContent { allowed_group_ids: vec![elsewhere], ..below_example() };
    let refused = app.core.create_template(CreateTemplate { name: "lost".into(), authority_id: ca.intermediate, content }).unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::NotFound, Some("allowedGroupIds")));
}
