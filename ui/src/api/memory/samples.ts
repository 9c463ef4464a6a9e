/** PEM texts that the memory backend recognises when they are pasted, picked or dropped; everything else is an error. */
import { dnsNames, makeCertificate, makeKey } from "./certificates";
import type { CertificateWords, KeyWord, MemoryCertificate } from "./certificates";

/** What a person would have on disk. */
export interface Sample {
  certificate: string;
  privateKey: string;
  intermediate: string;
}

export type SampleName = "shop" | "wildcard" | "expired" | "weak" | "future" | "authority";

/** A sample with what it says. */
export interface KnownSample extends Sample {
  leaf: MemoryCertificate;
  issuer: MemoryCertificate;
}

export const ISSUERS = {
  letsEncrypt: { subject: "C=US, O=Let's Encrypt, CN=R11", name: "R11", key: "RSA2048", signature: "SHA256-RSA" },
  digiCert: { subject: "C=US, O=DigiCert Inc, CN=DigiCert Global G2 TLS RSA SHA256 2020 CA1", name: "DigiCert Global G2 TLS RSA SHA256 2020 CA1", key: "RSA2048", signature: "SHA256-RSA" },
  sectigo: { subject: "C=GB, O=Sectigo Limited, CN=Sectigo Public Server Authentication CA DV E36", name: "Sectigo Public Server Authentication CA DV E36", key: "ECDSA256", signature: "ECDSA-SHA256" },
  company: { subject: "C=DE, O=Example GmbH, CN=Example Issuing CA 3", name: "Example Issuing CA 3", key: "ECDSA384", signature: "ECDSA-SHA384" },
} as const;

export type IssuerWord = keyof typeof ISSUERS;

const SAMPLES: Record<SampleName, { name: string; issuer: IssuerWord; from: number; to: number; key: KeyWord; isCa?: boolean }> = {
  shop: { name: "shop.example.com", issuer: "letsEncrypt", from: -20, to: 70, key: "ECDSA256" },
  wildcard: { name: "*.example.org", issuer: "digiCert", from: -100, to: 265, key: "RSA4096" },
  expired: { name: "old.example.com", issuer: "digiCert", from: -400, to: -35, key: "RSA2048" },
  weak: { name: "printer.example.lan", issuer: "company", from: -900, to: 900, key: "RSA1024" },
  future: { name: "launch.example.com", issuer: "sectigo", from: 14, to: 104, key: "ECDSA256" },
  authority: { name: "Example Partner CA", issuer: "company", from: 0, to: 1400, key: "RSA4096", isCa: true },
};

/** The words of a certificate for `name` from one of the known issuers. */
export function leafWords(name: string, issuer: IssuerWord, more: Pick<CertificateWords, "from" | "to" | "key" | "isCa"> & { others?: string[] }): CertificateWords {
  const { subject, name: issuerName, signature } = ISSUERS[issuer];
  return { subject: `CN=${name}`, commonName: name, altNames: dnsNames(name, ...(more.others ?? [])), issuer: subject, issuerName, signature, ...more };
}

/** The certificate of a known issuer, and the root above it. */
export function issuerCertificates(issuer: IssuerWord, now: Date): [MemoryCertificate, MemoryCertificate] {
  const { subject, name, key, signature } = ISSUERS[issuer];
  const root = { subject: subject.replace(/CN=.*/, "CN=Root CA"), issuerName: "Root CA" };
  return [
    makeCertificate({ subject, commonName: name, issuer: root.subject, issuerName: root.issuerName, from: -1200, to: 1500, key, signature, isCa: true }, now),
    makeCertificate({ subject: root.subject, commonName: "Root CA", issuer: root.subject, issuerName: root.issuerName, from: -3000, to: 6000, key: "RSA4096", isCa: true }, now),
  ];
}

/** Every sample, as of `now`. */
export function samplesAt(now: Date): Record<SampleName, KnownSample> {
  const entries = Object.entries(SAMPLES).map(([key, { name, issuer, ...more }]) => {
    const leaf = makeCertificate(leafWords(name, issuer, more), now);
    const [above] = issuerCertificates(issuer, now);
    return [key, { leaf, issuer: above, certificate: leaf.pem, privateKey: makeKey(leaf), intermediate: above.pem }];
  });
  return Object.fromEntries(entries) as Record<SampleName, KnownSample>;
}
