//! A root certificate on its way into a trust store: a file for the tools to read, and a name to find it by.

use std::io::Write;
use std::path::Path;

use tempfile::NamedTempFile;

use super::TrustError;

/// The certificate as a file, for as long as this lives.
#[derive(Debug)]
pub struct Anchor {
    name: String,
    file: NamedTempFile,
}

impl Anchor {
    /// Lays a certificate (PEM) down for the tools. `name` is the authority's, `fingerprint` its SHA-256 in hex with colons.
    pub fn new(name: &str, fingerprint: &str, pem: &str) -> Result<Self, TrustError> {
        let failed = |error: std::io::Error| TrustError::NoFile { said: error.to_string() };
        let mut file = tempfile::Builder::new().prefix("certkeep-").suffix(".crt").tempfile().map_err(failed)?;
        file.write_all(pem.as_bytes()).and_then(|()| file.flush()).map_err(failed)?;
        let short: String = fingerprint.chars().filter(char::is_ascii_hexdigit).take(8).collect();
        Ok(Self { name: format!("certkeep-{name}-{short}").to_lowercase(), file })
    }

    /// What it is called in a store: the same authority's other certificate has another name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it lies for the tools.
    pub fn path(&self) -> &Path {
        self.file.path()
    }
}
