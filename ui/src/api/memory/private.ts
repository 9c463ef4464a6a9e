/** Private certificates: made, rotated, revoked. Nothing is signed here: certificates are made up. */
import { ApiError } from "../errors";
import type { AltName } from "../generated/AltName";
import type { CreatePrivateCertificate } from "../generated/CreatePrivateCertificate";
import type { NewKeyAlgorithm } from "../generated/NewKeyAlgorithm";
import type { PrivateContent } from "../generated/PrivateContent";
import type { PrivateView } from "../generated/PrivateView";
import type { RotationPolicy } from "../generated/RotationPolicy";
import { authorityOf, issueRow, rebuildCrl } from "./authorities";
import { DAY_MS, makeCertificate, makeKey, timestamp } from "./certificates";
import type { KeyWord } from "./certificates";
import { groupOf } from "./groups";
import { after, issuersOf, judge } from "./judgement";
import { requireFree } from "./locks";
import { problem } from "./problem";
import { parseDescription, parseLabels, parseMetadata } from "./rules";
import { change, parseFreeName } from "./secrets";
import { templateOf } from "./templates";
import { viewOf } from "./views";
import { freshId, requireUnlocked, secretOf, send, versionOf } from "./world";
import type { Answers, MemoryIssued, MemorySecret, MemoryTemplate, MemoryVersion, World } from "./world";

type PrivateMethods = Answers<
  "judgePrivateCertificate" | "createPrivateCertificate" | "rotatePrivate" | "editRotation" | "revokeVersion" | "releaseVersion"
>;

export function privateMethods(world: World): PrivateMethods {
  return {
    judgePrivateCertificate: (request) => {
      requireUnlocked(world);
      return judge(world, request);
    },
    createPrivateCertificate: (request) => {
      requireUnlocked(world);
      const secret = issue(world, request);
      send(world, { type: "secretChanged", id: secret.id });
      send(world, { type: "authoritiesChanged" });
      return viewOf(world, secret);
    },
    rotatePrivate: ({ secretId, csr }) => {
      const secret = secretOf(world, secretId);
      requireFree(secret.versions.slice(1, 2));
      const issued = issuedOf(secret);
      const template = templateOf(world, issued.templateId ?? "");
      const content = csr === "" ? issued.content : { ...issued.content, csr };
      const version = versionFrom(world, template, content, secret.versions.length + 1);
      const { failedAt: _at, failure: _failure, retryAt: _retry, ...rest } = issued;
      return change(world, secret, { versions: [version, ...secret.versions], state: "active", issued: { ...rest, content, ...next(world, issued.rotation) } });
    },
    editRotation: ({ secretId, rotation }) => {
      const secret = secretOf(world, secretId);
      const issued = issuedOf(secret);
      const { problems } = judge(world, { templateId: issued.templateId ?? "", groupId: secret.groupId, content: issued.content, rotation });
      const refused = problems.find(({ field }) => field === "rotation");
      if (refused !== undefined) throw ApiError.from(refused);
      const { nextRotationAt: _before, ...rest } = issued;
      return change(world, secret, { issued: { ...rest, rotation, ...next(world, rotation, secret.versions[0]?.createdAt) } });
    },
    revokeVersion: ({ secretId, versionId, reason, typedName }) => {
      const secret = secretOf(world, secretId);
      const version = versionOf(world, { secretId, versionId });
      if (typedName !== secret.name) throw problem("notTheName", "This is not the name of the secret.", "Type it exactly as it is shown.", "typedName");
      requireFree([version]);
      Object.assign(version, { revokedAt: timestamp(world.now()), revocationReason: reason });
      rebuildList(world, secret);
      send(world, { type: "authoritiesChanged" });
      return change(world, secret, isCurrent(secret, version) && reason !== "certificateHold" ? { state: "deactivated", issued: withoutRotation(secret) } : {});
    },
    releaseVersion: ({ secretId, versionId }) => {
      const secret = secretOf(world, secretId);
      const version = versionOf(world, { secretId, versionId });
      delete version.revokedAt;
      delete version.revocationReason;
      rebuildList(world, secret);
      return change(world, secret, isCurrent(secret, version) ? { state: "active" } : {});
    },
  };
}

