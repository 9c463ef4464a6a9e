import { InlineNotification } from "@carbon/react";

import { KeyValueList } from "../../parts";
import type { KeyValueItem } from "../../parts";
import { texts } from "../../texts";
import { durationWords } from "../fields/durationWords";
import type { AuthorityForm } from "./useAuthorityForm";

const { create: words, key, constraints, options, none } = texts.authorities;

/** Everything that was chosen, and what happens next. */
export function ReviewStep({ form: { values, issuers } }: { form: AuthorityForm }) {
  const { way, content } = values;
  const issuer = issuers.find(({ id }) => id === values.issuerId) ?? issuers[0];
  const permitted = [...content.nameConstraints.permittedDnsDomains, ...content.nameConstraints.permittedIpRanges, ...content.nameConstraints.permittedEmailDomains];
  const excluded = [...content.nameConstraints.excludedDnsDomains, ...content.nameConstraints.excludedIpRanges, ...content.nameConstraints.excludedEmailDomains];
  const items: KeyValueItem[] = [
    { label: words.name, value: values.name === "" ? none : values.name },
    { label: words.way, value: words.ways[way].title },
    ...(way === "internal" ? [{ label: words.issuer, value: issuer?.name ?? none }] : []),
    { label: words.commonName, value: content.commonName === "" ? none : content.commonName },
    { label: words.subject, value: subjectText(content.subject) },
    { label: key.algorithm, value: key.algorithms[content.keyAlgorithm] },
    { label: options.maxTtl, value: durationWords(content.options.maxTtl) },
    ...(way === "external"
      ? []
      : [
          { label: words.ttl, value: content.ttl === "" ? words.ttlUsual : durationWords(content.ttl) },
          { label: words.pathLength, value: content.maxPathLength === null ? words.pathLengthUsual[way] : content.maxPathLength < 0 ? words.pathLengthAny : words.pathLengthOf(content.maxPathLength) },
          { label: constraints.permitted, value: permitted.length === 0 ? constraints.any : permitted.join(", ") },
          ...(excluded.length === 0 ? [] : [{ label: constraints.excluded, value: excluded.join(", ") }]),
        ]),
    { label: options.crl, value: content.options.crlDisabled ? options.crlOff : options.crlOn(durationWords(content.options.crlExpiry)) },
    { label: options.addresses, value: addressText(content.options) },
  ];
  return (
    <>
      <KeyValueList label={words.steps.review} items={items} />
      <InlineNotification lowContrast hideCloseButton kind="info" statusIconDescription={texts.parts.status.info} title={words.next[way]} />
    </>
  );
}

function subjectText({ organization, organizationalUnit, locality, province, country }: AuthorityForm["values"]["content"]["subject"]): string {
  const parts = [organization, organizationalUnit, locality, province, country].flat();
  return parts.length === 0 ? none : parts.join(", ");
}

function addressText({ crlDistributionPointsEncoded, issuingCertificatesUrlsEncoded }: AuthorityForm["values"]["content"]["options"]): string {
  const parts = [...(crlDistributionPointsEncoded ? [options.crlUrlShort] : []), ...(issuingCertificatesUrlsEncoded ? [options.issuerUrlShort] : [])];
  return parts.length === 0 ? none : parts.join(", ");
}
