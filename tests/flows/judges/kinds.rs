//! Certificates of every kind: each kind of key, through each preset, with each kind of alternative name; the authorities that issued them,
//! and their revocation lists. Issued today, for judges who know no other day.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use certkeep_core::domain::authority::AuthorityOptions;
use certkeep_core::domain::id::AuthorityId;
use certkeep_core::domain::id::TemplateId;
use certkeep_core::domain::private::PrivateContent;
use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::domain::subject::AltNamesContent;
use certkeep_core::domain::template::TemplateContent;
use certkeep_core::domain::template::presets;
use certkeep_core::domain::template::presets::Preset;
use certkeep_core::flows::authorities::AuthorityFile;
use certkeep_core::flows::authorities::DownloadAuthority;
use certkeep_core::flows::authorities::EditAuthority;
use certkeep_core::flows::authorities::ListIssued;
use certkeep_core::flows::create_private::SignLeafRequest;
use certkeep_core::flows::revoke::RevokeIssued;
use certkeep_core::flows::settings::Settings;
use certkeep_tests::own_ca::OwnCa;
use certkeep_tests::own_ca::come_to_today;
use certkeep_tests::own_ca::hierarchy;
use certkeep_tests::own_ca::run;
use certkeep_tests::own_ca::text;
use certkeep_tests::test_app::TestApp;

/// Every kind of key, how OpenSSL makes one, and the kind of key that issues for it: a few large RSA keys would take longer than all the rest.
const KEYS: [(NewKeyAlgorithm, &str, &[&str], NewKeyAlgorithm); 7] = [
    (NewKeyAlgorithm::EcdsaP256, "p256", &["EC", "-pkeyopt", "ec_paramgen_curve:P-256"], NewKeyAlgorithm::EcdsaP256),
    (NewKeyAlgorithm::EcdsaP384, "p384", &["EC", "-pkeyopt", "ec_paramgen_curve:P-384"], NewKeyAlgorithm::EcdsaP384),
    (NewKeyAlgorithm::EcdsaP521, "p521", &["EC", "-pkeyopt", "ec_paramgen_curve:P-521"], NewKeyAlgorithm::EcdsaP521),
    (NewKeyAlgorithm::Ed25519, "ed25519", &["ED25519"], NewKeyAlgorithm::Ed25519),
    (NewKeyAlgorithm::Rsa2048, "rsa2048", &["RSA", "-pkeyopt", "rsa_keygen_bits:2048"], NewKeyAlgorithm::Rsa2048),
    (NewKeyAlgorithm::Rsa3072, "rsa3072", &["RSA", "-pkeyopt", "rsa_keygen_bits:3072"], NewKeyAlgorithm::EcdsaP256),
    (NewKeyAlgorithm::Rsa4096, "rsa4096", &["RSA", "-pkeyopt", "rsa_keygen_bits:4096"], NewKeyAlgorithm::EcdsaP384),
];

/// A leaf, by the files that a judge gets.
#[derive(Debug)]
pub(super) struct Leaf {
    /// The word for its kind of key.
    pub key: &'static str,
    pub preset: &'static str,
    /// The word for its kind of alternative name.
    pub named: &'static str,
    pub certificate: PathBuf,
    pub issued_by: Issuers,
}

/// Who issued a leaf, as PEM files; with their lists.
#[derive(Clone, Debug)]
pub(super) struct Issuers {
    pub root: PathBuf,
    pub intermediate: PathBuf,
    pub lists: PathBuf,
}

/// All of them, and a folder with every certificate and list as DER.
#[derive(Debug)]
pub(super) struct Kinds {
    pub app: TestApp,
    pub leaves: Vec<Leaf>,
    pub folder: PathBuf,
    pub authorities: usize,
}

impl Leaf {
    /// How a complaint about it begins.
    pub fn case(&self) -> String {
        format!("{}, {}, {}", self.key, self.preset, self.named)
    }

    /// The private key, as PEM.
    pub fn private_key(&self, app: &TestApp) -> PathBuf {
        app.outside(&format!("{}.key", self.key))
    }
}

