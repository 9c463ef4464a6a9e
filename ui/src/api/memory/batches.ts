/** Many certificates at once: a made-up folder, what is told of it, and importing it step by step. */
import type { BatchOutcome } from "../generated/BatchOutcome";
import type { BatchRow } from "../generated/BatchRow";
import type { BatchVerdict } from "../generated/BatchVerdict";
import type { BatchView } from "../generated/BatchView";
import type { EditBatch } from "../generated/EditBatch";
import type { EditBatchRow } from "../generated/EditBatchRow";
import type { Leftover } from "../generated/Leftover";
import type { ListBatchRows } from "../generated/ListBatchRows";
import { ApiError } from "../errors";
import { DAY_MS, makeCertificate, makeKey, timestamp } from "./certificates";
import type { MemoryCertificate } from "./certificates";
import { groupOf } from "./groups";
import { one, layDown, renewedBy } from "./intake";
import { problem } from "./problem";
import { parseLabels, parseSecretName, suggestName } from "./rules";
import { issuerCertificates, leafWords } from "./samples";
import type { IssuerWord } from "./samples";
import { change as changeSecret } from "./secrets";
import { isPast } from "./views";
import { DEFAULT_GROUP, freshId, requireUnlocked, secretOf, send } from "./world";
import type { Answers, MemoryBatch, MemoryBatchRow, MemorySecret, MemoryVersion, World } from "./world";

type BatchMethods = Answers<
  | "pickFiles"
  | "pickFolder"
  | "cancelReading"
  | "findBatch"
  | "listBatchRows"
  | "listLeftovers"
  | "unlockBatch"
  | "editBatchRow"
  | "editBatch"
  | "importBatch"
  | "cancelBatch"
  | "discardBatch"
  | "batchReport"
>;

/** What lies in the folder that is brought. */
export interface ManyWords {
  /** Certificates that are new here. */
  fresh: number;
  /** Certificates that renew secrets of the seed, when they are there. */
  renewals: boolean;
  expired: number;
  /** Certificates that secrets of the seed hold already, when they are there. */
  held: boolean;
  leftovers: number;
  /** Certificates whose proposed names are taken. */
  clashing: number;
  /** Files behind a password, each with one certificate. */
  locked: number;
  password: string;
}

const FOLDER: ManyWords = { fresh: 40, renewals: true, expired: 6, held: true, leftovers: 12, clashing: 0, locked: 0, password: "open sesame" };

export function batchMethods(world: World): BatchMethods {
  return {
    pickFiles: () => one(layDown(world, world.samples.shop.certificate, "shop.pem")),
    pickFolder: () => ({ kind: "many", batchId: layMany(world) }),
    cancelReading: () => world.drags.forEach((listener) => listener({ phase: "left" })),
    findBatch: (id) => batchOf(world, id).view,
    listBatchRows: (request) => {
      const rows = batchOf(world, request.batchId).rows.map(({ row }) => row).filter((row) => passes(row, request));
      return { total: rows.length, offset: request.offset, rows: rows.slice(request.offset, request.offset + request.limit) };
    },
    listLeftovers: ({ batchId, offset, limit }) => {
      const { leftovers } = batchOf(world, batchId);
      return { total: leftovers.length, offset, rows: leftovers.slice(offset, offset + limit) };
    },
    unlockBatch: ({ batchId, password }) => unlock(world, batchOf(world, batchId), password),
    editBatchRow: (request) => editRow(world, batchOf(world, request.batchId), request),
    editBatch: (request) => edit(world, batchOf(world, request.batchId), request),
    importBatch: (id) => startImport(world, batchOf(world, id)),
    cancelBatch: (id) => {
      const batch = batchOf(world, id);
      if (batch.view.state === "importing") end(world, batch, "cancelled");
    },
    discardBatch: (id) => void world.batches.delete(id),
    batchReport: (id) => ["Name\tResult", ...batchOf(world, id).rows.map(({ row }) => `${row.name}\t${row.outcome?.kind ?? ""}`)].join("\n"),
  };
}

/** Lays a made-up folder down as a batch. */
export function layMany(world: World, words: Partial<ManyWords> = {}): string {
  requireUnlocked(world);
  const folder = { ...FOLDER, ...words };
  const id = freshId();
  const certificates = [...renewing(world, folder.renewals), ...fresh(world, 0, folder.fresh), ...past(world, folder.expired), ...held(world, folder.held)];
  const batch: MemoryBatch = {
    view: emptyView(id, folder),
    rows: certificates.map((certificate, index) => rowFor(world, certificate, index)),
    leftovers: Array.from({ length: folder.leftovers }, (_, index) => leftover(index)),
    password: folder.password,
  };
  const named = batch.rows.filter(({ row }) => row.verdict.kind === "new").slice(0, folder.clashing);
  named.forEach(({ row }) => (row.name = "mail-relay"));
  world.batches.set(id, batch);
  judge(world, batch);
  return id;
}

