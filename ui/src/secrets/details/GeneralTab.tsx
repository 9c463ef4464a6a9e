import { OperationalTag } from "@carbon/react";
import type { ReactNode } from "react";

import type { SecretRow } from "../../api/generated/SecretRow";
import type { SecretView } from "../../api/generated/SecretView";
import type { SecretQuery } from "../../api/queries";
import { CodeBlock, ColonText, KeyValueList } from "../../parts";
import { formatCount, formatDateTime, texts } from "../../texts";
import { prettyJson } from "../json";
import { PrivateSection } from "../private/PrivateSection";
import { Section } from "./Section";
import { useCopyText } from "./useCopyText";

interface GeneralTabProps {
  secret: SecretView;
  onShow: (filter: Partial<SecretQuery>) => void;
  onEditRotation: () => void;
}

const { general: words, kindTitles, none } = texts.secrets;

/** What the secret is, apart from its certificate. */
export function GeneralTab({ secret, onShow, onEditRotation }: GeneralTabProps) {
  const copy = useCopyText();
  const { row, createdBy, crn, customMetadata } = secret;
  const metadata = prettyJson(customMetadata);
  const created = formatDateTime(new Date(row.createdAt));
  return (
    <div className="ck-details__grid">
      <Section title={words.list}>
        <KeyValueList
          label={words.list}
          items={[
            { label: words.name, value: row.name, onCopy: copy(row.name) },
            { label: words.id, value: row.id, mono: true, onCopy: copy(row.id) },
            { label: words.description, value: row.description === "" ? none : row.description },
            { label: words.kind, value: kindTitles[row.kind] },
            { label: words.group, value: <GroupLink row={row} onShow={onShow} /> },
            { label: words.labels, value: labelsOf(row, onShow) },
            { label: words.created, value: words.createdBy(created, createdBy) },
            { label: words.updated, value: formatDateTime(new Date(row.updatedAt)) },
            { label: words.versions, value: formatCount(row.versionsTotal) },
            { label: words.locks, value: formatCount(row.locksTotal) },
            { label: words.crn, value: <ColonText text={crn} />, mono: true, onCopy: copy(crn) },
          ]}
        />
      </Section>
      {secret.private !== null && <PrivateSection view={secret.private} onEditRotation={onEditRotation} />}
      <Section title={words.metadata}>
        {metadata === "" ? <p className="ck-section__none">{words.noMetadata}</p> : <CodeBlock label={words.metadata} text={metadata} onCopy={copy(metadata)} />}
      </Section>
    </div>
  );
}

function GroupLink({ row, onShow }: { row: SecretRow; onShow: GeneralTabProps["onShow"] }) {
  return (
    <button type="button" className="ck-link-button cds--link" title={words.showGroup(row.groupName)} onClick={() => onShow({ groupIds: [row.groupId] })}>
      {row.groupName}
    </button>
  );
}

function labelsOf({ labels }: SecretRow, onShow: GeneralTabProps["onShow"]): ReactNode {
  if (labels.length === 0) return none;
  return (
    <span className="ck-details__labels">
      {labels.map((label) => (
        <OperationalTag key={label} type="cool-gray" size="sm" text={label} title={words.showLabel(label)} onClick={() => onShow({ labels: [label] })} />
      ))}
    </span>
  );
}
