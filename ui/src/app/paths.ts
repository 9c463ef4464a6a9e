/** The addresses of the app, each spelled once. */
import type { SecretId } from "../api/generated/SecretId";

export const paths = {
  secrets: "/secrets",
  secret: (id: SecretId) => `/secrets/${id}`,
  addSecret: "/secrets/add",
  importCertificate: "/secrets/add/import",
  rotateSecret: (id: SecretId) => `/secrets/${id}/rotate`,
  groups: "/groups",
  engines: "/engines",
  publicEngine: "/engines/public",
  privateEngine: "/engines/private",
  settings: "/settings",
} as const;
