use super::*;
use crate::domain::template::Template;

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

fn rules(content: TemplateContent) -> NameRules {
    Template::parse(&content).unwrap().names
}

fn only(domains: &[&str]) -> TemplateContent {
    TemplateContent { allowed_domains: texts(domains), ..TemplateContent::default() }
}

#[test]
fn the_table_of_the_rules() {
    let names = ["example.com", "a.example.com", "a.b.example.com", "*.example.com", "ftp1.example.com"];
    for (domains, bare, sub, glob, wildcard, any, accepted) in [
        (vec!["example.com"], false, false, false, true, false, [false, false, false, false, false]),
        (vec!["example.com"], true, false, false, true, false, [true, false, false, false, false]),
        (vec!["example.com"], false, true, false, true, false, [false, true, true, true, true]),
        (vec!["example.com"], false, true, false, false, false, [false, true, true, false, true]),
        (vec!["ftp*.example.com"], false, false, true, true, false, [false, false, false, false, true]),
        (vec!["*.example.com"], false, false, true, true, false, [false, true, true, true, true]),
        (vec!["*.example.com"], true, false, false, true, false, [false, false, false, true, false]),
        (vec![], false, false, false, true, true, [true, true, true, true, true]),
    ] {
        let rules = rules(TemplateContent {
            allow_bare_domains: bare,
            allow_subdomains: sub,
            allow_glob_domains: glob,
            allow_wildcard_certificates: wildcard,
            allow_any_name: any,
            ..only(&domains)
        });
        for asked in [AskedAs::Dns, AskedAs::CommonName] {
            let found = names.map(|name| rules.decide(asked, name).verdict.accepted);
            assert_eq!(found, accepted, "{domains:?} bare {bare} sub {sub} glob {glob} wildcard {wildcard} any {any}");
        }
    }
}

#[test]
fn names_beside_the_table() {
    let sub = || TemplateContent { allow_subdomains: true, ..only(&["example.com", "Bücher.example"]) };
    let any = || TemplateContent { allow_any_name: true, ..TemplateContent::default() };
    let free = || TemplateContent { enforce_hostnames: false, ..any() };
    let bare = || TemplateContent { allow_bare_domains: true, ..only(&["example.com", "alex@example.org"]) };
    let globs = || TemplateContent { allow_glob_domains: true, ..only(&["*@example.com", "web-*.example.com"]) };
    use AskedAs::*;
    for (content, asked, name, accepted) in [
        (TemplateContent::default(), Dns, "localhost", true),
        (TemplateContent::default(), Dns, "LocalDomain.", true),
        (TemplateContent::default(), Dns, "a.localhost", false),
        (sub(), Dns, "a.localhost", true),
        (sub(), Dns, "notlocalhost", false),
        (TemplateContent { allow_localhost: false, ..TemplateContent::default() }, Dns, "localhost", false),
        (sub(), Dns, "badexample.com", false),
        (sub(), Dns, "A.EXAMPLE.COM", true),
        (sub(), Dns, "laden.bücher.example", true),
        (sub(), Dns, "laden.xn--bcher-kva.example", true),
        (sub(), Dns, "xn--a.example.com", false),
        (sub(), Dns, "f*.example.com", true),
        (sub(), Dns, "*o.example.com", true),
        (sub(), Dns, "f*o.example.com", true),
        (sub(), Dns, "**.example.com", false),
        (sub(), Dns, "*.*.example.com", false),
        (sub(), Dns, "a.*.example.com", false),
        (sub(), Dns, "-*.example.com", false),
        (any(), Dns, "*", false),
        (any(), Dns, "a b", false),
        (any(), Dns, "192.0.2.1", false),
        (any(), CommonName, "Alex Doe", false),
        (free(), CommonName, "Alex Doe", true),
        (free(), Dns, "a b", false),
        (free(), Dns, "_._", true),
        (free(), Dns, "", false),
        (TemplateContent { allow_wildcard_certificates: false, ..any() }, Dns, "*.example.com", false),
        (sub(), Email, "alex@example.com", false),
        (sub(), Email, "alex@mail.example.com", true),
        (bare(), Email, "alex@example.com", true),
        (bare(), Email, "alex@example.org", true),
        (bare(), Email, "blake@example.org", false),
        (globs(), Email, "blake@example.com", true),
        (globs(), Email, "blake@mail.example.com", false),
        (any(), Email, "a@b@example.com", false),
        (any(), Email, "alex@*.example.com", false),
        (any(), Email, "example.com", false),
        (any(), Dns, "alex@example.com", false),
        (any(), CommonName, "alex@example.com", true),
        (globs(), Dns, "web-1.a.example.com", true),
        (globs(), Dns, "web.example.com", false),
    ] {
        let found = rules(content.clone()).decide(asked, name);
        assert_eq!(found.verdict.accepted, accepted, "{name} as {asked:?}: {}", found.verdict.rule);
        assert_eq!(found.verdict.allowed.is_none(), accepted, "{name}: a refusal says what would be allowed");
    }
}

