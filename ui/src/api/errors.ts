/** Errors of the core as the screen handles them. */
import type { CoreError } from "./generated/CoreError";
import type { ErrorCode } from "./generated/ErrorCode";

/** An error that the core answered with: a code for programs, a sentence and advice for people. */
export class ApiError extends Error implements CoreError {
  override readonly name = "ApiError";
  readonly code: ErrorCode;
  readonly help: string | null;
  readonly field: string | null;

  constructor(problem: CoreError) {
    super(problem.message);
    this.code = problem.code;
    this.help = problem.help;
    this.field = problem.field;
  }

  /** Whatever was thrown, as an error that can be shown. */
  static from(problem: unknown): ApiError {
    if (problem instanceof ApiError) return problem;
    return new ApiError(isCoreError(problem) ? problem : unexpected(problem));
  }
}

/** What is wrong with the fields of a form, by the field's name in the request. */
export function fieldErrors(error: ApiError | null | undefined): Partial<Record<string, ApiError>> {
  return error?.field == null ? {} : { [error.field]: error };
}

function isCoreError(problem: unknown): problem is CoreError {
  return typeof problem === "object" && problem !== null && "code" in problem && "message" in problem;
}

function unexpected(problem: unknown): CoreError {
  const detail = problem instanceof Error ? problem.message : String(problem);
  return {
    code: "internal",
    message: "Certkeep could not do this because of an error of its own.",
    help: `Try again. If it happens again, report it with these words: ${detail}`,
    field: null,
  };
}
