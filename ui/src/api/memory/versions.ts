/** Versions: restored, compared, emptied; and what a rotation would lose. */
import type { ComparedField } from "../generated/ComparedField";
import type { ComparedSide } from "../generated/ComparedSide";
import type { VersionRef } from "../generated/VersionRef";
import { timestamp } from "./certificates";
import { rotationKeyFits } from "./intake";
import { requireFree, requirePayload } from "./locks";
import { problem } from "./problem";
import { parseMetadata } from "./rules";
import { change } from "./secrets";
import { isPast } from "./views";
import { freshId, requireUnlocked, secretOf, versionOf } from "./world";
import type { Answers, MemoryVersion, World } from "./world";

type VersionMethods = Answers<"restoreVersion" | "compareVersions" | "deleteVersionData" | "editVersion" | "findRotation">;

export function versionMethods(world: World): VersionMethods {
  return {
    restoreVersion: (ref) => {
      requireUnlocked(world);
      const secret = secretOf(world, ref.secretId);
      const version = versionOf(world, ref);
      requirePayload(version);
      if (isPast(world, version.certificate.facts.notAfter)) {
        throw problem("certificateExpired", `The certificate of version ${version.number} has expired.`, "Import a new one instead.");
      }
      const number = (secret.versions[0]?.number ?? 0) + 1;
      const restored: MemoryVersion = { ...version, id: freshId(), number, createdAt: timestamp(world.now()), downloaded: false, locks: [], restoredFrom: version.number };
      return change(world, secret, { versions: [restored, ...secret.versions] });
    },
    compareVersions: ({ left, right }) => {
      requireUnlocked(world);
      return { left: sideOf(world, left), right: sideOf(world, right), fields: compare(versionOf(world, left), versionOf(world, right)) };
    },
    deleteVersionData: ({ version: ref, typedName }) => {
      requireUnlocked(world);
      const secret = secretOf(world, ref.secretId);
      const version = versionOf(world, ref);
      if (typedName !== secret.name) throw problem("notTheName", "This is not the name of the secret.", "Type it exactly as it is shown.", "typedName");
      requireFree([version]);
      requirePayload(version);
      const emptied = { ...version, payloadAvailable: false, privateKey: null };
      return change(world, secret, { versions: secret.versions.map((other) => (other === version ? emptied : other)) });
    },
    editVersion: ({ version: ref, customMetadata }) => {
      requireUnlocked(world);
      const secret = secretOf(world, ref.secretId);
      const version = versionOf(world, ref);
      const edited = { ...version, customMetadata: parseMetadata(customMetadata) };
      return change(world, secret, { versions: secret.versions.map((other) => (other === version ? edited : other)) });
    },
    findRotation: ({ secretId, intakeId }) => {
      requireUnlocked(world);
      const [current] = secretOf(world, secretId).versions;
      const hadKey = current?.privateKey != null;
      return { currentKeyFits: hadKey && rotationKeyFits(world, intakeId, current), hadKey, hadIntermediate: current?.issuer != null, lost: [], refused: null };
    },
  };
}

function sideOf(world: World, ref: VersionRef): ComparedSide {
  const secret = secretOf(world, ref.secretId);
  const version = versionOf(world, ref);
  return { version: ref, name: secret.name, number: version.number, isCurrent: secret.versions[0] === version };
}

type Property = [field: string, title: string, read: (version: MemoryVersion) => string | null];

const PROPERTIES: readonly Property[] = [
  ["commonName", "Common name", ({ certificate: { facts } }) => facts.commonName],
  ["altNames", "Alternative names", ({ certificate: { facts } }) => facts.altNames.map(({ value }) => value).join("\n")],
  ["subject", "Subject", ({ certificate: { facts } }) => facts.subject],
  ["issuer", "Issuer", ({ certificate: { facts } }) => facts.issuer],
  ["serialNumber", "Serial number", ({ certificate: { facts } }) => facts.serialNumber],
  ["notBefore", "Valid from", ({ certificate: { facts } }) => facts.notBefore],
  ["notAfter", "Valid until", ({ certificate: { facts } }) => facts.notAfter],
  ["keyAlgorithm", "Key algorithm", ({ certificate: { facts } }) => facts.publicKey.title],
  ["keyFingerprint", "Public key fingerprint", ({ certificate: { facts } }) => facts.publicKey.fingerprint],
  ["signatureAlgorithm", "Signature algorithm", ({ certificate: { facts } }) => facts.signatureAlgorithm],
  ["privateKey", "Private key", ({ privateKey }) => (privateKey === null ? "Not included" : "Included")],
  ["intermediate", "Intermediate", ({ issuer }) => issuer?.facts.commonName ?? null],
  ["fingerprintSha256", "SHA-256 fingerprint", ({ certificate: { facts } }) => facts.fingerprintSha256],
];

function compare(left: MemoryVersion, right: MemoryVersion): ComparedField[] {
  const own = PROPERTIES.map(([field, title, read]) => fieldOf(field, title, read(left), read(right)));
  const extensions = [...extensionsOf(left).keys(), ...extensionsOf(right).keys()];
  return [...own, ...[...new Set(extensions)].map((name) => fieldOf(`extension:${name}`, name, extensionsOf(left).get(name), extensionsOf(right).get(name)))];
}

function extensionsOf({ certificate: { facts } }: MemoryVersion): Map<string, string> {
  return new Map(facts.extensions.map(({ name, lines }) => [name, lines.join("\n")]));
}

function fieldOf(field: string, title: string, left: string | null = null, right: string | null = null): ComparedField {
  return { field, title, left, right, same: left === right };
}
