//! A Kubernetes Secret of the type `kubernetes.io/tls`, as YAML.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret;
use secrecy::SecretSlice;
use zeroize::Zeroizing;

use super::ExportFormat;
use super::Inscription;
use super::pem;
use super::sent;
use super::without_key;
use crate::pki::Error;
use crate::pki::bundle::Bundle;
use crate::pki::keys;
use crate::pki::reread::Reader;

/// Not offered by itself.
pub(in crate::pki) const KUBERNETES: ExportFormat = ExportFormat {
    id: "kubernetes",
    title: "Kubernetes Secret",
    help: "Private key, certificate and intermediates as a Secret of the type kubernetes.io/tls.",
    extension: "yaml",
    suffix: "-tls",
    contains_key: true,
    needs_password: false,
    certificates: sent,
    reader: Reader::Kubernetes,
    unavailable: without_key,
    write,
};

/// The longest name that a thing in Kubernetes has (RFC 1123 §2.1).
const NAME_MAX: usize = 253;

/// A name that Kubernetes takes: small letters, digits, `-` and `.`, a letter or a digit at both ends.
pub(in crate::pki) fn name(secret: &str) -> String {
    let small = secret.to_ascii_lowercase().replace('_', "-");
    let cut: String = small.chars().take(NAME_MAX).collect();
    cut.split('.').map(|label| label.trim_matches('-')).filter(|label| !label.is_empty()).collect::<Vec<_>>().join(".")
}

fn write(bundle: &Bundle, inscription: &Inscription) -> Result<SecretSlice<u8>, Error> {
    let key = keys::to_pkcs8_pem(pem::key(bundle)?)?;
    let key = Zeroizing::new(STANDARD.encode(key.expose_secret()));
    let certificates = STANDARD.encode(pem::blocks(sent(bundle)));
    let head = format!("apiVersion: v1\nkind: Secret\nmetadata:\n  name: \"{}\"\ntype: kubernetes.io/tls\n", name(inscription.name));
    let data = Zeroizing::new(format!("data:\n  tls.crt: {certificates}\n  tls.key: {}\n", key.as_str()));
    Ok([head.as_bytes(), data.as_bytes()].concat().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_kubernetes_takes() {
        for (secret, wanted) in [
            ("shop", "shop"),
            ("Shop_Frontend", "shop-frontend"),
            ("_internal", "internal"),
            ("a.-b-.c", "a.b.c"),
            ("wildcard.example.com", "wildcard.example.com"),
            (&"x".repeat(256), &"x".repeat(253)),
        ] {
            assert_eq!(name(secret), wanted);
        }
    }
}
