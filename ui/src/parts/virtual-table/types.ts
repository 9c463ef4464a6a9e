import type { ReactNode } from "react";

/** A column of a table. */
export interface Column<Row> {
  /** The column's name for sorting. */
  key: string;
  /** The words in the header. */
  header: string;
  /** A CSS grid track: `minmax(12rem, 2fr)`, `8rem`. Rows are wider than the window when the least widths do not fit. */
  width?: string;
  /** Whether a click on the header sorts. */
  sortable?: boolean;
  align?: "start" | "end";
  /** What the cell shows. */
  render: (row: Row) => ReactNode;
}

/** By which column the rows are sorted, and which way. */
export interface Sort {
  column: string;
  direction: "ascending" | "descending";
}

/** An entry of a row's menu. */
export interface RowAction {
  key: string;
  label: string;
  onSelect: () => void;
  disabled?: boolean;
  /** Why it cannot be done now. */
  reason?: string;
  /** Red, with a line above: for what cannot be undone. */
  danger?: boolean;
}

/** Which rows are chosen for something that is done to many, and how a person changes that. */
export interface RowChoice<Row> {
  /** How many of all rows are chosen, loaded or not. */
  extent: "none" | "some" | "all";
  has: (row: Row) => boolean;
  /** Chooses a row or leaves it out again; ranges begin here. */
  toggle: (row: Row, index: number) => void;
  /** Does the same to all rows from where the range begins to this one. */
  extend: (index: number) => void;
  /** Chooses all rows, or none when all are chosen. */
  toggleAll: () => void;
}
