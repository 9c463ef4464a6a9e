//! What is asked for, by the form or by a signing request, and what the template says to it.

use thiserror::Error;

use super::PrivateContent;
use crate::domain::certificate::AltNameKind;
use crate::domain::key::KeyAlgorithm;
use crate::domain::request::ALT_NAMES_MAX;
use crate::domain::request::RequestError;
use crate::domain::request::RequestFacts;
use crate::domain::request::RequestedName;
use crate::domain::subject::AltNamesContent;
use crate::domain::template::NameVerdict;
use crate::domain::template::Template;
use crate::domain::template::decision::AskedAs;
use crate::domain::template::decision::Decision;
use crate::domain::template::decision::NameRules;

/// The longest signing request, in characters of its PEM.
pub const CSR_MAX: usize = 4096;

/// Why a template does not issue what is asked for. Each message is a sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error("The template does not permit “{}”. {}", .verdict.value, .verdict.rule)]
    Name { field: &'static str, verdict: NameVerdict },
    #[error("The template asks for a common name.")]
    NoCommonName,
    #[error("Give at least one name: a common name or an alternative name.")]
    NoName,
    #[error("A certificate has at most {ALT_NAMES_MAX} alternative names; these are {0}.")]
    TooManyNames(usize),
    #[error("The signing request asks for a name of a kind that no template can judge: {0}.")]
    StrangeName(String),
    #[error("The template certifies {wanted} keys; this one is {found}.", wanted = wanted.title(), found = found.title())]
    Key { wanted: KeyAlgorithm, found: KeyAlgorithm },
    #[error("A signing request has at most {CSR_MAX} characters; this one has {0}.")]
    CsrTooLong(usize),
    #[error("The template does not allow certificates in this secret group.")]
    Group,
    #[error("{0}")]
    Subject(RequestError),
}

impl Refusal {
    /// The field of the form that it belongs to.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Name { field, .. } => field,
            Self::NoCommonName | Self::NoName => "commonName",
            Self::TooManyNames(_) => "dnsNames",
            Self::StrangeName(_) | Self::Key { .. } | Self::CsrTooLong(_) => "csr",
            Self::Group => "groupId",
            Self::Subject(error) => error.field(),
        }
    }
}

/// The names that are asked for, whoever asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub common_name: String,
    pub alt_names: AltNamesContent,
    /// Names of a signing request that no template knows.
    pub strange: Vec<String>,
}

impl Asked {
    /// What the form asks for, or the signing request where the template says so.
    pub fn of(content: &PrivateContent, csr: Option<&RequestFacts>, template: &Template) -> Self {
        let mut asked = match csr.filter(|_| template.use_csr_sans) {
            Some(csr) => Self::from_request(csr),
            None => Self { alt_names: content.alt_names.clone(), ..Self::default() },
        };
        asked.common_name = match csr.filter(|_| template.use_csr_common_name) {
            Some(csr) => csr.common_name.clone().unwrap_or_default(),
            None => content.common_name.trim().to_owned(),
        };
        asked
    }

    fn from_request(csr: &RequestFacts) -> Self {
        let mut asked = Self::default();
        for name in &csr.alt_names {
            let names = &mut asked.alt_names;
            let list = match name.kind {
                AltNameKind::Dns => &mut names.dns_names,
                AltNameKind::Email => &mut names.email_addresses,
                AltNameKind::Ip => &mut names.ip_addresses,
                AltNameKind::Uri => &mut names.uris,
                AltNameKind::Other => &mut names.other_names,
                AltNameKind::DirectoryName | AltNameKind::RegisteredId => &mut asked.strange,
            };
            list.push(name.value.clone());
        }
        asked
    }
}

/// What the template says to each name, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    pub common_name: Option<Decision>,
    pub dns_names: Vec<Decision>,
    pub email_addresses: Vec<Decision>,
    pub ip_addresses: Vec<Decision>,
    pub uris: Vec<Decision>,
    pub other_names: Vec<Decision>,
}

impl Judged {
    /// Judges every name; blank lines are none.
    pub fn of(asked: &Asked, rules: &NameRules) -> Self {
        let all = |kind: AskedAs, values: &[String]| {
            values.iter().filter(|value| !value.trim().is_empty()).map(|value| rules.decide(kind, value)).collect()
        };
        let names = &asked.alt_names;
        Self {
            common_name: (!asked.common_name.is_empty()).then(|| rules.decide(AskedAs::CommonName, &asked.common_name)),
            dns_names: all(AskedAs::Dns, &names.dns_names),
            email_addresses: all(AskedAs::Email, &names.email_addresses),
            ip_addresses: all(AskedAs::Ip, &names.ip_addresses),
            uris: all(AskedAs::Uri, &names.uris),
            other_names: all(AskedAs::Other, &names.other_names),
        }
    }

