import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useEffectEvent, useId, useRef } from "react";
import type { CSSProperties, ReactNode } from "react";

import { texts } from "../texts";
import { HeaderRow } from "./virtual-table/HeaderRow";
import { RowMenu, useRowMenu } from "./virtual-table/RowMenu";
import { TableRow } from "./virtual-table/TableRow";
import type { RowTree } from "./virtual-table/tree";
import type { Column, RowAction, RowChoice, Sort } from "./virtual-table/types";
import { useActiveRow } from "./virtual-table/useActiveRow";
import "./virtual-table/VirtualTable.scss";

export type { RowTree } from "./virtual-table/tree";
export type { Column, RowAction, RowChoice, Sort } from "./virtual-table/types";

export interface VirtualTableProps<Row> {
  /** Names the table for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  /** How many rows there are in all, loaded or not. */
  total: number;
  /** The row at a position, or nothing while it is not loaded. */
  rowAt: (index: number) => Row | undefined;
  rowId: (row: Row) => string;
  /** What a row is called in “Actions for …”. */
  rowName: (row: Row) => string;
  sort?: Sort | undefined;
  onSortChange?: (sort: Sort) => void;
  /** Asks for the rows from `first` to `last` (both included), a little more than what is seen. */
  onRangeChange?: (first: number, last: number) => void;
  /** Opens a row: by click or Enter. Space opens too, unless it chooses. */
  onOpen?: (row: Row, index: number) => void;
  /** The entries of a row's menu. */
  rowActions?: (row: Row, index: number) => readonly RowAction[];
  /** Lets rows be chosen: by their boxes, by Space, with Shift and Ctrl. */
  choice?: RowChoice<Row> | undefined;
  /** Some rows stand below others, and can be hidden there. */
  tree?: RowTree<Row>;
  /** The row whose details are open. */
  selectedId?: string | undefined;
  /** Rows 40 or 32 pixels high. */
  density?: "normal" | "compact";
  /** What stands in the place of the rows when there are none. */
  empty?: ReactNode;
  /** Where the table was when the person left it: it starts there, with the focus on the row. */
  start?: TablePlace | undefined;
  /** Says what the rows are: when it changes, the table starts again at the top. */
  topic?: unknown;
  /** Hears how far the rows are scrolled, in pixels. */
  onScroll?: (offset: number) => void;
  /** There may be more rows than `total`. */
  counting?: boolean;
  /** Words at the right end of the line below the rows. */
  summary?: ReactNode;
  /** Dims the rows while a newer answer is on its way. */
  stale?: boolean;
}

/** A place in a table. */
export interface TablePlace {
  /** How far the rows are scrolled, in pixels. */
  offset: number;
  /** The row that has the focus. */
  row: number;
}

const ROW_HEIGHT = { normal: 40, compact: 32 };
const HEADER_HEIGHT = 40;
const ROWS_AROUND = 10;

