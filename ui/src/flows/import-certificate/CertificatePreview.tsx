import { InformationFilled } from "@carbon/icons-react";
import { Button, InlineNotification } from "@carbon/react";
import { useState } from "react";

import type { AltName } from "../../api/generated/AltName";
import type { CertificateFacts } from "../../api/generated/CertificateFacts";
import type { HeldSecret } from "../../api/generated/HeldSecret";
import type { IntakePreview } from "../../api/generated/IntakePreview";
import type { SecretId } from "../../api/generated/SecretId";
import type { Warning } from "../../api/generated/Warning";
import type { WarningCode } from "../../api/generated/WarningCode";
import { ColonText, KeyValueList, ValidityBar, useLeaveFlow } from "../../parts";
import type { KeyValueItem } from "../../parts";
import { texts } from "../../texts";
import "./CertificatePreview.scss";

const words = texts.flows.preview;

/** So many names are shown at once. */
const NAMES_SHOWN = 6;

/** What is worth knowing, but nothing to worry about. */
const HARMLESS: readonly WarningCode[] = ["noPrivateKey"];

interface CertificatePreviewProps {
  preview: IntakePreview | null;
  /** Opens a secret that holds this certificate already. */
  onOpenSecret: (id: SecretId) => void;
}

/** What the certificate in the tray says about itself, and what to know about it. */
export function CertificatePreview({ preview, onOpenSecret }: CertificatePreviewProps) {
  const facts = preview?.facts ?? null;
  return (
    <section className="ck-certificate-preview" aria-label={words.heading}>
      <h2 className="ck-certificate-preview__heading">{words.heading}</h2>
      {preview === null || facts === null ? (
        <p className="ck-certificate-preview__empty">{words.empty}</p>
      ) : (
        <>
          <Held secrets={preview.alreadyHeld} onOpen={onOpenSecret} />
          <Warnings warnings={preview.warnings} />
          <Facts key={facts.fingerprintSha256} facts={facts} />
        </>
      )}
    </section>
  );
}

/** Drawn anew for each certificate: one may have been made after the form was opened. */
function Facts({ facts }: { facts: CertificateFacts }) {
  const [now] = useState(() => new Date());
  return <KeyValueList label={words.heading} items={itemsOf(facts, now)} />;
}

function itemsOf(facts: CertificateFacts, now: Date): KeyValueItem[] {
  const from = new Date(facts.notBefore);
  const to = new Date(facts.notAfter);
  return [
    facts.commonName === null ? { label: words.subject, value: facts.subject } : { label: words.commonName, value: facts.commonName },
    { label: words.altNames, value: <Names key={facts.fingerprintSha256} names={facts.altNames} /> },
    { label: words.issuer, value: facts.selfSigned ? words.selfSigned(facts.issuerName) : facts.issuerName },
    { label: words.validity, value: <ValidityBar from={from} to={to} now={now} /> },
    { label: words.key, value: facts.publicKey.title },
    { label: words.serialNumber, value: <ColonText text={facts.serialNumber} />, mono: true },
    { label: words.fingerprint, value: <ColonText text={facts.fingerprintSha256} />, mono: true },
  ];
}

/** The names, the first few of many. */
export function Names({ names }: { names: readonly AltName[] }) {
  const [all, setAll] = useState(false);
  if (names.length === 0) return words.none;
  const shown = all ? names : names.slice(0, NAMES_SHOWN);
  return (
    <>
      <ul>
        {shown.map(({ kind, value }) => (
          <li key={`${kind}:${value}`}>{value}</li>
        ))}
      </ul>
      {names.length > NAMES_SHOWN && (
        <Button kind="ghost" size="sm" className="ck-certificate-preview__more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? words.fewerNames : words.moreNames(names.length - NAMES_SHOWN)}
        </Button>
      )}
    </>
  );
}

/** Expiry is said by the validity bar and at the field, so it is not said here again. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  return warnings
    .filter(({ code }) => code !== "expired")
    .map(({ code, message }) => {
      const kind = HARMLESS.includes(code) ? "info" : "warning";
      return (
        <InlineNotification
          key={code}
          lowContrast
          hideCloseButton
          kind={kind}
          role="status"
          statusIconDescription={texts.parts.status[kind]}
          subtitle={message}
        />
      );
    });
}

function Held({ secrets, onOpen }: { secrets: readonly HeldSecret[]; onOpen: (id: SecretId) => void }) {
  const leave = useLeaveFlow();
  if (secrets.length === 0) return null;
  return (
    <div className="ck-certificate-preview__held">
      <InformationFilled className="ck-certificate-preview__held-icon" />
      <p>{words.held}</p>
      <ul>
        {secrets.map(({ id, name }) => (
          <li key={id}>
            <button type="button" className="cds--link cds--link--inline" onClick={() => leave(() => onOpen(id))}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
