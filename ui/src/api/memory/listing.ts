/** The table: search, filters, order and pages. */
import type { FoundField } from "../generated/FoundField";
import type { FoundIn } from "../generated/FoundIn";
import type { LabelCount } from "../generated/LabelCount";
import type { ListSecrets } from "../generated/ListSecrets";
import type { SecretPage } from "../generated/SecretPage";
import type { SecretRow } from "../generated/SecretRow";
import type { SecretsSort } from "../generated/SecretsSort";
import { problem } from "./problem";
import { rowOf } from "./views";
import type { MemorySecret, World } from "./world";

const SORT_VALUE: Record<SecretsSort, (row: SecretRow) => string> = {
  name: (row) => row.name.toLowerCase(),
  kind: (row) => row.kind,
  status: (row) => row.status,
  displayName: (row) => row.displayName.toLowerCase(),
  issuer: (row) => row.issuerName.toLowerCase(),
  notAfter: (row) => row.notAfter ?? "",
  group: (row) => row.groupName.toLowerCase(),
  created: (row) => row.createdAt,
  labels: (row) => row.labels.join(" "),
  updated: (row) => row.updatedAt,
};

/** The rows that a request asks for. */
export function pageOf(world: World, request: ListSecrets): SecretPage {
  const rows = matching(world, request).sort(byColumn(request.sort, request.descending));
  return {
    total: rows.length,
    totalExact: true,
    held: world.secrets.length,
    offset: request.offset,
    rows: rows.slice(request.offset, request.offset + Math.min(request.limit, 1000)),
  };
}

/** All rows that pass the filter, in no order. */
export function matching(world: World, request: ListSecrets): SecretRow[] {
  if ([...request.search].length > 128) {
    throw problem("invalidSearch", "The search text has more than 128 characters.", "Search for a part of it.", "search");
  }
  const words = request.search.toLowerCase().split(/\s+/).filter(Boolean);
  return world.secrets
    .filter((secret) => foundBy(secret, words))
    .map((secret) => ({ ...rowOf(world, secret), foundIn: foundIn(world, secret, words) }))
    .filter((row) => passes(row, request));
}

/** Every label in use, most used first. */
export function labelsOf(world: World): LabelCount[] {
  const counts = new Map<string, number>();
  world.secrets.flatMap(({ labels }) => labels).forEach((label) => counts.set(label, (counts.get(label) ?? 0) + 1));
  return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}

interface FoundText {
  what: FoundField;
  text: string;
}

/** Serial numbers and fingerprints are found with and without their colons. */
function holds(text: string, word: string): boolean {
  const folded = text.toLowerCase();
  return folded.includes(word) || (/^[0-9a-f:]+$/.test(folded) && folded.replaceAll(":", "").includes(word));
}

function foundBy(secret: MemorySecret, words: readonly string[]): boolean {
  const texts = [secret.name, ...secret.labels, ...hiddenTexts(secret).map(({ text }) => text), ...shownTexts(secret)];
  return words.every((word) => texts.some((text) => holds(text, word)));
}

/** The text that a word is in, when it is in none that the table shows. */
function foundIn(world: World, secret: MemorySecret, words: readonly string[]): FoundIn | null {
  const shown = [secret.name, ...secret.labels, ...shownTexts(secret), rowOf(world, secret).groupName];
  const unseen = words.filter((word) => !shown.some((text) => holds(text, word)));
  return hiddenTexts(secret).find(({ text }) => unseen.some((word) => holds(text, word))) ?? null;
}

function shownTexts({ versions: [current] }: MemorySecret): string[] {
  const facts = current?.certificate.facts;
  return facts === undefined ? [] : [facts.commonName ?? "", facts.issuerName];
}

function hiddenTexts(secret: MemorySecret): FoundText[] {
  const facts = secret.versions[0]?.certificate.facts;
  const own: FoundText[] = [
    { what: "description", text: secret.description },
    { what: "id", text: secret.id },
  ];
  if (facts === undefined) return own;
  return [
    ...own,
    ...facts.altNames.map(({ value }): FoundText => ({ what: "altName", text: value })),
    { what: "issuer", text: facts.issuer },
    { what: "serialNumber", text: facts.serialNumber },
    { what: "fingerprint", text: facts.fingerprintSha256 },
  ];
}

function passes(row: SecretRow, { kinds, groupIds, statuses, labels, expiresFrom, expiresBefore }: ListSecrets): boolean {
  return (
    oneOf(kinds, row.kind) &&
    oneOf(groupIds, row.groupId) &&
    oneOf(statuses, row.status) &&
    labels.every((label) => row.labels.includes(label)) &&
    (expiresFrom === null || (row.notAfter !== null && Date.parse(row.notAfter) >= Date.parse(expiresFrom))) &&
    (expiresBefore === null || (row.notAfter !== null && Date.parse(row.notAfter) < Date.parse(expiresBefore)))
  );
}

function oneOf<T>(chosen: T[], value: T): boolean {
  return chosen.length === 0 || chosen.includes(value);
}

function byColumn(sort: SecretsSort, descending: boolean): (a: SecretRow, b: SecretRow) => number {
  const valueOf = SORT_VALUE[sort];
  const sign = descending ? -1 : 1;
  return (a, b) => sign * compare(valueOf(a), valueOf(b)) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
