import { useBatchRows } from "../../api/batches";
import type { BatchQuery } from "../../api/batches";
import type { BatchRow } from "../../api/generated/BatchRow";
import { EmptyState, ErrorState, SkeletonTable, VirtualTable } from "../../parts";
import type { Column } from "../../parts";
import { texts } from "../../texts";
import { useSeenRange } from "./useSeenRange";

const words = texts.many.batch;

interface BatchTableProps {
  query: BatchQuery;
  columns: readonly Column<BatchRow>[];
}

/** The certificates of the batch. */
export function BatchTable({ query, columns }: BatchTableProps) {
  const [range, follow] = useSeenRange();
  const rows = useBatchRows(query, range.first, range.last);
  if (rows.isPending) return <SkeletonTable what={words.loading} columns={columns.length} rows={8} />;
  if (rows.error !== null) return <ErrorState message={rows.error.message} help={rows.error.help} onRetry={rows.retry} />;
  return (
    <VirtualTable
      label={words.table}
      columns={columns}
      total={rows.total}
      rowAt={rows.rowAt}
      rowId={({ index }) => String(index)}
      rowName={({ displayName }) => displayName}
      onRangeChange={follow}
      topic={query}
      stale={rows.isPrevious}
      empty={<NoRows query={query} />}
    />
  );
}

function NoRows({ query: { search, only } }: { query: BatchQuery }) {
  if (search.trim() === "" && only === null) return <EmptyState title={words.nothing} text={words.nothingText} />;
  return <EmptyState kind="nothing-found" title={words.noMatch} text={words.noMatchText} />;
}
