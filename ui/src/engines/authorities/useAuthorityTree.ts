/** Which authorities of the tree are in sight: those below a closed one are not. */
import { useMemo, useState } from "react";

import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { AuthorityRow } from "../../api/generated/AuthorityRow";
import type { RowTree } from "../../parts";

/** Kept while the window lives. */
const KEY = "certkeep.closedAuthorities";

interface AuthorityTree {
  /** Those in sight, in the order of the tree. */
  rows: readonly AuthorityRow[];
  tree: RowTree<AuthorityRow>;
}

/** The tree of authorities as the person left it: everything is open at first. */
export function useAuthorityTree(authorities: readonly AuthorityRow[]): AuthorityTree {
  const [closed, setClosed] = useState(readClosed);
  return useMemo(() => {
    const levels = levelsOf(authorities);
    const parents = new Set(authorities.map(({ issuerId }) => issuerId));
    const toggle = ({ id }: AuthorityRow): void => {
      const next = closed.includes(id) ? closed.filter((other) => other !== id) : [...closed, id];
      sessionStorage.setItem(KEY, JSON.stringify(next));
      setClosed(next);
    };
    return {
      rows: inSight(authorities, closed),
      tree: { levelOf: ({ id }) => levels.get(id) ?? 1, isOpen: ({ id }) => (parents.has(id) ? !closed.includes(id) : null), toggle },
    };
  }, [authorities, closed]);
}

/** How deep each authority stands, from 1. */
function levelsOf(authorities: readonly AuthorityRow[]): ReadonlyMap<AuthorityId, number> {
  const levels = new Map<AuthorityId, number>();
  for (const { id, issuerId } of authorities) levels.set(id, ((issuerId === null ? undefined : levels.get(issuerId)) ?? 0) + 1);
  return levels;
}

/** Issuers come before those below them. */
function inSight(authorities: readonly AuthorityRow[], closed: readonly AuthorityId[]): AuthorityRow[] {
  const hiding = new Set(closed);
  return authorities.filter(({ id, issuerId }) => {
    const hidden = issuerId !== null && hiding.has(issuerId);
    if (hidden) hiding.add(id);
    return !hidden;
  });
}

function readClosed(): readonly AuthorityId[] {
  const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
}
