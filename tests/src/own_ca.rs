//! An own root with an intermediate below it, for stories about what they issue.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use certkeep_core::domain::authority::AuthorityContent;
use certkeep_core::domain::authority::AuthorityKind;
use certkeep_core::domain::authority::SigningMethod;
use certkeep_core::domain::id::AuthorityId;
use certkeep_core::domain::id::GroupId;
use certkeep_core::domain::id::TemplateId;
use certkeep_core::domain::private::PrivateContent;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::template::TemplateContent;
use certkeep_core::flows::authorities::AuthorityPreset;
use certkeep_core::flows::authorities::CreateAuthority;
use certkeep_core::flows::authorities::CreateHierarchy;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::browse::VersionRef;
use certkeep_core::flows::create_private::CreatePrivateCertificate;
use certkeep_core::flows::templates::CreateTemplate;

use crate::test_app::NOW;
use crate::test_app::TestApp;
use crate::test_app::current;

/// A root and an intermediate that issues.
#[derive(Clone, Copy, Debug)]
pub struct OwnCa {
    pub root: AuthorityId,
    pub intermediate: AuthorityId,
}

/// The files of a version, as a server or a client would have them.
#[derive(Debug)]
pub struct Files {
    pub certificate: PathBuf,
    pub key: PathBuf,
    /// The issuing authority and those above it, but for the root.
    pub intermediates: PathBuf,
    pub root: PathBuf,
}

impl OwnCa {
    /// A root and an intermediate with keys of this kind.
    pub async fn make(app: &TestApp, key_algorithm: NewKeyAlgorithm) -> Self {
        Self::make_named(app, key_algorithm, "").await
    }

    /// The same, with names that begin so: for several in one vault.
    pub async fn make_named(app: &TestApp, key_algorithm: NewKeyAlgorithm, prefix: &str) -> Self {
        let content = |common_name: &str, ttl: &str| AuthorityContent {
            common_name: common_name.into(),
            key_algorithm,
            ttl: ttl.into(),
            ..AuthorityContent::default()
        };
        let root = CreateAuthority {
            name: format!("{prefix}root"),
            kind: AuthorityKind::Root,
            signing: SigningMethod::Internal,
            issuer_id: None,
            content: content("Otter Root", "3650d"),
        };
        let root = app.core.create_authority(root).await.expect("a root").row.id;
        let intermediate = CreateAuthority {
            name: format!("{prefix}intermediate"),
            kind: AuthorityKind::Intermediate,
            signing: SigningMethod::Internal,
            issuer_id: Some(root),
            content: content("Otter Intermediate", "1825d"),
        };
        let intermediate = app.core.create_authority(intermediate).await.expect("an intermediate").row.id;
        Self { root, intermediate }
    }

    /// A template of the intermediate.
    pub fn template(&self, app: &TestApp, name: &str, content: TemplateContent) -> TemplateId {
        let request = CreateTemplate { name: name.into(), authority_id: self.intermediate, content };
        app.core.create_template(request).expect("a template").id
    }
}

/// A whole hierarchy as a preset proposes it.
pub fn hierarchy(preset: AuthorityPreset) -> CreateHierarchy {
    CreateHierarchy {
        root_name: preset.root_name,
        root: preset.root,
        intermediate_name: preset.intermediate_name,
        intermediate: preset.intermediate,
        template_name: preset.template_name,
        template: preset.template,
    }
}

/// What a template for servers below example.com says.
pub fn below_example() -> TemplateContent {
    TemplateContent {
        allowed_domains: vec!["example.com".into()],
        allow_bare_domains: true,
        allow_subdomains: true,
        ttl: "90d".into(),
        max_ttl: "365d".into(),
        key_algorithm: NewKeyAlgorithm::EcdsaP256,
        ..TemplateContent::default()
    }
}

/// A request for a host, with nothing else filled in.
pub fn host(common_name: &str) -> PrivateContent {
    PrivateContent { common_name: common_name.into(), ..PrivateContent::default() }
}

/// What a person fills in to create it.
pub fn create(template_id: TemplateId, name: &str, content: PrivateContent) -> CreatePrivateCertificate {
    CreatePrivateCertificate {
        name: name.into(),
        description: String::new(),
        group_id: GroupId::DEFAULT,
        labels: Vec::new(),
        custom_metadata: String::new(),
        template_id,
        content,
        rotation: None,
    }
}

/// Writes what the newest version of a secret holds to files whose names begin with `stem`.
pub fn write_files(app: &TestApp, secret: &SecretView, stem: &str) -> Files {
    let version: VersionRef = current(secret);
    let view = app.core.find_certificate(version).expect("a certificate");
    let at = |end: &str| app.outside(&format!("{stem}-{end}.pem"));
    let write = |path: PathBuf, text: &str| {
        fs::write(&path, text).expect("a file can be written");
        path
    };
    let above: Vec<&str> = view.chain.iter().skip(1).map(|link| link.pem.as_str()).collect();
    let (root, intermediates) = above.split_last().expect("a chain up to its root");
    let key = app.core.reveal_private_key(version).map(|key| key.pem.clone()).unwrap_or_default();
    Files {
        certificate: write(at("leaf"), &view.pem),
        key: write(at("key"), &key),
        intermediates: write(at("intermediates"), &intermediates.concat()),
        root: write(at("root"), root),
    }
}

/// Moves the clock of a test to this very day, for tools that know no other.
pub fn come_to_today(app: &TestApp) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs();
    app.clock.pass_days((i64::try_from(now).expect("a time of this age") - NOW).div_euclid(86_400));
}

/// Runs a tool; its output, and whether it was content.
pub fn run(program: &str, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program} is installed: {error}"));
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("paths of tests are text")
}
