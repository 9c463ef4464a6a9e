//! What can be asked for, and what is refused.

use super::*;

fn content() -> RequestContent {
    RequestContent {
        subject: RequestSubject { common_name: "shop.example.com".into(), ..RequestSubject::default() },
        dns_names: Vec::new(),
        email_addresses: Vec::new(),
        ip_addresses: Vec::new(),
        uris: Vec::new(),
        other_names: Vec::new(),
        exclude_common_name: false,
        key_algorithm: NewKeyAlgorithm::EcdsaP256,
        key_usages: Vec::new(),
        ext_key_usages: Vec::new(),
        ext_key_usage_oids: Vec::new(),
        policy_oids: Vec::new(),
    }
}

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[test]
fn a_common_name_that_is_a_host_name_is_an_alternative_name_too() {
    let names =
        |content: &RequestContent| Requested::parse(content).unwrap().alt_names.iter().map(|name| name.shown().value).collect::<Vec<_>>();
    let both = RequestContent { dns_names: texts(&["www.example.com", "SHOP.example.com."]), ..content() };
    assert_eq!(names(&both), ["shop.example.com", "www.example.com"], "each name once");
    assert_eq!(names(&RequestContent { exclude_common_name: true, ..both }), ["www.example.com", "shop.example.com"]);
    let person = RequestSubject { common_name: "Alex Doe".into(), ..RequestSubject::default() };
    assert!(names(&RequestContent { subject: person, ..content() }).is_empty());
}

#[test]
fn a_part_of_the_subject_has_any_number_of_values_and_what_was_kept_with_one_is_read() {
    let kept = r#"{"commonName":"shop.example.com","organization":"Example, Inc.","organizationalUnit":"","country":["de","US"],
        "province":"","locality":"","streetAddress":"","postalCode":""}"#;
    let subject: RequestSubject = serde_json::from_str(kept).unwrap();
    let parsed: Vec<String> = subject.parse().unwrap().into_iter().map(|(_, value)| value).collect();
    assert_eq!(parsed, ["DE", "US", "Example, Inc.", "shop.example.com"]);
    let many = RequestSubject { locality: vec!["Berlin".into(); 11], ..subject };
    assert!(matches!(many.parse(), Err(RequestError::TooManyValues { field: "locality", .. })));
}

#[test]
fn what_is_wrong_is_told_at_its_field() {
    let subject = |subject: RequestSubject| RequestContent { subject, ..content() };
    let long = RequestSubject { organization: vec!["x".repeat(65)], ..RequestSubject::default() };
    let lines = RequestSubject { locality: texts(&["a\nb"]), ..RequestSubject::default() };
    let country = RequestSubject { country: texts(&["DE", "Germany"]), ..RequestSubject::default() };
    let many = (0..101).map(|number| format!("host-{number}.example.com")).collect();
    for (bad, field) in [
        (subject(RequestSubject::default()), "commonName"),
        (subject(long), "organization"),
        (subject(lines), "locality"),
        (subject(country), "country"),
        (RequestContent { dns_names: texts(&["a b.example.com"]), ..content() }, "dnsNames"),
        (RequestContent { dns_names: texts(&["www.*.example.com"]), ..content() }, "dnsNames"),
        (RequestContent { dns_names: texts(&["192.0.2.1"]), ..content() }, "dnsNames"),
        (RequestContent { dns_names: texts(&["bücher.example"]), ..content() }, "dnsNames"),
        (RequestContent { dns_names: many, ..content() }, "dnsNames"),
        (RequestContent { email_addresses: texts(&["alex"]), ..content() }, "emailAddresses"),
        (RequestContent { email_addresses: texts(&["a@*.example.com"]), ..content() }, "emailAddresses"),
        (RequestContent { ip_addresses: texts(&["192.0.2.256"]), ..content() }, "ipAddresses"),
        (RequestContent { uris: texts(&["/service"]), ..content() }, "uris"),
        (RequestContent { ext_key_usage_oids: texts(&["1.40.1"]), ..content() }, "extKeyUsageOids"),
        (RequestContent { other_names: texts(&["1.3.6.1.4.1.311.20.2.3"]), ..content() }, "otherNames"),
        (RequestContent { policy_oids: texts(&["any"]), ..content() }, "policyOids"),
        (RequestContent { ext_key_usage_oids: texts(&["3"]), ..content() }, "extKeyUsageOids"),
    ] {
        assert_eq!(Requested::parse(&bad).unwrap_err().field(), field, "{bad:?}");
    }
}

#[test]
fn names_of_every_kind_are_taken() {
    let good = RequestContent {
        dns_names: texts(&["*.example.com", "_sip.example.com", "localhost", "", "xn--bcher-kva.example"]),
        email_addresses: texts(&["alex.doe+tls@example.com"]),
        ip_addresses: texts(&[" 192.0.2.1 ", "2001:DB8::1"]),
        uris: texts(&["spiffe://example.com/a", "urn:uuid:1"]),
        ext_key_usage_oids: texts(&["1.3.6.1.5.5.7.3.17", "2.999.1"]),
        ..content()
    };
    let requested = Requested::parse(&good).unwrap();
    let shown: Vec<String> = requested.alt_names.iter().map(|name| name.shown().value).collect();
    assert_eq!(shown[1..5], ["*.example.com", "_sip.example.com", "localhost", "xn--bcher-kva.example"]);
    assert_eq!(shown[5..], ["alex.doe+tls@example.com", "192.0.2.1", "2001:db8::1", "spiffe://example.com/a", "urn:uuid:1"]);
    assert_eq!(requested.ext_key_usage_oids, [vec![1, 3, 6, 1, 5, 5, 7, 3, 17], vec![2, 999, 1]]);
}
