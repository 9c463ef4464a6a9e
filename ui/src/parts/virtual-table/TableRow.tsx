import { useEffect, useRef } from "react";
import type { KeyboardEvent, MouseEvent } from "react";

import { texts } from "../../texts";
import { ChoiceBox } from "./ChoiceBox";
import { RowMenuButton } from "./RowMenu";
import type { RowMenuState } from "./RowMenu";
import { treeStep } from "./tree";
import type { RowTree } from "./tree";
import type { Column, RowAction, RowChoice } from "./types";
import type { ActiveRow } from "./useActiveRow";

interface TableRowProps<Row> {
  index: number;
  top: number;
  row: Row | undefined;
  rowAt: (index: number) => Row | undefined;
  tree: RowTree<Row> | undefined;
  columns: readonly Column<Row>[];
  active: ActiveRow;
  rowId: (row: Row) => string;
  rowName: (row: Row) => string;
  rowActions: ((row: Row, index: number) => readonly RowAction[]) | undefined;
  menu: RowMenuState;
  choice: RowChoice<Row> | undefined;
  onOpen: ((row: Row, index: number) => void) | undefined;
  selectedId: string | undefined;
}

const CONTROL = "button, a, input, .ck-table__choice";

/** Whether an event belongs to a control in the row rather than to the row. */
function fromControl(event: KeyboardEvent | MouseEvent): boolean {
  return event.target instanceof Element && (event.target.closest(CONTROL) !== null || !event.currentTarget.contains(event.target));
}

/** One row, at its place in the scrolled area. */
export function TableRow<Row>(props: TableRowProps<Row>) {
  const { index, top, row, rowAt, tree, columns, active, rowId, rowName, rowActions, menu, choice, onOpen, selectedId } = props;
  const element = useRef<HTMLDivElement>(null);
  const isActive = active.index === index;
  useEffect(() => {
    if (isActive && active.moved) element.current?.focus({ preventScroll: true });
  }, [isActive, active.moved]);

  function open(): void {
    if (row !== undefined) onOpen?.(row, index);
  }

  function openMenu(place: Element | { x: number; y: number }): void {
    if (row !== undefined && rowActions !== undefined) menu.openAt(place, rowName(row), rowActions(row, index));
  }

  function choose({ shiftKey }: { shiftKey: boolean }): void {
    if (choice === undefined) return;
    if (shiftKey) choice.extend(index);
    else if (row !== undefined) choice.toggle(row, index);
  }

  /** Whether a key opened or closed the row, or led into or out of what stands below it. */
  function turned(event: KeyboardEvent): boolean {
    const step = row === undefined || tree === undefined ? null : treeStep(event.key, tree, row, index, rowAt);
    if (row === undefined || step === null) return false;
    event.preventDefault();
    if (step === "toggle") tree?.toggle(row);
    else active.move(step);
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (fromControl(event) || turned(event)) return;
    const next = active.onKeyDown(event);
    if (next !== undefined) {
      if (event.shiftKey) choice?.extend(next);
      return;
    }
    if (event.key === " " && choice !== undefined) {
      event.preventDefault();
      choose(event);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open();
    }
    if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      event.preventDefault();
      openMenu(event.currentTarget);
    }
  }

  return (
    <div
      ref={element}
      role="row"
      className="ck-table__row"
      aria-rowindex={index + 2}
      {...(row !== undefined && placeIn(tree, row))}
      aria-selected={row !== undefined && (rowId(row) === selectedId || choice?.has(row) === true)}
      tabIndex={isActive ? 0 : -1}
      data-opens={onOpen !== undefined || undefined}
      style={{ translate: `0 ${top}px` }}
      onFocus={() => {
        if (!isActive) active.set(index);
      }}
      onKeyDown={onKeyDown}
      // A click with Shift chooses rows; it is not to mark the words between.
      onMouseDown={(event) => {
        if (event.shiftKey && choice !== undefined) event.preventDefault();
      }}
      onClick={(event) => {
        if (fromControl(event)) return;
        if (choice !== undefined && (event.shiftKey || event.ctrlKey || event.metaKey)) choose(event);
        else open();
      }}
      onContextMenu={(event) => {
        if (rowActions === undefined) return;
        event.preventDefault();
        openMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      {choice !== undefined && (
        <div role="gridcell" className="ck-table__cell ck-table__cell--choice">
          {row !== undefined && (
            <ChoiceBox label={texts.parts.table.choose(rowName(row))} checked={choice.has(row)} reachable={isActive} onToggle={choose} />
          )}
        </div>
      )}
      {columns.map((column, position) => (
        <div key={column.key} role="gridcell" className="ck-table__cell" data-column={column.key} data-align={column.align}>
          {row === undefined ? <LoadingCell first={position === 0} index={index} /> : <span className="ck-table__text">{column.render(row)}</span>}
        </div>
      ))}
      {rowActions !== undefined && (
        <div role="gridcell" className="ck-table__cell ck-table__cell--menu">
          {row !== undefined && (
            <RowMenuButton name={rowName(row)} expanded={menu.menu?.name === rowName(row)} reachable={isActive} onOpen={openMenu} />
          )}
        </div>
      )}
    </div>
  );
}

/** Where a row stands in the tree, for screen readers. */
function placeIn<Row>(tree: RowTree<Row> | undefined, row: Row): { "aria-level"?: number; "aria-expanded"?: boolean } {
  if (tree === undefined) return {};
  const open = tree.isOpen(row);
  return { "aria-level": tree.levelOf(row), ...(open !== null && { "aria-expanded": open }) };
}

function LoadingCell({ first, index }: { first: boolean; index: number }) {
  return (
    <>
      {first && <span className="ck-visually-hidden">{texts.parts.table.loadingRow}</span>}
      <span className="ck-skeleton-cell" style={{ inlineSize: `${40 + ((index * 17) % 40)}%` }} />
    </>
  );
}
