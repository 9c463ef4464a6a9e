import type { ReactNode } from "react";

import type { CertificateFacts } from "../../api/generated/CertificateFacts";
import type { IntakePreview } from "../../api/generated/IntakePreview";
import type { VersionRow } from "../../api/generated/VersionRow";
import { formatDate, texts } from "../../texts";
import { Names } from "./CertificatePreview";

const words = texts.flows.rotate;

interface VersionComparisonProps {
  present: { version: VersionRow; facts: CertificateFacts };
  preview: IntakePreview & { facts: CertificateFacts };
}

interface ComparedRow {
  label: string;
  present: ReactNode;
  next: ReactNode;
  changed: boolean;
}

/** What the present certificate says and what the new one says, side by side. */
export function VersionComparison({ present, preview }: VersionComparisonProps) {
  return (
    <table className="ck-comparison">
      <caption className="ck-comparison__caption">{words.comparison}</caption>
      <thead>
        <tr>
          <th scope="col">{words.property}</th>
          <th scope="col">{words.present}</th>
          <th scope="col">{words.next}</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(present, preview).map(({ label, present: before, next, changed }) => (
          <tr key={label} data-changed={changed || undefined}>
            <th scope="row">{label}</th>
            <td>{before}</td>
            <td>
              {next}
              {changed && <span className="ck-comparison__changed">{words.changed}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rowsOf({ version, facts }: VersionComparisonProps["present"], preview: VersionComparisonProps["preview"]): ComparedRow[] {
  const next = preview.facts;
  const sameKey = facts.publicKey.fingerprint === next.publicKey.fingerprint;
  const hasKey = preview.privateKey.source !== null;
  const hasIntermediate = preview.intermediate.source !== null;
  return [
    row(texts.flows.preview.commonName, facts.commonName, next.commonName),
    { label: words.names, present: <Names names={facts.altNames} />, next: <Names names={next.altNames} />, changed: namesOf(facts) !== namesOf(next) },
    row(texts.flows.preview.issuer, facts.issuerName, next.issuerName),
    row(words.validFrom, formatDate(new Date(facts.notBefore)), formatDate(new Date(next.notBefore))),
    row(words.validTo, formatDate(new Date(facts.notAfter)), formatDate(new Date(next.notAfter))),
    { label: words.keyPair, present: facts.publicKey.title, next: keyWords(next, sameKey), changed: !sameKey },
    row(texts.flows.intake.privateKey, inclusion(version.privateKeyIncluded), inclusion(hasKey)),
    row(texts.flows.intake.intermediate, inclusion(version.intermediateIncluded), inclusion(hasIntermediate)),
  ];
}

function row(label: string, present: string | null, next: string | null): ComparedRow {
  return { label, present: present ?? texts.flows.preview.none, next: next ?? texts.flows.preview.none, changed: present !== next };
}

function namesOf({ altNames }: CertificateFacts): string {
  return altNames.map(({ kind, value }) => `${kind}:${value}`).sort().join(" ");
}

function keyWords({ publicKey }: CertificateFacts, same: boolean): string {
  return same ? words.sameKeyPair(publicKey.title) : words.newKeyPair(publicKey.title);
}

function inclusion(included: boolean): string {
  return included ? words.included : words.missing;
}
