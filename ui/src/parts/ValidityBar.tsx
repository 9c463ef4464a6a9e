import { daysUntil, formatDate, texts } from "../texts";
import "./ValidityBar.scss";

export interface ValidityBarProps {
  from: Date;
  to: Date;
  /** The present moment, from the core's clock. */
  now: Date;
  /** From how many days before the end the bar warns. */
  warnDays?: number;
}

type Kind = "coming" | "valid" | "soon" | "expired";

function kindOf({ from, to, now, warnDays = 30 }: ValidityBarProps): Kind {
  if (now < from) return "coming";
  if (now >= to) return "expired";
  return daysUntil(to, now) <= warnDays ? "soon" : "valid";
}

function stateText({ from, to, now }: ValidityBarProps, kind: Kind): string {
  if (kind === "coming") return texts.parts.validity.notYet(Math.max(1, daysUntil(from, now)));
  if (kind === "expired") return texts.parts.validity.expired(daysUntil(now, to));
  return texts.parts.validity.daysLeft(daysUntil(to, now));
}

function elapsed({ from, to, now }: ValidityBarProps): number {
  const share = (now.getTime() - from.getTime()) / (to.getTime() - from.getTime());
  return Math.min(1, Math.max(0, Number.isNaN(share) ? 1 : share));
}

/** From when to when something is valid, where today lies between, and how many days are left. */
export function ValidityBar(props: ValidityBarProps) {
  const kind = kindOf(props);
  const state = stateText(props, kind);
  const percent = `${(elapsed(props) * 100).toFixed(1)}%`;
  return (
    <div className={`ck-validity ck-validity--${kind}`} role="img" aria-label={texts.parts.validity.spoken(props.from, props.to, state)}>
      <span className="ck-validity__state">{state}</span>
      <span className="ck-validity__track">
        <span className="ck-validity__elapsed" style={{ inlineSize: percent }} />
        <span className="ck-validity__now" style={{ insetInlineStart: percent }} />
      </span>
      <span className="ck-validity__dates">
        <span>{formatDate(props.from)}</span>
        <span>{formatDate(props.to)}</span>
      </span>
    </div>
  );
}
