//! Web servers and proxies.

use super::Destination;
use super::Item;
use super::without_key;
use crate::pki::export::PRIVATE_KEY;
use crate::pki::export::SERVER_CHAIN;
use crate::pki::export::SERVER_PEM;

const CHAIN: Item = Item { ending: ".crt", what: "the certificate, then its intermediates", format: &SERVER_CHAIN };
const KEY: Item = Item { ending: ".key", what: "the private key", format: &PRIVATE_KEY };

pub(super) const NGINX: Destination = Destination {
    id: "nginx",
    title: "nginx",
    help: "The chain and the private key as two PEM files.",
    weak: None,
    files: |_| vec![CHAIN, KEY],
    unavailable: without_key,
    configuration_title: "In the server block of your site",
    configuration: |setting| {
        let (chain, key) = (setting.path("/etc/nginx/tls/", 0), setting.path("/etc/nginx/tls/", 1));
        let hosts = setting.hosts.join(" ");
        format!("listen 443 ssl;\nserver_name {hosts};\nssl_certificate {chain};\nssl_certificate_key {key};\n")
    },
};

pub(super) const APACHE: Destination = Destination {
    id: "apache",
    title: "Apache",
    help: "The chain and the private key as two PEM files, for Apache httpd from 2.4.8 on.",
    configuration_title: "In the VirtualHost *:443 of your site",
    configuration: |setting| {
        let (chain, key) = (setting.path("/etc/apache2/tls/", 0), setting.path("/etc/apache2/tls/", 1));
        let mut lines = format!("ServerName {}\n", setting.hosts[0]);
        if setting.hosts.len() > 1 {
            lines += &format!("ServerAlias {}\n", setting.hosts[1..].join(" "));
        }
        lines + &format!("SSLEngine on\nSSLCertificateFile {chain}\nSSLCertificateKeyFile {key}\n")
    },
    ..NGINX
};

pub(super) const HAPROXY: Destination = Destination {
    id: "haproxy",
    title: "HAProxy",
    help: "Private key and chain together in one PEM file.",
    files: |_| vec![Item { ending: ".pem", what: "the private key, the certificate, then its intermediates", format: &SERVER_PEM }],
    configuration_title: "In the frontend of your site",
    configuration: |setting| format!("bind :443 ssl crt {}\n", setting.path("/etc/haproxy/certs/", 0)),
    ..NGINX
};

pub(super) const CADDY: Destination = Destination {
    id: "caddy",
    title: "Caddy",
    help: "The chain and the private key as two PEM files, instead of a certificate that Caddy gets by itself.",
    configuration_title: "In the Caddyfile",
    configuration: |setting| {
        let (chain, key) = (setting.path("/etc/caddy/tls/", 0), setting.path("/etc/caddy/tls/", 1));
        format!("{} {{\n    tls {chain} {key}\n}}\n", setting.hosts.join(", "))
    },
    ..NGINX
};
