/** What a template says to names; the core's own decision is the one that counts. */
import type { NameVerdict } from "../generated/NameVerdict";
import type { TemplateContent } from "../generated/TemplateContent";

type Verdict = Pick<NameVerdict, "accepted" | "rule">;

/** The verdict on one name, and what would be accepted. */
export function judgeName(content: TemplateContent, value: string): NameVerdict {
  const verdict = decide(content, value.trim());
  return { value, ...verdict, allowed: verdict.accepted ? null : `${acceptedBy(content)}.` };
}

/** What a template accepts, in a sentence. */
export function acceptedBy(content: TemplateContent): string {
  if (content.allowAnyName) return content.enforceHostnames ? "Any host name" : "Any name";
  const domains = content.allowedDomains.filter((domain) => domain !== "");
  const parts = [
    ...(content.allowBareDomains && domains.length > 0 ? [domains.join(", ")] : []),
    ...(content.allowSubdomains && domains.length > 0 ? [`any name below ${domains.join(", ")}`] : []),
    ...(content.allowGlobDomains && domains.some((domain) => domain.includes("*")) ? [`what matches ${domains.filter((domain) => domain.includes("*")).join(", ")}`] : []),
    ...(content.allowLocalhost ? ["localhost"] : []),
  ];
  if (parts.length === 0) return "No name";
  const text = parts.length === 1 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What deserves attention about a template. */
export function templateWarnings(content: TemplateContent): string[] {
  const listed = content.allowedDomains.length > 0;
  const opens = content.allowAnyName || (listed && (content.allowBareDomains || content.allowSubdomains || content.allowGlobDomains));
  return [
    ...(opens ? [] : [nothingButLocalhost(content, listed)]),
    ...(content.allowedDomainsTemplate ? ["Identity templates in domains have no effect here: there are no identities that they could stand for."] : []),
    ...(content.allowAnyName && listed ? ["Any name is allowed, so the list of domains has no effect."] : []),
  ];
}

function nothingButLocalhost({ allowLocalhost }: TemplateContent, listed: boolean): string {
  const what = allowLocalhost ? "This template accepts nothing but localhost." : "This template accepts no name at all.";
  return listed ? `${what} Allow the listed domains themselves, names below them, or patterns.` : `${what} List the domains that it may issue for.`;
}

function decide(content: TemplateContent, name: string): Verdict {
  if (/^[\d.]+$|^[0-9a-f]*:[0-9a-f:.]+$/i.test(name)) return isIp(content);
  if (/^[a-z][a-z0-9+.-]*:/i.test(name)) return isUri(content, name);
  return isName(content, name.toLowerCase());
}

function isIp({ allowIpSans }: TemplateContent): Verdict {
  return allowIpSans ? yes("IP addresses are allowed.") : no("IP addresses are not allowed by the template.");
}

function isUri({ allowedUriSans }: TemplateContent, uri: string): Verdict {
  const found = allowedUriSans.find((pattern) => matches(pattern, uri));
  return found === undefined ? no("No pattern for URIs in the template matches it.") : yes(`It matches the URI pattern ${found}.`);
}

function isName(content: TemplateContent, name: string): Verdict {
  const host = name.includes("@") ? (name.split("@").at(-1) ?? "") : name;
  const wildcard = name.includes("*");
  if (wildcard && !content.allowWildcardCertificates) return no("Names with * are not allowed by the template.");
  const [label = "", ...others] = host.split(".");
  if (wildcard && (!/^[^*]*\*[^*]*$/.test(label) || others.some((other) => other.includes("*")))) return no("A * may stand once, in the first label.");
  const rest = wildcard ? others.join(".") : host;
  if (content.enforceHostnames && !isHostName(rest)) return no("It is not a valid host name.");
  if (content.allowAnyName) return yes("Any name is allowed.");
  if (content.allowLocalhost && isLocal(rest, content.allowSubdomains)) return yes("localhost is allowed.");
  return byDomains(content, { name, host, rest, wildcard }) ?? no("It is not permitted by the template: no listed domain covers it.");
}

interface Judged {
  name: string;
  host: string;
  rest: string;
  wildcard: boolean;
}

function byDomains(content: TemplateContent, { name, host, rest, wildcard }: Judged): Verdict | undefined {
  for (const domain of content.allowedDomains.map((listed) => listed.toLowerCase())) {
    if (content.allowBareDomains && (name === domain || host === domain)) return yes(`It is the listed domain ${domain}.`);
    if (content.allowSubdomains && (rest.endsWith(`.${domain}`) || (wildcard && rest === domain))) return yes(`It is below the listed domain ${domain}.`);
    if (content.allowGlobDomains && domain.includes("*") && matches(domain, name)) return yes(`It matches the pattern ${domain}.`);
  }
  return undefined;
}

function isLocal(host: string, below: boolean): boolean {
  return ["localhost", "localdomain"].some((local) => host === local || (below && host.endsWith(`.${local}`)));
}

function isHostName(host: string): boolean {
  return host.split(".").every((label) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label));
}

function matches(pattern: string, text: string): boolean {
  const source = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  return new RegExp(`^${source}$`, "i").test(text);
}

const yes = (rule: string): Verdict => ({ accepted: true, rule });
const no = (rule: string): Verdict => ({ accepted: false, rule });
