/** A company's authorities in two tiers, as they stand after some time of use. */
import { addAuthority, issueRow, rebuildCrl } from "./authorities";
import { authorityContent, templateContent } from "./authorityPresets";
import { daysFrom, dnsNames, makeCertificate } from "./certificates";
import { addTemplate } from "./templates";
import type { MemoryAuthority, MemoryTemplate, World } from "./world";

const HOSTS = ["shop", "api", "mail", "vpn", "intranet", "grafana", "registry", "build", "ldap", "wiki", "git", "backup"];
const SUBJECT = { organization: ["Example GmbH"], organizationalUnit: [], country: ["DE"], province: [], locality: ["Berlin"], streetAddress: [], postalCode: [], serialNumber: "" };

/** Lays them into a new world. */
export function seedAuthorities(world: World): void {
  const { options } = authorityContent("");
  const root = addAuthority(world, { name: "example-root", kind: "root", signing: "internal", issuerId: null, content: authorityContent("Example Root CA", { subject: SUBJECT, maxPathLength: 1 }) });
  const below = { kind: "intermediate", signing: "internal", issuerId: root.id } as const;
  const issuing = addAuthority(world, {
    ...below,
    name: "example-issuing",
    content: authorityContent("Example Issuing CA 1", {
      subject: SUBJECT,
      maxPathLength: 0,
      keyAlgorithm: "ECDSA256",
      nameConstraints: { ...authorityContent("").nameConstraints, permittedDnsDomains: ["example.com", "example.lan"] },
      options: { ...options, maxTtl: "1825d" },
    }),
  });
  addAuthority(world, { ...below, name: "devices-issuing", content: authorityContent("Example Devices CA", { maxPathLength: 0, ttl: "25d", options: { ...options, maxTtl: "365d" } }) });
  addAuthority(world, { ...below, signing: "external", issuerId: null, name: "partner-issuing", content: authorityContent("Example Partner CA", { subject: SUBJECT, keyAlgorithm: "RSA4096" }) });
  const server = addTemplate(world, "web-servers", issuing.id, templateContent({ allowedDomains: ["example.com", "example.lan"], allowSubdomains: true, clientFlag: false, maxTtl: "397d", ttl: "90d", keyUsages: ["digitalSignature"] }));
  addTemplate(world, "new-team", issuing.id, templateContent({ allowedDomains: ["team.example.com"] }));
  issuing.issued = [...HOSTS.map((host, index) => issuedFor(world, issuing, server, host, index)), ...issuing.issued];
  rebuildCrl(world, issuing);
}

function issuedFor(world: World, issuing: MemoryAuthority, template: MemoryTemplate, host: string, index: number) {
  const name = `${host}.example.lan`;
  const { facts } = makeCertificate(
    { subject: `CN=${name}`, commonName: name, altNames: dnsNames(name), issuer: "CN=Example Issuing CA 1", issuerName: issuing.content.commonName, from: -index * 3, to: 90 - index * 9, key: "ECDSA256" },
    world.now(),
  );
  const revoked = host === "backup" || host === "vpn";
  const secret = world.secrets[index];
  return issueRow(world, facts, {
    templateId: template.id,
    templateName: template.name,
    issuedAt: facts.notBefore,
    expired: Date.parse(facts.notAfter) < world.now().getTime(),
    ...(index < 3 && secret !== undefined && { secretId: secret.id, secretName: secret.name }),
    ...(revoked && { revokedAt: daysFrom(world.now(), -2), reason: host === "vpn" ? ("certificateHold" as const) : ("keyCompromise" as const) }),
  });
}
