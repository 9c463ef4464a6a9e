/** The addresses of the private engine, below the one that the app gives to the engines. */
import type { AuthorityId } from "../api/generated/AuthorityId";
import type { TemplateId } from "../api/generated/TemplateId";

const ENGINES = "/engines";
const PRIVATE = `${ENGINES}/private`;
const authority = (id: AuthorityId) => `${PRIVATE}/authorities/${id}`;

export const enginePaths = {
  engines: ENGINES,
  authorities: PRIVATE,
  create: `${PRIVATE}/create`,
  import: `${PRIVATE}/import`,
  start: (preset: string) => `${PRIVATE}/start/${preset}`,
  authority,
  tab: (id: AuthorityId, tab: AuthorityTab) => `${authority(id)}?tab=${tab}`,
  signedCertificate: (id: AuthorityId) => `${authority(id)}/certificate`,
  signRequest: (id: AuthorityId) => `${authority(id)}/sign`,
  addTemplate: (id: AuthorityId, copiedFrom?: TemplateId) => `${authority(id)}/template${copiedFrom === undefined ? "" : `?from=${copiedFrom}`}`,
  editTemplate: (id: AuthorityId, template: TemplateId) => `${authority(id)}/template?edit=${template}`,
} as const;

/** The parts of an authority's page, in their order. */
export const AUTHORITY_TABS = ["details", "templates", "issued", "revoked", "crl", "trust"] as const;

export type AuthorityTab = (typeof AUTHORITY_TABS)[number];
