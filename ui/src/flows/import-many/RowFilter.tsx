import { WarningAltFilled } from "@carbon/icons-react";
import { SelectableTag } from "@carbon/react";

import type { BatchVerdictKind } from "../../api/generated/BatchVerdictKind";
import { texts } from "../../texts";

const words = texts.many.batch;

/** How many rows are of a kind. */
export type KindCount = readonly [BatchVerdictKind, number];

interface RowFilterProps {
  total: number;
  counts: readonly KindCount[];
  /** The kind that is shown; null for all. */
  only: BatchVerdictKind | null;
  onChange: (only: BatchVerdictKind | null) => void;
}

/** The kinds that want to be looked at. */
const PROBLEMS: readonly BatchVerdictKind[] = ["invalid", "failed"];

/** All rows, or those of one kind; kinds without rows are not offered. */
export function RowFilter({ total, counts, only, onChange }: RowFilterProps) {
  return (
    <div className="ck-batch__filter" role="group" aria-label={words.filters}>
      <SelectableTag size="md" text={words.filterCount(words.filter.all, total)} selected={only === null} onChange={() => onChange(null)} />
      {counts
        .filter(([kind, count]) => count > 0 || kind === only)
        .map(([kind, count]) => (
          <SelectableTag
            key={kind}
            {...(PROBLEMS.includes(kind) && { renderIcon: WarningAltFilled })}
            size="md"
            text={words.filterCount(words.filter[kind], count)}
            selected={only === kind}
            onChange={() => onChange(only === kind ? null : kind)}
          />
        ))}
    </div>
  );
}