#[test]
fn the_name_is_written_in_ascii_and_lower_case() {
    let rules = rules(TemplateContent { allow_any_name: true, enforce_hostnames: false, ..TemplateContent::default() });
    let written = |asked, name| rules.decide(asked, name).name.map(|name| name.shown().value);
    assert_eq!(written(AskedAs::Dns, "Bücher.Example.").as_deref(), Some("xn--bcher-kva.example"));
    assert_eq!(written(AskedAs::Email, "Alex@Bücher.example").as_deref(), Some("Alex@xn--bcher-kva.example"));
    for person in ["Alex Doe", "Alex", "José", "Ada.*.Lovelace!"] {
        assert_eq!(written(AskedAs::CommonName, person), None, "{person} is no host");
        assert_eq!(rules.decide(AskedAs::CommonName, person).text, person);
    }
    assert_eq!(rules.decide(AskedAs::CommonName, "Bücher.Example").text, "xn--bcher-kva.example");
    assert_eq!(rules.decide(AskedAs::CommonName, "Shop.Example.com").text, "Shop.Example.com");
}

#[test]
fn addresses_uris_and_other_names() {
    let content = || TemplateContent {
        allowed_uri_sans: texts(&["spiffe://example.com/*", "urn:uuid:1"]),
        allowed_other_sans: texts(&["1.3.6.1.4.1.311.20.2.3;UTF8:*@example.com"]),
        ..TemplateContent::default()
    };
    let closed = TemplateContent { allow_ip_sans: false, ..TemplateContent::default() };
    let all = TemplateContent { allowed_other_sans: texts(&["*"]), ..TemplateContent::default() };
    use AskedAs::*;
    for (content, asked, value, accepted) in [
        (content(), Ip, "192.0.2.1", true),
        (content(), Ip, "2001:db8::1", true),
        (content(), Ip, "192.0.2.256", false),
        (closed.clone(), Ip, "192.0.2.1", false),
        (content(), Uri, "spiffe://example.com/a/b", true),
        (content(), Uri, "urn:uuid:1", true),
        (content(), Uri, "urn:uuid:12", false),
        (content(), Uri, "spiffe://example.org/a", false),
        (content(), Uri, "nothing", false),
        (closed.clone(), Uri, "spiffe://example.com/a", false),
        (content(), Other, "1.3.6.1.4.1.311.20.2.3;UTF8:alex@example.com", true),
        (content(), Other, "1.3.6.1.4.1.311.20.2.3:UTF8:alex@example.com", true),
        (content(), Other, "1.3.6.1.4.1.311.20.2.3;UTF8:alex@example.org", false),
        (content(), Other, "1.3.6.1;UTF8:alex@example.com", false),
        (closed, Other, "1.3.6.1;UTF8:a", false),
        (all, Other, "1.3.6.1;UTF8:a", true),
    ] {
        assert_eq!(rules(content).decide(asked, value).verdict.accepted, accepted, "{value} as {asked:?}");
    }
}

#[test]
fn a_value_is_judged_as_what_it_looks_like() {
    for (value, asked) in [
        ("a.example.com", AskedAs::Dns),
        ("*.example.com", AskedAs::Dns),
        ("alex@example.com", AskedAs::Email),
        ("192.0.2.1", AskedAs::Ip),
        ("2001:db8::1", AskedAs::Ip),
        ("spiffe://example.com/a@b", AskedAs::Uri),
        ("1.3.6.1.4.1.311.20.2.3;UTF8:alex@example.com", AskedAs::Other),
    ] {
        assert_eq!(AskedAs::guess(value), asked, "{value}");
    }
}

#[test]
fn a_pattern_matches_from_end_to_end() {
    for (pattern, text, fits) in [
        ("*", "", true),
        ("a*", "a", true),
        ("a*a", "a", false),
        ("a*b*c", "axxbyyc", true),
        ("a*b*c", "axxc", false),
        ("a**c", "abc", true),
        ("abc", "abcd", false),
        ("*a*", "banana", true),
        ("*an", "banana", false),
        ("ab*ab", "abab", true),
        ("ab*ab", "aba", false),
    ] {
        assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
    }
}
