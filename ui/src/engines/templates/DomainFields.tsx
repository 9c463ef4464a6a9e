import { ListField, SwitchField } from "../../parts";
import { texts } from "../../texts";
import { problemAt } from "../fields/problems";
import type { PartProps } from "./parts";

const words = texts.templates.domains;

type Flag =
  | "allowBareDomains"
  | "allowSubdomains"
  | "allowGlobDomains"
  | "allowWildcardCertificates"
  | "allowLocalhost"
  | "allowAnyName"
  | "enforceHostnames"
  | "allowIpSans"
  | "allowedDomainsTemplate";

const OF_DOMAINS: readonly Flag[] = ["allowBareDomains", "allowSubdomains", "allowGlobDomains"];
const OTHERS: readonly Flag[] = ["allowWildcardCertificates", "allowLocalhost", "allowIpSans", "enforceHostnames", "allowAnyName"];

/** Which names a template accepts. */
export function DomainFields({ content, onChange, error, disabled }: PartProps) {
  const flag = (name: Flag) => (
    <SwitchField key={name} label={words.flags[name].label} helper={words.flags[name].helper} checked={content[name]} disabled={disabled} onChange={(checked) => onChange({ [name]: checked })} />
  );
  return (
    <>
      <ListField
        label={words.allowedDomains}
        name="allowedDomains"
        helper={words.allowedDomainsHelper}
        value={content.allowedDomains}
        error={problemAt(error, "allowedDomains")}
        disabled={disabled}
        onChange={(allowedDomains) => onChange({ allowedDomains })}
      />
      <div>{OF_DOMAINS.map(flag)}</div>
      <div>{OTHERS.map(flag)}</div>
      <ListField
        label={words.allowedUriSans}
        name="allowedUriSans"
        rows={2}
        helper={words.allowedUriSansHelper}
        value={content.allowedUriSans}
        error={problemAt(error, "allowedUriSans")}
        disabled={disabled}
        onChange={(allowedUriSans) => onChange({ allowedUriSans })}
      />
      <ListField
        label={words.allowedOtherSans}
        name="allowedOtherSans"
        rows={2}
        helper={words.allowedOtherSansHelper}
        value={content.allowedOtherSans}
        error={problemAt(error, "allowedOtherSans")}
        disabled={disabled}
        onChange={(allowedOtherSans) => onChange({ allowedOtherSans })}
      />
      {flag("allowedDomainsTemplate")}
    </>
  );
}
