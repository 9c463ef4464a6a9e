import { InlineNotification } from "@carbon/react";

import { texts } from "../texts";

interface ProblemProps {
  problem: { message: string; help?: string | null } | null | undefined;
}

/** What went wrong, above what the person did. */
export function Problem({ problem }: ProblemProps) {
  if (problem == null) return null;
  return (
    <InlineNotification
      lowContrast
      hideCloseButton
      kind="error"
      role="alert"
      statusIconDescription={texts.parts.status.error}
      title={problem.message}
      {...(problem.help != null && { subtitle: problem.help })}
    />
  );
}
