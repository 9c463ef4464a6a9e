import type { ReactNode } from "react";

import "./TwoLines.scss";

interface TwoLinesProps {
  first: ReactNode;
  /** In smaller letters, below. */
  second: ReactNode;
}

/** A cell of a table that says two things. */
export function TwoLines({ first, second }: TwoLinesProps) {
  return (
    <span className="ck-two-lines">
      <span className="ck-two-lines__line">{first}</span>{" "}
      <span className="ck-two-lines__line ck-two-lines__line--second">{second}</span>
    </span>
  );
}
