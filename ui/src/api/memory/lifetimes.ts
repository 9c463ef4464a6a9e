/** Lifetimes as they are typed: `3650d`, `24h`, `30m`, `90s`, or a number of seconds. */
import { problem } from "./problem";

const UNITS: Record<string, number> = { "": 1, s: 1, m: 60, h: 3_600, d: 86_400 };

/** The seconds of a lifetime; null when none is given. */
export function secondsOf(text: string, field: string): number | null {
  if (text.trim() === "") return null;
  const [, count, unit] = /^(\d{1,9})([smhd]?)$/.exec(text.trim()) ?? [];
  const seconds = Number(count) * (UNITS[unit ?? ""] ?? 1);
  if (count === undefined || seconds === 0) throw problem("outOfRange", `“${text}” is no lifetime.`, "Write it as 90d, 24h or a number of seconds.", field);
  return seconds;
}