/** A table of any length that draws only the rows in sight and asks for pages as they come into sight. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, total, rowAt, rowId, rowActions, choice, density = "normal", empty, stale = false } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const height = ROW_HEIGHT[density];
  const active = useActiveRow(total, pageLength(scroller, height), props.start?.row);
  const menu = useRowMenu();
  const menuOffset = useRef(0);

  // eslint-disable-next-line react-hooks/incompatible-library -- its result stays in this component and is memoised by no child
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: ROWS_AROUND,
    initialOffset: props.start?.offset ?? 0,
    paddingStart: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    // The active row stays drawn out of sight too, or the focus would be lost with it.
    rangeExtractor: (range) => withRow(defaultRangeExtractor(range), active.index),
  });
  const items = virtualizer.getVirtualItems();
  const seen = virtualizer.range;
  useTopAgain(props.topic, () => {
    virtualizer.scrollToOffset(0);
    active.set(0);
  });
  useRangeReports(seen, total, props.onRangeChange);
  useEffect(() => virtualizer.measure(), [virtualizer, height]);
  useEffect(() => {
    if (active.moved) virtualizer.scrollToIndex(active.index);
  }, [virtualizer, active.index, active.moved]);

  /** The menu goes when the rows scroll away from it; a scroll that was under way before it opened is told later. */
  function openAt(...request: Parameters<typeof menu.openAt>): void {
    menuOffset.current = scroller.current?.scrollTop ?? 0;
    menu.openAt(...request);
  }

  const style = { "--ck-table-columns": tracks(columns, choice !== undefined, rowActions !== undefined), "--ck-table-row": `${height}px` } as CSSProperties;
  return (
    <div className="ck-table" style={style} data-density={density} data-stale={stale || undefined}>
      <div
        ref={scroller}
        className="ck-table__scroller"
        onScroll={(event) => {
          const { scrollTop } = event.currentTarget;
          if (menu.menu !== null && scrollTop !== menuOffset.current) menu.close();
          props.onScroll?.(scrollTop);
        }}
      >
        <div
          role={props.tree === undefined ? "grid" : "treegrid"}
          className="ck-table__grid"
          aria-label={label}
          aria-rowcount={total + 1}
          aria-colcount={columns.length + (choice === undefined ? 0 : 1) + (rowActions === undefined ? 0 : 1)}
          aria-multiselectable={choice !== undefined || undefined}
          aria-busy={stale}
          aria-describedby={`${id}-range`}
          style={{ blockSize: virtualizer.getTotalSize() }}
        >
          <HeaderRow
            columns={columns}
            total={total}
            choice={choice}
            sort={props.sort}
            onSortChange={props.onSortChange}
            withActions={rowActions !== undefined}
          />
          {items.length > 0 && (
            <div role="rowgroup">
              {items.map((item) => (
                <TableRow
                  key={item.key}
                  index={item.index}
                  top={item.start}
                  row={rowAt(item.index)}
                  rowAt={rowAt}
                  tree={props.tree}
                  columns={columns}
                  active={active}
                  rowId={rowId}
                  rowName={props.rowName}
                  rowActions={rowActions}
                  menu={{ ...menu, openAt }}
                  choice={choice}
                  onOpen={props.onOpen}
                  selectedId={props.selectedId}
                />
              ))}
            </div>
          )}
        </div>
        {total === 0 && <div className="ck-table__empty">{empty}</div>}
      </div>
      <RowMenu menu={menu.menu} close={menu.close} />
      <div className="ck-table__footer">
        <span id={`${id}-range`}>
          {texts.parts.table.range((seen?.startIndex ?? 0) + 1, Math.min(total, (seen?.endIndex ?? 0) + 1), total, props.counting)}
        </span>
        {props.summary}
      </div>
    </div>
  );
}

function pageLength(scroller: React.RefObject<HTMLDivElement | null>, rowHeight: number): () => number {
  return () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEADER_HEIGHT) / rowHeight) - 1);
}

function tracks<Row>(columns: readonly Column<Row>[], withChoice: boolean, withActions: boolean): string {
  const widths = columns.map((column) => column.width ?? "minmax(8rem, 1fr)");
  return [...(withChoice ? ["2.5rem"] : []), ...widths, ...(withActions ? ["3.25rem"] : [])].join(" ");
}

function withRow(rows: number[], row: number): number[] {
  return rows.length === 0 || rows.includes(row) ? rows : [...rows, row].sort((one, other) => one - other);
}

function useTopAgain(topic: unknown, start: () => void): void {
  const shown = useRef(topic);
  const startAgain = useEffectEvent(start);
  useEffect(() => {
    if (shown.current === topic) return;
    shown.current = topic;
    startAgain();
  }, [topic]);
}

interface Range {
  startIndex: number;
  endIndex: number;
}

function useRangeReports(seen: Range | null, total: number, onRangeChange?: (first: number, last: number) => void): void {
  const report = useEffectEvent((from: number, to: number) => onRangeChange?.(from, to));
  const first = seen === null ? -1 : Math.max(0, seen.startIndex - ROWS_AROUND);
  const last = seen === null ? -1 : Math.min(total - 1, seen.endIndex + ROWS_AROUND);
  useEffect(() => {
    if (first >= 0 && last >= first) report(first, last);
  }, [first, last]);
}
