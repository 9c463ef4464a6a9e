/** The stretches of time that the overview counts in. */
import type { Timestamp } from "../../api/generated/Timestamp";
import { formatDate, texts } from "../../texts";
import { timestampOf } from "../table/query";

/** How far the overview looks ahead. */
export type Span = "weeks" | "months" | "years";

export const SPANS: readonly Span[] = ["weeks", "months", "years"];

/** How urgent it is what expires in a period. */
export type Tone = "expired" | "soon" | "later";

export interface Period {
  from: Timestamp | null;
  until: Timestamp | null;
  /** A few letters for the axis. */
  label: string;
  /** The period in words. */
  title: string;
  tone: Tone;
}

const STEPS: Record<Span, number> = { weeks: 12, months: 12, years: 10 };
const SOON_MS = 30 * 86_400_000;
const MONTH = new Intl.DateTimeFormat("en", { month: "short" });
const LONG_MONTH = new Intl.DateTimeFormat("en", { month: "long", year: "numeric" });
const DAY = new Intl.DateTimeFormat("en", { month: "short", day: "numeric" });
const words = texts.overview;

/** What has expired, the periods of the span from now on, and what comes after them. */
export function periodsOf(span: Span, now: Date): Period[] {
  const ahead = Array.from({ length: STEPS[span] }, (_, step): Period => {
    const beginning = startOf(span, now, step);
    const start = step === 0 ? now : beginning;
    return {
      from: timestampOf(start),
      until: timestampOf(startOf(span, now, step + 1)),
      label: labelOf(span, beginning, step),
      title: titleOf(span, beginning),
      tone: start.getTime() - now.getTime() < SOON_MS ? "soon" : "later",
    };
  });
  const end = startOf(span, now, STEPS[span]);
  return [
    { from: null, until: timestampOf(now), label: words.expired, title: words.expired, tone: "expired" },
    ...ahead,
    { from: timestampOf(end), until: null, label: words.later, title: words.from(formatDate(end)), tone: "later" },
  ];
}

/** The beginning of the period that is `steps` after the one that holds `now`; weeks begin on Monday. */
function startOf(span: Span, now: Date, steps: number): Date {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  if (span === "years") return new Date(year + steps, 0, 1);
  if (span === "months") return new Date(year, month + steps, 1);
  return new Date(year, month, day - ((now.getDay() + 6) % 7) + 7 * steps);
}

function labelOf(span: Span, start: Date, step: number): string {
  if (span === "years") return String(start.getFullYear());
  if (span === "weeks") return DAY.format(start);
  const year = step > 0 && start.getMonth() === 0 ? ` ’${String(start.getFullYear()).slice(-2)}` : "";
  return MONTH.format(start) + year;
}

function titleOf(span: Span, start: Date): string {
  if (span === "years") return String(start.getFullYear());
  return span === "months" ? LONG_MONTH.format(start) : words.weekOf(formatDate(start));
}
