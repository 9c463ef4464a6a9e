/** The tray: the samples are recognised by their text, everything else is an error at its field. */
import type { Brought } from "../generated/Brought";
import type { FieldPreview } from "../generated/FieldPreview";
import type { IntakeField } from "../generated/IntakeField";
import type { IntakePreview } from "../generated/IntakePreview";
import { timestamp } from "./certificates";
import type { MemoryCertificate } from "./certificates";
import { groupOf } from "./groups";
import { problem } from "./problem";
import { answeredBy, requestedBy } from "./requests";
import { parseDescription, parseLabels, parseMetadata, suggestName } from "./rules";
import type { KnownSample } from "./samples";
import { change, parseFreeName } from "./secrets";
import { isPast, viewOf } from "./views";
import { warningsOf } from "./warnings";
import { DEFAULT_GROUP, freshId, requireUnlocked, secretOf, send } from "./world";
import type { Answers, MemorySecret, MemoryVersion, Tray, World } from "./world";

type IntakeMethods = Answers<
  "fillIntake" | "pickIntakeFile" | "findIntake" | "mergeIntake" | "unlockIntake" | "clearIntakeField" | "discardIntake" | "importCertificate" | "rotateImported" | "takeOpenedFiles"
>;

const FIELDS: readonly IntakeField[] = ["certificate", "privateKey", "intermediate"];

const WORDS: Record<IntakeField, string> = { certificate: "certificate", privateKey: "private key", intermediate: "intermediate certificate" };

export function intakeMethods(world: World): IntakeMethods {
  return {
    fillIntake: ({ intakeId, field, text }) => fill(world, intakeId, field, text, "Pasted text"),
    pickIntakeFile: ({ intakeId, field }) => fill(world, intakeId, field, textFor(world, field), `shop.example.com-${field}.pem`),
    findIntake: (id) => preview(world, id),
    mergeIntake: ({ from, into, field }) => {
      const dropped = trayOf(world, from);
      const only = field === null ? dropped : { [field]: dropped[field] ?? Object.values(dropped)[0] };
      const id = into ?? freshId();
      world.trays.set(id, { ...(into === null ? {} : trayOf(world, into)), ...only });
      world.trays.delete(from);
      return preview(world, id);
    },
    unlockIntake: ({ intakeId, password }) => {
      const tray = trayOf(world, intakeId);
      const opened = Object.values(tray).filter((item) => item.password === password);
      if (opened.length === 0) throw problem("wrongPassword", "This password does not open it.", "Look at capital letters and at the keyboard's language, and type it again.", "password");
      const still = Object.fromEntries(Object.entries(tray).filter(([, item]) => item.password !== password));
      const laid = opened.map(({ text, source }) => sorted(world, text, source));
      world.trays.set(intakeId, Object.assign(still, ...laid) as Tray);
      return preview(world, intakeId);
    },
    clearIntakeField: (id, field) => {
      const kept = Object.entries(trayOf(world, id)).filter(([name]) => name !== field);
      world.trays.set(id, Object.fromEntries(kept));
      return preview(world, id);
    },
    discardIntake: (id) => void world.trays.delete(id),
    importCertificate: (request) => {
      const version = takeVersion(world, request.intakeId, 1, request.keepExpired);
      const secret: MemorySecret = {
        id: freshId(),
        kind: "imported_cert",
        name: parseFreeName(world, request.name, "imported_cert"),
        description: parseDescription(request.description),
        groupId: groupOf(world, request.groupId === "" ? DEFAULT_GROUP : request.groupId).id,
        labels: parseLabels(request.labels),
        customMetadata: parseMetadata(request.customMetadata),
        state: "active",
        createdAt: version.createdAt,
        updatedAt: version.createdAt,
        versions: [version],
      };
      world.secrets = [...world.secrets, secret];
      world.trays.delete(request.intakeId);
      send(world, { type: "secretChanged", id: secret.id });
      return viewOf(world, secret);
    },
    rotateImported: ({ secretId, intakeId, keepExpired, keepCurrentKey }) => {
      const secret = secretOf(world, secretId);
      const taken = takeVersion(world, intakeId, secret.versions.length + 1, keepExpired);
      const version = keepCurrentKey ? { ...taken, privateKey: secret.versions[0]?.privateKey ?? null } : taken;
      world.trays.delete(intakeId);
      return change(world, secret, { versions: [version, ...secret.versions], state: "active" });
    },
    takeOpenedFiles: () => {
      const opened = world.openedFiles;
      world.openedFiles = null;
      return opened === null ? null : one(layDown(world, opened.text, opened.source));
    },
  };
}

