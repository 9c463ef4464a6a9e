//! What was issued in the hands of others: NSS, Java, and TLS handshakes of OpenSSL and GnuTLS, with a revoked one refused.

use std::io::BufRead;
use std::io::BufReader;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;

use certkeep_core::domain::request::NewKeyAlgorithm;
use certkeep_core::domain::revocation::RevocationReason;
use certkeep_core::domain::template::TemplateContent;
use certkeep_core::flows::authorities::AuthorityFile;
use certkeep_core::flows::authorities::DownloadAuthority;
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

/// A TLS server of OpenSSL that ends with the test.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(files: &Files, more: &[&str]) -> Self {
        let mut process = Command::new("openssl")
            .args(["s_server", "-accept", "127.0.0.1:0", "-www", "-cert", text(&files.certificate), "-key", text(&files.key)])
            .args(["-cert_chain", text(&files.intermediates)])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("OpenSSL is installed");
        let said = BufReader::new(process.stdout.take().expect("its output is piped"));
        let port =
            said.lines().map_while(Result::ok).find_map(|line| line.strip_prefix("ACCEPT ")?.rsplit(':').next()?.trim().parse().ok());
        Self { port: port.expect("OpenSSL says where it listens"), process }
    }

    /// What a client of OpenSSL says of it that trusts this root alone.
    fn asked_by_openssl(&self, root: &Files, more: &[&str]) -> String {
        let address = format!("127.0.0.1:{}", self.port);
        let usual = [
            "s_client",
            "-connect",
            &address,
            "-servername",
            "shop.example.com",
            "-verify_hostname",
            "shop.example.com",
            "-CAfile",
            text(&root.root),
        ];
        let child = Command::new("openssl").args(usual).args(more).stdin(Stdio::null()).output().expect("OpenSSL is installed");
        String::from_utf8_lossy(&[child.stdout, child.stderr].concat()).into_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test]
async fn servers_and_clients_shake_hands_and_the_revoked_one_is_refused() {
    let app = TestApp::with_vault().await;
    come_to_today(&app);
    let ca = OwnCa::make(&app, NewKeyAlgorithm::EcdsaP256).await;
    let servers = ca.template(&app, "servers", TemplateContent { client_flag: false, ..below_example() });
    let clients = ca.template(&app, "clients", TemplateContent { server_flag: false, ..below_example() });
    let server = app.core.create_private_certificate(create(servers, "server", host("shop.example.com"))).await.unwrap();
    let client = app.core.create_private_certificate(create(clients, "client", host("device.example.com"))).await.unwrap();
    let (server_files, client_files) = (write_files(&app, &server, "server"), write_files(&app, &client, "client"));
    let show =
        ["-cert", text(&client_files.certificate), "-key", text(&client_files.key), "-cert_chain", text(&client_files.intermediates)];

    let plain = Server::start(&server_files, &[]);
    let said = plain.asked_by_openssl(&server_files, &[]);
    assert!(said.contains("Verify return code: 0 (ok)"), "{said}");
    let address = plain.port.to_string();
    let (accepted, said) = run(
        "gnutls-cli",
        &[
            "--x509cafile",
            text(&server_files.root),
            "--sni-hostname",
            "shop.example.com",
            "--verify-hostname",
            "shop.example.com",
            "--port",
            &address,
            "127.0.0.1",
        ],
    );
    assert!(accepted || said.contains("The certificate is trusted"), "{said}");
    let other = plain.asked_by_openssl(&server_files, &["-verify_hostname", "other.example.com"]);
    assert!(other.contains("hostname mismatch"), "{other}");

    let mutual = Server::start(&server_files, &["-Verify", "3", "-verify_return_error", "-CAfile", text(&server_files.root)]);
    let known = mutual.asked_by_openssl(&server_files, &show);
    assert!(known.contains("Verify return code: 0 (ok)") && !known.contains("alert"), "{known}");
    let as_client = [
        "-cert",
        text(&server_files.certificate),
        "-key",
        text(&server_files.key),
        "-cert_chain",
        text(&server_files.intermediates),
        "-tls1_2",
    ];
    let misused = mutual.asked_by_openssl(&server_files, &as_client);
    assert!(misused.contains("alert"), "a server's certificate is not a client's: {misused}");

    let revoke = |secret: &certkeep_core::flows::browse::SecretView| RevokeVersion {
        secret_id: secret.row.id,
        version_id: secret.versions[0].id,
        reason: RevocationReason::KeyCompromise,
        typed_name: secret.row.name.clone(),
    };
    app.core.revoke_version(&revoke(&server)).unwrap();
    let list = app.outside("intermediate.crl");
    app.core.download_authority(DownloadAuthority { authority_id: ca.intermediate, file: AuthorityFile::CrlPem }, &list).await.unwrap();
    let refused = plain.asked_by_openssl(&server_files, &["-crl_check", "-CRL", text(&list)]);
    assert!(refused.contains("certificate revoked"), "{refused}");
}

