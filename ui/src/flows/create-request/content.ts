/** What a signing request asks for, as the form has it: names as lines of text, and uses that follow the key until they are chosen. */
import type { ApiError } from "../../api/errors";
import type { ExtKeyUsage } from "../../api/generated/ExtKeyUsage";
import type { KeyUsage } from "../../api/generated/KeyUsage";
import type { NewKeyAlgorithm } from "../../api/generated/NewKeyAlgorithm";
import type { RequestContent } from "../../api/generated/RequestContent";
import type { RequestSubject } from "../../api/generated/RequestSubject";

export interface ContentValues {
  subject: RequestSubject;
  /** One per line, of any kind. */
  altNames: string;
  excludeCommonName: boolean;
  keyAlgorithm: NewKeyAlgorithm;
  /** Null while they follow the key. */
  keyUsages: readonly KeyUsage[] | null;
  extKeyUsages: readonly ExtKeyUsage[];
  /** One per line. */
  oids: string;
  /** One per line. */
  policies: string;
}

export const EMPTY_CONTENT: ContentValues = {
  subject: { commonName: "", organization: [], organizationalUnit: [], country: [], province: [], locality: [], streetAddress: [], postalCode: [] },
  altNames: "",
  excludeCommonName: false,
  keyAlgorithm: "ECDSA256",
  keyUsages: null,
  extKeyUsages: ["serverAuth"],
  oids: "",
  policies: "",
};

export const KEY_ALGORITHMS: readonly NewKeyAlgorithm[] = ["ECDSA256", "ECDSA384", "ECDSA521", "RSA2048", "RSA3072", "RSA4096", "ED25519"];
export const EXT_KEY_USAGES: readonly ExtKeyUsage[] = ["serverAuth", "clientAuth", "emailProtection", "codeSigning", "timeStamping", "ocspSigning"];
export const KEY_USAGES: readonly KeyUsage[] = [
  "digitalSignature",
  "keyEncipherment",
  "keyAgreement",
  "contentCommitment",
  "dataEncipherment",
  "keyCertSign",
  "crlSign",
];

/** The fields of the form, each with the fields of the request whose problems it shows. */
const SHOWN_AT: Record<string, readonly string[]> = {
  altNames: ["dnsNames", "emailAddresses", "ipAddresses", "uris", "otherNames"],
  oids: ["extKeyUsageOids"],
  policies: ["policyOids"],
};

/** What is wrong with a field of the form. */
export function problemAt(field: string, error: ApiError | null): ApiError | undefined {
  const found = error?.field ?? null;
  return found !== null && (found === field || SHOWN_AT[field]?.includes(found) === true) ? (error ?? undefined) : undefined;
}

/** What a key of this kind is used for in TLS: only RSA keys encipher other keys (RFC 8446 has no use for it, TLS 1.2 has). */
export function usualKeyUsages(algorithm: NewKeyAlgorithm): KeyUsage[] {
  return algorithm.startsWith("RSA") ? ["digitalSignature", "keyEncipherment"] : ["digitalSignature"];
}

/** The form as the core takes it: every line goes to the names of its kind. */
export function toContent(values: ContentValues): RequestContent {
  const names = namesIn(values.altNames);
  const ofKind = (kind: NameKind) => names.filter((name) => kindOf(name) === kind);
  return {
    subject: values.subject,
    dnsNames: ofKind("dns"),
    emailAddresses: ofKind("email"),
    ipAddresses: ofKind("ip"),
    uris: ofKind("uri"),
    otherNames: ofKind("other"),
    excludeCommonName: values.excludeCommonName,
    keyAlgorithm: values.keyAlgorithm,
    keyUsages: [...(values.keyUsages ?? usualKeyUsages(values.keyAlgorithm))],
    extKeyUsages: [...values.extKeyUsages],
    extKeyUsageOids: lines(values.oids),
    policyOids: lines(values.policies),
  };
}

/** What was asked for before, as a form that goes on from there. */
export function fromContent(content: RequestContent): ContentValues {
  const { subject, excludeCommonName, keyAlgorithm, extKeyUsages, extKeyUsageOids, policyOids } = content;
  const usual = usualKeyUsages(keyAlgorithm).join();
  return {
    subject,
    altNames: [...content.dnsNames, ...content.ipAddresses, ...content.emailAddresses, ...content.uris, ...content.otherNames].join("\n"),
    excludeCommonName,
    keyAlgorithm,
    keyUsages: content.keyUsages.join() === usual ? null : content.keyUsages,
    extKeyUsages,
    oids: extKeyUsageOids.join("\n"),
    policies: policyOids.join("\n"),
  };
}

type NameKind = "dns" | "email" | "ip" | "uri" | "other";

/** An object identifier and a value: a user principal name, say. */
const OTHER_NAME = /^[0-9.]+[;:]\s*utf-?8\w*:/i;

/** What sort of name a line is meant to be; whether it is a good one is the core's to say. */
function kindOf(name: string): NameKind {
  if (OTHER_NAME.test(name)) return "other";
  if (/^[a-z][a-z0-9+.-]*:\/\/|^urn:/i.test(name)) return "uri";
  if (name.includes("@")) return "email";
  return /^[0-9.]+$/.test(name) || /^[0-9a-f.]*:[0-9a-f:.]*$/i.test(name) ? "ip" : "dns";
}

/** A line is one name when it is another name, whose value may hold anything; else it may list several. */
function namesIn(text: string): string[] {
  return text.split("\n").flatMap((line) => (OTHER_NAME.test(line.trim()) ? [line.trim()] : lines(line)));
}

function lines(text: string): string[] {
  return text.split(/[\s,;]+/).filter((line) => line !== "");
}