/** Makes a private certificate and keeps it; throws what stands in the way. */
export function issue(world: World, request: CreatePrivateCertificate): MemorySecret {
  const name = parseFreeName(world, request.name, "private_cert");
  const [refused] = judge(world, request).problems;
  if (refused !== undefined) throw problem(refused.code, refused.message, refused.help, refused.field);
  const template = templateOf(world, request.templateId);
  const now = timestamp(world.now());
  const secret: MemorySecret = {
    id: freshId(),
    kind: "private_cert",
    name,
    description: parseDescription(request.description),
    groupId: groupOf(world, request.groupId).id,
    labels: parseLabels(request.labels),
    customMetadata: parseMetadata(request.customMetadata),
    state: "active",
    createdAt: now,
    updatedAt: now,
    versions: [versionFrom(world, template, request.content, 1)],
    issued: { templateId: template.id, content: request.content, rotation: request.rotation, ...next(world, request.rotation) },
  };
  world.secrets = [...world.secrets, secret];
  listIssued(world, secret, template);
  return secret;
}

/** What was issued stands in the list of its authority. */
function listIssued(world: World, { id, name, versions }: MemorySecret, template: MemoryTemplate): void {
  const authority = authorityOf(world, template.authorityId);
  const facts = versions[0]?.certificate.facts;
  if (facts === undefined) return;
  authority.issued = [issueRow(world, facts, { templateId: template.id, templateName: template.name, secretId: id, secretName: name }), ...authority.issued];
}

/** What is particular to a private certificate; null for one that was not issued here. */
export function privateView(world: World, { issued, versions }: MemorySecret): PrivateView | null {
  if (issued === undefined) return null;
  const template = world.templates.find(({ id }) => id === issued.templateId);
  const authority = template === undefined ? undefined : authorityOf(world, template.authorityId);
  return {
    authorityId: authority?.id ?? null,
    authorityName: authority?.name ?? versions[0]?.certificate.facts.issuerName ?? "",
    templateId: template?.id ?? null,
    templateName: template?.name ?? "web-servers",
    content: issued.content,
    rotation: issued.rotation,
    nextRotationAt: issued.nextRotationAt ?? null,
    rotationFailedAt: issued.failedAt ?? null,
    rotationFailure: issued.failure ?? null,
    retryAt: issued.retryAt ?? null,
    revokedAt: versions[0]?.revokedAt ?? null,
    revocationReason: versions[0]?.revocationReason ?? null,
  };
}

const NO_NAMES = { dnsNames: [], emailAddresses: [], ipAddresses: [], uris: [], otherNames: [] };

/** The private certificates of the seed are issued through its first template; one rotates by itself, one could not. */
export function linkSeed(world: World): void {
  const [template] = world.templates;
  if (template === undefined) return;
  for (const secret of world.secrets.filter(({ kind }) => kind === "private_cert")) {
    const facts = secret.versions[0]?.certificate.facts;
    const commonName = facts?.commonName ?? "";
    const dnsNames = (facts?.altNames ?? []).map(({ value }) => value).filter((name) => name !== commonName);
    secret.issued = {
      templateId: template.id,
      content: { commonName, altNames: { ...NO_NAMES, dnsNames }, excludeCommonName: false, ttl: "", csr: "" },
      rotation: null,
      ...SEED_ROTATIONS[secret.name]?.(secret),
    };
  }
}

