import { useLeftovers } from "../../api/batches";
import type { BatchId } from "../../api/generated/BatchId";
import type { Leftover } from "../../api/generated/Leftover";
import { EmptyState, ErrorState, SkeletonTable, VirtualTable } from "../../parts";
import type { Column } from "../../parts";
import { texts } from "../../texts";
import { Cut } from "./cells";
import { useSeenRange } from "./useSeenRange";

const words = texts.many.batch.leftOver;

const COLUMNS: readonly Column<Leftover>[] = [
  { key: "source", header: words.columns.source, width: "minmax(14rem, 1.5fr)", render: ({ source }) => <Cut text={source} /> },
  { key: "what", header: words.columns.what, width: "minmax(14rem, 1.5fr)", render: ({ what }) => <Cut text={what} /> },
  { key: "reason", header: words.columns.reason, width: "minmax(16rem, 2fr)", render: ({ reason }) => <Cut text={reason} /> },
];

/** What was read and belongs to no certificate in the list. */
export function LeftoversTable({ batchId }: { batchId: BatchId }) {
  const [range, follow] = useSeenRange();
  const rows = useLeftovers(batchId, range.first, range.last);
  if (rows.isPending) return <SkeletonTable what={words.table} columns={COLUMNS.length} rows={8} />;
  if (rows.error !== null) return <ErrorState message={rows.error.message} help={rows.error.help} onRetry={rows.retry} />;
  return (
    <VirtualTable
      label={words.table}
      columns={COLUMNS}
      total={rows.total}
      rowAt={rows.rowAt}
      rowId={({ source, what }) => `${source} ${what}`}
      rowName={({ source }) => source}
      onRangeChange={follow}
      empty={<EmptyState title={words.none} text={words.noneText} />}
    />
  );
}
