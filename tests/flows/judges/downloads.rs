//! Judges: GnuTLS, NSS and Java read every export of every kind of key, or it is known here why they cannot, whoever wrote the file.
//! OpenSSL reads all of them without exception: see `download.rs`.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use certkeep_core::flows::export::DownloadVersion;
use certkeep_tests::test_app::TestApp;
use certkeep_tests::test_app::current;
use certkeep_tests::test_app::fixture;
use certkeep_tests::test_app::fixture_path;
use certkeep_tests::test_app::typed;

/// Java takes none but ASCII letters, whoever wrote the file.
const PASSWORD: &str = "green & 7 sails";
/// Each signed by itself, but for the leaf, which has a chain.
const KEYS: [&str; 7] = ["rsa-2048", "rsa-4096", "p256", "p384", "p521", "ed25519", "leaf"];

/// What a judge finds in a file, or what it complains about.
type Verdict = Result<Found, String>;

#[derive(Debug, Default, PartialEq)]
struct Found {
    /// As PEM, in their order.
    certificates: Vec<String>,
    /// Of the private key, as PEM.
    public_key: Option<String>,
}

/// How a tool reads some formats.
struct Way {
    tool: &'static str,
    formats: &'static [&'static str],
    reads: fn(&Path) -> Verdict,
    /// What of the file the tool tells of at all.
    tells: fn(Found) -> Found,
}

const CERTIFICATES: &[&str] = &["certificate", "fullChain", "chain"];
const KEY_STORES: &[&str] = &["pkcs12", "pkcs12Legacy"];

/// A format that is not with a tool has no way into it: NSS and Java take private keys from key stores only.
const WAYS: &[Way] = &[
    Way { tool: "GnuTLS", formats: CERTIFICATES, reads: |file| certtool(&["-i", "--infile", path(file)]), tells: all },
    Way { tool: "GnuTLS", formats: &["der"], reads: |file| certtool(&["-i", "--inder", "--infile", path(file)]), tells: all },
    Way { tool: "GnuTLS", formats: &["pkcs7"], reads: |file| certtool(&["--p7-info", "--inder", "--infile", path(file)]), tells: all },
    Way { tool: "GnuTLS", formats: &["privateKey", "privateKeyTraditional", "encryptedKey"], reads: gnutls_key, tells: all },
    Way { tool: "GnuTLS", formats: &["pem"], reads: gnutls_pem, tells: all },
    Way { tool: "GnuTLS", formats: KEY_STORES, reads: gnutls_key_store, tells: all },
    Way { tool: "GnuTLS", formats: &["trustStore"], reads: gnutls_p12, tells: all },
    Way { tool: "NSS", formats: CERTIFICATES, reads: |file| nss_add(file, &["-a"]), tells: the_first },
    Way { tool: "NSS", formats: &["der", "pkcs7"], reads: |file| nss_add(file, &[]), tells: the_first },
    Way { tool: "NSS", formats: KEY_STORES, reads: nss_key_store, tells: the_first },
    Way { tool: "NSS", formats: &["trustStore"], reads: nss_trust_store, tells: the_first },
    Way { tool: "Java", formats: CERTIFICATES, reads: java_certificates, tells: all },
    Way { tool: "Java", formats: &["der", "pkcs7"], reads: java_certificates, tells: all },
    Way { tool: "Java", formats: KEY_STORES, reads: java_key_store, tells: what_leads_up },
    Way { tool: "Java", formats: &["trustStore"], reads: java_trust_store, tells: all },
];

/// Where a tool has a way in, yet cannot go it: (tool, format, key).
const UNABLE: &[(&str, &[&str], &str)] = &[
    // A trust store brings even NSS to keep a certificate that it does not understand.
    ("NSS", &["certificate", "fullChain", "der", "pkcs7", "pkcs12", "pkcs12Legacy"], "ed25519"),
];

