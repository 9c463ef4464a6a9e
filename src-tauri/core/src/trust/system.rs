//! The system's own store: a folder of certificates, and a program that makes bundles of them.

use std::path::Path;
use std::path::PathBuf;

use super::Anchor;
use super::Trust;
use super::TrustCommand;
use super::TrustStore;
use super::TrustStoreKind;
use super::Way;
use super::command::ask;

/// How a family of systems keeps its store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Where certificates are put.
    anchors: PathBuf,
    /// What programs read.
    bundle: PathBuf,
    /// What makes the bundle.
    update: Vec<String>,
}

/// Debian and its kin, then Fedora and its kin; the first that is there counts.
const LAYOUTS: [(&str, &str, &str); 2] = [
    ("usr/local/share/ca-certificates", "etc/ssl/certs/ca-certificates.crt", "update-ca-certificates"),
    ("etc/pki/ca-trust/source/anchors", "etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "update-ca-trust"),
];

pub(super) fn find(root: &Path) -> Vec<TrustStore> {
    let found = LAYOUTS.iter().find(|(anchors, _, _)| root.join(anchors).is_dir());
    let store = found.map(|(anchors, bundle, update)| {
        let (anchors, bundle) = (root.join(anchors), root.join(bundle));
        let mut update = vec![(*update).to_owned()];
        if root != Path::new("/") {
            update.extend(elsewhere(root));
        }
        let layout = Layout { anchors: anchors.clone(), bundle, update };
        TrustStore { kind: TrustStoreKind::System, title: "This computer".into(), place: anchors, way: Way::System(layout) }
    });
    store.into_iter().collect()
}

/// Where `update-ca-certificates` finds another root's folders (update-ca-certificates(8)).
fn elsewhere(root: &Path) -> Vec<String> {
    let option = |name: &str, path: &str| [name.to_owned(), root.join(path).display().to_string()];
    [
        option("--localcertsdir", "usr/local/share/ca-certificates"),
        option("--etccertsdir", "etc/ssl/certs"),
        option("--certsconf", "etc/ca-certificates.conf"),
        option("--hooksdir", "etc/ca-certificates/update.d"),
    ]
    .concat()
}

impl Layout {
    pub(super) fn trust(&self, anchor: &Anchor) -> Trust {
        let (bundle, certificate) = (self.bundle.display().to_string(), anchor.path().display().to_string());
        match ask(["openssl", "verify", "-no-CApath", "-no-CAstore", "-CAfile", &bundle, &certificate]) {
            Ok(output) if output.status.success() => Trust::Trusted,
            Ok(_) => Trust::NotTrusted,
            Err(error) => Trust::Unknown(error.to_string()),
        }
    }

    pub(super) fn to_install(&self, anchor: &Anchor) -> TrustCommand {
        let script = format!("install -m 644 \"$1\" \"$2\" && {}", self.update.join(" "));
        self.shell(&script, &[anchor.path(), &self.place_of(anchor)])
    }

    pub(super) fn to_remove(&self, anchor: &Anchor) -> TrustCommand {
        let script = format!("rm -f \"$1\" && {} {}", self.update.join(" "), self.afresh());
        self.shell(script.trim_end(), &[&self.place_of(anchor)])
    }

    /// Debian leaves links of what is gone, unless told otherwise.
    fn afresh(&self) -> &str {
        if self.update[0] == "update-ca-certificates" { "--fresh" } else { "" }
    }

    /// Both steps in one command, so that the system asks for the rights once.
    fn shell(&self, script: &str, arguments: &[&Path]) -> TrustCommand {
        let paths = arguments.iter().map(|path| path.as_os_str());
        TrustCommand::new(["sh", "-c", script, "certkeep"].into_iter().map(AsRef::as_ref).chain(paths)).elevated_for(&self.anchors)
    }

    fn place_of(&self, anchor: &Anchor) -> PathBuf {
        self.anchors.join(format!("{}.crt", anchor.name()))
    }
}
