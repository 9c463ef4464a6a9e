const DAY_MS = 86_400_000;

const DATE = new Intl.DateTimeFormat("en", { year: "numeric", month: "short", day: "numeric" });
const DATE_TIME = new Intl.DateTimeFormat("en", {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** A day as people read it: Mar 5, 2026. */
export function formatDate(date: Date): string {
  return DATE.format(date);
}

/** A moment as people read it: Mar 5, 2026, 14:02. */
export function formatDateTime(date: Date): string {
  return DATE_TIME.format(date);
}

/** Whole days from `now` until `date`, rounded down; negative once `date` has passed. */
export function daysUntil(date: Date, now: Date): number {
  return Math.floor((date.getTime() - now.getTime()) / DAY_MS);
}
