/** What can be done with a secret as it stands. */
import type { SecretRow } from "../api/generated/SecretRow";

/** Whether there is a version to write to a file. */
export function canDownload({ versionsTotal }: SecretRow): boolean {
  return versionsTotal > 0;
}

/** Whether the person can give it its next version: only what was imported is rotated by importing again. */
export function canRotate({ kind }: SecretRow): boolean {
  return kind === "imported_cert";
}

/** Whether it was issued by an authority of the person's own. */
export function isPrivate({ kind }: SecretRow): boolean {
  return kind === "private_cert";
}

/** Whether its key waits here for the certificate that was asked for. */
export function isWaiting({ kind, status }: SecretRow): boolean {
  return kind === "imported_cert" && status === "preActivation";
}
