//! What a template does, in sentences.

use super::Template;
use super::TemplateContent;
use super::decision::NameRules;
use super::decision::OtherPattern;
use crate::domain::key::KeyAlgorithm;
use crate::domain::request::KeyUsage;

/// How many domains or patterns a sentence names before it counts the rest.
const NAMED_MOST: usize = 3;

impl Template {
    /// What it accepts: `Any name below example.com, and localhost`.
    pub fn accepts(&self) -> String {
        sentence(&self.names)
    }
}

impl TemplateContent {
    /// What deserves attention in this template though it can be kept, a sentence each.
    pub fn warnings(&self, template: &Template) -> Vec<String> {
        let rules = &template.names;
        let listed = !rules.allowed_domains.is_empty() && !rules.allow_any_name;
        let uses_list = rules.allow_bare_domains || rules.allow_subdomains || rules.allow_glob_domains;
        let has_globs = rules.allowed_domains.iter().any(|domain| domain.contains('*'));
        let any_use = !template.ext_key_usages.is_empty() || !template.ext_key_usage_oids.is_empty();
        let left = if rules.allow_localhost { "nothing but localhost" } else { "no host name" };
        let mut said: Vec<String> = [
            (
                listed && !uses_list,
                format!("The domains are listed, but neither they nor names below them are allowed: it accepts {left}."),
            ),
            (rules.allowed_domains.is_empty() && !rules.allow_any_name, format!("No domain is listed: it accepts {left}.")),
            (rules.allow_any_name, "It accepts any name. Limit it to your own domains where you can.".into()),
            (
                listed && has_globs && !rules.allow_glob_domains,
                "Patterns in the list of domains stand for nothing while patterns are not allowed.".into(),
            ),
            (
                rules.allow_any_name && !rules.allowed_domains.is_empty(),
                "The list of domains has no effect while any name is allowed.".into(),
            ),
            (self.allowed_domains_template, "Identities in the list of domains are kept, but have no effect here.".into()),
            (!any_use, "Its certificates do not say what they are for, so they are good for anything.".into()),
            (self.server_flag && self.code_signing_flag, "Certificates for servers should not sign code as well.".into()),
        ]
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, sentence)| sentence)
        .collect();
        said.extend(left_out(&template.key_usages, &template.key_algorithm.algorithm()));
        said
    }
}

/// Which usages a key of this kind cannot have, so that they are left out of its certificate; `None` when it can have all.
pub fn left_out(usages: &[KeyUsage], key: &KeyAlgorithm) -> Option<String> {
    let titles: Vec<&str> = usages.iter().filter(|usage| !usage.fits(key)).map(|usage| usage.title()).collect();
    match titles.as_slice() {
        [] => None,
        [one] => Some(format!("{} keys cannot do {one}: it is left out of the key usage.", key.title())),
        several => Some(format!("{} keys cannot do {}: these are left out of the key usage.", key.title(), and(several))),
    }
}

/// The same, after a value was refused.
pub(super) fn allowed(rules: &NameRules) -> String {
    format!("{}.", sentence(rules))
}

fn sentence(rules: &NameRules) -> String {
    let mut parts = hosts(rules);
    if rules.allow_localhost && !rules.allow_any_name {
        parts.push("localhost".into());
    }
    if rules.allow_ip_sans {
        parts.push("IP addresses".into());
    }
    if !rules.allowed_uri_sans.is_empty() {
        parts.push(format!("URIs such as {}", named(&rules.allowed_uri_sans)));
    }
    match rules.allowed_other_sans.as_slice() {
        [] => {}
        patterns if patterns.contains(&OtherPattern::Any) => parts.push("other names".into()),
        patterns => parts.push(format!("other names such as {}", named(&patterns.iter().map(OtherPattern::shown).collect::<Vec<_>>()))),
    }
    let all = if parts.is_empty() { "No name at all".into() } else { and(&parts) };
    let limited = match (rules.allow_wildcard_certificates, parts.is_empty()) {
        (false, false) => format!("{all}; without wildcards"),
        _ => all,
    };
    capital(&limited)
}

