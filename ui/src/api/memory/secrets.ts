/** Secrets: listed, shown, edited, moved, deleted, downloaded. */
import type { FormatRow } from "../generated/FormatRow";
import type { ChainLinkView } from "../generated/ChainLinkView";
import type { SecretKind } from "../generated/SecretKind";
import type { SecretView } from "../generated/SecretView";
import { fullText, timestamp } from "./certificates";
import type { MemoryCertificate } from "./certificates";
import { groupOf } from "./groups";
import { labelsOf, matching, pageOf } from "./listing";
import { requireFree } from "./locks";
import { overviewOf } from "./overview";
import { problem } from "./problem";
import { parseDescription, parseLabels, parseMetadata, parseSecretName } from "./rules";
import { viewOf } from "./views";
import { warningsOf } from "./warnings";
import { requireUnlocked, secretOf, send, versionOf } from "./world";
import type { Answers, MemorySecret, MemoryVersion, World } from "./world";

type SecretMethods = Answers<
  | "listSecrets"
  | "countSecrets"
  | "listLabels"
  | "findOverview"
  | "findSecret"
  | "findCertificate"
  | "editSecret"
  | "moveSecret"
  | "deleteSecret"
  | "revealPrivateKey"
  | "copyPrivateKey"
  | "copyText"
  | "listFormats"
  | "downloadVersion"
>;

export function secretMethods(world: World): SecretMethods {
  return {
    listSecrets: (request) => {
      requireUnlocked(world);
      return pageOf(world, request);
    },
    countSecrets: (request) => {
      requireUnlocked(world);
      return matching(world, request).length;
    },
    listLabels: () => {
      requireUnlocked(world);
      return labelsOf(world);
    },
    findOverview: (request) => {
      requireUnlocked(world);
      return overviewOf(world, request);
    },
    findSecret: (id) => {
      requireUnlocked(world);
      return viewOf(world, secretOf(world, id));
    },
    findCertificate: (ref) => {
      requireUnlocked(world);
      const version = versionOf(world, ref);
      const { certificate } = version;
      return { ...certificate, text: fullText(certificate), chain: chainOf(version), leftover: [], missingIssuer: missingIssuer(version), warnings: warningsOf(world, version) };
    },
    editSecret: ({ id, name, description, labels, customMetadata }) => {
      requireUnlocked(world);
      const secret = secretOf(world, id);
      const parsed = {
        name: parseFreeName(world, name, secret.kind, id),
        description: parseDescription(description),
        labels: parseLabels(labels),
        customMetadata: parseMetadata(customMetadata),
      };
      return change(world, secret, parsed);
    },
    moveSecret: ({ id, groupId }) => {
      requireUnlocked(world);
      return change(world, secretOf(world, id), { groupId: groupOf(world, groupId).id });
    },
    deleteSecret: ({ id, typedName }) => {
      requireUnlocked(world);
      if (secretOf(world, id).name !== typedName) {
        throw problem("notTheName", "This is not the name of the secret.", "Type it exactly as it is shown.", "typedName");
      }
      requireFree(secretOf(world, id).versions);
      world.secrets = world.secrets.filter((secret) => secret.id !== id);
      send(world, { type: "secretChanged", id });
    },
    revealPrivateKey: (ref) => ({ pem: keyOf(world, ref), seconds: 15 }),
    copyPrivateKey: (ref) => (keyOf(world, ref), 30),
    copyText: () => undefined,
    listFormats: (ref) => {
      requireUnlocked(world);
      return formatsOf(secretOf(world, ref.secretId), versionOf(world, ref));
    },
    downloadVersion: ({ version, format, password }) => {
      requireUnlocked(world);
      const row = formatsOf(secretOf(world, version.secretId), versionOf(world, version)).find(({ id }) => id === format);
      if (row?.unavailable !== null) {
        throw problem("formatUnavailable", row?.unavailable ?? "This format does not exist.", "Choose another format.", "format");
      }
      if (row.needsPassword && (password ?? "").length < 4) {
        throw problem("passwordTooShort", "The password is too short: it needs 4 characters.", "Choose a long one: whoever has the file can try passwords on it.", "password");
      }
      versionOf(world, version).downloaded = true;
      send(world, { type: "secretChanged", id: version.secretId });
      return { path: `/home/alex/Downloads/${row.fileName}`, bytes: 1_846, containsKey: row.containsKey };
    },
  };
}

