/** Which secrets are chosen: some by their ids, or all that the filter shows but a few. */
import type { SecretId } from "../../api/generated/SecretId";
import type { Selection } from "../../api/generated/Selection";
import type { SecretQuery } from "../../api/queries";

export type Chosen = { kind: "ids"; ids: ReadonlySet<SecretId> } | { kind: "matching"; except: ReadonlySet<SecretId> };

export const NOTHING: Chosen = { kind: "ids", ids: new Set() };

export const EVERYTHING: Chosen = { kind: "matching", except: new Set() };

/** Whether the secret is among them. */
export function isChosen(chosen: Chosen, id: SecretId): boolean {
  return chosen.kind === "ids" ? chosen.ids.has(id) : !chosen.except.has(id);
}

/** How many they are, of so many that the filter shows. */
export function chosenCount(chosen: Chosen, total: number): number {
  return chosen.kind === "ids" ? chosen.ids.size : Math.max(0, total - chosen.except.size);
}

/** The same with these secrets in it, or without them. */
export function withIds(chosen: Chosen, ids: readonly SecretId[], on: boolean): Chosen {
  return chosen.kind === "ids" ? { kind: "ids", ids: changed(chosen.ids, ids, on) } : { kind: "matching", except: changed(chosen.except, ids, !on) };
}

function changed(set: ReadonlySet<SecretId>, ids: readonly SecretId[], add: boolean): ReadonlySet<SecretId> {
  const next = new Set(set);
  for (const id of ids) {
    if (add) next.add(id);
    else next.delete(id);
  }
  return next;
}

/** How the core is told of them. */
export function selectionOf(chosen: Chosen, query: SecretQuery): Selection {
  if (chosen.kind === "ids") return { kind: "ids", ids: [...chosen.ids] };
  return { kind: "matching", filter: { ...query, offset: 0, limit: 1 }, except: [...chosen.except] };
}
