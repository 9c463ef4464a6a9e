/** The errors that the core would answer with. */
import { ApiError } from "../errors";
import type { ErrorCode } from "../generated/ErrorCode";

/** An error with its advice and the field of the request that it belongs to. */
export function problem(code: ErrorCode, message: string, help: string | null = null, field: string | null = null): ApiError {
  return new ApiError({ code, message, help, field });
}