/** The name, unless another secret of the same kind has it. */
export function parseFreeName(world: World, text: string, kind: SecretKind, own?: string): string {
  const name = parseSecretName(text);
  if (world.secrets.some((secret) => secret.id !== own && secret.kind === kind && secret.name === name)) {
    throw problem("nameTaken", `A secret with the same name already exists: ${name}`, "Choose another name.", "name");
  }
  return name;
}

/** Changes a secret, tells, and answers how it stands. */
export function change(world: World, secret: MemorySecret, changes: Partial<MemorySecret>): SecretView {
  const changed = { ...secret, ...changes, updatedAt: timestamp(world.now()) };
  world.secrets = world.secrets.map((other) => (other.id === secret.id ? changed : other));
  send(world, { type: "secretChanged", id: secret.id });
  return viewOf(world, changed);
}

function keyOf(world: World, ref: { secretId: string; versionId: string }): string {
  requireUnlocked(world);
  const { privateKey } = versionOf(world, ref);
  if (privateKey === null) throw problem("notFound", "This version has no private key.", "Rotate the secret with its private key to keep it here.");
  return privateKey;
}

function chainOf({ certificate, issuer, root }: MemoryVersion): ChainLinkView[] {
  return [certificate, issuer, root].filter((link): link is MemoryCertificate => link !== null).map((link) => ({ ...link, state: "valid", problem: null }));
}

function missingIssuer({ certificate, issuer, root }: MemoryVersion): string | null {
  return root === null ? (issuer ?? certificate).facts.issuerName : null;
}

function formatsOf(secret: MemorySecret, version: MemoryVersion): FormatRow[] {
  const noKey = version.privateKey === null ? "This version has no private key." : null;
  const noChain = version.issuer === null ? "This version has no intermediate certificate." : null;
  const row = (id: string, title: string, help: string, ending: string, containsKey: boolean, unavailable: string | null): FormatRow => ({
    id,
    title,
    help,
    fileName: `${secret.name}${ending}`,
    containsKey,
    needsPassword: false,
    unavailable,
  });
  const protectedRow = (id: string, title: string, help: string, ending: string): FormatRow => ({ ...row(id, title, help, ending, true, noKey), needsPassword: true });
  return [
    row("pem", "Certificate (PEM)", "The certificate alone.", ".pem", false, null),
    row("fullchain", "Full chain (PEM)", "The certificate and its intermediates, for most web servers.", "-fullchain.pem", false, noChain),
    row("chain", "Chain (PEM)", "The intermediates without the certificate.", "-chain.pem", false, noChain),
    row("pkcs8", "Private key (PKCS#8)", "The private key, unencrypted, in the form new programs read.", "-key.pem", true, noKey),
    row("traditional", "Private key (PKCS#1 or SEC1)", "The private key, unencrypted, in the form old programs read.", "-key-traditional.pem", true, noKey),
    row("everything", "Everything in one PEM file", "Private key, certificate and intermediates, for HAProxy and others.", "-all.pem", true, noKey),
    protectedRow("encryptedKey", "Private key, encrypted", "The private key behind a password (PKCS#8, AES-256).", "-encrypted-key.pem"),
    protectedRow("pkcs12", "PKCS#12", "Private key, certificate and chain behind a password.", ".p12"),
    protectedRow("pkcs12Legacy", "PKCS#12 for old systems", "The same with weak encryption, for Windows Server 2016 and older.", "-legacy.pfx"),
    { ...protectedRow("trustStore", "Trust store for Java (PKCS#12)", "The issuers, as Java wants them to trust them: no private key, behind a password.", "-truststore.p12"), containsKey: false, unavailable: null },
    row("pkcs7", "Chain (PKCS#7)", "The certificate and its intermediates in one binary file.", ".p7b", false, null),
    row("der", "Certificate (DER)", "The certificate alone in binary form.", ".cer", false, null),
    row("zip", "ZIP archive", "Certificate, intermediates and private key as files of their own.", ".zip", version.privateKey !== null, null),
  ];
}
