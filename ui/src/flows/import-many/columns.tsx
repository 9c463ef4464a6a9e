import { Checkbox } from "@carbon/react";

import type { BatchRow } from "../../api/generated/BatchRow";
import type { Column } from "../../parts";
import { texts } from "../../texts";
import { CertificateCell, Cut, ExpiresCell, OutcomeCell, SourceCell, VerdictText } from "./cells";
import { NameCell, problemId } from "./NameCell";
import type { RowChange } from "./useBatchWork";

const words = texts.many.batch;
const headers = words.columns;

/** Changes a row of the batch. */
export type EditRow = (index: number, change: RowChange) => void;

const CERTIFICATE: Column<BatchRow> = { key: "certificate", header: headers.certificate, width: "minmax(12rem, 1.4fr)", render: (row) => <CertificateCell row={row} /> };
const EXPIRES: Column<BatchRow> = { key: "notAfter", header: headers.notAfter, width: "8rem", render: (row) => <ExpiresCell row={row} /> };
const SOURCE: Column<BatchRow> = { key: "source", header: headers.source, width: "minmax(9rem, 1fr)", render: (row) => <SourceCell row={row} /> };

/** The columns while the person looks through the batch. */
export function reviewColumns(onEdit: EditRow): Column<BatchRow>[] {
  return [
    { key: "chosen", header: headers.chosen, width: "4.5rem", render: (row) => <ChosenCell row={row} onEdit={onEdit} /> },
    { key: "name", header: headers.name, width: "minmax(13rem, 1.4fr)", render: (row) => <NameCell key={row.index} row={row} onEdit={onEdit} /> },
    CERTIFICATE,
    EXPIRES,
    { key: "verdict", header: headers.verdict, width: "minmax(11rem, 1.1fr)", render: (row) => <VerdictCell row={row} onEdit={onEdit} /> },
    SOURCE,
  ];
}

/** The columns while it is imported, and afterwards. */
export const RESULT_COLUMNS: readonly Column<BatchRow>[] = [
  { key: "name", header: headers.name, width: "minmax(13rem, 1.4fr)", render: (row) => <Cut text={nameShown(row)} /> },
  { key: "result", header: headers.result, width: "minmax(14rem, 1.5fr)", render: (row) => <OutcomeCell row={row} /> },
  CERTIFICATE,
  EXPIRES,
  SOURCE,
];

interface EditedRow {
  row: BatchRow;
  onEdit: EditRow;
}

function ChosenCell({ row, onEdit }: EditedRow) {
  return (
    <span className="ck-batch-choice">
      <Checkbox
        id={`chosen-${row.index}`}
        hideLabel
        labelText={words.choose(row.displayName)}
        checked={row.chosen}
        onChange={(_, { checked }) => onEdit(row.index, { chosen: checked })}
      />
    </span>
  );
}

/** What is wrong with the row, else how it relates to what is held. */
function VerdictCell({ row, onEdit }: EditedRow) {
  const { verdict, error } = row;
  if (error !== null) {
    return (
      <span id={problemId(row)} className="ck-batch-problem" title={error.help === null ? error.message : `${error.message} ${error.help}`}>
        {error.message}
      </span>
    );
  }
  if (verdict.kind !== "renews" || !row.chosen) return <VerdictText verdict={verdict} />;
  return (
    <span className="ck-batch-choice" title={words.verdicts.renews(verdict.secret.name)}>
      <Checkbox
        id={`as-version-${row.index}`}
        labelText={<AsVersion name={verdict.secret.name} />}
        checked={row.asVersion}
        onChange={(_, { checked }) => onEdit(row.index, { asVersion: checked })}
      />
    </span>
  );
}

/** The column says which secret; who does not see it hears it here. */
function AsVersion({ name }: { name: string }) {
  return (
    <>
      {words.asVersion}{" "}
      <span className="ck-visually-hidden">{words.ofSecret(name)}</span>
    </>
  );
}

function nameShown({ verdict, asVersion, name }: BatchRow): string {
  return asVersion && verdict.kind === "renews" ? verdict.secret.name : name;
}
