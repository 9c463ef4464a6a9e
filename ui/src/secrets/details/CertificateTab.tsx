import { InlineNotification } from "@carbon/react";

import type { CertificateView } from "../../api/generated/CertificateView";
import type { VersionRow } from "../../api/generated/VersionRow";
import type { Warning } from "../../api/generated/Warning";
import { ColonText, KeyValueList, ValidityBar } from "../../parts";
import { formatDateTime, texts } from "../../texts";
import { AltNames, copiedAltNames } from "./AltNames";
import { CertificateSource } from "./CertificateSource";
import { ExtensionsTable } from "./ExtensionsTable";
import { PrivateKeyValue } from "./PrivateKeyValue";
import { Section } from "./Section";
import { useCopyText } from "./useCopyText";
import { useNow } from "./useNow";
import { WithCertificate } from "./WithCertificate";
import type { VersionProps } from "./WithCertificate";

const { certificate: words, none } = texts.secrets;

/** What the certificate says, whether its key and chain are here, and its text. */
export function CertificateTab(props: VersionProps) {
  return (
    <WithCertificate {...props}>
      {(certificate, version) => (
        <>
          <Warnings warnings={certificate.warnings} />
          <div className="ck-details__grid">
            <Identity certificate={certificate} />
            <Validity certificate={certificate} />
            <Key secretId={props.secret.row.id} certificate={certificate} version={version} />
            <Fingerprints certificate={certificate} />
          </div>
          <Section title={words.extensions}>
            <ExtensionsTable extensions={certificate.facts.extensions} />
          </Section>
          <CertificateSource certificate={certificate} />
        </>
      )}
    </WithCertificate>
  );
}

function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  if (warnings.length === 0) return null;
  return (
    <div className="ck-details__warnings" role="group" aria-label={words.warnings}>
      {warnings.map(({ code, message }) => {
        const kind = code === "expired" ? "error" : "warning";
        return <InlineNotification key={code} kind={kind} lowContrast hideCloseButton statusIconDescription={texts.parts.status[kind]} title={message} />;
      })}
    </div>
  );
}

function Identity({ certificate: { facts } }: { certificate: CertificateView }) {
  const copy = useCopyText();
  return (
    <Section title={words.identity}>
      <KeyValueList
        label={words.identity}
        items={[
          { label: words.commonName, value: facts.commonName ?? none, onCopy: facts.commonName === null ? undefined : copy(facts.commonName) },
          {
            label: words.altNames,
            value: <AltNames names={facts.altNames} />,
            onCopy: facts.altNames.length === 0 ? undefined : copy(copiedAltNames(facts.altNames)),
          },
          { label: words.subject, value: facts.subject === "" ? none : facts.subject, onCopy: facts.subject === "" ? undefined : copy(facts.subject) },
          { label: words.issuer, value: facts.issuer, onCopy: copy(facts.issuer) },
          { label: words.serialNumber, value: <ColonText text={facts.serialNumber} />, mono: true, onCopy: copy(facts.serialNumber) },
        ]}
      />
    </Section>
  );
}

function Validity({ certificate: { facts } }: { certificate: CertificateView }) {
  const now = useNow();
  const [from, to] = [new Date(facts.notBefore), new Date(facts.notAfter)];
  return (
    <Section title={words.validity}>
      <div className="ck-details__validity">
        <ValidityBar from={from} to={to} now={now} />
      </div>
      <KeyValueList
        label={words.validity}
        items={[
          { label: words.notBefore, value: formatDateTime(from) },
          { label: words.notAfter, value: formatDateTime(to) },
        ]}
      />
    </Section>
  );
}

interface KeyProps {
  secretId: string;
  certificate: CertificateView;
  version: VersionRow;
}

function Key({ secretId, certificate: { facts }, version }: KeyProps) {
  const copy = useCopyText();
  return (
    <Section title={words.key}>
      <KeyValueList
        label={words.key}
        items={[
          { label: words.privateKey, value: <PrivateKeyValue version={{ secretId, versionId: version.id }} included={version.privateKeyIncluded} /> },
          { label: words.intermediate, value: version.intermediateIncluded ? words.intermediateIncluded : words.intermediateMissing },
          { label: words.keyAlgorithm, value: facts.publicKey.title },
          { label: words.signatureAlgorithm, value: facts.signatureAlgorithm },
          { label: words.keyFingerprint, value: <ColonText text={facts.publicKey.fingerprint} />, mono: true, onCopy: copy(facts.publicKey.fingerprint) },
        ]}
      />
    </Section>
  );
}

function Fingerprints({ certificate: { facts } }: { certificate: CertificateView }) {
  const copy = useCopyText();
  return (
    <Section title={words.fingerprints}>
      <KeyValueList
        label={words.fingerprints}
        items={[
          { label: words.sha256, value: <ColonText text={facts.fingerprintSha256} />, mono: true, onCopy: copy(facts.fingerprintSha256) },
          { label: words.sha1, value: <ColonText text={facts.fingerprintSha1} />, mono: true, onCopy: copy(facts.fingerprintSha1) },
        ]}
      />
    </Section>
  );
}
