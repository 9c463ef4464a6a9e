/** What the memory backend holds, as the screen sees it. */
import type { CertificateFacts } from "../generated/CertificateFacts";
import type { RequestFacts } from "../generated/RequestFacts";
import type { SecretRow } from "../generated/SecretRow";
import type { SecretStatus } from "../generated/SecretStatus";
import type { SecretView } from "../generated/SecretView";
import type { VersionRow } from "../generated/VersionRow";
import { DAY_MS } from "./certificates";
import { privateView } from "./private";
import type { MemorySecret, MemoryVersion, World } from "./world";

/** A secret as the table shows it. */
export function rowOf(world: World, secret: MemorySecret): SecretRow {
  const [current] = secret.versions;
  const facts = current?.certificate.facts;
  return {
    id: secret.id,
    kind: secret.kind,
    name: secret.name,
    description: secret.description,
    groupId: secret.groupId,
    groupName: world.groups.find(({ id }) => id === secret.groupId)?.name ?? "",
    labels: secret.labels,
    status: statusOf(world, secret),
    displayName: nameOf(facts ?? secret.request?.facts),
    issuerName: facts?.issuerName ?? "",
    notAfter: facts?.notAfter ?? null,
    daysLeft: facts === undefined ? null : daysLeft(world, facts.notAfter),
    keyTitle: (facts ?? secret.request?.facts)?.publicKey.title ?? "",
    privateKeyIncluded: current === undefined ? secret.request !== undefined : current.privateKey !== null,
    versionsTotal: secret.versions.length,
    locksTotal: secret.versions.reduce((total, { locks }) => total + locks.length, 0),
    createdAt: secret.createdAt,
    updatedAt: secret.updatedAt,
    foundIn: null,
  };
}

/** A secret as its details show it. */
export function viewOf(world: World, secret: MemorySecret): SecretView {
  return {
    row: rowOf(world, secret),
    createdBy: "local-user",
    crn: `crn:v1:local:public:secrets-manager:local:a/local:01970000-0000-7000-8000-000000000000:secret:${secret.id}`,
    customMetadata: secret.customMetadata,
    hasRequest: secret.request !== undefined,
    private: privateView(world, secret),
    versions: secret.versions.map((version, index) => versionRow(world, secret, version, index)),
  };
}

/** Whether the end has passed. */
export function isPast(world: World, moment: string): boolean {
  return Date.parse(moment) < world.now().getTime();
}

function versionRow(world: World, secret: MemorySecret, version: MemoryVersion, index: number): VersionRow {
  const { facts } = version.certificate;
  return {
    id: version.id,
    number: version.number,
    isCurrent: index === 0,
    isPrevious: index === 1,
    createdAt: version.createdAt,
    createdBy: "local-user",
    notBefore: facts.notBefore,
    notAfter: facts.notAfter,
    expired: isPast(world, facts.notAfter),
    serialNumber: facts.serialNumber,
    fingerprintSha256: facts.fingerprintSha256,
    keyTitle: facts.publicKey.title,
    privateKeyIncluded: version.privateKey !== null,
    intermediateIncluded: version.issuer !== null,
    payloadAvailable: version.payloadAvailable,
    downloaded: version.downloaded,
    autoRotated: false,
    customMetadata: version.customMetadata ?? "",
    restoredFrom: version.restoredFrom ?? null,
    locks: version.locks.length,
    restorable: index > 0 && secret.kind !== "private_cert" && version.payloadAvailable && !isPast(world, facts.notAfter),
    revokedAt: version.revokedAt ?? null,
    revocationReason: version.revocationReason ?? null,
  };
}

function nameOf(facts: RequestFacts | CertificateFacts | undefined): string {
  return facts?.commonName ?? facts?.altNames[0]?.value ?? facts?.subject ?? "";
}

function statusOf(world: World, secret: MemorySecret): SecretStatus {
  if (secret.versions[0]?.revokedAt !== undefined) return "revoked";
  const end = secret.versions[0]?.certificate.facts.notAfter;
  if (end === undefined || secret.state === "preActivation" || secret.state === "suspended") return secret.state;
  if (isPast(world, end)) return "expired";
  if (secret.state === "active" && daysLeft(world, end) < 30) return "expiringSoon";
  return secret.state;
}

function daysLeft(world: World, end: string): number {
  return Math.floor((Date.parse(end) - world.now().getTime()) / DAY_MS);
}
