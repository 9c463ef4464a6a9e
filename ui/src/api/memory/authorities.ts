/** Own authorities. No key is made and nothing is signed here, but what stands in whose way is as in the core. */
import type { AuthorityContent } from "../generated/AuthorityContent";
import type { CertificateFacts } from "../generated/CertificateFacts";
import type { IssuedRow } from "../generated/IssuedRow";
import type { SignedCertificate } from "../generated/SignedCertificate";
import { AUTHORITY_PRESETS, authorityContent } from "./authorityPresets";
import { isSigned, rowOf, treeOf, viewOf } from "./authorityViews";
import { DAY_MS, daysFrom, makeCertificate, timestamp } from "./certificates";
import { sampleIn, trayOf } from "./intake";
import { secondsOf } from "./lifetimes";
import { problem } from "./problem";
import { parseSecretName } from "./rules";
import { addTemplate } from "./templates";
import { freshId, requireUnlocked, send } from "./world";
import type { Answers, MemoryAuthority, MemoryAuthorityCertificate, World } from "./world";

type AuthorityMethods = Answers<
  | "listAuthorities" | "findAuthority" | "listAuthorityPresets" | "createAuthority" | "createHierarchy" | "importAuthority" | "setSignedCertificate" | "signAuthority" | "editAuthority"
  | "signAuthorityRequest" | "crossSignAuthority" | "rotateAuthority" | "revokeAuthority" | "rotateCrl" | "deleteAuthority" | "downloadAuthority" | "saveCertificates" | "cancelKey"
>;

export function authorityMethods(world: World): AuthorityMethods {
  const found = (id: string) => {
    requireUnlocked(world);
    return authorityOf(world, id);
  };
  /** Tells of a change and answers with how the authority stands after it. */
  const changed = (authority: MemoryAuthority) => {
    send(world, { type: "authoritiesChanged" });
    return viewOf(world, authority);
  };
  return {
    listAuthorities: () => {
      requireUnlocked(world);
      return treeOf(world).map((authority) => rowOf(world, authority));
    },
    findAuthority: (id) => viewOf(world, found(id)),
    listAuthorityPresets: () => [...AUTHORITY_PRESETS],
    createAuthority: (request) => changed(addAuthority(world, request)),
    createHierarchy: (request) => {
      const kept = world.authorities;
      try {
        const root = addAuthority(world, { name: request.rootName, kind: "root", signing: "internal", issuerId: null, content: request.root });
        const below = addAuthority(world, { name: request.intermediateName, kind: "intermediate", signing: "internal", issuerId: root.id, content: request.intermediate });
        addTemplate(world, request.templateName, below.id, request.template);
        return changed(below);
      } catch (thrown) {
        world.authorities = kept;
        throw thrown;
      }
    },
    importAuthority: ({ name, intakeId, options, lastCrlNumber }) => {
      const facts = authorityFacts(world, intakeId);
      if (trayOf(world, intakeId).privateKey === undefined) throw problem("nothingGiven", "The private key is missing.", "Bring the key of this certificate: without it nothing can be signed.", "privateKey");
      const content = { ...authorityContent(facts.commonName ?? name), options };
      const authority = blank(world, parseFreeName(world, name), facts.selfSigned ? "root" : "intermediate", facts.selfSigned ? "internal" : "external", null, content);
      receive(world, authority, { facts, issuerName: facts.issuerName, crossSigned: false, revokedAt: null });
      authority.crl = { ...freshCrl(world, authority), number: lastCrlNumber + 1 };
      world.authorities = [...world.authorities, authority];
      world.trays.delete(intakeId);
      return changed(authority);
    },
    setSignedCertificate: ({ authorityId, intakeId }) => {
      const authority = found(authorityId);
      const facts = authorityFacts(world, intakeId);
      receive(world, authority, { facts, issuerName: facts.issuerName, crossSigned: false, revokedAt: null });
      world.trays.delete(intakeId);
      return changed(authority);
    },
    signAuthority: (id) => {
      const authority = found(id);
      sign(world, authority, authorityOf(world, authority.issuerId ?? ""));
      return changed(authority);
    },
    editAuthority: ({ authorityId, options }) => {
      const authority = found(authorityId);
      checkOptions(options);
      authority.content = { ...authority.content, options };
      return changed(authority);
    },
    signAuthorityRequest: ({ authorityId, csr, useCsrValues, content }) => {
      const authority = found(authorityId);
      if (!csr.includes("CERTIFICATE REQUEST")) throw problem("notPem", "This is no signing request.", "Paste the text from BEGIN CERTIFICATE REQUEST to END CERTIFICATE REQUEST.", "csr");
      const signed = signedAs(world, authority, useCsrValues ? "Requested CA" : content.commonName, true);
      authority.issued = [issueRow(world, signed.facts, {}), ...authority.issued];
      send(world, { type: "authoritiesChanged" });
      return signed;
    },
    crossSignAuthority: ({ authorityId, issuerId }) => {
      const authority = found(authorityId);
      const issuer = authorityOf(world, issuerId);
      const [facts] = makeFacts(world, authority.content, issuer.content.commonName, ttlDays(authority.content));
      authority.certificates = [...authority.certificates, { facts, issuerName: issuer.content.commonName, crossSigned: true, revokedAt: null }];
      issuer.issued = [issueRow(world, facts, { subjectAuthorityId: authorityId }), ...issuer.issued];
      return changed(authority);
    },
    rotateAuthority: ({ authorityId }) => {
      const authority = found(authorityId);
      sign(world, authority, authorityOf(world, authority.issuerId ?? ""));
      return changed(authority);
    },
    revokeAuthority: ({ authorityId, reason, typedName }) => {
      const authority = found(authorityId);
      if (authority.name !== typedName) throw problem("notTheName", "This is not the name of the authority.", null, "typedName");
      const now = timestamp(world.now());
      authority.certificates = authority.certificates.map((certificate) => ({ ...certificate, revokedAt: certificate.revokedAt ?? now }));
      const issuer = authorityOf(world, authority.issuerId ?? "");
      issuer.issued = issuer.issued.map((row) => (row.subjectAuthorityId === authorityId ? { ...row, revokedAt: now, reason } : row));
      rebuildCrl(world, issuer);
      return changed(authority);
    },
    rotateCrl: (id) => {
      const authority = found(id);
      rebuildCrl(world, authority);
      return changed(authority);
    },
    deleteAuthority: ({ authorityId, typedName }) => {
      const authority = found(authorityId);
      if (authority.name !== typedName) throw problem("notTheName", "This is not the name of the authority.", null, "typedName");
      const { deletionRefused } = viewOf(world, authority);
      if (deletionRefused !== null) throw problem("invalidRequest", deletionRefused);
      world.authorities = world.authorities.filter(({ id }) => id !== authorityId);
      send(world, { type: "authoritiesChanged" });
    },
    downloadAuthority: ({ authorityId, file }) => {
      const endings = { certificatePem: ".pem", certificateDer: ".cer", chainPem: "-chain.pem", crlPem: ".crl.pem", crlDer: ".crl", csr: ".csr" };
      return { path: `/home/alex/Downloads/${found(authorityId).name}${endings[file]}`, bytes: 1_204, containsKey: false };
    },
    saveCertificates: ({ pem }) => ({ path: "/home/alex/Downloads/certificate.pem", bytes: pem.length, containsKey: false }),
    cancelKey: () => world.waiting.splice(0).forEach((giveUp) => giveUp(problem("cancelled", "No key was made: you cancelled it.", null))),
  };
}

