import { useState } from "react";

import { SPANS } from "./periods";
import type { Span } from "./periods";

/** How the overview is shown. */
export interface OverviewShape {
  open: boolean;
  span: Span;
  /** As a table instead of a chart. */
  table: boolean;
}

const KEY = "certkeep.overview";
const FIRST: OverviewShape = { open: true, span: "months", table: false };

/** How the person likes the overview; remembered on this computer. */
export function useOverviewShape(): [OverviewShape, (shape: OverviewShape) => void] {
  const [shape, setShape] = useState(remembered);

  function change(next: OverviewShape): void {
    setShape(next);
    try {
      localStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // Storage may be switched off; the choice then lasts as long as the page.
    }
  }
  return [shape, change];
}

function remembered(): OverviewShape {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<OverviewShape>;
    const span = SPANS.find((known) => known === kept.span) ?? FIRST.span;
    return { open: kept.open !== false, span, table: kept.table === true };
  } catch {
    return FIRST;
  }
}