#[tokio::test]
async fn gnutls_nss_and_java_read_every_download() {
    let app = TestApp::with_vault().await;
    let (mut read, mut refused, mut wrong) = (0, 0, Vec::new());
    for key in KEYS {
        let secret = app.import(key, &format!("{key}.crt.pem"), Some(&format!("{key}.key.pem")), Some("chain.pem"));
        let version = current(&secret);
        for format in app.core.list_formats(version).unwrap().into_iter().filter(|format| format.unavailable.is_none()) {
            let file = app.outside(&format!("{key}-{}", format.file_name));
            let password = format.needs_password.then(|| typed(PASSWORD));
            app.core.download_version(DownloadVersion { version, format: format.id.clone(), password }, &file).await.unwrap();
            for way in WAYS.iter().filter(|way| way.formats.contains(&format.id.as_str())) {
                let case = format!("{}, {}, {key}", way.tool, format.id);
                let is_able = !UNABLE.iter().any(|(tool, formats, of)| *tool == way.tool && formats.contains(&&*format.id) && *of == key);
                match (way.reads)(&file) {
                    Ok(found) if is_able && found == (way.tells)(wanted(&format.id, key)) => {}
                    Ok(found) => wrong.push(format!("{case}: {found:?}")),
                    Err(complaint) if is_able => wrong.push(format!("{case}: {complaint}")),
                    Err(_) => {}
                }
                *if is_able { &mut read } else { &mut refused } += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Twelve formats by GnuTLS, eight each by NSS and Java; Ed25519 has no traditional form.
    assert_eq!((read, refused), (KEYS.len() * (12 + 8 + 8) - 1 - 6, 6));
}

/// What is in a file of this format.
fn wanted(format: &str, key: &str) -> Found {
    let (own, chain) = (blocks(&fixture(&format!("{key}.crt.pem"))), blocks(&fixture("chain.pem")));
    let above = chain.into_iter().filter(|link| *link != own[0]).collect::<Vec<_>>();
    let trusted = if key == "leaf" { above.clone() } else { own.clone() };
    let public_key = || Some(public_key(&fixture_path(&format!("{key}.crt.pem"))));
    match format {
        "certificate" | "der" => Found { certificates: own, public_key: None },
        "trustStore" => Found { certificates: trusted, public_key: None },
        "chain" => Found { certificates: above, public_key: None },
        "fullChain" | "pkcs7" => Found { certificates: [own, above].concat(), public_key: None },
        "privateKey" | "privateKeyTraditional" | "encryptedKey" => Found { certificates: Vec::new(), public_key: public_key() },
        "pem" | "pkcs12" | "pkcs12Legacy" => Found { certificates: [own, above].concat(), public_key: public_key() },
        other => panic!("nobody says what is in the format {other}"),
    }
}

fn all(found: Found) -> Found {
    found
}

/// NSS takes one certificate from a file, and a key with the certificate that it belongs to.
fn the_first(found: Found) -> Found {
    Found { certificates: found.certificates.into_iter().take(1).collect(), ..found }
}

/// Java leaves out of a key store what did not sign the certificate.
fn what_leads_up(found: Found) -> Found {
    let has_issuer = found.certificates[0] == blocks(&fixture("leaf.crt.pem"))[0];
    if has_issuer { found } else { the_first(found) }
}

fn certtool(arguments: &[&str]) -> Verdict {
    Ok(Found { certificates: blocks(&run("certtool", arguments)?), public_key: None })
}

fn gnutls_key(file: &Path) -> Verdict {
    let told = run("certtool", &["--pubkey-info", "--load-privkey", path(file), "--password", PASSWORD])?;
    Ok(Found { certificates: Vec::new(), public_key: Some(block_of(&told, "PUBLIC KEY")) })
}

fn gnutls_pem(file: &Path) -> Verdict {
    Ok(Found { certificates: certtool(&["-i", "--infile", path(file)])?.certificates, ..gnutls_key(file)? })
}

fn gnutls_p12(file: &Path) -> Verdict {
    certtool(&["--p12-info", "--inder", "--infile", path(file), "--password", PASSWORD])
}

/// GnuTLS shows the key as it lies in the store, and opens that when it is asked to.
fn gnutls_key_store(file: &Path) -> Verdict {
    let told = run("certtool", &["--p12-info", "--inder", "--infile", path(file), "--password", PASSWORD])?;
    let key = file.with_extension("shrouded");
    fs::write(&key, block_of(&told, "ENCRYPTED PRIVATE KEY")).unwrap();
    Ok(Found { certificates: blocks(&told), ..gnutls_key(&key)? })
}

/// A new database of NSS, beside the file.
fn nss_database(file: &Path) -> Result<String, String> {
    let folder = file.with_added_extension("nss");
    fs::create_dir(&folder).unwrap();
    let database = format!("sql:{}", folder.display());
    run("certutil", &["-N", "-d", &database, "--empty-password"])?;
    Ok(database)
}

fn nss_add(file: &Path, form: &[&str]) -> Verdict {
    let database = nss_database(file)?;
    run("certutil", &[&["-A", "-n", "it", "-t", ",,", "-d", &database, "-i", path(file)], form].concat())?;
    nss_holds(&database, "it")
}

fn nss_holds(database: &str, name: &str) -> Verdict {
    Ok(Found { certificates: blocks(&run("certutil", &["-L", "-d", database, "-n", name, "-a"])?), public_key: None })
}

/// NSS names the key after its certificate when they belong together.
fn nss_key_store(file: &Path) -> Verdict {
    let database = nss_database(file)?;
    run("pk12util", &["-i", path(file), "-d", &database, "-W", PASSWORD])?;
    let name = KEYS.into_iter().find(|key| path(file).contains(&format!("/{key}-"))).unwrap();
    let keys = run("certutil", &["-K", "-d", &database])?;
    assert!(keys.lines().any(|line| line.starts_with("< 0>") && line.ends_with(name)), "{keys}");
    let found = nss_holds(&database, name)?;
    let certificate = file.with_extension("held");
    fs::write(&certificate, &found.certificates[0]).unwrap();
    Ok(Found { public_key: Some(public_key(&certificate)), ..found })
}

fn nss_trust_store(file: &Path) -> Verdict {
    let database = nss_database(file)?;
    run("pk12util", &["-i", path(file), "-d", &database, "-W", PASSWORD])?;
    let listed = run("certutil", &["-L", "-d", &database])?;
    let name = listed.lines().find_map(|line| line.strip_suffix(",,   ")).unwrap_or_else(|| panic!("{listed}")).trim();
    nss_holds(&database, name)
}

fn keytool(arguments: &[&str]) -> Result<String, String> {
    run("keytool", &[&["-J-Duser.language=en", "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"], arguments].concat())
}

fn java_certificates(file: &Path) -> Verdict {
    Ok(Found { certificates: blocks(&keytool(&["-printcert", "-rfc", "-file", path(file)])?), public_key: None })
}

/// Java shows an entry with its chain, and takes a key only together with the certificate it belongs to.
fn java_key_store(file: &Path) -> Verdict {
    let found = java_store(file, "PrivateKeyEntry")?;
    let own = file.with_extension("own");
    fs::write(&own, &found.certificates[0]).unwrap();
    Ok(Found { public_key: Some(public_key(&own)), ..found })
}

fn java_trust_store(file: &Path) -> Verdict {
    java_store(file, "trustedCertEntry")
}

fn java_store(file: &Path, kind: &str) -> Verdict {
    let told = keytool(&["-list", "-rfc", "-storetype", "PKCS12", "-keystore", path(file), "-storepass", PASSWORD])?;
    let kinds = told.lines().filter_map(|line| line.strip_prefix("Entry type: "));
    assert!(kinds.clone().count() > 0 && kinds.clone().all(|found| found == kind), "{told}");
    Ok(Found { certificates: blocks(&told), public_key: None })
}

/// What a tool prints, or what it complains about.
fn run(tool: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(tool)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{tool}: {error}"));
    let (told, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() { Ok(told.into_owned()) } else { Err(format!("{arguments:?}: {told} {complained}")) }
}

fn public_key(certificate: &Path) -> String {
    block_of(&run("openssl", &["x509", "-noout", "-pubkey", "-in", path(certificate)]).unwrap(), "PUBLIC KEY")
}

/// The certificates in what a tool printed.
fn blocks(told: &str) -> Vec<String> {
    let (begin, end) = ("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----");
    let inner = told.split(begin).skip(1).filter_map(|rest| rest.split_once(end));
    inner.map(|(inner, _)| format!("{begin}{inner}{end}\n").replace('\r', "")).collect()
}

fn block_of(told: &str, label: &str) -> String {
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
    let (_, rest) = told.split_once(&begin).unwrap_or_else(|| panic!("no {label} in {told}"));
    let (inner, _) = rest.split_once(&end).unwrap_or_else(|| panic!("no end of {label} in {told}"));
    format!("{begin}{inner}{end}\n")
}

fn path(file: &Path) -> &str {
    file.to_str().unwrap()
}
