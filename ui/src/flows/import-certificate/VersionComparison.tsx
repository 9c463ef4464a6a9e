import type { ReactNode } from "react";

import type { CertificateFacts } from "../../api/generated/CertificateFacts";
import type { IntakePreview } from "../../api/generated/IntakePreview";
import type { VersionRow } from "../../api/generated/VersionRow";
import { formatDate, texts } from "../../texts";
import { Names } from "./CertificatePreview";

const words = texts.flows.rotate;

interface VersionComparisonProps {
  present: { version: VersionRow; facts: CertificateFacts | null };
  /** What the person brought, as far as it goes. */
  preview: IntakePreview | null;
  /** Whether the present private key goes into the new version. */
  keepsKey: boolean;
  /** The id of the heading that names the table. */
  labelledBy: string;
}

/** One side of the comparison: a certificate, and whether key and intermediate are there. */
interface Side {
  facts: CertificateFacts;
  key: boolean;
  intermediate: boolean;
}

/** What can be compared: how it is shown, and what tells whether it is the same. */
interface Property {
  label: string;
  show: (side: Side) => ReactNode;
  same: (side: Side) => string;
}

/** What the present certificate says and what the new one says, side by side. */
export function VersionComparison({ present: { version, facts }, preview, keepsKey, labelledBy }: VersionComparisonProps) {
  const before = sideOf(facts, version.privateKeyIncluded, version.intermediateIncluded);
  const next = sideOf(preview?.facts ?? null, keepsKey || preview?.privateKey.source != null, preview?.intermediate.source != null);
  return (
    <table className="ck-comparison" aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">{words.property}</th>
          <th scope="col">{words.present}</th>
          <th scope="col">{words.next}</th>
        </tr>
      </thead>
      <tbody>
        {PROPERTIES.map((property) => (
          <ComparedRow key={property.label} property={property} before={before} next={next} />
        ))}
      </tbody>
    </table>
  );
}

function ComparedRow({ property: { label, show, same }, before, next }: { property: Property; before: Side | null; next: Side | null }) {
  const changed = before !== null && next !== null && same(before) !== same(next);
  return (
    <tr data-changed={changed || undefined}>
      <th scope="row">{label}</th>
      <td>{before === null ? words.unknown : show(before)}</td>
      <td>
        {next === null ? words.unknown : show(next)}
        {changed && <span className="ck-comparison__changed">{words.changed}</span>}
      </td>
    </tr>
  );
}

/** What is new in every rotation needs no mark. */
const ALWAYS_NEW = () => "";

const PROPERTIES: readonly Property[] = [
  text(texts.flows.preview.commonName, ({ facts }) => facts.commonName ?? texts.flows.preview.none),
  { label: words.names, show: ({ facts }) => <Names names={facts.altNames} />, same: ({ facts }) => namesOf(facts) },
  text(texts.flows.preview.issuer, ({ facts }) => facts.issuerName),
  { label: words.validFrom, show: ({ facts }) => formatDate(new Date(facts.notBefore)), same: ALWAYS_NEW },
  { label: words.validTo, show: ({ facts }) => formatDate(new Date(facts.notAfter)), same: ALWAYS_NEW },
  { label: words.keyPair, show: ({ facts }) => facts.publicKey.title, same: ({ facts }) => facts.publicKey.fingerprint },
  text(texts.flows.intake.privateKey, ({ key }) => (key ? words.included : words.missing)),
  text(texts.flows.intake.intermediate, ({ intermediate }) => (intermediate ? words.included : words.missing)),
];

function text(label: string, read: (side: Side) => string): Property {
  return { label, show: read, same: read };
}

function sideOf(facts: CertificateFacts | null, key: boolean, intermediate: boolean): Side | null {
  return facts === null ? null : { facts, key, intermediate };
}

function namesOf({ altNames }: CertificateFacts): string {
  return altNames.map(({ kind, value }) => `${kind}:${value}`).sort().join(" ");
}
