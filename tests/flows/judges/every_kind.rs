//! OpenSSL, GnuTLS, NSS, Java, webpki, a TLS handshake and pkilint look at certificates of every kind, and none complains, or it is known here
//! why it must, whoever issued the certificate.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use certkeep_tests::own_ca::run;
use certkeep_tests::own_ca::text;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::UnixTime;
use rustls::pki_types::pem::PemObject;
use webpki::EndEntityCert;
use webpki::KeyUsage;

use super::handshakes::RustlsServer;
use super::handshakes::ask_by_openssl;
use super::kinds::Kinds;
use super::kinds::Leaf;
use super::kinds::read;

struct Judge {
    name: &'static str,
    /// What it complains about, each with the case.
    complaints: fn(&Kinds) -> Vec<String>,
}

const JUDGES: [Judge; 7] = [
    Judge { name: "OpenSSL", complaints: openssl },
    Judge { name: "GnuTLS", complaints: gnutls },
    Judge { name: "NSS", complaints: nss },
    Judge { name: "Java", complaints: java },
    Judge { name: "webpki", complaints: webpki },
    Judge { name: "TLS", complaints: tls },
    Judge { name: "pkilint", complaints: pkilint },
];

#[tokio::test]
async fn no_judge_complains_about_any_kind_of_key_preset_and_name() {
    let kinds = Kinds::issue().await;
    assert_eq!(kinds.leaves.len(), 7 * 6 * 5, "seven kinds of key, six presets, five kinds of name");
    assert_eq!(kinds.authorities, 20);
    let of = |judge: &Judge| (judge.complaints)(&kinds).into_iter().map(|said| format!("{}: {said}", judge.name)).collect::<Vec<_>>();
    let complaints: Vec<String> = JUDGES.iter().flat_map(of).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// By the letter of RFC 5280, with every list, and for the purpose of the preset where OpenSSL knows it.
fn openssl(kinds: &Kinds) -> Vec<String> {
    let mut together: BTreeMap<(&str, &str), Vec<&Leaf>> = BTreeMap::new();
    kinds.leaves.iter().for_each(|leaf| together.entry((leaf.key, leaf.preset)).or_default().push(leaf));
    let verdicts = together.into_values().map(|leaves| {
        let issuers = &leaves[0].issued_by;
        let strictly = ["verify", "-x509_strict", "-crl_check_all", "-CRLfile", text(&issuers.lists)];
        let chain = ["-CAfile", text(&issuers.root), "-untrusted", text(&issuers.intermediate)];
        let purpose: &[&str] = match leaves[0].preset {
            "tls-server" | "localhost" => &["-purpose", "sslserver"],
            "tls-client" => &["-purpose", "sslclient"],
            "email" => &["-purpose", "smimesign"],
            _ => &[],
        };
        let files: Vec<&str> = leaves.iter().map(|leaf| text(&leaf.certificate)).collect();
        run("openssl", &[strictly.as_slice(), &chain, purpose, &files].concat())
    });
    verdicts.filter(|(accepted, _)| !accepted).map(|(_, said)| said).collect()
}

fn gnutls(kinds: &Kinds) -> Vec<String> {
    each(kinds, |leaf| {
        let chain = leaf.certificate.with_extension("chain");
        fs::write(&chain, read(&leaf.certificate) + &read(&leaf.issued_by.intermediate)).expect("a file");
        let verify = ["--verify", "--verify-profile", "medium", "--load-ca-certificate", text(&leaf.issued_by.root)];
        run("certtool", &[&verify, ["--infile", text(&chain)].as_slice()].concat())
    })
}

/// Each for what its preset is for. NSS knows no Ed25519 in certificates; of an RSA key in a server it wants that other keys can be encrypted
/// to it, which no handshake does any more and no preset says; and it holds no intermediate for one that signs code unless it is told (`c`).
fn nss(kinds: &Kinds) -> Vec<String> {
    let folder = kinds.app.outside("nss");
    fs::create_dir(&folder).expect("a folder");
    let database = format!("sql:{}", text(&folder));
    let certutil = |arguments: &[&str]| {
        let (done, said) = run("certutil", &[&["-d", database.as_str()], arguments].concat());
        assert!(done, "{arguments:?}: {said}");
    };
    certutil(&["-N", "--empty-password"]);
    let known = |leaf: &&Leaf| leaf.key != "ed25519";
    for leaf in kinds.leaves.iter().filter(known).filter(|leaf| leaf.preset == "tls-server" && leaf.named == "dns") {
        certutil(&["-A", "-n", &format!("{} root", leaf.key), "-t", "CT,C,C", "-i", text(&leaf.issued_by.root)]);
        certutil(&["-A", "-n", &format!("{} intermediate", leaf.key), "-t", "c,c,c", "-i", text(&leaf.issued_by.intermediate)]);
    }
    each(kinds, |leaf| {
        let (usage, of_a_server) = match leaf.preset {
            "tls-client" => ("0", false),
            "email" => ("4", false),
            "code-signing" => ("6", false),
            _ => ("1", true),
        };
        let is_unable = leaf.key == "ed25519" || of_a_server && leaf.key.starts_with("rsa");
        let (accepted, said) = run("vfychain", &["-d", &database, "-u", usage, "-a", text(&leaf.certificate)]);
        (accepted != is_unable, said)
    })
}

fn java(kinds: &Kinds) -> Vec<String> {
    let files =
        |leaf: &Leaf| [&leaf.certificate, &leaf.issued_by.intermediate, &leaf.issued_by.root].map(|path| text(path).to_owned()).join(" ");
    let lines: Vec<String> = kinds.leaves.iter().map(files).collect();
    complaints(
        fed("java", &["-XX:TieredStopAtLevel=1", text(&beside("Judge.java"))], &lines.join("\n")),
        &format!("read {}\n", lines.len()),
    )
}

/// As a TLS client does in Rust, for what the preset is for.
fn webpki(kinds: &Kinds) -> Vec<String> {
    each(kinds, |leaf| {
        let der = |path: &Path| CertificateDer::from_pem_file(path).expect("a certificate");
        let (leaf_der, root, intermediate) = (der(&leaf.certificate), der(&leaf.issued_by.root), der(&leaf.issued_by.intermediate));
        let usage = match leaf.preset {
            "tls-client" => KeyUsage::client_auth(),
            "email" => KeyUsage::required_if_present(&[0x2b, 6, 1, 5, 5, 7, 3, 4]),
            "code-signing" => KeyUsage::required_if_present(&[0x2b, 6, 1, 5, 5, 7, 3, 3]),
            _ => KeyUsage::server_auth(),
        };
        let verdict = webpki::anchor_from_trusted_cert(&root).and_then(|anchor| {
            let end = EndEntityCert::try_from(&leaf_der)?;
            end.verify_for_usage(webpki::ALL_VERIFICATION_ALGS, &[anchor], std::slice::from_ref(&intermediate), now(), usage, None, None)
                .map(drop)
        });
        (verdict.is_ok(), format!("{verdict:?}"))
    })
}

/// A server of rustls with each kind of key, asked by a client of OpenSSL that trusts the root.
fn tls(kinds: &Kinds) -> Vec<String> {
    let servers = kinds.leaves.iter().filter(|leaf| leaf.preset == "tls-server" && leaf.named == "dns");
    let verdicts = servers.map(|leaf| {
        let chain = [&leaf.certificate, &leaf.issued_by.intermediate];
        let server = RustlsServer::start(&chain, &leaf.private_key(&kinds.app), None);
        (leaf, ask_by_openssl(server.port, &leaf.issued_by.root, &[]))
    });
    let refused = verdicts.filter(|(_, said)| !said.contains("Verify return code: 0 (ok)"));
    refused.map(|(leaf, said)| format!("{}: {said}", leaf.case())).collect()
}

/// RFC 5280 rule by rule, over every certificate, those of authorities too, and every list.
fn pkilint(kinds: &Kinds) -> Vec<String> {
    let tool = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tools/pkilint");
    assert!(tool.join("pkilint").is_dir(), "pkilint is not in {}: tests/setup/pkilint.sh puts it there", tool.display());
    let mut python = Command::new("python3");
    python.arg(beside("lint_folder.py")).arg(&kinds.folder).env("PYTHONPATH", &tool).env("PYTHONDONTWRITEBYTECODE", "1");
    let output = python.output().expect("Python is installed");
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    complaints(said, &format!("read {} .crt\nread {} .crl\n", kinds.leaves.len() + kinds.authorities, kinds.authorities))
}

fn each(kinds: &Kinds, judge: impl Fn(&Leaf) -> (bool, String)) -> Vec<String> {
    let verdicts = kinds.leaves.iter().map(|leaf| (leaf, judge(leaf)));
    verdicts.filter(|(_, (accepted, _))| !accepted).map(|(leaf, (_, said))| format!("{}: {said}", leaf.case())).collect()
}

/// What a judge said before its last words, which show that it has looked at everything.
fn complaints(said: String, last_words: &str) -> Vec<String> {
    match said.strip_suffix(last_words) {
        Some(complaints) => complaints.lines().map(str::to_owned).collect(),
        None => vec![said],
    }
}

/// What a program says to this input.
fn fed(program: &str, arguments: &[&str], input: &str) -> String {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} is installed: {error}"));
    child.stdin.take().expect("its input is piped").write_all(input.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("its end");
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

/// A file beside this one.
fn beside(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("flows/judges").join(name)
}

fn now() -> UnixTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    UnixTime::since_unix_epoch(Duration::from_secs(since.as_secs()))
}
