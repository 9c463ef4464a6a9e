/** The filters of the activity as a person sets them, and what is asked of the core for them. */
import type { ActivityAction } from "../api/generated/ActivityAction";
import type { Timestamp } from "../api/generated/Timestamp";
import { ALL_ACTIVITY } from "../api/historyQueries";
import type { ActivityQuery } from "../api/historyQueries";
import { texts } from "../texts";

/** Kinds of what is done, in the order a person chooses from. */
export type ActionGroup = Exclude<keyof typeof texts.activity.groups, "all">;

const GROUP_OF: Record<ActivityAction, ActionGroup> = {
  secretImported: "certificates",
  secretRotated: "certificates",
  versionRestored: "certificates",
  requestCreated: "certificates",
  requestCompleted: "certificates",
  rotationBlocked: "certificates",
  revocationBlocked: "certificates",
  authorityCreated: "certificates",
  authorityImported: "certificates",
  authoritySigned: "certificates",
  authorityCrossSigned: "certificates",
  authorityRotated: "certificates",
  authorityRevoked: "certificates",
  csrSigned: "certificates",
  issuedRevoked: "certificates",
  issuedReleased: "certificates",
  crlBuilt: "certificates",
  privateCreated: "certificates",
  privateRotated: "certificates",
  privateRevoked: "certificates",
  privateReleased: "certificates",
  secretEdited: "changes",
  secretMoved: "changes",
  versionEdited: "changes",
  groupCreated: "changes",
  groupEdited: "changes",
  authorityEdited: "changes",
  templateCreated: "changes",
  templateEdited: "changes",
  rotationEdited: "changes",
  versionDownloaded: "out",
  keyRevealed: "out",
  keyCopied: "out",
  requestDownloaded: "out",
  inventoryExported: "out",
  activityExported: "out",
  backupWritten: "out",
  authorityDownloaded: "out",
  secretDeleted: "deletions",
  versionDataDeleted: "deletions",
  versionDataExpired: "deletions",
  groupDeleted: "deletions",
  authorityDeleted: "deletions",
  authorityTrusted: "vault",
  authorityDistrusted: "vault",
  templateDeleted: "deletions",
  deletionBlocked: "deletions",
  lockCreated: "locks",
  lockReplaced: "locks",
  locksRemoved: "locks",
  settingsChanged: "vault",
  vaultCreated: "vault",
  vaultUnlocked: "vault",
  vaultLocked: "vault",
  passphraseChanged: "vault",
  recoveryKeySet: "vault",
  keychainAdded: "vault",
  slotRemoved: "vault",
  backupRestored: "vault",
};

/** Spans of time, in the order a person chooses from. */
export type TimeSpan = keyof typeof texts.activity.times;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SPAN_MS: Partial<Record<TimeSpan, number>> = { day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS, year: 365 * DAY_MS };

export interface ActivityFilter {
  search: string;
  group: ActionGroup | "all";
  span: TimeSpan;
  /** Days as typed; they count while `span` is `between`. */
  from: string;
  to: string;
}

/** Lets everything pass. */
export const NO_FILTER: ActivityFilter = { search: "", group: "all", span: "always", from: "", to: "" };

/** Whether anything may be left out. */
export function isFiltered({ search, group, span }: ActivityFilter): boolean {
  return search.trim() !== "" || group !== "all" || span !== "always";
}

/** What is asked of the core. A day that is not one yet leaves that end open. */
export function queryOf(filter: ActivityFilter, now: Date): ActivityQuery {
  return { ...ALL_ACTIVITY, search: filter.search.trim(), actions: actionsIn(filter.group), ...momentsOf(filter, now) };
}

/** What is wrong with the typed days. */
export function dateProblems({ from, to }: ActivityFilter): { from?: string; to?: string } {
  const words = texts.activity.filters;
  const [start, end] = [dayOf(from), dayOf(to)];
  return {
    ...(from.trim() !== "" && start === null && { from: words.dateWrong }),
    ...(to.trim() !== "" && end === null && { to: words.dateWrong }),
    ...(start !== null && end !== null && end < start && { to: words.dateOrder }),
  };
}

function actionsIn(group: ActivityFilter["group"]): ActivityAction[] {
  const all = Object.entries(GROUP_OF) as [ActivityAction, ActionGroup][];
  return group === "all" ? [] : all.filter(([, other]) => other === group).map(([action]) => action);
}

/** Spans end now; they begin at a full hour, so that the same choice asks the same for a while. */
function momentsOf({ span, from, to }: ActivityFilter, now: Date): Pick<ActivityQuery, "since" | "until"> {
  if (span === "between") return { since: momentOf(dayOf(from)), until: momentOf(lastMomentOf(dayOf(to))) };
  const length = SPAN_MS[span];
  if (length === undefined) return { since: null, until: null };
  const hour = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  return { since: momentOf(new Date(hour - length)), until: null };
}

/** The beginning of a day in the person's own time zone. */
function dayOf(text: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (match === null) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : null;
}

function lastMomentOf(day: Date | null): Date | null {
  return day === null ? null : new Date(day.getFullYear(), day.getMonth(), day.getDate(), 23, 59, 59);
}

/** A moment as the wire spells it: RFC 3339 in whole seconds. */
function momentOf(date: Date | null): Timestamp | null {
  return date === null ? null : `${date.toISOString().slice(0, 19)}Z`;
}
