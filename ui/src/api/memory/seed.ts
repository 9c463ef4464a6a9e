/** What a person who has used Certkeep for a while would have in their vault. */
import type { SecretKind } from "../generated/SecretKind";
import { daysFrom, makeCertificate, makeKey } from "./certificates";
import type { KeyWord } from "./certificates";
import { ISSUERS, issuerCertificates, leafWords } from "./samples";
import type { IssuerWord } from "./samples";
import { DEFAULT_GROUP, freshId } from "./world";
import type { MemoryLock, MemorySecret, MemoryVersion, World } from "./world";

interface SecretWords {
  name: string;
  domain: string;
  others?: string[];
  issuer: IssuerWord;
  group: string;
  labels?: string[];
  description?: string;
  from: number;
  to: number;
  key?: KeyWord;
  kind?: SecretKind;
  state?: MemorySecret["state"];
  versions?: number;
  withoutKey?: boolean;
  /** The name of a lock on the version before the current one. */
  lock?: string;
  metadata?: string;
}

const GROUPS = [
  { id: DEFAULT_GROUP, name: "default", description: "Secrets that belong to no other group.", isDefault: true, days: -420 },
  { id: "01980000-0000-7000-8000-000000000001", name: "Web shop", description: "Everything customers see.", isDefault: false, days: -400 },
  { id: "01980000-0000-7000-8000-000000000002", name: "Internal services", description: "Mail, wiki, monitoring and directory.", isDefault: false, days: -310 },
  { id: "01980000-0000-7000-8000-000000000003", name: "Staging", description: "", isDefault: false, days: -120 },
  { id: "01980000-0000-7000-8000-000000000004", name: "Archive", description: "Kept for audits.", isDefault: false, days: -90 },
] as const;

const SECRETS: SecretWords[] = [
  { name: "shop-frontend", domain: "shop.example.net", others: ["www.shop.example.net"], issuer: "letsEncrypt", group: "Web shop", labels: ["production", "customer facing"], description: "Certificate of the web shop's load balancer.", from: -40, to: 50, key: "ECDSA256", versions: 3, metadata: '{"owner":"web team","ticket":"OPS-1182"}' },
  { name: "shop-api", domain: "api.shop.example.net", issuer: "letsEncrypt", group: "Web shop", labels: ["production", "api"], from: -66, to: 24, key: "ECDSA256", versions: 2 },
  { name: "payments-gateway", domain: "pay.example.net", others: ["pay2.example.net"], issuer: "digiCert", group: "Web shop", labels: ["production", "pci"], description: "Shown to the card schemes; renew two weeks ahead.", from: -360, to: 5, key: "RSA4096" },
  { name: "cdn-wildcard", domain: "*.cdn.example.net", others: ["cdn.example.net"], issuer: "digiCert", group: "Web shop", labels: ["production"], from: -30, to: 335, key: "RSA2048", versions: 3, lock: "edge-servers" },
  { name: "mail-relay", domain: "mx1.example.org", others: ["mx2.example.org"], issuer: "sectigo", group: "Internal services", labels: ["mail"], from: -200, to: 165, key: "ECDSA256" },
  { name: "wiki", domain: "wiki.corp.example", issuer: "company", group: "Internal services", labels: ["intranet"], from: -10, to: 720, key: "ECDSA384", kind: "private_cert" },
  { name: "monitoring", domain: "grafana.corp.example", others: ["prometheus.corp.example", "alerts.corp.example"], issuer: "company", group: "Internal services", labels: ["intranet", "monitoring"], from: -300, to: 65, key: "ECDSA384", kind: "private_cert" },
  { name: "ldap-directory", domain: "ldap.corp.example", issuer: "company", group: "Internal services", from: -700, to: 29, key: "RSA2048", kind: "private_cert", withoutKey: true },
  { name: "vpn-concentrator", domain: "vpn.example.org", issuer: "sectigo", group: "Internal services", labels: ["network"], from: -80, to: 285, key: "RSA2048" },
  { name: "staging-shop", domain: "shop.staging.example.net", issuer: "letsEncrypt", group: "Staging", labels: ["staging"], from: -88, to: 2, key: "ECDSA256", kind: "public_cert" },
  { name: "staging-api", domain: "api.staging.example.net", issuer: "letsEncrypt", group: "Staging", labels: ["staging", "api"], from: 0, to: 90, key: "ECDSA256", kind: "public_cert", state: "preActivation" },
  { name: "blog", domain: "blog.example.org", issuer: "letsEncrypt", group: "default", labels: ["production"], from: -20, to: 70, key: "RSA2048", kind: "public_cert" },
  { name: "print-server", domain: "printer.corp.example", issuer: "company", group: "default", description: "Old device that takes RSA 1024 only.", from: -900, to: 900, key: "RSA1024" },
  { name: "shop-2024", domain: "shop.example.net", issuer: "digiCert", group: "Archive", labels: ["audit 2025"], description: "Kept for the record.", from: -800, to: -435, key: "RSA2048" },
  { name: "campaign-site", domain: "summer.example.com", issuer: "letsEncrypt", group: "Archive", from: -130, to: -40, key: "ECDSA256" },
  { name: "partner-exchange", domain: "exchange.partner.example", issuer: "sectigo", group: "default", labels: ["partner"], from: -50, to: 310, key: "ECDSA256", state: "deactivated" },
  { name: "iot-bridge", domain: "bridge.iot.example", issuer: "company", group: "default", labels: ["iot"], from: -5, to: 360, key: "Ed25519", kind: "private_cert" },
];