function emptyView(id: string, { locked, leftovers, fresh: count, expired }: ManyWords): BatchView {
  return {
    id,
    state: "ready",
    sources: count * 2 + expired + locked + leftovers,
    rows: 0,
    chosen: 0,
    new: 0,
    renewals: 0,
    alreadyHeld: 0,
    expired: 0,
    invalid: 0,
    leftovers,
    locked: Array.from({ length: locked }, (_, index) => ({ source: `backup/store-${index + 1}.p12`, what: "a PKCS#12 file (.p12, .pfx)" })),
    groupId: DEFAULT_GROUP,
    labels: [],
    keepExpired: false,
    done: 0,
    failed: 0,
    secondsLeft: null,
    problem: null,
  };
}

const PLACES = ["web", "api", "mail", "db", "cache", "edge", "build"] as const;
const ISSUER_WORDS: readonly IssuerWord[] = ["letsEncrypt", "digiCert", "sectigo", "company"];

function fresh(world: World, from: number, count: number): MemoryCertificate[] {
  return Array.from({ length: count }, (_, step) => {
    const index = from + step;
    const name = `${pick(PLACES, index)}-${String(index + 1).padStart(3, "0")}.corp.example`;
    const key = pick(["ECDSA256", "RSA2048", "ECDSA384"] as const, index);
    return makeCertificate(leafWords(name, pick(ISSUER_WORDS, index), { from: -30 - index, to: 12 + ((index * 53) % 380), key }), world.now());
  });
}

function past(world: World, count: number): MemoryCertificate[] {
  return Array.from({ length: count }, (_, index) => makeCertificate(leafWords(`old-${index + 1}.corp.example`, "company", { from: -800, to: -30 - index * 40, key: "RSA2048" }), world.now()));
}

/** Certificates for the same names as the first secrets, valid for longer. */
function renewing(world: World, wanted: boolean): MemoryCertificate[] {
  if (!wanted) return [];
  const present = currentOf(world).slice(0, 3);
  return present.map(({ facts }) => {
    const words = { subject: facts.subject, commonName: facts.commonName, altNames: facts.altNames, issuer: facts.issuer, issuerName: facts.issuerName };
    return makeCertificate({ ...words, from: -1, to: 397, key: "ECDSA256" }, world.now());
  });
}

function held(world: World, wanted: boolean): MemoryCertificate[] {
  return wanted ? currentOf(world).slice(3, 7) : [];
}

function currentOf(world: World): MemoryCertificate[] {
  return world.secrets.filter(({ kind }) => kind === "imported_cert").flatMap(({ versions }) => (versions[0] === undefined ? [] : [versions[0].certificate]));
}

const LEFT: readonly Omit<Leftover, "source">[] = [
  { what: "a text", reason: "There is no certificate and no key in it." },
  { what: "an RSA 2048 private key", reason: "No certificate here belongs to it." },
  { what: "a certificate signing request for shop.corp.example", reason: "Requests are not imported here." },
  { what: "the certificate of Example Root CA", reason: "No certificate here was issued by it." },
  { what: "a picture", reason: "There is no certificate and no key in it." },
];

function leftover(index: number): Leftover {
  return { source: pick(["README.md", "backup/unknown.key", "requests/shop.csr", "ca/root.crt", "logo.png"], index), ...pick(LEFT, index) };
}

function rowFor(world: World, certificate: MemoryCertificate, index: number): MemoryBatchRow {
  const { facts } = certificate;
  const verdict = verdictOf(world, certificate);
  const name = facts.commonName ?? facts.subject;
  return {
    certificate,
    row: {
      index,
      name: suggestName(name),
      displayName: name,
      issuerName: facts.issuerName,
      notAfter: facts.notAfter,
      daysLeft: Math.floor((Date.parse(facts.notAfter) - world.now().getTime()) / DAY_MS),
      keyTitle: facts.publicKey.title,
      privateKeyIncluded: index % 9 !== 4,
      chainLength: index % 5 === 3 ? 0 : 1,
      sources: [`servers/${name}/cert.pem`, `servers/${name}/privkey.pem`],
      verdict,
      notes: index % 11 === 6 ? ["The same certificate lay in 3 files; it is taken once."] : [],
      chosen: verdict.kind === "new" || verdict.kind === "renews",
      asVersion: verdict.kind === "renews",
      error: null,
      outcome: null,
    },
  };
}

