/** Handing out: the places that a version goes to, and the files that each gets. */
import type { DestinationFile } from "../generated/DestinationFile";
import type { DestinationRow } from "../generated/DestinationRow";
import { problem } from "./problem";
import { requireUnlocked, secretOf, send, versionOf } from "./world";
import type { Answers, MemoryVersion, World } from "./world";

interface Place {
  id: string;
  title: string;
  help: string;
  /** Endings of the file names and what is in them. */
  files: [ending: string, what: string, containsKey: boolean][];
  needsPassword?: boolean;
  weak?: string;
  needsKey?: boolean;
  configuration: (name: string) => string;
  configurationTitle: string;
}

const CHAIN_AND_KEY: Place["files"] = [
  [".crt", "the certificate, then its intermediates", false],
  [".key", "the private key", true],
];
const KEY_STORE = "the private key, the certificate and its chain";
const WEAK_SERVER = "Windows Server 2016 and older only read weak encryption (3DES, SHA-1). Choose a long password and delete the file once it is imported.";
const WEAK_DEVICE = "Many versions refuse the stronger forms, so this one has weak encryption (3DES, SHA-1). Choose a long password and delete the file once it is imported.";

const PLACES: Place[] = [
  {
    id: "nginx",
    title: "nginx",
    help: "The chain and the private key as two PEM files.",
    files: CHAIN_AND_KEY,
    configuration: (name) => `listen 443 ssl;\nserver_name shop.example.com;\nssl_certificate /etc/nginx/tls/${name}.crt;\nssl_certificate_key /etc/nginx/tls/${name}.key;\n`,
    configurationTitle: "In the server block of your site",
  },
  {
    id: "apache",
    title: "Apache",
    help: "The chain and the private key as two PEM files, for Apache httpd from 2.4.8 on.",
    files: CHAIN_AND_KEY,
    configuration: (name) => `SSLEngine on\nSSLCertificateFile /etc/apache2/tls/${name}.crt\nSSLCertificateKeyFile /etc/apache2/tls/${name}.key\n`,
    configurationTitle: "In the VirtualHost *:443 of your site",
  },
  {
    id: "haproxy",
    title: "HAProxy",
    help: "Private key and chain together in one PEM file.",
    files: [[".pem", "the private key, the certificate, then its intermediates", true]],
    configuration: (name) => `bind :443 ssl crt /etc/haproxy/certs/${name}.pem\n`,
    configurationTitle: "In the frontend of your site",
  },
  {
    id: "caddy",
    title: "Caddy",
    help: "The chain and the private key as two PEM files, instead of a certificate that Caddy gets by itself.",
    files: CHAIN_AND_KEY,
    configuration: (name) => `shop.example.com {\n    tls /etc/caddy/tls/${name}.crt /etc/caddy/tls/${name}.key\n}\n`,
    configurationTitle: "In the Caddyfile",
  },
  {
    id: "tomcat",
    title: "Tomcat and Java",
    help: "A key store (PKCS#12, AES-256) that Java 8u301, 11.0.12, 17 and newer read, for services that show the certificate.",
    files: [[".p12", KEY_STORE, true]],
    needsPassword: true,
    configuration: (name) => `<Certificate certificateKeystoreFile="conf/${name}.p12" certificateKeystoreType="PKCS12"\n             certificateKeystorePassword="PASSWORD" certificateKeyAlias="${name}" />\n`,
    configurationTitle: "In Tomcat’s conf/server.xml, with your password for PASSWORD",
  },
  {
    id: "javaTrust",
    title: "Java trust store",
    help: "The issuers as a trust store (PKCS#12) for Java programs that connect to this certificate. No private key is in it.",
    files: [["-truststore.p12", "the certificates to trust", false]],
    needsPassword: true,
    needsKey: false,
    configuration: (name) => `-Djavax.net.ssl.trustStore=/etc/java/${name}-truststore.p12\n-Djavax.net.ssl.trustStoreType=PKCS12\n-Djavax.net.ssl.trustStorePassword=PASSWORD\n`,
    configurationTitle: "On the command line of the program, with your password for PASSWORD",
  },
  {
    id: "iis",
    title: "IIS and Windows Server 2019 or newer",
    help: "A PFX file (PKCS#12, AES-256) that Windows 10 1709, Windows Server 2019 and newer read.",
    files: [[".pfx", KEY_STORE, true]],
    needsPassword: true,
    configuration: (name) => `Import-PfxCertificate -FilePath '.\\${name}.pfx' -CertStoreLocation Cert:\\LocalMachine\\My\n`,
    configurationTitle: "In PowerShell, as administrator",
  },
  {
    id: "iisOld",
    title: "IIS and Windows Server 2016 or older",
    help: "A PFX file (PKCS#12, 3DES) that Windows versions read which do not know AES.",
    files: [["-legacy.pfx", KEY_STORE, true]],
    needsPassword: true,
    weak: WEAK_SERVER,
    configuration: (name) => `Import-PfxCertificate -FilePath '.\\${name}-legacy.pfx' -CertStoreLocation Cert:\\LocalMachine\\My\n`,
    configurationTitle: "In PowerShell, as administrator",
  },
  {
    id: "macos",
    title: "macOS Keychain",
    help: "A PKCS#12 file (3DES) that every macOS imports, by double click or in Terminal.",
    files: [[".p12", KEY_STORE, true]],
    needsPassword: true,
    weak: WEAK_DEVICE,
    configuration: (name) => `security import ${name}.p12 -k ~/Library/Keychains/login.keychain-db\n`,
    configurationTitle: "In Terminal",
  },
  {
    id: "android",
    title: "Android",
    help: "A PKCS#12 file (3DES) that every Android installs, for Wi-Fi, VPN and apps.",
    files: [[".p12", KEY_STORE, true]],
    needsPassword: true,
    weak: WEAK_DEVICE,
    configuration: (name) => `Copy ${name}.p12 to the phone.\nOpen Settings → Security → Encryption & credentials → Install a certificate.\n`,
    configurationTitle: "On the phone",
  },
  {
    id: "kubernetes",
    title: "Kubernetes",
    help: "A Secret of the type kubernetes.io/tls as YAML, for Ingress, Gateway and pods.",
    files: [["-tls.yaml", "the private key, the certificate, then its intermediates", true]],
    configuration: (name) => `# kubectl apply -f ${name}-tls.yaml\ntls:\n    - secretName: ${name}\n      hosts:\n        - "shop.example.com"\n`,
    configurationTitle: "Apply it, then name it in the spec of your Ingress",
  },
  {
    id: "plain",
    title: "Plain files",
    help: "Certificate, chain, full chain and private key as PEM files of their own, for everything that is not in this list.",
    files: [
      ["-cert.pem", "the certificate alone", false],
      ["-chain.pem", "its intermediates in order", false],
      ["-fullchain.pem", "the certificate, then its intermediates", false],
      ["-key.pem", "the private key", true],
    ],
    needsKey: false,
    configuration: (name) => `openssl x509 -noout -text -in ${name}-cert.pem\n`,
    configurationTitle: "To look at the certificate",
  },
];

