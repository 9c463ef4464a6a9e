//! Java and what runs on it.

use super::Destination;
use super::Item;
use super::always;
use super::without_key;
use crate::pki::export::PKCS12;
use crate::pki::export::TRUST_STORE;

pub(super) const TOMCAT: Destination = Destination {
    id: "tomcat",
    title: "Tomcat and Java",
    help: "A key store (PKCS#12, AES-256) that Java 8u301, 11.0.12, 17 and newer read, for services that show the certificate.",
    weak: None,
    files: |_| vec![Item { ending: ".p12", what: "the private key, the certificate and its chain", format: &PKCS12 }],
    unavailable: without_key,
    configuration_title: "In Tomcat’s conf/server.xml, with your password for PASSWORD",
    configuration: |setting| {
        let (name, file) = (&setting.name, escaped(setting.file(0)));
        format!(
            "<Connector port=\"8443\" protocol=\"org.apache.coyote.http11.Http11NioProtocol\" SSLEnabled=\"true\">\n    <SSLHostConfig>\n        \
             <Certificate certificateKeystoreFile=\"conf/{file}\" certificateKeystoreType=\"PKCS12\"\n                     \
             certificateKeystorePassword=\"PASSWORD\" certificateKeyAlias=\"{name}\" />\n    </SSLHostConfig>\n</Connector>\n"
        )
    },
};

pub(super) const TRUST: Destination = Destination {
    id: "javaTrust",
    title: "Java trust store",
    help: "The issuers as a trust store (PKCS#12) for Java programs that connect to this certificate. No private key is in it.",
    files: |_| vec![Item { ending: "-truststore.p12", what: "the certificates to trust", format: &TRUST_STORE }],
    unavailable: always,
    configuration_title: "On the command line of the program, with your password for PASSWORD",
    configuration: |setting| {
        let file = setting.path("/etc/java/", 0);
        format!("-Djavax.net.ssl.trustStore={file}\n-Djavax.net.ssl.trustStoreType=PKCS12\n-Djavax.net.ssl.trustStorePassword=PASSWORD\n")
    },
    ..TOMCAT
};

/// Text inside of an attribute of XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
