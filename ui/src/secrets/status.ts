import type { SecretStatus } from "../api/generated/SecretStatus";
import type { StateKind } from "../parts";

/** How good or bad each status is. */
export const STATUS_KINDS: Record<SecretStatus, StateKind> = {
  preActivation: "info",
  active: "success",
  expiringSoon: "warning",
  expired: "danger",
  suspended: "neutral",
  deactivated: "neutral",
  revoked: "danger",
  destroyed: "neutral",
};

/** How urgent an expiry is. */
export type Urgency = "none" | "soon" | "now";

const SOON_DAYS = 30;
const NOW_DAYS = 7;

/** The urgency of an expiry in so many days. */
export function urgencyOf(daysLeft: number): Urgency {
  if (daysLeft <= NOW_DAYS) return "now";
  return daysLeft < SOON_DAYS ? "soon" : "none";
}
