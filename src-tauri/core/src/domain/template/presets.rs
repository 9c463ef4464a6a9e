//! What a new template can start from.

use super::TemplateContent;
use crate::domain::request::ExtKeyUsage;
use crate::domain::request::KeyUsage;
use crate::domain::request::NewKeyAlgorithm;

/// A template that is filled in but for its names.
#[derive(Clone, Debug)]
pub struct Preset {
    pub id: &'static str,
    pub title: &'static str,
    pub description: &'static str,
    pub content: TemplateContent,
}

/// Every preset, in the order a person chooses from.
pub fn all() -> Vec<Preset> {
    vec![tls_server(), tls_client(), tls_both(), email(), code_signing(), localhost()]
}

fn tls_server() -> Preset {
    Preset {
        id: "tls-server",
        title: "TLS server",
        description: "Web servers, mail servers, databases: host names below your domains, for 90 days.",
        content: TemplateContent { client_flag: false, allow_bare_domains: true, allow_subdomains: true, ..signing("90d") },
    }
}

fn tls_client() -> Preset {
    Preset {
        id: "tls-client",
        title: "TLS client",
        description: "Devices and people that show who they are (mTLS): any name, for 90 days.",
        content: TemplateContent {
            server_flag: false,
            allow_any_name: true,
            enforce_hostnames: false,
            allow_wildcard_certificates: false,
            allow_ip_sans: false,
            ..signing("90d")
        },
    }
}

fn tls_both() -> Preset {
    Preset {
        id: "tls-both",
        title: "TLS server and client",
        description: "Services that call each other: host names below your domains, for 90 days.",
        content: TemplateContent { allow_bare_domains: true, allow_subdomains: true, ..signing("90d") },
    }
}

fn email() -> Preset {
    Preset {
        id: "email",
        title: "E-mail (S/MIME)",
        description: "Signed and encrypted mail: addresses at your domains, for two years.",
        content: TemplateContent {
            server_flag: false,
            client_flag: false,
            email_protection_flag: true,
            // Most mail programs encrypt to RSA keys only.
            key_algorithm: NewKeyAlgorithm::Rsa3072,
            key_usages: vec![KeyUsage::DigitalSignature, KeyUsage::ContentCommitment, KeyUsage::KeyEncipherment],
            allow_localhost: false,
            allow_bare_domains: true,
            allow_subdomains: true,
            allow_wildcard_certificates: false,
            allow_ip_sans: false,
            ..signing("730d")
        },
    }
}

fn code_signing() -> Preset {
    Preset {
        id: "code-signing",
        title: "Code signing",
        description: "Programs, scripts and drivers: the name of who publishes them, for one year.",
        content: TemplateContent {
            server_flag: false,
            client_flag: false,
            code_signing_flag: true,
            key_algorithm: NewKeyAlgorithm::Rsa3072,
            allow_localhost: false,
            allow_any_name: true,
            enforce_hostnames: false,
            allow_wildcard_certificates: false,
            allow_ip_sans: false,
            ..signing("365d")
        },
    }
}

fn localhost() -> Preset {
    Preset {
        id: "localhost",
        title: "Localhost development",
        description: "Servers on this computer: localhost, names below it, and IP addresses, for 90 days.",
        content: TemplateContent {
            client_flag: false,
            allow_subdomains: true,
            // Commonly used for machines in test networks that have no other name.
            allowed_domains: vec!["test".into(), "internal".into()],
            ext_key_usages: vec![ExtKeyUsage::ServerAuth],
            ..signing("90d")
        },
    }
}

/// A key that signs, as TLS 1.3 and every modern handshake have it.
fn signing(ttl: &str) -> TemplateContent {
    TemplateContent {
        ttl: ttl.into(),
        max_ttl: ttl.into(),
        key_algorithm: NewKeyAlgorithm::EcdsaP256,
        key_usages: vec![KeyUsage::DigitalSignature],
        ..TemplateContent::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::template::Template;
    use crate::domain::template::decision::AskedAs;

    #[test]
    fn every_preset_is_a_template_that_can_be_kept() {
        for preset in all() {
            let domains = [preset.content.allowed_domains.clone(), vec!["example.com".into()]].concat();
            let content = TemplateContent { allowed_domains: domains, ..preset.content };
            let template = Template::parse(&content).unwrap();
            assert!(template.key_usages.iter().all(|usage| usage.fits(&template.key_algorithm.algorithm())), "{}", preset.id);
            let name = match preset.id {
                "email" => "alex@example.com",
                "code-signing" | "tls-client" => "Alex Doe",
                "localhost" => "shop.localhost",
                _ => "www.example.com",
            };
            let verdict = template.names.decide(AskedAs::CommonName, name).verdict;
            assert!(verdict.accepted, "{}: {}", preset.id, verdict.rule);
        }
    }
}
