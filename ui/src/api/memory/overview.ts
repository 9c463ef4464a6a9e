/** What expires when. */
import type { ExpiryBucket } from "../generated/ExpiryBucket";
import type { ExpiryOverview } from "../generated/ExpiryOverview";
import type { OverviewRequest } from "../generated/OverviewRequest";
import type { SecretStatus } from "../generated/SecretStatus";
import { rowOf } from "./views";
import type { World } from "./world";

/** How many secrets have each status, and how many expire between the moments that were asked for. */
export function overviewOf(world: World, { boundaries }: OverviewRequest): ExpiryOverview {
  const rows = world.secrets.map((secret) => rowOf(world, secret));
  const statuses = [...new Set(rows.map(({ status }) => status))];
  const ends = rows.flatMap(({ notAfter }) => (notAfter === null ? [] : [Date.parse(notAfter)]));
  return {
    counts: statuses.map((status: SecretStatus) => ({ status, count: rows.filter((row) => row.status === status).length })),
    buckets: bucketsOf(boundaries, ends),
    noExpiry: rows.length - ends.length,
  };
}

function bucketsOf(boundaries: readonly string[], ends: readonly number[]): ExpiryBucket[] {
  const edges = [null, ...boundaries, null];
  return edges.slice(1).map((until, index) => {
    const from = edges[index] ?? null;
    const inside = (end: number) => (from === null || end >= Date.parse(from)) && (until === null || end < Date.parse(until));
    return { from, until, count: ends.filter(inside).length };
  });
}
