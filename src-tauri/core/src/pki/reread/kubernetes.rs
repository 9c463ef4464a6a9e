//! A Kubernetes Secret of the type `kubernetes.io/tls`, read by `serde-saphyr`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret;
use secrecy::SecretString;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::Difference;
use super::Found;
use super::pem;
use super::unreadable;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Secret {
    api_version: String,
    kind: String,
    metadata: Metadata,
    #[serde(rename = "type")]
    of: String,
    data: Data,
}

#[derive(Deserialize)]
struct Metadata {
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    #[serde(rename = "tls.crt")]
    certificate: String,
    #[serde(rename = "tls.key")]
    key: SecretString,
}

pub(super) fn read(bytes: &[u8]) -> Result<Found, Difference> {
    let text = std::str::from_utf8(bytes).map_err(unreadable)?;
    // The parser's own words would quote the file, and a key is in it.
    let secret: Secret = serde_saphyr::from_str(text).map_err(|_| unreadable("it is not the YAML of a Secret"))?;
    let is_tls = secret.api_version == "v1" && secret.kind == "Secret" && secret.of == "kubernetes.io/tls";
    if !is_tls || secret.metadata.name.is_empty() {
        return Err(unreadable("it is not a Secret of the type kubernetes.io/tls"));
    }
    let certificates = decoded(&secret.data.certificate)?;
    let key = decoded(secret.data.key.expose_secret())?;
    pem::read(&[certificates.as_slice(), &key].concat(), None)
}

fn decoded(text: &str) -> Result<Zeroizing<Vec<u8>>, Difference> {
    STANDARD.decode(text).map(Zeroizing::new).map_err(|_| unreadable("its base64 text is damaged"))
}
