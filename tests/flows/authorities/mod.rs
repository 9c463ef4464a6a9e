//! Own authorities: from nothing to a chain that every judge agrees with, and what becomes of it.

mod afterwards;
mod making;
mod outside;

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use certkeep_core::domain::authority::AuthorityContent;
use certkeep_core::domain::authority::AuthorityKind;
use certkeep_core::domain::authority::AuthorityOptions;
use certkeep_core::domain::authority::SigningMethod;
use certkeep_core::domain::id::AuthorityId;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::subject::SubjectLists;
use certkeep_core::flows::authorities::AuthorityFile;
use certkeep_core::flows::authorities::AuthorityView;
use certkeep_core::flows::authorities::CreateAuthority;
use certkeep_core::flows::authorities::DeleteAuthority;
use certkeep_core::flows::authorities::DownloadAuthority;
use certkeep_core::flows::authorities::ListIssued;
use certkeep_tests::test_app::NOW;
use certkeep_tests::test_app::TestApp;

fn content(common_name: &str, days: u32) -> AuthorityContent {
    AuthorityContent {
        common_name: common_name.into(),
        subject: SubjectLists { organization: vec!["Example".into()], country: vec!["DE".into()], ..SubjectLists::default() },
        key_algorithm: NewKeyAlgorithm::EcdsaP256,
        options: AuthorityOptions { max_ttl: format!("{days}d"), ..AuthorityOptions::default() },
        ..AuthorityContent::default()
    }
}

fn root(name: &str) -> CreateAuthority {
    CreateAuthority {
        name: name.into(),
        kind: AuthorityKind::Root,
        signing: SigningMethod::Internal,
        issuer_id: None,
        content: content(name, 3650),
    }
}

fn below(name: &str, issuer: AuthorityId, days: u32) -> CreateAuthority {
    let content = content(name, days);
    CreateAuthority {
        name: name.into(),
        kind: AuthorityKind::Intermediate,
        signing: SigningMethod::Internal,
        issuer_id: Some(issuer),
        content,
    }
}

async fn made(app: &TestApp, request: CreateAuthority) -> AuthorityView {
    app.core.create_authority(request).await.unwrap()
}

async fn file(app: &TestApp, authority: &AuthorityView, file: AuthorityFile) -> PathBuf {
    let request = DownloadAuthority { authority_id: authority.row.id, file };
    let path = app.outside(&app.core.authority_file_name(request).unwrap());
    app.core.download_authority(request, &path).await.unwrap();
    path
}

fn run(program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    if output.status.success() { Ok(text) } else { Err(text) }
}

fn said(path: &Path) -> &str {
    path.to_str().expect("the path is text")
}

/// `openssl verify -x509_strict` on the certificate of an authority, with the lists of all that stand above it.
async fn openssl_verifies(app: &TestApp, authority: &AuthorityView, above: &[&AuthorityView]) -> Result<String, String> {
    let certificate = file(app, authority, AuthorityFile::CertificatePem).await;
    let (mut untrusted, mut lists, mut top) = (String::new(), String::new(), certificate.clone());
    for issuer in above {
        top = file(app, issuer, AuthorityFile::CertificatePem).await;
        untrusted += &fs::read_to_string(&top).unwrap();
        lists += &fs::read_to_string(file(app, issuer, AuthorityFile::CrlPem).await).unwrap();
    }
    let (untrusted_file, lists_file) = (app.outside("untrusted.pem"), app.outside("lists.pem"));
    fs::write(&untrusted_file, untrusted).unwrap();
    fs::write(&lists_file, lists).unwrap();
    let now = NOW.to_string();
    let mut arguments = vec!["verify", "-x509_strict", "-attime", &now, "-CAfile", said(&top)];
    if !above.is_empty() {
        arguments.extend(["-untrusted", said(&untrusted_file), "-crl_check_all", "-CRLfile", said(&lists_file)]);
    }
    arguments.push(said(&certificate));
    run("openssl", &arguments)
}

fn delete(authority: &AuthorityView) -> DeleteAuthority {
    DeleteAuthority { authority_id: authority.row.id, typed_name: authority.row.name.clone() }
}

fn listed(app: &TestApp, authority: &AuthorityView) -> Vec<certkeep_core::flows::authorities::IssuedRow> {
    let request = ListIssued { authority_id: authority.row.id, search: String::new(), revoked_only: false, offset: 0, limit: 100 };
    app.core.list_issued(request).unwrap().rows
}
