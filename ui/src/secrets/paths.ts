import type { AuthorityId } from "../api/generated/AuthorityId";
import type { SecretId } from "../api/generated/SecretId";
import type { VersionRef } from "../api/generated/VersionRef";

/** Where the table is. */
export const SECRETS_PATH = "/secrets";

/** Where the flow begins that adds a secret. */
export const ADD_PATH = `${SECRETS_PATH}/add`;

/** Where the details of a secret are. */
export function detailsPath(id: SecretId): string {
  return `${SECRETS_PATH}/${id}`;
}

/** Where a secret that waits for its certificate gets it. */
export function completePath(id: SecretId): string {
  return `${detailsPath(id)}/complete`;
}

/** Where the flow begins that makes another signing request. */
export function renewRequestPath(id: SecretId): string {
  return `${detailsPath(id)}/request`;
}

/** Where the flow begins that gives a secret its next version. */
export function rotatePath(id: SecretId): string {
  return `${detailsPath(id)}/rotate`;
}

/** Where an own authority is shown. */
export function authorityPath(id: AuthorityId): string {
  return `/engines/private/authorities/${id}`;
}

/** Where the templates of an own authority are. */
export function templatePath(id: AuthorityId): string {
  return `${authorityPath(id)}?tab=templates`;
}

/** Where two versions are compared; the second may be another secret's, or not be chosen yet. */
export function comparePath(left: VersionRef, right: VersionRef | null): string {
  const chosen = { version: left.versionId, ...(right !== null && { with: right.secretId, withVersion: right.versionId }) };
  return `${detailsPath(left.secretId)}/compare?${new URLSearchParams(chosen).toString()}`;
}
