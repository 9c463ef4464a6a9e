//! Windows Server and IIS.

use super::Destination;
use super::Item;
use super::Setting;
use super::without_usual_key;
use crate::pki::export::PKCS12;
use crate::pki::export::PKCS12_LEGACY;

pub(super) const IIS: Destination = Destination {
    id: "iis",
    title: "IIS and Windows Server 2019 or newer",
    help: "A PFX file (PKCS#12, AES-256) that Windows 10 1709, Windows Server 2019 and newer read.",
    weak: None,
    files: |_| vec![Item { ending: ".pfx", what: "the private key, the certificate and its chain", format: &PKCS12 }],
    unavailable: without_usual_key,
    configuration_title: "In PowerShell, as administrator",
    configuration: import,
};

pub(super) const IIS_OLD: Destination = Destination {
    id: "iisOld",
    title: "IIS and Windows Server 2016 or older",
    help: "A PFX file (PKCS#12, 3DES) that Windows versions read which do not know AES.",
    weak: Some(
        "Windows Server 2016 and older only read weak encryption (3DES, SHA-1). Choose a long password and delete the file once it is imported.",
    ),
    files: |_| vec![Item { ending: "-legacy.pfx", what: "the private key, the certificate and its chain", format: &PKCS12_LEGACY }],
    ..IIS
};

/// Imports the file and binds it to the default site.
fn import(setting: &Setting) -> String {
    let file = setting.file(0).replace('\'', "''");
    format!(
        "$password = Read-Host -AsSecureString 'Password of the file'\n\
         $certificate = Import-PfxCertificate -FilePath '.\\{file}' -CertStoreLocation Cert:\\LocalMachine\\My -Password $password\n\
         New-WebBinding -Name 'Default Web Site' -Protocol https -Port 443\n\
         (Get-WebBinding -Name 'Default Web Site' -Protocol https).AddSslCertificate($certificate.Thumbprint, 'My')\n"
    )
}
