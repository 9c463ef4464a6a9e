/** The words of the app in the language in use. */
export { en as texts } from "./en";
export type { Texts } from "./en";
export { daysUntil, formatDate, formatDateTime } from "./format";
export { counted, formatCount } from "./plural";
