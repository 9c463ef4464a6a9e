/** Values to start authorities and templates from. */
import { DEFAULT_AUTHORITY, DEFAULT_TEMPLATE } from "../defaults";
import type { AuthorityContent } from "../generated/AuthorityContent";
import type { AuthorityPreset } from "../generated/AuthorityPreset";
import type { TemplateContent } from "../generated/TemplateContent";
import type { TemplatePreset } from "../generated/TemplatePreset";

/** An authority as the form starts with it. */
export function authorityContent(commonName: string, changes: Partial<AuthorityContent> = {}): AuthorityContent {
  return { ...DEFAULT_AUTHORITY, commonName, excludeCommonName: true, ...changes };
}

/** A template with every default, for keys that are made at once. */
export function templateContent(changes: Partial<TemplateContent> = {}): TemplateContent {
  return { ...DEFAULT_TEMPLATE, keyAlgorithm: "ECDSA256", ...changes };
}

const SERVER = templateContent({ clientFlag: false, keyUsages: ["digitalSignature"], allowSubdomains: true, allowBareDomains: true, maxTtl: "397d", ttl: "90d" });
const CLIENT = templateContent({ serverFlag: false, keyUsages: ["digitalSignature"], allowAnyName: true, enforceHostnames: false, allowIpSans: false, maxTtl: "397d", ttl: "90d" });

export const TEMPLATE_PRESETS: readonly TemplatePreset[] = [
  { id: "tls-server", title: "TLS server", description: "Web servers, mail servers, everything that clients connect to.", content: SERVER },
  { id: "tls-client", title: "TLS client", description: "Devices, services and people who identify themselves to a server (mTLS).", content: CLIENT },
  { id: "tls-both", title: "Server and client", description: "Services that talk to each other in both directions.", content: { ...SERVER, clientFlag: true } },
  { id: "email", title: "E-mail (S/MIME)", description: "Signed and encrypted mail for addresses in your domains.", content: { ...CLIENT, allowAnyName: false, enforceHostnames: true, allowBareDomains: true, clientFlag: false, emailProtectionFlag: true } },
  { id: "code-signing", title: "Code signing", description: "Programs, packages and scripts of your own.", content: { ...CLIENT, clientFlag: false, codeSigningFlag: true, maxTtl: "1095d", ttl: "365d" } },
  { id: "localhost", title: "Localhost development", description: "localhost and 127.0.0.1 on this computer, and nothing else.", content: { ...SERVER, allowBareDomains: false, allowSubdomains: true } },
];

const root = (commonName: string) => authorityContent(commonName, { maxPathLength: 1 });
const intermediate = (commonName: string) => authorityContent(commonName, { maxPathLength: 0, keyAlgorithm: "ECDSA256", options: { ...authorityContent("").options, maxTtl: "1825d" } });

export const AUTHORITY_PRESETS: readonly AuthorityPreset[] = [
  {
    id: "home-lab",
    title: "Home lab",
    description: "Servers and devices at home, under names such as nas.home.arpa.",
    rootName: "home-root",
    root: { ...root("Home Root CA"), nameConstraints: { ...root("").nameConstraints, permittedDnsDomains: ["home.arpa"], permittedIpRanges: ["192.168.0.0/16", "10.0.0.0/8"] } },
    intermediateName: "home-issuing",
    intermediate: intermediate("Home Issuing CA"),
    templateName: "home-servers",
    template: { ...SERVER, allowedDomains: ["home.arpa"] },
  },
  {
    id: "company",
    title: "Company, two-tier",
    description: "A root that is rarely used and an issuing authority below it, for the services of a company.",
    rootName: "company-root",
    root: root("Company Root CA"),
    intermediateName: "company-issuing",
    intermediate: intermediate("Company Issuing CA"),
    templateName: "company-servers",
    template: { ...SERVER, allowedDomains: [] },
  },
  {
    id: "mtls",
    title: "Client certificates (mTLS)",
    description: "Devices and services that identify themselves to your servers.",
    rootName: "clients-root",
    root: root("Clients Root CA"),
    intermediateName: "clients-issuing",
    intermediate: intermediate("Clients Issuing CA"),
    templateName: "clients",
    template: CLIENT,
  },
];
