import { Locked } from "@carbon/icons-react";
import { Tag } from "@carbon/react";

import type { VersionRow } from "../../api/generated/VersionRow";
import { TwoLines } from "../../parts";
import type { Column } from "../../parts";
import { daysUntil, formatCount, formatDate, texts } from "../../texts";
import { DateText } from "../showing";

const { versions: words, inDays } = texts.secrets;

/** What the list of versions shows. */
export const versionColumns: readonly Column<VersionRow>[] = [
  { key: "number", header: words.version, width: "10rem", render: (row) => <VersionNumber version={row} /> },
  { key: "created", header: words.created, width: "8rem", render: ({ createdAt, createdBy }) => <TwoLines first={<DateText moment={createdAt} />} second={words.createdBy(createdBy)} /> },
  { key: "expires", header: words.expires, width: "8rem", render: (row) => <VersionEnd version={row} /> },
  { key: "serial", header: words.serial, width: "minmax(8rem, 1fr)", render: ({ serialNumber }) => <span className="ck-mono-cell" title={serialNumber}>{serialNumber}</span> },
  { key: "key", header: words.key, width: "10rem", render: (row) => <TwoLines first={row.keyTitle} second={row.privateKeyIncluded ? words.withKey : words.withoutKey} /> },
  { key: "data", header: words.data, width: "9rem", render: (row) => <VersionData version={row} /> },
];

function VersionNumber({ version }: { version: VersionRow }) {
  const { restoredFrom } = version;
  const number = <NumberAndMarks version={version} />;
  return restoredFrom === null ? number : <TwoLines first={number} second={words.restoredFrom(restoredFrom)} />;
}

function NumberAndMarks({ version }: { version: VersionRow }) {
  const place = version.isCurrent ? words.current : words.previous;
  return (
    <span className="ck-versions__number">
      {formatCount(version.number)}
      {(version.isCurrent || version.isPrevious) && (
        <Tag type={version.isCurrent ? "blue" : "gray"} size="sm" as="span">
          {place}
        </Tag>
      )}
      {version.locks > 0 && (
        <span className="ck-versions__locks" title={words.locked(version.locks)}>
          <Locked aria-hidden="true" />
          <span className="ck-visually-hidden">{words.locked(version.locks)}</span>
        </span>
      )}
    </span>
  );
}

function VersionEnd({ version: { notAfter, expired, revokedAt, revocationReason } }: { version: VersionRow }) {
  if (revokedAt !== null) return <Revoked moment={revokedAt} held={revocationReason === "certificateHold"} notAfter={notAfter} />;
  const end = new Date(notAfter);
  const date = formatDate(end);
  return (
    <TwoLines
      first={
        <span className="ck-expires" data-urgency={expired ? "now" : "none"} title={expired ? words.expired(date) : undefined}>
          {date}
        </span>
      }
      second={inDays(daysUntil(end, new Date()))}
    />
  );
}

function Revoked({ moment, held, notAfter }: { moment: string; held: boolean; notAfter: string }) {
  const { versionHeld, versionRevoked } = texts.privateCertificates.details;
  const text = (held ? versionHeld : versionRevoked)(formatDate(new Date(moment)));
  return (
    <TwoLines
      first={formatDate(new Date(notAfter))}
      second={
        <span className="ck-expires" data-urgency="now" title={text}>
          {text}
        </span>
      }
    />
  );
}

function VersionData({ version: { payloadAvailable, downloaded } }: { version: VersionRow }) {
  const handedOut = downloaded ? words.downloaded : words.notDownloaded;
  return <TwoLines first={payloadAvailable ? words.available : words.deleted} second={handedOut} />;
}
