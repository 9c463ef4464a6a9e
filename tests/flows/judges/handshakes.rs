//! What was issued, at work: TLS handshakes between rustls, OpenSSL and GnuTLS, on both sides, with revoked ones refused.

use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::thread;
use std::thread::JoinHandle;

use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::domain::template::TemplateContent;
use certkeep_core::flows::authorities::AuthorityFile;
use certkeep_core::flows::authorities::DownloadAuthority;
use certkeep_core::flows::browse::SecretView;
use certkeep_core::flows::revoke::RevokeVersion;
use certkeep_tests::own_ca::Files;
use certkeep_tests::own_ca::OwnCa;
use certkeep_tests::own_ca::below_example;
use certkeep_tests::own_ca::come_to_today;
use certkeep_tests::own_ca::create;
use certkeep_tests::own_ca::host;
use certkeep_tests::own_ca::run;
use certkeep_tests::own_ca::text;
use certkeep_tests::own_ca::write_files;
use certkeep_tests::test_app::TestApp;
use rustls::RootCertStore;
use rustls::ServerConfig;
use rustls::ServerConnection;
use rustls::StreamOwned;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::CertificateRevocationListDer;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use rustls::server::WebPkiClientVerifier;

/// A TLS server of rustls, which says hello to whom it accepts and ends with the test.
pub(super) struct RustlsServer {
    pub port: u16,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// Whose certificates a server takes from its clients.
pub(super) struct Clients<'p> {
    pub root: &'p Path,
    /// Revocation lists, PEM, of all that stand above a client.
    pub lists: Option<&'p Path>,
}

impl RustlsServer {
    /// Shows the certificates in these files, and asks for one of the client's when it takes any.
    pub fn start(chain: &[&impl AsRef<Path>], key: &Path, clients: Option<Clients<'_>>) -> Self {
        let config = Arc::new(config(chain, key, clients));
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let stopped = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&stopped);
        let serve = move || {
            listener
                .incoming()
                .map_while(|stream| stream.ok().filter(|_| !seen.load(Ordering::Relaxed)))
                .for_each(|stream| greet(&config, stream))
        };
        Self { port, stopped, thread: Some(thread::spawn(serve)) }
    }
}

impl Drop for RustlsServer {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // It waits for somebody to come.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

fn config(chain: &[&impl AsRef<Path>], key: &Path, clients: Option<Clients<'_>>) -> ServerConfig {
    let provider = Arc::new(aws_lc_rs::default_provider());
    let builder =
        ServerConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions().expect("TLS 1.2 and 1.3");
    let builder = match clients {
        None => builder.with_no_client_auth(),
        Some(Clients { root, lists }) => {
            let mut roots = RootCertStore::empty();
            roots.add(certificate(root)).expect("a root");
            let lists = lists.into_iter().flat_map(|path| CertificateRevocationListDer::pem_file_iter(path).expect("lists"));
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
            let verifier = verifier.with_crls(lists.map(|list| list.expect("a list"))).build();
            builder.with_client_cert_verifier(verifier.expect("a verifier"))
        }
    };
    let key = PrivateKeyDer::from_pem_file(key).expect("a private key");
    builder.with_single_cert(chain.iter().map(|path| certificate(path.as_ref())).collect(), key).expect("rustls takes certificate and key")
}

fn certificate(path: &Path) -> CertificateDer<'static> {
    CertificateDer::from_pem_file(path).expect("a certificate")
}

/// Shakes hands and says hello. Whoever is refused, or hangs up, has been told why by the handshake.
fn greet(config: &Arc<ServerConfig>, stream: TcpStream) {
    let Ok(connection) = ServerConnection::new(Arc::clone(config)) else { return };
    let mut tls = StreamOwned::new(connection, stream);
    if tls.write_all(b"Hello from rustls\n").is_ok() {
        tls.conn.send_close_notify();
    }
    let _ = tls.flush();
}

