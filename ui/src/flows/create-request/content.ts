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
}

export const EMPTY_CONTENT: ContentValues = {
  subject: { commonName: "", organization: "", organizationalUnit: "", country: "", province: "", locality: "", streetAddress: "", postalCode: "" },
  altNames: "",
  excludeCommonName: false,
  keyAlgorithm: "ECDSA256",
  keyUsages: null,
  extKeyUsages: ["serverAuth"],
  oids: "",
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
  altNames: ["dnsNames", "emailAddresses", "ipAddresses", "uris"],
  oids: ["extKeyUsageOids"],
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
  const names = lines(values.altNames);
  const ofKind = (kind: NameKind) => names.filter((name) => kindOf(name) === kind);
  return {
    subject: values.subject,
    dnsNames: ofKind("dns"),
    emailAddresses: ofKind("email"),
    ipAddresses: ofKind("ip"),
    uris: ofKind("uri"),
    excludeCommonName: values.excludeCommonName,
    keyAlgorithm: values.keyAlgorithm,
    keyUsages: [...(values.keyUsages ?? usualKeyUsages(values.keyAlgorithm))],
    extKeyUsages: [...values.extKeyUsages],
    extKeyUsageOids: lines(values.oids),
  };
}

/** What was asked for before, as a form that goes on from there. */
export function fromContent(content: RequestContent): ContentValues {
  const { subject, excludeCommonName, keyAlgorithm, extKeyUsages, extKeyUsageOids } = content;
  const usual = usualKeyUsages(keyAlgorithm).join();
  return {
    subject,
    altNames: [...content.dnsNames, ...content.ipAddresses, ...content.emailAddresses, ...content.uris].join("\n"),
    excludeCommonName,
    keyAlgorithm,
    keyUsages: content.keyUsages.join() === usual ? null : content.keyUsages,
    extKeyUsages,
    oids: extKeyUsageOids.join("\n"),
  };
}

type NameKind = "dns" | "email" | "ip" | "uri";

/** What sort of name a line is meant to be; whether it is a good one is the core's to say. */
function kindOf(name: string): NameKind {
  if (/^[a-z][a-z0-9+.-]*:\/\/|^urn:/i.test(name)) return "uri";
  if (name.includes("@")) return "email";
  return /^[0-9.]+$/.test(name) || /^[0-9a-f.]*:[0-9a-f:.]*$/i.test(name) ? "ip" : "dns";
}

function lines(text: string): string[] {
  return text.split(/[\s,;]+/).filter((line) => line !== "");
}
