import { useMemo, useRef } from "react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import type { SecretRow } from "../../api/generated/SecretRow";
import type { TableView } from "../../api/generated/TableView";
import type { SecretQuery, SecretRows } from "../../api/queries";
import { VirtualTable } from "../../parts";
import type { RowAction, RowChoice, TablePlace } from "../../parts";
import { texts } from "../../texts";
import { canDownload, canRotate, isPrivate } from "../actions";
import type { SecretDialogKind } from "../dialogs/useSecretDialogs";
import { searchWords } from "../highlight";
import { detailsPath, rotatePath } from "../paths";
import { columnsOf } from "./columns";
import type { ColumnKey } from "./columns";
import { sortOf, sortedBy } from "./query";

interface SecretsTableProps {
  rows: SecretRows;
  choice: RowChoice<SecretRow>;
  view: TableView;
  onViewChange: (view: TableView) => void;
  /** What the rows are asked for with. */
  query: SecretQuery;
  columns: readonly ColumnKey[];
  /** Whether the window has room for more than the essential. */
  wide: boolean;
  onRangeChange: (first: number, last: number) => void;
  place: TablePlace | undefined;
  onLeave: (place: TablePlace) => void;
  /** Opens a dialog for a secret. */
  onAct: (kind: SecretDialogKind, secret: SecretRow) => void;
  empty: ReactNode;
}

const words = texts.secrets;

/** The rows themselves: a click or Enter opens one, its box chooses it, its menu does the rest. */
export function SecretsTable({ rows, choice, view, onViewChange, query, columns, wide, onRangeChange, place, onLeave, onAct, empty }: SecretsTableProps) {
  const navigate = useNavigate();
  const offset = useRef(place?.offset ?? 0);
  const sort = useMemo(() => sortOf(view), [view]);
  const shown = useMemo(() => columnsOf(columns, searchWords(query.search), wide), [columns, query.search, wide]);

  function go(path: string, index: number): void {
    onLeave({ offset: offset.current, row: index });
    void navigate(path);
  }

  function actionsFor(row: SecretRow, index: number): RowAction[] {
    return [
      { key: "view", label: words.actions.view, onSelect: () => go(detailsPath(row.id), index) },
      { key: "edit", label: words.actions.edit, onSelect: () => onAct("edit", row) },
      { key: "download", label: words.actions.download, disabled: !canDownload(row), onSelect: () => onAct("download", row) },
      isPrivate(row)
        ? { key: "rotate", label: texts.privateCertificates.rotate.action, onSelect: () => onAct("rotatePrivate", row) }
        : { key: "rotate", label: words.actions.rotate, disabled: !canRotate(row), onSelect: () => go(rotatePath(row.id), index) },
      ...(isPrivate(row) && row.status !== "revoked" ? [{ key: "revoke", label: texts.privateCertificates.revoke.action, onSelect: () => onAct("revoke", row) }] : []),
      { key: "move", label: words.actions.move, onSelect: () => onAct("move", row) },
      { key: "delete", label: words.actions.delete, danger: true, onSelect: () => onAct("delete", row) },
    ];
  }

  return (
    <VirtualTable
      label={words.title}
      columns={shown}
      total={rows.total}
      counting={rows.isCounting}
      rowAt={rows.rowAt}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      choice={choice}
      sort={sort}
      onSortChange={(next) => onViewChange(sortedBy(view, next))}
      onRangeChange={onRangeChange}
      onOpen={(row, index) => go(detailsPath(row.id), index)}
      rowActions={actionsFor}
      start={place}
      topic={query}
      onScroll={(next) => {
        offset.current = next;
      }}
      stale={rows.isPrevious}
      summary={<span role="status">{words.count(rows.total, rows.held, rows.isCounting)}</span>}
      empty={empty}
    />
  );
}