/** The groups of the seed. */
export function seedGroups(now: Date): World["groups"] {
  return GROUPS.map(({ days, ...group }) => ({ ...group, createdAt: daysFrom(now, days) }));
}

/** The secrets of the seed. */
export function seedSecrets(now: Date): MemorySecret[] {
  return SECRETS.map((words) => makeSecret(words, now));
}

/** A secret with an older certificate of the sample for shop.example.com. */
export function renewableSecret(now: Date): MemorySecret {
  return makeSecret({ name: "shop-main", domain: "shop.example.com", issuer: "letsEncrypt", group: "Web shop", from: -80, to: 10, key: "ECDSA256" }, now);
}

/** `count` more or less alike secrets, for long tables. */
export function generatedSecrets(count: number, now: Date): MemorySecret[] {
  const issuers = Object.keys(ISSUERS) as IssuerWord[];
  const places = ["web", "api", "mail", "db", "cache", "edge", "build"];
  return Array.from({ length: count }, (_, index) => {
    const name = `${pick(places, index)}-${String(index + 1).padStart(5, "0")}`;
    return makeSecret(
      {
        name,
        domain: `${name}.example.com`,
        issuer: pick(issuers, index),
        group: pick(GROUPS, index).name,
        labels: [pick(["production", "staging", "intranet"], index)],
        from: -300 + (index % 290),
        to: -20 + ((index * 37) % 400),
        key: pick(["RSA2048", "ECDSA256", "RSA4096"] as const, index),
      },
      now,
    );
  });
}

function makeSecret(words: SecretWords, now: Date): MemorySecret {
  const group = GROUPS.find(({ name }) => name === words.group);
  const state = words.state ?? "active";
  const age = Math.min(words.from, -1);
  return {
    id: freshId(),
    kind: words.kind ?? "imported_cert",
    name: words.name,
    description: words.description ?? "",
    groupId: group?.id ?? DEFAULT_GROUP,
    labels: words.labels ?? [],
    customMetadata: words.metadata ?? "",
    state,
    createdAt: daysFrom(now, age - 90 * ((words.versions ?? 1) - 1)),
    updatedAt: daysFrom(now, age),
    versions: state === "preActivation" ? [] : makeVersions(words, now),
  };
}

function makeVersions(words: SecretWords, now: Date): MemoryVersion[] {
  const [issuer, root] = issuerCertificates(words.issuer, now);
  const count = words.versions ?? 1;
  return Array.from({ length: count }, (_, index) => {
    const back = index * 90;
    const certificate = makeCertificate(
      leafWords(words.domain, words.issuer, { from: words.from - back, to: words.to - back, key: words.key ?? "RSA2048", others: words.others ?? [] }),
      now,
    );
    return {
      id: freshId(),
      number: count - index,
      createdAt: daysFrom(now, Math.min(words.from, -1) - back),
      certificate,
      privateKey: words.withoutKey === true ? null : makeKey(certificate),
      issuer,
      root,
      downloaded: index === 1,
      payloadAvailable: true,
      locks: index === 1 && words.lock !== undefined ? [makeLock(words.lock, daysFrom(now, -12))] : [],
    };
  });
}

function makeLock(name: string, createdAt: string): MemoryLock {
  return { name, description: "Served by 14 edge servers until they are replaced.", attributes: '{"ticket":"OPS-1190"}', createdAt };
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}
