//! Many private certificates at once: a list goes through one template, judged first, issued while it can be stopped.

use std::time::Duration;

use certkeep_core::ErrorCode;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::id::IssueRunId;
use certkeep_core::domain::id::TemplateId;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::secret::SecretKind;
use certkeep_core::flows::issue_many::IssueRunState;
use certkeep_core::flows::issue_many::IssueRunView;
use certkeep_core::flows::issue_many::ListIssueRows;
use certkeep_core::flows::issue_many::PrepareIssueRun;
use certkeep_tests::own_ca::OwnCa;
use certkeep_tests::own_ca::below_example;
use certkeep_tests::own_ca::create;
use certkeep_tests::own_ca::host;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::everything;

fn prepare(template_id: TemplateId, list: &str) -> PrepareIssueRun {
    PrepareIssueRun { template_id, group_id: GroupId::DEFAULT, labels: vec!["many".into()], rotation: None, list: list.into() }
}

async fn ended(app: &TestApp, id: IssueRunId) -> IssueRunView {
    loop {
        let view = app.core.find_issue_run(id).unwrap();
        if view.state != IssueRunState::Issuing {
            return view;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_list_is_judged_line_by_line_and_what_is_accepted_is_issued() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let template = ca.template(&app, "web", below_example());
    app.core.create_private_certificate(create(template, "a.example.com", host("a.example.com"))).await.unwrap();
    let list = "common_name,alt_names,name,ttl\n\
        a.example.com,,,\n\
        b.example.com,www.b.example.com 192.0.2.1,b-tls,30d\n\
        c.example.org,,,\n\
        d.example.com,,b-tls,\n\
        e.example.com,,,500d\n";
    let view = app.core.prepare_issue_run(prepare(template, list)).await.unwrap();
    assert_eq!((view.state, view.rows, view.accepted, view.refused), (IssueRunState::Ready, 5, 2, 3));
    let rows = app.core.list_issue_rows(&ListIssueRows { run_id: view.id, refused_only: false, offset: 0, limit: 10 }).unwrap().rows;
    let told: Vec<(u32, &str, Option<ErrorCode>)> =
        rows.iter().map(|row| (row.line, row.name.as_str(), row.problem.as_ref().map(|problem| problem.code))).collect();
    assert_eq!(
        told,
        [
            (2, "a.example.com-2", None),
            (3, "b-tls", None),
            (4, "c.example.org", Some(ErrorCode::NotPermitted)),
            (5, "b-tls", Some(ErrorCode::NameTaken)),
            (6, "e.example.com", Some(ErrorCode::LifetimeTooLong)),
        ]
    );
    assert_eq!(rows[1].alt_names, ["www.b.example.com", "192.0.2.1"]);
    let refused = app.core.list_issue_rows(&ListIssueRows { run_id: view.id, refused_only: true, offset: 1, limit: 1 }).unwrap();
    assert_eq!((refused.total, refused.rows.len(), refused.rows[0].line), (3, 1, 5));
    assert_eq!(app.core.list_secrets(everything()).unwrap().total, 1, "nothing is issued before it is started");

    app.core.start_issue_run(view.id).unwrap();
    let done = ended(&app, view.id).await;
    assert_eq!(done.done, 2);
    let secrets = app.core.list_secrets(everything()).unwrap();
    assert_eq!(secrets.total, 3);
    let made = secrets.rows.iter().find(|row| row.name == "b-tls").unwrap();
    assert_eq!((made.kind, made.labels.as_slice(), made.days_left), (SecretKind::PrivateCert, ["many".to_owned()].as_slice(), Some(30)));
    let rows = app.core.list_issue_rows(&ListIssueRows { run_id: view.id, refused_only: false, offset: 0, limit: 10 }).unwrap().rows;
    assert_eq!(rows[1].secret_id, Some(made.id));
    app.core.discard_issue_run(view.id);
    assert_eq!(app.core.find_issue_run(view.id).unwrap_err().code, ErrorCode::NotFound);
}

#[tokio::test]
async fn hundreds_are_issued_with_serial_numbers_of_their_own() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let template = ca.template(&app, "web", below_example());
    let list: String = (0..600).map(|number| format!("host-{number}.example.com\n")).collect();
    let run = app.core.prepare_issue_run(prepare(template, &list)).await.unwrap();
    app.core.start_issue_run(run.id).unwrap();
    assert_eq!(app.core.start_issue_run(run.id).map_err(|error| error.code), Err(ErrorCode::Busy));
    app.core.cancel_issue_run(run.id).unwrap();
    let stopped = ended(&app, run.id).await;
    let issued = |app: &TestApp| app.core.find_authority(ca.intermediate).unwrap().row.issued;
    assert_eq!(issued(&app), stopped.done, "what was signed is known, and nothing else");
    if stopped.state == IssueRunState::Cancelled {
        app.core.start_issue_run(run.id).unwrap();
    }
    let done = ended(&app, run.id).await;
    assert_eq!((done.state, done.done, done.failed), (IssueRunState::Done, 600, 0));
    assert_eq!(issued(&app), 600);
    assert!(app.events.all().contains("issueRunChanged"));
}

#[tokio::test]
async fn what_is_no_list_is_refused() {
    let app = TestApp::with_vault().await;
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let template = ca.template(&app, "web", below_example());
    let refused = app.core.prepare_issue_run(prepare(template, " \n")).await.unwrap_err();
    assert_eq!((refused.code, refused.field), (ErrorCode::NothingGiven, Some("list")));
}
