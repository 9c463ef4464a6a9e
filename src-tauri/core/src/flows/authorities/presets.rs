//! Values to start an own authority from, and a whole hierarchy made in one go.

use super::AuthorityPreset;
use super::AuthorityView;
use super::CreateAuthority;
use super::CreateHierarchy;
use super::create::Planned;
use crate::Core;
use crate::domain::authority::AuthorityContent;
use crate::domain::authority::AuthorityKind;
use crate::domain::authority::AuthorityOptions;
use crate::domain::authority::NameConstraints;
use crate::domain::authority::SigningMethod;
use crate::domain::request::NewKeyAlgorithm;
use crate::domain::template::TemplateContent;
use crate::domain::template::presets;
use crate::error::Error;
use crate::error::Result;
use crate::events::Event;
use crate::flows::templates::insert_template;

impl Core {
    /// What an own authority can start from.
    pub fn list_authority_presets(&self) -> Vec<AuthorityPreset> {
        vec![home_lab(), company(), mutual_tls()]
    }

    /// Makes a root, an intermediate below it and a template for the intermediate: all of them or none. Answers the intermediate.
    pub async fn create_hierarchy(&self, request: CreateHierarchy) -> Result<AuthorityView> {
        let before = self.key_cancellations();
        self.off_thread(move |core| {
            let unlocked = core.unlocked()?;
            let now = core.now();
            let CreateHierarchy { root_name, root, intermediate_name, intermediate, template_name, template } = request;
            let part = |name, kind, content| CreateAuthority { name, kind, signing: SigningMethod::Internal, issuer_id: None, content };
            let root = Planned::parse(part(root_name, AuthorityKind::Root, root)).map_err(|error| within("root", error))?;
            let below = Planned::without_issuer(part(intermediate_name, AuthorityKind::Intermediate, intermediate))
                .map_err(|error| within("intermediate", error))?;
            unlocked.store.read(|db| {
                Ok(root
                    .foresee(db, now)
                    .map_err(|error| within("root", error))
                    .and_then(|()| below.foresee(db, now).map_err(|error| within("intermediate", error))))
            })??;
            let root_key = core.generate_key(root.request.content.key_algorithm, before)?;
            let below_key = core.generate_key(below.request.content.key_algorithm, before)?;

            let id = unlocked.store.write_or(|db| {
                let root = root.insert(db, &root_key, now).map_err(|error| within("root", error))?;
                let id = below.signed_by(root).insert(db, &below_key, now).map_err(|error| within("intermediate", error))?;
                insert_template(db, &template_name, id, template, now).map_err(|error| within("template", error))?;
                Ok::<_, Error>(id)
            })?;
            core.send(Event::AuthoritiesChanged);
            core.find_authority(id)
        })
        .await
    }
}

/// The error at the part of the request that it belongs to.
fn within(part: &'static str, error: Error) -> Error {
    match (part, error.field) {
        ("root", Some("name")) => error.field("rootName"),
        ("intermediate", Some("name")) => error.field("intermediateName"),
        ("template", Some("name")) => error.field("templateName"),
        ("root", Some(_)) => error.field("root"),
        ("intermediate", Some(_)) => error.field("intermediate"),
        ("template", Some(_)) => error.field("template"),
        _ => error,
    }
}

fn home_lab() -> AuthorityPreset {
    let domains = ["home.arpa", "lan", "internal"].map(str::to_owned).to_vec();
    let ranges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"].map(str::to_owned).to_vec();
    let constraints = NameConstraints { permitted_dns_domains: domains.clone(), permitted_ip_ranges: ranges, ..NameConstraints::default() };
    AuthorityPreset {
        id: "home-lab".into(),
        title: "Home lab".into(),
        description:
            "For the machines at home. Whoever trusts the root trusts it for home.arpa, lan and internal alone, and for private addresses."
                .into(),
        root_name: "home-root".into(),
        root: AuthorityContent { name_constraints: constraints, ..authority("Home Root CA", NewKeyAlgorithm::EcdsaP384, "3650d", 1) },
        intermediate_name: "home-issuing".into(),
        intermediate: authority("Home Issuing CA", NewKeyAlgorithm::EcdsaP256, "1825d", 0),
        template_name: "home-servers".into(),
        template: TemplateContent { allowed_domains: domains, ..template("tls-server") },
    }
}

fn company() -> AuthorityPreset {
    AuthorityPreset {
        id: "company".into(),
        title: "Company, two-tier".into(),
        description: "A root that is used once in years, and an intermediate that issues for the company's domains. Fill in your domains, and constrain the root to them.".into(),
        root_name: "company-root".into(),
        root: authority("Company Root CA", NewKeyAlgorithm::EcdsaP384, "7300d", 1),
        intermediate_name: "company-issuing".into(),
        intermediate: authority("Company Issuing CA", NewKeyAlgorithm::EcdsaP384, "1825d", 0),
        template_name: "company-servers".into(),
        template: template("tls-both"),
    }
}

fn mutual_tls() -> AuthorityPreset {
    AuthorityPreset {
        id: "mtls".into(),
        title: "Client certificates (mTLS)".into(),
        description: "For devices and people that show who they are. Its certificates live for a day to three months, so few ever need to be revoked.".into(),
        root_name: "clients-root".into(),
        root: authority("Clients Root CA", NewKeyAlgorithm::EcdsaP384, "3650d", 1),
        intermediate_name: "clients-issuing".into(),
        intermediate: AuthorityContent {
            options: AuthorityOptions { crl_expiry: "24h".into(), ..options("1095d") },
            ..authority("Clients Issuing CA", NewKeyAlgorithm::EcdsaP256, "1095d", 0)
        },
        template_name: "clients".into(),
        template: template("tls-client"),
    }
}

/// What it issues can live as long as itself; templates ask for less.
fn authority(common_name: &str, key_algorithm: NewKeyAlgorithm, lifetime: &str, path_length: i32) -> AuthorityContent {
    AuthorityContent {
        common_name: common_name.into(),
        key_algorithm,
        ttl: lifetime.into(),
        max_path_length: Some(path_length),
        options: options(lifetime),
        ..AuthorityContent::default()
    }
}

fn options(longest: &str) -> AuthorityOptions {
    AuthorityOptions { max_ttl: longest.into(), ..AuthorityOptions::default() }
}

fn template(id: &str) -> TemplateContent {
    presets::all().into_iter().find(|preset| preset.id == id).map(|preset| preset.content).unwrap_or_default()
}
