/** The form of a template: where it starts, and which of its parts shows which field. */
import type { TemplateContent } from "../../api/generated/TemplateContent";
import { EMPTY_AUTHORITY } from "../create/values";

/** Every default of a template. */
export const DEFAULT_TEMPLATE: TemplateContent = {
  allowedGroupIds: [],
  maxTtl: "",
  ttl: "",
  allowLocalhost: true,
  allowedDomains: [],
  allowedDomainsTemplate: false,
  allowBareDomains: false,
  allowSubdomains: false,
  allowGlobDomains: false,
  allowWildcardCertificates: true,
  allowAnyName: false,
  enforceHostnames: true,
  allowIpSans: true,
  allowedUriSans: [],
  allowedOtherSans: [],
  serverFlag: true,
  clientFlag: true,
  codeSigningFlag: false,
  emailProtectionFlag: false,
  keyAlgorithm: "RSA2048",
  keyUsages: ["digitalSignature", "keyAgreement", "keyEncipherment"],
  extKeyUsages: [],
  extKeyUsageOids: [],
  useCsrCommonName: true,
  useCsrSans: true,
  subject: EMPTY_AUTHORITY.content.subject,
  requireCn: true,
  policyIdentifiers: [],
  basicConstraintsValidForNonCa: false,
  notBeforeDuration: "30s",
};

/** A preset with what the person said already. */
export function fromPreset(preset: TemplateContent, { allowedDomains, allowedGroupIds, subject }: TemplateContent): TemplateContent {
  return { ...preset, allowedDomains: allowedDomains.length > 0 ? allowedDomains : preset.allowedDomains, allowedGroupIds, subject };
}

export const FIELDS_OF = {
  domains: ["allowedDomains", "allowedUriSans", "allowedOtherSans"],
  roles: ["keyUsages", "extKeyUsages", "extKeyUsageOids", "policyIdentifiers", "notBeforeDuration"],
  subject: ["organization", "organizationalUnit", "country", "province", "locality", "streetAddress", "postalCode", "serialNumber"],
  always: ["name", "authorityId", "ttl", "maxTtl", "keyAlgorithm", "allowedGroupIds"],
} as const;

/** Every field that shows what is wrong with it. */
export const SHOWN: readonly string[] = Object.values(FIELDS_OF).flat();
