import { counted } from "./plural";

const SOME = (count: number) => counted(count, "secret");

/** What expires when. */
export const overview = {
  title: "What expires when",
  loading: "Counting",
  hide: "Hide overview",
  show: "Show overview",
  span: "Time shown",
  spans: { weeks: "Weeks", months: "Months", years: "Years" },
  asTable: "Show as table",
  asChart: "Show as chart",
  statuses: "Secrets by status",
  bars: "Secrets by expiry",
  expired: "Expired",
  later: "Later",
  bar: (when: string, count: number) => `${when}: ${SOME(count)}`,
  weekOf: (date: string) => `Week of ${date}`,
  from: (date: string) => `From ${date}`,
  period: "Expires",
  count: "Secrets",
  noExpiry: (count: number) => `${SOME(count)} without an expiry.`,
  nothing: "Nothing expires in this time.",
};
