import { useState } from "react";
import type { KeyboardEvent } from "react";

/** The one row that the Tab key reaches, and how the arrow keys move it. */
export interface ActiveRow {
  index: number;
  /** Whether a key moved it, so that the new row scrolls into sight and takes the focus. */
  moved: boolean;
  /** Makes a row active without moving the focus: it has it. */
  set: (index: number) => void;
  /** Makes a row active, scrolls it into sight and gives it the focus. */
  move: (index: number) => void;
  /** Moves by key; answers with the row it moved to when the key was one that moves. */
  onKeyDown: (event: KeyboardEvent) => number | undefined;
}

function destination(key: string, index: number, last: number, page: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return Math.min(last, index + 1);
    case "ArrowUp":
      return Math.max(0, index - 1);
    case "PageDown":
      return Math.min(last, index + page);
    case "PageUp":
      return Math.max(0, index - page);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}

/** Keeps the active row of a table of `total` rows; it starts with the focus on `start`, if any. */
export function useActiveRow(total: number, pageLength: () => number, start?: number): ActiveRow {
  const [state, setState] = useState({ index: start ?? 0, moved: start !== undefined });
  const index = Math.min(state.index, Math.max(0, total - 1));

  function move(next: number): void {
    setState({ index: next, moved: true });
  }

  function onKeyDown(event: KeyboardEvent): number | undefined {
    const next = destination(event.key, index, total - 1, pageLength());
    if (next === undefined) return undefined;
    event.preventDefault();
    move(next);
    return next;
  }

  return { index, moved: state.moved, set: (next) => setState({ index: next, moved: false }), move, onKeyDown };
}
