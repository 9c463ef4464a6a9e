import { Download } from "@carbon/icons-react";
import { Button, IconButton } from "@carbon/react";
import { Fragment, useId, useState } from "react";

import { useBackend } from "../../api/BackendProvider";
import type { AuthorityCertificateRow } from "../../api/generated/AuthorityCertificateRow";
import { CodeBlock, StateTag } from "../../parts";
import { texts } from "../../texts";
import { DateText } from "../authorities/showing";
import { useSaveCertificates } from "../downloads";

const words = texts.authorities.details;

/** Every certificate of an authority: rotations and cross-signings leave some behind that go on being valid. Each can be looked at and saved. */
export function CertificateList({ certificates }: { certificates: readonly AuthorityCertificateRow[] }) {
  const id = useId();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <table className="ck-authority__list">
      <thead>
        <tr>
          <th scope="col">{words.issuer}</th>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.to}</th>
          <th scope="col">{words.status}</th>
          <th scope="col">{words.serial}</th>
          <th scope="col">
            <span className="ck-visually-hidden">{texts.parts.table.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {certificates.map((certificate, place) => {
          const { fingerprintSha256 } = certificate;
          const shown = fingerprintSha256 === open;
          return (
            <Fragment key={fingerprintSha256}>
              <Row certificate={certificate} shown={shown} controls={`${id}-${place}`} onShow={() => setOpen(shown ? null : fingerprintSha256)} />
              {shown && <PemRow id={`${id}-${place}`} certificate={certificate} />}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

interface RowProps {
  certificate: AuthorityCertificateRow;
  shown: boolean;
  /** The row with its text. */
  controls: string;
  onShow: () => void;
}

function Row({ certificate, shown, controls, onShow }: RowProps) {
  const { serialNumber, issuerName, notBefore, notAfter, pem } = certificate;
  const { save, busy } = useSaveCertificates();
  const label = shown ? words.hidePem : words.showPem;
  return (
    <tr>
      <td>{issuerName}</td>
      <td>
        <DateText moment={notBefore} />
      </td>
      <td>
        <DateText moment={notAfter} />
      </td>
      <td>
        <Standing certificate={certificate} />
      </td>
      <td className="ck-authority__serial" title={serialNumber}>
        {serialNumber}
      </td>
      <td className="ck-authority__list-actions">
        <Button kind="ghost" size="sm" aria-expanded={shown} {...(shown && { "aria-controls": controls })} aria-label={words.ofThis(label, serialNumber)} onClick={onShow}>
          {label}
        </Button>
        <IconButton kind="ghost" size="sm" align="left" label={words.saveThis(serialNumber)} disabled={busy} onClick={() => save(pem)}>
          <Download />
        </IconButton>
      </td>
    </tr>
  );
}

function PemRow({ id, certificate: { serialNumber, pem } }: { id: string; certificate: AuthorityCertificateRow }) {
  const backend = useBackend();
  return (
    <tr id={id}>
      <td colSpan={6}>
        <CodeBlock label={words.pemOf(serialNumber)} text={pem} onCopy={() => backend.copyText(pem)} />
      </td>
    </tr>
  );
}

function Standing({ certificate: { inUse, crossSigned, revokedAt } }: { certificate: AuthorityCertificateRow }) {
  if (revokedAt !== null) return <StateTag kind="danger" text={words.revoked} />;
  return inUse ? <StateTag kind="success" text={words.inUse} /> : <StateTag kind="neutral" text={crossSigned ? words.crossSigned : words.earlier} />;
}
