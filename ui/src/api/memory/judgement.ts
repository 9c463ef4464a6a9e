/** What a template says to a private certificate that is not made yet. */
import { ApiError } from "../errors";
import type { JudgePrivateCertificate } from "../generated/JudgePrivateCertificate";
import type { LintFinding } from "../generated/LintFinding";
import type { NameVerdict } from "../generated/NameVerdict";
import type { PrivateContent } from "../generated/PrivateContent";
import type { PrivateJudgement } from "../generated/PrivateJudgement";
import type { RotationPolicy } from "../generated/RotationPolicy";
import type { TemplateContent } from "../generated/TemplateContent";
import { authorityOf } from "./authorities";
import { pemOf, timestamp } from "./certificates";
import type { MemoryCertificate } from "./certificates";
import { secondsOf } from "./lifetimes";
import { judgeName } from "./nameDecision";
import { problem } from "./problem";
import { templateOf } from "./templates";
import type { MemoryAuthority, World } from "./world";

/** Nothing is signed. */
export function judge(world: World, { templateId, groupId, content, rotation }: JudgePrivateCertificate): PrivateJudgement {
  const { content: template, authorityId } = templateOf(world, templateId);
  const csr = csrNames(content, template);
  const commonName = csr?.commonName ?? content.commonName.trim();
  const names = verdictsOf(content, template);
  const lifetime = lifetimeOf(content, template);
  const now = world.now();
  const notAfter = lifetime.seconds === null ? null : new Date(now.getTime() + lifetime.seconds * 1000);
  const authorityEnd = issuersOf(world, authorityId)[0]?.facts.notAfter;
  const verdicts: Record<string, NameVerdict[]> = { commonName: commonName === "" ? [] : [judgeName(template, commonName)], ...names };
  return {
    ...names,
    commonName: verdicts.commonName?.[0] ?? null,
    lifetime: lifetime.text,
    notAfter: notAfter === null ? null : timestamp(notAfter),
    nextRotationAt: rotation === null ? null : timestamp(after(now, rotation)),
    findings: findingsOf(content, commonName),
    problems: [
      ...(commonName === "" && template.requireCn ? [problem("notPermitted", "The template requires a common name.", "Enter the main name of the certificate.", "commonName")] : []),
      ...Object.entries(verdicts).flatMap(([field, list]) => list.filter(({ accepted }) => !accepted).map((verdict) => refusal(verdict, field))),
      ...lifetime.problems,
      ...(notAfter !== null && authorityEnd !== undefined && notAfter > new Date(authorityEnd)
        ? [problem("lifetimeTooLong", `The certificate would be valid for longer than its authority, which expires on ${authorityEnd.slice(0, 10)}.`, "Choose a shorter lifetime.", "ttl")]
        : []),
      ...rotationProblems(rotation, lifetime.seconds, now),
      ...(template.allowedGroupIds.length > 0 && !template.allowedGroupIds.includes(groupId)
        ? [problem("notPermitted", "The template does not allow this secret group.", "Choose one of the groups that it allows.", "groupId")]
        : []),
      ...csrProblems(content),
    ],
    csrCommonName: csr?.commonName ?? null,
    csrNames: csr === null ? [] : [csr.commonName],
  };
}

/** The moment one interval later. */
export function after(from: Date, { interval, unit }: RotationPolicy): Date {
  const next = new Date(from);
  if (unit === "day") next.setUTCDate(next.getUTCDate() + interval);
  else next.setUTCMonth(next.getUTCMonth() + interval);
  return next;
}

/** The certificates above what an authority issues: its own first, the root last. */
export function issuersOf(world: World, id: string): MemoryCertificate[] {
  const above: MemoryCertificate[] = [];
  let next: MemoryAuthority | null = authorityOf(world, id);
  while (next !== null) {
    const [certificate] = next.certificates;
    if (certificate !== undefined) above.push({ facts: certificate.facts, pem: pemOf(certificate.facts) });
    next = next.issuerId === null ? null : authorityOf(world, next.issuerId);
  }
  return above;
}

