//! Where certificates go: for each place the files it wants, in the form it reads, and the lines that make it use them.
//!
//! Destinations are a list: one more is one entry in a file here and one word in [`DESTINATIONS`].

mod devices;
mod java;
mod kubernetes;
mod plain;
mod servers;
mod windows;

use super::bundle::Bundle;
use super::chain;
use super::export::ExportFormat;
use crate::domain::certificate::AltNameKind;

/// A place that certificates are handed to.
#[derive(Clone, Copy, Debug)]
pub struct Destination {
    pub id: &'static str,
    pub title: &'static str,
    /// One sentence: what it gets, and from which version on it reads that.
    pub help: &'static str,
    /// Why its files are protected less than they could be; none when they are not.
    pub weak: Option<&'static str>,
    /// The files it gets from this bundle.
    pub files: fn(&Bundle) -> Vec<Item>,
    /// Why it takes nothing from this bundle; none when it does.
    pub unavailable: fn(&Bundle) -> Option<&'static str>,
    /// What the lines of [`Destination::configuration`] are and where they go.
    pub configuration_title: &'static str,
    /// The lines that make it use the files.
    pub configuration: fn(&Setting) -> String,
}

impl Destination {
    /// Whether one of its files is protected by a password.
    pub fn needs_password(&self, bundle: &Bundle) -> bool {
        (self.files)(bundle).iter().any(|file| file.format.needs_password)
    }
}

/// One file that a destination gets.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// What its name ends in, after the name of the secret: `.key`.
    pub ending: &'static str,
    /// What is in it, in a few words.
    pub what: &'static str,
    pub format: &'static ExportFormat,
}

/// What the lines of a configuration name.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The secret's name.
    name: String,
    /// The names of the files, in their order.
    files: Vec<String>,
    /// The hosts that the certificate is for; at least one.
    hosts: Vec<String>,
}

impl Setting {
    /// The lines for a secret of this name, written to files of these names.
    pub fn new(name: &str, files: Vec<String>, bundle: &Bundle) -> Self {
        let hosts = match hosts(bundle) {
            none if none.is_empty() => vec!["example.com".to_owned()],
            some => some,
        };
        Self { name: name.to_owned(), files, hosts }
    }

    /// A file in a folder, in quotation marks where a program would otherwise cut its name.
    fn path(&self, folder: &str, at: usize) -> String {
        let path = format!("{folder}{}", self.file(at));
        match path.chars().all(|c| c.is_ascii_alphanumeric() || "-._/~".contains(c)) {
            true => path,
            false => format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\"")),
        }
    }

    fn file(&self, at: usize) -> &str {
        self.files.get(at).map_or("", String::as_str)
    }
}

/// Every destination, in the order they are offered.
pub static DESTINATIONS: &[Destination] = &[
    servers::NGINX,
    servers::APACHE,
    servers::HAPROXY,
    servers::CADDY,
    java::TOMCAT,
    java::TRUST,
    windows::IIS,
    windows::IIS_OLD,
    devices::MACOS,
    devices::ANDROID,
    kubernetes::KUBERNETES,
    plain::PLAIN,
];

/// The destination with this id.
pub fn find(id: &str) -> Option<&'static Destination> {
    DESTINATIONS.iter().find(|destination| destination.id == id)
}

/// Why whoever meets the certificate may not trust it: nothing that leads to a root is held; none when the chain is as it should be.
pub fn incomplete(bundle: &Bundle) -> Option<String> {
    let way = bundle.way();
    let is_alone = way.links.len() == 1 && !chain::is_root(bundle.certificate());
    let issuer = &bundle.facts().issuer_name;
    is_alone.then(|| {
        format!("The certificate of its issuer, {issuer}, is not here. If that is an intermediate, many clients will not trust the server without it.")
    })
}

/// How far up the chain leads, as a sentence.
pub fn reach(bundle: &Bundle) -> String {
    let way = bundle.way();
    match way.links.last().filter(|top| !chain::is_root(top)) {
        None => "The chain is complete up to its root.".into(),
        Some(top) if way.links.len() > 1 => {
            format!("The chain is complete up to {}, which clients have to know.", top.facts().issuer_name)
        }
        Some(top) => format!("Nothing is held above the certificate: clients have to know {}.", top.facts().issuer_name),
    }
}

fn without_key(bundle: &Bundle) -> Option<&'static str> {
    bundle.private_key().is_none().then_some("There is no private key.")
}

/// For systems that know RSA and the NIST curves only.
fn without_usual_key(bundle: &Bundle) -> Option<&'static str> {
    let is_ed25519 = bundle.facts().public_key.algorithm == "ED25519";
    without_key(bundle).or(is_ed25519.then_some("It does not take Ed25519 keys."))
}

fn always(_: &Bundle) -> Option<&'static str> {
    None
}

/// The DNS names of the certificate, else its common name: as far as they can stand in a configuration.
fn hosts(bundle: &Bundle) -> Vec<String> {
    let facts = bundle.facts();
    let named = facts.alt_names.iter().filter(|name| name.kind == AltNameKind::Dns).map(|name| &name.value);
    let mut hosts: Vec<String> = named.filter(|name| is_host(name)).cloned().collect();
    if hosts.is_empty() {
        hosts.extend(facts.common_name.clone().filter(|name| is_host(name)));
    }
    hosts
}

/// Letters, digits, `-` and `.`, with a `*` as its first label at most: a certificate must not write lines of its own into a configuration.
fn is_host(name: &str) -> bool {
    let rest = name.strip_prefix("*.").unwrap_or(name);
    !rest.is_empty() && rest.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

#[cfg(test)]
mod tests;
