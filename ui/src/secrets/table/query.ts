/** What the table shows: filters, order and columns. */
import type { TableView } from "../../api/generated/TableView";
import type { Timestamp } from "../../api/generated/Timestamp";
import { ALL_SECRETS } from "../../api/queries";
import type { SecretQuery } from "../../api/queries";
import type { Sort } from "../../parts";

/** The filters that hold chosen values. */
export type FilterKey = "kinds" | "statuses" | "groupIds" | "labels";

export const FILTER_KEYS: readonly FilterKey[] = ["kinds", "statuses", "groupIds", "labels"];

/** The columns that can be sorted by. */
const SORTS: readonly TableView["sort"][] = ["name", "kind", "status", "displayName", "issuer", "notAfter", "group", "labels", "created", "updated"];

/** The table before anything was chosen; no columns means as many as there is room for. */
export const FIRST_VIEW: TableView = { ...ALL_SECRETS, expiresWithin: null, columns: [] };

/** No filter by expiry. */
export const ANY_EXPIRY = { expiresFrom: null, expiresBefore: null, expiresWithin: null } as const satisfies Partial<TableView>;

/** The view that an address asks for: `?group=…` shows one group, `?label=…` one label; nothing when it asks for none. */
export function viewFrom(search: string): TableView | null {
  const parameters = new URLSearchParams(search);
  const [groupIds, labels] = [parameters.getAll("group"), parameters.getAll("label")];
  return groupIds.length + labels.length === 0 ? null : { ...FIRST_VIEW, groupIds, labels };
}

/** What to ask the core for. A filter of so many days counts whole days from today on. */
export function queryOf({ columns: _, expiresWithin, ...query }: TableView, today: Date): SecretQuery {
  return expiresWithin === null ? query : { ...query, expiresBefore: endOfDays(today, expiresWithin) };
}

/** The midnight that ends the day so many days after today. */
function endOfDays(today: Date, days: number): Timestamp {
  return timestampOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days + 1));
}

/** A moment as the core writes it, in whole seconds. */
export function timestampOf(moment: Date): Timestamp {
  return moment.toISOString().replace(/\.\d+Z$/, "Z");
}

/** Whether anything is left out. */
export function isFiltered(view: TableView): boolean {
  return view.search.trim() !== "" || hasExpiry(view) || FILTER_KEYS.some((key) => view[key].length > 0);
}

/** Whether only what expires in some time is shown. */
export function hasExpiry({ expiresFrom, expiresBefore, expiresWithin }: TableView): boolean {
  return expiresFrom !== null || expiresBefore !== null || expiresWithin !== null;
}

/** The same order and columns without filters and search. */
export function withoutFilters({ sort, descending, columns }: TableView): TableView {
  return { ...FIRST_VIEW, sort, descending, columns };
}

/** What tells one filter from another, whatever the order and columns. */
export function filterKey(view: TableView): string {
  const { search, expiresFrom, expiresBefore, expiresWithin } = view;
  return JSON.stringify([search.trim(), expiresFrom, expiresBefore, expiresWithin, ...FILTER_KEYS.map((key) => [...view[key]].sort())]);
}

/** Whether both show the same secrets in the same order and columns. */
export function sameView(one: TableView, other: TableView): boolean {
  const rest = ({ sort, descending, columns }: TableView) => JSON.stringify([sort, descending, columns]);
  return filterKey(one) === filterKey(other) && rest(one) === rest(other);
}

/** The order as the table shows it. */
export function sortOf({ sort, descending }: TableView): Sort {
  return { column: sort, direction: descending ? "descending" : "ascending" };
}

/** The view in another order. */
export function sortedBy(view: TableView, { column, direction }: Sort): TableView {
  const sort = SORTS.find((known) => known === column);
  return sort === undefined ? view : { ...view, sort, descending: direction === "descending" };
}