/** The authority with this id; throws when there is none. */
export function authorityOf(world: World, id: string): MemoryAuthority {
  const found = world.authorities.find((authority) => authority.id === id);
  if (found === undefined) throw problem("notFound", "This authority does not exist any more.", "It was deleted. Go back to the list.");
  return found;
}

interface NewAuthority {
  name: string;
  kind: MemoryAuthority["kind"];
  signing: MemoryAuthority["signing"];
  issuerId: string | null;
  content: AuthorityContent;
}

/** Adds an authority, signed where that can be done here. */
export function addAuthority(world: World, { name, kind, signing, issuerId, content }: NewAuthority): MemoryAuthority {
  requireUnlocked(world);
  const length = content.commonName.trim().length;
  if (length < 4 || length > 128) throw problem("invalidRequest", `A common name of an authority has 4 to 128 characters; this one has ${length}.`, null, "commonName");
  checkOptions(content.options);
  secondsOf(content.ttl, "ttl");
  const authority = blank(world, parseFreeName(world, name), kind, signing, kind === "root" ? null : issuerId, content);
  if (kind === "root") sign(world, authority, authority);
  else if (signing === "internal") sign(world, authority, authorityOf(world, issuerId ?? ""));
  world.authorities = [...world.authorities, authority];
  return authority;
}

/** A row for something that was issued. */
export function issueRow(world: World, facts: CertificateFacts, changes: Partial<IssuedRow>): IssuedRow {
  const now = timestamp(world.now());
  return {
    serialNumber: facts.serialNumber,
    displayName: facts.commonName ?? facts.subject,
    isCa: facts.isCa,
    secretId: null,
    secretName: null,
    subjectAuthorityId: null,
    templateId: null,
    templateName: "",
    issuedAt: now,
    notAfter: facts.notAfter,
    expired: false,
    revokedAt: null,
    reason: null,
    ...changes,
  };
}

/** A certificate made for somebody else. */
export function signedAs(world: World, authority: MemoryAuthority, commonName: string, isCa: boolean): SignedCertificate {
  const { facts, pem } = makeCertificate(
    { subject: `CN=${commonName}`, commonName, issuer: authority.content.commonName, issuerName: authority.content.commonName, from: 0, to: 90, isCa },
    world.now(),
  );
  return { facts, pem, chainPem: pem, fileName: `${commonName}.pem` };
}

