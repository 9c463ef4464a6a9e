import type { TemplateRow } from "../../api/generated/TemplateRow";
import { useGroups } from "../../api/queries";
import { KeyValueList, SideSheet } from "../../parts";
import type { KeyValueItem } from "../../parts";
import { texts } from "../../texts";

const words = texts.privateCertificates.template;
const { content: names } = texts.requests;

interface TemplateSheetProps {
  template: TemplateRow;
  onClose: () => void;
}

/** Everything a template says, in words. */
export function TemplateSheet({ template, onClose }: TemplateSheetProps) {
  const groups = useGroups().data ?? [];
  const { content } = template;
  const allowedGroups = groups.filter(({ id }) => content.allowedGroupIds.includes(id)).map(({ name }) => name);
  return (
    <SideSheet title={template.name} kicker={words.kicker} onClose={onClose}>
      <Part title={words.names} items={namesOf(template)} />
      <Part
        title={words.lifetime}
        items={[
          { label: words.ttl, value: content.ttl === "" ? words.asMost : content.ttl },
          { label: words.maxTtl, value: content.maxTtl === "" ? words.asAuthority : content.maxTtl },
          { label: words.backdated, value: content.notBeforeDuration },
        ]}
      />
      <Part title={words.key} items={keyOf(template)} />
      <Part
        title={words.subject}
        items={SUBJECT.map((part) => ({ label: names[part], value: listed(content.subject[part]) })).filter(({ value }) => value !== words.none)}
      />
      <Part title={words.groups} items={[{ label: words.groups, value: content.allowedGroupIds.length === 0 ? words.anyGroup : listed(allowedGroups) }]} />
    </SideSheet>
  );
}

const SUBJECT = ["organization", "organizationalUnit", "country", "province", "locality", "streetAddress", "postalCode"] as const;

function Part({ title, items }: { title: string; items: readonly KeyValueItem[] }) {
  if (items.length === 0) return null;
  return (
    <section className="ck-template-sheet__part">
      <h3 className="ck-template-sheet__title">{title}</h3>
      <KeyValueList label={title} items={items} />
    </section>
  );
}

function namesOf({ accepts, content }: TemplateRow): KeyValueItem[] {
  return [
    { label: words.accepts, value: accepts },
    { label: words.wildcards, value: allowed(content.allowWildcardCertificates) },
    { label: words.localhost, value: allowed(content.allowLocalhost) },
    { label: words.hostnames, value: content.enforceHostnames ? words.yes : words.no },
    { label: words.ip, value: allowed(content.allowIpSans) },
    { label: words.uris, value: listed(content.allowedUriSans) },
    { label: words.others, value: listed(content.allowedOtherSans) },
    { label: words.requireCn, value: content.requireCn ? words.yes : words.no },
    { label: words.csr, value: words.csrNames(content.useCsrCommonName, content.useCsrSans) },
  ];
}

function keyOf({ content }: TemplateRow): KeyValueItem[] {
  const flags = [
    content.serverFlag && words.flags.server,
    content.clientFlag && words.flags.client,
    content.codeSigningFlag && words.flags.code,
    content.emailProtectionFlag && words.flags.email,
    ...content.extKeyUsages.map((usage) => names.extKeyUsages[usage]),
    ...content.extKeyUsageOids,
  ].filter((flag) => flag !== false);
  return [
    { label: words.algorithm, value: names.keyAlgorithms[content.keyAlgorithm].replace(/ \(.*/, "") },
    { label: words.purposes, value: listed([...new Set(flags)]) },
    { label: words.usages, value: listed(content.keyUsages.map((usage) => names.keyUsageNames[usage])) },
    { label: words.policies, value: listed(content.policyIdentifiers) },
  ];
}

function allowed(is: boolean): string {
  return is ? words.allowed : words.notAllowed;
}

function listed(values: readonly string[]): string {
  return values.length === 0 ? words.none : values.join(", ");
}
