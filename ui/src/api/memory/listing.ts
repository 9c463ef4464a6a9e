/** The table: search, filters, order and pages. */
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
  if ([...request.search].length > 128) {
    throw problem("invalidSearch", "The search text has more than 128 characters.", "Search for a part of it.", "search");
  }
  const rows = world.secrets
    .filter((secret) => foundBy(secret, request.search))
    .map((secret) => rowOf(world, secret))
    .filter((row) => passes(row, request))
    .sort(byColumn(request.sort, request.descending));
  return {
    total: rows.length,
    held: world.secrets.length,
    offset: request.offset,
    rows: rows.slice(request.offset, request.offset + Math.min(request.limit, 1000)),
  };
}

/** Every label in use, most used first. */
export function labelsOf(world: World): LabelCount[] {
  const counts = new Map<string, number>();
  world.secrets.flatMap(({ labels }) => labels).forEach((label) => counts.set(label, (counts.get(label) ?? 0) + 1));
  return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}

function foundBy(secret: MemorySecret, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return wanted === "" || textsOf(secret).some((text) => text.toLowerCase().includes(wanted));
}

function textsOf(secret: MemorySecret): string[] {
  const facts = secret.versions[0]?.certificate.facts;
  const own = [secret.id, secret.name, secret.description, ...secret.labels];
  if (facts === undefined) return own;
  return [...own, facts.subject, facts.issuer, facts.serialNumber, facts.fingerprintSha256, ...facts.altNames.map(({ value }) => value)];
}

function passes(row: SecretRow, { kinds, groupIds, statuses, labels }: ListSecrets): boolean {
  return (
    oneOf(kinds, row.kind) && oneOf(groupIds, row.groupId) && oneOf(statuses, row.status) && labels.every((label) => row.labels.includes(label))
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
