import { InlineNotification } from "@carbon/react";
import type { ReactNode } from "react";

import { useBackend } from "../../api/BackendProvider";
import type { AuthorityView } from "../../api/generated/AuthorityView";
import { CodeBlock, ColonText, KeyValueList, StateTag, ValidityBar } from "../../parts";
import { formatDateTime, texts } from "../../texts";
import { AuthorityStatusTag, DateText } from "../authorities/showing";
import { RequestToSign } from "../bring/RequestToSign";
import { durationWords } from "../fields/durationWords";

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
      {authority.certificates.length > 1 && <Certificates authority={authority} />}
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

/** Rotations and cross-signings leave certificates behind that go on being valid. */
function Certificates({ authority: { certificates } }: { authority: AuthorityView }) {
  return (
    <Part title={words.certificates}>
      <table className="ck-authority__list">
        <thead>
          <tr>
            <th scope="col">{words.serial}</th>
            <th scope="col">{words.issuer}</th>
            <th scope="col">{words.from}</th>
            <th scope="col">{words.to}</th>
            <th scope="col">{words.status}</th>
          </tr>
        </thead>
        <tbody>
          {certificates.map(({ serialNumber, issuerName, notBefore, notAfter, inUse, crossSigned, revokedAt }) => (
            <tr key={serialNumber}>
              <td className="ck-authority__serial">{serialNumber}</td>
              <td>{issuerName}</td>
              <td>
                <DateText moment={notBefore} />
              </td>
              <td>
                <DateText moment={notAfter} />
              </td>
              <td>
                {revokedAt !== null && <StateTag kind="danger" text={words.revoked} />}
                {revokedAt === null && (inUse ? <StateTag kind="success" text={words.inUse} /> : <StateTag kind="neutral" text={crossSigned ? words.crossSigned : words.earlier} />)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
