/** Own authorities as the screen sees them, and why something cannot be done with them now. */
import type { AuthorityRow } from "../generated/AuthorityRow";
import type { AuthorityStatus } from "../generated/AuthorityStatus";
import type { AuthorityView } from "../generated/AuthorityView";
import type { Warning } from "../generated/Warning";
import { daysUntil } from "../../texts";
import { makeCertificate } from "./certificates";
import { KEY_TITLES } from "./requests";
import type { MemoryAuthority, World } from "./world";

/** All authorities: roots first, each followed by what stands below it. */
export function treeOf(world: World): MemoryAuthority[] {
  const below = (id: string | null): MemoryAuthority[] =>
    world.authorities.filter((authority) => placeOf(world, authority) === id).flatMap((authority) => [authority, ...below(authority.id)]);
  return below(null);
}

function placeOf({ authorities }: World, { issuerId }: MemoryAuthority): string | null {
  return authorities.some(({ id }) => id === issuerId) ? issuerId : null;
}

export function isSigned({ certificates }: MemoryAuthority): boolean {
  return certificates.length > 0;
}

/** An authority as the tree shows it. */
export function rowOf(world: World, authority: MemoryAuthority): AuthorityRow {
  const { id, name, kind, signing, issuerId, content, certificates, issued } = authority;
  const notAfter = certificates[0]?.facts.notAfter ?? null;
  const status = statusOf(world, authority);
  return {
    id,
    name,
    kind,
    signing,
    issuerId,
    issuerName: certificates[0]?.issuerName ?? "",
    commonName: content.commonName,
    status,
    notAfter,
    daysLeft: notAfter === null ? null : daysUntil(new Date(notAfter), world.now()),
    keyTitle: KEY_TITLES[content.keyAlgorithm],
    templates: templatesOf(world, authority),
    issued: issued.length,
    revoked: issued.filter(({ revokedAt }) => revokedAt !== null).length,
    crl: crlOf(world, authority),
    issuing: kind === "intermediate" && status === "configured",
  };
}

/** Everything about an authority. */
export function viewOf(world: World, authority: MemoryAuthority): AuthorityView {
  const { content, createdAt, certificates } = authority;
  const used = certificates[0];
  const csrPem = isSigned(authority) ? null : csrOf(world, authority);
  return {
    row: rowOf(world, authority),
    content,
    createdAt,
    certificate: used?.facts ?? null,
    certificatePem: used === undefined ? null : csrOf(world, authority).replaceAll("CERTIFICATE REQUEST", "CERTIFICATE"),
    chain: chainOf(world, authority),
    csrPem,
    opensslCommand: csrPem === null ? null : commandFor(authority.name),
    certificates: certificates.map(({ facts, issuerName, crossSigned, revokedAt }, index) => ({
      serialNumber: facts.serialNumber,
      issuerName,
      notBefore: facts.notBefore,
      notAfter: facts.notAfter,
      fingerprintSha256: facts.fingerprintSha256,
      pem: csrOf(world, authority).replaceAll("CERTIFICATE REQUEST", "CERTIFICATE"),
      inUse: index === 0,
      crossSigned,
      revokedAt,
    })),
    pathLength: content.maxPathLength === null || content.maxPathLength < 0 ? null : content.maxPathLength,
    warnings: warningsOf(world, authority),
    rotationRefused: rotationRefused(world, authority),
    revocationRefused: revocationRefused(world, authority),
    deletionRefused: deletionRefused(world, authority),
  };
}

function statusOf(world: World, authority: MemoryAuthority): AuthorityStatus {
  const [used] = authority.certificates;
  if (used === undefined) return authority.signing === "external" ? "signed_certificate_required" : "signing_required";
  if (used.revokedAt !== null) return "revoked";
  if (Date.parse(used.facts.notAfter) <= world.now().getTime()) return "expired";
  return authority.kind === "intermediate" && templatesOf(world, authority) === 0 ? "certificate_template_required" : "configured";
}

function templatesOf({ templates }: World, { id }: MemoryAuthority): number {
  return templates.filter(({ authorityId }) => authorityId === id).length;
}

function chainOf({ authorities }: World, { issuerId }: MemoryAuthority): AuthorityView["chain"] {
  const issuer = authorities.find(({ id }) => id === issuerId);
  const facts = issuer?.certificates[0]?.facts;
  return issuer === undefined || facts === undefined ? [] : [facts, ...chainOf({ authorities } as World, issuer)];
}

function crlOf(world: World, { crl }: MemoryAuthority): AuthorityRow["crl"] {
  return crl === null ? null : { ...crl, overdue: Date.parse(crl.nextUpdate) < world.now().getTime() };
}

function csrOf(world: World, { content }: MemoryAuthority): string {
  return makeCertificate({ subject: `CN=${content.commonName}`, commonName: content.commonName, issuer: "", issuerName: "", from: 0, to: 0 }, world.now()).pem.replaceAll("CERTIFICATE", "CERTIFICATE REQUEST");
}

function commandFor(name: string): string {
  return [
    `openssl x509 -req -in ${name}.csr -CA issuer.pem -CAkey issuer.key -CAcreateserial -days 1825 -sha256 \\`,
    '  -extfile <(printf "basicConstraints=critical,CA:TRUE\\nkeyUsage=critical,keyCertSign,cRLSign\\nsubjectKeyIdentifier=hash\\nauthorityKeyIdentifier=keyid") \\',
    `  -out ${name}.pem`,
  ].join("\n");
}

function warningsOf(world: World, authority: MemoryAuthority): Warning[] {
  const { crlDistributionPointsEncoded, issuingCertificatesUrlsEncoded } = authority.content.options;
  const encoded = crlDistributionPointsEncoded || issuingCertificatesUrlsEncoded;
  const overdue = crlOf(world, authority)?.overdue === true;
  return [
    ...(overdue ? [{ code: "expired" as const, message: "The revocation list is overdue: clients that insist on a fresh one refuse its certificates." }] : []),
    ...(encoded ? [{ code: "chainIncomplete" as const, message: "The addresses in certificates lead to this computer, which other machines cannot reach. Set a base address under Settings." }] : []),
  ];
}

function rotationRefused(world: World, authority: MemoryAuthority): string | null {
  if (authority.kind === "root") return "A root is not rotated: create a new root, and chain beside the old one.";
  if (authority.signing === "external") return "It is signed elsewhere: create a new authority and have that signed.";
  if (!isSigned(authority)) return "It is not signed yet.";
  return world.authorities.some(({ issuerId }) => issuerId === authority.id) ? "It has signed other authorities." : null;
}

function revocationRefused(world: World, authority: MemoryAuthority): string | null {
  if (authority.kind === "root") return "Nobody stands above a root who could revoke it.";
  if (!isSigned(authority)) return "It is not signed yet.";
  if (authority.issuerId === null) return "It was signed elsewhere: its issuer revokes it there.";
  const status = statusOf(world, authority);
  if (status === "revoked") return "It is revoked already.";
  return status === "expired" ? "It has expired." : null;
}

function deletionRefused(world: World, authority: MemoryAuthority): string | null {
  const below = world.authorities.filter(({ issuerId }) => issuerId === authority.id).length;
  const templates = templatesOf(world, authority);
  if (below > 0) return below === 1 ? "An authority stands below it." : `${below} authorities stand below it.`;
  if (templates > 0) return templates === 1 ? "A template issues from it." : `${templates} templates issue from it.`;
  return null;
}
