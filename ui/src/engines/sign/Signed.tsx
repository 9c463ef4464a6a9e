import { Download } from "@carbon/icons-react";
import { Button, InlineNotification } from "@carbon/react";

import { useBackend } from "../../api/BackendProvider";
import type { SignedCertificate } from "../../api/generated/SignedCertificate";
import { CodeBlock, ColonText, KeyValueList } from "../../parts";
import { formatDateTime, texts } from "../../texts";
import { FieldGroup } from "../fields/FieldGroup";
import { useSaveCertificates } from "../downloads";
import "./sign.scss";

const { sign: words, details } = texts.authorities;

/** A certificate that was made for somebody else, to be handed to them. */
export function Signed({ signed: { facts, pem, chainPem } }: { signed: SignedCertificate }) {
  const backend = useBackend();
  const { save, busy } = useSaveCertificates();
  return (
    <div className="ck-engine-form">
      <InlineNotification lowContrast hideCloseButton kind="success" role="status" statusIconDescription={texts.parts.status.success} title={words.done(facts.commonName ?? facts.subject)} subtitle={words.doneText} />
      <div className="ck-signed__actions">
        <Button size="md" renderIcon={Download} disabled={busy} onClick={() => save(pem)}>
          {words.save}
        </Button>
        <Button kind="tertiary" size="md" renderIcon={Download} disabled={busy} onClick={() => save(pem + chainPem)}>
          {words.saveChain}
        </Button>
      </div>
      <KeyValueList
        label={words.steps.signed}
        items={[
          { label: details.subject, value: facts.subject },
          { label: words.altNames, value: facts.altNames.length === 0 ? texts.authorities.none : facts.altNames.map(({ value }) => value).join(", ") },
          { label: details.to, value: formatDateTime(new Date(facts.notAfter)) },
          { label: details.serial, value: <ColonText text={facts.serialNumber} />, mono: true, onCopy: () => backend.copyText(facts.serialNumber) },
        ]}
      />
      <FieldGroup title={words.certificate}>
        <CodeBlock label={words.certificate} text={pem} onCopy={() => backend.copyText(pem)} />
      </FieldGroup>
      <FieldGroup title={words.chain} text={words.chainText}>
        <CodeBlock label={words.chain} text={chainPem} onCopy={() => backend.copyText(chainPem)} />
      </FieldGroup>
    </div>
  );
}
