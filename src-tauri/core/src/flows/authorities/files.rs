//! What an authority publishes, as files.

use std::path::Path;

use super::AuthorityFile;
use super::DownloadAuthority;
use super::signer::chain;
use super::signer::pem_of;
use crate::Core;
use crate::domain::activity::ActivityAction;
use crate::domain::activity::ActivityEntry;
use crate::domain::authority::Authority;
use crate::error::Error;
use crate::error::ErrorCode;
use crate::error::Result;
use crate::events::Event;
use crate::flows::written::WrittenFile;
use crate::flows::written::write_checked;
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
            let unlocked = core.unlocked()?;
            let (authority, bytes) = unlocked.store.read(|db| {
                let authority = db.authorities().find(request.authority_id)?;
                let bytes = authority_file(db, &authority, request.file);
                Ok((authority, bytes))
            })?;
            let written = write_checked(&path, &bytes?, false)?;
            let now = core.now();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let entry = ActivityEntry::new(ActivityAction::AuthorityDownloaded, now).saying(format!("{}, to {name}", authority.name));
            unlocked.store.write(|db| db.activity().record(&entry))?;
            core.send(Event::ActivityChanged);
            Ok(written)
        })
        .await
    }
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
