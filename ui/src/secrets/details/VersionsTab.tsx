import { Tag } from "@carbon/react";

import type { VersionId } from "../../api/generated/VersionId";
import type { VersionRow } from "../../api/generated/VersionRow";
import { EmptyState, VirtualTable } from "../../parts";
import type { Column } from "../../parts";
import { formatCount, formatDate, texts } from "../../texts";
import { CutText, DateText } from "../showing";

interface VersionsTabProps {
  versions: readonly VersionRow[];
  onDownload: (id: VersionId) => void;
  /** Shows the certificate of a version. */
  onView: (id: VersionId) => void;
}

const { versions: words, details } = texts.secrets;
const yesNo = (yes: boolean) => (yes ? details.yes : details.no);

const columns: readonly Column<VersionRow>[] = [
  { key: "number", header: words.version, width: "9.5rem", render: (row) => <VersionNumber version={row} /> },
  { key: "created", header: words.created, width: "7.5rem", render: ({ createdAt }) => <DateText moment={createdAt} /> },
  { key: "createdBy", header: words.createdBy, width: "minmax(6.5rem, 1fr)", render: ({ createdBy }) => <CutText text={createdBy} /> },
  { key: "expires", header: words.expires, width: "7.5rem", render: (row) => <VersionEnd version={row} /> },
  { key: "serial", header: words.serial, width: "minmax(8rem, 2fr)", render: ({ serialNumber }) => <span className="ck-mono-cell" title={serialNumber}>{serialNumber}</span> },
  { key: "key", header: words.key, width: "7.5rem", render: ({ keyTitle }) => keyTitle },
  { key: "privateKey", header: words.privateKey, width: "7.25rem", render: (row) => yesNo(row.privateKeyIncluded) },
  { key: "payload", header: words.payload, width: "8.5rem", render: (row) => yesNo(row.payloadAvailable) },
  { key: "downloaded", header: words.downloaded, width: "7.5rem", render: (row) => yesNo(row.downloaded) },
];

/** Every version of the secret, newest first. */
export function VersionsTab({ versions, onDownload, onView }: VersionsTabProps) {
  if (versions.length === 0) return <EmptyState title={details.noVersion.title} text={details.noVersion.text} />;
  return (
    <div className="ck-versions" style={{ blockSize: `${HEAD_AND_FOOT_REM + ROW_REM * Math.min(versions.length, MOST_ROWS)}rem` }}>
      <VirtualTable
        label={words.label}
        columns={columns}
        total={versions.length}
        rowAt={(index) => versions[index]}
        rowId={({ id }) => id}
        rowName={({ number }) => words.row(number)}
        onOpen={({ id }) => onView(id)}
        rowActions={({ id, payloadAvailable }) => [
          { key: "download", label: words.download, disabled: !payloadAvailable, onSelect: () => onDownload(id) },
          { key: "view", label: words.view, disabled: !payloadAvailable, onSelect: () => onView(id) },
        ]}
      />
    </div>
  );
}

const HEAD_AND_FOOT_REM = 5.75;
const ROW_REM = 3;
const MOST_ROWS = 10;

function VersionNumber({ version }: { version: VersionRow }) {
  const place = version.isCurrent ? words.current : words.previous;
  return (
    <span className="ck-versions__number">
      {formatCount(version.number)}
      {(version.isCurrent || version.isPrevious) && (
        <Tag type={version.isCurrent ? "blue" : "gray"} size="sm" as="span">
          {place}
        </Tag>
      )}
    </span>
  );
}

function VersionEnd({ version }: { version: VersionRow }) {
  const date = formatDate(new Date(version.notAfter));
  return (
    <span className="ck-expires" data-urgency={version.expired ? "now" : "none"} title={version.expired ? words.expired(date) : undefined}>
      {date}
    </span>
  );
}
