import type { SecretRow } from "../../api/generated/SecretRow";
import type { Column } from "../../parts";
import { texts } from "../../texts";
import { Marked, aroundMatch } from "../highlight";
import { CutText, DateText, ExpiresText, LabelTags, StatusTag } from "../showing";
import "./columns.scss";

const { columns: headers, foundFields, shortFields, kinds, kindTitles, keyHeld, none } = texts.secrets;

/** The words that are searched for; they are marked where they are found. */
type Words = readonly string[];

/** Every column there is, in the order in which they are offered; what can be sorted by has the core's name for it. */
const COLUMNS = {
  name: (words) => ({ width: "minmax(10rem, 1.5fr)", sortable: true, render: (row) => <NameText row={row} words={words} /> }),
  status: () => ({ width: "8.25rem", sortable: true, render: ({ status }) => <StatusTag status={status} /> }),
  notAfter: () => ({ width: "7rem", sortable: true, render: (row) => <ExpiresText notAfter={row.notAfter} daysLeft={row.daysLeft} /> }),
  displayName: (words) => ({ width: "minmax(9rem, 1.5fr)", sortable: true, render: (row) => <CutText text={row.displayName} words={words} /> }),
  issuer: (words) => ({ width: "minmax(6.5rem, 1.25fr)", sortable: true, render: (row) => <CutText text={row.issuerName} words={words} /> }),
  group: () => ({ width: "minmax(6rem, 1fr)", sortable: true, render: (row) => <CutText text={row.groupName} /> }),
  labels: (words, wide) => ({ width: "minmax(7.5rem, 1.25fr)", sortable: true, render: ({ labels }) => <LabelTags labels={labels} words={words} most={wide ? 2 : 1} /> }),
  kind: () => ({ width: "6rem", sortable: true, render: ({ kind }) => <span title={kindTitles[kind]}>{kinds[kind]}</span> }),
  updated: () => ({ width: "7.5rem", sortable: true, render: (row) => <DateText moment={row.updatedAt} /> }),
  created: () => ({ width: "7.5rem", sortable: true, render: (row) => <DateText moment={row.createdAt} /> }),
  description: (words) => ({ width: "minmax(10rem, 1.5fr)", render: (row) => <CutText text={row.description} words={words} /> }),
  key: () => ({ width: "7rem", render: (row) => <CutText text={row.keyTitle} /> }),
  privateKey: () => ({ width: "7rem", render: (row) => (row.versionsTotal === 0 ? none : row.privateKeyIncluded ? keyHeld.yes : keyHeld.no) }),
  versions: () => ({ width: "6rem", align: "end", render: (row) => row.versionsTotal }),
  locks: () => ({ width: "5rem", align: "end", render: ({ locksTotal }) => (locksTotal === 0 ? none : locksTotal) }),
} satisfies Record<string, (words: Words, wide: boolean) => Omit<Column<SecretRow>, "key" | "header">>;

/** The name of a column. */
export type ColumnKey = keyof typeof COLUMNS;

/** All columns in the order in which they are offered. */
export const COLUMN_KEYS = Object.keys(COLUMNS) as readonly ColumnKey[];

/** The column that is always there: it says which secret a row is. */
export const FIXED_COLUMN: ColumnKey = "name";

const IN_ANY_WINDOW: readonly ColumnKey[] = ["name", "status", "notAfter", "displayName", "issuer", "group", "labels"];
const IN_A_WIDE_WINDOW: readonly ColumnKey[] = [...IN_ANY_WINDOW, "kind", "updated"];

/** The columns to show: those chosen, or as many as the window has room for when nothing was chosen. */
export function columnsShown(chosen: readonly string[], wide: boolean): readonly ColumnKey[] {
  const known = chosen.filter((key): key is ColumnKey => key in COLUMNS && key !== FIXED_COLUMN);
  if (chosen.length > 0) return [FIXED_COLUMN, ...new Set(known)];
  return wide ? IN_A_WIDE_WINDOW : IN_ANY_WINDOW;
}

/** The columns with these names, marking what is searched for. */
export function columnsOf(shown: readonly ColumnKey[], words: Words, wide: boolean): Column<SecretRow>[] {
  return shown.map((key) => ({ key, header: headers[key], ...COLUMNS[key](words, wide) }));
}

/** The name; below it what matched, when nothing that the table shows does. */
function NameText({ row, words }: { row: SecretRow; words: Words }) {
  const { name, foundIn } = row;
  if (foundIn === null) return <CutText text={name} words={words} />;
  return (
    <span className="ck-found">
      <span className="ck-found__name">
        <CutText text={name} words={words} />
      </span>
      <span className="ck-found__in" title={`${foundFields[foundIn.what]}: ${foundIn.text}`}>
        <span className="ck-found__field">{shortFields[foundIn.what]}</span>
        <Marked text={aroundMatch(foundIn.text, words)} words={words} />
      </span>
    </span>
  );
}