export function destinationMethods(world: World): Answers<"listDestinations" | "deliver"> {
  const rows = (ref: { secretId: string; versionId: string }) => {
    requireUnlocked(world);
    const { name } = secretOf(world, ref.secretId);
    const version = versionOf(world, ref);
    return PLACES.map((place) => rowOf(place, name, version));
  };
  return {
    listDestinations: rows,
    deliver: ({ version, destination, password }) => {
      const row = rows(version).find(({ id }) => id === destination);
      if (row === undefined) throw problem("notFound", "There is no such destination any more.", "It may have been deleted meanwhile.");
      if (row.unavailable !== null) throw problem("formatUnavailable", row.unavailable, null, "destination");
      if (row.needsPassword && (password ?? "").length < 4) {
        throw problem("passwordTooShort", "The password is too short: it needs 4 characters.", "Choose a long one: whoever has the file can try passwords on it.", "password");
      }
      versionOf(world, version).downloaded = true;
      send(world, { type: "secretChanged", id: version.secretId });
      return {
        files: row.files.map(({ fileName, containsKey }) => ({ path: `/home/alex/Downloads/${fileName}`, bytes: 1_846, containsKey })),
        checked: checkedOf(row, versionOf(world, version)),
        configuration: row.configuration,
        configurationTitle: row.configurationTitle,
      };
    },
  };
}

function rowOf({ files, needsKey = true, ...place }: Place, name: string, version: MemoryVersion): DestinationRow {
  const rows: DestinationFile[] = files.map(([ending, what, containsKey]) => ({ fileName: name + ending, what, containsKey }));
  const has = { key: version.privateKey !== null, chain: version.issuer !== null };
  const { issuerName } = version.certificate.facts;
  return {
    id: place.id,
    title: place.title,
    help: place.help,
    files: rows.filter(({ fileName, containsKey }) => (has.key || !containsKey || needsKey) && (has.chain || !fileName.includes("chain.pem"))),
    needsPassword: place.needsPassword ?? false,
    weak: place.weak ?? null,
    incomplete: has.chain ? null : `The certificate of its issuer, ${issuerName}, is not here. If that is an intermediate, many clients will not trust the server without it.`,
    configuration: place.configuration(name),
    configurationTitle: place.configurationTitle,
    unavailable: needsKey && !has.key ? "There is no private key." : null,
  };
}

function checkedOf({ files, needsPassword }: DestinationRow, { certificate, issuer }: MemoryVersion): string[] {
  const names = [certificate, ...(issuer === null ? [] : [issuer])].map(({ facts }) => facts.commonName ?? facts.subject);
  const first = files[0]?.fileName ?? "";
  const keyFile = files.find(({ containsKey }) => containsKey)?.fileName;
  return [
    `${first} holds ${String(names.length)} certificates, in this order: ${names.join(", ")}.`,
    ...(keyFile === undefined ? [] : [`The private key in ${keyFile} belongs to the certificate: what it signed was verified with it.`]),
    ...(needsPassword ? [`${first} opens with your password.`] : []),
    `The chain is complete up to ${(issuer ?? certificate).facts.issuerName}, which clients have to know.`,
  ];
}
