import type { ApiError } from "../../api/errors";

/** What is wrong and belongs to none of these fields, so that a form shows it above them. */
export function generalProblem(error: ApiError | null, fields: readonly string[]): ApiError | undefined {
  if (error === null || (error.field !== null && fields.includes(error.field))) return undefined;
  return error;
}
