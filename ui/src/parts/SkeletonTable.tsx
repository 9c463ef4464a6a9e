import { texts } from "../texts";
import "./SkeletonTable.scss";

export interface SkeletonTableProps {
  /** What is being loaded, for screen readers: “secrets”. */
  what: string;
  /** How many columns the table will have. */
  columns?: number;
  /** How many rows to suggest. */
  rows?: number;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** The shape of a table while its first page is loaded. */
export function SkeletonTable({ what, columns = 5, rows = 8 }: SkeletonTableProps) {
  return (
    <div className="ck-skeleton-table" role="status" aria-label={texts.parts.table.loading(what)}>
      {range(rows + 1).map((row) => (
        <div key={row} className="ck-skeleton-table__row">
          {range(columns).map((column) => (
            <span key={column} className="ck-skeleton-cell" style={{ inlineSize: `${45 + ((row * 7 + column * 13) % 40)}%` }} />
          ))}
        </div>
      ))}
    </div>
  );
}