/** Lays files into the tray as a drop would; one with a password waits for it where the certificate goes. */
export function layDown(world: World, text: string, source: string, password?: string): string {
  const id = freshId();
  world.trays.set(id, password === undefined ? sorted(world, text, source) : { certificate: { text, source, password } });
  return id;
}

/** What was brought holds one certificate. */
export function one(intakeId: string): Brought {
  return { kind: "one", intakeId };
}

/** Each recognised part in its field, anything else as the certificate. */
function sorted(world: World, text: string, source: string): Tray {
  const sample = Object.values(world.samples).find((known) => FIELDS.some((field) => text.includes(known[field].trim())));
  const found = FIELDS.filter((field) => sample !== undefined && text.includes(sample[field].trim()));
  const tray: Tray = Object.fromEntries(found.map((field) => [field, { text: sample?.[field] ?? "", source }]));
  return sample === undefined ? { certificate: { text, source } } : tray;
}

function fill(world: World, intakeId: string | null, field: IntakeField, text: string, source: string): IntakePreview {
  requireUnlocked(world);
  const id = intakeId ?? layDown(world, "", source);
  const kept = intakeId === null ? {} : trayOf(world, id);
  world.trays.set(id, { ...kept, [field]: { text, source } });
  return preview(world, id);
}

/** What the file dialog would bring: the part that fits a sample certificate already in the tray. */
function textFor(world: World, field: IntakeField): string {
  return world.samples.shop[field];
}

/** The tray with this id; throws when it was put away. */
export function trayOf(world: World, id: string): Tray {
  requireUnlocked(world);
  const tray = world.trays.get(id);
  if (tray === undefined) throw problem("notFound", "What you dropped or pasted was put away.", "Choose the file again.");
  return tray;
}

function preview(world: World, id: string): IntakePreview {
  const tray = trayOf(world, id);
  const sample = tray.certificate?.password === undefined ? sampleWith(world, "certificate", tray.certificate?.text) : undefined;
  const facts = sample?.leaf.facts ?? null;
  const [certificate, privateKey, intermediate] = FIELDS.map((field) => previewField(world, tray, field)) as [FieldPreview, FieldPreview, FieldPreview];
  return {
    id,
    certificate,
    privateKey,
    intermediate,
    facts,
    warnings: sample === undefined ? [] : warningsOf(world, { certificate: sample.leaf, privateKey: tray.privateKey, issuer: tray.intermediate }),
    notes: Object.keys(tray).length === 3 && certificate.source === privateKey.source ? [`${certificate.source ?? ""} held all three parts; each went to its field.`] : [],
    suggestedName: facts === null ? null : suggestName(facts.commonName ?? facts.subject),
    alreadyHeld: facts === null ? [] : holders(world, facts.fingerprintSha256),
    renews: sample === undefined ? null : renewedBy(world, sample.leaf),
    answersRequest: facts === null ? null : answeredBy(world, facts.commonName),
    requestOf: requestedBy(world, tray.certificate?.text),
    expired: facts !== null && isPast(world, facts.notAfter),
    complete: facts !== null && [certificate, privateKey, intermediate].every(({ locked, error }) => locked === null && (error === null || error.code === "certificateExpired")),
  };
}

function previewField(world: World, tray: Tray, field: IntakeField): FieldPreview {
  const item = tray[field];
  if (item === undefined) return { source: null, summary: null, locked: null, error: null };
  if (item.password !== undefined) return { source: item.source, summary: null, locked: { source: item.source, what: "a PKCS#12 file (.p12, .pfx)" }, error: null };
  const sample = sampleWith(world, field, item.text);
  const error = fieldError(world, tray, field);
  return { source: item.source, summary: sample === undefined ? null : summaryOf(sample, field), locked: null, error };
}

