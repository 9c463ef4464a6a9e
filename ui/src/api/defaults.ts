/** What authorities and templates start with when nothing is said; the core has the same. */
import type { AltNamesContent } from "./generated/AltNamesContent";
import type { AuthorityContent } from "./generated/AuthorityContent";
import type { SubjectLists } from "./generated/SubjectLists";
import type { TemplateContent } from "./generated/TemplateContent";

export const NO_SUBJECT: SubjectLists = { organization: [], organizationalUnit: [], country: [], province: [], locality: [], streetAddress: [], postalCode: [], serialNumber: "" };

export const NO_NAMES: AltNamesContent = { dnsNames: [], emailAddresses: [], ipAddresses: [], uris: [], otherNames: [] };

/** An authority that is not filled in yet. */
export const DEFAULT_AUTHORITY: AuthorityContent = {
  commonName: "",
  subject: NO_SUBJECT,
  altNames: NO_NAMES,
  excludeCommonName: false,
  keyAlgorithm: "ECDSA384",
  ttl: "",
  maxPathLength: null,
  nameConstraints: { permittedDnsDomains: [], excludedDnsDomains: [], permittedIpRanges: [], excludedIpRanges: [], permittedEmailDomains: [], excludedEmailDomains: [] },
  options: { maxTtl: "3650d", crlExpiry: "72h", crlDisabled: false, crlDistributionPointsEncoded: false, issuingCertificatesUrlsEncoded: false },
};

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
  subject: NO_SUBJECT,
  requireCn: true,
  policyIdentifiers: [],
  basicConstraintsValidForNonCa: false,
  notBeforeDuration: "30s",
};
