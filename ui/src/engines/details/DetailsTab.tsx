import { InlineNotification } from "@carbon/react";
import type { ReactNode } from "react";

import { useBackend } from "../../api/BackendProvider";
import type { AuthorityView } from "../../api/generated/AuthorityView";
import { CodeBlock, ColonText, KeyValueList, ValidityBar } from "../../parts";
import { formatDateTime, texts } from "../../texts";
import { AuthorityStatusTag } from "../authorities/showing";
import { RequestToSign } from "../bring/RequestToSign";
import { durationWords } from "../fields/durationWords";
import { CertificateList } from "./CertificateList";

const { details: words, none, options, constraints, create, key } = texts.authorities;

/** What an authority is, its certificate, and every certificate it had. */
export function DetailsTab({ authority }: { authority: AuthorityView }) {
  return (
    <div className="ck-authority__scroll">
      {authority.warnings.map(({ code, message }) => (
        <InlineNotification key={code} lowContrast hideCloseButton kind="warning" role="status" statusIconDescription={texts.parts.status.warning} title={message} />
      ))}
      {authority.certificate === null && <RequestToSign authority={authority} />}
      <div className="ck-authority__grid">
        <About authority={authority} />
        {authority.certificate !== null && <Certificate authority={authority} />}
      </div>
      {authority.certificates.length > 1 && (
        <Part title={words.certificates}>
          <CertificateList certificates={authority.certificates} />
        </Part>
      )}
      {authority.certificatePem !== null && <Pem pem={authority.certificatePem} />}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="ck-authority__heading">{title}</h2>
      {children}
    </section>
  );
}

function About({ authority: { row, content, createdAt, chain, pathLength } }: { authority: AuthorityView }) {
  const limits = content.nameConstraints;
  const permitted = [...limits.permittedDnsDomains, ...limits.permittedIpRanges, ...limits.permittedEmailDomains];
  const excluded = [...limits.excludedDnsDomains, ...limits.excludedIpRanges, ...limits.excludedEmailDomains];
  return (
    <Part title={words.about}>
      <KeyValueList
        label={words.about}
        items={[
          { label: words.status, value: <AuthorityStatusTag status={row.status} /> },
          { label: words.issuer, value: row.kind === "root" ? words.itself : row.issuerName === "" ? none : row.issuerName },
          { label: words.chain, value: chain.length === 0 ? none : chain.map(({ commonName, subject }) => commonName ?? subject).join(" → ") },
          { label: options.maxTtl, value: durationWords(content.options.maxTtl) },
          { label: create.pathLength, value: pathLength === null ? create.pathLengthAny : create.pathLengthOf(pathLength) },
          { label: constraints.permitted, value: permitted.length === 0 ? constraints.any : permitted.join(", ") },
          ...(excluded.length === 0 ? [] : [{ label: constraints.excluded, value: excluded.join(", ") }]),
          { label: options.addresses, value: addressText(content.options) },
          { label: words.created, value: formatDateTime(new Date(createdAt)) },
        ]}
      />
    </Part>
  );
}

function addressText({ crlDistributionPointsEncoded, issuingCertificatesUrlsEncoded }: AuthorityView["content"]["options"]): string {
  const parts = [...(crlDistributionPointsEncoded ? [options.crlUrlShort] : []), ...(issuingCertificatesUrlsEncoded ? [options.issuerUrlShort] : [])];
  return parts.length === 0 ? none : parts.join(", ");
}

function Certificate({ authority: { certificate } }: { authority: AuthorityView }) {
  const backend = useBackend();
  if (certificate === null) return null;
  const copy = (text: string) => () => backend.copyText(text);
  return (
    <Part title={words.certificate}>
      <ValidityBar from={new Date(certificate.notBefore)} to={new Date(certificate.notAfter)} now={new Date()} warnDays={90} />
      <KeyValueList
        label={words.certificate}
        items={[
          { label: words.subject, value: certificate.subject, onCopy: copy(certificate.subject) },
          { label: words.serial, value: <ColonText text={certificate.serialNumber} />, mono: true, onCopy: copy(certificate.serialNumber) },
          { label: key.algorithm, value: certificate.publicKey.title },
          { label: words.signature, value: certificate.signatureAlgorithm },
          { label: words.sha256, value: <ColonText text={certificate.fingerprintSha256} />, mono: true, onCopy: copy(certificate.fingerprintSha256) },
        ]}
      />
    </Part>
  );
}

function Pem({ pem }: { pem: string }) {
  const backend = useBackend();
  return (
    <Part title={words.pem}>
      <CodeBlock label={words.pem} text={pem} onCopy={() => backend.copyText(pem)} />
    </Part>
  );
}
