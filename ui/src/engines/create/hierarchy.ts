/** What one answer of the short form means for root, intermediate and template together. */
import type { CreateHierarchy } from "../../api/generated/CreateHierarchy";
import type { TemplateContent } from "../../api/generated/TemplateContent";

/** The domains that certificates will be for. */
export function domainsOf({ root, template }: CreateHierarchy): string[] {
  return template.allowedDomains.length > 0 ? template.allowedDomains : root.nameConstraints.permittedDnsDomains;
}

/** The template issues for these domains, and the root can vouch for no others: a stolen key is of no use elsewhere. Without any, `start` counts. */
export function withDomains(values: CreateHierarchy, domains: string[], start: TemplateContent): CreateHierarchy {
  const { root, template } = values;
  const { allowAnyName, allowSubdomains, allowBareDomains } = domains.length > 0 ? LISTED : start;
  return {
    ...values,
    root: { ...root, nameConstraints: { ...root.nameConstraints, permittedDnsDomains: domains } },
    template: { ...template, allowedDomains: domains, allowAnyName, allowSubdomains, allowBareDomains },
  };
}

const LISTED = { allowAnyName: false, allowSubdomains: true, allowBareDomains: true };

/** Both certificates name the organization. */
export function withOrganization(values: CreateHierarchy, organization: string[]): CreateHierarchy {
  const named = (tier: "root" | "intermediate") => ({ ...values[tier], subject: { ...values[tier].subject, organization } });
  return { ...values, root: named("root"), intermediate: named("intermediate") };
}