    /// The common name as the subject has it; empty for none.
    pub fn common_name(&self) -> &str {
        self.common_name.as_ref().map(|decision| decision.text.as_str()).unwrap_or_default()
    }

    /// What is accepted, each once; a common name that is a host name or an e-mail address comes first, unless it is left out.
    pub fn alt_names(&self, exclude_common_name: bool) -> Vec<RequestedName> {
        let first = self.common_name.iter().filter(|_| !exclude_common_name);
        let lists = [&self.dns_names, &self.email_addresses, &self.ip_addresses, &self.uris, &self.other_names];
        let mut names: Vec<RequestedName> = Vec::new();
        for name in first.chain(lists.into_iter().flatten()).filter_map(|decision| decision.name.as_ref()) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    /// Everything that stands in the way of a certificate with these names.
    pub fn refusals(&self, asked: &Asked, template: &Template, exclude_common_name: bool) -> Vec<Refusal> {
        let common_name = self.common_name.iter().map(|decision| ("commonName", decision));
        let lists = [
            ("dnsNames", &self.dns_names),
            ("emailAddresses", &self.email_addresses),
            ("ipAddresses", &self.ip_addresses),
            ("uris", &self.uris),
            ("otherNames", &self.other_names),
        ];
        let all = common_name.chain(lists.into_iter().flat_map(|(field, list)| list.iter().map(move |decision| (field, decision))));
        let mut refusals: Vec<Refusal> = all
            .filter(|(_, decision)| !decision.verdict.accepted)
            .map(|(field, decision)| Refusal::Name { field, verdict: decision.verdict.clone() })
            .chain(asked.strange.iter().cloned().map(Refusal::StrangeName))
            .collect();
        match (self.common_name.is_some(), self.alt_names(exclude_common_name).len()) {
            (false, _) if template.require_cn => refusals.push(Refusal::NoCommonName),
            (false, 0) if refusals.is_empty() => refusals.push(Refusal::NoName),
            (_, count) if count > ALT_NAMES_MAX => refusals.push(Refusal::TooManyNames(count)),
            _ => {}
        }
        refusals
    }
}

impl Template {
    /// Whether it certifies this key: the same kind, and no shorter.
    pub fn takes_key(&self, found: &KeyAlgorithm) -> Result<(), Refusal> {
        let wanted = self.key_algorithm.algorithm();
        let strength = |key: &KeyAlgorithm| match key {
            KeyAlgorithm::Rsa { bits } => Some((0, *bits)),
            KeyAlgorithm::EcdsaP256 => Some((1, 256)),
            KeyAlgorithm::EcdsaP384 => Some((1, 384)),
            KeyAlgorithm::EcdsaP521 => Some((1, 521)),
            KeyAlgorithm::Ed25519 => Some((2, 256)),
            KeyAlgorithm::Other(_) => None,
        };
        match (strength(&wanted), strength(found)) {
            (Some((wanted, least)), Some((kind, bits))) if wanted == kind && bits >= least => Ok(()),
            _ => Err(Refusal::Key { wanted, found: found.clone() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::certificate::AltName;
    use crate::domain::key::PublicKeyFacts;
    use crate::domain::request::NewKeyAlgorithm;
    use crate::domain::template::TemplateContent;

    fn template(content: TemplateContent) -> Template {
        Template::parse(&content).unwrap()
    }

    fn below_example() -> TemplateContent {
        TemplateContent { allowed_domains: vec!["example.com".into()], allow_subdomains: true, ..TemplateContent::default() }
    }

    fn csr() -> RequestFacts {
        let name = |kind, value: &str| AltName { kind, value: value.into() };
        RequestFacts {
            subject: String::new(),
            common_name: Some("csr.example.com".into()),
            alt_names: vec![name(AltNameKind::Dns, "san.example.com"), name(AltNameKind::DirectoryName, "CN=x")],
            public_key: PublicKeyFacts { algorithm: "RSA2048".into(), title: "RSA 2048".into(), fingerprint: String::new() },
            signature_algorithm: String::new(),
            extensions: Vec::new(),
        }
    }

    #[test]
    fn a_request_asks_where_the_template_says_so() {
        let content = PrivateContent {
            common_name: "form.example.com".into(),
            alt_names: AltNamesContent { dns_names: vec!["form-san.example.com".into()], ..AltNamesContent::default() },
            ..PrivateContent::default()
        };
        for (use_cn, use_sans, cn, san) in [
            (true, true, "csr.example.com", "san.example.com"),
            (true, false, "csr.example.com", "form-san.example.com"),
            (false, true, "form.example.com", "san.example.com"),
            (false, false, "form.example.com", "form-san.example.com"),
        ] {
            let template = template(TemplateContent { use_csr_common_name: use_cn, use_csr_sans: use_sans, ..below_example() });
            let asked = Asked::of(&content, Some(&csr()), &template);
            assert_eq!((asked.common_name.as_str(), asked.alt_names.dns_names[0].as_str()), (cn, san));
            assert_eq!(asked.strange.len(), usize::from(use_sans));
            assert_eq!(Asked::of(&content, None, &template).common_name, "form.example.com");
        }
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_its_field() {
        let template = template(below_example());
        let fields = |asked: &Asked| {
            let refusals = Judged::of(asked, &template.names).refusals(asked, &template, false);
            refusals.iter().map(Refusal::field).collect::<Vec<_>>()
        };
        let names = AltNamesContent {
            dns_names: vec!["a.example.com".into(), " ".into(), "a.example.org".into()],
            email_addresses: vec!["alex".into()],
            ip_addresses: vec!["192.0.2.1".into()],
            uris: vec!["urn:a".into()],
            other_names: vec!["1.2;UTF8:a".into()],
        };
        let asked = Asked { common_name: "example.com".into(), alt_names: names, strange: vec!["CN=x".into()] };
        assert_eq!(fields(&asked), ["commonName", "dnsNames", "emailAddresses", "uris", "otherNames", "csr"]);
        assert_eq!(fields(&Asked::default()), ["commonName"]);
        let many = (0..101).map(|number| format!("{number}.example.com")).collect();
        let many = AltNamesContent { dns_names: many, ..AltNamesContent::default() };
        assert_eq!(fields(&Asked { common_name: "a.example.com".into(), alt_names: many, strange: Vec::new() }), ["dnsNames"]);
    }

    #[test]
    fn names_are_in_the_certificate_once() {
        let names = AltNamesContent { dns_names: vec!["WWW.example.com".into(), "a.example.com".into()], ..AltNamesContent::default() };
        let asked = Asked { common_name: "www.example.com".into(), alt_names: names, strange: Vec::new() };
        let judged = Judged::of(&asked, &template(below_example()).names);
        let shown = |exclude| judged.alt_names(exclude).iter().map(|name| name.shown().value).collect::<Vec<_>>();
        assert_eq!(shown(false), ["www.example.com", "a.example.com"]);
        assert_eq!(shown(true), ["www.example.com", "a.example.com"], "it was asked for as an alternative name as well");
    }

    #[test]
    fn a_key_is_of_the_kind_of_the_template_and_no_shorter() {
        for (wanted, found, fits) in [
            (NewKeyAlgorithm::Rsa2048, KeyAlgorithm::Rsa { bits: 2048 }, true),
            (NewKeyAlgorithm::Rsa2048, KeyAlgorithm::Rsa { bits: 4096 }, true),
            (NewKeyAlgorithm::Rsa3072, KeyAlgorithm::Rsa { bits: 2048 }, false),
            (NewKeyAlgorithm::Rsa2048, KeyAlgorithm::EcdsaP256, false),
            (NewKeyAlgorithm::EcdsaP256, KeyAlgorithm::EcdsaP384, true),
            (NewKeyAlgorithm::EcdsaP384, KeyAlgorithm::EcdsaP256, false),
            (NewKeyAlgorithm::EcdsaP256, KeyAlgorithm::Ed25519, false),
            (NewKeyAlgorithm::Ed25519, KeyAlgorithm::Ed25519, true),
            (NewKeyAlgorithm::EcdsaP256, KeyAlgorithm::Other("P-224".into()), false),
        ] {
            let template = template(TemplateContent { key_algorithm: wanted, ..TemplateContent::default() });
            assert_eq!(template.takes_key(&found).is_ok(), fits, "{wanted:?} {found:?}");
        }
    }
}