#[tokio::test]
async fn nss_and_java_follow_the_chain() {
    let app = TestApp::with_vault().await;
    for algorithm in [NewKeyAlgorithm::EcdsaP256, NewKeyAlgorithm::Rsa2048] {
        let app = if algorithm == NewKeyAlgorithm::EcdsaP256 { &app } else { &TestApp::with_vault().await };
        come_to_today(app);
        let ca = OwnCa::make(app, algorithm).await;
        let template = ca.template(app, "web", TemplateContent { key_algorithm: algorithm, ..below_example() });
        let secret = app.core.create_private_certificate(create(template, "shop", host("shop.example.com"))).await.unwrap();
        let files = write_files(app, &secret, "shop");
        let folder = app.outside("nss");
        std::fs::create_dir_all(&folder).unwrap();
        let database = format!("sql:{}", text(&folder));
        let nss = |arguments: &[&str]| run("certutil", &[&["-d", database.as_str()], arguments].concat());
        assert!(nss(&["-N", "--empty-password"]).0);
        assert!(nss(&["-A", "-n", "root", "-t", "CT,C,C", "-i", text(&files.root)]).0);
        assert!(nss(&["-A", "-n", "intermediate", "-t", ",,", "-i", text(&files.intermediates)]).0);
        assert!(nss(&["-A", "-n", "leaf", "-t", ",,", "-i", text(&files.certificate)]).0);
        for usage in ["V", "C"] {
            let (valid, said) = nss(&["-V", "-n", "leaf", "-u", usage]);
            assert!(valid, "{algorithm:?} as {usage}: {said}");
        }

        let store = app.outside("java.p12");
        let key_file = app.outside("leaf.p12");
        let (joined, said) = run(
            "openssl",
            &[
                "pkcs12",
                "-export",
                "-inkey",
                text(&files.key),
                "-in",
                text(&files.certificate),
                "-name",
                "leaf",
                "-passout",
                "pass:otters7",
                "-out",
                text(&key_file),
            ],
        );
        assert!(joined, "{said}");
        let into =
            ["-srckeystore", text(&key_file), "-srcstorepass", "otters7", "-destkeystore", text(&store), "-deststorepass", "otters7"];
        let (taken, said) = run("keytool", &[&["-importkeystore", "-noprompt"], into.as_slice()].concat());
        assert!(taken, "{said}");
        let java =
            |arguments: &[&str]| run("keytool", &[arguments, &["-keystore", text(&store), "-storepass", "otters7", "-noprompt"]].concat());
        let (trusted, said) = java(&["-importcert", "-alias", "root", "-file", text(&files.root)]);
        assert!(trusted, "{said}");
        let reply = app.outside("reply.pem");
        let chain = [&files.certificate, &files.intermediates].map(|path| std::fs::read_to_string(path).unwrap()).concat();
        std::fs::write(&reply, chain).unwrap();
        // Java asks whether to trust what it cannot lead to a root of its store; with the root there, it does not.
        let (followed, said) = java(&["-importcert", "-alias", "leaf", "-file", text(&reply)]);
        assert!(followed && said.contains("installed"), "{algorithm:?}: {said}");
    }
}