function verdictsOf({ altNames }: PrivateContent, template: TemplateContent) {
  return {
    dnsNames: altNames.dnsNames.map((name) => judgeName(template, name)),
    emailAddresses: altNames.emailAddresses.map((name) => judgeName(template, name)),
    ipAddresses: altNames.ipAddresses.map((value) => judgeName(template, value)),
    uris: altNames.uris.map((value) => judgeName(template, value)),
    otherNames: altNames.otherNames.map((value) => judgeOther(template, value)),
  };
}

function judgeOther({ allowedOtherSans }: TemplateContent, value: string): NameVerdict {
  const accepted = allowedOtherSans.some((pattern) => pattern === "*" || pattern === value);
  const rule = accepted ? "Such other names are allowed." : "The template allows no such other name.";
  return { value, accepted, rule, allowed: accepted || allowedOtherSans.length === 0 ? null : `${allowedOtherSans.join(", ")}.` };
}

function refusal({ value, rule, allowed }: NameVerdict, field: string): ApiError {
  return problem("notPermitted", `“${value}” is refused. ${rule}`, allowed === null ? null : `Allowed: ${allowed}`, field);
}

interface Lifetime {
  seconds: number | null;
  text: string;
  problems: ApiError[];
}

/** What is asked for, else the template's, else its most, else the authority's. */
function lifetimeOf({ ttl }: PrivateContent, template: TemplateContent): Lifetime {
  const [usual, most] = [secondsOf(template.ttl, "ttl"), secondsOf(template.maxTtl, "maxTtl")];
  let asked: number | null;
  try {
    asked = secondsOf(ttl, "ttl");
  } catch (refused) {
    return { seconds: null, text: "", problems: [ApiError.from(refused)] };
  }
  if (asked !== null && most !== null && asked > most) {
    const tooLong = problem("lifetimeTooLong", `The template allows at most ${said(most)}.`, "Choose a shorter lifetime, or leave the field empty.", "ttl");
    return { seconds: asked, text: said(asked), problems: [tooLong] };
  }
  if (asked !== null) return { seconds: asked, text: `${said(asked)}, as asked for`, problems: [] };
  return { seconds: usual ?? most ?? AUTHORITY_MOST, text: `${said(usual ?? most ?? AUTHORITY_MOST)}, as the ${usual ?? most ? "template" : "authority"} says`, problems: [] };
}

const AUTHORITY_MOST = 1095 * 86_400;

/** A length of time in its largest unit. */
function said(seconds: number): string {
  const [scale, unit] = ([[86_400, "day"], [3600, "hour"], [60, "minute"]] as const).find(([length]) => seconds % length === 0) ?? [1, "second"];
  return `${seconds / scale} ${unit}${seconds === scale ? "" : "s"}`;
}

function rotationProblems(rotation: RotationPolicy | null, lifetime: number | null, now: Date): ApiError[] {
  if (rotation === null) return [];
  if (!Number.isInteger(rotation.interval) || rotation.interval < 1) return [problem("outOfRange", "A rotation interval is a whole number, at least 1.", null, "rotation")];
  if (lifetime === null || after(now, rotation).getTime() <= now.getTime() + lifetime * 1000) return [];
  return [problem("outOfRange", `The rotation interval is longer than the lifetime of ${said(lifetime)}.`, "Choose a shorter interval, so that the certificate is renewed before it expires.", "rotation")];
}

/** The names that come from the signing request, when the template takes them from there. */
function csrNames({ csr }: PrivateContent, { useCsrCommonName }: TemplateContent): { commonName: string } | null {
  return useCsrCommonName && csr.includes("BEGIN CERTIFICATE REQUEST") ? { commonName: "device-17.corp.example" } : null;
}

function csrProblems({ csr }: PrivateContent): ApiError[] {
  if (csr.trim() === "" || csr.includes("BEGIN CERTIFICATE REQUEST")) return [];
  return [problem("invalidRequest", "This is not a signing request.", "Paste everything from -----BEGIN CERTIFICATE REQUEST----- to -----END CERTIFICATE REQUEST-----.", "csr")];
}

function findingsOf({ excludeCommonName, altNames }: PrivateContent, commonName: string): LintFinding[] {
  const none = Object.values(altNames).every((names) => names.length === 0);
  if (!excludeCommonName || !none || commonName === "") return [];
  const message = "The certificate would have no alternative name. Programs that check host names refuse it.";
  return [{ level: "warning", message, source: "RFC 9525 §2", field: "excludeCommonName" }];
}
