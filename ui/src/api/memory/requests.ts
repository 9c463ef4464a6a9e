/** Signing requests. Nothing is signed here: a certificate answers the request that asked for its common name. */
import type { AltName } from "../generated/AltName";
import type { HeldSecret } from "../generated/HeldSecret";
import type { NewKeyAlgorithm } from "../generated/NewKeyAlgorithm";
import type { RequestContent } from "../generated/RequestContent";
import type { RequestFacts } from "../generated/RequestFacts";
import type { RequestSubject } from "../generated/RequestSubject";
import { makeCertificate, timestamp } from "./certificates";
import { groupOf } from "./groups";
import { takeVersion, trayOf } from "./intake";
import { problem } from "./problem";
import { parseDescription, parseLabels, parseMetadata } from "./rules";
import { change, parseFreeName } from "./secrets";
import { viewOf } from "./views";
import { DEFAULT_GROUP, freshId, requireUnlocked, secretOf, send } from "./world";
import type { Answers, MemoryRequest, MemorySecret, World } from "./world";

type RequestMethods = Answers<"createRequest" | "findRequest" | "downloadRequest" | "renewRequest" | "completeRequest">;

export function requestMethods(world: World): RequestMethods {
  return {
    createRequest: (request) => {
      requireUnlocked(world);
      const now = timestamp(world.now());
      const secret: MemorySecret = {
        id: freshId(),
        kind: "imported_cert",
        name: parseFreeName(world, request.name, "imported_cert"),
        description: parseDescription(request.description),
        groupId: groupOf(world, request.groupId === "" ? DEFAULT_GROUP : request.groupId).id,
        labels: parseLabels(request.labels),
        customMetadata: parseMetadata(request.customMetadata),
        state: "preActivation",
        createdAt: now,
        updatedAt: now,
        versions: [],
        request: makeRequest(world, request.content),
      };
      world.secrets = [...world.secrets, secret];
      send(world, { type: "secretChanged", id: secret.id });
      return viewOf(world, secret);
    },
    findRequest: (id) => {
      requireUnlocked(world);
      const secret = secretOf(world, id);
      return { ...requestOf(secret), fileName: `${secret.name}.csr`, waiting: secret.versions.length === 0 };
    },
    downloadRequest: (id) => {
      requireUnlocked(world);
      const secret = secretOf(world, id);
      return { path: `/home/alex/Downloads/${secret.name}.csr`, bytes: requestOf(secret).csrPem.length, containsKey: false };
    },
    renewRequest: ({ secretId, content, newKey }) => {
      requireUnlocked(world);
      const secret = secretOf(world, secretId);
      const { facts } = requestOf(secret);
      const made = makeRequest(world, content);
      return change(world, secret, { request: newKey ? made : { ...made, facts: { ...made.facts, publicKey: facts.publicKey } } });
    },
    completeRequest: ({ secretId, intakeId, keepExpired }) => {
      const secret = secretOf(world, secretId);
      const version = takeVersion(world, intakeId, secret.versions.length + 1, keepExpired);
      if (!answers(secret, version.certificate.facts.commonName)) {
        const help = "Bring the certificate that the authority made from this very request.";
        throw problem("keyMismatch", `This certificate was not made from the signing request of “${secret.name}”: its key is another.`, help, "certificate");
      }
      if (trayOf(world, intakeId).privateKey !== undefined) {
        const help = "Remove the private key here, or import the certificate as a secret of its own.";
        throw problem("keyNotNeeded", "The key of this signing request is in Certkeep already.", help, "privateKey");
      }
      world.trays.delete(intakeId);
      return change(world, secret, { versions: [{ ...version, privateKey: "kept" }, ...secret.versions], state: "active" });
    },
  };
}

/** The secret whose request asked for a certificate with this common name. */
export function answeredBy(world: World, commonName: string | null): HeldSecret | null {
  const found = world.secrets.find((secret) => answers(secret, commonName));
  return found === undefined ? null : { id: found.id, name: found.name };
}

