/** The addresses of the app, each spelled once. */
import type { BatchId } from "../api/generated/BatchId";
import type { SecretId } from "../api/generated/SecretId";

export const paths = {
  secrets: "/secrets",
  secret: (id: SecretId) => `/secrets/${id}`,
  addSecret: "/secrets/add",
  importCertificate: "/secrets/add/import",
  importMany: (id: BatchId) => `/secrets/add/many/${id}`,
  takeOver: "/secrets/add/tools",
  rotateSecret: (id: SecretId) => `/secrets/${id}/rotate`,
  groups: "/groups",
  engines: "/engines",
  publicEngine: "/engines/public",
  privateEngine: "/engines/private",
  settings: "/settings",
} as const;
