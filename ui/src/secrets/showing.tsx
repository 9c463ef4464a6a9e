import { Tag } from "@carbon/react";

import type { SecretStatus } from "../api/generated/SecretStatus";
import type { Timestamp } from "../api/generated/Timestamp";
import { StateTag } from "../parts";
import { formatDate, formatDateTime, texts } from "../texts";
import "./showing.scss";
import { STATUS_KINDS, urgencyOf } from "./status";

const words = texts.secrets;

/** The status as a tag. */
export function StatusTag({ status, size = "sm" }: { status: SecretStatus; size?: "sm" | "md" }) {
  return <StateTag kind={STATUS_KINDS[status]} text={words.statuses[status]} size={size} />;
}

/** When something expires, in days, coloured by urgency; the date is its tooltip. */
export function ExpiresText({ notAfter, daysLeft }: { notAfter: Timestamp | null; daysLeft: number | null }) {
  if (notAfter === null || daysLeft === null) return <>{words.none}</>;
  return (
    <time className="ck-expires" dateTime={notAfter} data-urgency={urgencyOf(daysLeft)} title={formatDateTime(new Date(notAfter))}>
      {words.inDays(daysLeft)}
    </time>
  );
}

/** A day; the exact moment is its tooltip. */
export function DateText({ moment }: { moment: Timestamp }) {
  const date = new Date(moment);
  return (
    <time dateTime={moment} title={formatDateTime(date)}>
      {formatDate(date)}
    </time>
  );
}

/** Text that may be cut off; all of it is its tooltip. */
export function CutText({ text }: { text: string }) {
  return text === "" ? <>{words.none}</> : <span title={text}>{text}</span>;
}

const MOST_LABELS = 2;

/** The first labels, and how many more there are. */
export function LabelTags({ labels }: { labels: readonly string[] }) {
  if (labels.length === 0) return <>{words.none}</>;
  const more = labels.length - MOST_LABELS;
  return (
    <span className="ck-label-tags" title={labels.join(", ")}>
      {labels.slice(0, MOST_LABELS).map((label) => (
        <Tag key={label} type="cool-gray" size="sm">
          {label}
        </Tag>
      ))}
      {more > 0 && <span>+{more}</span>}
    </span>
  );
}