function verdictOf(world: World, certificate: MemoryCertificate): BatchVerdict {
  const { facts } = certificate;
  const holder = world.secrets.find(({ versions }) => versions[0]?.certificate.facts.fingerprintSha256 === facts.fingerprintSha256);
  if (holder !== undefined) return { kind: "alreadyHeld", secret: { id: holder.id, name: holder.name } };
  const renewed = renewedBy(world, certificate);
  if (isPast(world, facts.notAfter)) return { kind: "expired" };
  return renewed === null ? { kind: "new" } : { kind: "renews", secret: renewed };
}

/** Says of each row what stands in its way, and counts. */
function judge(world: World, batch: MemoryBatch): BatchView {
  const names = new Map<string, number>();
  const named = batch.rows.filter(({ row }) => row.chosen && !row.asVersion);
  named.forEach(({ row }) => names.set(row.name, (names.get(row.name) ?? 0) + 1));
  batch.rows = batch.rows.map((item) => ({ ...item, row: { ...item.row, error: errorOf(world, item.row, names) } }));
  const rows = batch.rows.map(({ row }) => row);
  const count = (kind: BatchVerdict["kind"]) => rows.filter(({ verdict }) => verdict.kind === kind).length;
  batch.view = {
    ...batch.view,
    rows: rows.length,
    chosen: rows.filter(({ chosen }) => chosen).length,
    new: count("new"),
    renewals: count("renews"),
    alreadyHeld: count("alreadyHeld"),
    expired: count("expired"),
    invalid: rows.filter(({ chosen, error }) => chosen && error !== null).length,
  };
  return batch.view;
}

function errorOf(world: World, row: BatchRow, names: Map<string, number>): ApiError | null {
  if (!row.chosen || row.asVersion) return null;
  try {
    parseSecretName(row.name);
  } catch (refused) {
    return ApiError.from(refused);
  }
  const taken = world.secrets.some(({ kind, name }) => kind === "imported_cert" && name === row.name);
  if (taken) return problem("nameTaken", `A secret with the same name already exists: ${row.name}`, "Choose another name.", "name");
  return (names.get(row.name) ?? 0) > 1 ? problem("nameTaken", `Another certificate in this list has the same name: ${row.name}`, "Choose another name.", "name") : null;
}

function passes(row: BatchRow, { search, only }: ListBatchRows): boolean {
  const wanted = search.trim().toLowerCase();
  const texts = [row.name, row.displayName, row.issuerName, ...row.sources];
  return isKind(row, only) && texts.some((text) => text.toLowerCase().includes(wanted));
}

function isKind({ verdict, chosen, error, outcome }: BatchRow, only: ListBatchRows["only"]): boolean {
  if (only === "invalid") return chosen && error !== null;
  if (only === "failed") return outcome?.kind === "failed";
  return only === null || verdict.kind === only;
}

function unlock(world: World, batch: MemoryBatch, password: string): BatchView {
  if (password !== batch.password) {
    throw problem("wrongPassword", "This password opens none of the files.", "Look at capital letters and at the keyboard's language, and type it again.", "password");
  }
  const opened = fresh(world, 900, batch.view.locked.length);
  batch.rows = [...batch.rows, ...opened.map((certificate, index) => rowFor(world, certificate, batch.rows.length + index))];
  batch.view = { ...batch.view, locked: [] };
  return judge(world, batch);
}

function editRow(world: World, batch: MemoryBatch, { index, name, chosen, asVersion }: EditBatchRow): BatchRow {
  batch.rows = batch.rows.map((item) => {
    if (item.row.index !== index) return item;
    const row = { ...item.row, name: name?.trim() ?? item.row.name, chosen: chosen ?? item.row.chosen, asVersion: asVersion ?? item.row.asVersion };
    return { ...item, row };
  });
  judge(world, batch);
  const edited = batch.rows.find(({ row }) => row.index === index);
  if (edited === undefined) throw problem("notFound", "This row does not exist.");
  return edited.row;
}

