/** What the core said about a form, brought to its fields. */
import type { ApiError } from "../../api/errors";

/** What is wrong with a field; a field inside another is told by its last word: `content.commonName`, `root.ttl`. */
export function problemAt(error: ApiError | null, ...fields: readonly string[]): ApiError | undefined {
  const named = error?.field ?? null;
  if (error === null || named === null) return undefined;
  const last = named.split(".").at(-1) ?? named;
  return fields.includes(named) || fields.includes(last) ? error : undefined;
}

/** What is wrong with the whole form: what no field of it shows. */
export function problemOfAll(error: ApiError | null, ...fields: readonly string[]): ApiError | undefined {
  return error !== null && problemAt(error, ...fields) === undefined && error.code !== "cancelled" ? error : undefined;
}
