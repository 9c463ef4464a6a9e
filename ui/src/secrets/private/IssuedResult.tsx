import { Add, Download } from "@carbon/icons-react";
import { Button, InlineLoading, InlineNotification } from "@carbon/react";

import type { CertificateView } from "../../api/generated/CertificateView";
import type { SecretView } from "../../api/generated/SecretView";
import { useCertificate } from "../../api/queries";
import { CodeBlock, ColonText, ErrorState, KeyValueList } from "../../parts";
import { formatDate, texts } from "../../texts";
import { AltNames } from "../details/AltNames";
import { ChainTab } from "../details/ChainTab";
import { PrivateKeyValue } from "../details/PrivateKeyValue";
import { Section } from "../details/Section";
import "../details/details.scss";
import { useCopyText } from "../details/useCopyText";
import { useSecretDialogs } from "../dialogs/useSecretDialogs";
import "./private.scss";

const { result: words } = texts.privateCertificates;
const { certificate: facts } = texts.secrets;

interface IssuedResultProps {
  secret: SecretView;
  onAnother: () => void;
}

/** A private certificate that was just issued: what it says, its chain, its texts, and the ways to hand it out. */
export function IssuedResult({ secret, onAnother }: IssuedResultProps) {
  const { row, versions } = secret;
  const [version] = versions;
  const certificate = useCertificate(version === undefined ? null : { secretId: row.id, versionId: version.id });
  const dialogs = useSecretDialogs();
  const next = secret.private?.nextRotationAt ?? null;
  if (certificate.error !== null) return <ErrorState message={certificate.error.message} help={certificate.error.help} onRetry={() => void certificate.refetch()} />;
  if (certificate.data === undefined || version === undefined) return <InlineLoading description={words.loading} />;
  return (
    <div className="ck-issued">
      <InlineNotification
        kind="success"
        lowContrast
        hideCloseButton
        role="status"
        statusIconDescription={texts.parts.status.success}
        title={words.text(formatDate(new Date(version.notAfter)))}
        subtitle={next === null ? words.noNext : words.next(formatDate(new Date(next)))}
      />
      <div className="ck-issued__actions">
        <Button size="md" renderIcon={Download} onClick={() => dialogs.show("download", row, version.id)}>
          {words.download}
        </Button>
        <Button kind="tertiary" size="md" renderIcon={Add} onClick={onAnother}>
          {words.another}
        </Button>
      </div>
      <Section title={words.facts}>
        <KeyValueList
          label={words.facts}
          items={[
            { label: facts.commonName, value: certificate.data.facts.commonName ?? texts.secrets.none },
            { label: facts.altNames, value: <AltNames names={certificate.data.facts.altNames} /> },
            { label: facts.serialNumber, value: <ColonText text={certificate.data.facts.serialNumber} />, mono: true },
            { label: facts.keyAlgorithm, value: certificate.data.facts.publicKey.title },
            {
              label: words.privateKey,
              value: version.privateKeyIncluded ? <PrivateKeyValue version={{ secretId: row.id, versionId: version.id }} included /> : words.keyElsewhere,
            },
          ]}
        />
      </Section>
      <Section title={words.chain}>
        <ChainTab secret={secret} version={version} onShowCurrent={() => undefined} />
      </Section>
      <Pems certificate={certificate.data} />
      {dialogs.dialog}
    </div>
  );
}

/** As the response of the interface that other programs know has them: the certificate, who issued it, and the chain. */
function Pems({ certificate: { pem, chain } }: { certificate: CertificateView }) {
  const copy = useCopyText();
  const above = chain.slice(1).map((link) => link.pem);
  const [issuing] = above;
  const all = above.join("");
  return (
    <Section title={words.pems}>
      <div className="ck-private-dialog">
        <p>{words.certificate}</p>
        <CodeBlock label={words.certificate} text={pem} onCopy={copy(pem)} />
        {issuing !== undefined && <p>{words.issuingCa}</p>}
        {issuing !== undefined && <CodeBlock label={words.issuingCa} text={issuing} onCopy={copy(issuing)} />}
        {above.length > 1 && <p>{words.caChain}</p>}
        {above.length > 1 && <CodeBlock label={words.caChain} text={all} onCopy={copy(all)} />}
      </div>
    </Section>
  );
}
