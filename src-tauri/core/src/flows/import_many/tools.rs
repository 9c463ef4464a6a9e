//! Folders that other tools keep their certificates in: what their names say that no certificate says.
//!
//! | tool | where | what is known of it |
//! |---|---|---|
//! | certbot | `live/<name>/cert.pem`, links into `archive/<name>/cert<n>.pem` | the name of the lineage; all but one `n` are older versions |
//! | lego | `certificates/<domain>.crt`, `accounts/…/keys/…key` | keys of accounts |
//! | acme.sh | `<domain>_ecc/<domain>.cer`, `account.key` | the name of the folder, which tells two keys for one domain apart |
//! | Caddy | `pki/authorities/<name>/root.crt`, `acme/…/users/…key` | the name of the authority |
//! | mkcert | `rootCA.pem` | that it is its root |
//!
//! Those of step need nothing of the sort: their certificates say it all.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// What the tool that made a file calls the certificate in it; none when its folder says nothing.
pub(super) fn name_of(file: &str) -> Option<String> {
    let mut parts = file.rsplit('/');
    let (name, folder, above) = (parts.next()?, parts.next(), parts.next());
    match (name, folder?, above) {
        (name, folder, Some("live" | "archive")) if lineage_file(name).is_some() => Some(folder.to_owned()),
        ("cert.pem" | "fullchain.pem", folder, _) if folder.contains('.') && !folder.starts_with('.') => Some(folder.to_owned()),
        (name, folder, _) if name.ends_with(".cer") && folder.ends_with("_ecc") => Some(folder.to_owned()),
        (name @ ("root.crt" | "intermediate.crt"), folder, Some("authorities")) => {
            Some(format!("caddy-{folder}-{}", name.trim_end_matches(".crt")))
        }
        ("rootCA.pem", ..) => Some("mkcert-rootCA".into()),
        _ => None,
    }
}

/// Whether a key in this file is one that an ACME client proves itself with, and not a certificate's.
pub(super) fn is_account_key(file: &str) -> bool {
    let is_in = |folder: &str| file.split('/').rev().skip(1).any(|part| part == folder);
    file.ends_with("/account.key") || file == "account.key" || is_in("accounts") || (is_in("acme") && is_in("users"))
}

/// A file of a certbot lineage that newer ones have replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::flows) struct Outdated {
    /// What it is, with its article.
    pub(in crate::flows) what: &'static str,
    /// The lineage.
    pub(in crate::flows) lineage: String,
}

/// For each file that is an older version in a certbot archive, what it is; none for all others.
pub(in crate::flows) fn outdated(files: &[&Path]) -> Vec<Option<Outdated>> {
    let numbered: Vec<Option<(&Path, &'static str, u32)>> = files.iter().map(|file| numbered(file)).collect();
    let mut highest: HashMap<&Path, u32> = HashMap::new();
    for (folder, _, number) in numbered.iter().flatten() {
        let highest = highest.entry(folder).or_insert(*number);
        *highest = (*highest).max(*number);
    }
    let current: HashMap<&Path, u32> =
        highest.into_iter().map(|(folder, highest)| (folder, number_in_use(folder).unwrap_or(highest))).collect();
    let older = |(folder, what, number): (&Path, &'static str, u32)| {
        let lineage = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        current.get(folder).is_some_and(|current| *current != number).then_some(Outdated { what, lineage })
    };
    numbered.into_iter().map(|numbered| numbered.and_then(older)).collect()
}

/// The folder, the kind and the number of a file in a certbot archive.
fn numbered(file: &Path) -> Option<(&Path, &'static str, u32)> {
    let folder = file.parent()?;
    let is_archive = folder.parent()?.file_name()? == "archive";
    let (what, number) = lineage_file(file.file_name()?.to_str()?)?;
    Some((folder, what, number?)).filter(|_| is_archive)
}

/// What a file of a lineage is, and its number; in `live` they have none.
fn lineage_file(name: &str) -> Option<(&'static str, Option<u32>)> {
    let stem = name.strip_suffix(".pem")?;
    let kind = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let what = match kind {
        "cert" => "a certificate",
        "chain" | "fullchain" => "certificates",
        "privkey" => "a private key",
        _ => return None,
    };
    let digits = &stem[kind.len()..];
    match digits.is_empty() {
        true => Some((what, None)),
        false => Some((what, Some(digits.parse().ok()?))),
    }
}

/// The number that `live` points at, where it lies beside the archive.
fn number_in_use(archive: &Path) -> Option<u32> {
    let lineage = archive.file_name()?;
    let link = archive.parent()?.parent()?.join("live").join(lineage).join("cert.pem");
    let target = fs::read_link(link).ok()?;
    lineage_file(target.file_name()?.to_str()?)?.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_the_folders_of_the_tools() {
        for (file, name) in [
            ("letsencrypt/live/example.com/cert.pem", Some("example.com")),
            ("letsencrypt/archive/example.com-0001/fullchain7.pem", Some("example.com-0001")),
            ("example.com/fullchain.pem", Some("example.com")),
            ("certs/cert.pem", None),
            (".acme.sh/example.com_ecc/example.com.cer", Some("example.com_ecc")),
            (".acme.sh/example.com/example.com.cer", None),
            ("caddy/pki/authorities/local/root.crt", Some("caddy-local-root")),
            ("caddy/certificates/acme-v02/example.com/example.com.crt", None),
            ("mkcert/rootCA.pem", Some("mkcert-rootCA")),
            (".step/certs/root_ca.crt", None),
            ("lone.pem", None),
        ] {
            assert_eq!(name_of(file).as_deref(), name, "{file}");
        }
    }

    #[test]
    fn keys_of_accounts_are_told_by_their_folders() {
        for (file, is_account) in [
            (".lego/accounts/acme-v02.api.letsencrypt.org/a@example.com/keys/a@example.com.key", true),
            (".acme.sh/ca/acme-v02.api.letsencrypt.org/directory/account.key", true),
            ("caddy/acme/acme-v02/users/a@example.com/a.key", true),
            ("caddy/certificates/acme-v02/example.com/example.com.key", false),
            ("accounts.key", false),
        ] {
            assert_eq!(is_account_key(file), is_account, "{file}");
        }
    }

    #[test]
    fn older_versions_of_a_lineage_are_told_from_the_one_in_use() {
        let files = [
            "archive/a/cert1.pem",
            "archive/a/cert2.pem",
            "archive/a/privkey2.pem",
            "archive/a/chain1.pem",
            "archive/b/cert1.pem",
            "x/cert1.pem",
        ];
        let paths: Vec<&Path> = files.iter().map(Path::new).collect();
        let older: Vec<bool> = outdated(&paths).iter().map(Option::is_some).collect();
        assert_eq!(older, [true, false, false, true, false, false]);
        assert_eq!(outdated(&paths)[0], Some(Outdated { what: "a certificate", lineage: "a".into() }));
    }

    #[cfg(unix)]
    #[test]
    fn what_live_points_at_counts_even_when_it_is_not_the_newest() {
        let folder = tempfile::tempdir().unwrap();
        let (archive, live) = (folder.path().join("archive/a"), folder.path().join("live/a"));
        fs::create_dir_all(&archive).unwrap();
        fs::create_dir_all(&live).unwrap();
        std::os::unix::fs::symlink("../../archive/a/cert1.pem", live.join("cert.pem")).unwrap();
        let files = [archive.join("cert1.pem"), archive.join("cert2.pem")];
        let older: Vec<bool> = outdated(&[&files[0], &files[1]]).iter().map(Option::is_some).collect();
        assert_eq!(older, [false, true]);
    }
}