impl Kinds {
    pub async fn issue() -> Self {
        let app = TestApp::with_vault().await;
        come_to_today(&app);
        let folder = app.outside("all");
        fs::create_dir(&folder).expect("a folder");
        let mut kinds = Self { app, leaves: Vec::new(), folder, authorities: 0 };
        kinds.name_addresses();
        for (algorithm, key, options, issuer) in KEYS {
            let csr = kinds.request(key, options);
            let ca = OwnCa::make_named(&kinds.app, issuer, &format!("{key}-")).await;
            kinds.issue_through(ca, algorithm, key, &csr).await;
        }
        kinds.make_presets().await;
        kinds.revoke_some().await;
        kinds
    }

    /// One key for all leaves of its kind: judges look at what is signed, not at how keys are made.
    async fn issue_through(&mut self, ca: OwnCa, algorithm: NewKeyAlgorithm, key: &'static str, csr: &str) {
        self.encode_addresses(ca.intermediate);
        let issued_by = self.issuers(ca, key).await;
        for preset in presets::all() {
            let template = ca.template(&self.app, &format!("{key}-{}", preset.id), open_to_every_name(&preset, algorithm));
            for (named, content) in contents(&preset, csr) {
                let pem = self.sign(template, content, &format!("{key}, {}, {named}", preset.id));
                let certificate = self.keep(&format!("{key}-{}-{named}", preset.id), &pem);
                self.leaves.push(Leaf { key, preset: preset.id, named, certificate, issued_by: issued_by.clone() });
            }
        }
    }

    /// Takes some leaves back, for every reason that there is, so that a list has entries. The lists beside the leaves are those from before.
    async fn revoke_some(&self) {
        let authority_id =
            self.app.core.list_authorities().expect("authorities").iter().find(|row| row.issued > 10).expect("a busy one").id;
        let issued = ListIssued { authority_id, search: String::new(), revoked_only: false, offset: 0, limit: 100 };
        let issued = self.app.core.list_issued(issued).expect("what it issued").rows;
        for (row, reason) in issued.into_iter().zip(RevocationReason::ALL) {
            let request = RevokeIssued { authority_id, serial_number: row.serial_number, reason: *reason };
            self.app.core.revoke_issued(&request).expect("a revocation");
        }
        self.save(authority_id, AuthorityFile::CrlDer, "crl").await;
    }

    fn name_addresses(&self) {
        let settings = self.app.core.find_settings().expect("settings");
        self.app.core.edit_settings(&Settings { publishing_url: Some("http://pki.example.com".into()), ..settings }).expect("an address");
    }

    /// What it issues says where its certificate and its list are found.
    fn encode_addresses(&self, authority_id: AuthorityId) {
        let options = AuthorityOptions {
            crl_distribution_points_encoded: true,
            issuing_certificates_urls_encoded: true,
            ..AuthorityOptions::default()
        };
        self.app.core.edit_authority(EditAuthority { authority_id, options }).expect("other options");
    }

    /// Whole hierarchies as a person gets them at a click: constrained names, short paths.
    async fn make_presets(&mut self) {
        for preset in self.app.core.list_authority_presets() {
            let made = self.app.core.create_hierarchy(hierarchy(preset));
            let intermediate = made.await.expect("a hierarchy").row;
            for id in [intermediate.issuer_id.expect("its root"), intermediate.id] {
                self.save(id, AuthorityFile::CertificateDer, "crt").await;
                self.save(id, AuthorityFile::CrlDer, "crl").await;
                self.authorities += 1;
            }
        }
    }

    fn request(&self, key: &str, options: &[&str]) -> String {
        let (private_key, csr) = (self.app.outside(&format!("{key}.key")), self.app.outside(&format!("{key}.csr")));
        let (made, said) = run("openssl", &[&["genpkey", "-out", text(&private_key), "-algorithm"], options].concat());
        assert!(made, "{said}");
        let (asked, said) = run("openssl", &["req", "-new", "-key", text(&private_key), "-subj", "/", "-out", text(&csr)]);
        assert!(asked, "{said}");
        fs::read_to_string(csr).expect("a signing request")
    }

