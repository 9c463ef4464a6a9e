/** Rows that stand below others, opened and closed (WAI-ARIA, treegrid). */

/** How the rows of a table make a tree. They come in its order; those below a closed row are not among them. */
export interface RowTree<Row> {
  /** How deep a row stands, from 1. */
  levelOf: (row: Row) => number;
  /** Whether the rows below are shown; null when there are none. */
  isOpen: (row: Row) => boolean | null;
  toggle: (row: Row) => void;
}

/** What a key does to the tree: it opens or closes the row, or leads to another one. */
export type TreeStep = "toggle" | number | null;

/** Right opens, then goes into; left closes, then goes out to the row above. */
export function treeStep<Row>(key: string, tree: RowTree<Row>, row: Row, index: number, rowAt: (index: number) => Row | undefined): TreeStep {
  const open = tree.isOpen(row);
  if (key === "ArrowRight") return open === null ? null : open ? index + 1 : "toggle";
  if (key !== "ArrowLeft") return null;
  return open === true ? "toggle" : parentOf(tree, row, index, rowAt);
}

function parentOf<Row>({ levelOf }: RowTree<Row>, row: Row, index: number, rowAt: (index: number) => Row | undefined): number | null {
  for (let above = index - 1; above >= 0; above -= 1) {
    const other = rowAt(above);
    if (other !== undefined && levelOf(other) < levelOf(row)) return above;
  }
  return null;
}
