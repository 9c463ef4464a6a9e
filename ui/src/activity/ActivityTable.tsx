import { useState } from "react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import type { ActivityRow } from "../api/generated/ActivityRow";
import { useActivityRows } from "../api/historyQueries";
import type { ActivityQuery, ActivityRows } from "../api/historyQueries";
import { ErrorState, SkeletonTable, TwoLines, VirtualTable } from "../parts";
import type { Column } from "../parts";
import { formatDateTime, texts } from "../texts";

const { columns: words, ...more } = texts.activity;

/** Entries, newest first: read as they come into sight. */
export function useEntries(query: ActivityQuery): [ActivityRows, (first: number, last: number) => void] {
  const [range, setRange] = useState({ first: 0, last: 0 });
  return [useActivityRows(query, range.first, range.last), (first, last) => setRange({ first, last })];
}

interface ActivityTableProps {
  label: string;
  rows: ActivityRows;
  onRangeChange: (first: number, last: number) => void;
  /** Shows which secret an entry is about. */
  withSecret?: boolean;
  /** Whose entries these are: when it changes, the table starts again at the top. */
  topic?: unknown;
  empty: ReactNode;
}

/** What was done, when, to what, by whom. */
export function ActivityTable({ label, rows, onRangeChange, withSecret = false, topic, empty }: ActivityTableProps) {
  if (rows.isPending) return <SkeletonTable what={more.loading} columns={4} rows={8} />;
  if (rows.error !== null) return <ErrorState message={rows.error.message} help={rows.error.help} onRetry={rows.retry} />;
  return (
    <VirtualTable
      label={label}
      columns={withSecret ? ALL_COLUMNS : OWN_COLUMNS}
      total={rows.total}
      rowAt={rows.rowAt}
      rowId={({ id }) => String(id)}
      rowName={({ id }) => more.row(id)}
      onRangeChange={onRangeChange}
      topic={topic}
      stale={rows.isPrevious}
      empty={empty}
    />
  );
}

const WHEN: Column<ActivityRow> = { key: "when", header: words.when, width: "11.5rem", render: ({ at }) => <time dateTime={at}>{formatDateTime(new Date(at))}</time> };
const WHAT: Column<ActivityRow> = { key: "what", header: words.what, width: "minmax(16rem, 2fr)", render: (row) => <What row={row} /> };
const SECRET: Column<ActivityRow> = { key: "secret", header: words.secret, width: "minmax(10rem, 1fr)", render: (row) => <Secret row={row} /> };
const BY: Column<ActivityRow> = { key: "by", header: words.by, width: "8rem", render: ({ by }) => <span title={by}>{by}</span> };

const ALL_COLUMNS = [WHEN, WHAT, SECRET, BY];
const OWN_COLUMNS = [WHEN, WHAT, BY];

function What({ row: { title, detail } }: { row: ActivityRow }) {
  return detail === "" ? <>{title}</> : <TwoLines first={title} second={<span title={detail}>{detail}</span>} />;
}

/** The name that the secret had then; it leads to the secret while that is there. */
function Secret({ row: { secret, secretDeleted } }: { row: ActivityRow }) {
  if (secret === null) return <>{more.none}</>;
  if (secretDeleted) return <TwoLines first={<span title={secret.name}>{secret.name}</span>} second={more.deleted} />;
  return (
    <Link className="cds--link" to={`/secrets/${secret.id}`} title={more.openSecret(secret.name)}>
      {secret.name}
    </Link>
  );
}
