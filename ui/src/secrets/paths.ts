import type { SecretId } from "../api/generated/SecretId";

/** Where the table is. */
export const SECRETS_PATH = "/secrets";

/** Where the flow begins that adds a secret. */
export const ADD_PATH = `${SECRETS_PATH}/add`;

/** Where the details of a secret are. */
export function detailsPath(id: SecretId): string {
  return `${SECRETS_PATH}/${id}`;
}

/** Where the flow begins that gives a secret its next version. */
export function rotatePath(id: SecretId): string {
  return `${detailsPath(id)}/rotate`;
}
