import { useMemo, useRef } from "react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";

import type { SecretRow } from "../../api/generated/SecretRow";
import type { SecretQuery, SecretRows } from "../../api/queries";
import { VirtualTable } from "../../parts";
import type { RowAction, TablePlace } from "../../parts";
import { texts } from "../../texts";
import { canDownload, canRotate } from "../actions";
import type { SecretDialogKind } from "../dialogs/useSecretDialogs";
import { detailsPath, rotatePath } from "../paths";
import { columns } from "./columns";
import { sortOf, sortedBy } from "./query";

interface SecretsTableProps {
  rows: SecretRows;
  query: SecretQuery;
  onQueryChange: (query: SecretQuery) => void;
  onRangeChange: (first: number, last: number) => void;
  place: TablePlace | undefined;
  onLeave: (place: TablePlace) => void;
  /** Opens a dialog for a secret. */
  onAct: (kind: SecretDialogKind, secret: SecretRow) => void;
  empty: ReactNode;
}

const words = texts.secrets;

/** The rows themselves: a click or Enter opens one, its menu does the rest. */
export function SecretsTable({ rows, query, onQueryChange, onRangeChange, place, onLeave, onAct, empty }: SecretsTableProps) {
  const navigate = useNavigate();
  const offset = useRef(place?.offset ?? 0);
  const sort = useMemo(() => sortOf(query), [query]);

  function go(path: string, index: number): void {
    onLeave({ offset: offset.current, row: index });
    void navigate(path);
  }

  function actionsFor(row: SecretRow, index: number): RowAction[] {
    return [
      { key: "view", label: words.actions.view, onSelect: () => go(detailsPath(row.id), index) },
      { key: "edit", label: words.actions.edit, onSelect: () => onAct("edit", row) },
      { key: "download", label: words.actions.download, disabled: !canDownload(row), onSelect: () => onAct("download", row) },
      { key: "rotate", label: words.actions.rotate, disabled: !canRotate(row), onSelect: () => go(rotatePath(row.id), index) },
      { key: "move", label: words.actions.move, onSelect: () => onAct("move", row) },
      { key: "delete", label: words.actions.delete, danger: true, onSelect: () => onAct("delete", row) },
    ];
  }

  return (
    <VirtualTable
      label={words.title}
      columns={columns}
      total={rows.total}
      rowAt={rows.rowAt}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      sort={sort}
      onSortChange={(next) => onQueryChange(sortedBy(query, next))}
      onRangeChange={onRangeChange}
      onOpen={(row, index) => go(detailsPath(row.id), index)}
      rowActions={actionsFor}
      start={place}
      topic={query}
      onScroll={(next) => {
        offset.current = next;
      }}
      stale={rows.isPrevious}
      empty={empty}
    />
  );
}