    async fn issuers(&mut self, ca: OwnCa, key: &str) -> Issuers {
        let mut lists = String::new();
        for id in [ca.root, ca.intermediate] {
            self.save(id, AuthorityFile::CertificateDer, "crt").await;
            self.save(id, AuthorityFile::CrlDer, "crl").await;
            lists += &fs::read_to_string(self.download(id, AuthorityFile::CrlPem).await).expect("a list");
            self.authorities += 1;
        }
        let both = self.app.outside(&format!("{key}-lists.pem"));
        fs::write(&both, lists).expect("a file");
        Issuers {
            root: self.download(ca.root, AuthorityFile::CertificatePem).await,
            intermediate: self.download(ca.intermediate, AuthorityFile::CertificatePem).await,
            lists: both,
        }
    }

    async fn download(&self, authority_id: AuthorityId, file: AuthorityFile) -> PathBuf {
        let request = DownloadAuthority { authority_id, file };
        let path = self.app.outside(&self.app.core.authority_file_name(request).expect("a name"));
        self.app.core.download_authority(request, &path).await.expect("a file of an authority");
        path
    }

    /// Copies a file of an authority to the folder of all.
    async fn save(&self, id: AuthorityId, file: AuthorityFile, extension: &str) {
        let path = self.download(id, file).await;
        fs::copy(&path, self.folder.join(format!("{id}.{extension}"))).expect("a copy");
    }

    fn sign(&self, template_id: TemplateId, content: PrivateContent, case: &str) -> String {
        let signed = self.app.core.sign_leaf_request(&SignLeafRequest { template_id, content });
        signed.unwrap_or_else(|error| panic!("{case}: {error} {:?}", error.help)).pem
    }

    fn keep(&self, name: &str, pem: &str) -> PathBuf {
        let path = self.app.outside(&format!("{name}.pem"));
        fs::write(&path, pem).expect("a file");
        let der = self.folder.join(name).with_added_extension("crt");
        let (written, said) = run("openssl", &["x509", "-in", text(&path), "-outform", "DER", "-out", text(&der)]);
        assert!(written, "{said}");
        path
    }
}

/// What a preset says, with no kind of name left out.
fn open_to_every_name(preset: &Preset, key_algorithm: NewKeyAlgorithm) -> TemplateContent {
    let allowed_domains = [preset.content.allowed_domains.clone(), vec!["example.com".into()]].concat();
    TemplateContent {
        allowed_domains,
        allow_bare_domains: true,
        allow_subdomains: true,
        allow_ip_sans: true,
        allowed_uri_sans: vec!["*".into()],
        allowed_other_sans: vec!["*".into()],
        require_cn: false,
        use_csr_common_name: false,
        use_csr_sans: false,
        key_algorithm,
        ..preset.content.clone()
    }
}

/// A request for each kind of name: a host with the common name that it makes, and each other kind by itself, below no subject at all.
fn contents(preset: &Preset, csr: &str) -> Vec<(&'static str, PrivateContent)> {
    let host = if preset.id == "localhost" { "shop.localhost" } else { "shop.example.com" };
    let alone = |alt_names| PrivateContent { csr: csr.to_owned(), alt_names, ..PrivateContent::default() };
    let one = |name: &str| vec![name.to_owned()];
    vec![
        ("dns", PrivateContent { common_name: host.into(), ..alone(AltNamesContent::default()) }),
        ("email", alone(AltNamesContent { email_addresses: one("alex@example.com"), ..AltNamesContent::default() })),
        ("ip", alone(AltNamesContent { ip_addresses: vec!["192.0.2.7".into(), "2001:db8::7".into()], ..AltNamesContent::default() })),
        ("uri", alone(AltNamesContent { uris: one("https://shop.example.com/devices/7"), ..AltNamesContent::default() })),
        (
            "other",
            alone(AltNamesContent { other_names: one("1.3.6.1.4.1.311.20.2.3;UTF8:alex@example.com"), ..AltNamesContent::default() }),
        ),
    ]
}

/// The text of a file.
pub(super) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
