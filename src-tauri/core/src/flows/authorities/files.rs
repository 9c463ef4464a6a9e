//! What an authority publishes, as files.

use std::path::Path;

use super::AuthorityFile;
use super::DownloadAuthority;
use super::SaveCertificates;
use super::signer::chain;
use super::signer::pem_of;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::authority::Authority;
use crate::domain::names::SecretName;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::flows::written::WrittenFile;
use crate::flows::written::write_checked;
use crate::pki::bundle::Certificate;
use crate::pki::bundle::read_intermediates;
use crate::pki::crl;
use crate::store::Db;

impl Core {
    /// The proposed name of a file of an authority.
    pub fn authority_file_name(&self, request: DownloadAuthority) -> Result<String> {
        let authority = self.unlocked()?.store.read(|db| db.authorities().find(request.authority_id))?;
        let ending = match request.file {
            AuthorityFile::CertificatePem => ".pem",
            AuthorityFile::CertificateDer => ".crt",
            AuthorityFile::ChainPem => "-chain.pem",
            AuthorityFile::CrlPem => "-crl.pem",
            AuthorityFile::CrlDer => ".crl",
            AuthorityFile::Csr => ".csr",
        };
        Ok(format!("{}{ending}", authority.name))
    }

    /// Writes a file of an authority to `path`, then reads it again and compares.
    #[tracing::instrument(skip_all, fields(authority = %request.authority_id))]
    pub async fn download_authority(&self, request: DownloadAuthority, path: &Path) -> Result<WrittenFile> {
        let path = path.to_owned();
        self.off_thread(move |core| {
            let (authority, bytes) = core.unlocked()?.store.read(|db| {
                let authority = db.authorities().find(request.authority_id)?;
                let bytes = authority_file(db, &authority, request.file);
                Ok((authority, bytes))
            })?;
            core.hand_out(&authority.name, &bytes?, &path)
        })
        .await
    }

    /// The proposed name of a file with these certificates.
    pub fn certificates_file_name(&self, request: &SaveCertificates) -> Result<String> {
        let certificates = read(request)?;
        let first = certificates.first().map(|certificate| certificate.facts().display_name()).and_then(SecretName::suggest);
        let name = first.map_or_else(|| "certificate".to_owned(), |name| name.as_str().to_owned());
        Ok(format!("{name}{}", if certificates.len() > 1 { "-chain.pem" } else { ".pem" }))
    }

    /// Writes certificates that the screen shows to `path`, as PEM; nothing else can be written so. Reads the file again and compares.
    #[tracing::instrument(skip_all)]
    pub async fn save_certificates(&self, request: SaveCertificates, path: &Path) -> Result<WrittenFile> {
        let path = path.to_owned();
        self.off_thread(move |core| {
            let certificates = read(&request)?;
            let what = certificates.first().map(|certificate| certificate.facts().display_name()).unwrap_or_default();
            core.hand_out(what, pem_of(&certificates).as_bytes(), &path)
        })
        .await
    }

    /// Writes a file, reads it again and compares, and records that it left.
    fn hand_out(&self, what: &str, bytes: &[u8], path: &Path) -> Result<WrittenFile> {
        let unlocked = self.unlocked()?;
        let written = write_checked(path, bytes, false)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let entry = ActivityEntry::new(ActivityAction::AuthorityDownloaded, self.now()).saying(format!("{what}, to {name}"));
        unlocked.store.write(|db| db.activity().record(&entry))?;
        self.send(Event::ActivityChanged);
        Ok(written)
    }
}

fn read(request: &SaveCertificates) -> Result<Vec<Certificate>> {
    Ok(read_intermediates(request.pem.as_bytes())?)
}

/// What an authority publishes, in one form. As PEM, the lists of all of its keys follow each other; as DER, it is that of the key in use.
pub(in crate::flows) fn authority_file(db: &Db<'_>, authority: &Authority, file: AuthorityFile) -> Result<Vec<u8>> {
    let certificates = db.authorities().certificate_in_use(authority.id)?.map(|certificate| chain(&certificate)).transpose()?;
    let lists = db.crls().list(authority.id)?;
    let bytes = match file {
        AuthorityFile::CertificatePem => certificates.map(|chain| pem_of(&chain[..1]).into_bytes()),
        AuthorityFile::CertificateDer => certificates.map(|chain| chain[0].der().as_bytes().to_vec()),
        AuthorityFile::ChainPem => certificates.map(|chain| pem_of(&chain).into_bytes()),
        AuthorityFile::CrlPem if lists.is_empty() => None,
        AuthorityFile::CrlPem => Some(lists.iter().map(|list| crl::to_pem(&list.der)).collect::<String>().into_bytes()),
        AuthorityFile::CrlDer => lists.into_iter().next().map(|list| list.der),
        AuthorityFile::Csr => authority.request.clone().map(String::into_bytes),
    };
    bytes.ok_or_else(|| {
        Error::new(ErrorCode::FormatUnavailable, format!("“{}” has no such file yet.", authority.name))
            .help("It is there once the authority is signed.")
    })
}
