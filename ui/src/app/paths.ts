/** The addresses of the app, each spelled once. */
import type { AuthorityId } from "../api/generated/AuthorityId";
import type { BatchId } from "../api/generated/BatchId";
import type { SecretId } from "../api/generated/SecretId";

export const paths = {
  secrets: "/secrets",
  secret: (id: SecretId) => `/secrets/${id}`,
  request: (id: SecretId) => `/secrets/${id}?tab=request`,
  addSecret: "/secrets/add",
  completeRequest: (id: SecretId) => `/secrets/${id}/complete`,
  createPrivate: "/secrets/add/private",
  createRequest: "/secrets/add/request",
  importCertificate: "/secrets/add/import",
  importMany: (id: BatchId) => `/secrets/add/many/${id}`,
  issueMany: "/secrets/add/private/many",
  takeOver: "/secrets/add/tools",
  renewRequest: (id: SecretId) => `/secrets/${id}/request`,
  rotateSecret: (id: SecretId) => `/secrets/${id}/rotate`,
  groups: "/groups",
  engines: "/engines",
  publicEngine: "/engines/public",
  privateEngine: "/engines/private",
  authority: (id: AuthorityId) => `/engines/private/authorities/${id}`,
  activity: "/activity",
  notices: "/notices",
  settings: "/settings",
} as const;
