/** The form of a private certificate, as it is typed. */
import type { AltNamesContent } from "../../api/generated/AltNamesContent";
import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { GroupId } from "../../api/generated/GroupId";
import type { PrivateContent } from "../../api/generated/PrivateContent";
import type { TemplateId } from "../../api/generated/TemplateId";
import type { RotationValue } from "../../parts";

export type NameKind = keyof AltNamesContent;

/** The kinds of alternative names in the order of the form. */
export const NAME_KINDS: readonly NameKind[] = ["dnsNames", "emailAddresses", "ipAddresses", "uris", "otherNames"];

export interface PrivateValues {
  /** What the person typed; null while it follows the common name. */
  name: string | null;
  description: string;
  /** Null for the one that was used last, or the first. */
  authorityId: AuthorityId | null;
  templateId: TemplateId | null;
  labels: string[];
  rotation: RotationValue;
  /** Null for the first that the template allows. */
  groupId: GroupId | null;
  commonName: string;
  /** One per line. */
  altNames: Record<NameKind, string>;
  ttl: string;
  csr: string;
  excludeCommonName: boolean;
}

export const EMPTY: PrivateValues = {
  name: null,
  description: "",
  authorityId: null,
  templateId: null,
  labels: [],
  rotation: { on: false, interval: "1", unit: "month" },
  groupId: null,
  commonName: "",
  altNames: { dnsNames: "", emailAddresses: "", ipAddresses: "", uris: "", otherNames: "" },
  ttl: "",
  csr: "",
  excludeCommonName: false,
};

/** What the certificate is asked for with. */
export function toContent({ commonName, altNames, ttl, csr, excludeCommonName }: PrivateValues): PrivateContent {
  return {
    commonName: commonName.trim(),
    altNames: {
      dnsNames: words(altNames.dnsNames),
      emailAddresses: words(altNames.emailAddresses),
      ipAddresses: words(altNames.ipAddresses),
      uris: words(altNames.uris),
      otherNames: lines(altNames.otherNames),
    },
    ttl: ttl.trim(),
    csr,
    excludeCommonName,
  };
}

/** The nearest acceptable name to a common name. */
export function nameFrom(commonName: string): string {
  return commonName.trim().replaceAll("*", "wildcard").replace(/[^A-Za-z0-9._-]/g, "-").replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
}

function words(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

/** Other names hold semicolons and may hold spaces. */
function lines(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
}
