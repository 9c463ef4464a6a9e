/** The form of a new authority, and which of its pages shows which field. */
import { DEFAULT_AUTHORITY } from "../../api/defaults";
import type { ApiError } from "../../api/errors";
import type { AuthorityContent } from "../../api/generated/AuthorityContent";
import type { AuthorityId } from "../../api/generated/AuthorityId";
import type { CreateAuthority } from "../../api/generated/CreateAuthority";
import { problemAt } from "../fields/problems";

/** What is made: a root, or an intermediate that is signed here or elsewhere. */
export type AuthorityWay = "root" | "internal" | "external";

export interface AuthorityValues {
  way: AuthorityWay;
  name: string;
  /** Null for the first that can sign. */
  issuerId: AuthorityId | null;
  content: AuthorityContent;
}

export const EMPTY_AUTHORITY: AuthorityValues = {
  way: "root",
  name: "",
  issuerId: null,
  content: DEFAULT_AUTHORITY,
};

/** What each way starts with; a lifetime that the person chose stays. */
export function startOf(way: AuthorityWay, { content, ...values }: AuthorityValues): AuthorityValues {
  const untouched = content.options.maxTtl === USUAL_TTL.root || content.options.maxTtl === USUAL_TTL.internal;
  const maxTtl = untouched ? USUAL_TTL[way] : content.options.maxTtl;
  return { ...values, way, content: { ...content, options: { ...content.options, maxTtl } } };
}

const USUAL_TTL: Record<AuthorityWay, string> = { root: "3650d", internal: "1825d", external: "1825d" };

/** The form as the core takes it. Whoever signs elsewhere decides on path length and constraints. */
export function toRequest({ way, name, issuerId, content }: AuthorityValues, firstIssuer: AuthorityId | null): CreateAuthority {
  const external = way === "external";
  return {
    name,
    kind: way === "root" ? "root" : "intermediate",
    signing: external ? "external" : "internal",
    issuerId: way === "internal" ? (issuerId ?? firstIssuer) : null,
    content: external ? { ...content, ttl: "", maxPathLength: null, nameConstraints: EMPTY_AUTHORITY.content.nameConstraints } : content,
  };
}

export const STEPS = ["type", "subject", "key", "crl", "review"] as const;

const FIELDS: readonly (readonly string[])[] = [
  ["name", "kind", "signing", "issuerId", "maxTtl", "ttl", "maxPathLength", "permittedDnsDomains", "excludedDnsDomains", "permittedIpRanges", "excludedIpRanges", "permittedEmailDomains", "excludedEmailDomains"],
  [
    "commonName", "organization", "organizationalUnit", "country", "province", "locality", "streetAddress", "postalCode", "serialNumber",
    "dnsNames", "emailAddresses", "ipAddresses", "uris", "otherNames",
  ],
  ["keyAlgorithm"],
  ["crlExpiry", "crlDisabled"],
];

/** The page that shows what is wrong; none when no page does. */
export function pageOf(error: ApiError | null): number | null {
  const page = FIELDS.findIndex((fields) => problemAt(error, ...fields) !== undefined);
  return page < 0 ? null : page;
}