function fieldError(world: World, tray: Tray, field: IntakeField) {
  const text = tray[field]?.text ?? "";
  const found = FIELDS.find((other) => sampleWith(world, other, text) !== undefined);
  if (found === undefined) return problem("notPem", `Unable to parse the ${WORDS[field]}: there is no PEM block in it.`, "A PEM block begins with “-----BEGIN”.", field);
  if (found !== field) return problem("foundInstead", `This is not a ${WORDS[field]}: ${WORDS[found]} found instead.`, "Put it into its own field.", field);
  const leaf = sampleWith(world, "certificate", tray.certificate?.text);
  if (field === "certificate" && leaf !== undefined && isPast(world, leaf.leaf.facts.notAfter)) {
    return problem("certificateExpired", `The certificate expired on ${leaf.leaf.facts.notAfter.slice(0, 10)}.`, "Ask for a new one, or keep this one for the record.", field);
  }
  if (field === "privateKey" && leaf !== undefined && leaf !== sampleWith(world, field, text)) {
    const held = sampleWith(world, field, text);
    const prints = `The certificate's public key is ${leaf.leaf.facts.publicKey.fingerprint}, the private key's is ${held?.leaf.facts.publicKey.fingerprint ?? ""}.`;
    return problem("keyMismatch", `The private key does not belong to ${leaf.leaf.facts.subject}. ${prints}`, "Choose the key that was created together with this certificate, or import without a key.", field);
  }
  return null;
}

function summaryOf(sample: KnownSample, field: IntakeField): string {
  if (field === "privateKey") return `${sample.leaf.facts.publicKey.title} private key`;
  return field === "certificate" ? (sample.leaf.facts.commonName ?? sample.leaf.facts.subject) : "1 certificate";
}

function sampleWith(world: World, field: IntakeField, text: string | undefined): KnownSample | undefined {
  const wanted = text?.replaceAll("\r\n", "\n").replaceAll("\\n", "\n").trim();
  return Object.values(world.samples).find((sample) => sample[field].trim() === wanted);
}

function holders(world: World, fingerprint: string): { id: string; name: string }[] {
  return world.secrets.filter(({ versions }) => versions[0]?.certificate.facts.fingerprintSha256 === fingerprint).map(({ id, name }) => ({ id, name }));
}

/** The imported secret with the same names whose certificate ends sooner. */
export function renewedBy(world: World, { facts }: MemoryCertificate): { id: string; name: string } | null {
  const namesOf = (certificate: MemoryCertificate) => certificate.facts.altNames.map(({ value }) => value).sort().join(" ");
  const found = world.secrets.find(({ kind, versions }) => {
    const held = versions[0]?.certificate;
    return kind === "imported_cert" && held !== undefined && held.facts.notAfter < facts.notAfter && namesOf(held) === namesOf({ facts, pem: "" });
  });
  return found === undefined ? null : { id: found.id, name: found.name };
}

/** What lies in a tray, as a version. */
export function takeVersion(world: World, intakeId: string, number: number, keepExpired: boolean): MemoryVersion {
  const tray = trayOf(world, intakeId);
  const laid = preview(world, intakeId);
  const sample = sampleWith(world, "certificate", tray.certificate?.text);
  const wrong = [laid.certificate, laid.privateKey, laid.intermediate].map(({ error }) => error).find((error) => error !== null && !(keepExpired && error.code === "certificateExpired"));
  if (wrong != null) throw problem(wrong.code, wrong.message, wrong.help, wrong.field);
  if (sample === undefined) throw problem("nothingGiven", "Choose or paste a certificate.", null, "certificate");
  return {
    id: freshId(),
    number,
    createdAt: timestamp(world.now()),
    certificate: sample.leaf,
    privateKey: tray.privateKey === undefined ? null : sample.privateKey,
    issuer: tray.intermediate === undefined ? null : sample.issuer,
    root: null,
    downloaded: false,
    payloadAvailable: true,
    locks: [],
  };
}

/** The certificate in the tray, if it is one that is known. */
export function sampleIn(world: World, intakeId: string): MemoryCertificate | undefined {
  return sampleWith(world, "certificate", trayOf(world, intakeId).certificate?.text)?.leaf;
}

/** Whether the key of a version belongs to the certificate in the tray. */
export function rotationKeyFits(world: World, intakeId: string, version: MemoryVersion | undefined): boolean {
  const laid = sampleWith(world, "certificate", trayOf(world, intakeId).certificate?.text);
  return laid !== undefined && laid.leaf.facts.publicKey.fingerprint === version?.certificate.facts.publicKey.fingerprint;
}