/** A new revocation list for what is revoked now. */
export function rebuildCrl(world: World, authority: MemoryAuthority): void {
  authority.crl = { ...freshCrl(world, authority), number: (authority.crl?.number ?? 0) + 1 };
}

function blank(world: World, name: string, kind: MemoryAuthority["kind"], signing: MemoryAuthority["signing"], issuerId: string | null, content: AuthorityContent): MemoryAuthority {
  return { id: freshId(), name, kind, signing, issuerId, content, createdAt: timestamp(world.now()), certificates: [], issued: [], crl: null };
}

function parseFreeName(world: World, text: string): string {
  const name = parseSecretName(text);
  if (world.authorities.some((other) => other.name === name)) throw problem("nameTaken", `An authority with this name already exists: ${name}.`, "Choose another name.", "name");
  return name;
}

function checkOptions({ maxTtl, crlExpiry }: AuthorityContent["options"]): void {
  const most = secondsOf(maxTtl, "maxTtl");
  if (most === null) throw problem("outOfRange", "The longest lifetime is missing.", "Say how long what it issues may be valid at most.", "maxTtl");
  if (secondsOf(crlExpiry, "crlExpiry") === null) throw problem("outOfRange", "The lifetime of the revocation list is missing.", "72 hours are usual.", "crlExpiry");
}

function sign(world: World, authority: MemoryAuthority, issuer: MemoryAuthority): void {
  const days = ttlDays(authority.content);
  const [facts] = makeFacts(world, authority.content, issuer.content.commonName, days);
  const above = issuer === authority ? undefined : issuer.certificates[0];
  if (issuer !== authority && !isSigned(issuer)) throw problem("invalidRequest", `${issuer.name} is not signed itself yet.`, "Have it signed first.", "issuerId");
  if (above !== undefined && Date.parse(facts.notAfter) > Date.parse(above.facts.notAfter)) {
    throw problem("outOfRange", `It would outlive its issuer, which expires on ${above.facts.notAfter.slice(0, 10)}.`, "Choose a shorter lifetime.", "ttl");
  }
  receive(world, authority, { facts, issuerName: issuer.content.commonName, crossSigned: false, revokedAt: null });
  if (issuer !== authority) issuer.issued = [issueRow(world, facts, { subjectAuthorityId: authority.id }), ...issuer.issued];
}

function receive(world: World, authority: MemoryAuthority, certificate: MemoryAuthorityCertificate): void {
  authority.certificates = [certificate, ...authority.certificates];
  rebuildCrl(world, authority);
}

function freshCrl(world: World, { issued, content }: MemoryAuthority): NonNullable<MemoryAuthority["crl"]> {
  const hours = (secondsOf(content.options.crlExpiry, "crlExpiry") ?? 0) / 3_600;
  return { number: 1, thisUpdate: timestamp(world.now()), nextUpdate: daysFrom(world.now(), hours / 24), entries: content.options.crlDisabled ? 0 : issued.filter(({ revokedAt }) => revokedAt !== null).length };
}

function ttlDays({ ttl, options }: AuthorityContent): number {
  return ((secondsOf(ttl, "ttl") ?? secondsOf(options.maxTtl, "maxTtl") ?? 0) * 1_000) / DAY_MS;
}

function makeFacts(world: World, content: AuthorityContent, issuer: string, days: number): [CertificateFacts] {
  const organization = content.subject.organization[0];
  const key = content.keyAlgorithm.startsWith("RSA") ? "RSA4096" : content.keyAlgorithm === "ECDSA256" ? "ECDSA256" : "ECDSA384";
  const subject = `${organization === undefined ? "" : `O=${organization}, `}CN=${content.commonName}`;
  const own = issuer === content.commonName;
  const { facts } = makeCertificate(
    { subject, commonName: content.commonName, issuer: own ? subject : `CN=${issuer}`, issuerName: issuer, from: -freshDays(), to: days, key, signature: key === "RSA4096" ? "SHA256-RSA" : "ECDSA-SHA384", isCa: true },
    world.now(),
  );
  return [facts];
}

let made = 0;

/** Two certificates of one authority differ, though they are made at the same moment. */
function freshDays(): number {
  made += 1;
  return (made % 1_000) / 100_000;
}

function authorityFacts(world: World, intakeId: string): CertificateFacts {
  const sample = sampleIn(world, intakeId);
  if (sample === undefined) throw problem("nothingGiven", "There is no certificate yet.", "Choose the file, drop it or paste it.", "certificate");
  if (!sample.facts.isCa) throw problem("invalidRequest", "This is not the certificate of an authority: it does not say CA:TRUE.", "Have it signed with an extension that makes it one; the command beside the request does.", "certificate");
  return sample.facts;
}