const SEED_ROTATIONS: Record<string, (secret: MemorySecret) => Partial<MemoryIssued>> = {
  wiki: ({ updatedAt }) => ({ rotation: { interval: 3, unit: "month" }, nextRotationAt: timestamp(after(new Date(updatedAt), { interval: 3, unit: "month" })) }),
  monitoring: ({ updatedAt }) => ({
    rotation: { interval: 300, unit: "day" },
    failedAt: timestamp(new Date(Date.parse(updatedAt) + 299 * DAY_MS)),
    failure: { code: "notPermitted", message: "“alerts.corp.example” is not permitted by the template.", help: "Change the template so that it permits the name, or create the certificate anew without it.", field: "dnsNames" },
    retryAt: timestamp(new Date(Date.parse(updatedAt) + 301 * DAY_MS)),
  }),
};

function issuedOf(secret: MemorySecret): MemoryIssued {
  if (secret.issued === undefined) throw problem("notFound", "This certificate was not issued by an authority that is kept here.", "Create it anew through a template.");
  return secret.issued;
}

function rebuildList(world: World, secret: MemorySecret): void {
  const template = world.templates.find(({ id }) => id === secret.issued?.templateId);
  if (template !== undefined) rebuildCrl(world, authorityOf(world, template.authorityId));
}

function isCurrent(secret: MemorySecret, { id }: MemoryVersion): boolean {
  return secret.versions[0]?.id === id;
}

function withoutRotation(secret: MemorySecret): MemoryIssued {
  const { nextRotationAt: _before, ...issued } = issuedOf(secret);
  return { ...issued, rotation: null };
}

function next(world: World, rotation: RotationPolicy | null, from?: string): { nextRotationAt?: string } {
  return rotation === null ? {} : { nextRotationAt: timestamp(after(from === undefined ? world.now() : new Date(from), rotation)) };
}

function versionFrom(world: World, template: MemoryTemplate, content: PrivateContent, number: number): MemoryVersion {
  const [issuer = null, root = null] = issuersOf(world, template.authorityId);
  const { notAfter, csrCommonName } = judge(world, { templateId: template.id, groupId: "", content, rotation: null });
  const commonName = csrCommonName ?? content.commonName.trim();
  const subject = [...template.content.subject.country.map((value) => `C=${value}`), ...template.content.subject.organization.map((value) => `O=${value}`), `CN=${commonName}`].join(", ");
  const certificate = makeCertificate(
    {
      subject,
      commonName: commonName === "" ? null : commonName,
      altNames: altNamesOf(content, commonName),
      issuer: issuer?.facts.subject ?? "",
      issuerName: issuer?.facts.commonName ?? "",
      from: 0,
      to: notAfter === null ? 90 : (Date.parse(notAfter) - world.now().getTime()) / DAY_MS,
      key: KEYS[template.content.keyAlgorithm],
      signature: "ECDSA-SHA384",
    },
    new Date(world.now().getTime() + number * 1000),
  );
  return {
    id: freshId(),
    number,
    createdAt: timestamp(world.now()),
    certificate,
    privateKey: content.csr === "" ? makeKey(certificate) : null,
    issuer,
    root,
    downloaded: false,
    payloadAvailable: true,
    locks: [],
  };
}

const KEYS: Record<NewKeyAlgorithm, KeyWord> = { ECDSA256: "ECDSA256", ECDSA384: "ECDSA384", ECDSA521: "ECDSA384", RSA2048: "RSA2048", RSA3072: "RSA4096", RSA4096: "RSA4096", ED25519: "Ed25519" };

function altNamesOf({ altNames, excludeCommonName }: PrivateContent, commonName: string): AltName[] {
  const dns = [...(excludeCommonName || commonName === "" ? [] : [commonName]), ...altNames.dnsNames];
  const ofKind = (kind: AltName["kind"], values: readonly string[]) => [...new Set(values)].map((value) => ({ kind, value }));
  return [...ofKind("dns", dns), ...ofKind("email", altNames.emailAddresses), ...ofKind("ip", altNames.ipAddresses), ...ofKind("uri", altNames.uris), ...ofKind("other", altNames.otherNames)];
}