fn hosts(rules: &NameRules) -> Vec<String> {
    if rules.allow_any_name {
        let what = if rules.enforce_hostnames { "any host name or e-mail address" } else { "any name" };
        return vec![what.into()];
    }
    let (globs, plain): (Vec<String>, Vec<String>) = rules.allowed_domains.iter().cloned().partition(|domain| domain.contains('*'));
    let mut parts = Vec::new();
    if !plain.is_empty() && rules.allow_bare_domains {
        parts.push(named(&plain));
    }
    if !plain.is_empty() && rules.allow_subdomains {
        parts.push(match rules.allow_bare_domains {
            true => "any name below".into(),
            false => format!("any name below {}", named(&plain)),
        });
    }
    if let [bare, below] = parts.as_slice() {
        parts = vec![format!("{bare} and {below} {}", if plain.len() == 1 { "it" } else { "them" })];
    }
    match (globs.is_empty(), rules.allow_glob_domains, rules.allow_bare_domains) {
        (false, true, _) => parts.push(format!("names such as {}", named(&globs))),
        (false, false, true) => parts.push(named(&globs)),
        _ => {}
    }
    parts
}

fn named(all: &[String]) -> String {
    match all.len() {
        count if count > NAMED_MOST => format!("{} and {} more", all[..NAMED_MOST].join(", "), count - NAMED_MOST),
        _ => and(all),
    }
}

fn and<T: AsRef<str>>(parts: &[T]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first, second] if first.as_ref().contains(' ') => format!("{}, and {}", first.as_ref(), second.as_ref()),
        [all @ .., last] => {
            let before: Vec<&str> = all.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", before.join(", "), last.as_ref())
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    // A host name stays in lower case: it is written so.
    match letters.next() {
        Some(first) if !text.split(' ').next().is_some_and(|word| word.contains(['.', '*', '@'])) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(domains: &[&str]) -> TemplateContent {
        let allowed_domains = domains.iter().map(|domain| (*domain).to_owned()).collect();
        TemplateContent { allowed_domains, allow_ip_sans: false, ..TemplateContent::default() }
    }

    #[test]
    fn a_template_says_what_it_accepts() {
        let sub = |content: TemplateContent| TemplateContent { allow_subdomains: true, ..content };
        let bare = |content: TemplateContent| TemplateContent { allow_bare_domains: true, ..content };
        let one = || content(&["example.com"]);
        for (content, said) in [
            (sub(one()), "Any name below example.com, and localhost"),
            (sub(bare(one())), "example.com and any name below it, and localhost"),
            (TemplateContent { allow_ip_sans: true, ..bare(one()) }, "example.com, localhost and IP addresses"),
            (TemplateContent { allow_any_name: true, ..content(&[]) }, "Any host name or e-mail address"),
            (
                TemplateContent { allow_any_name: true, allow_wildcard_certificates: false, ..content(&[]) },
                "Any host name or e-mail address; without wildcards",
            ),
            (TemplateContent { allow_localhost: false, ..content(&[]) }, "No name at all"),
            (
                TemplateContent { allow_glob_domains: true, allow_localhost: false, ..content(&["ftp*.example.com"]) },
                "Names such as ftp*.example.com",
            ),
            (
                sub(content(&["a.example", "b.example", "c.example", "d.example", "e.example"])),
                "Any name below a.example, b.example, c.example and 2 more, and localhost",
            ),
        ] {
            assert_eq!(Template::parse(&content).unwrap().accepts(), said);
        }
    }

    #[test]
    fn a_template_that_accepts_next_to_nothing_says_so() {
        let usual = TemplateContent { key_usages: vec![KeyUsage::DigitalSignature], ..content(&["example.com"]) };
        let warnings = |content: &TemplateContent| content.warnings(&Template::parse(content).unwrap());
        assert!(warnings(&usual)[0].contains("nothing but localhost"));
        assert!(warnings(&TemplateContent { allow_subdomains: true, ..usual.clone() }).is_empty());
        let identities = TemplateContent { allowed_domains_template: true, allow_subdomains: true, ..usual.clone() };
        assert_eq!(warnings(&identities).len(), 1);
        let default_usages = TemplateContent { allow_subdomains: true, ..content(&["example.com"]) };
        assert_eq!(warnings(&default_usages), ["RSA 2048 keys cannot do key agreement: it is left out of the key usage."]);
    }
}
