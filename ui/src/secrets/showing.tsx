import { Tag } from "@carbon/react";

import type { SecretStatus } from "../api/generated/SecretStatus";
import type { Timestamp } from "../api/generated/Timestamp";
import { StateTag } from "../parts";
import { formatDate, formatDateTime, texts } from "../texts";
import { Marked, piecesOf } from "./highlight";
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

const NO_WORDS: readonly string[] = [];

/** Text that may be cut off; all of it is its tooltip. What was searched for is marked. */
export function CutText({ text, words: searched = NO_WORDS }: { text: string; words?: readonly string[] }) {
  if (text === "") return <>{words.none}</>;
  return (
    <span title={text}>
      <Marked text={text} words={searched} />
    </span>
  );
}

interface LabelTagsProps {
  labels: readonly string[];
  words?: readonly string[];
  /** The most labels that are shown. */
  most?: number;
}

/** The first labels, and how many more there are; those that were searched for come first. */
export function LabelTags({ labels, words: searched = NO_WORDS, most = 2 }: LabelTagsProps) {
  if (labels.length === 0) return <>{words.none}</>;
  const found = labels.filter((label) => piecesOf(label, searched).length > 1);
  const ordered = [...found, ...labels.filter((label) => !found.includes(label))];
  const more = labels.length - most;
  return (
    <span className="ck-label-tags" title={labels.join(", ")}>
      {ordered.slice(0, most).map((label) => (
        <Tag key={label} type="cool-gray" size="sm">
          <Marked text={label} words={searched} />
        </Tag>
      ))}
      {more > 0 && <span>+{more}</span>}
    </span>
  );
}
