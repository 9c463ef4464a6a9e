import { ProblemNotice } from "../parts";
import type { FieldProblem } from "../parts";

/** What went wrong, above what the person did; nothing while nothing did. */
export function Problem({ problem }: { problem: FieldProblem | null | undefined }) {
  return problem == null ? null : <ProblemNotice problem={problem} />;
}