/// What a client of OpenSSL that trusts this root alone says of a server on this port.
pub(super) fn ask_by_openssl(port: u16, root: &Path, more: &[&str]) -> String {
    let address = format!("127.0.0.1:{port}");
    let host = ["-servername", "shop.example.com", "-verify_hostname", "shop.example.com"];
    let usual = ["s_client", "-connect", &address, "-CAfile", text(root)];
    let output = Command::new("openssl").args(usual).args(host).args(more).arg("-ign_eof").stdin(Stdio::null()).output();
    let output = output.expect("OpenSSL is installed");
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

fn is_greeted(said: &str) -> bool {
    said.contains("Hello from rustls")
}

/// What a client of OpenSSL has to show these files.
fn shown(files: &Files) -> [&str; 6] {
    ["-cert", text(&files.certificate), "-key", text(&files.key), "-cert_chain", text(&files.intermediates)]
}

fn revoke(app: &TestApp, secret: &SecretView) {
    let request = RevokeVersion {
        secret_id: secret.row.id,
        version_id: secret.versions[0].id,
        reason: RevocationReason::KeyCompromise,
        typed_name: secret.row.name.clone(),
    };
    app.core.revoke_version(&request).expect("a revocation");
}

/// The lists of intermediate and root, in one file.
async fn lists(app: &TestApp, ca: OwnCa) -> std::path::PathBuf {
    let mut all = String::new();
    for authority_id in [ca.intermediate, ca.root] {
        let path = app.outside("one.crl");
        app.core.download_authority(DownloadAuthority { authority_id, file: AuthorityFile::CrlPem }, &path).await.expect("a list");
        all += &std::fs::read_to_string(path).expect("a list");
    }
    let path = app.outside("lists.pem");
    std::fs::write(&path, all).expect("a file");
    path
}

/// A server and a client below one root.
struct Stage {
    app: TestApp,
    ca: OwnCa,
    server: (SecretView, Files),
    client: (SecretView, Files),
}

impl Stage {
    async fn set() -> Self {
        let app = TestApp::with_vault().await;
        come_to_today(&app);
        let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
        let servers = ca.template(&app, "servers", TemplateContent { client_flag: false, ..below_example() });
        let clients = ca.template(&app, "clients", TemplateContent { server_flag: false, ..below_example() });
        let server = app.core.create_private_certificate(create(servers, "server", host("shop.example.com"))).await.expect("a server's");
        let client = app.core.create_private_certificate(create(clients, "client", host("device.example.com"))).await.expect("a client's");
        let files = (write_files(&app, &server, "server"), write_files(&app, &client, "client"));
        Self { app, ca, server: (server, files.0), client: (client, files.1) }
    }

    fn serve(&self, clients: Option<Clients<'_>>) -> RustlsServer {
        let files = &self.server.1;
        RustlsServer::start(&[&files.certificate, &files.intermediates], &files.key, clients)
    }
}

#[tokio::test]
async fn clients_trust_a_server_until_it_is_revoked() {
    let stage = Stage::set().await;
    let root = &stage.server.1.root;
    let server = stage.serve(None);
    let said = ask_by_openssl(server.port, root, &[]);
    assert!(said.contains("Verify return code: 0 (ok)") && is_greeted(&said), "{said}");
    let port = server.port.to_string();
    let name = ["--sni-hostname", "shop.example.com", "--verify-hostname", "shop.example.com"];
    let (_, said) = run("gnutls-cli", &[&["--x509cafile", text(root), "--port", &port], name.as_slice(), &["127.0.0.1"]].concat());
    assert!(said.contains("The certificate is trusted") && is_greeted(&said), "{said}");
    let other = ask_by_openssl(server.port, root, &["-verify_hostname", "other.example.com"]);
    assert!(other.contains("hostname mismatch"), "{other}");

    revoke(&stage.app, &stage.server.0);
    let lists = lists(&stage.app, stage.ca).await;
    let refused = ask_by_openssl(server.port, root, &["-crl_check", "-CRL", text(&lists), "-verify_return_error"]);
    assert!(refused.contains("certificate revoked") && !is_greeted(&refused), "{refused}");
}

#[tokio::test]
async fn a_server_takes_its_clients_until_they_are_revoked() {
    let stage = Stage::set().await;
    let root = &stage.server.1.root;
    let (own, servers) = (shown(&stage.client.1), shown(&stage.server.1));
    let before = lists(&stage.app, stage.ca).await;
    let mutual = stage.serve(Some(Clients { root, lists: Some(&before) }));
    let known = ask_by_openssl(mutual.port, root, &own);
    assert!(known.contains("Verify return code: 0 (ok)") && is_greeted(&known), "{known}");
    for (nobody, why) in [(&[] as &[&str], "without a certificate"), (&servers, "a server's certificate is not a client's")] {
        let refused = ask_by_openssl(mutual.port, root, nobody);
        assert!(refused.contains("alert") && !is_greeted(&refused), "{why}: {refused}");
    }

    revoke(&stage.app, &stage.client.0);
    let after = lists(&stage.app, stage.ca).await;
    let strict = stage.serve(Some(Clients { root, lists: Some(&after) }));
    let refused = ask_by_openssl(strict.port, root, &own);
    assert!(refused.contains("alert certificate revoked") && !is_greeted(&refused), "{refused}");
}
