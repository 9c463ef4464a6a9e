/** What the table asks for: filters and order. */
import { ALL_SECRETS } from "../../api/queries";
import type { SecretQuery } from "../../api/queries";
import type { Sort } from "../../parts";

/** The filters that hold chosen values. */
export type FilterKey = "kinds" | "statuses" | "groupIds" | "labels";

export const FILTER_KEYS: readonly FilterKey[] = ["kinds", "statuses", "groupIds", "labels"];

/** The columns that can be sorted by. */
const SORTS: readonly SecretQuery["sort"][] = ["name", "kind", "status", "displayName", "issuer", "notAfter", "group", "labels", "updated"];

/** The query that an address asks for: `?group=…` shows one group, `?label=…` one label. */
export function queryFrom(search: string): SecretQuery {
  const parameters = new URLSearchParams(search);
  return { ...ALL_SECRETS, groupIds: parameters.getAll("group"), labels: parameters.getAll("label") };
}

/** Whether anything is left out. */
export function isFiltered(query: SecretQuery): boolean {
  return query.search.trim() !== "" || FILTER_KEYS.some((key) => query[key].length > 0);
}

/** The same order without filters and search. */
export function withoutFilters(query: SecretQuery): SecretQuery {
  return { ...ALL_SECRETS, sort: query.sort, descending: query.descending };
}

/** The order as the table shows it. */
export function sortOf({ sort, descending }: SecretQuery): Sort {
  return { column: sort, direction: descending ? "descending" : "ascending" };
}

/** The query in another order. */
export function sortedBy(query: SecretQuery, { column, direction }: Sort): SecretQuery {
  const sort = SORTS.find((known) => known === column);
  return sort === undefined ? query : { ...query, sort, descending: direction === "descending" };
}