function edit(world: World, batch: MemoryBatch, { groupId, labels, keepExpired }: EditBatch): BatchView {
  const parsed = { groupId: groupOf(world, groupId).id, labels: parseLabels(labels), keepExpired };
  if (keepExpired !== batch.view.keepExpired) {
    batch.rows = batch.rows.map((item) => (item.row.verdict.kind === "expired" ? { ...item, row: { ...item.row, chosen: keepExpired } } : item));
  }
  batch.view = { ...batch.view, ...parsed };
  return judge(world, batch);
}

function startImport(world: World, batch: MemoryBatch): void {
  if (batch.view.state === "importing") return;
  change(world, batch, { state: "importing", secondsLeft: null });
  const timer = setInterval(() => {
    if (batch.view.state === "importing") step(world, batch);
    else clearInterval(timer);
  }, world.pace.everyMs);
}

function step(world: World, batch: MemoryBatch): void {
  const { stopsAt, rows } = world.pace;
  if (stopsAt !== undefined && batch.view.done >= stopsAt) return;
  waiting(batch).slice(0, rows).forEach((item) => tryRow(world, batch, item));
  const left = waiting(batch).length;
  if (left > 0) change(world, batch, { secondsLeft: Math.ceil(left / rows) });
  else finish(world, batch);
}

/** The chosen rows that nothing became of yet. */
function waiting(batch: MemoryBatch): MemoryBatchRow[] {
  return batch.rows.filter(({ row }) => row.chosen && row.outcome === null);
}

function tryRow(world: World, batch: MemoryBatch, item: MemoryBatchRow): void {
  const outcome = outcomeOf(world, batch, item);
  note(batch, item, outcome);
  const { done, failed } = batch.view;
  batch.view = { ...batch.view, done: done + 1, failed: failed + (outcome.kind === "failed" ? 1 : 0) };
}

function finish(world: World, batch: MemoryBatch): void {
  const left = batch.rows.filter(({ row }) => row.outcome === null);
  left.forEach((item) => note(batch, item, { kind: "skipped", reason: item.row.verdict.kind === "alreadyHeld" ? "You have it already." : "It was not chosen." }));
  end(world, batch, "done");
}

function end(world: World, batch: MemoryBatch, state: "done" | "cancelled"): void {
  change(world, batch, { state, secondsLeft: null });
  send(world, { type: "secretsChanged" });
}

function note(batch: MemoryBatch, { row: { index } }: MemoryBatchRow, outcome: BatchOutcome): void {
  batch.rows = batch.rows.map((other) => (other.row.index === index ? { ...other, row: { ...other.row, outcome } } : other));
}

function change(world: World, batch: MemoryBatch, changes: Partial<BatchView>): void {
  batch.view = { ...batch.view, ...changes };
  send(world, { type: "batchChanged", id: batch.view.id });
}

function outcomeOf(world: World, batch: MemoryBatch, { row, certificate }: MemoryBatchRow): BatchOutcome {
  if (row.error !== null) return { kind: "failed", error: row.error };
  if (row.asVersion && row.verdict.kind === "renews") {
    const secret = secretOf(world, row.verdict.secret.id);
    const version = versionFrom(world, row, certificate, secret.versions.length + 1);
    changeSecret(world, secret, { versions: [version, ...secret.versions], state: "active" });
    return { kind: "newVersion", secretId: secret.id, number: version.number };
  }
  const secret = secretFrom(world, batch, row, versionFrom(world, row, certificate, 1));
  world.secrets = [...world.secrets, secret];
  return { kind: "imported", secretId: secret.id };
}

function secretFrom(world: World, { view }: MemoryBatch, row: BatchRow, version: MemoryVersion): MemorySecret {
  return {
    id: freshId(),
    kind: "imported_cert",
    name: row.name,
    description: "",
    groupId: view.groupId,
    labels: view.labels,
    customMetadata: "",
    state: "active",
    createdAt: timestamp(world.now()),
    updatedAt: timestamp(world.now()),
    versions: [version],
  };
}

function versionFrom(world: World, row: BatchRow, certificate: MemoryCertificate, number: number): MemoryVersion {
  const [issuer] = issuerCertificates("company", world.now());
  return {
    id: freshId(),
    number,
    createdAt: timestamp(world.now()),
    certificate,
    privateKey: row.privateKeyIncluded ? makeKey(certificate) : null,
    issuer: row.chainLength === 0 ? null : issuer,
    root: null,
    downloaded: false,
    payloadAvailable: true,
    locks: [],
  };
}

function batchOf(world: World, id: string): MemoryBatch {
  requireUnlocked(world);
  const batch = world.batches.get(id);
  if (batch === undefined) throw problem("notFound", "What was brought was put away.", "Drop or choose the files again.");
  return batch;
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}
