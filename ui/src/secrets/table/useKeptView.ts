import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { RefObject } from "react";

import { useBackend } from "../../api/BackendProvider";
import type { TableView } from "../../api/generated/TableView";
import { useTableView } from "../../api/queries";
import { FIRST_VIEW, sameView, viewFrom } from "./query";

const PAUSE_MS = 250;

/**
 * What the table shows: what the address asks for, else how the person left the table, even before a restart.
 * Changes are kept when the person pauses. Nothing until it is known.
 */
export function useKeptView(address: string): [TableView | undefined, (view: TableView) => void] {
  const backend = useBackend();
  const [asked] = useState(() => viewFrom(address));
  const kept = useTableView();
  const [changed, setChanged] = useState<TableView>();
  // A table that cannot be shown as it was left is still a table.
  const found = kept.isPending ? undefined : (kept.data ?? FIRST_VIEW);
  const start = asked === null ? found : { ...asked, columns: found?.columns ?? [] };
  const view = changed ?? start;

  /** Where it cannot be kept, it lasts as long as the window: no reason to disturb anyone. */
  const keep = useEffectEvent((last: RefObject<TableView | null>) => {
    if (last.current !== null) void backend.keepTableView(last.current).catch(() => undefined);
    last.current = null;
  });

  const waiting = useRef<TableView>(null);
  useEffect(() => {
    if (changed === undefined) return undefined;
    waiting.current = changed;
    const timer = setTimeout(() => keep(waiting), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [changed]);
  useEffect(() => () => keep(waiting), []);

  return [view, (next) => setChanged((before) => (before !== undefined && sameView(before, next) ? before : next))];
}
