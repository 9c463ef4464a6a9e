/** The form of a template: where it starts, and which of its parts shows which field. */
import type { TemplateContent } from "../../api/generated/TemplateContent";

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