/** The secret whose signing request this text is. */
export function requestedBy(world: World, text: string | undefined): HeldSecret | null {
  const found = world.secrets.find(({ request }) => request !== undefined && request.csrPem.trim() === text?.trim());
  return found === undefined ? null : { id: found.id, name: found.name };
}

function answers({ request }: MemorySecret, commonName: string | null): boolean {
  return commonName !== null && request?.facts.commonName === commonName;
}

function requestOf({ request }: MemorySecret): MemoryRequest {
  if (request === undefined) throw problem("notFound", "There is no such signing request any more.", "It may have been deleted meanwhile.");
  return request;
}

function makeRequest(world: World, content: RequestContent): MemoryRequest {
  const { facts, pem } = makeCertificate(
    { subject: distinguished(content.subject), commonName: nullable(content.subject.commonName), issuer: "", issuerName: freshId(), from: 0, to: 0 },
    world.now(),
  );
  const csrPem = pem.replaceAll("CERTIFICATE", "CERTIFICATE REQUEST");
  return { csrPem, facts: factsOf(content, facts.subject, facts.publicKey.fingerprint), content, createdAt: timestamp(world.now()) };
}

function factsOf(content: RequestContent, subject: string, fingerprint: string): RequestFacts {
  const commonName = nullable(content.subject.commonName);
  const altNames: AltName[] = [
    ...namesOf("dns", [...(commonName === null || content.excludeCommonName ? [] : [commonName]), ...content.dnsNames]),
    ...namesOf("email", content.emailAddresses),
    ...namesOf("ip", content.ipAddresses),
    ...namesOf("uri", content.uris),
    ...namesOf("other", content.otherNames),
  ];
  if (commonName === null && altNames.length === 0) {
    throw problem("invalidRequest", "Give at least one name: a common name or an alternative name.", null, "commonName");
  }
  const strange = content.dnsNames.find((name) => !/^[a-z0-9*._-]+$/i.test(name));
  if (strange !== undefined) throw problem("invalidRequest", `“${strange}” is not a host name. Write it as www.example.com or *.example.com; other letters as xn--….`, null, "dnsNames");
  return {
    subject,
    commonName,
    altNames,
    publicKey: { algorithm: content.keyAlgorithm, title: KEY_TITLES[content.keyAlgorithm], fingerprint },
    signatureAlgorithm: content.keyAlgorithm.startsWith("RSA") ? "SHA256-RSA" : "ECDSA-SHA256",
    extensions: [
      { oid: "2.5.29.15", name: "Key usage", critical: true, lines: ["Digital signature"] },
      { oid: "2.5.29.17", name: "Subject alternative name", critical: false, lines: altNames.map(({ kind, value }) => `${kind}: ${value}`) },
      { oid: "2.5.29.37", name: "Extended key usage", critical: false, lines: ["TLS server"] },
    ],
  };
}

/** The kinds of keys as people know them. */
export const KEY_TITLES: Record<NewKeyAlgorithm, string> = {
  ECDSA256: "ECDSA P-256",
  ECDSA384: "ECDSA P-384",
  ECDSA521: "ECDSA P-521",
  RSA2048: "RSA 2048",
  RSA3072: "RSA 3072",
  RSA4096: "RSA 4096",
  ED25519: "Ed25519",
};

function namesOf(kind: AltName["kind"], values: readonly string[]): AltName[] {
  return [...new Set(values)].map((value) => ({ kind, value }));
}

function distinguished(subject: RequestSubject): string {
  const parts = [
    ["C", subject.country],
    ["ST", subject.province],
    ["L", subject.locality],
    ["O", subject.organization],
    ["OU", subject.organizationalUnit],
    ["CN", subject.commonName === "" ? [] : [subject.commonName]],
  ] as const;
  return parts.flatMap(([name, values]) => values.map((value) => `${name}=${value}`)).join(", ");
}

function nullable(text: string): string | null {
  return text === "" ? null : text;
}
