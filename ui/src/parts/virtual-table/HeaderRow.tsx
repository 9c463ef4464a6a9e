import { ArrowDown, ArrowUp, ArrowsVertical } from "@carbon/icons-react";

import { texts } from "../../texts";
import { ChoiceBox } from "./ChoiceBox";
import type { Column, RowChoice, Sort } from "./types";

interface HeaderRowProps<Row> {
  columns: readonly Column<Row>[];
  /** How many rows there are to choose from. */
  total: number;
  choice: RowChoice<Row> | undefined;
  sort: Sort | undefined;
  onSortChange: ((sort: Sort) => void) | undefined;
  withActions: boolean;
}

/** The names of the columns; they stay in sight and sort. */
export function HeaderRow<Row>({ columns, total, choice, sort, onSortChange, withActions }: HeaderRowProps<Row>) {
  return (
    <div role="rowgroup" className="ck-table__head">
      <div role="row" className="ck-table__row ck-table__row--head" aria-rowindex={1}>
        {choice !== undefined && (
          <div role="columnheader" className="ck-table__cell ck-table__cell--choice">
            <ChoiceBox
              reachable
              label={texts.parts.table.chooseAll}
              checked={choice.extent === "all"}
              mixed={choice.extent === "some"}
              disabled={total === 0}
              onToggle={choice.toggleAll}
            />
          </div>
        )}
        {columns.map((column) => (
          <HeaderCell key={column.key} column={column} sort={sort} onSortChange={onSortChange} />
        ))}
        {withActions && (
          <div role="columnheader" className="ck-table__cell ck-table__cell--menu">
            <span className="ck-visually-hidden">{texts.parts.table.actions}</span>
          </div>
        )}
      </div>
    </div>
  );
}

type HeaderCellProps<Row> = Pick<HeaderRowProps<Row>, "sort" | "onSortChange"> & { column: Column<Row> };

function HeaderCell<Row>({ column, sort, onSortChange }: HeaderCellProps<Row>) {
  const direction = sort?.column === column.key ? sort.direction : undefined;
  if (column.sortable !== true || onSortChange === undefined) {
    return (
      <div role="columnheader" className="ck-table__cell ck-table__cell--head" data-column={column.key} data-align={column.align}>
        {column.header}
      </div>
    );
  }
  const Icon = direction === undefined ? ArrowsVertical : direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <div role="columnheader" className="ck-table__cell ck-table__cell--sort" data-column={column.key} aria-sort={direction ?? "none"}>
      <button
        type="button"
        className="ck-table__sort"
        data-align={column.align}
        onClick={() => onSortChange({ column: column.key, direction: direction === "ascending" ? "descending" : "ascending" })}
      >
        <span>{column.header}</span>
        <Icon className="ck-table__sort-icon" aria-hidden="true" />
      </button>
    </div>
  );
}
