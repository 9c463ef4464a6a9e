import type { ReactNode } from "react";

/** What is wrong with a field and what to do about it. */
export interface FieldProblem {
  message: string;
  help?: string | null | undefined;
}

/** A problem as the one text that Carbon shows under a field. */
export function problemText(problem: FieldProblem | string | undefined): ReactNode {
  if (problem === undefined || typeof problem === "string") return problem;
  return problem.help ? `${problem.message} ${problem.help}` : problem.message;
}
