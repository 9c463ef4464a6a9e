import { WarningAltFilled } from "@carbon/icons-react";
import { SelectableTag } from "@carbon/react";
import { useState } from "react";

import type { IssueRow } from "../../../api/generated/IssueRow";
import type { IssueRunView } from "../../../api/generated/IssueRunView";
import { useIssueRows } from "../../../api/privateQueries";
import { EmptyState, ErrorState, SkeletonTable, StateTag, TwoLines, VirtualTable } from "../../../parts";
import type { Column } from "../../../parts";
import { formatCount, texts } from "../../../texts";

const words = texts.privateCertificates.many;

/** Every line of the list with its verdict, and afterwards with what became of it; the refused ones alone if the person wants. */
export function RunTable({ run }: { run: IssueRunView }) {
  const [refusedOnly, setRefusedOnly] = useState(false);
  const [range, setRange] = useState({ first: 0, last: 0 });
  const query = { runId: run.id, refusedOnly };
  const rows = useIssueRows(query, range.first, range.last);
  const refused = run.refused + run.failed;
  const columns = run.state === "ready" ? REVIEW_COLUMNS : RESULT_COLUMNS;
  return (
    <>
      <div className="ck-issue__filter" role="group" aria-label={words.filters}>
        <SelectableTag size="md" text={words.all(run.rows)} selected={!refusedOnly} onChange={() => setRefusedOnly(false)} />
        <SelectableTag
          size="md"
          {...(refused > 0 && { renderIcon: WarningAltFilled })}
          text={run.state === "ready" ? words.refused(refused) : words.failed(refused)}
          selected={refusedOnly}
          onChange={() => setRefusedOnly(!refusedOnly)}
        />
      </div>
      {rows.isPending && <SkeletonTable what={words.loading} columns={columns.length} rows={8} />}
      {rows.error !== null && <ErrorState message={rows.error.message} help={rows.error.help} onRetry={rows.retry} />}
      {!rows.isPending && rows.error === null && (
        <VirtualTable
          label={words.table}
          columns={columns}
          total={rows.total}
          rowAt={rows.rowAt}
          rowId={({ line }) => String(line)}
          rowName={({ commonName }) => commonName}
          onRangeChange={(first, last) => setRange({ first, last })}
          topic={refusedOnly}
          stale={rows.isPrevious}
          empty={<EmptyState kind="nothing-found" title={words.nothing} text={words.nothingText} />}
        />
      )}
    </>
  );
}

const LINE: Column<IssueRow> = { key: "line", header: words.columns.line, width: "4.5rem", align: "end", render: ({ line }) => formatCount(line) };
const NAMES: Column<IssueRow>[] = [
  { key: "commonName", header: words.columns.commonName, width: "minmax(12rem, 1.2fr)", render: ({ commonName }) => <Cut text={commonName} /> },
  { key: "altNames", header: words.columns.altNames, width: "minmax(10rem, 1fr)", render: ({ altNames }) => <Cut text={altNames.join(", ")} /> },
  { key: "name", header: words.columns.name, width: "minmax(10rem, 1fr)", render: ({ name }) => <Cut text={name} /> },
];
const REVIEW_COLUMNS = [LINE, ...NAMES, { key: "verdict", header: words.columns.verdict, width: "minmax(16rem, 2fr)", render: (row: IssueRow) => <Verdict row={row} ready /> }];
const RESULT_COLUMNS = [LINE, ...NAMES, { key: "result", header: words.columns.result, width: "minmax(16rem, 2fr)", render: (row: IssueRow) => <Verdict row={row} ready={false} /> }];

function Cut({ text }: { text: string }) {
  return text === "" ? <>{texts.secrets.none}</> : <span title={text}>{text}</span>;
}

function Verdict({ row: { problem, secretId }, ready }: { row: IssueRow; ready: boolean }) {
  if (problem !== null) {
    const text = problem.help === null ? problem.message : `${problem.message} ${problem.help}`;
    return (
      <span className="ck-issue__refused" title={text}>
        <TwoLines first={words.willNot} second={text} />
      </span>
    );
  }
  if (secretId !== null) return <StateTag kind="success" text={words.issued} />;
  return ready ? <StateTag kind="success" text={words.accepted} /> : <StateTag kind="neutral" text={words.waiting} />;
}
