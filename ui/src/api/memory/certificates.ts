/** Made-up certificates that look like real ones. The same words give the same certificate, so screenshots do not change. */
import type { AltName } from "../generated/AltName";
import type { CertificateFacts } from "../generated/CertificateFacts";
import type { ExtensionFacts } from "../generated/ExtensionFacts";

export const DAY_MS = 86_400_000;

/** A certificate: what it says, and its text. */
export interface MemoryCertificate {
  facts: CertificateFacts;
  pem: string;
}

/** What tells one made-up certificate from another. */
export interface CertificateWords {
  subject: string;
  commonName: string | null;
  altNames?: readonly AltName[];
  issuer: string;
  issuerName: string;
  /** Days from today. */
  from: number;
  to: number;
  key?: KeyWord;
  signature?: string;
  isCa?: boolean;
}

const KEYS = {
  RSA1024: "RSA 1024",
  RSA2048: "RSA 2048",
  RSA4096: "RSA 4096",
  ECDSA256: "ECDSA P-256",
  ECDSA384: "ECDSA P-384",
  Ed25519: "Ed25519",
} as const;

export type KeyWord = keyof typeof KEYS;

/** The certificate that these words describe, as of `now`. */
export function makeCertificate(words: CertificateWords, now: Date): MemoryCertificate {
  const seed = `${words.subject}|${words.issuer}|${words.from}|${words.to}`;
  const key = words.key ?? "RSA2048";
  const altNames = [...(words.altNames ?? [])];
  const facts: CertificateFacts = {
    x509Version: 3,
    subject: words.subject,
    commonName: words.commonName,
    altNames,
    issuer: words.issuer,
    issuerName: words.issuerName,
    serialNumber: hex(`serial|${seed}`, 16),
    notBefore: daysFrom(now, words.from),
    notAfter: daysFrom(now, words.to),
    signatureAlgorithm: words.signature ?? "SHA256-RSA",
    publicKey: { algorithm: key, title: KEYS[key], fingerprint: hex(`key|${seed}`, 32) },
    fingerprintSha256: hex(`sha256|${seed}`, 32),
    fingerprintSha1: hex(`sha1|${seed}`, 20),
    isCa: words.isCa === true,
    selfSigned: words.subject === words.issuer,
    extensions: extensionsOf(words, altNames, seed),
  };
  return { facts, pem: pemBlock("CERTIFICATE", seed, 900) };
}

/** The private key of a certificate; looks like one and is none. */
export function makeKey(certificate: MemoryCertificate): string {
  return pemBlock("PRIVATE KEY", certificate.facts.publicKey.fingerprint, 138);
}

/** `count` days after `now`, as the wire spells it. */
export function daysFrom(now: Date, count: number): string {
  return timestamp(new Date(now.getTime() + count * DAY_MS));
}

/** A moment as the wire spells it: RFC 3339 in whole seconds. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** DNS names as alternative names. */
export function dnsNames(...names: string[]): AltName[] {
  return names.map((value) => ({ kind: "dns", value }));
}

/** The certificate's text as administrators know it. */
export function fullText({ facts }: MemoryCertificate): string {
  return [
    "Certificate:",
    "    Data:",
    `        Version: ${facts.x509Version} (0x${facts.x509Version - 1})`,
    "        Serial Number:",
    `            ${facts.serialNumber}`,
    `        Signature Algorithm: ${facts.signatureAlgorithm}`,
    `        Issuer: ${facts.issuer}`,
    "        Validity",
    `            Not Before: ${facts.notBefore}`,
    `            Not After : ${facts.notAfter}`,
    `        Subject: ${facts.subject}`,
    "        Subject Public Key Info:",
    `            Public Key Algorithm: ${facts.publicKey.title}`,
    "        X509v3 extensions:",
    ...facts.extensions.flatMap(({ name, critical, lines }) => [
      `            ${name}:${critical ? " critical" : ""}`,
      ...lines.map((line) => `                ${line}`),
    ]),
    "",
  ].join("\n");
}

function extensionsOf(words: CertificateWords, altNames: AltName[], seed: string): ExtensionFacts[] {
  const isCa = words.isCa === true;
  const always: ExtensionFacts[] = [
    { oid: "2.5.29.15", name: "Key usage", critical: true, lines: isCa ? ["Certificate signing", "CRL signing"] : ["Digital signature", "Key encipherment"] },
    { oid: "2.5.29.19", name: "Basic constraints", critical: true, lines: [isCa ? "This is an authority" : "This is not an authority"] },
    { oid: "2.5.29.14", name: "Subject key identifier", critical: false, lines: [hex(`ski|${seed}`, 20)] },
    { oid: "2.5.29.35", name: "Authority key identifier", critical: false, lines: [`Key identifier: ${hex(`aki|${words.issuer}`, 20)}`] },
  ];
  if (isCa) return always;
  return [
    ...always,
    { oid: "2.5.29.37", name: "Extended key usage", critical: false, lines: ["TLS server", "TLS client"] },
    { oid: "2.5.29.17", name: "Subject alternative name", critical: false, lines: altNames.map(({ kind, value }) => `${kind}: ${value}`) },
    { oid: "2.5.29.32", name: "Certificate policies", critical: false, lines: ["Domain validated (2.23.140.1.2.1)"] },
    { oid: "1.3.6.1.4.1.11129.2.4.2", name: "Signed certificate timestamps", critical: false, lines: [hex(`sct|${seed}`, 24)] },
  ];
}

/** The text of a certificate of which only the facts are kept. */
export function pemOf({ fingerprintSha256 }: CertificateFacts): string {
  return pemBlock("CERTIFICATE", fingerprintSha256, 900);
}

function pemBlock(label: string, seed: string, length: number): string {
  const text = btoa(String.fromCharCode(0x30, 0x82, ...bytes(`${label}|${seed}`, length)));
  const lines = text.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

function hex(seed: string, length: number): string {
  return bytes(seed, length)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join(":");
}

/** Bytes that look random and depend on the seed alone. */
function bytes(seed: string, length: number): number[] {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return Array.from({ length }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    state = Math.imul(state ^ (state >>> 12), 0x297a2d39) + 0x9e3779b9;
    return (state >>> 16) & 0xff;
  });
}
