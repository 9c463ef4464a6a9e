/** What a person should know before keeping a certificate. */
import type { CertificateFacts } from "../generated/CertificateFacts";
import type { Warning } from "../generated/Warning";
import { DAY_MS } from "./certificates";
import type { MemoryCertificate } from "./certificates";
import type { World } from "./world";

/** Everything to be warned of now. */
export function warningsOf(world: World, version: { certificate: MemoryCertificate; privateKey: unknown; issuer: unknown }): Warning[] {
  const { facts } = version.certificate;
  const all: [boolean, Warning][] = [
    ...timeWarnings(world, facts),
    [facts.publicKey.algorithm === "RSA1024", { code: "weakRsa", message: "The RSA key has 1024 bits. Keys under 2048 bits are not considered safe." }],
    [version.privateKey == null, { code: "noPrivateKey", message: "There is no private key." }],
    [version.issuer == null, { code: "chainIncomplete", message: "The intermediate certificate is missing. Many servers and clients need it." }],
  ];
  return all.filter(([applies]) => applies).map(([, warning]) => warning);
}

function timeWarnings(world: World, facts: CertificateFacts): [boolean, Warning][] {
  const now = world.now().getTime();
  const days = Math.floor((Date.parse(facts.notAfter) - now) / DAY_MS);
  return [
    [days < 0, { code: "expired", message: "The certificate has expired." }],
    [days >= 0 && days < 30, { code: "expiresSoon", message: `The certificate expires in ${days} days.` }],
    [Date.parse(facts.notBefore) > now, { code: "notYetValid", message: "The certificate is not valid yet." }],
  ];
}
