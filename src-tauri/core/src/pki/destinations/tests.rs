//! What each destination gets, and what it is told.

use super::*;
use crate::pki::fixtures::bundle;
use crate::pki::fixtures::certificate;

fn leaf(key: &str, intermediates: &[&str]) -> Bundle {
    bundle("leaf.crt.pem", key, intermediates).unwrap()
}

fn configuration(id: &str, names: &[&str], bundle: &Bundle) -> String {
    let files = names.iter().map(|name| (*name).to_owned()).collect();
    (find(id).unwrap().configuration)(&Setting::new("Shop_1", files, bundle))
}

#[test]
fn servers_send_the_chain_without_the_root() {
    let whole = leaf("leaf.key.pem", &["root.crt.pem", "intermediate.crt.pem", "rsa-2048.crt.pem"]);
    for (id, at) in [("nginx", 0), ("apache", 0), ("haproxy", 0), ("caddy", 0), ("kubernetes", 0)] {
        let sent = (find(id).unwrap().files)(&whole)[at].format.certificates;
        assert_eq!(sent(&whole), [whole.certificate(), &certificate("intermediate.crt.pem")], "{id}");
    }
    let alone = bundle("rsa-2048.crt.pem", "rsa-2048.key.pem", &[]).unwrap();
    let sent = (find("nginx").unwrap().files)(&alone)[0].format.certificates;
    assert_eq!(sent(&alone).len(), 1, "a certificate that issued itself is sent");
}

#[test]
fn java_trusts_the_issuers() {
    let trusted = |bundle: &Bundle| {
        let format = (find("javaTrust").unwrap().files)(bundle)[0].format;
        (format.certificates)(bundle).into_iter().map(|certificate| certificate.facts().display_name().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(trusted(&leaf("", &["root.crt.pem", "intermediate.crt.pem"])), ["Example Intermediate", "Example Root"]);
    assert_eq!(trusted(&leaf("", &[])), ["leaf.example.com"], "with no issuer here, the certificate itself");
}

#[test]
fn what_a_destination_does_not_take_is_said() {
    let (ed25519, keyless) = (bundle("ed25519.crt.pem", "ed25519.key.pem", &[]).unwrap(), leaf("", &[]));
    let usual = leaf("leaf.key.pem", &[]);
    for destination in DESTINATIONS {
        let takes = |bundle| (destination.unavailable)(bundle).is_none();
        assert!(takes(&usual), "{}", destination.id);
        assert_eq!(takes(&keyless), ["javaTrust", "plain"].contains(&destination.id), "{}", destination.id);
        assert_eq!(takes(&ed25519), !["iis", "iisOld", "macos", "android"].contains(&destination.id), "{}", destination.id);
        let is_legacy = (destination.files)(&keyless).iter().any(|item| item.format.id == "pkcs12Legacy");
        assert_eq!(destination.weak.is_some(), is_legacy, "{}", destination.id);
    }
}

#[test]
fn plain_files_are_those_there_are() {
    let endings = |bundle: &Bundle| (find("plain").unwrap().files)(bundle).iter().map(|item| item.ending).collect::<Vec<_>>();
    assert_eq!(endings(&leaf("leaf.key.pem", &["intermediate.crt.pem"])), ["-cert.pem", "-chain.pem", "-fullchain.pem", "-key.pem"]);
    assert_eq!(endings(&leaf("", &[])), ["-cert.pem"]);
}

#[test]
fn lines_name_the_files_and_the_hosts() {
    let bundle = leaf("leaf.key.pem", &[]);
    for (id, names, wanted) in [
        ("nginx", vec!["a.crt", "a.key"], "ssl_certificate_key /etc/nginx/tls/a.key;"),
        ("nginx", vec!["my shop.crt", "a.key"], "ssl_certificate \"/etc/nginx/tls/my shop.crt\";"),
        ("nginx", vec!["a.crt", "a.key"], "server_name leaf.example.com"),
        ("apache", vec!["a.crt", "a.key"], "SSLCertificateFile /etc/apache2/tls/a.crt\n"),
        ("haproxy", vec!["a.pem"], "bind :443 ssl crt /etc/haproxy/certs/a.pem"),
        ("caddy", vec!["a.crt", "a.key"], "tls /etc/caddy/tls/a.crt /etc/caddy/tls/a.key"),
        ("tomcat", vec!["a&b.p12"], "certificateKeystoreFile=\"conf/a&amp;b.p12\""),
        ("tomcat", vec!["a.p12"], "certificateKeyAlias=\"Shop_1\""),
        ("iis", vec!["it's.pfx"], "-FilePath '.\\it''s.pfx'"),
        ("kubernetes", vec!["a.yaml"], "secretName: shop-1\n"),
        ("plain", vec!["a.pem"], "-in a.pem"),
    ] {
        let lines = configuration(id, &names, &bundle);
        assert!(lines.contains(wanted), "{id} lacks {wanted:?}:\n{lines}");
    }
}

#[test]
fn a_certificate_writes_no_lines_of_its_own() {
    for (name, good) in [
        ("shop.example.com", true),
        ("*.example.com", true),
        ("xn--bcher-kva.example", true),
        ("a.example.com;\nroot /;", false),
        ("a b", false),
        ("*", false),
        ("a..b", false),
        ("", false),
    ] {
        assert_eq!(is_host(name), good, "{name:?}");
    }
}

#[test]
fn a_missing_chain_is_told() {
    assert!(incomplete(&leaf("", &[])).unwrap().contains("Example Intermediate"));
    assert_eq!(incomplete(&leaf("", &["intermediate.crt.pem"])), None);
    assert_eq!(incomplete(&bundle("rsa-2048.crt.pem", "", &[]).unwrap()), None, "it issued itself");
    for (intermediates, wanted) in [
        (vec!["intermediate.crt.pem", "root.crt.pem"], "complete up to its root"),
        (vec!["intermediate.crt.pem"], "complete up to Example Root"),
        (vec![], "Nothing is held above"),
    ] {
        assert!(reach(&leaf("", &intermediates)).contains(wanted), "{intermediates:?}");
    }
}
