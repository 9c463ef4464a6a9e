import { CheckmarkFilled, ErrorFilled } from "@carbon/icons-react";

import { texts } from "../texts";
import "./Verdicts.scss";

/** What a rule says to one value. */
export interface Verdict {
  value: string;
  accepted: boolean;
  /** The deciding rule, in a sentence. */
  rule: string;
  /** What would be accepted, when this is not. */
  allowed: string | null;
}

interface VerdictsProps {
  /** Names the list for screen readers. */
  label: string;
  verdicts: readonly Verdict[];
  /** Leaves the values out, where a field has one only. */
  single?: boolean;
}

const { judgement: words, create } = texts.privateCertificates;

/** Below a field: whether each value is accepted, by which rule, and what would be. */
export function Verdicts({ label, verdicts, single = false }: VerdictsProps) {
  return (
    <ul className="ck-verdicts" aria-label={label} aria-live="polite">
      {verdicts.map(({ value, accepted, rule, allowed }, index) => (
        <li key={`${index} ${value}`} className="ck-verdicts__one" data-accepted={accepted}>
          {accepted ? <CheckmarkFilled aria-label={words.acceptedMark} role="img" /> : <ErrorFilled aria-label={words.refusedMark} role="img" />}
          <span>
            {!single && <span className="ck-verdicts__value">{value}</span>} {rule}
            {allowed !== null && (
              <span className="ck-verdicts__allowed">
                {" "}
                {create.fits} {allowed}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
