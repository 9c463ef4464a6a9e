/** Lifetimes as the core takes them (`3650d`, `24h`, `30s`) and as people say them: a number and a unit. */
export const DURATION_UNITS = ["years", "days", "hours", "minutes", "seconds"] as const;

export type DurationUnit = (typeof DURATION_UNITS)[number];

export interface Duration {
  /** As typed; empty for none. */
  count: string;
  unit: DurationUnit;
}

const SUFFIXES: Record<DurationUnit, string> = { years: "d", days: "d", hours: "h", minutes: "m", seconds: "s" };
const DAYS_OF_A_YEAR = 365;

/** A lifetime as a number and the largest unit that it is whole in. */
export function parseDuration(text: string, unit: DurationUnit = "days"): Duration {
  const [, digits, suffix] = /^(\d+)([smhd]?)$/.exec(text.trim()) ?? [];
  if (digits === undefined) return { count: "", unit };
  const days = Number(digits);
  if (suffix === "d" && days > 0 && days % DAYS_OF_A_YEAR === 0) return { count: String(days / DAYS_OF_A_YEAR), unit: "years" };
  const found = DURATION_UNITS.find((known) => known !== "years" && SUFFIXES[known] === (suffix === "" ? "s" : suffix));
  return { count: digits, unit: found ?? unit };
}

/** A number and a unit as the core takes it; what is no number goes there as it is, so that the core can say so. */
export function durationText({ count, unit }: Duration): string {
  const digits = count.trim();
  if (digits === "") return "";
  const number = Number(digits);
  return `${unit === "years" && Number.isFinite(number) ? Math.round(number * DAYS_OF_A_YEAR) : digits}${SUFFIXES[unit]}`;
}
