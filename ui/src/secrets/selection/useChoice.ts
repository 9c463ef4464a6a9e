import { useRef, useState } from "react";

import { useBackend } from "../../api/BackendProvider";
import type { SecretId } from "../../api/generated/SecretId";
import type { SecretRow } from "../../api/generated/SecretRow";
import type { SecretQuery, SecretRows } from "../../api/queries";
import type { RowChoice } from "../../parts";
import { EVERYTHING, NOTHING, chosenCount, isChosen, withIds } from "./chosen";
import type { Chosen } from "./chosen";

export interface Choice {
  chosen: Chosen;
  count: number;
  /** There may be more than `count`. */
  isCounting: boolean;
  /** How the table lets a person choose. */
  rows: RowChoice<SecretRow>;
  chooseAll: () => void;
  clear: () => void;
}

/** Where a range begins, whether it chooses or leaves out, and what was chosen without it. */
interface RangeStart {
  index: number;
  on: boolean;
  before: Chosen;
}

/** The most rows that the core hands out at once. */
const MOST_ROWS = 1000;

/** What a person has chosen in the table. It lasts while `filter` does: nobody is to delete what they no longer see. */
export function useChoice(query: SecretQuery, rows: SecretRows, filter: string): Choice {
  const backend = useBackend();
  const [state, setState] = useState({ filter, chosen: NOTHING });
  const start = useRef<RangeStart>({ index: 0, on: true, before: NOTHING });
  const turn = useRef(0);
  const chosen = state.filter === filter ? state.chosen : NOTHING;
  const count = chosenCount(chosen, rows.total);

  function choose(next: Chosen): void {
    turn.current += 1;
    setState({ filter, chosen: chosenCount(next, rows.total) === 0 && !rows.isCounting ? NOTHING : next });
  }

  function begin(index: number, on: boolean, before: Chosen): void {
    start.current = { index, on, before };
  }

  function toggle({ id }: SecretRow, index: number): void {
    const on = !isChosen(chosen, id);
    const next = withIds(chosen, [id], on);
    begin(index, on, next);
    choose(next);
  }

  /** Rows that were never in sight are asked for by their places. */
  async function extend(index: number): Promise<void> {
    if (count === 0) begin(start.current.index, true, NOTHING);
    const { index: from, on, before } = start.current;
    const mine = (turn.current += 1);
    const ids = await idsBetween(Math.min(from, index), Math.max(from, index));
    if (turn.current === mine) choose(withIds(before, ids, on));
  }

  function idsBetween(first: number, last: number): Promise<SecretId[]> | SecretId[] {
    const known = Array.from({ length: last - first + 1 }, (_, place) => rows.rowAt(first + place)?.id);
    return known.every((id) => id !== undefined) ? known : readIds(first, last);
  }

  async function readIds(first: number, last: number): Promise<SecretId[]> {
    const ids: SecretId[] = [];
    for (let offset = first; offset <= last; offset += MOST_ROWS) {
      const page = await backend.listSecrets({ ...query, offset, limit: Math.min(MOST_ROWS, last - offset + 1) });
      ids.push(...page.rows.map(({ id }) => id));
    }
    return ids;
  }

  function clear(): void {
    begin(0, true, NOTHING);
    choose(NOTHING);
  }

  function chooseAll(): void {
    begin(0, true, EVERYTHING);
    choose(EVERYTHING);
  }

  const extent = count === 0 ? "none" : count >= rows.total && !rows.isCounting ? "all" : chosen === EVERYTHING ? "all" : "some";
  return {
    chosen,
    count,
    isCounting: chosen.kind === "matching" && rows.isCounting,
    rows: {
      extent,
      has: ({ id }) => isChosen(chosen, id),
      toggle,
      extend: (index) => void extend(index),
      toggleAll: extent === "all" ? clear : chooseAll,
    },
    chooseAll,
    clear,
  };
}
